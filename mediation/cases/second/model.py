"""What stands of a second reviewer: who was named and why, the opinion, the supervisor's answer. Pure."""

from dataclasses import dataclass
from datetime import date

from mediation.cases.model import Opinion, Person

REASONS_MINIMUM = 100


@dataclass(frozen=True)
class SecondOpinion:
    """The reviewer's own reasons on the finding as it stood at `revision`."""

    opinion: Opinion
    reasons: str
    on: date
    revision: int


@dataclass(frozen=True)
class Consultation:
    """One naming: the reviewer as the account says, why, what came of it; `answer` lets the finding stand."""

    reviewer: Person
    named_on: date
    why: str
    given: SecondOpinion | None = None
    answer: str = ""
    answered_on: date | None = None
    released: str = ""


@dataclass(frozen=True)
class Consultations:
    """All namings of a case, the newest last."""

    held: tuple[Consultation, ...] = ()

    @property
    def current(self) -> Consultation | None:
        """The newest naming that was not released; None when there is none."""
        standing = [one for one in self.held if not one.released]
        return standing[-1] if standing else None
