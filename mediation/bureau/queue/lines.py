"""Files as lines of the queue: with the names of units and officers, and the limit."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from mediation.accounts.model import Unit
from mediation.accounts.store import people, units
from mediation.cases.model import Stage
from mediation.cases.store.queue import QueuedFile
from mediation.clock import from_micros, local_day
from mediation.errors import NotFound
from mediation.law.deadlines import Deadline, official_deadline
from mediation.transaction import Transaction


@dataclass(frozen=True)
class Line:
    """One line of the queue. `cover` is empty when the file does not open; `mine` also while covering for another."""

    id: UUID
    unit: str
    stage: Stage
    submitted_on: date
    deadline: Deadline
    officer: str
    mine: bool
    own: bool
    cover: dict[str, Any] = field(repr=False)


def lines(
    transaction: Transaction, shown: Iterable[QueuedFile], mine: tuple[UUID, ...],
) -> tuple[Line, ...]:
    """Return the files as lines; `mine` says whose files count as the actor's own."""
    known = {unit.id: unit for unit in units.every(transaction)}
    names: dict[UUID | None, str] = {None: ""}
    return tuple(_line(transaction, each, known, names, mine) for each in shown)


def _line(
    transaction: Transaction, file: QueuedFile, known: dict[UUID, Unit], names: dict[UUID | None, str],
    mine: tuple[UUID, ...],
) -> Line:
    if file.officer not in names:
        names[file.officer] = _name(transaction, file.officer)
    unit = known[file.unit]
    handed_in = local_day(from_micros(file.submitted), unit.zone)
    return Line(
        file.id, unit.name, file.stage, handed_in, official_deadline(handed_in), names[file.officer],
        file.officer in mine, file.holder == transaction.actor.id, dict(file.cover),
    )


def _name(transaction: Transaction, person: UUID | None) -> str:
    try:
        return people.get(transaction, person).name if person else ""
    except NotFound:
        # Nobody's id, written by hand: the file's own page says that its seal does not match.
        return ""
