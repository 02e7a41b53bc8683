"""A year is counted once, adds up in every table, and is shown and taken away without telling what is hidden."""

import csv
import io
import random
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediation.bureau.figures import drafting, figures, merging, showing
from mediation.bureau.figures.export import safe, to_csv
from mediation.bureau.figures.figures import Case, count, percentile
from mediation.bureau.figures.labels import UNIT
from mediation.bureau.figures.merging import MERGED, merge, period
from mediation.bureau.figures.publishing import Published, Row, Table, publish
from tests.yearbook import case_of, year_of

YEAR = 2025


def one(**course: object) -> Case:
    """Return a case of the year with `course` over the usual one."""
    usual = case_of(random.Random(5), YEAR)
    return replace(usual, course={**usual.course, "received_on": "2025-03-01", **course})


def with_result(case: Case, **result: object) -> Case:
    return replace(case, result={**(case.result or {}), **result})


# --- counting


@settings(max_examples=60)
@given(size=st.integers(0, 300), seed=st.integers(0, 10**6), unsubmitted=st.sampled_from([0, 0.05, 0.5, 1]))
def test_every_table_adds_up_to_the_requests(size: int, seed: int, unsubmitted: float) -> None:
    year = count(YEAR, year_of(size, seed=seed, unsubmitted=unsubmitted))

    assert year.total == size
    assert {sum(table.values()) for table in year.tables.values()} == {size}
    assert {sum(clock.values()) for clock in year.clocks.values()} == {size}


@settings(max_examples=60)
@given(size=st.integers(0, 300), seed=st.integers(0, 10**6))
def test_every_table_has_the_same_outcomes(size: int, seed: int) -> None:
    year = count(YEAR, year_of(size, seed=seed))
    outcomes = [
        {outcome: sum(number for (_row, found), number in table.items() if found == outcome)
         for outcome in figures.OUTCOMES} for table in year.tables.values()
    ]

    assert all(found == year.outcomes() for found in outcomes)
    assert year.clocks[figures.DECIDED][figures.OPEN] == year.outcomes()[figures.OPEN]


@settings(max_examples=60)
@given(size=st.integers(5, 600), seed=st.integers(0, 10**6))
def test_what_is_published_adds_up_wherever_it_can_be_seen(size: int, seed: int) -> None:
    published = publish(count(YEAR, year_of(size, seed=seed)))

    for table in published.tables:
        for column in table.columns:
            cells = [row.cells.get(column, 0) for row in table.rows]
            known = [cell for cell in cells if cell is not None]
            if len(known) == len(cells) and table.total[column] is not None:
                assert sum(known) == table.total[column], (table.name, column)


def test_only_requests_received_in_the_year_count() -> None:
    cases = [one(received_on=day) for day in ("2024-12-31", "2025-01-01", "2025-12-31", "2026-01-01")]

    assert count(YEAR, cases).total == 2


def test_several_grounds_are_one_request_in_a_row_of_its_own() -> None:
    case = with_result(one(), grounds=["G1_ZINA", "G6_CEKCOK"], causes=[])

    year = count(YEAR, [case])

    assert year.rows(figures.GROUND) == {figures.SEVERAL: 1}
    assert year.rows(figures.CAUSE) == {figures.NONE: 1}


def test_a_request_that_was_not_handed_in_is_unknown_and_open() -> None:
    year = count(YEAR, [replace(one(), result=None)])

    assert year.rows(figures.SEX) == {figures.UNKNOWN: 1}
    assert year.rows(figures.BRANCH).keys() == {one().branch}
    assert year.outcomes()[figures.OPEN] == 1


@pytest.mark.parametrize(("outcome", "standing", "row"), [
    ("permit", "sued", "suing"), ("certificate", "suing", "sued"),
    ("refusal", "sued", "sued"), (None, "suing", "suing"),
])
def test_a_permit_is_of_who_sues_and_a_certificate_of_who_is_sued(
    outcome: str | None, standing: str, row: str,
) -> None:
    case = with_result(one(), outcome=outcome, standing=standing)

    assert count(YEAR, [case]).rows(figures.STANDING) == {row: 1}


