"""What checking a bundle finds, in sentences for whoever checks it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from mediation.language import mark


class State(StrEnum):
    """Whether something holds, fails, cannot be said, or is only told."""

    HOLDS = "holds"
    FAILS = "fails"
    UNSAID = "unsaid"
    TOLD = "told"


LABELS: Final[Mapping[State, str]] = {
    State.HOLDS: mark("COCOK"),
    State.FAILS: mark("TIDAK COCOK"),
    State.UNSAID: mark("TIDAK DAPAT DIKATAKAN"),
    State.TOLD: mark("CATATAN"),
}


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: how it stands, the sentence, and the values to fill in."""

    state: State
    text: str
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """The sentence with its values; what cannot be printed is shown as a box, so that no value steers a screen."""
        return self.text.format(**{name: _printable(str(value)) for name, value in self.values.items()})


def _printable(text: str) -> str:
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)


def holds(text: str, **values: object) -> Finding:
    """Return that this holds."""
    return Finding(State.HOLDS, text, values)


def fails(text: str, **values: object) -> Finding:
    """Return that this does not hold."""
    return Finding(State.FAILS, text, values)


def unsaid(text: str, **values: object) -> Finding:
    """Return that this cannot be said."""
    return Finding(State.UNSAID, text, values)


def told(text: str, **values: object) -> Finding:
    """Return a remark."""
    return Finding(State.TOLD, text, values)


def good(findings: Sequence[Finding]) -> bool:
    """Tell whether nothing of what could be looked at fails."""
    return all(finding.state is not State.FAILS for finding in findings)
