"""Who decides: the narrowest entry that matches; an ambiguity is said and never guessed."""

from datetime import date
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.agency.delegation import decider, grade_span, refuse_entry
from mediation.agency.model import Entry, PositionKind
from mediation.errors import Refusal
from mediation.law.identity import Employment
from mediation.law.ranks import PPPK_GRADES, RANKS

PNS, PPPK = (Employment.PNS,), (Employment.PPPK,)
SCHOOL, OFFICE, OTHER = UUID(int=1), UUID(int=2), UUID(int=3)
CHAIN = (SCHOOL, OFFICE)
ON = date(2026, 11, 20)

ALL = Entry("D01", "Semua")
FOURTH = Entry("D02", "Golongan IV", employments=PNS, grade_from="IV/a")
UP_TO_THIRD = Entry("D03", "Golongan I sampai III", employments=PNS, grade_to="III/d")
CONTRACTS = Entry("D04", "PPPK", employments=PPPK)
TEACHERS = Entry("D05", "Dinas Pendidikan", unit=OFFICE)
ONE_SCHOOL = Entry("D06", "Sekolah", unit=SCHOOL)
LEADERS = Entry("D07", "Pimpinan tinggi", positions=(PositionKind.LEADER,))
STAND_IN = Entry("D08", "Plh.", since=date(2026, 11, 1), until=date(2026, 11, 30))
NEXT_YEAR = Entry("D09", "Mulai 2027", since=date(2027, 1, 1))
LAST_YEAR = Entry("D10", "Sampai 2025", until=date(2025, 12, 31))
EXAMPLE = Entry("D11", "Contoh", example=True)
RETIRED = Entry("D12", "Lama", retired="Berubah.", unit=SCHOOL)

# entries, employment, grade, position, who decides
DECIDED = [
    ([ALL], "pns", "III/c", "", "D01"),
    ([ALL, FOURTH], "pns", "IV/a", "", "D02"),
    ([ALL, FOURTH], "pns", "III/d", "", "D01"),
    ([FOURTH, UP_TO_THIRD], "pns", "III/d", "", "D03"),
    ([FOURTH, UP_TO_THIRD], "pns", "IV/e", "", "D02"),
    ([FOURTH, UP_TO_THIRD, CONTRACTS], "pppk", "IX", "", "D04"),
    ([ALL, TEACHERS], "pns", "III/c", "", "D05"),
    ([ALL, TEACHERS, ONE_SCHOOL], "pns", "III/c", "", "D06"),
    ([ONE_SCHOOL, TEACHERS, ALL], "pns", "III/c", "", "D06"),
    ([ALL, LEADERS], "pns", "IV/d", "leader", "D07"),
    ([ALL, LEADERS], "pns", "III/c", "functional", "D01"),
    ([ALL, STAND_IN], "pns", "III/c", "", "D08"),
    ([ALL, NEXT_YEAR, LAST_YEAR], "pns", "III/c", "", "D01"),
    ([ALL, RETIRED], "pns", "III/c", "", "D01"),
    ([ALL, EXAMPLE], "pns", "III/c", "", "D01"),
    ([ALL, CONTRACTS], "pppk", "", "", "D04"),
]

# entries, employment, grade, position, what is said
REFUSED = [
    ([], "pns", "III/c", "", "Belum ada pejabat"),
    ([CONTRACTS], "pns", "III/c", "", "Belum ada pejabat"),
    ([Entry("D13", "Lain", unit=OTHER)], "pns", "III/c", "", "Belum ada pejabat"),
    ([NEXT_YEAR, LAST_YEAR], "pns", "III/c", "", "Belum ada pejabat"),
    ([EXAMPLE], "pns", "III/c", "", "masih berupa contoh"),
    ([EXAMPLE, FOURTH], "pns", "III/c", "", "masih berupa contoh"),
    ([ALL, Entry("D14", "Sama")], "pns", "III/c", "", "D01 Semua, D14 Sama"),
    ([ALL, FOURTH, TEACHERS], "pns", "IV/a", "", "D02 Golongan IV, D05 Dinas Pendidikan"),
    ([ALL, STAND_IN, ONE_SCHOOL], "pns", "IV/a", "", "D08 Plh., D06 Sekolah"),
    ([ALL, FOURTH], "pns", "", "", "Golongan pegawai ini belum tercatat"),
    ([ALL, LEADERS], "pns", "IV/d", "", "Jenis jabatan pegawai ini belum dipilih"),
]


