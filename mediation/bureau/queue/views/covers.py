"""Covers for leave: who stands in for whom."""

from uuid import UUID

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation.bureau.queue import covering
from mediation.bureau.queue.forms import CoverForm, UncoverForm
from mediation.bureau.queue.views.room import blueprint
from mediation.cases import page
from mediation.permissions import Permission
from mediation.web.choices import Choice
from mediation.web.guards import actor, needs, reading


@blueprint.route("/k/cuti", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
def covers() -> ResponseReturnValue:
    """Show who covers for whom, and set it: for oneself, or as head for everybody."""
    form = CoverForm()
    who = actor()
    with reading() as transaction:
        people = covering.members(transaction)
        offered = [Choice(each.id, each.name) for each in people if covering.may_set(transaction, each.id)]
        held = covering.covers(transaction)
    form.away.choices = offered
    form.covered_by.choices = [Choice(each.id, each.name) for each in people]
    if not form.is_submitted() and len(offered) == 1:
        form.away.data = who.id
    if page.perform(form, lambda transaction: covering.cover(transaction, **form.given())):
        page.saved(_("Penggantian tersimpan. Berkasnya tampak di antara berkas penggantinya selama masa itu."))
        return redirect(url_for("queue.covers"))
    body = render_template("queue/covers.html", form=form, held=held, alone=len(people) < 2)  # noqa: PLR2004 - two
    return body, g.get("answer_status", 200)


@blueprint.route("/k/cuti/<uuid:cover>", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
def uncover(cover: UUID) -> ResponseReturnValue:
    """End a cover before its last day."""
    form = UncoverForm()
    if page.perform(form, lambda transaction: covering.uncover(transaction, cover)):
        page.saved(_("Penggantian diakhiri."))
        return redirect(url_for("queue.covers"))
    with reading() as transaction:
        shown = covering.one(transaction, cover)
    return render_template("queue/uncover.html", form=form, shown=shown), g.get("answer_status", 200)
