"""Pages of summonses: plan, withdraw, serve, attend, and calling no more."""

from datetime import date
from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from mediation.cases import guards, page, workflow
from mediation.cases.model import Attendance, Party
from mediation.cases.moves import Act, Move
from mediation.cases.store import CaseFile
from mediation.cases.summon import services, store
from mediation.cases.summon.forms import AttendForm, CloseForm, PlanForm, ReasonForm, ServeForm
from mediation.cases.summon.model import StoredSummons
from mediation.language import mark
from mediation.law.deadlines import Caution
from mediation.permissions import Permission
from mediation.transaction import Transaction
from mediation.web.drafting import load_form
from mediation.web.forms import words_of
from mediation.web.guards import needs, premises

blueprint = Blueprint("summon", __name__)

ACTS = (
    (Act.ISSUE_SUMMONS, "issue.summons", mark("Terbitkan surat panggilan")),
    (Act.SERVE, "summon.serve", mark("Catat penyampaian surat")),
    (Act.RECORD_ATTENDANCE, "summon.attend", mark("Catat kehadiran")),
    (Act.WITHDRAW_SUMMONS, "summon.withdraw", mark("Tarik panggilan")),
)
# "Panggil pemohon", not a name: somebody may read over the shoulder.
WHO = {Party.APPLICANT: _l("pemohon"), Party.SPOUSE: _l("pasangan")}


@blueprint.route("/b/<uuid:case>/2/<any(a,b):side>", methods=["GET", "POST"])
@needs(Permission.CASE_WORK)
def plan(case: UUID, side: str) -> ResponseReturnValue:
    """Plan the next summons of one side."""
    file, party, day = page.opened(case), page.party(side), page.today()
    heading = _("Panggil %(who)s", who=WHO[party])
    early = page.too_early(file, Move(Act.SUMMON, day, party=party), heading)
    if early:
        return early
    form = load_form(PlanForm, version=file.version, data={"purpose": services.usual_purpose(file.progress, party)})
    cautions: tuple[Caution, ...] = ()
    # A day that cannot be is refused at once; a caution about it would ask for a reason in vain.
    if form.is_submitted() and form.on.data and not services.refused_day(file, party, form.on.data, day):
        cautions = services.cautions(
            file, party, on=form.on.data, place=form.place.data, sent=day, week=premises().work_week,
        )
        if cautions:
            form.ask_reason(cautions)

    def act(transaction: Transaction) -> object:
        return services.plan(transaction, case, party=party, version=form.expected_version, **form.planned())

    if page.perform(form, act):
        flash(_("Panggilan tersimpan. Langkah berikutnya: terbitkan suratnya."), "success")
        return redirect(url_for("desk.case", case=case))
    return page.show(
        "summon/plan.html", file, form=form, heading=heading, cautions=cautions, party=party,
        round=services.next_round(file.progress, party), taken=_taken(file, party),
        summonses=store.summonses(file, party), contact=store.contact(file, party),
    )


def _taken(file: CaseFile, party: Party) -> list[date]:
    # Named as days alone: not whose they are, nor why.
    progress = file.progress
    if not progress.apart:
        return []
    days = {a.on for a in progress.standing(party.other)}
    return sorted(day for day in days if guards.shares_day(progress, party, day) and day >= page.today())


@blueprint.route("/b/<uuid:case>/2/<uuid:row>")
@needs(Permission.CASE_WORK)
def read(case: UUID, row: UUID) -> ResponseReturnValue:
    """Show one summons as recorded, and what can be done with it now."""
    file = page.opened(case)
    found = store.one(file, row)
    return page.show(
        "summon/read.html", file, found=found, waits=_waits(file, found),
        acts=_possible(file, row, found.summons.party), contact=store.contact(file, found.summons.party),
        heading=_("Panggilan ke-%(round)s: %(who)s", round=found.summons.round, who=WHO[found.summons.party]),
    )


def _waits(file: CaseFile, found: StoredSummons) -> list[str]:
    """Return why the letter cannot be issued yet, in sentences; empty when it can, or need not."""
    known = found.appointment
    if known.withdrawn or known.letter_issued_on or known.attendance:
        return []
    refusal = workflow.refuse(file.progress, Move(Act.ISSUE_SUMMONS, page.today(), party=known.party, row=found.row))
    return words_of(refusal) if refusal else []


def _possible(file: CaseFile, row: UUID, party: Party) -> list[dict[str, str]]:
    day = page.today()
    return [
        {"text": _(text), "href": url_for(endpoint, case=file.id, row=row)}
        for act, endpoint, text in ACTS
        if workflow.refuse(file.progress, Move(act, day, party=party, row=row)) is None
    ]


