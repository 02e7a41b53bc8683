"""What an alert is, and from when on there is one. Frozen; pure."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

# Whoever reads a file takes minutes; sixteen in ten minutes is less than forty seconds for each: leafing, not
# reading. Somebody who sorts a morning's arrivals opens fewer, because the queue tells the most without opening.
MOST_FILES = 15
WINDOW = timedelta(minutes=10)


@dataclass(frozen=True)
class Alert:
    """One person opened more than `MOST_FILES` different files within `WINDOW`; times in µs since 1970 UTC.

    `files` is the most that were opened within one window, `acknowledged` None while no head has looked at it.
    """

    id: UUID
    person: UUID
    started: int
    ended: int
    files: int
    acknowledged: int | None = None
    acknowledged_by: UUID | None = None
    sealed_note: bytes | None = field(default=None, repr=False)
