"""What is recorded of a safety screening. Sealed under the private key; never printed. Frozen; pure."""

from dataclasses import dataclass, field
from datetime import date, datetime

from mediation.cases.screen.bank import Answer, danger_told
from mediation.language import Labelled, mark
from mediation.law.identity import Sex


class ChosenSex(Labelled):
    """Who the person would rather talk to."""

    FEMALE = "female", mark("Perempuan")
    MALE = "male", mark("Laki-laki")
    ANY = "any", mark("Siapa saja")

    def suits(self, sex: Sex) -> bool:
        """Tell whether a screener of `sex` is what was chosen."""
        return self is ChosenSex.ANY or self.value == sex.value


class Referral(Labelled):
    """Whether help was offered."""

    ACCEPTED = "accepted", mark("Sudah ditawarkan, dan diterima")
    DECLINED = "declined", mark("Sudah ditawarkan, belum diperlukan")
    NOT_OFFERED = "not_offered", mark("Belum ditawarkan")


@dataclass(frozen=True)
class Screener:
    """Who asked. `chosen` is what the person wished for; `why_other` why it could not be, or why untrained."""

    name: str
    sex: Sex
    trained: bool
    chosen: ChosenSex | None = None
    why_other: str = ""


@dataclass(frozen=True)
class Response:
    """One answer, with a note."""

    question: str
    answer: Answer
    note: str = ""


@dataclass(frozen=True)
class Screening:
    """One conversation: when, where, by whom, what was answered, and how the screener judged it."""

    on: date
    place: str
    screener: Screener
    wording: int
    responses: tuple[Response, ...]
    judged: bool
    reason: str
    referral: Referral
    referral_note: str = ""

    @property
    def flagged(self) -> bool:
        """Whether the two sides are kept apart: by judgement, or by an answer that tells of danger."""
        return self.judged or danger_told({each.question: each.answer for each in self.responses})


@dataclass(frozen=True)
class LetterDay:
    """The day on which the letter to the other side goes out, and when the applicant was told."""

    day: date
    told_on: date


@dataclass(frozen=True)
class Annotation:
    """A note to what was recorded before; it removes nothing."""

    text: str


@dataclass(frozen=True)
class Entry:
    """One entry of a person's list, which only grows; one of the three is set."""

    made: datetime
    screening: Screening | None = field(default=None)
    letter_day: LetterDay | None = field(default=None)
    annotation: Annotation | None = field(default=None)
