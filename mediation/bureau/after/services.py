"""What is done after the decision; one function for each thing. Every one commits, or returns why not."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from mediation import audit
from mediation.agency.model import (
    COPIES,
    FOLLOW_UP,
    RETENTION,
    Edition,
    FollowUp,
    RetentionClass,
    copies_for,
    lines_for,
)
from mediation.agency.store import at, current, pinned
from mediation.bureau import store
from mediation.bureau.after.model import (
    Challenged,
    DivorceReport,
    FollowedUp,
    HandOver,
    Outcome,
    Pointer,
    Reopened,
    SalaryStatement,
    SupportPlan,
    Verdict,
)
from mediation.bureau.decide import services as deciding
from mediation.bureau.moves import move
from mediation.bureau.store import Filed, RecordKind
from mediation.cases import store as cases
from mediation.cases import workflow
from mediation.cases.model import CourtOutcome, DecisionKind, Employment, Handling, Ruling, Standing
from mediation.cases.moves import Act, Move
from mediation.cases.store import CaseFile, Write
from mediation.cases.submit.checklist import facts_of
from mediation.cases.today import today
from mediation.errors import NotFound, Refusal
from mediation.language import mark
from mediation.law.deadlines import Deadline, divorce_report_deadline
from mediation.law.identity import Sex
from mediation.transaction import Transaction

# Kinds of documents (`reports.blocks.Kind`) that no longer hold once the decision is annulled.
DECREES = ("permit_decree", "certificate", "refusal_decree")
_SPOUSES_COPY = "S04"
_COUPLE = ("pasangan", "suami", "istri", "isteri")
_FUTURE = Refusal(mark("Tanggal itu belum tiba."), mark("Periksa lagi tanggalnya."))


# --- what the pages ask ----------------------------------------------------------------------------------------------


def decided(file: CaseFile) -> Handling | None:
    """Return the handling of a decided file; None before the decision."""
    handling = file.progress.handling
    return handling if handling and handling.decided else None


def report_deadline(file: CaseFile) -> Deadline | None:
    """Return the employee's clock for reporting the divorce; None while there is none (PP 45/1990 art. 15)."""
    handling = decided(file)
    if handling is None or handling.court is not CourtOutcome.DIVORCED or handling.divorced_on is None:
        return None
    return divorce_report_deadline(handling.divorced_on, employment=file.request.applicant.employment)


def shares_pay(file: CaseFile) -> bool:
    """Tell whether the rule on sharing pay concerns this employee: a male permanent one who wills the divorce."""
    who, handling = file.request.applicant, decided(file)
    payer = who.employment is Employment.PNS and who.sex is Sex.MALE
    return payer and handling is not None and handling.decided is DecisionKind.PERMIT


def may_divorce(file: CaseFile) -> bool:
    """Tell whether the decision leads to a court, and so to what follows a divorce."""
    handling = decided(file)
    return handling is not None and handling.decided in {DecisionKind.PERMIT, DecisionKind.CERTIFICATE}


def gives_spouse_copy(transaction: Transaction, file: CaseFile) -> bool:
    """Tell whether the agency's list gives the spouse a copy of such a decision."""
    handling = decided(file)
    if handling is None or handling.decided is None:
        return False
    lines = copies_for(current(transaction, COPIES).used, handling.decided.value)
    return any(line.code == _SPOUSES_COPY or any(word in line.label.casefold() for word in _COUPLE) for line in lines)


def follow_up(transaction: Transaction, file: CaseFile) -> tuple[FollowUp, ...]:
    """Return the lines of the agency's list that concern this file."""
    return _lines(current(transaction, FOLLOW_UP), file)


def line(transaction: Transaction, file: CaseFile, code: str) -> FollowUp:
    """Return the line with this code; raises NotFound when it is none of this file's."""
    return _line(follow_up(transaction, file), code)


def seen_to(file: CaseFile) -> dict[str, tuple[Filed[FollowedUp], ...]]:
    """Return what became of each line, by its code, oldest first."""
    found: dict[str, tuple[Filed[FollowedUp], ...]] = {}
    for each in store.filed(file, RecordKind.FOLLOW_UP, FollowedUp):
        found[each.record.code] = (*found.get(each.record.code, ()), each)
    return found


def retention(transaction: Transaction, file: CaseFile) -> RetentionClass | None:
    """Return the class by which the closed file is kept; None before the decision."""
    found = deciding.decided(file)
    if found is None or found.record.confirmed is None:
        return None
    told = found.record.confirmed
    return at(transaction, RETENTION, told.retention_edition).item(told.retention)


def challenge_at_work(file: CaseFile) -> Filed[Challenged] | None:
    """Return the challenge that runs, or the newest one that ended; None when there was none."""
    return store.newest(file, RecordKind.CHALLENGE, Challenged)


