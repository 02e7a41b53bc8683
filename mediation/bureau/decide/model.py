"""A decision as it was prepared, signed on paper and confirmed. What is told here is what its document prints. Pure."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mediation.agency.model import Entry, PositionKind
from mediation.cases.model import DecisionKind
from mediation.law.refusals import RefusalGround


@dataclass(frozen=True)
class Refused:
    """Why a permit is refused: the ground, article and letter as typed, the reasons, and how to object."""

    ground: RefusalGround
    article: str
    reasons: str
    object_to: str
    court: str = ""
    object_terms: str = ""


@dataclass(frozen=True)
class SalaryStatement:
    """What the employee stated about sharing pay, and on which day. It stands beside the rule; nothing is computed."""

    words: str
    stated_on: date | None = None


@dataclass(frozen=True)
class Ending:
    """How a file ended without the official: since when, the paper that shows it, and why it lapsed."""

    on: date
    proof: str = ""
    proof_number: str = ""
    proof_on: date | None = None
    cause: str = ""


@dataclass(frozen=True)
class Substance:
    """What the preparer writes: the reasons (Menimbang), and what this kind of decision has besides."""

    considering: tuple[str, ...] = ()
    refused: Refused | None = None
    salary: SalaryStatement | None = None
    ending: Ending | None = None
    initials: tuple[str, ...] = ()


@dataclass(frozen=True)
class Signatory:
    """Who decides: the entry of the delegation table as it stood, its edition, and the kind of position chosen."""

    entry: Entry
    edition: int
    position: PositionKind


@dataclass(frozen=True)
class TakenBack:
    """A prepared decision that was taken back."""

    on: date
    by: str
    reason: str


@dataclass(frozen=True)
class Confirmed:
    """What another person read from the signed paper, and for how long the file is kept.

    `without_copy` says why no signed copy lies in the file; empty when one does. `document` is the issued paper.
    """

    number: str
    decided_on: date
    on: date
    by: str
    retention: str
    retention_edition: int
    without_copy: str = ""
    note: str = ""
    document: UUID | None = None


@dataclass(frozen=True)
class Decision:
    """A decision from its preparation on. `signatory` is None where no official decides; `copies` the tembusan."""

    kind: DecisionKind
    on: date
    by: str
    substance: Substance
    signatory: Signatory | None = None
    copies: tuple[str, ...] = ()
    taken_back: TakenBack | None = None
    confirmed: Confirmed | None = None

    @property
    def waits(self) -> bool:
        """Whether it is neither taken back nor confirmed."""
        return self.taken_back is None and self.confirmed is None