@pytest.mark.parametrize(("met", "clock"), [
    ("2025-06-01", figures.IN_TIME), ("2025-06-02", figures.LATE), (None, figures.NOT_YET),
])
def test_a_clock_is_met_on_its_last_day(met: str | None, clock: str) -> None:
    assert count(YEAR, [one(met_on=met, due_on="2025-06-01")]).clocks[figures.FORWARDED] == {clock: 1}


def test_a_case_is_apart_when_one_session_was() -> None:
    together: dict[str, object] = {"mode": "together", "present": [], "outcome": "continue"}
    apart = together | {"mode": "apart"}
    cases = [with_result(one(), sessions=sessions) for sessions in ([together], [together, apart], [])]

    assert count(YEAR, cases).rows(figures.MODE) == {"together": 1, "apart": 1, "none": 1}


def test_stays_are_days_in_a_stage_and_coming_back_adds_to_them() -> None:
    days = {"received": "2025-03-01", "examining": "2025-03-03", "submitted": "2025-03-13"}
    again = [{"stage": "examining", "on": "2025-03-20"}, {"stage": "closed", "on": "2025-03-25"}]
    history = [{"stage": stage, "on": on} for stage, on in days.items()] + again

    year = count(YEAR, [one(history=history)])

    assert {name: year.days[name] for name in ("received", "examining", "submitted")} == {
        "received": (2,), "examining": (15,), "submitted": (7,),
    }


@pytest.mark.parametrize(("share", "days"), [(50, 5), (90, 9), (100, 10), (1, 1)])
def test_a_percentile_is_a_stay_that_happened(share: int, days: int) -> None:
    assert percentile(tuple(range(1, 11)), share) == days


def test_ten_thousand_cases_are_counted_and_published_well_under_the_second() -> None:
    cases = year_of(10_000)
    best = min(_seconds(cases) for _ in range(3))

    assert best < 0.6, "measured 0.17 s where this was written"


def _seconds(cases: list[Case]) -> float:
    start = time.process_time()  # the machine may be busy with other tests
    publish(count(YEAR, cases))
    return time.process_time() - start


# --- what is merged


def test_rows_under_five_stand_together_with_the_smallest_others_until_they_hold_ten() -> None:
    assert merge({"a": 40, "b": 12, "c": 9, "d": 1}, "abcde") == {"a": "a", "b": "b", "c": MERGED, "d": MERGED}


def test_others_that_are_full_take_one_more_row_in() -> None:
    assert merge({"a": 40, "b": 12, "c": 4, "d": 4, "e": 4}, "abcde")["b"] == MERGED


def test_rows_that_are_all_large_stay_by_themselves() -> None:
    assert merge({"a": 40, "b": 5}, "abc") == {"a": "a", "b": "b"}


@pytest.mark.parametrize(("month", "total", "row"), [("01", 239, "q1"), ("12", 100, "q4"), ("06", 240, "06")])
def test_months_are_told_apart_in_a_large_year_alone(month: str, total: int, row: str) -> None:
    assert period(month, total) == row


@pytest.mark.parametrize("place", range(len(merging.DETAILS)))
def test_each_set_of_columns_holds_every_outcome_once(place: int) -> None:
    found = [one for group in merging.DETAILS[place].columns for one in group]

    assert sorted(found) == sorted(figures.OUTCOMES) or not found


# --- what is shown


def hidden_late(met: int | None, late: int | None, others: int | None) -> Table:
    cells = {figures.IN_TIME: met, figures.LATE: late, figures.NOT_YET: others}
    rows = tuple(Row(code, {"requests": cell}) for code, cell in cells.items())
    return Table(figures.FORWARDED, ("requests",), rows, {"requests": 100})


