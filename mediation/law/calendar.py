"""Working days: weekends, public holidays and joint leave.

Weekends and the published holidays are data; an agency may hand in its own list of holidays (`Calendar`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from mediation.law.data import read_toml

FIVE_DAYS = 5
SIX_DAYS = 6
_DAY = timedelta(days=1)


class HolidayKind(StrEnum):
    """A public holiday, or joint leave."""

    PUBLIC = "libur"
    JOINT_LEAVE = "cuti_bersama"


@dataclass(frozen=True)
class Holiday:
    """One day off; `estimated` says that it waits for the moon or for the year's decree."""

    day: date
    name: str
    kind: HolidayKind = HolidayKind.PUBLIC
    estimated: bool = False

    @property
    def words(self) -> str:
        """Return the name, with "(perkiraan)" where the day is an estimate."""
        return f"{self.name} (perkiraan)" if self.estimated else self.name


@dataclass(frozen=True)
class Calendar:
    """The holidays known, by day."""

    days: Mapping[date, Holiday] = field(default_factory=dict)

    @classmethod
    def of(cls, holidays: Iterable[Holiday]) -> "Calendar":
        """Return a calendar of `holidays`."""
        return cls(MappingProxyType({holiday.day: holiday for holiday in holidays}))

    def holiday(self, day: date) -> Holiday | None:
        """Return the holiday on `day`, None when there is none."""
        return self.days.get(day)

    def covers(self, year: int) -> bool:
        """Tell whether the holidays of `year` are known at all."""
        return any(day.year == year for day in self.days)


@cache
def published() -> Calendar:
    """Return the calendar that comes with the program: 2026 by decree, 2027 partly estimated."""
    return Calendar.of(
        Holiday(entry["day"], entry["name"], HolidayKind(entry["kind"]), entry.get("estimated", False))
        for entry in read_toml("mediation.law", "holidays.toml")["holiday"]
    )


def is_working_day(day: date, week: int = FIVE_DAYS, calendar: Calendar | None = None) -> bool:
    """Tell whether `day` is a working day in a week of 5 (Monday to Friday) or 6 days (to Saturday)."""
    if week not in (FIVE_DAYS, SIX_DAYS):
        raise ValueError("a working week has 5 or 6 days")
    return day.weekday() < week and (calendar or published()).holiday(day) is None


def add_working_days(start: date, count: int, week: int = FIVE_DAYS, calendar: Calendar | None = None) -> date:
    """Return the working day `count` (0 or more) working days after `start`, which is not counted."""
    if count < 0:
        raise ValueError("working days are counted forward")
    day = start
    while count:
        day += _DAY
        count -= is_working_day(day, week, calendar)
    return day


def working_days_between(start: date, end: date, week: int = FIVE_DAYS, calendar: Calendar | None = None) -> int:
    """Count the working days after `start` up to and including `end`; 0 when `end` is not later."""
    span = range(1, max((end - start).days, 0) + 1)
    return sum(is_working_day(start + _DAY * step, week, calendar) for step in span)
