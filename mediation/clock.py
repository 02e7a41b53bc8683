"""The only "now". Everything else takes the time as an argument."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

Clock = Callable[[], datetime]

# Indonesia has no summer time, so a zone is a fixed offset (Keppres 41/1987).
ZONES = {
    "WIB": timezone(timedelta(hours=7), "WIB"),
    "WITA": timezone(timedelta(hours=8), "WITA"),
    "WIT": timezone(timedelta(hours=9), "WIT"),
}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


def micros(moment: datetime) -> int:
    """Return `moment` (aware) as microseconds since 1970-01-01 UTC."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def from_micros(value: int) -> datetime:
    """Return the moment `value` microseconds after 1970-01-01 UTC."""
    return _EPOCH + timedelta(microseconds=value)


def local_day(moment: datetime, zone: str) -> date:
    """Return the calendar day of `moment` (aware) in `zone` ("WIB", "WITA" or "WIT")."""
    return moment.astimezone(ZONES[zone]).date()
