"""What is told of clocks and days: months, offsets and weeks, never a date."""

from datetime import date, timedelta
from typing import Any

import pytest

from mediation.cases.words import Stage
from mediation.inspection.summaries import redaction, wording
from mediation.inspection.summaries.model import FIELDS, Filter, Kind, Lateness
from mediation.law.deadlines import add_months

DAY = date(2026, 1, 15)
DUE = add_months(DAY, 3)


def facts(today: date = date(2026, 3, 1), stage: Stage = Stage.EXAMINING, **course: Any) -> redaction.Facts:
    usual = {
        "track": "permit", "received_on": DAY.isoformat(), "due_on": DUE.isoformat(), "met_on": None,
        "submitted_on": None, "decision_due_on": None, "decided_on": None,
    }
    return redaction.facts({**usual, **course}, None, stage=stage, trail=3, today=today)


def handed_in(met: date, decided: date | None = None, **more: Any) -> dict[str, Any]:
    return {
        "met_on": met.isoformat(), "submitted_on": met.isoformat(),
        "decision_due_on": add_months(met, 3).isoformat(), "decided_on": decided.isoformat() if decided else None,
        **more,
    }


@pytest.mark.parametrize(("days", "state", "told"), [
    (0, "met", 0), (-1, "met", 1), (-40, "met", 40), (1, "missed", -1), (30, "missed", -30),
])
def test_a_clock_that_ended_is_told_by_the_day(days: int, state: str, told: int) -> None:
    found = facts(date(2026, 12, 1), Stage.SUBMITTED, **handed_in(DUE + timedelta(days=days)))

    assert (found["superior_clock"], found["superior_days"]) == (state, told)
    assert found["submitted_day"] == (DUE - DAY).days + days


@pytest.mark.parametrize(("days", "state", "told"), [
    (20, "running", 14), (6, "running", 0), (0, "running", 0), (-1, "overdue", 0), (-8, "overdue", -7),
])
def test_a_clock_that_runs_is_told_in_whole_weeks(days: int, state: str, told: int) -> None:
    found = facts(DUE - timedelta(days=days))

    assert (found["superior_clock"], found["superior_days"]) == (state, told)


def test_before_handing_in_a_clock_that_was_met_stands_as_running_and_never_as_late() -> None:
    found = facts(DUE + timedelta(days=20), Stage.CONCLUDING, met_on=DUE.isoformat())

    assert (found["superior_clock"], found["superior_days"], found["met_day"]) == ("running", 0, None)


def test_a_return_has_a_clock_of_its_own_until_the_file_is_closed() -> None:
    returned = handed_in(DAY, returned_on="2026-02-01", return_due_on="2026-02-20")

    open_, closed = facts(date(2026, 3, 10), Stage.EXAMINING, **returned), facts(stage=Stage.CLOSED, **returned)

    assert (open_["return_clock"], open_["return_days"], open_["returned_day"]) == ("overdue", -14, 17)
    assert closed["return_clock"] == "untimed"


def test_the_age_of_a_file_is_in_whole_weeks_and_ends_with_it() -> None:
    assert facts(DAY + timedelta(days=13))["age_weeks"] == 1
    assert facts(stage=Stage.CLOSED)["age_weeks"] is None


@pytest.mark.parametrize(("course", "stage", "today", "expected"), [
    ({}, Stage.EXAMINING, DUE, Lateness.RUNNING),
    ({}, Stage.EXAMINING, DUE + timedelta(days=1), Lateness.LATE),
    (handed_in(DUE, DUE), Stage.CLOSED, DUE, Lateness.ON_TIME),
    (handed_in(DUE + timedelta(days=1), DUE + timedelta(days=2)), Stage.CLOSED, DUE, Lateness.LATE),
    (handed_in(DAY, add_months(DAY, 4)), Stage.CLOSED, DUE, Lateness.LATE),
])
def test_a_case_is_late_when_any_of_its_clocks_is_or_was(
    course: dict[str, Any], stage: Stage, today: date, expected: Lateness,
) -> None:
    found = facts(today, stage, **course)

    assert redaction.lateness(found) is expected
    assert redaction.fits(found, Filter(lateness=expected))
    assert [each for each in Lateness if redaction.fits(found, Filter(lateness=each))] == sorted(
        {Lateness.ALL, expected}, key=list(Lateness).index,
    )


@pytest.mark.parametrize(("first", "last", "fits"), [
    ("", "", True), ("2026-01", "2026-01", True), ("2026-02", "", False), ("", "2025-12", False),
    ("2025-12", "2026-02", True),
])
def test_months_of_receipt_are_bounds_that_are_themselves_inside(first: str, last: str, fits: bool) -> None:
    assert redaction.fits(facts(), Filter(first=first, last=last)) is fits


def test_an_older_course_without_the_newer_keys_is_told_as_far_as_it_goes() -> None:
    course = {"track": "permit", "received_on": DAY.isoformat(), "due_on": DUE.isoformat()}

    found = redaction.facts(course, None, stage=Stage.RECEIVED, trail=1, today=DAY)

    assert {field.code for field in FIELDS} == {"pseudonym", "unit", *found}
    assert (found["official_clock"], found["history"], found["papers"]) == ("not_begun", [], 0)


def test_every_field_has_words_whatever_it_holds() -> None:
    result = {
        "sex": "female", "employment": "pns", "grounds": ["G6_CEKCOK", "G9_BARU"], "causes": ["C01"],
        "standing": "suing", "screened": True, "household": "worth_preserving", "common_sense": None,
        "sessions": [{"mode": "apart", "present": ["applicant"], "outcome": "continue"}],
        "attendance": [{"party": "spouse", "round": 2, "attendance": None}], "outcome": "permit",
    }
    course = {
        "track": "permit", "received_on": DAY.isoformat(), "due_on": DUE.isoformat(),
        "history": [{"stage": "received", "on": DAY.isoformat()}],
    }
    found = redaction.facts(course, result, stage=Stage.CLOSED, trail=1, today=DUE)

    said = {field.code: wording.written(field, found.get(field.code)) for field in FIELDS}

    assert said["grounds"].endswith(", G9_BARU")
    assert said["history"] == "Diterima (Atasan langsung): hari ke-0"
    assert said["session_list"] == "Terpisah, hadir: Pemohon; Mediasi dilanjutkan"
    assert said["attendance"] == "Pasangan, panggilan ke-2: Belum dijawab"
    assert (said["received_month"], said["screened"], said["common_sense"]) == ("Januari 2026", "Ya", "–")
    assert all(said[field.code] for field in FIELDS if field.kind is not Kind.TEXT)
