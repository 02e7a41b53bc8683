"""A clock that the stories set: the demonstration's past, told relative to today."""

from datetime import UTC, date, datetime, time, timedelta

from mediation.clock import ZONES


class Moment:
    """The present of the demonstration: set by a story while it is told, the real one once `release`d."""

    def __init__(self, today: date) -> None:
        """Begin on `today`, the day on which everything else is counted from."""
        self.today = today
        self._now: datetime | None = None

    def __call__(self) -> datetime:
        """Return the moment, in UTC; each question finds it a second later, so that events keep their order."""
        if self._now is None:
            return datetime.now(UTC)
        self._now += timedelta(seconds=1)
        return self._now

    def set(self, day: date, at: time, zone: str = "WIB") -> None:
        """Go to `at` on `day`, as clocks in `zone` show it."""
        self._now = datetime.combine(day, at, ZONES[zone]).astimezone(UTC)

    def release(self) -> None:
        """Let the real time run from now on."""
        self._now = None
