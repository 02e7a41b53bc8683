"""A clock that the stories set: the demonstration's past, told relative to today."""

from datetime import UTC, date, datetime, time, timedelta

from mediation.clock import ZONES


class Moment:
    """The present of the demonstration while its stories are told."""

    def __init__(self, today: date) -> None:
        """Begin on `today`, the day on which everything else is counted from."""
        self.today = today
        self._now = datetime.combine(today, time(), UTC)

    def __call__(self) -> datetime:
        """Return the moment, in UTC; each question finds it a second later, so that events keep their order."""
        self._now += timedelta(seconds=1)
        return self._now

    def set(self, day: date, at: time, zone: str = "WIB") -> None:
        """Go to `at` on `day`, as clocks in `zone` show it."""
        self._now = datetime.combine(day, at, ZONES[zone]).astimezone(UTC)
