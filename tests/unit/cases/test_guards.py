"""Each safety guard by itself, as given and expected: what it says no to, and what it lets pass."""

from dataclasses import replace
from datetime import date, time, timedelta
from uuid import UUID

import pytest

from mediation.cases import guards
from mediation.cases.model import (
    Appointment,
    Attendance,
    CommonSenseResult,
    Hearing,
    HearingState,
    HouseholdResult,
    Outcome,
    Party,
    Progress,
    Sitting,
    SittingMode,
)
from mediation.cases.moves import Act, Move
from mediation.cases.workflow import Guard

DAY = date(2026, 11, 18)
NEXT = DAY + timedelta(days=1)
ROW = UUID(int=1)
BOTH = (Party.APPLICANT, Party.SPOUSE)

PLAIN = Progress(received_on=DAY)
APART = replace(PLAIN, apart=True)
SCREENED = replace(PLAIN, screened=BOTH)


def called(party: Party, on: date = DAY, **more: object) -> Progress:
    made = Appointment(ROW, party, 1, on, time(9), "examination", DAY)
    return replace(PLAIN, appointments=(replace(made, **more),))  # type: ignore[arg-type]


def heard(party: Party, state: HearingState = HearingState.OPEN) -> Progress:
    return replace(PLAIN, hearings=(Hearing(ROW, party, "", DAY, state),))


def sat(outcome: Outcome) -> Progress:
    return replace(PLAIN, sittings=(Sitting(ROW, DAY, SittingMode.APART, (Party.APPLICANT,), outcome),))


def move(party: Party | None = None, **more: object) -> Move:
    return Move(Act.SUMMON, DAY, party=party, **more)  # type: ignore[arg-type]


REFUSED: list[tuple[Guard, Progress, Move]] = [
    (guards.not_finished, replace(PLAIN, report_issued_on=DAY), move()),
    (guards.not_concluded, replace(PLAIN, concluded_on=DAY), move()),
    (guards.spouse_appeared_before_screening, PLAIN, move(Party.SPOUSE)),
    (guards.applicant_screened_before_spouse_is_called, PLAIN, move(Party.SPOUSE)),
    (guards.applicant_screened_before_spouse_is_called, SCREENED, move(Party.SPOUSE)),
    (guards.letter_day_reached, replace(SCREENED, letter_day=NEXT), move(Party.SPOUSE)),
    (guards.letter_can_arrive_in_time, replace(SCREENED, letter_day=NEXT), move(Party.SPOUSE, on=DAY)),
    (guards.summons_day_ahead, called(Party.APPLICANT, on=DAY - timedelta(days=1)), move(row=ROW)),
    (guards.no_open_summons, called(Party.SPOUSE), move(Party.SPOUSE)),
    (guards.no_shared_day, replace(called(Party.APPLICANT), apart=True), move(Party.SPOUSE, on=DAY)),
    (guards.no_shared_day, replace(heard(Party.SPOUSE), apart=True), move(Party.APPLICANT, on=DAY)),
    (guards.no_shared_day, replace(sat(Outcome.CONTINUE), apart=True), move(Party.SPOUSE, on=DAY)),
    (guards.summons_stands, called(Party.APPLICANT, withdrawn=True), move(row=ROW)),
    (guards.summons_unanswered, called(Party.APPLICANT, attendance=Attendance.CAME), move(row=ROW)),
    (guards.letter_issued, called(Party.APPLICANT), move(row=ROW)),
    (guards.letter_not_issued, called(Party.APPLICANT, letter_issued_on=DAY), move(row=ROW)),
    (guards.absence_needs_issued_letter, called(Party.SPOUSE), move(row=ROW, attendance=Attendance.ABSENT)),
    (guards.summons_day_reached, called(Party.SPOUSE, NEXT), move(row=ROW)),
    (guards.came, called(Party.SPOUSE, attendance=Attendance.ABSENT), move(Party.SPOUSE)),
    (guards.screened, PLAIN, move(Party.SPOUSE)),
    (guards.one_record_a_party, heard(Party.SPOUSE), move(Party.SPOUSE)),
    (guards.record_open, heard(Party.SPOUSE, HearingState.SIGNED), move(row=ROW)),
    (guards.record_issued, heard(Party.SPOUSE), move(row=ROW)),
    (guards.applicant_record_closed, heard(Party.APPLICANT), move()),
    (guards.together_is_safe, APART, move(mode=SittingMode.TOGETHER)),
    (guards.together_is_safe, replace(PLAIN, screened=(Party.APPLICANT,)), move(mode=SittingMode.TOGETHER)),
    (guards.present_fit_mode, SCREENED, move(mode=SittingMode.TOGETHER, present=(Party.APPLICANT,))),
    (guards.present_fit_mode, APART, move(mode=SittingMode.APART, present=BOTH)),
    (guards.present_fit_mode, SCREENED, move(mode=SittingMode.APART)),
    (guards.present_came, PLAIN, move(mode=SittingMode.APART, present=(Party.SPOUSE,))),
    (guards.not_in_future, PLAIN, move(on=NEXT)),
    (guards.ready_to_conclude, PLAIN, move()),
    (guards.ready_to_conclude, sat(Outcome.CONTINUE), move()),
    (guards.ready_to_conclude, called(Party.SPOUSE, attendance=Attendance.ABSENT), move()),
    (guards.records_closed, heard(Party.SPOUSE), move()),
    (guards.both_findings, replace(PLAIN, household=HouseholdResult.NOT_CONCLUDED), move()),
    (guards.both_findings, replace(PLAIN, common_sense=CommonSenseResult.ACCORDS), move()),
    (guards.composed, PLAIN, move()),
    (guards.concluded, PLAIN, move()),
    (guards.second_reviewer_not_awaited, replace(APART, common_sense=CommonSenseResult.DOES_NOT_ACCORD), move()),
]