@blueprint.route("/b/<uuid:case>/2/<uuid:row>/tarik", methods=["GET", "POST"])
@needs(Permission.CASE_WORK)
def withdraw(case: UUID, row: UUID) -> ResponseReturnValue:
    """Withdraw a summons, with the reason."""
    file = page.opened(case)
    found = store.one(file, row)
    heading = _("Tarik panggilan %(who)s", who=WHO[found.summons.party])
    early = page.too_early(file, Move(Act.WITHDRAW_SUMMONS, page.today(), row=row), heading)
    if early:
        return early
    form = load_form(ReasonForm, version=file.version)

    def act(transaction: Transaction) -> object:
        return services.withdraw(
            transaction, case, row, reason=form.reason.data, version=form.expected_version,
        )

    if page.perform(form, act):
        flash(_("Panggilan ditarik. Buat panggilan baru bila orangnya masih perlu dipanggil."), "success")
        return redirect(url_for("desk.case", case=case))
    return _show("summon/withdraw.html", file, found, form, heading)


@blueprint.route("/b/<uuid:case>/2/<uuid:row>/sampai", methods=["GET", "POST"])
@needs(Permission.CASE_WORK)
def serve(case: UUID, row: UUID) -> ResponseReturnValue:
    """Record how the letter reached the person."""
    file = page.opened(case)
    found = store.one(file, row)
    heading = _("Catat penyampaian surat kepada %(who)s", who=WHO[found.summons.party])
    early = page.too_early(file, Move(Act.SERVE, page.today(), row=row), heading)
    if early:
        return early
    form = load_form(ServeForm, version=file.version, data={"how": found.summons.delivery})

    def act(transaction: Transaction) -> object:
        return services.serve(
            transaction, case, row, service=form.service(), version=form.expected_version,
        )

    if page.perform(form, act):
        flash(_("Penyampaian surat tersimpan."), "success")
        return redirect(url_for("desk.case", case=case))
    return _show("summon/serve.html", file, found, form, heading)


@blueprint.route("/b/<uuid:case>/2/<uuid:row>/hadir", methods=["GET", "POST"])
@needs(Permission.CASE_WORK)
def attend(case: UUID, row: UUID) -> ResponseReturnValue:
    """Record who came, or that nobody did."""
    file = page.opened(case)
    found = store.one(file, row)
    heading = _("Catat kehadiran %(who)s", who=WHO[found.summons.party])
    early = page.too_early(file, Move(Act.RECORD_ATTENDANCE, page.today(), row=row), heading)
    if early:
        return early
    form = load_form(AttendForm, version=file.version)
    form.demand()

    def act(transaction: Transaction) -> object:
        return services.attend(
            transaction, case, row, answer=form.answer(), version=form.expected_version,
        )

    if page.perform(form, act):
        return _after_attendance(file, found.summons.party, form.answer().presence.attendance)
    return _show("summon/attend.html", file, found, form, heading)


def _after_attendance(file: CaseFile, party: Party, attendance: Attendance) -> ResponseReturnValue:
    flash(_("Kehadiran tersimpan."), "success")
    if attendance is not Attendance.ABSENT and party not in file.progress.screened:
        # At the first appearance the questions come before anything else.
        return redirect(url_for("screen.screen", case=file.id, side=page.side(party)))
    return redirect(url_for("desk.case", case=file.id))


@blueprint.route("/b/<uuid:case>/2/cukup", methods=["GET", "POST"])
@needs(Permission.CASE_WORK)
def close_rounds(case: UUID) -> ResponseReturnValue:
    """Call the other side no more, with the reason."""
    file = page.opened(case)
    heading = _("Cukupkan panggilan")
    early = page.too_early(file, Move(Act.CLOSE_ROUNDS, page.today()), heading)
    if early:
        return early
    form = load_form(CloseForm, version=file.version)

    def act(transaction: Transaction) -> object:
        return services.close_rounds(
            transaction, case, reason=form.reason.data, version=form.expected_version,
        )

    if page.perform(form, act):
        flash(_("Panggilan dicukupkan. Berkas dapat disimpulkan tanpa kehadiran pasangan."), "success")
        return redirect(url_for("desk.case", case=case))
    return page.show(
        "summon/close.html", file, form=form, heading=heading, summonses=store.summonses(file, Party.SPOUSE),
    )


def _show(
    template: str, file: CaseFile, found: StoredSummons, form: object, heading: str,
) -> ResponseReturnValue:
    party = found.summons.party
    return page.show(
        template, file, form=form, heading=heading, found=found, party=party,
        summonses=store.summonses(file, party), contact=store.contact(file, party),
    )
