"""What is attempted on a case: the acts, and a move with what the guards need to know of it. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from mediation.cases.model import (
    Appointment,
    Attendance,
    CommonSenseResult,
    CourtOutcome,
    DecisionKind,
    Hearing,
    HearingState,
    HouseholdResult,
    Opinion,
    Outcome,
    Party,
    ReturnKind,
    Ruling,
    Sitting,
    SittingMode,
    Standing,
    Talk,
)


class Act(StrEnum):
    """What is done to a case. Imperative; the value is stored nowhere."""

    SCREEN = "screen"
    SET_LETTER_DAY = "set_letter_day"
    SUMMON = "summon"
    WITHDRAW_SUMMONS = "withdraw_summons"
    ISSUE_SUMMONS = "issue_summons"
    SERVE = "serve"
    RECORD_ATTENDANCE = "record_attendance"
    CLOSE_ROUNDS = "close_rounds"
    EXAMINE = "examine"
    REVISE_RECORD = "revise_record"
    CLOSE_RECORD = "close_record"
    ISSUE_RECORD = "issue_record"
    ADD_EVIDENCE = "add_evidence"
    MEDIATE = "mediate"
    FIND_HOUSEHOLD = "find_household"
    FIND_COMMON_SENSE = "find_common_sense"
    COMPOSE = "compose"
    CONCLUDE = "conclude"
    ISSUE_REPORT = "issue_report"
    # the second reviewer
    NAME_REVIEWER = "name_reviewer"
    RELEASE_REVIEWER = "release_reviewer"
    GIVE_OPINION = "give_opinion"
    LET_STAND = "let_stand"
    # papers and handing in
    ATTACH_PAPER = "attach_paper"
    WITHDRAW_PAPER = "withdraw_paper"
    SUBMIT = "submit"
    # the bureau
    TAKE = "take"
    HAND_ON = "hand_on"
    CHECK = "check"
    RETURN = "return"
    ISSUE_RETURN = "issue_return"
    HEAR = "hear"
    SIT = "sit"
    ISSUE_TALK = "issue_talk"
    WRITE_MEMO = "write_memo"
    ISSUE_MEMO = "issue_memo"
    DEFER = "defer"
    RECORD_WITHDRAWAL = "record_withdrawal"
    HEAR_WITHDRAWAL = "hear_withdrawal"
    PREPARE = "prepare"
    TAKE_BACK = "take_back"
    ISSUE_RECOMMENDATION = "issue_recommendation"
    ISSUE_DECISION = "issue_decision"
    CONFIRM = "confirm"
    # after the decision
    HAND_OVER = "hand_over"
    RECORD_COURT = "record_court"
    RECORD_DIVORCE = "record_divorce"
    FOLLOW_UP = "follow_up"
    SUPPORT = "support"
    CHALLENGE = "challenge"
    RULE = "rule"
    REOPEN = "reopen"
    POINT_TO_DISCIPLINE = "point_to_discipline"
    LOG_REQUEST = "log_request"
    ANSWER_REQUEST = "answer_request"
    ISSUE_FORM = "issue_form"


@dataclass(frozen=True)
class Move:
    """One attempted act with what the guards need to know of it; no narrative."""

    act: Act
    today: date
    party: Party | None = None
    row: UUID | None = None
    on: date | None = None
    mode: SittingMode | None = None
    present: tuple[Party, ...] = ()
    attendance: Attendance | None = None
    outcome: Outcome | None = None
    household: HouseholdResult | None = None
    common_sense: CommonSenseResult | None = None
    composed: bool = True
    closing: HearingState | None = None
    flagged: bool = False
    claims_violence: bool = False
    appointment: Appointment | None = None
    hearing: Hearing | None = None
    sitting: Sitting | None = None
    by: Standing = Standing.HOLDER
    actor: UUID | None = None
    own_case: bool = False  # whether the actor is the case's supervisor
    reviewer: UUID | None = None
    opinion: Opinion | None = None
    size: int = 0  # bytes of a paper
    complete: bool = False
    return_kind: ReturnKind | None = None
    due: date | None = None
    talk: Talk | None = None
    screens: bool = False  # whether the person was spoken with alone before, just now
    free: bool | None = None
    decision: DecisionKind | None = None
    court: CourtOutcome | None = None
    ruling: Ruling | None = None
