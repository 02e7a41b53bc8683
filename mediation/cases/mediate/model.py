"""What a mediation session leaves behind. Notes of separate talks stand apart from it, under the private key. Pure."""

from dataclasses import dataclass
from datetime import date, time

from mediation.cases.model import Outcome, Party, SittingMode


@dataclass(frozen=True)
class Session:
    """One session: when, where, how, who was there, what was said and advised, and how it ended."""

    on: date
    at: time
    place: str
    mode: SittingMode
    present: tuple[Party, ...]
    outcome: Outcome
    mediator: str
    second_mediator: str = ""
    applicant_companion: str = ""
    spouse_companion: str = ""
    applicant_points: str = ""
    spouse_points: str = ""
    advice: str = ""
    options: str = ""
    terms: str = ""
    reason: str = ""
    next_on: date | None = None
