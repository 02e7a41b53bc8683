"""What the supervisor has to do next in a case: computed at every save, kept in the sealed cover. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from mediation.cases import guards
from mediation.cases.model import Appointment, Attendance, HearingState, Outcome, Party, Progress
from mediation.cases.moves import Act, Move
from mediation.cases.workflow import refuse
from mediation.language import Labelled, mark
from mediation.law.deadlines import superior_deadline

# Our own working target, shown as such: the sooner a screening, the safer.
SCREENING_TARGET = timedelta(days=3)
CALLING_TARGET = timedelta(days=7)


class TaskKind(Labelled):
    """A thing to do; the label is the line on the desk."""

    WITHDRAW = "withdraw", mark("Tarik surat panggilan")
    SCREEN = "screen", mark("Lakukan percakapan sendirian dengan")
    TELL_DAY = "tell_day", mark("Tetapkan hari surat keluar")
    SUMMON = "summon", mark("Buat panggilan")
    ISSUE_SUMMONS = "issue_summons", mark("Terbitkan surat panggilan")
    SERVE = "serve", mark("Catat penyampaian surat")
    ATTEND = "attend", mark("Catat kehadiran")
    EXAMINE = "examine", mark("Buat berita acara pemeriksaan")
    ISSUE_RECORD = "issue_record", mark("Terbitkan berita acara")
    SIGN = "sign", mark("Catat tanda tangan berita acara")
    MEDIATE = "mediate", mark("Catat sesi mediasi")
    HOUSEHOLD = "household", mark("Simpulkan keutuhan rumah tangga")
    COMMON_SENSE = "common_sense", mark("Simpulkan akal sehat")
    COMPOSE = "compose", mark("Tulis bagian laporan")
    CONCLUDE = "conclude", mark("Periksa jawaban dan simpulkan")
    ISSUE_REPORT = "issue_report", mark("Terbitkan Laporan Hasil Mediasi")
    REVIEWER = "reviewer", mark("Tunjuk penelaah kedua")
    WEIGH = "weigh", mark("Tanggapi pendapat penelaah kedua")
    MEND = "mend", mark("Lengkapi berkas yang dikembalikan")
    SUBMIT = "submit", mark("Serahkan melalui saluran hierarki")


@dataclass(frozen=True)
class Task:
    """One thing to do: what, for whom, about which row, by when, and from which day on until when it can be done."""

    kind: TaskKind
    due: date
    party: Party | None = None
    row: UUID | None = None
    opens_on: date | None = None
    round: int = 0
    closes_on: date | None = None


def tasks(progress: Progress) -> tuple[Task, ...]:
    """Return what is to be done now or on a known day, most urgent first."""
    if progress.decided or progress.with_bureau:
        return ()
    if progress.report_issued_on:
        return tuple(_handing_in(progress))
    found = [*_conflicts(progress), *_safety(progress)]
    if progress.concluded_on is None or progress.awaits_second_reviewer:
        found += [task for party in (Party.APPLICANT, Party.SPOUSE) for task in _side(progress, party)]
    found += [*_records(progress), *_mediation(progress), *_conclusion(progress)]
    return tuple(sorted(found, key=lambda task: (task.due, list(TaskKind).index(task.kind))))


def conflicting(progress: Progress) -> Appointment | None:
    """Return the later-planned of two unanswered appointments on one day of a case held apart; None when none."""
    if not progress.apart:
        return None
    open_ones = [a for p in (Party.APPLICANT, Party.SPOUSE) for a in progress.standing(p) if a.attendance is None]
    shared = [a for a in open_ones if guards.shares_day(progress, a.party, a.on, a.id)]
    order = [a.id for a in progress.appointments]
    return max(shared, key=lambda a: order.index(a.id), default=None)


def _deadline(progress: Progress) -> date:
    return superior_deadline(progress.received_on).due


def _conflicts(progress: Progress) -> Iterator[Task]:
    appointment = conflicting(progress)
    if appointment:
        since = max(appointment.planned_on, progress.apart_since or appointment.planned_on)
        yield Task(TaskKind.WITHDRAW, since, appointment.party, appointment.id, round=appointment.round)


def _safety(progress: Progress) -> Iterator[Task]:
    if Party.APPLICANT not in progress.screened:
        yield Task(TaskKind.SCREEN, progress.received_on + SCREENING_TARGET, Party.APPLICANT)
    elif progress.letter_day is None:
        yield Task(TaskKind.TELL_DAY, progress.received_on + SCREENING_TARGET, Party.APPLICANT)


def _side(progress: Progress, party: Party) -> Iterator[Task]:
    standing = progress.standing(party)
    newest = standing[-1] if standing else None
    if newest is None or _must_call_again(progress, newest):
        yield from _call(progress, party, newest)
    elif newest.attendance is None:
        yield from _follow(progress, newest)
    elif newest.attendance is not Attendance.ABSENT:
        yield from _hear(progress, newest)


def _must_call_again(progress: Progress, newest: Appointment) -> bool:
    if newest.attendance is not Attendance.ABSENT or progress.rounds_closed or _mediation_ended(progress):
        return False
    return newest.party is Party.APPLICANT or newest.round < guards.ROUNDS


def _call(progress: Progress, party: Party, newest: Appointment | None) -> Iterator[Task]:
    move = Move(Act.SUMMON, progress.received_on, party=party)
    if refuse(progress, move) is None:
        due = _calling_day(progress, party, newest)
        yield Task(TaskKind.SUMMON, due, party, round=newest.round + 1 if newest else 1)


def _calling_day(progress: Progress, party: Party, newest: Appointment | None) -> date:
    """Return by when to call, our own target: soon, and no letter to the other side before the day that was told."""
    if newest is not None:
        return newest.on + CALLING_TARGET
    first = progress.received_on + CALLING_TARGET
    told = progress.letter_day
    return max(first, told) if party is Party.SPOUSE and told else first


def _follow(progress: Progress, newest: Appointment) -> Iterator[Task]:
    if newest == conflicting(progress):
        return
    if newest.letter_issued_on is None:
        yield _letter(progress, newest)
    elif newest.served_on is None:
        yield Task(TaskKind.SERVE, newest.on, newest.party, newest.id, round=newest.round)
    yield Task(TaskKind.ATTEND, newest.on, newest.party, newest.id, newest.on, newest.round)


def _letter(progress: Progress, newest: Appointment) -> Task:
    opens = progress.letter_day if newest.party is Party.SPOUSE else None
    if opens and opens > newest.on:
        # The applicant was told a later day meanwhile: this letter can never go out.
        return Task(TaskKind.WITHDRAW, newest.planned_on, newest.party, newest.id, round=newest.round)
    due = max(newest.planned_on, opens) if opens else newest.planned_on
    return Task(TaskKind.ISSUE_SUMMONS, due, newest.party, newest.id, opens, newest.round, closes_on=newest.on)


def _hear(progress: Progress, newest: Appointment) -> Iterator[Task]:
    party = newest.party
    if party not in progress.screened:
        if party is Party.SPOUSE:
            yield Task(TaskKind.SCREEN, newest.on, party)
    elif not any(h.party is party for h in progress.hearings):
        yield Task(TaskKind.EXAMINE, newest.on, party, opens_on=newest.on)


def _records(progress: Progress) -> Iterator[Task]:
    for hearing in progress.hearings:
        if hearing.state is not HearingState.SIGNED and not hearing.document_issued:
            yield Task(TaskKind.ISSUE_RECORD, hearing.on, hearing.party, hearing.id)
        elif hearing.state is HearingState.OPEN:
            yield Task(TaskKind.SIGN, hearing.on, hearing.party, hearing.id)


def _mediation_ended(progress: Progress) -> bool:
    return bool(progress.sittings) and guards.last_outcome(progress) is not Outcome.CONTINUE


def _record_closed(progress: Progress, party: Party) -> bool:
    states = [h.state for h in progress.hearings if h.party is party]
    return bool(states) and HearingState.OPEN not in states


def _side_without_session(progress: Progress) -> bool:
    """Tell whether a case held apart has spoken with one side alone, though both came and neither ended it."""
    ended = guards.last_outcome(progress) in {Outcome.WITHDRAWN, Outcome.STOPPED}
    if not progress.apart or not progress.sittings or ended or progress.concluded_on:
        return False
    spoken = {party for sitting in progress.sittings for party in sitting.present}
    return any(progress.came(party) and party not in spoken for party in (Party.APPLICANT, Party.SPOUSE))


def _mediation(progress: Progress) -> Iterator[Task]:
    move = Move(Act.MEDIATE, progress.received_on)
    heard = all(_record_closed(progress, party) for party in (Party.APPLICANT, Party.SPOUSE))
    waits = not _mediation_ended(progress) and guards.ready_to_conclude(progress, move) is not None
    if heard and (waits or _side_without_session(progress)):
        agreed = progress.sittings[-1].next_on if progress.sittings else None
        yield Task(TaskKind.MEDIATE, agreed or _deadline(progress), round=len(progress.sittings) + 1)


def _conclusion(progress: Progress) -> Iterator[Task]:
    due = _deadline(progress)
    if guards.ready_to_conclude(progress, Move(Act.CONCLUDE, progress.received_on)):
        return
    if progress.household is None:
        yield Task(TaskKind.HOUSEHOLD, due)
    if progress.common_sense is None:
        yield Task(TaskKind.COMMON_SENSE, due)
    if not progress.composed:
        yield Task(TaskKind.COMPOSE, due)
    if progress.concluded_on is None and refuse(progress, Move(Act.CONCLUDE, progress.received_on)) is None:
        yield Task(TaskKind.CONCLUDE, due)
    yield from _second_reviewer(progress, due)
    if refuse(progress, Move(Act.ISSUE_REPORT, progress.received_on)) is None:
        yield Task(TaskKind.ISSUE_REPORT, due)


def _second_reviewer(progress: Progress, due: date) -> Iterator[Task]:
    if not progress.awaits_second_reviewer or progress.concluded_on is None:
        return
    if progress.reviewer is None:
        yield Task(TaskKind.REVIEWER, due)
    elif progress.opinion is not None:
        yield Task(TaskKind.WEIGH, due)


def _handing_in(progress: Progress) -> Iterator[Task]:
    handling = progress.handling
    if handling is None:
        yield Task(TaskKind.SUBMIT, _deadline(progress))
    else:
        yield Task(TaskKind.MEND, handling.return_due or handling.returned_on or _deadline(progress))
