"""The record of processing, the agency's own words in it, and the impact assessment."""

from flask import abort, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation.accounts.store import people
from mediation.cases.page import CONFLICT
from mediation.clock import from_micros
from mediation.errors import NotFound, Refusal
from mediation.inspection.duties import papers, services, store
from mediation.inspection.duties.forms import ControllerForm
from mediation.inspection.duties.model import Controller, Edition
from mediation.inspection.duties.views.room import blueprint, hand_out, perform
from mediation.permissions import Permission
from mediation.reports import html
from mediation.reports.blocks import Document
from mediation.transaction import Transaction
from mediation.web.drafting import load_form
from mediation.web.forms import words_of
from mediation.web.guards import actor, needs, reading, writing, zone


@blueprint.get("/a/catatan")
@needs(Permission.BREACH_KEEP)
def processing() -> ResponseReturnValue:
    """Show the record of processing as it is printed."""
    with reading() as transaction:
        edition = store.controller(transaction)
        made = papers.processing(transaction, edition)
        editions = [_line(transaction, each) for each in store.editions(transaction)]
    return _paper(
        made, "duties/processing.html", edition=edition, editions=editions, zone=zone(),
        writes=actor().may(Permission.AGENCY_MANAGE),
    )


@blueprint.get("/a/catatan/<int(max=999999):version>")
@needs(Permission.BREACH_KEEP)
def edition(version: int) -> ResponseReturnValue:
    """Show the record with an earlier edition of the agency's words."""
    with reading() as transaction:
        found = next((each for each in store.editions(transaction) if each.version == version), None)
        if found is None:
            abort(404)
        made = papers.processing(transaction, found)
        by = _line(transaction, found)
    return _paper(made, "duties/edition.html", edition=found, by=by, zone=zone())


@blueprint.get("/a/catatan/unduh")
@needs(Permission.BREACH_KEEP)
def processing_paper() -> ResponseReturnValue:
    """Hand out the record of processing."""
    with writing() as transaction:
        written = services.print_processing(transaction)
    return redirect(url_for("duties.processing")) if isinstance(written, Refusal) else hand_out(written, "catatan")


@blueprint.route("/a/catatan/isian", methods=["GET", "POST"])
@needs(Permission.AGENCY_MANAGE)
def controller() -> ResponseReturnValue:
    """Write the agency's words: each sending that changes something is an edition."""
    with reading() as transaction:
        newest = store.controller(transaction)
    form = load_form(ControllerForm, data=_filled(newest.controller), version=newest.version)
    if perform(form, lambda t: services.write_controller(t, form.controller(), version=form.expected_version)):
        return redirect(url_for("duties.processing"))
    outrun = bool(form.expected_version != newest.version and form.is_submitted())
    if g.get("answer_status") == CONFLICT:
        form.renew(newest.version)
    body = render_template("duties/controller.html", form=form, theirs=_theirs(form, newest) if outrun else [])
    return body, g.get("answer_status", 200)


@blueprint.get("/a/catatan/dampak")
@needs(Permission.BREACH_KEEP)
def impact() -> ResponseReturnValue:
    """Show the impact assessment."""
    with reading() as transaction:
        made = papers.impact(transaction)
    return _paper(made, "duties/impact.html")


@blueprint.get("/a/catatan/dampak/unduh")
@needs(Permission.BREACH_KEEP)
def impact_paper() -> ResponseReturnValue:
    """Hand out the impact assessment."""
    with writing() as transaction:
        written = services.print_impact(transaction)
    return redirect(url_for("duties.impact")) if isinstance(written, Refusal) else hand_out(written, "penilaian")


def _paper(made: Document | Refusal, template: str, **context: object) -> ResponseReturnValue:
    refused = words_of(made) if isinstance(made, Refusal) else []
    preview = "" if isinstance(made, Refusal) else html.render(made, "")
    return render_template(template, preview=preview, refused=refused, **context)


def _filled(own: Controller) -> dict[str, str]:
    return {name: getattr(own, name) for name in Controller.__dataclass_fields__}


def _theirs(form: ControllerForm, newest: Edition) -> list[dict[str, str]]:
    """Return the fields in which what is stored and what was typed differ."""
    pairs = ((form[name], stored) for name, stored in _filled(newest.controller).items())
    return [
        {"label": field.label.text, "theirs": stored, "yours": field.data}
        for field, stored in pairs if stored != field.data
    ]


def _line(transaction: Transaction, found: Edition) -> dict[str, object]:
    try:
        name = people.get(transaction, found.by).name if found.by else _("Program")
    except NotFound:
        name = ""
    return {"version": found.version, "made": from_micros(found.made), "by": name}
