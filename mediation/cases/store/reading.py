"""Read a case generically through the registry: grants, rows, seal; open what the actor's keys open."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from mediation import audit
from mediation.audit import alerts
from mediation.cases import tables
from mediation.cases.model import Stage, Standing
from mediation.cases.store import holding, looks, seal, taking_part
from mediation.cases.store.file import CaseFile, Keys, StoredRow
from mediation.database.metadata import metadata
from mediation.errors import Conflict, NotFound, Tampered
from mediation.transaction import Transaction
from mediation.vault import columns, envelopes
from mediation.vault.columns import CaseTable, Key, Sealed
from mediation.vault.keys import CaseKey


def get(
    transaction: Transaction, case: UUID, *, purpose: audit.Purpose = audit.Purpose.READ,
    standing: Standing = Standing.HOLDER,
) -> CaseFile:
    """Return the case opened as `standing`; raise NotFound when it is absent or not granted so: the same answer.

    Opening is an audit entry, so `transaction` must be a writing one. A case whose seal does not match comes back
    with `intact` False and an entry that says so.
    """
    file = _read(transaction, case, standing)
    audit.append(transaction, audit.Action.CASE_OPENED, f"case:{case}", purpose=purpose, standing=standing.value)
    if not file.intact:
        audit.append(transaction, audit.Action.TAMPERING_SEEN, f"case:{case}", purpose=purpose)
    return file


def get_to_change(
    transaction: Transaction, case: UUID, *, version: int | None = None, standing: Standing = Standing.HOLDER,
) -> CaseFile:
    """Return the case for a step that changes it, opened as `standing`.

    Raises NotFound, Tampered (seal) or Conflict (`version` is old).
    """
    file = _read(transaction, case, standing)
    if not file.intact:
        raise Tampered("case")
    if version is not None and version != file.version:
        raise Conflict
    return file


def _read(transaction: Transaction, case: UUID, standing: Standing) -> CaseFile:
    by_look = looks.keys(transaction, case) if standing is Standing.AUDITOR else {}
    granted = () if by_look else _granted(transaction, case)
    if not by_look and not any(row.kind == Key.CONTENT.value for row in granted):
        # Before anything of the case is read: not granted and absent take the same time.
        raise NotFound
    raw = seal.read_rows(transaction, case)
    own = next((row for row in raw if row.table is columns.CASE), None)
    if own is None:
        raise NotFound
    keys = _keys_of_look(transaction, by_look, own) if by_look else _keys(transaction, granted, own, standing)
    content = newest(keys, Key.CONTENT)
    if content is None:
        raise NotFound
    if standing is not Standing.HOLDER:
        alerts.look(transaction, case)
    rows: dict[str, tuple[StoredRow, ...]] = {}
    for found in raw:
        opened = _open_row(found, case, keys)
        rows[found.table.name] = (*rows.get(found.table.name, ()), opened)
    return CaseFile(
        id=case, holder=own.values["holder"], unit=own.values["unit"], stage=stage_of(own.values["stage"]),
        version=own.values["version"], rows=rows, raw=raw, keys=keys, standing=standing,
        submitted=own.values["submitted"], officer=own.values["officer"],
        intact=seal.matches(transaction, content, case, raw) and not any(
            row.broken for of_table in rows.values() for row in of_table
        ),
    )


def _keys(
    transaction: Transaction, granted: Sequence[Any], own: seal.RawRow, standing: Standing,
) -> Keys:
    if standing not in holding.standings(transaction, granted, own.values):
        raise NotFound
    return {
        (row.kind, row.generation): holding.open_grant(transaction, row)
        for row in granted if holding.of_standing(transaction, row, standing, own.values["holder"])
    }


def _keys_of_look(transaction: Transaction, opened: Keys, own: seal.RawRow) -> Keys:
    if not taking_part.is_outsider(transaction, own.values):
        raise NotFound
    return opened


def stage_of(value: str) -> Stage:
    """Return the stage that `value` names; the first one for what names none."""
    try:
        return Stage(value)
    except ValueError:
        # The seal, which covers the stage, says that it was changed; the page shows the banner.
        return Stage.RECEIVED


# Made once: it is asked at every opening, and making it costs more than running it.
_GRANTS = (
    sa.select(tables.grant, tables.case_key.c.commitment)
    .join(
        tables.case_key,
        (tables.case_key.c.case_id == tables.grant.c.case_id)
        & (tables.case_key.c.kind == tables.grant.c.kind)
        & (tables.case_key.c.generation == tables.grant.c.generation),
    )
    .where(
        tables.grant.c.case_id == sa.bindparam("case"),
        tables.grant.c.principal.in_(sa.bindparam("principals", expanding=True)),
    )
)


def _granted(transaction: Transaction, case: UUID) -> Sequence[Any]:
    found = holding.principals(transaction)
    return transaction.connection.execute(_GRANTS, {"case": case, "principals": found}).all() if found else ()


def newest(keys: Keys, kind: Key) -> CaseKey | None:
    """Return the newest generation of `kind` among `keys`; None when it was not granted."""
    generations = [generation for found, generation in keys if found == kind.value]
    return keys[kind.value, max(generations)] if generations else None


def _open_row(raw: seal.RawRow, case: UUID, keys: Keys) -> StoredRow:
    opened: dict[str, Any] = {}
    broken: list[str] = []
    for column in raw.table.sealed():
        envelope = raw.values.get(column.name)
        if envelope is None:
            if _is_never_null(raw.table, column):
                broken.append(column.name)
            continue
        try:
            key = keys.get((column.key.value, envelopes.generation(envelope)))
            if key is not None:
                opened[column.name] = open_value(key, raw.table, column, case, raw.id, envelope)
        except Tampered:
            broken.append(column.name)
    clear = {name: raw.values[name] for name in (c.name for c in raw.table.clear())}
    return StoredRow(raw.id, raw.table, clear, opened, tuple(broken))


def _is_never_null(table: CaseTable, column: Sealed) -> bool:
    # Bodies are not read with the row.
    return not column.digest_column and not metadata.tables[table.name].c[column.name].nullable


def open_value(
    key: CaseKey, table: CaseTable, column: Sealed, case: UUID, row: UUID, envelope: bytes,
) -> Any:  # noqa: ANN401 - JSON-able data
    """Return what was sealed at this place; raises Tampered."""
    plain = envelopes.open_(
        key, table=table.number, column=column.number, case=case, row=row, envelope=envelope,
    )
    return envelopes.decode(plain)
