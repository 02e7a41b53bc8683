"""How files stand in the units, rolled up the tree: a file that is late one level down is seen one level up. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any
from uuid import UUID

from mediation.accounts.model import Unit
from mediation.cases.words import Stage
from mediation.language import Labelled, mark


class Level(Labelled):
    """With whom a file lies. A second reviewer is not told apart: that there is one says what it is about."""

    SUPERVISOR = "supervisor", mark("Atasan langsung")
    BUREAU = "bureau", mark("Biro kepegawaian")


@dataclass(frozen=True)
class Held:
    """One file that lies somewhere: in which unit, with whom, since when, until when; never whose.

    `officer` is who has taken it at the bureau. `met`: the clock of that level was met and waits for the next step.
    """

    unit: UUID
    level: Level
    stage: Stage
    since: date
    due: date
    met: bool = False
    officer: UUID | None = None

    def days(self, today: date) -> int:
        """Return for how many days it has lain there."""
        return (today - self.since).days

    def late(self, today: date) -> int:
        """Return by how many days it is late; 0 while it is not."""
        return 0 if self.met else max(0, (today - self.due).days)


@dataclass(frozen=True)
class Count:
    """Files in one place: how many, how many of them late, the longest and the median stay in days."""

    files: int = 0
    late: int = 0
    longest: int = 0
    middle: int = 0


def held(unit: UUID, stage: Stage, officer: UUID | None, course: Mapping[str, Any]) -> Held:
    """Return where a file lies by its course: with the supervisor until it is handed in, and again when returned."""
    # A course that an earlier version wrote knows nothing of what comes after the report.
    handed_in, returned = _day(course.get("submitted_on")), _day(course.get("returned_on"))
    if handed_in is None:
        received, due = date.fromisoformat(course["received_on"]), date.fromisoformat(course["due_on"])
        return Held(unit, Level.SUPERVISOR, stage, received, due, met=course["met_on"] is not None)
    limit = date.fromisoformat(course["decision_due_on"])
    if returned is not None:
        agreed = _day(course.get("return_due_on")) or limit
        return Held(unit, Level.SUPERVISOR, stage, returned, agreed, officer=officer)
    return Held(unit, Level.BUREAU, stage, handed_in, limit, officer=officer)


def count(files: Iterable[Held], today: date) -> Count:
    """Return the files as numbers."""
    found = list(files)
    days = [each.days(today) for each in found]
    if not days:
        return Count()
    return Count(len(found), sum(each.late(today) > 0 for each in found), max(days), round(median(days)))


def subtree(units: Iterable[Unit], top: UUID) -> frozenset[UUID]:
    """Return `top` and every unit under it; a unit that was hung under itself ends there."""
    children: dict[UUID | None, list[UUID]] = {}
    for unit in units:
        children.setdefault(unit.parent, []).append(unit.id)
    found: set[UUID] = set()
    waiting = [top]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += children.get(one, [])
    return frozenset(found)


def children(units: Iterable[Unit], parent: UUID | None) -> tuple[Unit, ...]:
    """Return the units right under `parent`; None: those at the top."""
    return tuple(unit for unit in units if unit.parent == parent)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
