"""The days of the stories, told as working days before and after today, and the words for them in the texts. Pure."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from mediation.law.calendar import is_working_day
from mediation.law.dates import MONTHS, long_date

_DAY = timedelta(days=1)
_YEAR_MONTHS = 12
_SLOT = re.compile(r"\[\[(?P<name>[a-z_]+|[ymd])(?P<step>[+-]?\d+)?\]\]")


@cache
def working_day(today: date, step: int) -> date:
    """Return the working day `step` working days from today; 0 is today, or the last one before it."""
    day = today
    while not is_working_day(day):
        day -= _DAY
    while step:
        day += _DAY if step > 0 else -_DAY
        if is_working_day(day):
            step -= 1 if step > 0 else -1
    return day


def month_words(today: date, step: int) -> str:
    """Return the month `step` months from today, such as "Maret 2025"."""
    years, zero_month = divmod(today.year * _YEAR_MONTHS + today.month - 1 + step, _YEAR_MONTHS)
    return f"{MONTHS[zero_month]} {years}"


def filled(value: Any, today: date, words: Mapping[str, str]) -> Any:  # noqa: ANN401 - whatever TOML holds
    """Return `value` with the slots of all its texts filled.

    [[m-8]] is a month, [[y-3]] a year, [[d-5]] a working day, each from today; `words` fill the others. A slot that
    nothing fills stays: [[suami]] waits for the person who speaks.
    """
    if isinstance(value, str):
        return _SLOT.sub(lambda found: _word(found, today, words), value)
    if isinstance(value, list):
        return [filled(one, today, words) for one in value]
    if isinstance(value, dict):
        return {key: filled(one, today, words) for key, one in value.items()}
    return value


def _word(found: re.Match[str], today: date, words: Mapping[str, str]) -> str:
    name, step = found["name"], int(found["step"] or 0)
    if name == "m":
        return month_words(today, step)
    if name == "y":
        return str(today.year + step)
    if name == "d":
        return long_date(working_day(today, step))
    return words.get(found[0][2:-2], found[0])
