"""Every act after the findings, tried in every state of a file: what ONE table does not allow is refused."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from mediation.cases import workflow
from mediation.cases.model import (
    CommonSenseResult,
    CourtOutcome,
    DecisionKind,
    Handling,
    Hearing,
    HearingState,
    HouseholdResult,
    Opinion,
    Outcome,
    Party,
    Prepared,
    Progress,
    ReturnKind,
    Sitting,
    SittingMode,
    Stage,
    Standing,
    Withdrawal,
)
from mediation.cases.moves import Act, Move
from mediation.errors import Refusal

ME, OTHER, DOCUMENT = UUID(int=1), UUID(int=2), UUID(int=4)
DAY = date(2026, 11, 20)
CONCLUDED = Progress(
    date(2026, 9, 1), screened=(Party.APPLICANT, Party.SPOUSE), household=HouseholdResult.NOT_WORTH_PRESERVING,
    common_sense=CommonSenseResult.ACCORDS, composed=True, concluded_on=DAY,
    sittings=(Sitting(UUID(int=9), DAY, SittingMode.TOGETHER, (Party.APPLICANT, Party.SPOUSE),
                      Outcome.NOT_RECONCILED),),
    hearings=(Hearing(UUID(int=8), Party.APPLICANT, "", DAY, HearingState.SIGNED, document_issued=True),),
)
VIOLENT = replace(CONCLUDED, apart=True, common_sense=CommonSenseResult.DOES_NOT_ACCORD)
ISSUED = replace(CONCLUDED, report_issued_on=DAY)
NEW = Handling(DAY)
COMPLETE = replace(NEW, checked_on=DAY, complete=True)
REVIEWED = replace(COMPLETE, memo_on=DAY, memo_issued=True)
WAITING = Prepared(DecisionKind.PERMIT, OTHER, DAY)
PERMITTED = replace(NEW, decided=DecisionKind.PERMIT, decided_on=DAY, closed_on=DAY)
REFUSED = replace(PERMITTED, decided=DecisionKind.REFUSAL)


def at_bureau(handling: Handling) -> Progress:
    return replace(ISSUED, handling=handling)


STATES: dict[str, Progress] = {
    "received": Progress(date(2026, 9, 1)),
    "concluded": CONCLUDED,
    "awaits a reviewer": VIOLENT,
    "with the reviewer": replace(VIOLENT, reviewer=ME),
    "reviewer disagreed": replace(VIOLENT, reviewer=ME, opinion=Opinion.DISAGREES),
    "report issued": ISSUED,
    "submitted": at_bureau(NEW),
    "checked, wanting": at_bureau(replace(NEW, checked_on=DAY)),
    "complete": at_bureau(COMPLETE),
    "returned for papers": at_bureau(
        replace(NEW, checked_on=DAY, returned_on=DAY, return_kind=ReturnKind.PAPERS)),
    "returned for examination": replace(CONCLUDED, concluded_on=None, handling=replace(
        NEW, returned_on=DAY, return_kind=ReturnKind.EXAMINATION, return_letter=True)),
    "memo written": at_bureau(replace(COMPLETE, memo_on=DAY)),
    "memo issued": at_bureau(REVIEWED),
    "prepared": at_bureau(replace(REVIEWED, prepared=WAITING)),
    "printed": at_bureau(replace(REVIEWED, prepared=replace(WAITING, document=DOCUMENT, recommended=True))),
    "permitted": at_bureau(PERMITTED),
    "divorced": at_bureau(
        replace(PERMITTED, handed_over_on=DAY, court=CourtOutcome.DIVORCED, divorced_on=DAY)),
    "refused": at_bureau(REFUSED),
    "challenged": at_bureau(replace(REFUSED, challenged_on=DAY)),
    "annulled": at_bureau(replace(REFUSED, annulled_on=DAY)),
}

# "act:standing" where both the supervisor and the bureau have the act.
ALLOWED: dict[str, str] = {
    "received": "attach_paper:holder, withdraw_paper:holder",
    "concluded": "attach_paper:holder, withdraw_paper:holder",
    "awaits a reviewer": "name_reviewer, attach_paper:holder, withdraw_paper:holder",
    "with the reviewer": "release_reviewer, give_opinion, attach_paper:holder, withdraw_paper:holder",
    "reviewer disagreed": "let_stand, attach_paper:holder, withdraw_paper:holder",
    "report issued": "attach_paper:holder, withdraw_paper:holder, submit",
    "submitted": (
        "attach_paper:bureau, withdraw_paper:bureau, take, hand_on, check, hear, sit, defer, "
        "record_withdrawal, point_to_discipline, log_request, answer_request, issue_form"
    ),
    "checked, wanting": (
        "attach_paper:bureau, withdraw_paper:bureau, take, hand_on, check, return, hear, sit, defer, "
        "record_withdrawal, point_to_discipline, log_request, answer_request, issue_form"
    ),
    "complete": (
        "attach_paper:bureau, withdraw_paper:bureau, take, hand_on, check, return, hear, sit, write_memo, "
        "defer, record_withdrawal, point_to_discipline, log_request, answer_request, issue_form"
    ),
    "returned for papers": (
        "attach_paper:holder, withdraw_paper:holder, submit, issue_return, point_to_discipline, log_request, "
        "answer_request, issue_form"
    ),
    "returned for examination": (
        "attach_paper:holder, withdraw_paper:holder, point_to_discipline, log_request, "
        "answer_request, issue_form"
    ),
    "memo written": (
        "attach_paper:bureau, withdraw_paper:bureau, take, hand_on, check, return, hear, sit, write_memo, "
        "issue_memo, defer, record_withdrawal, point_to_discipline, log_request, answer_request, issue_form"
    ),
    "memo issued": (
        "attach_paper:bureau, withdraw_paper:bureau, take, hand_on, check, return, hear, sit, write_memo, "
        "defer, record_withdrawal, prepare, point_to_discipline, log_request, answer_request, issue_form"
    ),
    "prepared": (
        "attach_paper:bureau, withdraw_paper:bureau, take, hand_on, take_back, issue_recommendation, "
        "issue_decision, point_to_discipline, log_request, answer_request, issue_form"
    ),
    "printed": (
        "attach_paper:bureau, withdraw_paper:bureau, take, hand_on, take_back, confirm, point_to_discipline, "
        "log_request, answer_request, issue_form"
    ),
    "permitted": (
        "attach_paper:bureau, withdraw_paper:bureau, hand_over, record_court, follow_up, support, challenge, "
        "point_to_discipline, log_request, answer_request, issue_form"
    ),
    "divorced": (
        "attach_paper:bureau, withdraw_paper:bureau, record_court, record_divorce, follow_up, support, "
        "challenge, point_to_discipline, log_request, answer_request, issue_form"
    ),
    "refused": (
        "attach_paper:bureau, withdraw_paper:bureau, hand_over, follow_up, support, challenge, "
        "point_to_discipline, log_request, answer_request, issue_form"
    ),
    "challenged": (
        "attach_paper:bureau, withdraw_paper:bureau, hand_over, follow_up, support, rule, "
        "point_to_discipline, log_request, answer_request, issue_form"
    ),
    "annulled": (
        "attach_paper:bureau, withdraw_paper:bureau, hand_over, follow_up, support, challenge, reopen, "
        "point_to_discipline, log_request, answer_request, issue_form"
    ),
}

LATER = tuple(act for act in Act if list(Act).index(act) >= list(Act).index(Act.NAME_REVIEWER))


def attempts(act: Act) -> list[tuple[str, Move]]:
    """Return the mildest form of `act` for each standing that has it, under the name that the table uses."""
    by = workflow.transition(act).by
    return [(f"{act.value}:{one.value}" if len(by) > 1 else act.value, move_of(act, one)) for one in by]


def move_of(act: Act, by: Standing) -> Move:
    return Move(
        act, DAY, by=by, actor=ME, party=Party.APPLICANT, on=DAY, mode=SittingMode.APART, present=(Party.APPLICANT,),
        screens=True, decision=DecisionKind.PERMIT, return_kind=ReturnKind.PAPERS, reviewer=ME, opinion=Opinion.AGREES,
    )


@pytest.mark.parametrize("state", STATES)
def test_what_is_allowed_in_this_state_stands_in_the_table(state: str) -> None:
    allowed = {
        name for act in LATER for name, move in attempts(act)
        if not isinstance(workflow.decide(Stage.IN_REVIEW, STATES[state], move), Refusal)
    }

    assert allowed == set(ALLOWED[state].split(", "))


@pytest.mark.parametrize("state", STATES)
def test_nobody_does_anothers_part(state: str) -> None:
    for act in LATER:
        for by in set(Standing) - set(workflow.transition(act).by):
            assert isinstance(workflow.decide(Stage.IN_REVIEW, STATES[state], move_of(act, by)), Refusal), (act, by)


@pytest.mark.parametrize("act", [act for act in LATER if workflow.transition(act).by == (Standing.BUREAU,)])
def test_the_supervisor_of_the_case_takes_no_part_at_the_bureau(act: Act) -> None:
    move = replace(move_of(act, Standing.BUREAU), own_case=True)

    assert all(isinstance(workflow.decide(Stage.IN_REVIEW, known, move), Refusal) for known in STATES.values())


def test_a_decision_is_not_confirmed_by_who_prepared_it() -> None:
    move = replace(move_of(Act.CONFIRM, Standing.BUREAU), actor=OTHER)

    assert isinstance(workflow.decide(Stage.IN_REVIEW, STATES["printed"], move), Refusal)


@pytest.mark.parametrize("kind", [DecisionKind.WITHDRAWN, DecisionKind.RECONCILED])
def test_a_case_with_violence_is_not_ended_so_before_the_applicant_was_heard_alone(kind: DecisionKind) -> None:
    known = replace(
        STATES["complete"], apart=True,
        sittings=(Sitting(UUID(int=9), DAY, SittingMode.APART, (Party.APPLICANT,), Outcome.RECONCILED),),
        handling=replace(COMPLETE, withdrawal=Withdrawal(DAY)),
    )
    move = replace(move_of(Act.PREPARE, Standing.BUREAU), decision=kind)
    heard = replace(known, handling=replace(COMPLETE, withdrawal=Withdrawal(DAY, DAY, free=True)))
    forced = replace(known, handling=replace(COMPLETE, withdrawal=Withdrawal(DAY, DAY, free=False)))

    assert isinstance(workflow.decide(Stage.IN_REVIEW, known, move), Refusal)
    assert isinstance(workflow.decide(Stage.IN_REVIEW, forced, move), Refusal)
    assert isinstance(workflow.decide(Stage.IN_REVIEW, heard, move), workflow.Decision)


def test_the_applicant_is_not_heard_about_a_withdrawal_on_its_own_day() -> None:
    known = at_bureau(replace(NEW, withdrawal=Withdrawal(DAY)))

    assert isinstance(workflow.decide(Stage.SUBMITTED, known, move_of(Act.HEAR_WITHDRAWAL, Standing.BUREAU)), Refusal)


@pytest.mark.parametrize(("kind", "stage"), [
    (ReturnKind.PAPERS, Stage.IN_REVIEW), (ReturnKind.EXAMINATION, Stage.EXAMINING),
])
def test_a_return_leads_back_for_examination_alone(kind: ReturnKind, stage: Stage) -> None:
    move = replace(move_of(Act.RETURN, Standing.BUREAU), return_kind=kind)
    returned = workflow.decide(Stage.IN_REVIEW, STATES["complete"], move)

    assert isinstance(returned, workflow.Decision)
    assert returned.stage is stage


def test_an_annulled_refusal_reopens_at_the_finding_and_starts_the_officials_clock_anew() -> None:
    opened = workflow.decide(Stage.CLOSED, STATES["annulled"], move_of(Act.REOPEN, Standing.BUREAU))
    assert isinstance(opened, workflow.Decision)
    later = replace(opened.progress, report_issued_on=DAY, concluded_on=DAY)
    again = workflow.decide(opened.stage, later, Move(Act.SUBMIT, date(2027, 2, 1)))

    assert opened.stage is Stage.CONCLUDING
    assert isinstance(again, workflow.Decision)
    assert again.progress.handling is not None
    assert again.progress.handling.submitted_on == date(2027, 2, 1)
