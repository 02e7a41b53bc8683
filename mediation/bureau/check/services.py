"""What the bureau does about completeness: go through the list, and return the file."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from mediation import audit
from mediation.agency.model import CHECKLIST
from mediation.agency.store import pinned
from mediation.bureau import store
from mediation.bureau.check.model import Check, LineVerdict, Return
from mediation.bureau.moves import move
from mediation.bureau.store import Filed, RecordKind
from mediation.cases import store as cases
from mediation.cases import workflow
from mediation.cases.model import ReturnKind, Standing, Verdict
from mediation.cases.moves import Act
from mediation.cases.store import CaseFile
from mediation.cases.submit.checklist import Checklist, checklist, of_edition
from mediation.cases.today import today
from mediation.errors import Refusal
from mediation.language import mark
from mediation.transaction import Transaction

Found = Mapping[str, tuple[Verdict | None, str]]


def newest(file: CaseFile) -> Filed[Check] | None:
    """Return the newest checklist of the case; None before the first."""
    return store.newest(file, RecordKind.CHECK, Check)


def returns(file: CaseFile) -> tuple[Filed[Return], ...]:
    """Return every time that the file was returned, oldest first."""
    return store.filed(file, RecordKind.RETURN, Return)


def listed(transaction: Transaction, file: CaseFile) -> Checklist:
    """Return the lines of this round: those of the agency's list as it was when the round was first gone through."""
    before = newest(file)
    if before is not None and before.record.round == _round(file):
        return checklist(transaction, file, before.record.list_version)
    return of_edition(pinned(transaction, CHECKLIST), file)


def check(transaction: Transaction, case: UUID, *, found: Found, version: int | None = None) -> Refusal | None:
    """Keep what was found on each line; lines without a verdict stay open. Returns why not.

    Raises NotFound, Conflict, Tampered.
    """
    file = cases.get_to_change(transaction, case, version=version, standing=Standing.BUREAU)
    list_ = listed(transaction, file)
    lines = tuple(
        LineVerdict(each.line.code, each.line.label, each.required, *found.get(each.line.code, (None, "")))
        for each in list_.lines
    )
    made = Check(today(transaction), transaction.actor.name, list_.version, _round(file), lines)
    decision = workflow.decide(
        file.stage, file.progress, move(transaction, file, Act.CHECK, complete=made.complete),
    )
    if isinstance(decision, Refusal):
        return decision
    before = newest(file)
    same_round = before is not None and before.record.round == made.round
    write = store.change(RecordKind.CHECK, before.row, made) if before and same_round else store.add(
        RecordKind.CHECK, made,
    )
    cases.save(transaction, file, decision, [write], audit.Action.FILE_CHECKED, round=made.round)
    transaction.commit()
    return None


def give_back(
    transaction: Transaction, case: UUID, *, kind: ReturnKind, due: date, asked: str = "", version: int | None = None,
) -> Refusal | None:
    """Return the file with what is wanting; return why not. Raises NotFound, Conflict, Tampered."""
    file = cases.get_to_change(transaction, case, version=version, standing=Standing.BUREAU)
    day, checked = today(transaction), newest(file)
    wanting = checked.record.wanting if checked else ()
    refusal = _unfit(kind, wanting, asked, due, day)
    if refusal:
        return refusal
    decision = workflow.decide(
        file.stage, file.progress, move(transaction, file, Act.RETURN, return_kind=kind, due=due),
    )
    if isinstance(decision, Refusal):
        return decision
    number = decision.progress.handling.returns if decision.progress.handling else 1
    made = Return(day, transaction.actor.name, kind, due, number, wanting, asked)
    cases.save(transaction, file, decision, [store.add(RecordKind.RETURN, made)], audit.Action.FILE_RETURNED,
               round=number)
    transaction.commit()
    return None


def _unfit(
    kind: ReturnKind, wanting: tuple[LineVerdict, ...], asked: str, due: date, day: date,
) -> Refusal | None:
    if kind is ReturnKind.PAPERS and not wanting:
        return Refusal(
            mark("Tidak ada baris yang “Tidak sesuai”."), mark("Tandai dahulu baris yang perlu dilengkapi."),
        )
    if kind is ReturnKind.EXAMINATION and not asked.strip():
        return Refusal(mark("Belum tertulis apa yang perlu diperiksa lagi."), mark("Tuliskan permintaannya."))
    if due <= day:
        return Refusal(mark("Batas waktunya sudah lewat atau hari ini."), mark("Pilih hari sesudah hari ini."))
    return None


def _round(file: CaseFile) -> int:
    return file.progress.handling.rounds if file.progress.handling else 1
