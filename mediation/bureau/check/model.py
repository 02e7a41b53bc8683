"""The checklist as it was found, and a file that was returned. Pure."""

from dataclasses import dataclass
from datetime import date

from mediation.cases.model import ReturnKind, Verdict


@dataclass(frozen=True)
class LineVerdict:
    """One line as it was found; `verdict` is None while nobody has looked."""

    code: str
    label: str
    required: bool
    verdict: Verdict | None = None
    note: str = ""


@dataclass(frozen=True)
class Check:
    """The checklist of one round, by one version of the agency's list."""

    on: date
    by: str
    list_version: int
    round: int
    lines: tuple[LineVerdict, ...]

    @property
    def complete(self) -> bool:
        """Whether every line was looked at and none is wanting."""
        return all(line.verdict is not None and line.verdict is not Verdict.FAILS for line in self.lines)

    @property
    def wanting(self) -> tuple[LineVerdict, ...]:
        """The lines that are not in order."""
        return tuple(line for line in self.lines if line.verdict is Verdict.FAILS)

    @property
    def open(self) -> tuple[LineVerdict, ...]:
        """The lines that nobody has looked at."""
        return tuple(line for line in self.lines if line.verdict is None)

    def line(self, code: str) -> LineVerdict | None:
        """Return the line with this code; None when there is none."""
        return next((line for line in self.lines if line.code == code), None)


@dataclass(frozen=True)
class Return:
    """A file that was returned: what is wanting, until when, which return it is. `asked` is for further examination."""

    on: date
    by: str
    kind: ReturnKind
    due: date
    number: int
    lines: tuple[LineVerdict, ...]
    asked: str = ""
