"""Ranks and grades as the staff rules have them."""

import pytest

from mediation.law.ranks import PPPK_GRADES, RANKS, grades, rank_name, rank_words


@pytest.mark.parametrize(
    ("grade", "name"),
    [
        ("I/a", "Juru Muda"),
        ("II/c", "Pengatur"),
        ("III/d", "Penata Tingkat I"),
        ("IV/b", "Pembina Tingkat I"),
        ("IV/e", "Pembina Utama"),
    ],
)
def test_a_grade_has_its_rank(grade: str, name: str) -> None:
    assert rank_name(grade) == name


def test_there_are_seventeen_ranks_and_seventeen_contract_grades() -> None:
    assert (len(RANKS), len(PPPK_GRADES)) == (17, 17)
    assert (PPPK_GRADES[0], PPPK_GRADES[8], PPPK_GRADES[-1]) == ("I", "IX", "XVII")


def test_each_kind_of_employee_is_offered_its_own_grades() -> None:
    assert grades("pns")[0] == "I/a"
    assert grades("pppk") == PPPK_GRADES


def test_a_contract_grade_has_no_rank_name() -> None:
    assert (rank_name("IX"), rank_words("IX"), rank_words("III/d")) == (
        "",
        "Golongan IX",
        "Penata Tingkat I (III/d)",
    )
