"""Rows of what a database holds about itself: whose keyring it is, whether it is made up, its system keys."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import sqlalchemy as sa

from mediation.database.tables import installation, system_key


@dataclass(frozen=True)
class Installation:
    """What a database says of itself. `keyring` names the keyring that opens it, `demo` that its people are made up."""

    keyring: str
    demo: bool
    created: int


@dataclass(frozen=True)
class SystemKeyRow:
    """A wrapped system key as it is stored."""

    name: str
    version: int
    stored: bytes = field(repr=False)


def read_installation(connection: sa.Connection) -> Installation | None:
    """Return what the database says of itself; None when `mediation init` has not finished on it."""
    row = connection.execute(sa.select(installation)).first()
    return Installation(row.keyring, row.demo, row.created) if row else None


def write_installation(connection: sa.Connection, given: Installation, keys: Iterable[SystemKeyRow]) -> None:
    """Write what a new database says of itself, with its wrapped system keys; once, or the database refuses."""
    connection.execute(
        sa.insert(installation).values(id=1, keyring=given.keyring, demo=given.demo, created=given.created),
    )
    for key in keys:
        connection.execute(sa.insert(system_key).values(name=key.name, version=key.version, stored=key.stored))


def read_system_keys(connection: sa.Connection) -> list[SystemKeyRow]:
    """Return the wrapped system keys."""
    rows = connection.execute(sa.select(system_key).order_by(system_key.c.name, system_key.c.version))
    return [SystemKeyRow(row.name, row.version, row.stored) for row in rows]
