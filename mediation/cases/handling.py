"""What the workflow knows of a case beyond its supervisor: second reviewer, bureau, decision, after. No narrative."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mediation.cases.words import (
    CourtOutcome,
    DecisionKind,
    HandlingState,
    Outcome,
    Party,
    ReturnKind,
    SittingMode,
    Stage,
    TalkKind,
)
from mediation.language import Labelled, mark


class Opinion(Labelled):
    """What the second reviewer says of the finding."""

    AGREES = "agrees", mark("Sependapat")
    DISAGREES = "disagrees", mark("Tidak sependapat")


@dataclass(frozen=True)
class Passage:
    """When the case came to a stage: the history that auditors and figures read."""

    stage: Stage
    on: date


@dataclass(frozen=True)
class Talk:
    """A further statement or a session held by the bureau."""

    id: UUID
    kind: TalkKind
    on: date
    present: tuple[Party, ...]
    mode: SittingMode | None = None
    outcome: Outcome | None = None
    document_issued: bool = False


@dataclass(frozen=True)
class Withdrawal:
    """The applicant's withdrawal: the day of the letter, and the day on which he was heard alone about it."""

    asked_on: date
    heard_on: date | None = None
    free: bool | None = None


@dataclass(frozen=True)
class Prepared:
    """A decision prepared by one person and waiting for another."""

    kind: DecisionKind
    by: UUID
    on: date
    recommended: bool = False
    document: UUID | None = None


@dataclass(frozen=True)
class Handling:
    """What the workflow knows of the bureau's work. `submitted_on` is the first receipt: the official's clock."""

    submitted_on: date
    rounds: int = 1
    checked_on: date | None = None
    complete: bool = False
    returned_on: date | None = None
    return_due: date | None = None
    return_kind: ReturnKind | None = None
    return_letter: bool = False
    returns: int = 0
    talks: tuple[Talk, ...] = ()
    memo_on: date | None = None
    memo_issued: bool = False
    recommendation: DecisionKind | None = None
    deferred_until: date | None = None
    withdrawal: Withdrawal | None = None
    prepared: Prepared | None = None
    decided: DecisionKind | None = None
    decided_on: date | None = None
    closed_on: date | None = None
    handed_over_on: date | None = None
    court: CourtOutcome | None = None
    divorced_on: date | None = None
    reported_on: date | None = None
    challenged_on: date | None = None
    annulled_on: date | None = None

    @property
    def state(self) -> HandlingState:
        """How far the bureau has come."""
        states = (
            (self.decided_on, HandlingState.DECIDED),
            (self.returned_on, HandlingState.RETURNED),
            (self.prepared, HandlingState.PREPARED),
            (self.deferred_until, HandlingState.DEFERRED),
            (self.memo_on, HandlingState.REVIEWED),
            (self.complete, HandlingState.COMPLETE),
            (self.checked_on, HandlingState.INCOMPLETE),
        )
        return next((state for reached, state in states if reached), HandlingState.NEW)

    def talk(self, row: UUID) -> Talk | None:
        """Return the talk with id `row`; None when there is none."""
        return next((talk for talk in self.talks if talk.id == row), None)
