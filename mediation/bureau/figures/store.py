"""Rows of frozen years and of looks at whole numbers."""

import hashlib
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from mediation import audit
from mediation.bureau.figures import tables
from mediation.bureau.figures.publishing import Published
from mediation.cases import codec
from mediation.cases.tables import case_file
from mediation.errors import NotFound, Tampered
from mediation.transaction import Transaction
from mediation.vault import envelopes

_REASON = b"figures look"


@dataclass(frozen=True)
class Frozen:
    """A year as it was frozen: when (µs since 1970 UTC), by whom, and what may be seen of it."""

    published: Published
    at: int
    by: UUID


@dataclass(frozen=True)
class Look:
    """A look at whole numbers: of which year, when (µs since 1970 UTC), whose, and why."""

    year: int
    at: int
    person: UUID
    reason: str


def freeze(transaction: Transaction, row: UUID, published: Published) -> str:
    """Write a year once and for all; return the digest of what was written."""
    text = envelopes.encode(codec.to_data(published)).decode()
    transaction.execute(sa.insert(tables.figure_year).values(
        id=row, year=published.year, figures=text, frozen=transaction.micros, frozen_by=transaction.actor.id,
    ))
    return digest(text)


def digest_of(published: Published) -> str:
    """Return the digest that `freeze` would return."""
    return digest(envelopes.encode(codec.to_data(published)).decode())


def digest(text: str) -> str:
    """Return how the trail names what was written."""
    return hashlib.sha256(text.encode()).hexdigest()


def years(transaction: Transaction) -> list[tuple[int, int, UUID]]:
    """Return year, moment and person of every frozen year, the latest first."""
    own = tables.figure_year.c
    rows = transaction.execute(sa.select(own.year, own.frozen, own.frozen_by).order_by(own.year.desc()))
    return [(row.year, row.frozen, row.frozen_by) for row in rows]


def is_frozen(transaction: Transaction, year: int) -> bool:
    """Tell whether the year was frozen."""
    own = tables.figure_year.c
    return transaction.execute(sa.select(own.id).where(own.year == year)).first() is not None


def get(transaction: Transaction, year: int) -> Frozen:
    """Return a frozen year; raises NotFound, or Tampered when it is not what the trail says was frozen."""
    row = transaction.execute(sa.select(tables.figure_year).where(tables.figure_year.c.year == year)).first()
    if row is None:
        raise NotFound
    told = audit.latest(transaction, about(row.id), "digest")
    if told is None or (told["digest"], told.get("year")) != (digest(str(row.figures)), year):
        raise Tampered("figures")
    return Frozen(_published(row.figures), row.frozen, row.frozen_by)


def about(row: UUID) -> str:
    """Return how the trail names a frozen year."""
    return f"figures:{row}"


def _published(text: Any) -> Published:  # noqa: ANN401 - whatever the row holds
    return codec.from_data(Published, envelopes.decode(str(text).encode()))


def add_look(transaction: Transaction, row: UUID, year: int, reason: str) -> None:
    """Write that the actor looks at whole numbers; the reason is sealed."""
    transaction.execute(sa.insert(tables.figure_look).values(
        id=row, year=year, at=transaction.micros, person=transaction.actor.id,
        reason=transaction.keyring.wrap(reason.encode(), _REASON, row.bytes),
    ))


def looks(transaction: Transaction, limit: int) -> list[Look]:
    """Return the latest looks at whole numbers; raises Tampered."""
    own = tables.figure_look
    rows = transaction.execute(sa.select(own).order_by(own.c.at.desc(), own.c.id).limit(limit))
    return [_look(transaction, row) for row in rows]


def get_look(transaction: Transaction, row: UUID) -> Look:
    """Return a look at whole numbers; raises NotFound, Tampered."""
    found = transaction.execute(sa.select(tables.figure_look).where(tables.figure_look.c.id == row)).first()
    if found is None:
        raise NotFound
    return _look(transaction, found)


def _look(transaction: Transaction, row: Any) -> Look:  # noqa: ANN401 - a Core row
    reason = transaction.keyring.unwrap(row.reason, _REASON, row.id.bytes).decode()
    return Look(row.year, row.at, row.person, reason)


def first_case(transaction: Transaction) -> int | None:
    """Return when the first case was opened (µs since 1970 UTC); None without any."""
    found: int | None = transaction.execute(sa.select(sa.func.min(case_file.c.created))).scalar()
    return found