ALLOWED: list[tuple[Guard, Progress, Move]] = [
    (guards.not_concluded, replace(
        APART, concluded_on=DAY, common_sense=CommonSenseResult.DOES_NOT_ACCORD), move()),
    (guards.applicant_screened_before_spouse_is_called, PLAIN, move(Party.APPLICANT)),
    (guards.letter_day_reached, replace(SCREENED, letter_day=DAY), move(Party.SPOUSE)),
    (guards.letter_can_arrive_in_time, replace(SCREENED, letter_day=DAY), move(Party.SPOUSE, on=DAY)),
    (guards.summons_day_ahead, called(Party.APPLICANT), move(row=ROW)),
    (guards.no_shared_day, called(Party.APPLICANT), move(Party.SPOUSE, on=DAY)),
    (guards.no_shared_day, replace(called(Party.APPLICANT), apart=True), move(Party.SPOUSE, on=NEXT)),
    (guards.no_shared_day, replace(called(Party.APPLICANT, withdrawn=True), apart=True), move(Party.SPOUSE, on=DAY)),
    (guards.absence_needs_issued_letter, called(Party.SPOUSE), move(row=ROW, attendance=Attendance.CAME)),
    (guards.screened, PLAIN, move(Party.WITNESS)),
    (guards.together_is_safe, APART, move(mode=SittingMode.APART)),
    (guards.together_is_safe, SCREENED, move(mode=SittingMode.TOGETHER)),
    (guards.ready_to_conclude, sat(Outcome.STOPPED), move()),
    (guards.ready_to_conclude, called(Party.SPOUSE, attendance=Attendance.ABSENT, round=3), move()),
    (guards.ready_to_conclude, replace(
        called(Party.SPOUSE, attendance=Attendance.ABSENT), rounds_closed=True), move()),
    (guards.second_reviewer_not_awaited, replace(PLAIN, common_sense=CommonSenseResult.DOES_NOT_ACCORD), move()),
    (guards.second_reviewer_not_awaited, replace(APART, common_sense=CommonSenseResult.NOT_ENOUGH_KNOWN), move()),
]


@pytest.mark.parametrize(("guard", "progress", "tried"), REFUSED)
def test_a_guard_says_no_with_a_remedy(guard: Guard, progress: Progress, tried: Move) -> None:
    refusal = guard(progress, tried)

    assert refusal is not None
    assert refusal.reason
    assert refusal.remedy


@pytest.mark.parametrize(("guard", "progress", "tried"), ALLOWED)
def test_a_guard_lets_pass(guard: Guard, progress: Progress, tried: Move) -> None:
    assert guard(progress, tried) is None


@pytest.mark.parametrize("flag", [
    replace(PLAIN, claimed_violence=True), replace(PLAIN, violent_evidence=True), APART,
])
def test_violence_is_a_flag_a_claim_of_either_side_or_evidence(flag: Progress) -> None:
    assert flag.violence
