"""The register of failures of protection: the list, one failure with its history, and what is added to it."""

from typing import Any
from uuid import UUID, uuid4

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation.cases.page import CONFLICT, saved
from mediation.clock import ZONES, from_micros
from mediation.inspection.duties import services, store
from mediation.inspection.duties.forms import CloseForm, CorrectForm, HandleForm, NoticeForm, RecordForm
from mediation.inspection.duties.model import MUST_BE_TOLD, Body, Breach, Correction, Facts, Finding, Handling, Notice
from mediation.inspection.duties.views.room import blueprint, clock, perform, who
from mediation.permissions import Permission
from mediation.transaction import Transaction
from mediation.web.drafting import load_form
from mediation.web.filters import waktu
from mediation.web.forms import BaseForm
from mediation.web.guards import needs, reading, zone


@blueprint.get("/a/kejadian")
@needs(Permission.BREACH_KEEP)
def listing() -> ResponseReturnValue:
    """List the failures: those whose clock runs first, then the newest."""
    with reading() as transaction:
        found, gone = store.every(transaction), store.gone(transaction)
    ordered = sorted(found, key=lambda each: (each.intact and not each.running, -each.events[0].made))
    return render_template("duties/listing.html", lines=[_line(each) for each in ordered], gone=len(gone), zone=zone())


def _line(breach: Breach) -> dict[str, Any]:
    return {"breach": breach, "facts": breach.facts, "clocks": [clock(breach, whom) for whom in MUST_BE_TOLD]}


@blueprint.route("/a/kejadian/baru", methods=["GET", "POST"])
@needs(Permission.BREACH_KEEP)
def record() -> ResponseReturnValue:
    """Record a failure; its clock runs from the moment it became known."""
    form = load_form(RecordForm)
    new = uuid4()
    if perform(form, lambda transaction: services.record(transaction, form.facts(zone()), breach=new)):
        saved(_("Kejadian tercatat. Jangka 3 x 24 jam dihitung sejak diketahui."))
        return redirect(url_for("duties.breach", breach=new))
    return render_template("duties/record.html", form=form, zone=zone()), g.get("answer_status", 200)


@blueprint.get("/a/kejadian/<uuid:breach>")
@needs(Permission.BREACH_KEEP)
def breach(breach: UUID) -> ResponseReturnValue:
    """Show a failure: clocks, what is known, what can be done, what happened."""
    with reading() as transaction:
        found = store.get(transaction, breach)
        events = _history(transaction, found)
    return render_template("duties/breach.html", **_shown(found), events=events)


@blueprint.route("/a/kejadian/<uuid:breach>/a", methods=["GET", "POST"])
@needs(Permission.BREACH_KEEP)
def handle(breach: UUID) -> ResponseReturnValue:
    """Add what was done."""
    form = load_form(HandleForm, version=_version(breach))
    return _added(breach, form, "duties/handle.html", lambda: form.handling(zone()), _("Penanganan tercatat."))


@blueprint.route("/a/kejadian/<uuid:breach>/b", methods=["GET", "POST"])
@needs(Permission.BREACH_KEEP)
def tell(breach: UUID) -> ResponseReturnValue:
    """Add a notice that was sent."""
    form = load_form(NoticeForm, version=_version(breach))
    return _added(breach, form, "duties/tell.html", lambda: form.notice(zone()), _("Pemberitahuan tercatat."))


@blueprint.route("/a/kejadian/<uuid:breach>/c", methods=["GET", "POST"])
@needs(Permission.BREACH_KEEP)
def correct(breach: UUID) -> ResponseReturnValue:
    """Write what is known now; what stood there stays in the history."""
    with reading() as transaction:
        found = store.get(transaction, breach)
    form = load_form(CorrectForm, data=_filled(found.facts, zone()), version=found.version)
    return _added(breach, form, "duties/correct.html", lambda: form.correction(zone()), _("Catatan diperbaiki."))


@blueprint.route("/a/kejadian/<uuid:breach>/d", methods=["GET", "POST"])
@needs(Permission.BREACH_KEEP)
def close(breach: UUID) -> ResponseReturnValue:
    """Close a failure with what was learnt."""
    form = load_form(CloseForm, version=_version(breach))
    return _added(breach, form, "duties/close.html", form.closing, _("Kejadian ditutup."))


