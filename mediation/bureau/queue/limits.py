"""The queue's days as moments: which files were handed in before a day, in the zone of their own unit. Pure."""

from datetime import date, datetime, time, timedelta

from mediation.bureau.queue.model import Lateness
from mediation.clock import ZONES, micros
from mediation.law.deadlines import OFFICIAL_MONTHS, add_months

SOON = timedelta(days=30)
_SPAN = timedelta(days=100)  # three months are at most 92 days
_ONE = timedelta(days=1)

Moments = dict[str, int]


def bounds(
    today: date, lateness: Lateness | None, year: int | None,
) -> tuple[Moments | None, Moments | None]:
    """Return from which and before which moment (µs, by zone) the wanted files were handed in; None is unbounded."""
    first, after = _days(today, lateness)
    if year is not None:
        first = max(filter(None, (first, date(year, 1, 1))))
        after = min(filter(None, (after, date(year + 1, 1, 1))))
    return starts(first) if first else None, starts(after) if after else None


def starts(day: date) -> Moments:
    """Return the moment (µs) at which `day` begins, by zone."""
    return {name: micros(datetime.combine(day, time(), zone)) for name, zone in ZONES.items()}


def _days(today: date, lateness: Lateness | None) -> tuple[date | None, date | None]:
    # A file is late when its limit lies before today; both ends are first days of what comes after.
    late, soon = _first_due_from(today), _first_due_from(today + SOON + _ONE)
    return {
        None: (None, None), Lateness.LATE: (None, late), Lateness.SOON: (late, soon), Lateness.LATER: (soon, None),
    }[lateness]


def _first_due_from(due: date) -> date:
    """Return the first day of handing in whose limit is `due` or later: months differ in length."""
    day = due - _SPAN
    while add_months(day, OFFICIAL_MONTHS) < due:
        day += _ONE
    return day
