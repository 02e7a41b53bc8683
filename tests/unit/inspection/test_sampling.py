"""A sample is drawn by its seed alone, in an order that anybody can make again."""

import hashlib
from uuid import UUID

import hypothesis.strategies as st
import pytest
from hypothesis import given

from mediation.inspection.sampling import model
from mediation.inspection.summaries.model import Filter, Lateness

NAMES = st.sets(st.from_regex(r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}", fullmatch=True), max_size=40)
SEEDS = st.from_regex(r"[0-9A-Za-z-]{1,40}", fullmatch=True)
UNIT = UUID(int=7)


def test_the_place_of_a_pseudonym_is_the_stated_digest() -> None:
    assert model.weight("UNDIAN", "0000-1111-2222") == hashlib.sha256(b"UNDIAN|0000-1111-2222").hexdigest()


@given(NAMES, SEEDS, st.integers(1, 50))
def test_a_sample_has_its_size_and_nothing_twice(names: set[str], seed: str, size: int) -> None:
    chosen = model.choose(seed, names, size)

    assert len(chosen) == len(set(chosen)) == min(size, len(names))
    assert set(chosen) <= names


@given(NAMES, SEEDS)
def test_the_order_in_which_cases_come_does_not_matter(names: set[str], seed: str) -> None:
    assert model.choose(seed, sorted(names), 10) == model.choose(seed, sorted(names, reverse=True), 10)


@given(NAMES, SEEDS, st.integers(1, 20))
def test_a_larger_sample_begins_with_the_smaller_one(names: set[str], seed: str, size: int) -> None:
    assert model.choose(seed, names, size + 1)[:size] == model.choose(seed, names, size)


def test_every_case_is_chosen_about_as_often_as_any_other() -> None:
    names = [f"0000-0000-{number:04}" for number in range(20)]
    drawn = [each for seed in range(2000) for each in model.choose(str(seed), names, 5)]

    assert all(420 < drawn.count(each) < 580 for each in names)


@pytest.mark.parametrize("wanted", [
    Filter(), Filter(frozenset({UNIT, UUID(int=3)}), "2026-01", "2026-03", Lateness.LATE, submitted_only=True),
])
def test_a_filter_is_kept_whole(wanted: Filter) -> None:
    assert model.from_data(model.to_data(wanted)) == wanted


def test_alike_filters_are_kept_alike() -> None:
    one, other = (Filter(frozenset(units)) for units in ([UNIT, UUID(int=3)], [UUID(int=3), UNIT]))

    assert model.to_data(one) == model.to_data(other)
