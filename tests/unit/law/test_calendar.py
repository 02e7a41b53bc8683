"""Working days against the joint decree of 2026, and the seed of 2027."""

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.law.calendar import (
    Calendar,
    Holiday,
    add_working_days,
    is_working_day,
    published,
    working_days_between,
)

# day, week of 5 days, week of 6 days, why
DAYS = [
    (date(2026, 11, 20), True, True, "an ordinary Friday"),
    (date(2026, 11, 21), False, True, "a Saturday"),
    (date(2026, 11, 22), False, False, "a Sunday"),
    (date(2026, 12, 24), False, False, "joint leave before Christmas"),
    (date(2026, 12, 25), False, False, "Christmas"),
    (date(2026, 3, 18), False, False, "joint leave before Nyepi"),
    (date(2026, 8, 17), False, False, "Independence Day"),
    (date(2027, 1, 1), False, False, "New Year"),
    (date(2027, 3, 10), False, False, "Idulfitri 2027, an estimate"),
]

# start, working days, reaches, why
COUNTED = [
    (date(2026, 11, 20), 1, date(2026, 11, 23), "over a weekend"),
    (date(2026, 12, 18), 7, date(2026, 12, 31), "over Christmas and its joint leave"),
    (date(2026, 3, 17), 1, date(2026, 3, 25), "over Nyepi and Idulfitri"),
    (date(2026, 11, 22), 0, date(2026, 11, 22), "no day at all"),
]


@pytest.mark.parametrize(("day", "five", "six", "why"), DAYS)
def test_weekends_holidays_and_joint_leave_are_no_working_days(day: date, five: bool, six: bool, why: str) -> None:
    assert (is_working_day(day, 5), is_working_day(day, 6)) == (five, six), why


@pytest.mark.parametrize(("start", "count", "end", "why"), COUNTED)
def test_working_days_are_counted_from_the_day_after(start: date, count: int, end: date, why: str) -> None:
    assert add_working_days(start, count) == end, why


@given(st.dates(date(2026, 1, 1), date(2027, 6, 30)), st.integers(0, 60), st.sampled_from([5, 6]))
def test_adding_and_counting_agree(start: date, count: int, week: int) -> None:
    assert working_days_between(start, add_working_days(start, count, week), week) == count


@pytest.mark.parametrize("year", [2026, 2027])
def test_the_seed_agrees_with_a_public_calendar(year: int) -> None:
    public = holidays.country_holidays("ID", years=year, categories=("public", "government"))

    assert {day for day in published().days if day.year == year} == set(public)


def test_2026_has_seventeen_holidays_and_eight_days_of_joint_leave_none_estimated() -> None:
    year = [holiday for day, holiday in published().days.items() if day.year == 2026]
    joint = [holiday for holiday in year if holiday.kind.value == "cuti_bersama"]

    assert (len(year), len(joint), any(holiday.estimated for holiday in year)) == (25, 8, False)


def test_days_of_2027_that_follow_the_moon_are_marked_as_estimates() -> None:
    idulfitri = published().holiday(date(2027, 3, 10))

    assert idulfitri is not None
    assert idulfitri.words == "Idulfitri (perkiraan)"


def test_an_agency_may_bring_its_own_calendar() -> None:
    own = Calendar.of([Holiday(date(2026, 11, 20), "Hari jadi daerah")])

    assert not is_working_day(date(2026, 11, 20), calendar=own)
    assert is_working_day(date(2026, 12, 25), calendar=own)


def test_an_agency_may_bring_an_empty_calendar() -> None:
    assert is_working_day(date(2026, 12, 25), calendar=Calendar())


def test_a_week_has_five_or_six_working_days() -> None:
    with pytest.raises(ValueError, match="5 or 6"):
        is_working_day(date(2026, 11, 20), 7)


def test_counting_backward_gives_nothing() -> None:
    today = date(2026, 11, 20)

    assert working_days_between(today, today - timedelta(days=9)) == 0
