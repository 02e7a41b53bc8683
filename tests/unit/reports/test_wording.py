"""Words as official letters write them."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.reports import wording

NUMBERS = [
    (0, "nol"),
    (1, "satu"),
    (10, "sepuluh"),
    (11, "sebelas"),
    (12, "dua belas"),
    (19, "sembilan belas"),
    (20, "dua puluh"),
    (21, "dua puluh satu"),
    (99, "sembilan puluh sembilan"),
    (100, "seratus"),
    (101, "seratus satu"),
    (111, "seratus sebelas"),
    (200, "dua ratus"),
    (999, "sembilan ratus sembilan puluh sembilan"),
    (1000, "seribu"),
    (1001, "seribu satu"),
    (1100, "seribu seratus"),
    (1983, "seribu sembilan ratus delapan puluh tiga"),
    (2000, "dua ribu"),
    (2026, "dua ribu dua puluh enam"),
    (10_000, "sepuluh ribu"),
    (11_000, "sebelas ribu"),
    (21_000, "dua puluh satu ribu"),
    (100_000, "seratus ribu"),
    (101_000, "seratus satu ribu"),
    (1_000_000, "satu juta"),
    (1_001_000, "satu juta seribu"),
    (2_500_000, "dua juta lima ratus ribu"),
    (
        999_999_999,
        (
            "sembilan ratus sembilan puluh sembilan juta sembilan ratus sembilan puluh sembilan ribu "
            "sembilan ratus sembilan puluh sembilan"
        ),
    ),
]
DATES = [
    (date(2026, 11, 20), "Jumat, tanggal dua puluh bulan November tahun dua ribu dua puluh enam"),
    (date(2026, 11, 18), "Rabu, tanggal delapan belas bulan November tahun dua ribu dua puluh enam"),
    (date(2027, 2, 1), "Senin, tanggal satu bulan Februari tahun dua ribu dua puluh tujuh"),
    (date(1999, 12, 11), "Sabtu, tanggal sebelas bulan Desember tahun seribu sembilan ratus sembilan puluh sembilan"),
]
ROMANS = [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (99, "XCIX"), (2026, "MMXXVI"), (3999, "MMMCMXCIX")]
LISTS = [
    ([], "", ""),
    (["a"], "a", "a"),
    (["a", "b"], "a dan b", "a atau b"),
    (["a", "b", "c"], "a, b, dan c", "a, b, atau c"),
]
_VALUES = {"satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9}


@pytest.mark.parametrize(("number", "words"), NUMBERS)
def test_a_number_in_words(number: int, words: str) -> None:
    assert wording.number_to_words(number) == words


@pytest.mark.parametrize("number", [-1, 1_000_000_000])
def test_a_number_outside_the_bounds_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="999,999,999"):
        wording.number_to_words(number)


def _read(words: str) -> int:
    """Read number words back, independently of how they were made."""
    total = group = unit = 0
    for word in words.replace("seratus", "satu ratus").replace("seribu", "satu ribu").split():
        if word in _VALUES:
            group, unit = group + unit, _VALUES[word]
        elif word == "sepuluh":
            group += 10
        elif word == "sebelas":
            group += 11
        elif word == "belas":
            group, unit = group + 10 + unit, 0
        elif word in {"puluh", "ratus"}:
            group, unit = group + unit * {"puluh": 10, "ratus": 100}[word], 0
        elif word in {"ribu", "juta"}:
            total, group, unit = total + (group + unit) * {"ribu": 1000, "juta": 1_000_000}[word], 0, 0
    return total + group + unit


@given(st.integers(0, 999_999_999))
def test_number_words_read_back_as_the_number(number: int) -> None:
    assert _read(wording.number_to_words(number)) == number


@pytest.mark.parametrize(("day", "words"), DATES)
def test_a_record_opens_with_the_date_in_words(day: date, words: str) -> None:
    assert wording.date_in_words(day) == words


def test_dates_in_figures() -> None:
    day = date(2026, 8, 3)

    assert wording.long_date(day) == "Senin, 3 Agustus 2026"
    assert wording.plain_date(day) == "3 Agustus 2026"
    assert wording.short_date(day) == "3 Agu 2026"


@pytest.mark.parametrize(("number", "figures"), ROMANS)
def test_roman_figures(number: int, figures: str) -> None:
    assert wording.roman(number) == figures


@pytest.mark.parametrize("number", [0, 4000])
def test_there_are_no_other_roman_figures(number: int) -> None:
    with pytest.raises(ValueError, match="Roman"):
        wording.roman(number)


@pytest.mark.parametrize(("items", "with_and", "with_or"), LISTS)
def test_lists_are_joined_as_letters_do(items: list[str], with_and: str, with_or: str) -> None:
    assert (wording.join(items), wording.join_or(items)) == (with_and, with_or)


def test_amounts_are_given_in_figures_and_words() -> None:
    assert (wording.count(3), wording.count(1, "berkas"), wording.times(2)) == (
        "3 (tiga)",
        "1 (satu) berkas",
        "2 (dua) kali",
    )


@pytest.mark.parametrize(
    ("zone", "words"),
    [("Asia/Jakarta", "pukul 09.05 WIB"), ("Asia/Makassar", "pukul 09.05 WITA"), ("WIT", "pukul 09.05 WIT")],
)
def test_a_time_names_its_zone(zone: str, words: str) -> None:
    assert wording.clock_time(time(9, 5), zone) == words


@pytest.mark.parametrize(("sex", "address", "spouse"), [("male", "Saudara", "suami"), ("female", "Saudari", "istri")])
def test_forms_of_address_follow_from_sex(sex: str, address: str, spouse: str) -> None:
    assert (wording.address_form(sex), wording.spouse_word(sex)) == (address, spouse)
