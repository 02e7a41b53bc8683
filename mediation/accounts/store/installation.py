"""Rows of the installation: whose keyring it is, and its system keys. Where a database is opened."""

import secrets

import sqlalchemy as sa

from mediation.clock import Clock, micros, now
from mediation.database.engine import Engines
from mediation.database.tables import installation, system_key
from mediation.errors import Conflict, NotFound
from mediation.transaction import Outside, Premises
from mediation.vault.keyring import Keyring
from mediation.vault.principals import DEFAULT_COST, Cost
from mediation.vault.system import StoredSystemKey, SystemKeys


class OtherKeyring(Exception):  # noqa: N818 - named as what was found
    """The keyring is not the one under which this database was made."""


def create(
    engines: Engines, keyring: Keyring, *, demo: bool, origin: str = "", clock: Clock = now, cost: Cost = DEFAULT_COST,
) -> Premises:
    """Write a new installation into an empty schema and return it opened; raises Conflict when there is one.

    `origin` is the name that its checkpoints are signed under; empty: one made by chance.
    """
    with engines.write.connect() as connection, connection.begin():
        if connection.execute(sa.select(installation.c.id)).first():
            raise Conflict
        connection.execute(
            sa.insert(installation).values(
                id=1, keyring=keyring.identity(), demo=demo, created=micros(clock()),
                origin=origin or new_origin(),
            ),
        )
        for made in SystemKeys.create(keyring):
            connection.execute(
                sa.insert(system_key).values(name=made.name, version=made.version, stored=made.stored),
            )
    return open_premises(engines, keyring, clock=clock, cost=cost)


def open_premises(
    engines: Engines, keyring: Keyring, *, clock: Clock = now, cost: Cost = DEFAULT_COST,
) -> Premises:
    """Return the opened installation; raises NotFound (none yet), OtherKeyring, Tampered."""
    with engines.read.connect() as connection:
        row = connection.execute(sa.select(installation)).first()
        keys = connection.execute(sa.select(system_key).order_by(system_key.c.name, system_key.c.version)).all()
    if row is None:
        raise NotFound
    if row.keyring != keyring.identity():
        raise OtherKeyring
    stored = [StoredSystemKey(key.name, key.version, key.stored) for key in keys]
    return Premises(
        engines, keyring, SystemKeys.open_(keyring, stored), demo=row.demo, clock=clock, cost=cost,
        outside=Outside(row.origin),
    )


def new_origin() -> str:
    """Return a name for an installation: by chance, so that it says nothing and is nobody else's."""
    return f"mediation.{secrets.token_hex(5)}"
