"""Pages of the decision: where it stands, how it ends, its preparation, taking it back, its confirmation."""

from typing import Any, Final
from uuid import UUID

from flask import Blueprint, abort, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from mediation import audit
from mediation.agency.model import COPIES, DELEGATION, RETENTION, Entry, PositionKind, copies_for
from mediation.agency.store import at, current
from mediation.bureau import store
from mediation.bureau.decide import forms, services
from mediation.bureau.decide.model import Decision
from mediation.bureau.page import attempt, opened
from mediation.bureau.review.model import WithdrawalLetter
from mediation.bureau.store import RecordKind
from mediation.cases import page, workflow
from mediation.cases.model import DecisionKind, Employment, Outcome
from mediation.cases.moves import Act
from mediation.cases.papers.model import Tie, TieKind
from mediation.cases.store import CaseFile
from mediation.errors import NotFound, Refusal
from mediation.law.identity import Sex
from mediation.law.refusals import RefusalGround, proposed_article
from mediation.law.statutes import in_force
from mediation.permissions import Permission
from mediation.web.choices import Choice
from mediation.web.drafting import load_form
from mediation.web.forms import words_of
from mediation.web.guards import actor, needs, reading

blueprint = Blueprint("decide", __name__)

# Neutral letters and figures stand for kinds of decision and of position in a path.
KINDS: Final = dict(zip("abcdef", DecisionKind, strict=True))
_PLACES: Final = dict(enumerate(PositionKind, start=1))


@blueprint.get("/k/<uuid:case>/3")
@needs(Permission.BUREAU_WORK)
def home(case: UUID) -> ResponseReturnValue:
    """Show where the decision stands, what it still needs, and the next step."""
    file = _opened(case)
    waiting, decided, paper = services.waiting(file), services.decided(file), services.paper_of(file)
    handling = file.progress.handling
    return page.show(
        "decide/home.html", file, heading=_("Keputusan"), waiting=waiting, decided=decided, paper=paper,
        handling=handling, copies=services.signed_copies(file, paper.id) if paper else (),
        tie=Tie(TieKind.DOCUMENT, paper.id.hex).text if paper else "", missing=_missing(file) if not waiting else [],
        retention=_retention(decided.record) if decided else "", own=_own(file),
        confirms=actor().may(Permission.BUREAU_LEAD),
        undone=[each.record for each in services.decisions(file) if each.record.taken_back],
    )


def _own(file: CaseFile) -> bool:
    """Tell whether the visitor prepared the decision that waits: then somebody else confirms it."""
    waiting = file.progress.handling.prepared if file.progress.handling else None
    return waiting is not None and waiting.by == actor().id


def _missing(file: CaseFile) -> list[dict[str, Any]]:
    """Return what an official's decision still needs, each with its page."""
    handling = file.progress.handling
    if handling is None or handling.decided:
        return []
    unissued = handling.memo_on and not handling.memo_issued
    asked = (
        (handling.complete, _("Kelengkapan berkas"), "check.lines"),
        (handling.memo_on, _("Telaahan ditulis"), "review.home"),
        (handling.memo_issued, _("Telaahan diterbitkan"), "issue_bureau.memo" if unissued else "review.home"),
    )
    return [
        {"title": title, "href": url_for(endpoint, case=file.id), "status": _("Selesai") if done else _("Belum"),
         "tone": "green" if done else "amber"}
        for done, title, endpoint in asked
    ]


def _retention(decision: Decision) -> str:
    if decision.confirmed is None:
        return ""
    with reading() as transaction:
        found = at(transaction, RETENTION, decision.confirmed.retention_edition).item(decision.confirmed.retention)
    return found.label if found else decision.confirmed.retention


