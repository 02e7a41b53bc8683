"""Editions of the agency's lists in the database: the newest counts, none is ever changed."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

import mediation.accounts.tables  # noqa: F401 - editions refer to people
from mediation import audit
from mediation.accounts.store import units
from mediation.agency.codec import defaults, from_text, to_text
from mediation.agency.model import AnyItem, Book, Edition
from mediation.agency.tables import agency_book
from mediation.errors import Conflict, NotFound
from mediation.permissions import SYSTEM
from mediation.transaction import Transaction

FIRST = 1


def current(transaction: Transaction, book: Book[AnyItem]) -> Edition[AnyItem]:
    """Return the newest edition: what the program came with, as version 1, until the agency changed it."""
    row = transaction.execute(_of(book).order_by(agency_book.c.version.desc()).limit(1)).first()
    return _edition(book, row) if row else Edition(FIRST, defaults(book))


def pinned(transaction: Transaction, book: Book[AnyItem]) -> Edition[AnyItem]:
    """Return the newest edition and see to it that its version stays readable; the caller commits.

    For whatever records `version` in a case: a later release may come with other defaults.
    """
    if _count(transaction, book) == 0:
        _insert(transaction, book, Edition(FIRST, defaults(book), transaction.micros))
    return current(transaction, book)


def at(transaction: Transaction, book: Book[AnyItem], version: int) -> Edition[AnyItem]:
    """Return the edition with this version; raises NotFound."""
    row = transaction.execute(_of(book).where(agency_book.c.version == version)).first()
    if row:
        return _edition(book, row)
    newest = current(transaction, book)
    if newest.version != version:
        raise NotFound
    return newest


def history(transaction: Transaction, book: Book[AnyItem]) -> tuple[Edition[AnyItem], ...]:
    """Return all editions, newest first."""
    rows = transaction.execute(_of(book).order_by(agency_book.c.version.desc())).all()
    return tuple(_edition(book, row) for row in rows) or (current(transaction, book),)


def add(
    transaction: Transaction, book: Book[AnyItem], items: tuple[AnyItem, ...], expected: int | None,
) -> Edition[AnyItem]:
    """Write a new edition with its audit entry; the caller commits.

    `expected` is the version that was read; raises Conflict when it is no longer the newest.
    """
    newest = pinned(transaction, book)
    if newest.version != expected:
        raise Conflict
    made = Edition(newest.version + 1, items, transaction.micros, transaction.actor.id)
    _insert(transaction, book, made)
    audit.append(transaction, audit.Action.AGENCY_CHANGED, f"agency:{book.kind}", kind=book.kind, version=made.version)
    return made


def _insert(transaction: Transaction, book: Book[AnyItem], made: Edition[AnyItem]) -> None:
    by = None if made.by == SYSTEM.id else made.by
    values = {"kind": book.kind, "version": made.version, "made": made.made, "by": by, "content": to_text(made.items)}
    try:
        transaction.execute(sa.insert(agency_book).values(**values))
    except IntegrityError:
        # Two at once on a database that lets them: the slower one reads anew.
        raise Conflict from None


def _count(transaction: Transaction, book: Book[AnyItem]) -> int:
    query = sa.select(sa.func.count()).select_from(agency_book).where(agency_book.c.kind == book.kind)
    return int(transaction.execute(query).scalar_one())


def _of(book: Book[AnyItem]) -> "sa.Select[Any]":
    return sa.select(agency_book).where(agency_book.c.kind == book.kind)


def _edition(book: Book[AnyItem], row: Any) -> Edition[AnyItem]:  # noqa: ANN401 - a Core row
    return Edition(row.version, from_text(book, row.content), row.made, row.by)


def unit_chain(transaction: Transaction, unit: UUID | None) -> tuple[UUID, ...]:
    """Return `unit` and the units above it, nearest first: what `decider` asks for. Empty for None."""
    parents = {each.id: each.parent for each in units.every(transaction)}
    chain: list[UUID] = []
    while unit is not None and unit in parents and unit not in chain:
        chain.append(unit)
        unit = parents[unit]
    return tuple(chain)
