"""Rows of exports: what was asked for, how far it has come, and the name of the file while there is one."""

import json
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from mediation import audit
from mediation.audit import Action
from mediation.errors import NotFound, Tampered
from mediation.inspection.exporting.model import (
    SILENT,
    Cause,
    Export,
    Order,
    Rows,
    State,
    order_from_data,
    order_to_data,
)
from mediation.inspection.exporting.tables import export
from mediation.transaction import Transaction

_ASKED = b"export asked"
_MICROS = 1_000_000


def add(transaction: Transaction, id_: UUID, order: Order, *, file: str, total: int) -> None:
    """Write that an export is begun by the actor; what it asks for is sealed under the keyring."""
    asked = json.dumps(order_to_data(order), ensure_ascii=False).encode()
    transaction.execute(sa.insert(export).values(
        id=id_, auditor=transaction.actor.id, state=State.MAKING.value, begun=transaction.micros,
        beat=transaction.micros, asked=transaction.keyring.wrap(asked, _ASKED, id_.bytes), done=0, total=total,
        file=file, rows=0, damaged=0, bytes=0, sha256="",
    ))


def get(transaction: Transaction, id_: UUID) -> Export:
    """Return an export of the actor's; raises NotFound for another's and an absent one, Tampered."""
    query = sa.select(export).where(export.c.id == id_, export.c.auditor == transaction.actor.id)
    row = transaction.execute(query).first()
    if row is None:
        raise NotFound
    return _export(transaction, row)


def own(transaction: Transaction, limit: int) -> list[Export]:
    """Return the actor's exports, the newest first; raises Tampered."""
    query = sa.select(export).where(export.c.auditor == transaction.actor.id)
    rows = transaction.execute(query.order_by(export.c.begun.desc(), export.c.id).limit(limit)).all()
    return [_export(transaction, row) for row in rows]


def running(transaction: Transaction) -> UUID | None:
    """Return the actor's export that is being made now; None without one."""
    query = sa.select(export.c.id).where(
        export.c.auditor == transaction.actor.id, export.c.state == State.MAKING.value,
        export.c.beat > _silent_since(transaction),
    )
    found: UUID | None = transaction.execute(query.limit(1)).scalar()
    return found


def state_of(transaction: Transaction, id_: UUID) -> State | None:
    """Return how far an export has come, whosever it is; None without its row."""
    found = transaction.execute(sa.select(export.c.state).where(export.c.id == id_)).scalar()
    return State(found) if found is not None else None


def beat(transaction: Transaction, id_: UUID, done: int) -> None:
    """Write a sign of life with how many rows are done."""
    _update(transaction, id_, beat=transaction.micros, done=done)


def finish(
    transaction: Transaction, id_: UUID, state: State, found: Rows, *, size: int, sha256: str, until: int | None,
) -> None:
    """Write that an export is made: the digest of the bundle stands in its entry too."""
    _update(
        transaction, id_, state=state.value, rows=found.rows, damaged=found.damaged, bytes=size, sha256=sha256,
        made=transaction.micros, until=until, beat=transaction.micros,
        **({} if state is State.MADE else {"file": None}),
    )


def end(transaction: Transaction, id_: UUID, state: State, cause: Cause | None = None) -> None:
    """Write that there is nothing of an export any more, or never was: the name of the file goes too."""
    _update(transaction, id_, state=state.value, cause=cause.value if cause else None, file=None)


def taken(transaction: Transaction, id_: UUID) -> None:
    """Write that the bundle was fetched."""
    _update(transaction, id_, taken=transaction.micros)


def over(transaction: Transaction) -> list[UUID]:
    """Return the finished exports whose time is over."""
    query = sa.select(export.c.id).where(
        export.c.state == State.MADE.value, export.c.until <= transaction.micros,
    )
    return list(transaction.execute(query).scalars())


def silent(transaction: Transaction) -> list[UUID]:
    """Return the exports whose maker gives no sign of life any more."""
    query = sa.select(export.c.id).where(
        export.c.state == State.MAKING.value, export.c.beat <= _silent_since(transaction),
    )
    return list(transaction.execute(query).scalars())


def files(transaction: Transaction) -> frozenset[str]:
    """Return the names of the bundles that are there or being made."""
    return frozenset(transaction.execute(sa.select(export.c.file).where(export.c.file.is_not(None))).scalars())


def is_told(transaction: Transaction, found: Export) -> bool:
    """Tell whether the trail says that the actor made this bundle, with this digest and end; raises Tampered."""
    told = audit.latest(transaction, about(found.id), "digest")
    row = found.sha256, found.until, str(transaction.actor.id)
    return told is not None and (told["digest"], told.get("until"), told.get("by")) == row


def tell(transaction: Transaction, action: Action, id_: UUID, **detail: str | int) -> None:
    """Append what happened to an export: numbers, ids and digests alone."""
    audit.append(transaction, action, about(id_), **detail)


def about(id_: UUID) -> str:
    """Return how the trail names an export."""
    return f"export:{id_}"


def _silent_since(transaction: Transaction) -> int:
    return transaction.micros - int(SILENT.total_seconds()) * _MICROS


def _update(transaction: Transaction, id_: UUID, **values: Any) -> None:
    transaction.execute(sa.update(export).where(export.c.id == id_).values(**values))


def _export(transaction: Transaction, row: Any) -> Export:  # noqa: ANN401 - a Core row
    try:
        asked = json.loads(transaction.keyring.unwrap(row.asked, _ASKED, row.id.bytes))
        return Export(
            row.id, row.auditor, State(row.state), row.begun, row.beat, order_from_data(asked), row.done, row.total,
            row.file or "", row.rows, row.damaged, row.bytes, row.sha256, row.made, row.until, row.taken,
            Cause(row.cause) if row.cause else None,
        )
    except (KeyError, TypeError, ValueError):
        raise Tampered("export") from None
