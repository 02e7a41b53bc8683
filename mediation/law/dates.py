"""Indonesian names of days and months, and dates as letters and pages write them."""

from datetime import date

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def month_name(month: int) -> str:
    """Return the name of `month` (1 to 12)."""
    return MONTHS[month - 1]


def weekday(day: date) -> str:
    """Return the name of the weekday of `day`."""
    return WEEKDAYS[day.weekday()]


def plain_date(day: date) -> str:
    """Return `day` as "20 November 2026"."""
    return f"{day.day} {month_name(day.month)} {day.year}"


def short_date(day: date) -> str:
    """Return `day` as "20 Nov 2026"."""
    return f"{day.day} {month_name(day.month)[:3]} {day.year}"


def long_date(day: date) -> str:
    """Return `day` as "Jumat, 20 November 2026"."""
    return f"{weekday(day)}, {plain_date(day)}"
