"""A clock that the stories set: the demonstration's past, told relative to today."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


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

    def set(self, days_ago: int, hour: int = 9, minute: int = 0, zone: str = "Asia/Jakarta") -> date:
        """Go to that many days before today at `hour`.`minute` in `zone`; return the day."""
        day = self.today - timedelta(days=days_ago)
        self._now = datetime.combine(day, time(hour, minute), ZoneInfo(zone)).astimezone(UTC)
        return day

    def release(self) -> None:
        """Let the real time run from now on."""
        self._now = None
