"""What the administrator does to units."""

from dataclasses import replace
from uuid import UUID, uuid4

from mediation import audit
from mediation.accounts.model import Unit
from mediation.accounts.store import people, units
from mediation.errors import NotFound, Refusal
from mediation.language import mark
from mediation.permissions import Role
from mediation.transaction import Transaction


def add_unit(
    transaction: Transaction, *, name: str, zone: str, parent: UUID | None = None, supervisor: UUID | None = None,
) -> Unit | Refusal:
    """Add a unit; returns it or why not."""
    unit = Unit(uuid4(), name, parent, supervisor, zone)
    refusal = _unfit(transaction, unit)
    if refusal:
        return refusal
    units.add(transaction, unit)
    audit.append(transaction, audit.Action.UNIT_ADDED, f"unit:{unit.id}")
    transaction.commit()
    return unit


def change_unit(transaction: Transaction, unit: Unit) -> Unit | Refusal:
    """Write `unit` over the version that it carries; returns it or why not. Raises Conflict, NotFound."""
    units.get(transaction, unit.id)
    refusal = _unfit(transaction, unit)
    if refusal:
        return refusal
    units.change(transaction, unit)
    audit.append(transaction, audit.Action.UNIT_CHANGED, f"unit:{unit.id}")
    transaction.commit()
    return replace(unit, version=unit.version + 1)


def _unfit(transaction: Transaction, unit: Unit) -> Refusal | None:
    if unit.parent is not None and _is_below(transaction, unit.parent, unit.id):
        return Refusal(_CIRCLE, _OTHER_PARENT)
    if unit.supervisor is not None and not _may_supervise(transaction, unit.supervisor):
        return Refusal(_NO_SUPERVISOR, _GIVE_ROLE)
    return None


def _is_below(transaction: Transaction, start: UUID, above: UUID) -> bool:
    """Tell whether `start` is `above`, or stands somewhere below it."""
    parents = {unit.id: unit.parent for unit in units.every(transaction)}
    if start not in parents:
        raise NotFound
    current: UUID | None = start
    for _step in range(len(parents) + 1):
        if current == above:
            return True
        if current is None:
            return False
        current = parents.get(current)
    return True


def _may_supervise(transaction: Transaction, person: UUID) -> bool:
    found = people.get(transaction, person)
    return found.active and Role.SUPERVISOR in found.roles


_CIRCLE = mark("Unit tidak dapat berada di bawah dirinya sendiri.")
_OTHER_PARENT = mark("Pilih unit induk yang lain.")
_NO_SUPERVISOR = mark("Orang ini bukan atasan langsung yang aktif.")
_GIVE_ROLE = mark("Beri dahulu peran atasan langsung pada akunnya.")
