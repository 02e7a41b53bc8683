"""Read the clocks: for the bureau from the courses that its group may open, for superiors from clear columns alone."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mediation.accounts.model import Unit
from mediation.accounts.store import people, units
from mediation.bureau.clocks.model import Count, Held, Level, children, count, held, subtree
from mediation.cases.model import Stage
from mediation.cases.store import queue
from mediation.cases.today import today
from mediation.clock import from_micros, local_day
from mediation.errors import NotFound
from mediation.law.deadlines import SUPERIOR_MONTHS, add_months
from mediation.transaction import Transaction


@dataclass(frozen=True)
class Branch:
    """One line: a unit with all that lies under it, by level. `below` says whether there are units under it."""

    unit: UUID | None
    name: str
    supervisor: str
    supervisors: Count
    bureau: Count
    below: bool = False


@dataclass(frozen=True)
class OfficerCount:
    """What lies with one member of the bureau; `name` is empty for what nobody has taken."""

    name: str
    files: Count


@dataclass(frozen=True)
class Overview:
    """The clocks of one branch of the agency, or (`unit` None) of all."""

    unit: Unit | None
    way: tuple[Unit, ...]
    branches: tuple[Branch, ...]
    total: Branch
    late: tuple[tuple[str, Held], ...]
    officers: tuple[OfficerCount, ...]


def overview(transaction: Transaction, top: UUID | None) -> Overview:
    """Return the clocks of the units right under `top` (None: of the whole agency), each with all below it.

    Late files stand one by one, the latest first: unit, level, step and days, and nothing that tells whose.
    Raises NotFound for an unknown unit.
    """
    day, known = today(transaction), units.every(transaction)
    chosen = next((unit for unit in known if unit.id == top), None)
    if top is not None and chosen is None:
        raise NotFound
    inside = subtree(known, top) if top else frozenset(unit.id for unit in known)
    files = [one for one in _held(transaction) if one.unit in inside]
    names = {unit.id: unit.name for unit in known}
    late = sorted((one for one in files if one.late(day)), key=lambda one: -one.late(day))
    return Overview(
        chosen, _way(known, chosen), tuple(_branches(transaction, known, chosen, files, day)),
        _branch(transaction, None, files, day), tuple((names[one.unit], one) for one in late),
        _officers(transaction, files, day) if top is None else (),
    )


def _held(transaction: Transaction) -> list[Held]:
    return [
        held(each.unit, each.stage, each.officer, each.course)
        for each in queue.courses_at_work(transaction) if each.course
    ]


def _branches(
    transaction: Transaction, known: list[Unit], top: Unit | None, files: list[Held], day: date,
) -> list[Branch]:
    rows = [_branch(transaction, top, [one for one in files if one.unit == top.id], day)] if top else []
    for unit in children(known, top.id if top else None):
        inside = subtree(known, unit.id)
        mine = [one for one in files if one.unit in inside]
        rows.append(_branch(transaction, unit, mine, day, below=len(inside) > 1))
    return rows


def _branch(
    transaction: Transaction, unit: Unit | None, files: list[Held], day: date, *, below: bool = False,
) -> Branch:
    supervisors, bureau = (
        count((one for one in files if one.level is level), day) for level in (Level.SUPERVISOR, Level.BUREAU)
    )
    name = people.get(transaction, unit.supervisor).name if unit and unit.supervisor else ""
    return Branch(unit.id if unit else None, unit.name if unit else "", name, supervisors, bureau, below)


def _way(known: list[Unit], unit: Unit | None) -> tuple[Unit, ...]:
    """Return the units above `unit`, from the top down."""
    by_id = {each.id: each for each in known}
    found: list[Unit] = []
    above = by_id.get(unit.parent) if unit and unit.parent else None
    while above and above not in found:
        found.append(above)
        above = by_id.get(above.parent) if above.parent else None
    return tuple(reversed(found))


def _officers(transaction: Transaction, files: list[Held], day: date) -> tuple[OfficerCount, ...]:
    lying = [one for one in files if one.level is Level.BUREAU]
    found = {one.officer for one in lying}
    counted = [
        OfficerCount(
            people.get(transaction, officer).name if officer else "",
            count((one for one in lying if one.officer == officer), day),
        )
        for officer in found
    ]
    return tuple(sorted(counted, key=lambda each: (bool(each.name), each.name.casefold())))


@dataclass(frozen=True)
class LateBelow:
    """How many files are late in a unit and all below it; nothing else is told to a superior."""

    name: str
    late: int


def late_below(transaction: Transaction) -> tuple[LateBelow, ...]:
    """Return for every unit right under those that the actor supervises how many files are late there and below.

    From clear columns alone: a file is counted when it was recorded more than three months ago and was not handed in.
    No number of files on time is told, which in a small unit would say that there is a case.
    """
    known = units.every(transaction)
    own = {unit.id for unit in units.supervised_by(transaction, transaction.actor.id)}
    right_under = [unit for unit in known if unit.parent in own and unit.id not in own]
    inside = {unit.id: subtree(known, unit.id) for unit in right_under}
    every = tuple({one for found in inside.values() for one in found})
    late = _late_by_unit(transaction, known, every)
    return tuple(LateBelow(unit.name, sum(late.get(one, 0) for one in inside[unit.id])) for unit in right_under)


def _late_by_unit(transaction: Transaction, known: list[Unit], wanted: tuple[UUID, ...]) -> dict[UUID, int]:
    zones, day = {unit.id: unit.zone for unit in known}, today(transaction)
    found: dict[UUID, int] = {}
    for each in queue.outlines_at_work(transaction, wanted) if wanted else ():
        recorded = local_day(from_micros(each.created), zones[each.unit])
        waits = each.submitted is None and each.stage is not Stage.CLOSED
        if waits and add_months(recorded, SUPERIOR_MONTHS) < day:
            found[each.unit] = found.get(each.unit, 0) + 1
    return found
