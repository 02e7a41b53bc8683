"""The two letters about a failure: to a person, and to the authority."""

from uuid import UUID

from flask import g, render_template
from flask.typing import ResponseReturnValue

from mediation.cases.page import CONFLICT
from mediation.errors import Refusal
from mediation.inspection.duties import papers, services, store
from mediation.inspection.duties.forms import ReaderForm, ReportForm
from mediation.inspection.duties.views.room import blueprint, hand_out
from mediation.law.identity import Sex
from mediation.permissions import Permission
from mediation.reports import html
from mediation.reports.duty_facts import Reader
from mediation.transaction import Transaction
from mediation.web.forms import words_of
from mediation.web.guards import needs, reading, writing, zone

_PERSON = "a"
_SAMPLE = Reader("…………………………………", Sex.FEMALE)


@blueprint.get("/a/kejadian/<uuid:breach>/surat/<any(a, b):side>")
@needs(Permission.BREACH_KEEP)
def letter(breach: UUID, side: str) -> ResponseReturnValue:
    """Show a letter as it would be printed, and ask what it takes from nowhere else."""
    return _shown(breach, side, _form(side))


# A page of its own that only takes: a form that comes after the session was locked is not kept for such a page, so a
# name and an address typed here lie nowhere. Each sending is a print, so the form's key is not used up.
@blueprint.post("/a/kejadian/<uuid:breach>/surat/<any(a, b):side>/cetak")
@needs(Permission.BREACH_KEEP)
def print_letter(breach: UUID, side: str) -> ResponseReturnValue:
    """Hand out a letter; what was typed for it is kept nowhere."""
    form = _form(side)
    if form.validate_on_submit():
        with writing() as transaction:
            written = _printed(transaction, breach, form)
        if not isinstance(written, Refusal):
            return hand_out(written, "surat")
        g.answer_status = CONFLICT
        form.refuse(written)
    return _shown(breach, side, form)


def _form(side: str) -> ReportForm:
    return ReaderForm() if side == _PERSON else ReportForm()


def _printed(transaction: Transaction, breach: UUID, form: ReportForm) -> bytes | Refusal:
    if isinstance(form, ReaderForm):
        return services.print_notice(transaction, breach, form.reader(), number=form.number.data)
    return services.print_report(transaction, breach, number=form.number.data)


def _shown(breach: UUID, side: str, form: ReportForm) -> ResponseReturnValue:
    with reading() as transaction:
        found = store.get(transaction, breach)
        if side == _PERSON:
            made = papers.notice(transaction, found, _SAMPLE, zone(), "")
        else:
            made = papers.report(transaction, found, zone(), "")
    refused = words_of(made) if isinstance(made, Refusal) else []
    preview = "" if isinstance(made, Refusal) else html.render(made, "")
    body = render_template(
        "duties/letter.html", form=form, breach=found, side=side, preview=preview, refused=refused,
    )
    return body, g.get("answer_status", 200)