@pytest.mark.parametrize(("entries", "employment", "grade", "position", "code"), DECIDED)
def test_the_narrowest_entry_decides(
    entries: list[Entry], employment: str, grade: str, position: str, code: str,
) -> None:
    found = decider(entries, employment, grade, position, CHAIN, ON)

    assert isinstance(found, Entry), found
    assert found.code == code


@pytest.mark.parametrize(("entries", "employment", "grade", "position", "said"), REFUSED)
def test_nobody_is_guessed(entries: list[Entry], employment: str, grade: str, position: str, said: str) -> None:
    found = decider(entries, employment, grade, position, CHAIN, ON)

    assert isinstance(found, Refusal), found
    assert all(part in found.reason % found.values for part in said.split(", "))
    assert found.remedy


# from, to, lowest, highest, how many
SPANS = [
    ("", "", "I/a", "IV/e", 17), ("III/a", "", "III/a", "IV/e", 9), ("", "II/d", "I/a", "II/d", 8),
    ("IV/a", "IV/a", "IV/a", "IV/a", 1),
]


@pytest.mark.parametrize(("first", "last", "lowest", "highest", "count"), SPANS)
def test_grades_are_ordered_from_the_lowest_rank(first: str, last: str, lowest: str, highest: str, count: int) -> None:
    span = grade_span(Entry("D1", "x", employments=PNS, grade_from=first, grade_to=last))

    assert span is not None
    assert (span[0], span[-1], len(span)) == (lowest, highest, count)


def test_contract_grades_are_ordered_as_numbers_and_not_as_letters() -> None:
    span = grade_span(Entry("D1", "x", employments=PPPK, grade_from="IV", grade_to="X"))

    assert span == ("IV", "V", "VI", "VII", "VIII", "IX", "X")


# what the head fills in, why not
IMPOSSIBLE = [
    Entry("D1", "from high to low", employments=PNS, grade_from="IV/a", grade_to="III/a"),
    Entry("D1", "grades of two kinds", employments=(*PNS, *PPPK), grade_from="III/a"),
    Entry("D1", "grades of any kind", grade_from="III/a"),
    Entry("D1", "a contract grade of a permanent employee", employments=PNS, grade_from="IX"),
    Entry("D1", "ends before it begins", since=date(2026, 2, 1), until=date(2026, 1, 31)),
]


@pytest.mark.parametrize("entry", IMPOSSIBLE, ids=lambda entry: entry.label)
def test_an_entry_that_can_mean_nobody_is_refused(entry: Entry) -> None:
    assert isinstance(refuse_entry(entry), Refusal)


@pytest.mark.parametrize("entry", [ALL, FOURTH, UP_TO_THIRD, CONTRACTS, STAND_IN, TEACHERS], ids=lambda one: one.label)
def test_an_entry_that_means_somebody_stands(entry: Entry) -> None:
    assert refuse_entry(entry) is None


_GRADES = [rank.grade for rank in RANKS]
_ENTRIES = st.builds(
    Entry, st.uuids().map(str), st.just("x"),
    employments=st.sampled_from([(), PNS, PPPK]), positions=st.sampled_from([(), (PositionKind.LEADER,)]),
    unit=st.sampled_from([None, SCHOOL, OFFICE, OTHER]),
    since=st.sampled_from([None, date(2026, 1, 1), date(2027, 1, 1)]),
    until=st.sampled_from([None, date(2026, 12, 31), date(2026, 6, 30)]),
)


@given(st.lists(_ENTRIES, max_size=6), st.sampled_from([("pns", "III/c"), ("pppk", PPPK_GRADES[8])]), st.randoms())
def test_the_order_of_the_entries_decides_nothing(
    entries: list[Entry], person: tuple[str, str], shuffler: Random,
) -> None:
    found = decider(entries, *person, "leader", CHAIN, ON)
    shuffler.shuffle(entries)
    again = decider(entries, *person, "leader", CHAIN, ON)

    assert isinstance(found, Entry) is isinstance(again, Entry)
    assert not isinstance(found, Entry) or found == again


@given(st.lists(_ENTRIES, max_size=6))
def test_whoever_decides_covers_the_employee(entries: list[Entry]) -> None:
    found = decider(entries, "pns", _GRADES[10], "leader", CHAIN, ON)

    if isinstance(found, Entry):
        assert not found.employments or "pns" in found.employments
        assert found.unit in {None, *CHAIN}
        assert (found.since or ON) <= ON <= (found.until or ON)
