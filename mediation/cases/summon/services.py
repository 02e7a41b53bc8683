"""What a supervisor does with summonses; one function for each. Every one commits, or returns why not."""

from dataclasses import replace
from datetime import date, time
from uuid import UUID, uuid4

from mediation import audit
from mediation.cases import guards, workflow
from mediation.cases import store as cases
from mediation.cases.model import Appointment, Attendance, Party, Progress
from mediation.cases.moves import Act, Move
from mediation.cases.store import CaseFile
from mediation.cases.summon import store
from mediation.cases.summon.model import Answer, Delivery, Note, Purpose, Service, StoredSummons, Summons
from mediation.cases.today import today
from mediation.errors import Refusal
from mediation.language import mark
from mediation.law.dates import long_date
from mediation.law.deadlines import SUPERIOR_RULE, Caution, appointment_cautions, superior_deadline
from mediation.transaction import Transaction

_PLACE_RULE = "design.apart"
_LETTER = "summons"  # the kind of an issued document, as `reports.blocks` names it


def plan(
    transaction: Transaction,
    case: UUID,
    *,
    party: Party,
    on: date,
    at: time,
    place: str,
    purpose: Purpose,
    delivery: Delivery,
    reason: str = "",
    version: int | None = None,
) -> Refusal | UUID:
    """Plan the next summons of `party` and return its row; a caution without `reason` is refused.

    Raises NotFound, Conflict, Tampered.
    """
    file = cases.get_to_change(transaction, case, version=version)
    row, day, progress = uuid4(), today(transaction), file.progress
    planned = Appointment(row, party, next_round(progress, party), on, at, purpose.value, day)
    decision = _decide_day(file, Move(Act.SUMMON, day, party=party, on=on, appointment=planned))
    if isinstance(decision, Refusal):
        return decision
    unsafe = unsafe_delivery(file, party, delivery)
    if unsafe:
        return unsafe
    found = cautions(file, party, on=on, place=place, sent=day, week=transaction.work_week)
    warned = tuple(caution.words for caution in found)
    if warned and not reason:
        return Refusal(mark("Panggilan ini perlu alasan tertulis."), mark("Tuliskan alasan Anda, lalu simpan lagi."))
    summons = Summons(
        party, planned.round, on, at, place, purpose, delivery, day, warned, reason if warned else "",
    )
    cases.save(transaction, file, decision, [store.write(row, summons, new=True)],
               audit.Action.SUMMONS_PLANNED, person=party.value, round=planned.round)
    transaction.commit()
    return row


def unsafe_delivery(file: CaseFile, party: Party, delivery: Delivery) -> Refusal | None:
    """Return why a letter to `party` must not go that way; None when nothing is known against it.

    A rule of safety: it refuses, and nothing of it is kept with the summons, which others may read later.
    """
    known = store.contact(file, party)
    if known is None:
        return None
    by_post = delivery is Delivery.POST and known.address and known.address_safe is False
    by_message = delivery is Delivery.ELECTRONIC and known.contact and known.contact_safe is False
    if not (by_post or by_message):
        return None
    return Refusal(mark("Cara penyampaian ini tidak aman bagi orang yang dipanggil."),
                   mark("Pilih cara lain, misalnya diserahkan langsung."))


def refused_day(file: CaseFile, party: Party, on: date, today_: date) -> Refusal | None:
    """Return why `party` cannot be called for the day `on`; None when it can."""
    decision = _decide_day(file, Move(Act.SUMMON, today_, party=party, on=on))
    return decision if isinstance(decision, Refusal) else None


def _decide_day(file: CaseFile, move: Move) -> workflow.Decision | Refusal:
    day = move.on
    if day is not None and day < file.progress.received_on:
        return Refusal(mark("Hari panggilan lebih awal daripada hari permohonan diterima, %(day)s."),
                       mark("Pilih hari sesudahnya."), values={"day": long_date(file.progress.received_on)})
    refusal = workflow.refuse(file.progress, move)
    if refusal and guards.no_shared_day(file.progress, move) == refusal:
        # Somebody may read over the shoulder: the page says no more than that this day is taken.
        return Refusal(mark("Hari ini tidak tersedia dalam berkas ini."), mark("Pilih hari lain."))
    return workflow.decide(file.stage, file.progress, move)


def usual_purpose(progress: Progress, party: Party) -> Purpose:
    """Return what `party` is usually called for now: to be heard first, then to mediate."""
    heard = any(hearing.party is party for hearing in progress.hearings)
    return Purpose.MEDIATION if heard else Purpose.EXAMINATION


def next_round(progress: Progress, party: Party) -> int:
    """Return which summons of `party` comes next; a withdrawn one does not count."""
    return max((each.round for each in progress.standing(party)), default=0) + 1


def cautions(
    file: CaseFile, party: Party, *, on: date, place: str, sent: date, week: int,
) -> tuple[Caution, ...]:
    """Return what to look at again before `party` is called on `on`: each takes a reason, none refuses."""
    own = (_past(on, sent), _late(file.progress, on), _same_place(file, party, place))
    return (*appointment_cautions(sent, on, week), *(caution for caution in own if caution))


def _past(on: date, sent: date) -> Caution | None:
    if on >= sent:
        return None
    return Caution(_PLACE_RULE, mark("%(day)s sudah lewat."), {"day": long_date(on)})


