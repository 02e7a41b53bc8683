"""Words that letters are made of: numbers, dates, forms of address, joined lists. Pure."""

from collections.abc import Sequence
from datetime import date, time

from mediation.law.dates import MONTHS, WEEKDAYS, long_date, month_name, plain_date, short_date, weekday
from mediation.law.identity import Sex

__all__ = [
    "MONTHS",
    "WEEKDAYS",
    "address_form",
    "clock_time",
    "count",
    "date_in_words",
    "day_in_words",
    "join",
    "join_or",
    "long_date",
    "month_name",
    "number_to_words",
    "plain_date",
    "roman",
    "short_date",
    "spouse_word",
    "times",
    "weekday",
    "zone_name",
]

_UNITS = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
_LARGEST = 999_999_999
_SCALES = ((1_000_000, "juta", "satu juta"), (1_000, "ribu", "seribu"), (100, "ratus", "seratus"))
_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_LARGEST_ROMAN = 3999
_ZONES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
    "WIB": "WIB",
    "WITA": "WITA",
    "WIT": "WIT",
}


def number_to_words(number: int) -> str:
    """Return `number` (0 to 999,999,999) in words: 1945 is "seribu sembilan ratus empat puluh lima"."""
    if not 0 <= number <= _LARGEST:
        raise ValueError("words are known for 0 to 999,999,999")
    return _words(number)


def _words(number: int) -> str:
    if number < len(_UNITS):
        return _UNITS[number]
    if number < 20:  # noqa: PLR2004 - 12 to 19 are the "belas"
        return f"{_UNITS[number - 10]} belas"
    for scale, name, one in _SCALES:
        if number >= scale:
            head, rest = divmod(number, scale)
            return _with_rest(one if head == 1 else f"{_words(head)} {name}", rest)
    tens, rest = divmod(number, 10)
    return _with_rest(f"{_UNITS[tens]} puluh", rest)


def _with_rest(head: str, rest: int) -> str:
    return f"{head} {_words(rest)}" if rest else head


def count(number: int, unit: str = "") -> str:
    """Return "3 (tiga)", or with a unit "3 (tiga) kali"."""
    words = f"{number} ({number_to_words(number)})"
    return f"{words} {unit}" if unit else words


def times(number: int) -> str:
    """Return "1 (satu) kali"."""
    return count(number, "kali")


def day_in_words(day: date) -> str:
    """Return "tanggal dua puluh bulan November tahun dua ribu dua puluh enam"."""
    return f"tanggal {_words(day.day)} bulan {month_name(day.month)} tahun {_words(day.year)}"


def date_in_words(day: date) -> str:
    """Return "Jumat, tanggal dua puluh bulan November tahun dua ribu dua puluh enam"."""
    return f"{weekday(day)}, {day_in_words(day)}"


def roman(number: int) -> str:
    """Return `number` (1 to 3999) in Roman figures."""
    if not 1 <= number <= _LARGEST_ROMAN:
        raise ValueError("Roman figures are known for 1 to 3999")
    figures = ""
    for value, figure in _ROMAN:
        repeated, number = divmod(number, value)
        figures += figure * repeated
    return figures


def address_form(sex: Sex | str) -> str:
    """Return "Saudara" or "Saudari"; it follows from sex and never from the part somebody plays."""
    return Sex(sex).address


def spouse_word(sex: Sex | str) -> str:
    """Return what a married person of this sex is: "suami" or "istri"."""
    return Sex(sex).spouse_word


def zone_name(zone: str) -> str:
    """Return WIB, WITA or WIT for a time zone's name or abbreviation; raise KeyError for any other."""
    return _ZONES[zone]


def clock_time(moment: time, zone: str) -> str:
    """Return "pukul 10.15 WIB"."""
    return f"pukul {moment.hour:02}.{moment.minute:02} {zone_name(zone)}"


def join(items: Sequence[str]) -> str:
    """Return "a", "a dan b", or "a, b, dan c"."""
    return _joined(items, "dan")


def join_or(items: Sequence[str]) -> str:
    """Return "a", "a atau b", or "a, b, atau c"."""
    return _joined(items, "atau")


def _joined(items: Sequence[str], word: str) -> str:
    *first, last = items or ("",)
    if len(first) < 2:  # noqa: PLR2004 - two items take no comma
        return f" {word} ".join([*first, last])
    return f"{', '.join(first)}, {word} {last}"