@pytest.mark.parametrize(("met", "late", "others", "share"), [
    (80, 10, 10, (89, False)), (90, None, 8, (97, True)), (88, None, None, (88, True)), (None, 50, None, None),
])
def test_the_share_in_time_comes_from_what_is_seen(
    met: int | None, late: int | None, others: int | None, share: tuple[int, bool] | None,
) -> None:
    shown = showing.shown(Published(YEAR, 100, (hidden_late(met, late, others),), ()))[0]

    assert (shown.percent, "paling sedikit" in shown.share) == (share or (0, False))


def test_a_rate_of_a_hidden_number_is_hidden() -> None:
    rows = (
        Row("together", {"calls": 40, "came": None, "absent": None}),
        Row("apart", {"calls": 20, "came": 10, "absent": 10}),
    )
    table = Table(figures.CALLS, ("calls", "came", "absent"), rows, {"calls": 60, "came": None, "absent": None})

    shown = showing.shown(Published(YEAR, 60, (table,), ()))[0]

    assert [values[-1] for _label, values in shown.rows] == [None, "50 %", None]


@pytest.mark.parametrize(("submitted", "median", "ninth"), [(4, False, False), (5, True, False), (10, True, True)])
def test_days_of_few_files_are_hidden(submitted: int, *, median: bool, ninth: bool) -> None:
    cases = year_of(submitted, unsubmitted=0) + year_of(20, unsubmitted=1)

    stays = {stay.stage: stay for stay in publish(count(YEAR, cases)).stays}

    assert (stays["superior"].median is not None, stays["superior"].ninth is not None) == (median, ninth)


@settings(max_examples=30)
@given(size=st.integers(5, 3000), seed=st.integers(0, 10**6))
def test_every_row_and_column_has_a_name(size: int, seed: int) -> None:
    for table in showing.shown(publish(count(YEAR, year_of(size, seed=seed)))):
        for label, values in table.rows:
            assert label
            assert len(values) == len(table.head)


def test_the_head_sees_every_number_and_none_is_hidden() -> None:
    year = count(YEAR, year_of(60))

    shown = {table.name: table for table in showing.whole(year)}

    others = {drafting.OUTCOME, figures.CALLS, figures.FORWARDED, figures.DECIDED, "stays"}
    assert set(shown) == {*others, *figures.DIMENSIONS}
    assert None not in [value for table in shown.values() for _label, values in table.rows for value in values]


def test_the_head_sees_a_year_without_a_request() -> None:
    assert showing.whole(count(YEAR, []))[0].rows[-1] == ("Jumlah", (0,))


# --- what is taken away


@pytest.mark.parametrize(
    "first", ["=", "+", "-", "@", "|", "%", "\t", "\r", "\n", "\ufeff", "\0", "\0=", " =", "\ufeff=", "'"],
)
def test_a_name_that_begins_like_a_formula_stays_text(first: str) -> None:
    found = safe(f"{first}1+1")

    assert found.startswith("'")
    assert not set(found) & set("\t\r\n\0")


def test_a_usual_name_is_left_as_it_is() -> None:
    assert safe("Dinas Pendidikan") == "Dinas Pendidikan"


def test_a_unit_called_like_a_formula_is_harmless_in_the_csv() -> None:
    cases = [replace(case, branch=f'{UNIT}=HYPERLINK("x")') for case in year_of(40)]

    text = to_csv(publish(count(YEAR, cases))).decode("utf-8-sig")

    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert any("HYPERLINK" in cell for row in rows for cell in row)
    assert [cell for row in rows for cell in row if cell[:1] in set("=+-@|%")] == []


def test_the_csv_holds_every_number_of_the_page_and_no_other() -> None:
    published = publish(count(YEAR, year_of(120)))

    rows = list(csv.reader(io.StringIO(to_csv(published).decode("utf-8-sig")), delimiter=";"))

    assert {len(row) for row in rows} == {4}
    assert sum(row[3] == "disembunyikan" for row in rows) == sum(
        value is None for table in showing.shown(published) for _label, values in table.rows for value in values
    )
