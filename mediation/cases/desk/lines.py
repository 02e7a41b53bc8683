"""Tasks as lines of the desk: in words, with urgency, most urgent first. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from mediation.cases.agenda import Task, TaskKind
from mediation.cases.store import Cover
from mediation.language import Labelled, mark

SOON = timedelta(days=7)

_NUMBERED = frozenset({TaskKind.SUMMON, TaskKind.ISSUE_SUMMONS, TaskKind.SERVE, TaskKind.ATTEND, TaskKind.WITHDRAW})


class Urgency(Labelled):
    """Where on the desk a line stands."""

    LATE = "late", mark("Terlambat")
    TODAY = "today", mark("Hari ini")
    SOON = "soon", mark("Segera")
    LATER = "later", mark("Berikutnya")

    @property
    def tone(self) -> str:
        """The colour's name; the words say it too."""
        return {"late": "red", "today": "amber", "soon": "blue", "later": "neutral"}[self.value]


@dataclass(frozen=True)
class Line:
    """One line of the desk: the task, its case, how urgent it is and by how many days."""

    task: Task
    case: UUID
    number: str
    initials: str
    urgency: Urgency
    days: int


def lines(covers: Iterable[Cover], today: date) -> list[Line]:
    """Return a line for every task that can be done on `today`, most urgent first."""
    found = [
        line(cover, task, today)
        for cover in covers
        for task in cover.tasks
        if (task.opens_on is None or task.opens_on <= today) and (task.closes_on is None or today <= task.closes_on)
    ]
    return sorted(found, key=lambda entry: (entry.task.due, entry.number))


def line(cover: Cover, task: Task, today: date) -> Line:
    """Return `task` of `cover` as a line of the desk."""
    left = (task.due - today).days
    return Line(task, cover.id, cover.data["number"], cover.data["initials"], urgency(left), left)


def urgency(days_left: int) -> Urgency:
    """Return how urgent something is that is due in `days_left` days."""
    if days_left < 0:
        return Urgency.LATE
    if days_left == 0:
        return Urgency.TODAY
    return Urgency.SOON if timedelta(days_left) <= SOON else Urgency.LATER


def upcoming(covers: Iterable[Cover], today: date) -> tuple[Task, Cover] | None:
    """Return the next task that opens on a later day, with its case; None when there is none."""
    waiting = [(t, c) for c in covers for t in c.tasks if t.opens_on and t.opens_on > today]
    return min(waiting, key=lambda pair: pair[0].opens_on or pair[0].due, default=None)


def numbered(task: Task) -> bool:
    """Tell whether the line names the round."""
    return task.kind in _NUMBERED and task.round > 0


