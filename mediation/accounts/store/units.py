"""Rows of units."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from mediation.accounts.model import Unit
from mediation.accounts.tables import unit
from mediation.errors import Conflict, NotFound
from mediation.transaction import Transaction


def add(transaction: Transaction, given: Unit) -> None:
    """Write a new unit."""
    transaction.execute(sa.insert(unit).values(id=given.id, version=1, **_values(given)))


def change(transaction: Transaction, given: Unit) -> None:
    """Write `given` over its version; raises Conflict when that is no longer the newest."""
    done = transaction.execute(
        sa.update(unit)
        .where(unit.c.id == given.id, unit.c.version == given.version)
        .values(version=given.version + 1, **_values(given)),
    )
    if done.rowcount != 1:
        raise Conflict


def get(transaction: Transaction, id_: UUID) -> Unit:
    """Return the unit; raises NotFound."""
    row = transaction.connection.execute(_BY_ID, {"id": id_}).first()
    if row is None:
        raise NotFound
    return _unit(row)


# Made once: each page asks it.
_BY_ID = sa.select(unit).where(unit.c.id == sa.bindparam("id"))


def every(transaction: Transaction) -> list[Unit]:
    """Return all units by name."""
    rows = transaction.execute(sa.select(unit).order_by(sa.func.lower(unit.c.name), unit.c.id))
    return [_unit(row) for row in rows]


def supervised_by(transaction: Transaction, person: UUID) -> list[Unit]:
    """Return the units whose supervisor is `person`."""
    rows = transaction.execute(sa.select(unit).where(unit.c.supervisor == person).order_by(unit.c.name))
    return [_unit(row) for row in rows]


def _values(given: Unit) -> dict[str, object]:
    return {"name": given.name, "parent": given.parent, "supervisor": given.supervisor, "zone": given.zone}


def _unit(row: Any) -> Unit:  # noqa: ANN401 - a row of the table
    return Unit(row.id, row.name, row.parent, row.supervisor, row.zone, row.version)
