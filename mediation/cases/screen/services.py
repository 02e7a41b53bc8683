"""What a supervisor does about safety; one function for each. Every one commits, or returns why not."""

from datetime import date
from uuid import UUID

from mediation import audit
from mediation.cases import guards, workflow
from mediation.cases import store as cases
from mediation.cases.model import Party, Progress
from mediation.cases.moves import Act, Move
from mediation.cases.screen import store
from mediation.cases.screen.model import Annotation, Entry, LetterDay, Screening
from mediation.cases.store import CaseFile
from mediation.cases.today import today
from mediation.cases.workflow import Decision
from mediation.errors import Refusal
from mediation.language import mark
from mediation.transaction import Transaction


def screen(
    transaction: Transaction,
    case: UUID,
    party: Party,
    *,
    screening: Screening,
    letter_day: date | None = None,
    version: int | None = None,
) -> Refusal | None:
    """Record a screening of `party`, and with `letter_day` what the applicant was told, in one save.

    A flag holds the case apart from then on. Raises NotFound, Conflict, Tampered.
    """
    file = cases.get_to_change(transaction, case, version=version)
    day = today(transaction)
    move = Move(Act.SCREEN, day, party=party, on=screening.on, flagged=screening.flagged)
    decision = _wrong_day(file.progress, move) or workflow.decide(file.stage, file.progress, move)
    added = [Entry(transaction.now, screening=screening)]
    if letter_day and isinstance(decision, Decision):
        told = LetterDay(letter_day, screening.on)
        decision = _set_letter_day(decision, told, day)
        added.append(Entry(transaction.now, letter_day=told))
    if isinstance(decision, Refusal):
        return decision
    cases.save(transaction, file, decision, [store.appended(file, party, *added)],
               audit.Action.SCREENING_RECORDED, person=party.value)
    transaction.commit()
    return None


def _wrong_day(progress: Progress, move: Move) -> Refusal | None:
    if move.on and move.on < progress.received_on:
        return Refusal(mark("Tanggal ini lebih awal daripada hari permohonan diterima, %(day)s."),
                       mark("Periksa tanggalnya."), values={"day": progress.received_on})
    return guards.not_in_future(progress, move)


def _set_letter_day(current: Decision, told: LetterDay, day: date) -> Decision | Refusal:
    if told.day < told.told_on:
        return Refusal(mark("Hari surat keluar lebih awal daripada hari pemohon diberi tahu, %(day)s."),
                       mark("Pilih hari yang sama atau sesudahnya."), values={"day": told.told_on})
    return workflow.decide(current.stage, current.progress, Move(Act.SET_LETTER_DAY, day, on=told.day))


def tell_letter_day(
    transaction: Transaction, case: UUID, *, told: LetterDay, version: int | None = None,
) -> Refusal | None:
    """Record the day of the letter that the applicant was told. Raises NotFound, Conflict, Tampered."""
    file = cases.get_to_change(transaction, case, version=version)
    day = today(transaction)
    wrong = _wrong_day(file.progress, Move(Act.SET_LETTER_DAY, day, on=told.told_on))
    decision = wrong or _set_letter_day(Decision(file.stage, file.progress), told, day)
    if isinstance(decision, Refusal):
        return decision
    written = store.appended(file, Party.APPLICANT, Entry(transaction.now, letter_day=told))
    cases.save(transaction, file, decision, [written], audit.Action.SCREENING_RECORDED, person=Party.APPLICANT.value)
    transaction.commit()
    return None


def annotate(
    transaction: Transaction, case: UUID, party: Party, *, text: str, version: int | None = None,
) -> Refusal | None:
    """Add a note to what was recorded of `party`; nothing is removed. Raises NotFound, Conflict, Tampered."""
    file = cases.get_to_change(transaction, case, version=version)
    refusal = guards.not_finished(file.progress, Move(Act.SCREEN, today(transaction), party=party))
    if refusal:
        return refusal
    written = store.appended(file, party, Entry(transaction.now, annotation=Annotation(text)))
    # A note moves nothing: stage and progress stay as they are.
    cases.save(transaction, file, Decision(file.stage, file.progress), [written],
               audit.Action.SCREENING_RECORDED, person=party.value)
    transaction.commit()
    return None


def read(transaction: Transaction, file: CaseFile, party: Party) -> tuple[Entry, ...]:
    """Return what was recorded of `party`, and leave an entry in the trail. Raises NotFound, Tampered."""
    found = store.entries(file, party)
    audit.append(transaction, audit.Action.SCREENING_READ, f"case:{file.id}", person=party.value)
    transaction.commit()
    return found
