"""A party's request about the own data, and the answer. Pure."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mediation.cases.model import Party
from mediation.language import Labelled, mark
from mediation.law.deadlines import HourDeadline, HourStatus, request_deadline
from mediation.law.identity import Sex


class Wanted(Labelled):
    """What is asked for."""

    COPY = "copy", mark("Salinan catatan tentang dirinya")
    ACCESS = "access", mark("Melihat catatan tentang dirinya")
    CORRECTION = "correction", mark("Perbaikan catatan tentang dirinya")


class Channel(Labelled):
    """How the request came in."""

    LETTER = "letter", mark("Surat")
    IN_PERSON = "in_person", mark("Datang sendiri")
    MESSAGE = "message", mark("Surel atau pesan")


class Answer(Labelled):
    """How a request is answered: the letter says it too."""

    GRANTED = "granted", mark("Dipenuhi")
    PARTLY = "partly", mark("Dipenuhi sebagian")
    REFUSED = "refused", mark("Tidak dapat dipenuhi")


@dataclass(frozen=True)
class Answered:
    """The answer: in words, with what was enclosed. `supplement` stands beside a record that is never changed."""

    answer: Answer
    words: str
    at: datetime
    by: str
    enclosures: tuple[str, ...] = ()
    supplement: str = ""


@dataclass(frozen=True)
class PartyRequest:
    """Who asked for what, and when it came in. `name` and `sex` are a witness's; `asked` goes into a sentence."""

    party: Party
    wanted: Wanted
    asked: str
    received_at: datetime
    channel: Channel
    by: str
    name: str = ""
    sex: Sex | None = None
    answered: Answered | None = None

    def deadline(self, zone: str) -> HourDeadline:
        """Return the clock, told in `zone`."""
        return request_deadline(self.received_at, zone)

    def status(self, now: datetime, zone: str) -> HourStatus:
        """Return how the clock stands at `now`, or stood when the request was answered."""
        return self.deadline(zone).status(now, met=self.answered.at if self.answered else None)


@dataclass(frozen=True)
class Logged:
    """A request with its row."""

    row: UUID
    request: PartyRequest


@dataclass(frozen=True)
class Entry:
    """One line of the register over all cases; `request` is None when it does not open."""

    case: UUID
    row: UUID
    number: str
    request: PartyRequest | None
