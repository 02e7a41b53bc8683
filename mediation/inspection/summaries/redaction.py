"""From a case's summary to what an auditor may see of it: no date, no number, no name. Pure.

The month of receipt stands for its day, and every later day is told as days since receipt. Of a clock that still runs
whole weeks alone are told: days left would give the day of receipt back.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from mediation.cases.words import Stage
from mediation.inspection.summaries.model import FIELDS, Clock, Filter, Group, Lateness

_AT_BUREAU = frozenset({Stage.SUBMITTED, Stage.IN_REVIEW, Stage.CLOSED})
_COUNTS = ("summonses", "records", "sessions", "talks", "returns", "evidence", "papers", "documents")
_RESULT = tuple(field.code for field in FIELDS if field.group is Group.RESULT)
_AS_IS = ("sex", "employment", "standing", "grounds", "causes", "screened", "household", "common_sense", "outcome")
_WEEK = 7

Facts = dict[str, Any]


def facts(
    course: Mapping[str, Any], result: Mapping[str, Any] | None, *, stage: Stage, trail: int, today: date,
) -> Facts:
    """Return what is told of a case whose summary opened. `result` None: not handed in yet, nothing is told of it."""
    received = date.fromisoformat(course["received_on"])
    closed = stage is Stage.CLOSED
    return {
        "received_month": course["received_on"][:7],
        "track": course["track"],
        "stage": stage.value,
        "level": level(stage),
        "age_weeks": None if closed else max(0, (today - received).days) // _WEEK,
        "history": [
            {"stage": each["stage"], "level": level(Stage(each["stage"])), "day": _since(received, each["on"])}
            for each in course.get("history", ())
        ],
        **_clocks(course, today, closed=closed),
        "met_day": _since(received, _met(course, closed=closed)),
        "submitted_day": _since(received, course.get("submitted_on")),
        "returned_day": _since(received, course.get("returned_on")),
        "decided_day": _since(received, course.get("decided_on")),
        **{code: course.get(code, 0) for code in _COUNTS},
        "trail_entries": trail,
        **_result(result),
    }


def damaged(stage: Stage, trail: int) -> Facts:
    """Return what is told of a case whose summary does not open: what stands in clear."""
    told = {"stage": stage.value, "level": level(stage), "trail_entries": trail}
    return {field.code: told.get(field.code) for field in FIELDS if field.code not in {"pseudonym", "unit"}}


def level(stage: Stage) -> str:
    """Return with whom a file in `stage` lies: a second reviewer is not told apart."""
    return "bureau" if stage in _AT_BUREAU else "supervisor"


def fits(found: Mapping[str, Any], wanted: Filter) -> bool:
    """Tell whether a case is wanted by its sealed facts: month of receipt and clocks."""
    month = found["received_month"]
    if month is None:
        # A damaged summary says neither: it is missed by no filter of its unit.
        return True
    if (wanted.first and month < wanted.first) or (wanted.last and month > wanted.last):
        return False
    return wanted.lateness is Lateness.ALL or lateness(found) is wanted.lateness


def lateness(found: Mapping[str, Any]) -> Lateness:
    """Return how the case stands as a whole: late when any of its clocks is or was."""
    states = {found["superior_clock"], found["official_clock"], found["return_clock"]}
    if states & {Clock.MISSED.value, Clock.OVERDUE.value}:
        return Lateness.LATE
    return Lateness.ON_TIME if found["stage"] == Stage.CLOSED.value else Lateness.RUNNING


def _clocks(course: Mapping[str, Any], today: date, *, closed: bool) -> Facts:
    given = {
        "superior": (course["due_on"], _met(course, closed=closed)),
        "official": (course.get("decision_due_on"), course.get("decided_on")),
        "return": (course.get("return_due_on"), None),
    }
    told: Facts = {}
    if _quietly_met(course, closed=closed):
        today = min(today, date.fromisoformat(course["due_on"]))
    for name, (due, met) in given.items():
        state, days = _clock(due, met, today, closed=closed)
        told[f"{name}_clock"], told[f"{name}_days"] = state.value, days
    return told


def _met(course: Mapping[str, Any], *, closed: bool) -> str | None:
    """Return when the superior's clock was met, once the file was handed in or ended.

    Before, a clock that is met without an issued report would say that a second reviewer is waited for: violence.
    """
    told: str | None = course.get("met_on")
    return told if closed or course.get("submitted_on") else None


def _quietly_met(course: Mapping[str, Any], *, closed: bool) -> bool:
    """Tell whether the superior's clock was met in time and stands as running all the same: it never turns overdue."""
    met = course.get("met_on")
    return met is not None and met <= course["due_on"] and _met(course, closed=closed) is None


def _clock(due: str | None, met: str | None, today: date, *, closed: bool) -> tuple[Clock, int | None]:
    """Return how a clock stands and by how many days; of a running one whole weeks as days."""
    if due is None:
        return Clock.NOT_BEGUN, None
    if met is not None:
        left = (date.fromisoformat(due) - date.fromisoformat(met)).days
        return (Clock.MET if left >= 0 else Clock.MISSED), left
    if closed:
        return Clock.UNTIMED, None
    left = (date.fromisoformat(due) - today).days
    return (Clock.RUNNING if left >= 0 else Clock.OVERDUE), _whole_weeks(left)


def _whole_weeks(days: int) -> int:
    weeks = abs(days) // _WEEK * _WEEK
    return weeks if days >= 0 else -weeks


def _since(received: date, day: str | None) -> int | None:
    return (date.fromisoformat(day) - received).days if day else None


def _result(result: Mapping[str, Any] | None) -> Facts:
    if result is None:
        return dict.fromkeys(_RESULT)
    return {
        **{code: result.get(code) for code in _AS_IS},
        "attendance": [
            {key: each.get(key) for key in ("party", "round", "attendance")} for each in result.get("attendance", ())
        ],
        "session_list": [
            {key: each.get(key) for key in ("mode", "present", "outcome")} for each in result.get("sessions", ())
        ],
    }
