"""What is attempted on a case: the acts, and a move with what the guards need to know of it. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from mediation.cases.model import (
    Appointment,
    Attendance,
    CommonSenseResult,
    Hearing,
    HearingState,
    HouseholdResult,
    Outcome,
    Party,
    Sitting,
    SittingMode,
)


class Act(StrEnum):
    """What a supervisor does to a case. Imperative; the value is stored nowhere."""

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