def _late(progress: Progress, on: date) -> Caution | None:
    due = superior_deadline(progress.received_on).due
    if on <= due:
        return None
    text = mark("%(day)s melewati batas waktu Anda, %(due)s.")
    return Caution(SUPERIOR_RULE, text, {"day": long_date(on), "due": long_date(due)})


def _same_place(file: CaseFile, party: Party, place: str) -> Caution | None:
    if not file.progress.apart:
        return None
    taken = {
        each.summons.place.casefold() for each in store.summonses(file, party.other) if not each.appointment.withdrawn
    }
    if place.casefold() not in taken:
        return None
    return Caution(_PLACE_RULE, mark("Untuk berkas ini sebaiknya dipilih tempat lain."), {})


def withdraw(
    transaction: Transaction, case: UUID, row: UUID, *, reason: str, version: int | None = None,
) -> Refusal | None:
    """Withdraw an unanswered summons. Raises NotFound, Conflict, Tampered."""
    file = cases.get_to_change(transaction, case, version=version)
    found, day = store.one(file, row), today(transaction)
    decision = workflow.decide(file.stage, file.progress, Move(Act.WITHDRAW_SUMMONS, day, row=row))
    if isinstance(decision, Refusal):
        return decision
    writes = [store.write(row, replace(found.summons, withdrawal=Note(day, reason)))]
    writes += cases.withdrawals(transaction, file, _LETTER, row)
    cases.save(transaction, file, decision, writes, audit.Action.SUMMONS_WITHDRAWN)
    transaction.commit()
    return None


def serve(
    transaction: Transaction, case: UUID, row: UUID, *, service: Service, version: int | None = None,
) -> Refusal | None:
    """Record the proof of delivery. Raises NotFound, Conflict, Tampered."""
    file = cases.get_to_change(transaction, case, version=version)
    found = store.one(file, row)
    move = Move(Act.SERVE, today(transaction), row=row, on=service.on)
    decision = workflow.decide(file.stage, file.progress, move)
    if isinstance(decision, Refusal):
        return decision
    refusal = _wrong_service_day(file.progress, move) or _wrong_hands(file, found.summons.party, service)
    if refusal:
        return refusal
    changed = replace(found.summons, service=service)
    cases.save(transaction, file, decision, [store.write(row, changed)], audit.Action.SUMMONS_SERVED)
    transaction.commit()
    return None


def _wrong_hands(file: CaseFile, party: Party, service: Service) -> Refusal | None:
    """Refuse a letter that is said to have reached one side through the other's hands: a rule of safety."""
    own, other = (file.request.person(each).name.casefold() for each in (party, party.other))
    if own == other or service.handed_to.strip().casefold() != other:
        return None
    return Refusal(
        mark("Surat untuk satu pihak tidak diserahkan melalui pihak lain."),
        mark("Sampaikan langsung kepada orangnya atau melalui petugas, lalu catat siapa yang menerimanya."),
    )


def _wrong_service_day(progress: Progress, move: Move) -> Refusal | None:
    appointment = progress.appointment(move.row) if move.row else None
    issued = appointment.letter_issued_on if appointment else None
    if issued and move.on and move.on < issued:
        return Refusal(mark("Surat baru diterbitkan pada %(day)s, jadi belum dapat disampaikan sebelum itu."),
                       mark("Periksa tanggal penyampaian."), values={"day": long_date(issued)})
    return guards.not_in_future(progress, move)


def attend(
    transaction: Transaction, case: UUID, row: UUID, *, answer: Answer, version: int | None = None,
) -> Refusal | None:
    """Record who came, or that nobody did. Raises NotFound, Conflict, Tampered."""
    file = cases.get_to_change(transaction, case, version=version)
    found = store.one(file, row)
    move = Move(Act.RECORD_ATTENDANCE, today(transaction), row=row, attendance=answer.presence.attendance)
    decision = workflow.decide(file.stage, file.progress, move)
    if isinstance(decision, Refusal):
        return decision
    changed = replace(found.summons, answer=answer)
    cases.save(transaction, file, decision, [store.write(row, changed)], audit.Action.ATTENDANCE_RECORDED)
    transaction.commit()
    return None


def close_rounds(
    transaction: Transaction, case: UUID, *, reason: str, version: int | None = None,
) -> Refusal | None:
    """Call the other side no more, with a reason. Raises NotFound, Conflict, Tampered."""
    file = cases.get_to_change(transaction, case, version=version)
    day = today(transaction)
    decision = workflow.decide(file.stage, file.progress, Move(Act.CLOSE_ROUNDS, day))
    if isinstance(decision, Refusal):
        return decision
    last = _last_absence(file)
    changed = replace(last.summons, closing=Note(day, reason))
    cases.save(transaction, file, decision, [store.write(last.row, changed)], audit.Action.ATTENDANCE_RECORDED)
    transaction.commit()
    return None


def _last_absence(file: CaseFile) -> StoredSummons:
    # CLOSE_ROUNDS is allowed after an absence of the other side alone, so there is one.
    absent = [s for s in store.summonses(file, Party.SPOUSE) if s.appointment.attendance is Attendance.ABSENT]
    return absent[-1]