@blueprint.route("/k/<uuid:case>/3/a", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
def kind(case: UUID) -> ResponseReturnValue:
    """Choose how the case ends; what cannot be chosen yet says why."""
    file, heading = _opened(case), _("Hasil berkas")
    refused = {one: workflow.refuse(file.progress, attempt(file, Act.PREPARE, decision=one)) for one in DecisionKind}
    possible = tuple(one for one, refusal in refused.items() if refusal is None)
    if not possible:
        early = page.too_early(file, attempt(file, Act.PREPARE, decision=DecisionKind.PERMIT), heading)
        if early:
            return early
    form = load_form(forms.KindForm, version=file.version)
    form.offer(possible)
    if not any(one.by_official for one in possible):
        del form.position
    if form.validate_on_submit():
        place = _place(form.position.data) if form.kind.data.by_official else 0
        letter = next(letter for letter, found in KINDS.items() if found is form.kind.data)
        return redirect(url_for("decide.prepare", case=case, side=letter, number=place))
    closed = [(one, words_of(refusal)) for one, refusal in refused.items()
              if refusal and one is not DecisionKind.CERTIFICATE]
    return page.show("decide/kind.html", file, form=form, heading=heading, closed=closed)


def _place(position: PositionKind) -> int:
    return next(place for place, found in _PLACES.items() if found is position)


@blueprint.route("/k/<uuid:case>/3/a/<any(a,b,c,d,e,f):side>/<int:number>", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
def prepare(case: UUID, side: str, number: int) -> ResponseReturnValue:
    """Write what this kind of decision tells, and prepare it for somebody else to confirm."""
    file, chosen, position = _opened(case), KINDS[side], _PLACES.get(number)
    if chosen.by_official is not (position is not None):
        abort(404)
    heading = _(chosen.label)
    early = page.too_early(file, attempt(file, Act.PREPARE, decision=chosen), heading)
    if early:
        return early
    form = load_form(forms.FORMS[chosen], version=file.version, data=_known(file, chosen))
    if isinstance(form, forms.PermitForm) and not _shares_pay(file):
        form.without_salary()
    if page.perform(form, lambda t: services.prepare(
        t, case, kind=chosen, substance=form.substance(), position=position, version=form.expected_version,
    )):
        page.saved(_("Keputusan disiapkan. Terbitkan naskahnya, lalu orang lain mengesahkannya."))
        return redirect(url_for("decide.home", case=case))
    return page.show(
        "decide/prepare.html", file, form=form, heading=heading, chosen=chosen, position=position,
        handling=file.progress.handling, violence=file.progress.violence, **_around(file, chosen, position),
    )


def _around(file: CaseFile, chosen: DecisionKind, position: PositionKind | None) -> dict[str, Any]:
    """Return what stands beside the fields: who decides, who gets a copy, what the law says."""
    with reading() as transaction:
        edition, copies = current(transaction, DELEGATION), current(transaction, COPIES).items
        entry = services.who_decides(edition, transaction, file, position) if position else None
    return {
        "entry": entry if isinstance(entry, Entry) else None,
        "nobody": words_of(entry) if isinstance(entry, Refusal) else [],
        "copies": [each.label for each in copies_for(copies, chosen.value)],
        "salary_rule": in_force("pp10-1983.8", page.today()),
        "articles": [(ground.label, proposed_article(ground, page.today())) for ground in RefusalGround],
    }


def _shares_pay(file: CaseFile) -> bool:
    employee = file.request.applicant
    return employee.employment is Employment.PNS and employee.sex is Sex.MALE


def _known(file: CaseFile, chosen: DecisionKind) -> dict[str, Any]:
    """Return what the file itself knows of how it ended, to begin with."""
    if chosen is DecisionKind.WITHDRAWN:
        return _withdrawn(file)
    if chosen is DecisionKind.RECONCILED:
        talks = file.progress.handling.talks if file.progress.handling else ()
        days = [one.on for one in file.progress.sittings if one.outcome is Outcome.RECONCILED]
        days += [one.on for one in talks if one.outcome is Outcome.RECONCILED]
        return {"on": max(days)} if days else {}
    return {}


def _withdrawn(file: CaseFile) -> dict[str, Any]:
    handling = file.progress.handling
    asked = handling.withdrawal if handling else None
    known: dict[str, Any] = {"on": asked.asked_on} if asked else {}
    letter = store.newest(file, RecordKind.WITHDRAWAL, WithdrawalLetter)
    if letter is None:
        return known
    told = letter.record
    return {**known, "proof": _("Surat pencabutan"), "proof_number": told.number, "proof_on": told.on}


@blueprint.route("/k/<uuid:case>/3/b", methods=["GET", "POST"])
@needs(Permission.BUREAU_WORK)
def take_back(case: UUID) -> ResponseReturnValue:
    """Take the prepared decision back; its paper becomes withdrawn."""
    file, heading = _opened(case), _("Tarik keputusan yang disiapkan")
    early = page.too_early(file, attempt(file, Act.TAKE_BACK), heading)
    if early:
        return early
    form = load_form(forms.TakeBackForm, version=file.version)
    if page.perform(form, lambda t: services.take_back(
        t, case, reason=form.reason.data, version=form.expected_version,
    )):
        page.saved(_("Keputusan ditarik. Naskah yang sudah terbit tidak berlaku lagi."))
        return redirect(url_for("decide.home", case=case))
    return page.show("decide/take_back.html", file, form=form, heading=heading, paper=services.paper_of(file))


@blueprint.route("/k/<uuid:case>/3/c", methods=["GET", "POST"])
@needs(Permission.BUREAU_LEAD)
def confirm(case: UUID) -> ResponseReturnValue:
    """Record what stands on the signed paper, and close the file."""
    file, heading = _opened(case), _("Sahkan keputusan")
    early = page.too_early(file, attempt(file, Act.CONFIRM, on=page.today()), heading)
    if early:
        return early
    waiting, paper = services.waiting(file), services.paper_of(file)
    copies = services.signed_copies(file, paper.id) if paper else ()
    form = load_form(forms.ConfirmationForm, version=file.version)
    with reading() as transaction:
        form.retention.choices = [Choice(each.code, each.label, each.note)
                                  for each in current(transaction, RETENTION).used]
    if copies:
        del form.without_copy
    if page.perform(form, lambda t: services.confirm(t, case, version=form.expected_version, **form.given())):
        page.saved(_("Keputusan disahkan. Berkas ditutup."))
        return redirect(url_for("decide.home", case=case))
    return page.show(
        "decide/confirm.html", file, form=form, heading=heading, waiting=waiting, paper=paper, copies=copies,
        tie=Tie(TieKind.DOCUMENT, paper.id.hex).text if paper else "",
    )


def _opened(case: UUID) -> CaseFile:
    file = opened(case, audit.Purpose.DECISION)
    if file.progress.handling is None:
        raise NotFound
    return file
