"""Pages of the parties' requests: those of one file, the register over all files, logging and answering."""

from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation import audit
from mediation.bureau.page import attempt, opened
from mediation.bureau.requests import services, store
from mediation.bureau.requests.forms import AnswerForm, LogForm
from mediation.bureau.requests.model import Entry, Logged, PartyRequest
from mediation.cases import page
from mediation.cases.moves import Act
from mediation.cases.store import CaseFile
from mediation.permissions import Permission
from mediation.web.drafting import load_form
from mediation.web.guards import needs, premises, reading, zone

blueprint = Blueprint("requests", __name__)

_SOON_HOURS = 24


@blueprint.get("/k/permintaan")
@needs(Permission.BUREAU_WORK)
def register() -> ResponseReturnValue:
    """Show the requests of all files: what waits, the least time left first, and what was answered lately."""
    with reading() as transaction:
        waiting, answered = services.register(transaction)
    return render_template(
        "requests/register.html", waiting=[_line(each) for each in waiting],
        answered=[_line(each) for each in answered], zone=zone(), most=services.SHOWN_ANSWERED,
    )


def _line(entry: Entry) -> dict[str, Any]:
    href = url_for("requests.listing", case=entry.case)
    if entry.request is None:
        return {"href": href, "number": "", "asked": None}
    return {"href": href, "number": entry.number, "asked": entry.request, **_clock(entry.request)}


def _clock(request: PartyRequest) -> dict[str, Any]:
    status = request.status(premises().clock(), zone())
    late = status.standing.value == "late"
    if request.answered:
        words = _("Dijawab terlambat %(hours)s jam", hours=status.hours) if late else _("Dijawab dalam waktunya")
        return {"words": words, "tone": "amber" if late else "green", "deadline": request.deadline(zone())}
    tone = "red" if late else "amber" if status.hours <= _SOON_HOURS else "blue"
    return {"words": _(status.text, hours=status.hours), "tone": tone, "deadline": request.deadline(zone())}


@blueprint.get("/k/<uuid:case>/5")
@needs(Permission.BUREAU_WORK)
def listing(case: UUID) -> ResponseReturnValue:
    """Show the requests of one file with their clocks and answers."""
    file = _opened(case)
    return page.show(
        "requests/listing.html", file, heading=_("Permintaan pihak"), zone=zone(),
        requests=[_shown(file, each) for each in reversed(store.logged(file))],
        may_log=page.allowed(file, attempt(file, Act.LOG_REQUEST)),
    )


def _shown(file: CaseFile, each: Logged) -> dict[str, Any]:
    may = page.allowed(file, attempt(file, Act.ANSWER_REQUEST))
    answered = each.request.answered is not None
    return {
        "row": each.row, "asked": each.request, "who": _who(file, each.request), **_clock(each.request),
        "answer": url_for("requests.answer", case=file.id, row=each.row) if may and not answered else "",
        "letter": url_for("issue_bureau.answer", case=file.id, row=each.row) if may and answered else "",
    }


def _who(file: CaseFile, request: PartyRequest) -> str:
    return request.name or file.request.person(request.party).name


@blueprint.route("/k/<uuid:case>/5/a", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
def log(case: UUID) -> ResponseReturnValue:
    """Log a request that came in."""
    file, heading = _opened(case), _("Catat permintaan")
    early = page.too_early(file, attempt(file, Act.LOG_REQUEST), heading)
    if early:
        return early
    form = load_form(LogForm, version=file.version)
    if page.perform(form, lambda t: services.log(t, case, version=form.expected_version, **form.given())):
        page.saved(_("Permintaan tercatat. Jangka 3 x 24 jam berjalan sejak diterima."))
        return redirect(url_for("requests.listing", case=case))
    return page.show("requests/log.html", file, form=form, heading=heading, zone=zone())


@blueprint.route("/k/<uuid:case>/5/b/<uuid:row>", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
def answer(case: UUID, row: UUID) -> ResponseReturnValue:
    """Answer a request."""
    file, heading = _opened(case), _("Jawab permintaan")
    early = page.too_early(file, attempt(file, Act.ANSWER_REQUEST), heading)
    if early:
        return early
    asked = store.one(file, row)
    form = load_form(AnswerForm, version=file.version)
    form.ask(asked.request)
    if page.perform(form, lambda t: services.answer(t, case, row, version=form.expected_version, **form.given())):
        page.saved(_("Jawaban tercatat."))
        return redirect(url_for("requests.listing", case=case))
    return page.show("requests/answer.html", file, form=form, heading=heading, zone=zone(), **_shown(file, asked))


def _opened(case: UUID) -> CaseFile:
    return opened(case, audit.Purpose.PARTY_REQUEST)