def _lines(edition: Edition[FollowUp], file: CaseFile) -> tuple[FollowUp, ...]:
    return lines_for(edition.items, facts_of(file))


def _line(lines: Sequence[FollowUp], code: str) -> FollowUp:
    for each in lines:
        if each.code == code:
            return each
    raise NotFound


# --- what people do --------------------------------------------------------------------------------------------------


def hand_over(transaction: Transaction, case: UUID, *, version: int | None = None, **given: Any) -> Refusal | None:
    """Record to whom the decision was handed over (`HandOver`'s fields); return why not.

    Raises NotFound, Conflict, Tampered: as all of these.
    """
    file = _file(transaction, case, version)
    made = HandOver(by=transaction.actor.name, **given)
    if made.spouse_on and made.spouse_on > today(transaction):
        return _FUTURE
    handling = decided(file)
    days = [day for day in (made.on, made.spouse_on) if day]
    if handling and handling.decided_on and min(days) < handling.decided_on:
        return _before(handling.decided_on, mark("Penyerahan tidak mungkin mendahului keputusan (%(day)s)."))
    write = store.add(RecordKind.HAND_OVER, made)
    return _keep(transaction, file, move(transaction, file, Act.HAND_OVER, on=made.on), [write])


def record_court(
    transaction: Transaction, case: UUID, *, outcome: CourtOutcome, on: date, final_on: date | None = None,
    version: int | None = None, **given: Any,
) -> Refusal | None:
    """Record how it ended before the court; return why not. With a divorce, `final_on` starts the employee's month."""
    file, divorce = _file(transaction, case, version), outcome is CourtOutcome.DIVORCED
    if divorce and final_on is None:
        return Refusal(mark("Sejak kapan perceraian itu berlaku belum diisi."), mark("Isi tanggalnya."))
    if divorce and final_on and final_on < on:
        return _before(on, mark("Perceraian tidak mungkin berlaku sebelum diputus (%(day)s)."))
    verdict = Verdict(
        outcome=outcome, on=on, final_on=final_on if divorce else None, by=transaction.actor.name,
        recorded_on=today(transaction), **given,
    )
    made = move(transaction, file, Act.RECORD_COURT, court=outcome, on=verdict.final_on or on)
    return _keep(transaction, file, made, [store.add(RecordKind.COURT, verdict)])


def record_divorce(
    transaction: Transaction, case: UUID, *, on: date, deed_number: str, deed_on: date, note: str = "",
    version: int | None = None,
) -> Refusal | None:
    """Record the employee's report of the divorce; a late one is recorded as late. Returns why not."""
    file = _file(transaction, case, version)
    made, deadline = move(transaction, file, Act.RECORD_DIVORCE, on=on), report_deadline(file)
    refusal = workflow.refuse(file.progress, made)
    if refusal or deadline is None:
        return refusal or Refusal(mark("Putusan perceraian belum dicatat."), mark("Catat hasil pengadilan."))
    if min(on, deed_on) < deadline.start:
        return _before(deadline.start, mark("Tanggal itu mendahului perceraian (%(day)s)."))
    if deed_on > on:
        return _before(on, mark("Akta cerai bertanggal sesudah laporan diterima (%(day)s)."))
    report = DivorceReport(on, deed_number, deed_on, deadline.due, transaction.actor.name, today(transaction), note)
    return _keep(transaction, file, made, [store.add(RecordKind.DIVORCE, report)])


def record_salary(
    transaction: Transaction, case: UUID, *, on: date, content: str, version: int | None = None,
) -> Refusal | None:
    """Record the statement on sharing pay, in the employee's words; return why not."""
    file, day = _file(transaction, case, version), today(transaction)
    if not shares_pay(file):
        return Refusal(
            mark("Ketentuan pembagian gaji hanya mengenai PNS pria yang menghendaki perceraian."),
            mark("Pernyataan ini tidak diperlukan dalam berkas ini."),
        )
    if on > day:
        return _FUTURE
    write = store.add(RecordKind.SALARY, SalaryStatement(on, content, transaction.actor.name, day))
    return _keep(transaction, file, move(transaction, file, Act.FOLLOW_UP), [write])


def see_to(
    transaction: Transaction, case: UUID, *, code: str, version: int | None = None, **given: Any,
) -> Refusal | None:
    """Record what became of one line of the follow-up; return why not. Raises NotFound for a line of other files."""
    file, day = _file(transaction, case, version), today(transaction)
    edition = pinned(transaction, FOLLOW_UP)
    label = _line(_lines(edition, file), code).label
    made = FollowedUp(
        code=code, label=label, list_version=edition.version, by=transaction.actor.name, recorded_on=day, **given,
    )
    if made.on > day:
        return _FUTURE
    write = store.add(RecordKind.FOLLOW_UP, made)
    return _keep(transaction, file, move(transaction, file, Act.FOLLOW_UP), [write])


