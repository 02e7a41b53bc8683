"""Nobody who has all tables and a solver can tell what a hidden cell holds."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediation.bureau.figures.figures import Case, count
from mediation.bureau.figures.publishing import Published, Table, publish
from mediation.bureau.figures.suppression import LIMIT, Cell, Sum, Unprotected, hide
from tests.reader_of_figures import bounds
from tests.yearbook import case_of, year_of

SAMPLE = 120


def published(cases: list[Case]) -> Published:
    return publish(count(2025, cases))


def odd_year(size: int, seed: int) -> list[Case]:
    """Return a year that looks like no office's: few kinds of cases, each many times."""
    luck = random.Random(seed)
    kinds = [case_of(luck, 2025, handed_in=luck.random() < 0.9) for _ in range(luck.randrange(1, 12))]
    return [luck.choice(kinds) for _ in range(size)]


def hidden_share(figures: Published) -> float:
    cells = list(figures.cells())
    return sum(cell is None for cell in cells) / len(cells)


@pytest.mark.parametrize("seed", range(4))
def test_a_solver_cannot_tell_a_hidden_cell_of_a_usual_year(seed: int) -> None:
    found = bounds(published(year_of(SAMPLE, seed=seed)))

    assert found
    assert [one for one in found if one.high - one.low < LIMIT - 1] == []


@settings(max_examples=25)
@given(size=st.integers(LIMIT, 700), seed=st.integers(0, 10**6), odd=st.booleans())
def test_a_solver_cannot_tell_a_hidden_cell_of_any_year(size: int, seed: int, *, odd: bool) -> None:
    cases = odd_year(size, seed) if odd else year_of(size, seed=seed)

    found = bounds(published(cases))

    assert [one for one in found if one.high - one.low < LIMIT - 1] == []


@settings(max_examples=12)
@given(size=st.integers(LIMIT, 300), seed=st.integers(0, 10**6))
def test_a_hidden_cell_might_as_well_hold_five(size: int, seed: int) -> None:
    assert [one for one in bounds(published(year_of(size, seed=seed))) if one.high < LIMIT] == []


def test_the_solver_does_find_what_small_cells_alone_would_hide() -> None:
    whole = published(year_of(SAMPLE, seed=1))
    sex = next(table for table in whole.tables if table.name == "sex")
    rows = tuple(replace(row, cells={"requests": 40 if row.code == "female" else None}) for row in sex.rows)
    careless = Table("sex", ("requests",), rows[:2], {"requests": 43})

    found = bounds(Published(2025, 43, (careless,), ()))

    assert [(one.low, one.high) for one in found] == [(3, 3)]


@pytest.mark.parametrize("seed", range(12))
def test_no_more_than_half_of_a_usual_year_is_hidden(seed: int) -> None:
    assert hidden_share(published(year_of(SAMPLE, seed=seed))) <= 0.5


@settings(max_examples=40)
@given(size=st.integers(LIMIT, 500), seed=st.integers(0, 10**6), odd=st.booleans())
def test_no_cell_under_five_is_seen_and_half_of_any_year_is(size: int, seed: int, *, odd: bool) -> None:
    figures = published(odd_year(size, seed) if odd else year_of(size, seed=seed))

    assert [cell for cell in figures.cells() if cell is not None and cell < LIMIT] == []
    assert hidden_share(figures) <= 0.5


@pytest.mark.parametrize("size", range(LIMIT))
def test_a_year_of_fewer_than_five_tells_nothing_at_all(size: int) -> None:
    figures = published(year_of(size))

    assert (figures.total, figures.tables, figures.stays) == (None, (), ())


def test_a_small_cell_takes_three_others_with_it() -> None:
    rows = {"a": (9, 2), "b": (8, 7), "c": (30, 40)}
    cells: dict[Cell, int] = {
        ("t", row, column): value for row, values in rows.items() for column, value in zip("xy", values, strict=True)
    }
    sums = [Sum("t", tuple((("t", row, column), 1) for column in "xy")) for row in "abc"]
    sums += [Sum("t", tuple((("t", row, column), 1) for row in "abc")) for column in "xy"]

    hidden = hide(cells, sums)

    assert hidden == frozenset({("t", "a", "x"), ("t", "a", "y"), ("t", "b", "x"), ("t", "b", "y")})


def test_a_table_that_holds_nothing_to_hide_behind_is_said_to_be_unprotected() -> None:
    assert hide({("t", "a"): 3, ("t", "b"): 2}, [Sum("t", ((("t", "a"), 1), (("t", "b"), 1)))]) == Unprotected("t")