def _added(breach: UUID, form: BaseForm, template: str, body: Any, said: str) -> ResponseReturnValue:  # noqa: ANN401 - makes the body of a valid form
    seen = form.expected_version
    if perform(form, lambda transaction: services.add(transaction, breach, body(), version=form.expected_version)):
        saved(said)
        return redirect(url_for("duties.breach", breach=breach))
    with reading() as transaction:
        found = store.get(transaction, breach)
        newer = _history(transaction, found)[: max(0, found.version - (seen or 0))] if request.method == "POST" else []
    if g.get("answer_status") == CONFLICT:
        form.renew(found.version)
    theirs = _theirs(form, found) if newer and isinstance(form, CorrectForm) else []
    context = _shown(found) | {"form": form, "newer": newer, "theirs": theirs}
    return render_template(template, **context), g.get("answer_status", 200)


def _version(breach: UUID) -> int:
    with reading() as transaction:
        return store.get(transaction, breach).version


def _shown(breach: Breach) -> dict[str, Any]:
    unfounded = breach.closing is not None and breach.closing.finding is Finding.NONE
    earlier = [
        {"facts": _facts_of(each.body), "made": from_micros(each.made)}
        for each in breach.events if _facts_of(each.body) not in {None, breach.facts}
    ]
    return {
        "breach": breach, "facts": breach.facts, "earlier": earlier, "zone": zone(),
        "clocks": [] if unfounded else [clock(breach, whom) for whom in MUST_BE_TOLD],
        "open": breach.intact and not breach.closed,
    }


def _facts_of(body: Body | None) -> Facts | None:
    return body.facts if isinstance(body, Correction) else body if isinstance(body, Facts) else None


def _history(transaction: Transaction, breach: Breach) -> list[dict[str, str]]:
    """Return what happened, the newest first, as the timeline shows it."""
    return [
        {
            "title": _(each.kind.label), "text": _told(breach, each.body),
            "when": _("%(when)s, ditulis %(who)s", when=waktu(from_micros(each.made), zone()),
                      who=who(transaction, each) or "–"),
        }
        for each in reversed(breach.events)
    ]


def _told(breach: Breach, body: Body | None) -> str:
    if body is None:
        return str(_("Catatan ini tidak dapat dibuka: isinya tidak cocok dengan segelnya."))
    if isinstance(body, Facts):
        return body.what
    if isinstance(body, Correction):
        return body.reason
    if isinstance(body, Handling):
        return f"{waktu(body.at, zone())}: {body.text}"
    if isinstance(body, Notice):
        return _sent(breach, body)
    return f"{_(body.finding.label)}. {body.lesson}"


def _sent(breach: Breach, notice: Notice) -> str:
    late = breach.lateness(notice)
    parts = [
        f"{_(notice.whom.label)}: {waktu(notice.at, zone())}", _(notice.way.label).lower(),
        _(late.text, hours=late.hours, minutes=late.minutes) if late is not None else "",
        _("%(count)s orang", count=notice.count) if notice.count is not None else "",
        _("semuanya sudah diberi tahu") if notice.everyone else "",
    ]
    sent = ", ".join(part for part in parts if part)
    return f"{sent}. {notice.note}" if notice.note else sent


def _filled(facts: Facts | None, zone: str) -> dict[str, Any]:
    if facts is None:
        return {}
    known = facts.known.astimezone(ZONES[zone])
    since = facts.since.astimezone(ZONES[zone]) if facts.since else None
    return {
        "known_on": known.date(), "known_at": known.time(), "span": facts.span, "what": facts.what, "how": facts.how,
        "since_on": since.date() if since else None, "since_at": since.time() if since else None,
        "kinds": facts.data, "people": facts.people, "risks": facts.risks,
    }


def _theirs(form: CorrectForm, breach: Breach) -> list[dict[str, str]]:
    """Return the fields in which what is stored and what was typed differ."""
    stored = CorrectForm(formdata=None, data=_filled(breach.facts, zone())).written()
    return [
        {"label": label, "theirs": stored.get(label, ""), "yours": text}
        for label, text in form.written().items() if text != stored.get(label, "")
    ]