def support(transaction: Transaction, case: UUID, *, version: int | None = None, **given: Any) -> Refusal | None:
    """Keep the supervisor's plan; one written before stays in its own row. Returns why not."""
    file, day = cases.get_to_change(transaction, case, version=version), today(transaction)
    plan = SupportPlan(on=day, by=transaction.actor.name, **given)
    if plan.talk_on and plan.talk_on <= day:
        return Refusal(mark("Hari pembicaraan berikutnya sudah lewat atau hari ini."), mark("Pilih hari sesudahnya."))
    made = Move(Act.SUPPORT, day, actor=transaction.actor.id)
    return _keep(transaction, file, made, [store.add(RecordKind.SUPPORT, plan)])


def challenge(
    transaction: Transaction, case: UUID, *, on: date, version: int | None = None, **given: Any,
) -> Refusal | None:
    """Record that the decision is challenged; return why not. From now on nothing of the file is destroyed."""
    file = _file(transaction, case, version)
    handling = decided(file)
    if handling and handling.decided_on and on < handling.decided_on:
        return _before(handling.decided_on, mark("Pengajuan tidak mungkin mendahului keputusan (%(day)s)."))
    told = Challenged(on=on, by=transaction.actor.name, recorded_on=today(transaction), **given)
    made = move(transaction, file, Act.CHALLENGE, on=on)
    return _keep(transaction, file, made, [store.add(RecordKind.CHALLENGE, told)])


def rule(
    transaction: Transaction, case: UUID, *, ruling: Ruling, on: date, number: str = "", note: str = "",
    version: int | None = None,
) -> Refusal | None:
    """Record the ruling that stands; an annulled decision's paper is withdrawn with it. Returns why not."""
    file = _file(transaction, case, version)
    running = challenge_at_work(file)
    made = move(transaction, file, Act.RULE, ruling=ruling, on=on)
    refusal = workflow.refuse(file.progress, made)
    if refusal or running is None:
        return refusal or Refusal(mark("Tidak ada keberatan atau gugatan yang berjalan."), mark("Catat pengajuannya."))
    if on < running.record.on:
        return _before(running.record.on, mark("Putusan tidak mungkin mendahului pengajuannya (%(day)s)."))
    outcome = Outcome(ruling, on, number, transaction.actor.name, today(transaction), note)
    changed = store.change(RecordKind.CHALLENGE, running.row, replace(running.record, outcome=outcome))
    withdrawn = _withdrawn(transaction, file) if ruling is Ruling.ANNULLED else []
    return _keep(transaction, file, made, [changed, *withdrawn])


def reopen(transaction: Transaction, case: UUID, *, reason: str, version: int | None = None) -> Refusal | None:
    """Send a case whose refusal was annulled back to the supervisor at the finding; return why not."""
    file = _file(transaction, case, version)
    made, ended = move(transaction, file, Act.REOPEN), challenge_at_work(file)
    refusal = workflow.refuse(file.progress, made)
    if refusal or ended is None:
        return refusal or Refusal(mark("Putusan pembatalan belum dicatat."), mark("Catat putusannya lebih dahulu."))
    reopened = Reopened(today(transaction), transaction.actor.name, reason)
    write = store.change(RecordKind.CHALLENGE, ended.row, replace(ended.record, reopened=reopened))
    return _keep(transaction, file, made, [write], audit.Action.CASE_REOPENED)


def point_to_discipline(
    transaction: Transaction, case: UUID, *, number: str, office: str, on: date, version: int | None = None,
) -> Refusal | None:
    """Record where the discipline file lies, and nothing of it; return why not."""
    file, day = _file(transaction, case, version), today(transaction)
    if on > day:
        return _FUTURE
    write = store.add(RecordKind.DISCIPLINE, Pointer(number, office, on, transaction.actor.name, day))
    return _keep(transaction, file, move(transaction, file, Act.POINT_TO_DISCIPLINE), [write])


def _withdrawn(transaction: Transaction, file: CaseFile) -> list[Write]:
    told = {(one.kind, one.about) for one in cases.documents(file) if one.kind in DECREES}
    return [
        write for kind, about in sorted(told)
        for write in cases.withdrawals(transaction, file, kind, UUID(about) if about else None)
    ]


def _before(day: date, reason: str) -> Refusal:
    return Refusal(reason, mark("Periksa lagi tanggalnya."), values={"day": day})


def _file(transaction: Transaction, case: UUID, version: int | None) -> CaseFile:
    return cases.get_to_change(transaction, case, version=version, standing=Standing.BUREAU)


def _keep(
    transaction: Transaction, file: CaseFile, made: Move, writes: list[Write],
    action: audit.Action = audit.Action.AFTERMATH_RECORDED,
) -> Refusal | None:
    decision = workflow.decide(file.stage, file.progress, made)
    if isinstance(decision, Refusal):
        return decision
    cases.save(transaction, file, decision, writes, action)
    transaction.commit()
    return None
