"""The bureau's side: who asks to read which file until when, the two answers, and a head's early end."""

from typing import Any
from uuid import UUID

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation.accounts.store import units
from mediation.cases import page
from mediation.cases.store.looks import State
from mediation.clock import from_micros
from mediation.errors import Refusal
from mediation.inspection.sampling.forms import AnswerForm, EndForm
from mediation.inspection.sampling.model import Aim
from mediation.inspection.sampling.services import answering
from mediation.inspection.sampling.services.answering import Question
from mediation.inspection.sampling.views.room import blueprint
from mediation.inspection.sampling.views.wording import in_words
from mediation.permissions import Permission
from mediation.transaction import Transaction
from mediation.web.drafting import load_form
from mediation.web.forms import words_of
from mediation.web.guards import actor, needs, reading, zone


@blueprint.get("/k/contoh")
@needs(Permission.BUREAU_WORK)
def waiting() -> ResponseReturnValue:
    """Show who asks, and asked, to read which file."""
    with reading() as transaction:
        asked, number, pages = answering.listed(transaction, request.args.get("halaman", 1, type=int))
    return render_template(
        "sampling/waiting.html", asked=asked, number=number, pages=pages, aims=Aim, moment=from_micros, zone=zone(),
    )


@blueprint.route("/k/contoh/<uuid:look>", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
def answer(look: UUID) -> ResponseReturnValue:
    """Show one question, and approve or refuse it."""
    form = load_form(AnswerForm)
    if page.perform(form, lambda transaction: _answer(transaction, look, form)):
        page.saved(_("Jawaban Anda disimpan."))
        return redirect(url_for("sampling.answer", look=look))
    with reading() as transaction:
        question = answering.question(transaction, look)
        names = {unit.id: unit.name for unit in units.every(transaction)}
    if form.is_submitted() and not form.errors and question.closed:
        # Answered, ended or lapsed while this page was open.
        g.answer_status = page.CONFLICT
        form.refuse(question.closed)
    body = render_template(
        "sampling/answer.html", form=form, question=question, filter=in_words(question.sample.wanted, names),
        said=_said(question), leads=actor().may(Permission.BUREAU_LEAD), **_words(question),
    )
    return body, g.get("answer_status", 200)


def _answer(transaction: Transaction, look: UUID, form: AnswerForm) -> Refusal | None:
    if form.agrees:
        return answering.approve(transaction, look)
    return answering.refuse(transaction, look, reason=form.reason.data)


@blueprint.route("/k/contoh/<uuid:look>/akhiri", methods=["GET", "POST"])
@needs(Permission.BUREAU_LEAD)
def cut(look: UUID) -> ResponseReturnValue:
    """End a running look before its time."""
    form = EndForm()
    if page.perform(form, lambda transaction: answering.cut(transaction, look)):
        page.saved(_("Pembukaan diakhiri; kuncinya sudah dihapus."))
        return redirect(url_for("sampling.answer", look=look))
    with reading() as transaction:
        question = answering.question(transaction, look)
    return render_template("sampling/cut.html", form=form, question=question), g.get("answer_status", 200)


def _said(question: Question) -> list[str]:
    """Return why the visitor cannot approve now, or who is wanting; empty when nothing stands in the way."""
    found = question.missing or question.refusal
    return words_of(found) if found and question.asked.state.waits else []


def _words(question: Question) -> dict[str, Any]:
    found = question.asked.look

    def moment(value: int | None) -> Any:  # noqa: ANN401 - a moment or None, for the template
        return from_micros(value) if value is not None else None

    return {
        "aim": _(Aim(found.purpose).label), "asked": moment(found.asked), "last": moment(found.until - 1),
        "approved": moment(found.approved), "granted": moment(found.granted), "refused": moment(found.refused),
        "ended": moment(found.ended), "zone": zone(), "states": State,
    }
