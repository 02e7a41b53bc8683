"""What every step shares: the words of the field as types. Frozen; standard library and own vocabulary only."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from mediation.cases.handling import Handling, Opinion, Passage, Prepared, Talk, Withdrawal
from mediation.cases.words import (
    Attendance,
    Challenge,
    CommonSenseResult,
    CourtOutcome,
    DecisionKind,
    Employment,
    HandlingState,
    HearingState,
    HouseholdResult,
    Outcome,
    Party,
    Religion,
    ReturnKind,
    Ruling,
    SittingMode,
    Stage,
    Standing,
    TalkKind,
    Verdict,
)
from mediation.law.grounds import Ground
from mediation.law.identity import Sex

__all__ = [
    "Appointment", "Attendance", "Challenge", "Child", "CommonSenseResult", "Contact", "Contacts",
    "CourtOutcome", "DecisionKind", "Employment", "FormerContact", "GroundClaim", "Handling", "HandlingState",
    "Hearing", "HearingState", "HouseholdResult", "Marriage", "Opinion", "Outcome", "Party",
    "Passage", "Person", "Prepared", "Progress", "Religion", "Request", "ReturnKind", "Ruling", "Sitting",
    "SittingMode", "Stage", "Standing", "Talk", "TalkKind", "Verdict", "Withdrawal",
]


@dataclass(frozen=True)
class Person:
    """Who a party is. Never an address or a contact: those are sealed apart (`Contact`)."""

    name: str
    sex: Sex
    employment: Employment
    digits: str = ""
    rank: str = ""
    grade: str = ""
    position: str = ""
    unit: str = ""
    religion: Religion | None = None
    occupation: str = ""
    town: str = ""


@dataclass(frozen=True)
class Contact:
    """How a party is reached, and whether it is safe to do so. Sealed under the private key."""

    address: str = ""
    address_safe: bool | None = None
    contact: str = ""
    contact_safe: bool | None = None


@dataclass(frozen=True)
class Marriage:
    """The marriage as recorded: date, place, number of the book or deed."""

    on: date
    place: str
    certificate: str


@dataclass(frozen=True)
class Child:
    """A child by initials and year of birth alone (UU PDP art. 25: special care)."""

    initials: str
    birth_year: int


@dataclass(frozen=True)
class GroundClaim:
    """A legal ground that was put forward, with the facts that were told for it."""

    ground: Ground
    facts: str


@dataclass(frozen=True)
class Request:
    """The permit request as received."""

    number: str
    requested_on: date
    received_on: date
    applicant: Person
    spouse: Person
    marriage: Marriage
    children: tuple[Child, ...]
    grounds: tuple[GroundClaim, ...]
    causes: tuple[str, ...]
    other_cause: str = ""
    warnings: tuple[str, ...] = ()
    reason_for_warnings: str = ""

    def person(self, party: Party) -> Person:
        """Return the applicant or the spouse."""
        return self.applicant if party is Party.APPLICANT else self.spouse


@dataclass(frozen=True)
class FormerContact:
    """How a party was reached until a correction: nothing is overwritten unseen."""

    party: Party
    contact: Contact
    until: datetime


@dataclass(frozen=True)
class Contacts:
    """Both parties' contacts, and what they were before each correction."""

    applicant: Contact
    spouse: Contact
    former: tuple[FormerContact, ...] = ()

    def of(self, party: Party) -> Contact:
        """Return how `party` (one of the two sides) is reached."""
        return self.applicant if party is Party.APPLICANT else self.spouse


@dataclass(frozen=True)
class Appointment:
    """What the workflow knows of a summons: who, which round, which day, and how far it has come."""

    id: UUID
    party: Party
    round: int
    on: date
    at: time
    purpose: str
    planned_on: date
    letter_issued_on: date | None = None
    served_on: date | None = None
    attendance: Attendance | None = None
    withdrawn: bool = False


@dataclass(frozen=True)
class Hearing:
    """What the workflow knows of an examination record."""

    id: UUID
    party: Party
    label: str
    on: date
    state: HearingState = HearingState.OPEN
    document_issued: bool = False


@dataclass(frozen=True)
class Sitting:
    """What the workflow knows of a mediation session."""

    id: UUID
    on: date
    mode: SittingMode
    present: tuple[Party, ...]
    outcome: Outcome
    next_on: date | None = None


@dataclass(frozen=True)
class Progress:
    """What the workflow decides by; sealed under the content key; no narrative."""

    received_on: date
    screened: tuple[Party, ...] = ()
    letter_day: date | None = None
    apart: bool = False
    apart_since: date | None = None
    grounds: tuple[Ground, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    hearings: tuple[Hearing, ...] = ()
    sittings: tuple[Sitting, ...] = ()
    rounds_closed: bool = False
    evidence: int = 0
    violent_evidence: bool = False
    claimed_violence: bool = False
    household: HouseholdResult | None = None
    common_sense: CommonSenseResult | None = None
    composed: bool = False
    concluded_on: date | None = None
    report_issued_on: date | None = None
    papers: int = 0
    paper_bytes: int = 0
    documents: int = 0
    passages: tuple[Passage, ...] = ()
    reviewer: UUID | None = None
    reviewer_since: date | None = None
    opinion: Opinion | None = None
    lets_stand: bool = False
    handling: Handling | None = None

    @property
    def violence(self) -> bool:
        """Whether G5, a flag or evidence of injury or threat stands, whoever's it is."""
        return self.apart or self.claimed_violence or self.violent_evidence

    @property
    def awaits_second_reviewer(self) -> bool:
        """Whether no report may be issued before a second reviewer has given written reasons.

        Agreement frees the report; after disagreement the supervisor revises the finding or lets it stand.
        """
        freed = self.opinion is Opinion.AGREES or (self.opinion is Opinion.DISAGREES and self.lets_stand)
        return self.needs_second_reviewer and not freed

    @property
    def needs_second_reviewer(self) -> bool:
        """Whether finding (b) goes against the applicant in a case with violence."""
        return self.violence and self.common_sense is CommonSenseResult.DOES_NOT_ACCORD

    @property
    def with_bureau(self) -> bool:
        """Whether the file lies with the bureau: handed in, and not returned."""
        return self.handling is not None and self.handling.returned_on is None

    @property
    def lies_with(self) -> Standing:
        """With whom the file lies now: what the clocks say."""
        if self.with_bureau or self.decided:
            return Standing.BUREAU
        waits = self.awaits_second_reviewer and self.concluded_on and self.reviewer and self.opinion is None
        return Standing.REVIEWER if waits else Standing.HOLDER

    @property
    def decided(self) -> bool:
        """Whether a decision was confirmed and stands."""
        return self.handling is not None and self.handling.decided_on is not None

    def standing(self, party: Party) -> tuple[Appointment, ...]:
        """Return `party`'s appointments that were not withdrawn, in order."""
        found = (a for a in self.appointments if a.party is party and not a.withdrawn)
        return tuple(sorted(found, key=lambda a: (a.on, a.round)))

    def came(self, party: Party) -> bool:
        """Tell whether `party` ever came when called."""
        present = {Attendance.CAME, Attendance.ACCOMPANIED}
        return any(a.attendance in present for a in self.standing(party))

    def appointment(self, row: UUID) -> Appointment | None:
        """Return the appointment with id `row`; None when there is none."""
        return next((a for a in self.appointments if a.id == row), None)

    def hearing(self, row: UUID) -> Hearing | None:
        """Return the hearing with id `row`; None when there is none."""
        return next((h for h in self.hearings if h.id == row), None)
