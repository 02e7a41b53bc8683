"""Count a year from the summaries of its cases. Pure. Nothing is hidden here yet: that is for `publishing`.

A year is that of the day on which the superior received the request (`received_on`). What became of a request is told
as it stands on the day of counting; what is not decided by then is "open", so that every table adds up to the requests.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any

OPEN = "open"
OUTCOMES = ("permit", "certificate", "refusal", "reconciled", "withdrawn", "lapsed", OPEN)
UNKNOWN = "unknown"  # not handed in yet, so the bureau does not know
SEVERAL = "several"  # more than one ground or cause: each request stands in one row, so that rows add up
NONE = "none"
OTHER_CAUSE = "C99"

SEX, EMPLOYMENT, STANDING = "sex", "employment", "standing"
GROUND, CAUSE, MONTH, BRANCH, MODE = "ground", "cause", "month", "branch", "mode"
FORWARDED, DECIDED, CALLS = "forwarded", "decided", "calls"
DIMENSIONS = (SEX, EMPLOYMENT, STANDING, GROUND, CAUSE, MONTH, BRANCH, MODE)

IN_TIME, LATE, NOT_YET, UNTIMED = "in_time", "late", "not_yet", "untimed"
CAME, ABSENT = "came", "absent"
TOGETHER, APART = "together", "apart"
SPANS = ("superior", "bureau", "whole")
STAGES = ("received", "summoning", "examining", "mediating", "concluding", "submitted", "in review")

Crosstab = Counter[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of a case: the branch of its unit, and its summary (`cases.summary`)."""

    branch: str
    course: Mapping[str, Any]
    result: Mapping[str, Any] | None


@dataclass(frozen=True)
class Year:
    """A year as counted. `tables` holds for each dimension how many requests stand in (row, outcome).

    `clocks` holds for each clock how many were in time, late or neither; `calls` how many summonses were answered how,
    by the mode of the case's sessions; `days` every length of stay in days, by stage or span, shortest first.
    """

    year: int
    total: int
    tables: Mapping[str, Crosstab]
    clocks: Mapping[str, Counter[str]]
    calls: Crosstab
    days: Mapping[str, tuple[int, ...]]

    def rows(self, dimension: str) -> dict[str, int]:
        """Return the requests in each row of a dimension."""
        sums: Counter[str] = Counter()
        for (row, _outcome), number in self.tables[dimension].items():
            sums[row] += number
        return dict(sums)

    def outcomes(self) -> dict[str, int]:
        """Return the requests by outcome."""
        sums: Counter[str] = Counter(dict.fromkeys(OUTCOMES, 0))
        for (_row, outcome), number in self.tables[SEX].items():
            sums[outcome] += number
        return dict(sums)


@dataclass
class _Tally:
    total: int = 0
    facts: Counter[tuple[str, ...]] = field(default_factory=Counter)
    forwarded: Counter[str] = field(default_factory=Counter)
    decided: Counter[str] = field(default_factory=Counter)
    calls: Crosstab = field(default_factory=Counter)
    days: dict[str, list[int]] = field(default_factory=lambda: {name: [] for name in (*SPANS, *STAGES)})


def count(year: int, cases: Iterable[Case]) -> Year:
    """Return the figures of the requests that were received in `year`, each counted once in every table."""
    tally, start = _Tally(), f"{year:04}-"
    for case in cases:
        if case.course["received_on"].startswith(start):
            _add(tally, case)
    tables: dict[str, Crosstab] = {name: Counter() for name in DIMENSIONS}
    for (outcome, *rows), number in tally.facts.items():
        for name, row in zip(DIMENSIONS, rows, strict=True):
            tables[name][row, outcome] += number
    clocks = {FORWARDED: tally.forwarded, DECIDED: tally.decided}
    days = {name: tuple(sorted(found)) for name, found in tally.days.items()}
    return Year(year, tally.total, tables, clocks, tally.calls, days)


def _add(tally: _Tally, case: Case) -> None:
    course, result = case.course, case.result or {}
    outcome = result.get("outcome") or OPEN
    mode = _mode(result["sessions"]) if case.result else UNKNOWN
    tally.total += 1
    tally.facts[
        outcome, result.get("sex", UNKNOWN), result.get("employment", UNKNOWN), _standing(result, outcome),
        _one_of(result.get("grounds")), _one_of(result.get("causes")), course["received_on"][5:7], case.branch, mode,
    ] += 1
    tally.forwarded[_clock(course["met_on"], course["due_on"]) or NOT_YET] += 1
    tally.decided[OPEN if outcome == OPEN else _decision(course)] += 1
    for one in result.get("attendance", ()):
        if one["attendance"]:
            tally.calls[mode, ABSENT if one["attendance"] == ABSENT else CAME] += 1
    _add_days(tally.days, course)


def _standing(result: Mapping[str, Any], outcome: str) -> str:
    """Return whether the employee sues or is sued: a permit is for who sues, a certificate for who is sued."""
    by_paper = {"permit": "suing", "certificate": "sued"}
    return by_paper.get(outcome) or result.get("standing", UNKNOWN)


def _one_of(codes: list[str] | None) -> str:
    """Return the one row in which a case with these grounds or causes is counted."""
    if codes is None:
        return UNKNOWN
    return codes[0] if len(codes) == 1 else SEVERAL if codes else NONE


def _mode(sessions: Iterable[Mapping[str, Any]]) -> str:
    """Return how a case was mediated: apart when any session was."""
    modes = {one["mode"] for one in sessions}
    return APART if APART in modes else TOGETHER if modes else NONE


def _clock(met: str | None, due: str | None) -> str | None:
    """Return whether a clock was met in time (ISO dates compare as they are); None while it runs or without one."""
    if not met or not due:
        return None
    return IN_TIME if met <= due else LATE


def _decision(course: Mapping[str, Any]) -> str:
    return _clock(course["decided_on"], course["decision_due_on"]) or UNTIMED


def _add_days(days: dict[str, list[int]], course: Mapping[str, Any]) -> None:
    received, met = _day(course["received_on"]), _day(course["met_on"])
    submitted, decided = _day(course["submitted_on"]), _day(course["decided_on"])
    for name, start, end in (
        ("superior", received, met), ("bureau", submitted, decided), ("whole", received, decided),
    ):
        if start is not None and end is not None:
            days[name].append(max(end - start, 0))
    stays: dict[str, int] = {}
    for here, after in pairwise(course["history"]):
        stay = (_day(after["on"]) or 0) - (_day(here["on"]) or 0)
        stays[here["stage"]] = stays.get(here["stage"], 0) + max(stay, 0)
    for stage, stay in stays.items():
        if stage in days:
            days[stage].append(stay)


@lru_cache(maxsize=4096)  # a few years have few days, and each is read many times
def _day(text: str | None) -> int | None:
    return date.fromisoformat(text).toordinal() if text else None


def percentile(ordered: tuple[int, ...], share: int) -> int:
    """Return the smallest number of days within which `share` percent of `ordered` (not empty) stay: nearest rank."""
    return ordered[-(-len(ordered) * share // 100) - 1]
