"""The desk: whoever does just what it says gets from the request to the report, in every kind of case."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from uuid import UUID, uuid4

import pytest

from mediation.cases import agenda
from mediation.cases.agenda import Task, TaskKind
from mediation.cases.guards import shares_day
from mediation.cases.model import (
    Appointment,
    Attendance,
    CommonSenseResult,
    Hearing,
    HearingState,
    HouseholdResult,
    Opinion,
    Outcome,
    Party,
    Progress,
    Sitting,
    SittingMode,
    Stage,
    Standing,
)
from mediation.cases.moves import Act, Move
from mediation.cases.workflow import Decision, decide
from mediation.errors import Refusal

START = date(2026, 3, 2)
STEPS = 80
REVIEWER = UUID(int=9)


class Walker:
    """Does the first line of the desk, again and again; waits a day when there is none."""

    def __init__(self, *, spouse_comes: bool, flagged: bool, sense: CommonSenseResult) -> None:
        self.progress, self.stage, self.today = Progress(received_on=START), Stage.RECEIVED, START
        self.spouse_comes, self.flagged, self.sense = spouse_comes, flagged, sense
        self.done: list[TaskKind] = []

    def walk(self) -> "Walker":
        for _ in range(STEPS):
            task = next((t for t in agenda.tasks(self.progress) if (t.opens_on or self.today) <= self.today), None)
            if task is None:
                self.today += timedelta(days=1)
                continue
            self._do(task)
            if self.progress.report_issued_on:
                break
        return self

    def _do(self, task: Task) -> None:
        result = decide(self.stage, self.progress, _MOVES[task.kind](self, task))
        assert isinstance(result, Decision), (task, result)
        self.stage, self.progress = result.stage, result.progress
        self.done.append(task.kind)


def _summon(walker: Walker, task: Task) -> Move:
    on = walker.today + timedelta(days=8 if task.party is Party.APPLICANT else 9)
    made = Appointment(uuid4(), task.party or Party.APPLICANT, task.round, on, time(9), "examination", walker.today)
    return Move(Act.SUMMON, walker.today, party=task.party, on=on, appointment=made, row=made.id)


def _attend(walker: Walker, task: Task) -> Move:
    comes = task.party is Party.APPLICANT or walker.spouse_comes
    attendance = Attendance.CAME if comes else Attendance.ABSENT
    return Move(Act.RECORD_ATTENDANCE, walker.today, party=task.party, row=task.row, attendance=attendance)


def _examine(walker: Walker, task: Task) -> Move:
    # A case held apart hears the two on separate days: on the day each came.
    on = task.opens_on or walker.today
    made = Hearing(uuid4(), task.party or Party.APPLICANT, "", on)
    return Move(Act.EXAMINE, walker.today, party=task.party, on=on, hearing=made)


def _mediate(walker: Walker, task: Task) -> Move:
    spoken = {party for sitting in walker.progress.sittings for party in sitting.present}
    alone = Party.SPOUSE if Party.APPLICANT in spoken else Party.APPLICANT
    while walker.progress.apart and shares_day(walker.progress, alone, walker.today):
        walker.today += timedelta(days=1)
    together = not walker.progress.apart and walker.spouse_comes
    mode = SittingMode.TOGETHER if together else SittingMode.APART
    present = (Party.APPLICANT, Party.SPOUSE) if together else (alone,)
    made = Sitting(uuid4(), walker.today, mode, present, Outcome.NOT_RECONCILED)
    return Move(Act.MEDIATE, walker.today, mode=mode, present=present, on=walker.today, sitting=made)


def _plain(act: Act) -> Callable[[Walker, Task], Move]:
    return lambda walker, task: Move(act, walker.today, party=task.party, row=task.row, on=walker.today)


_MOVES: dict[TaskKind, Callable[[Walker, Task], Move]] = {
    TaskKind.SCREEN: lambda w, t: Move(Act.SCREEN, w.today, party=t.party, flagged=w.flagged),
    TaskKind.TELL_DAY: _plain(Act.SET_LETTER_DAY),
    TaskKind.SUMMON: _summon,
    TaskKind.ISSUE_SUMMONS: _plain(Act.ISSUE_SUMMONS),
    TaskKind.SERVE: _plain(Act.SERVE),
    TaskKind.ATTEND: _attend,
    TaskKind.EXAMINE: _examine,
    TaskKind.ISSUE_RECORD: _plain(Act.ISSUE_RECORD),
    TaskKind.SIGN: lambda w, t: Move(Act.CLOSE_RECORD, w.today, row=t.row, closing=HearingState.SIGNED),
    TaskKind.MEDIATE: _mediate,
    TaskKind.HOUSEHOLD: lambda w, _: Move(
        Act.FIND_HOUSEHOLD, w.today, household=HouseholdResult.NOT_WORTH_PRESERVING),
    TaskKind.COMMON_SENSE: lambda w, _: Move(Act.FIND_COMMON_SENSE, w.today, common_sense=w.sense),
    TaskKind.COMPOSE: _plain(Act.COMPOSE),
    TaskKind.CONCLUDE: _plain(Act.CONCLUDE),
    TaskKind.ISSUE_REPORT: _plain(Act.ISSUE_REPORT),
    TaskKind.REVIEWER: lambda w, _: Move(Act.NAME_REVIEWER, w.today, reviewer=REVIEWER),
    TaskKind.WEIGH: _plain(Act.LET_STAND),
}


@pytest.mark.parametrize("spouse_comes", [True, False])
@pytest.mark.parametrize("flagged", [True, False])
def test_doing_just_what_the_desk_says_leads_to_the_report(spouse_comes: bool, flagged: bool) -> None:
    walker = Walker(spouse_comes=spouse_comes, flagged=flagged, sense=CommonSenseResult.ACCORDS).walk()

    assert walker.progress.report_issued_on is not None
    assert [task.kind for task in agenda.tasks(walker.progress)] == [TaskKind.SUBMIT]


def test_a_violent_case_against_common_sense_waits_for_the_second_reviewer() -> None:
    walker = Walker(spouse_comes=True, flagged=True, sense=CommonSenseResult.DOES_NOT_ACCORD).walk()

    assert walker.progress.concluded_on is not None
    assert walker.progress.report_issued_on is None


@pytest.mark.parametrize("opinion", list(Opinion))
def test_after_the_second_opinion_the_desk_leads_to_the_report(opinion: Opinion) -> None:
    walker = Walker(spouse_comes=True, flagged=True, sense=CommonSenseResult.DOES_NOT_ACCORD).walk()
    move = Move(Act.GIVE_OPINION, walker.today, by=Standing.REVIEWER, actor=REVIEWER, opinion=opinion)
    given = decide(walker.stage, walker.progress, move)
    assert isinstance(given, Decision)
    walker.progress = given.progress

    walker.walk()

    assert walker.progress.report_issued_on is not None
    assert walker.progress.lets_stand == (opinion is Opinion.DISAGREES)


def test_another_than_the_named_reviewer_gives_no_opinion() -> None:
    walker = Walker(spouse_comes=True, flagged=True, sense=CommonSenseResult.DOES_NOT_ACCORD).walk()
    move = Move(Act.GIVE_OPINION, walker.today, by=Standing.REVIEWER, actor=UUID(int=8), opinion=Opinion.AGREES)

    assert isinstance(decide(walker.stage, walker.progress, move), Refusal)


def test_an_opinion_on_a_finding_that_was_changed_counts_no_more() -> None:
    walker = Walker(spouse_comes=True, flagged=True, sense=CommonSenseResult.DOES_NOT_ACCORD).walk()
    walker.progress = replace(walker.progress, opinion=Opinion.AGREES)
    sense = CommonSenseResult.DOES_NOT_ACCORD
    changed = decide(walker.stage, walker.progress, Move(Act.FIND_COMMON_SENSE, walker.today, common_sense=sense))

    assert isinstance(changed, Decision)
    assert changed.progress.awaits_second_reviewer


def test_the_same_finding_without_violence_needs_no_second_reviewer() -> None:
    walker = Walker(spouse_comes=True, flagged=False, sense=CommonSenseResult.DOES_NOT_ACCORD).walk()

    assert walker.progress.report_issued_on is not None


def test_an_absent_spouse_is_called_three_times() -> None:
    walker = Walker(spouse_comes=False, flagged=False, sense=CommonSenseResult.ACCORDS).walk()

    assert len(walker.progress.standing(Party.SPOUSE)) == 3


def test_a_record_that_was_refused_a_signature_is_issued_anew_with_the_reason() -> None:
    heard = Hearing(uuid4(), Party.APPLICANT, "", START, document_issued=True)
    before = Progress(received_on=START, hearings=(heard,))
    closed = decide(Stage.EXAMINING, before, Move(Act.CLOSE_RECORD, START, row=heard.id, closing=HearingState.REFUSED))

    assert isinstance(closed, Decision)
    assert TaskKind.ISSUE_RECORD in {task.kind for task in agenda.tasks(closed.progress)}


def test_the_next_session_is_due_on_the_day_that_was_agreed() -> None:
    heard = tuple(
        Hearing(uuid4(), party, "", START, HearingState.SIGNED, document_issued=True)
        for party in (Party.APPLICANT, Party.SPOUSE)
    )
    held = Sitting(uuid4(), START, SittingMode.TOGETHER, (Party.APPLICANT, Party.SPOUSE), Outcome.CONTINUE,
                   next_on=START + timedelta(days=9))
    progress = Progress(received_on=START, hearings=heard, sittings=(held,))
    due = {task.kind: task.due for task in agenda.tasks(progress)}

    assert due[TaskKind.MEDIATE] == START + timedelta(days=9)


def test_a_letter_is_to_be_withdrawn_from_the_day_of_the_flag_on() -> None:
    shared = START + timedelta(days=20)
    appointments = tuple(
        Appointment(uuid4(), party, 1, shared, time(9), "examination", START)
        for party in (Party.APPLICANT, Party.SPOUSE)
    )
    before = Progress(received_on=START, appointments=appointments)
    flagged = decide(
        Stage.SUMMONING, before, Move(Act.SCREEN, START + timedelta(days=5), party=Party.APPLICANT, flagged=True),
    )

    assert isinstance(flagged, Decision)
    due = {task.kind: task.due for task in agenda.tasks(flagged.progress)}
    assert due[TaskKind.WITHDRAW] == START + timedelta(days=5)


def test_a_case_held_apart_asks_for_a_session_with_each_side_who_came() -> None:
    walker = Walker(spouse_comes=True, flagged=True, sense=CommonSenseResult.ACCORDS).walk()

    assert [sitting.present for sitting in walker.progress.sittings] == [(Party.APPLICANT,), (Party.SPOUSE,)]
