"""What an examination leaves behind: one record for each person, and evidence as it is described. Pure."""

from dataclasses import dataclass
from datetime import date, time

from mediation.cases.model import HearingState, Party
from mediation.language import Labelled, mark
from mediation.law.grounds import Ground, evidence_kind
from mediation.law.identity import Sex

OWN_QUESTIONS = 8


class Stance(Labelled):
    """What the other party says about the request: an opinion, never a condition."""

    AGREES = "agrees", mark("Tidak berkeberatan")
    OBJECTS = "objects", mark("Berkeberatan")
    SILENT = "silent", mark("Tidak menyatakan pendapat")


@dataclass(frozen=True)
class Witness:
    """Who a witness is; the town alone, never an address."""

    name: str
    sex: Sex
    occupation: str = ""
    relation: str = ""
    town: str = ""


@dataclass(frozen=True)
class Answer:
    """A question as it was read aloud, and what was answered. `question` is the bank's id, empty for an own one."""

    question: str
    asked: str
    said: str = ""
    unknown: bool = False


@dataclass(frozen=True)
class Signing:
    """How a record was closed: signed or refused, when, and why refused."""

    state: HearingState
    on: date
    at: time
    reason: str = ""


@dataclass(frozen=True)
class Record:
    """One person's examination record.

    `revision` is the case's version since which it stands as it is: a page made before must not overwrite it.
    """

    party: Party
    on: date
    at: time
    place: str
    examiner: str
    second_examiner: str = ""
    companion: str = ""
    witness: Witness | None = None
    answers: tuple[Answer, ...] = ()
    extra: tuple[Answer, ...] = ()
    knows_request: bool | None = None
    stance: Stance | None = None
    stance_reason: str = ""
    claims: tuple[Ground, ...] = ()
    claim_facts: str = ""
    revision: int = 0
    signing: Signing | None = None

    @property
    def exchanges(self) -> tuple[Answer, ...]:
        """All that was asked and answered, in the order of asking: the own questions before the closing ones."""
        closing = tuple(a for a in self.answers if a.question[1:2] == _CLOSING)
        return (*(a for a in self.answers if a not in closing), *self.extra, *closing)

    @property
    def open_questions(self) -> tuple[Answer, ...]:
        """What the person did not know yet and is to be asked again."""
        return tuple(a for a in self.exchanges if a.unknown)

    @property
    def claims_violence(self) -> bool:
        """Whether this person puts forward a violent ground in turn."""
        return any(ground.violent for ground in self.claims)


# The bank numbers its closing questions from 901 on: anything to add, true and without force, read again.
_CLOSING = "9"


@dataclass(frozen=True)
class Evidence:
    """A piece of evidence, described: what it is, where it is kept, what it bears on, who brought it."""

    kind: str
    about: str
    number: str
    on: date | None
    issuer: str
    kept: str
    grounds: tuple[Ground, ...]
    brought_by: Party
    marked_violent: bool = False

    @property
    def label(self) -> str:
        """What kind of evidence this is, in words."""
        return evidence_kind(self.kind).label

    @property
    def violent(self) -> bool:
        """Whether it shows injury or threat: by its kind, by its ground or because somebody marked it."""
        by_ground = any(ground.violent for ground in self.grounds)
        return self.marked_violent or by_ground or evidence_kind(self.kind).violence
