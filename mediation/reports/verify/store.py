"""Rows that verifying asks: issued documents by their blind indexes alone, and how often somebody verified.

No seal is opened, so nobody's key matters: what the row says in clear is told. Whoever may write to the database can
change it; the case's seal shows that at its next opening.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from mediation.cases import tables
from mediation.reports.verify.tables import verification_count
from mediation.transaction import Transaction
from mediation.vault import blind, columns

_NUMBERS = {column.name: column.number for column in columns.DOCUMENT.clear()}


@dataclass(frozen=True)
class Issued:
    """What stands in clear of an issued document; times in µs since 1970 UTC."""

    created: int
    withdrawn: int | None


@dataclass(frozen=True)
class Count:
    """How many verifications there were since the moment `since` (µs)."""

    since: int
    count: int


def by_codes(transaction: Transaction, codes: Iterable[str]) -> Issued | None:
    """Return the document that one of `codes` (letters as printed) was given to, or None."""
    return _find(transaction, "code_index", map(blind.normalise_text, codes))


def by_digest(transaction: Transaction, sha256: str) -> Issued | None:
    """Return the document whose issued bytes have this SHA-256 in hex, or None."""
    return _find(transaction, "digest_index", (sha256,))


def count(transaction: Transaction, id_: UUID) -> Count | None:
    """Return the count under `id_`, or None."""
    row = transaction.execute(sa.select(verification_count).where(verification_count.c.id == id_)).first()
    return Count(row.since, row.times) if row else None


def put_count(transaction: Transaction, id_: UUID, given: Count) -> None:
    """Write the count under `id_`."""
    table = verification_count
    values = {"since": given.since, "times": given.count}
    if transaction.execute(sa.update(table).where(table.c.id == id_).values(**values)).rowcount == 0:
        transaction.execute(sa.insert(table).values(id=id_, **values))


def _find(transaction: Transaction, column: str, values: Iterable[str]) -> Issued | None:
    table, number, row = columns.DOCUMENT.number, _NUMBERS[column], tables.document
    versions = transaction.system.index_versions()
    indexes = [
        blind.blind_index(transaction.system, table, number, value, version=version)
        for value in values for version in versions
    ]
    query = sa.select(row.c.created, row.c.withdrawn).where(row.c[column].in_(indexes))
    found = transaction.execute(query.order_by(row.c.created.desc())).first()
    return Issued(found.created, found.withdrawn) if found else None
