"""What may be said of a letter that somebody verifies. Frozen; pure."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

CODE_LETTERS = 12

# Sixty bits cannot be guessed at any pace; the bounds keep work and trail small. A busy desk checks a pile of letters.
MOST_BY_ONE = 30
MOST_BY_ALL = 300
WINDOW = timedelta(minutes=15)


class Answer(StrEnum):
    """The answers; their words stand in the trail."""

    GENUINE = "genuine"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"


class Way(StrEnum):
    """By what a letter is verified."""

    CODE = "code"
    FILE = "file"


@dataclass(frozen=True)
class Sample:
    """What is looked for of a sent file: its SHA-256 in hex and what may be check codes, None when it has no text."""

    sha256: str
    codes: tuple[str, ...] | None


@dataclass(frozen=True)
class Finding:
    """The answer; `issued` is the moment of issue in µs since 1970 UTC, where it is told."""

    answer: Answer
    way: Way
    issued: int | None = None
