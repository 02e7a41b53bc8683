"""What the bureau's review leaves behind. Notes of separate talks stand apart, under the author's own key. Pure."""

from dataclasses import dataclass
from datetime import date, time

from mediation.cases.examine.model import Answer, Witness
from mediation.cases.mediate.model import Session
from mediation.cases.model import DecisionKind, Party, TalkKind


@dataclass(frozen=True)
class Statement:
    """A further statement taken by the bureau from either side or from others."""

    party: Party
    on: date
    at: time
    place: str
    taken_by: str
    answers: tuple[Answer, ...]
    companion: str = ""
    witness: Witness | None = None


@dataclass(frozen=True)
class BureauSession:
    """The bureau's own mediation, or the sitting of a team that is named in the agency's data."""

    session: Session
    team: str = ""
    members: tuple[str, ...] = ()


@dataclass(frozen=True)
class Talk:
    """One of the two, in one row."""

    kind: TalkKind
    statement: Statement | None = None
    session: BureauSession | None = None
    about_withdrawal: bool = False


@dataclass(frozen=True)
class Memo:
    """The review for the deciding official (D13): issue, facts, analysis, conclusion, advice; a recommendation."""

    on: date
    by: str
    issue: str
    facts: tuple[str, ...]
    analysis: str
    conclusion: str
    advice: str
    recommendation: DecisionKind


@dataclass(frozen=True)
class Deferral:
    """Why a decision waits, for what, until when. The official's clock runs on: no rule stops it."""

    on: date
    by: str
    until: date
    reasons: str
    awaited: tuple[str, ...] = ()


@dataclass(frozen=True)
class WithdrawalLetter:
    """The applicant's letter of withdrawal. It gives no reason unless the applicant wrote one."""

    on: date
    number: str
    by: str
    note: str = ""
