"""Rows of sessions. An ended one keeps id and person for a day, without the key."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from mediation.accounts.model import Stage
from mediation.accounts.tables import session
from mediation.transaction import Transaction


@dataclass(frozen=True)
class Session:
    """One sign-in on one device; times in µs, `ended` None while it lives."""

    id: bytes = field(repr=False)
    principal: UUID
    stage: Stage
    stored: bytes | None = field(repr=False)
    started: int
    last_input: int
    ended: int | None = None


def add(transaction: Transaction, given: Session) -> None:
    """Write a new session."""
    transaction.execute(sa.insert(session).values(**vars(given)))


def get(transaction: Transaction, id_: bytes) -> Session | None:
    """Return the session, or None."""
    row = transaction.connection.execute(_BY_ID, {"id": id_}).first()
    return _session(row) if row else None


# Made once: each request asks it.
_BY_ID = sa.select(session).where(session.c.id == sa.bindparam("id"))


def alive_of(transaction: Transaction, person: UUID) -> list[Session]:
    """Return the sessions of `person` that have not ended, newest first."""
    query = sa.select(session).where(session.c.principal == person, session.c.ended.is_(None))
    return [_session(row) for row in transaction.execute(query.order_by(session.c.started.desc()))]


def touch(transaction: Transaction, id_: bytes) -> None:
    """Note that there was input now."""
    _update(transaction, session.c.id == id_, last_input=transaction.micros)


def advance(transaction: Transaction, id_: bytes, stage: Stage) -> None:
    """Note how far the session has come."""
    _update(transaction, session.c.id == id_, stage=stage)


def end(transaction: Transaction, id_: bytes) -> None:
    """End the session: the key goes, id and person stay for a day."""
    _update(transaction, (session.c.id == id_) & session.c.ended.is_(None), stored=None, ended=transaction.micros)


def end_others(transaction: Transaction, person: UUID, keep: bytes | None) -> None:
    """End every session of `person` but `keep`."""
    others = (session.c.principal == person) & session.c.ended.is_(None)
    if keep is not None:
        others &= session.c.id != keep
    _update(transaction, others, stored=None, ended=transaction.micros)


def remove(transaction: Transaction, id_: bytes) -> None:
    """Delete the session."""
    transaction.execute(sa.delete(session).where(session.c.id == id_))


def remove_of(transaction: Transaction, person: UUID) -> None:
    """Delete every session of `person`."""
    transaction.execute(sa.delete(session).where(session.c.principal == person))


def sweep(transaction: Transaction, ended_before: int, started_before: int) -> None:
    """Delete sessions that ended before `ended_before`, or began before `started_before` and never ended (µs)."""
    old = (session.c.ended < ended_before) | (session.c.ended.is_(None) & (session.c.started < started_before))
    transaction.execute(sa.delete(session).where(old))


def _update(transaction: Transaction, where: "sa.ColumnElement[bool]", **values: object) -> None:
    transaction.execute(sa.update(session).where(where).values(**values))


def _session(row: Any) -> Session:  # noqa: ANN401 - a row of the table
    return Session(
        row.id, row.principal, Stage(row.stage), row.stored, row.started, row.last_input, row.ended,
    )
