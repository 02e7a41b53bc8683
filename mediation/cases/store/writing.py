"""Store what a step recorded: seal, move on, rewrite cover, course and seal, and append the audit entry."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from mediation import audit
from mediation.cases import codec, summary, tables
from mediation.cases.model import Standing
from mediation.cases.store import granting, seal
from mediation.cases.store.covers import cover_data
from mediation.cases.store.file import CaseFile
from mediation.cases.store.reading import newest
from mediation.cases.workflow import Decision
from mediation.database.metadata import metadata
from mediation.errors import Conflict, NotAllowed, NotFound, Tampered
from mediation.transaction import Transaction
from mediation.vault import columns, envelopes
from mediation.vault.columns import CaseTable, Key, Sealed


@dataclass(frozen=True)
class Write:
    """One row to store: new values for some columns, sealed as the registry says. `new` inserts the row."""

    table: CaseTable
    row: UUID
    sealed: Mapping[str, Any]
    clear: Mapping[str, Any] = field(default_factory=dict)
    new: bool = False


def save(
    transaction: Transaction,
    file: CaseFile,
    decision: Decision,
    writes: Sequence[Write],
    action: audit.Action,
    **detail: str | int | bool | None,
) -> None:
    """Store what a step recorded, with its audit entry; the caller commits. Raises Conflict when outrun."""
    file = _with_keys(transaction, file, writes)
    own = [write for write in writes if write.table is columns.CASE]
    for write in (*_later(file, writes), *writes):
        if write not in own:
            _write(transaction, file, write)
    more = {name: value for write in own for name, value in write.sealed.items()}
    clear = {name: value for write in own for name, value in write.clear.items()}
    _write_case(transaction, file, decision, more, clear)
    granting.make_own(transaction, file)
    _reseal(transaction, file, action, detail)


def _with_keys(transaction: Transaction, file: CaseFile, writes: Sequence[Write]) -> CaseFile:
    private = any(write.table.column(name).key is Key.PRIVATE for write in writes for name in write.sealed)
    return granting.with_private_key(transaction, file) if private else file


def _later(file: CaseFile, writes: Sequence[Write]) -> list[Write]:
    """Return the writes that fill what a later registry added: NULL until a case's next save (vault format)."""
    concluded = file.all(columns.CONCLUSION)[0]
    told = any("opinion" in write.sealed for write in writes)
    if "opinion" in concluded.opened or "opinion" in concluded.broken or told:
        return []
    return [Write(columns.CONCLUSION, concluded.id, {"opinion": None})]


def _write(transaction: Transaction, file: CaseFile, write: Write) -> None:
    table = metadata.tables[write.table.name]
    values = dict(write.clear) | {
        name: _sealed(file, write.table, write.table.column(name), write.row, value)
        for name, value in write.sealed.items()
    }
    values |= {
        column.digest_column: hashlib.sha256(values[column.name]).digest()
        for column in write.table.sealed() if column.digest_column and column.name in values
    }
    if write.new:
        made = {"created": transaction.micros} if "created" in table.c else {}
        transaction.execute(sa.insert(table).values(id=write.row, case_id=file.id, **made, **values))
        return
    done = transaction.execute(
        sa.update(table).where(table.c.id == write.row, table.c.case_id == file.id).values(**values),
    )
    if done.rowcount != 1:
        raise NotFound


def _sealed(file: CaseFile, table: CaseTable, column: Sealed, row: UUID, value: Any) -> bytes:  # noqa: ANN401
    key = newest(file.keys, column.key)
    if key is None:
        raise NotFound
    # Bodies are bytes already; everything else is JSON.
    plain = value if isinstance(value, bytes) else envelopes.encode(value)
    return envelopes.seal(
        key, table=table.number, column=column.number, case=file.id, row=row, plaintext=plain,
        minimum=column.minimum,
    )


def _write_case(
    transaction: Transaction, file: CaseFile, decision: Decision, more: Mapping[str, Any],
    clear: Mapping[str, Any],
) -> None:
    if file.standing is Standing.AUDITOR:
        # A look is for reading: nothing of it can be kept, whatever page asks.
        raise NotAllowed
    request = file.request
    sealed = dict(more) | {
        "progress": codec.to_data(decision.progress),
        "cover": cover_data(request, decision.progress),
        "course": summary.course(request, decision.stage, decision.progress),
    }
    if decision.progress.handling is not None:
        # Written when the file is handed in, and never before.
        sealed["result"] = summary.result(request, decision.progress)
    values = {
        name: _sealed(file, columns.CASE, columns.CASE.column(name), file.id, value)
        for name, value in sealed.items()
    }
    row = tables.case_file
    done = transaction.execute(
        sa.update(row)
        .where(row.c.id == file.id, row.c.version == file.version)
        .values(
            stage=decision.stage.value, version=file.version + 1, registry=columns.REGISTRY_VERSION, **clear, **values,
        ),
    )
    if done.rowcount != 1:
        raise Conflict


def _reseal(
    transaction: Transaction, file: CaseFile, action: audit.Action, detail: Mapping[str, str | int | bool | None],
) -> None:
    content = newest(file.keys, Key.CONTENT)
    if content is None:
        raise NotFound
    raw = seal.read_rows(transaction, file.id)
    stored = seal.compute(content, file.id, raw)
    transaction.execute(
        sa.update(tables.case_file).where(tables.case_file.c.id == file.id).values(seal=stored),
    )
    audit.append(transaction, action, f"case:{file.id}", **seal.digests(stored, raw), **detail)


def adopt(transaction: Transaction, file: CaseFile, *, reason: str) -> None:
    """Take over the state of a case whose seal does not match, as it is now; raises Tampered when parts do not open.

    The reason is kept, sealed, in the case's own row.
    """
    if any(row.broken for of_table in file.rows.values() for row in of_table):
        raise Tampered("case")
    ending = dict(file.case_row.value("ending"))
    ending["adopted"] = [*ending.get("adopted", []), {"on": transaction.now.isoformat(), "reason": reason}]
    _write_case(transaction, file, Decision(file.stage, file.progress), {"ending": ending}, {})
    _reseal(transaction, file, audit.Action.CASE_ADOPTED, {})
