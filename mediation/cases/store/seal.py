"""The case seal over the rows as stored: read them generically, compute, compare with row and trail."""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa

import mediation.cases.tables  # noqa: F401 - fills the metadata
from mediation import audit
from mediation.database.metadata import metadata
from mediation.errors import Tampered
from mediation.transaction import Transaction
from mediation.vault import caseseal, columns
from mediation.vault.columns import CaseTable, Sealed
from mediation.vault.keys import CaseKey


@dataclass(frozen=True)
class RawRow:
    """One row of a case as it is stored, bodies left out (their digest stands in `values`)."""

    table: CaseTable
    id: UUID
    values: Mapping[str, Any]


def read_rows(transaction: Transaction, case: UUID) -> tuple[RawRow, ...]:
    """Return every row that belongs to `case`, tables by number, rows in the order they were made."""
    return tuple(row for table in columns.tables() for row in _rows(transaction, table, case))


def _rows(transaction: Transaction, table: CaseTable, case: UUID) -> list[RawRow]:
    rows = transaction.connection.execute(_query(table), {"case": case})
    return [RawRow(table, row.id, dict(row._mapping)) for row in rows]  # noqa: SLF001 - SQLAlchemy's public name


@cache
def _query(table: CaseTable) -> sa.Select[Any]:
    # Made once for each table: making it costs more than running it.
    stored = metadata.tables[table.name]
    heavy = {column.name for column in table.sealed() if column.digest_column}
    wanted = [column for column in stored.c if column.name not in heavy]
    own = stored.c.id if table is columns.CASE else stored.c.case_id
    order = stored.c.created if "created" in stored.c else stored.c.id
    return sa.select(*wanted).where(own == sa.bindparam("case")).order_by(order, stored.c.id)


def compute(key: CaseKey, case: UUID, rows: Sequence[RawRow], registry: int | None = None) -> bytes:
    """Return the seal of `rows` under the newest content key."""
    own = next(row for row in rows if row.table is columns.CASE)
    version = registry or columns.REGISTRY_VERSION
    return caseseal.case_seal(key, case, own.values["version"], version, [_sealable(row, version) for row in rows])


def _sealable(row: RawRow, registry: int) -> caseseal.Row:
    clear = tuple(row.values[column.name] for column in row.table.clear(registry))
    sealed = tuple(_envelope(row, column) for column in row.table.sealed(registry))
    return caseseal.Row(row.table.number, row.id, clear, sealed)


def _envelope(row: RawRow, column: Sealed) -> bytes | caseseal.Digest | None:
    if not column.digest_column:
        return row.values[column.name]  # type: ignore[no-any-return]  # a Core value: bytes or None
    return caseseal.Digest(row.values[column.digest_column])


def matches(transaction: Transaction, key: CaseKey, case: UUID, rows: Sequence[RawRow]) -> bool:
    """Tell whether the stored seal fits the rows, and the newest entry of the trail fits the seal."""
    own = next(row for row in rows if row.table is columns.CASE)
    try:
        computed = compute(key, case, rows, own.values["registry"])
        told = audit.latest(transaction, f"case:{case}", "seal")
        if told is None or not _later_columns_empty(rows, own.values["registry"]):
            return False
    except (Tampered, ValueError, TypeError, OverflowError):
        return False
    digest = hashlib.sha256(computed).hexdigest()
    return caseseal.same(own.values["seal"], computed) and hmac.compare_digest(str(told["seal"]), digest)


def _later_columns_empty(rows: Sequence[RawRow], registry: int) -> bool:
    later = ((row, c) for row in rows for c in row.table.columns if c.since > registry)
    return all(row.values.get(column.name) is None for row, column in later) and not any(
        row.table.since > registry for row in rows
    )


def digests(seal: bytes, rows: Sequence[RawRow]) -> dict[str, str]:
    """Return what a change's audit entry carries: digests of the seal, of `course`, `result` and the clear values."""
    own = next(row for row in rows if row.table is columns.CASE)
    clear = tuple(own.values[column.name] for column in columns.CASE.clear())
    return {
        "seal": hashlib.sha256(seal).hexdigest(),
        "course": caseseal.envelope_digest(own.values["course"]).hex(),
        "result": caseseal.envelope_digest(own.values["result"]).hex(),
        "row": caseseal.clear_digest(clear).hex(),
    }


def digest_fits(envelope: bytes | None, digest: bytes) -> bool:
    """Tell whether `digest` is that of `envelope`; what is no bytes, as it may come from a row, fits nothing."""
    return isinstance(envelope, bytes) and caseseal.same(digest, hashlib.sha256(envelope).digest())


