"""Rows of export keys. What a key may be used for is what the trail's newest entry about it says, never its row alone.

Each entry carries the SHA-256 of the key and of the whole registration, the state that it led to, and by whom: a row
that was planted, swapped, confirmed or put back by somebody with the database in his hands does not agree with it.
"""

import hashlib
from dataclasses import replace
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from mediation import audit
from mediation.audit import Action
from mediation.errors import NotFound, Tampered
from mediation.inspection.exporting.model import ExportKey, Standing
from mediation.inspection.exporting.tables import export_key
from mediation.transaction import Transaction
from mediation.vault.age import recipient_line
from mediation.vault.framing import pae
from mediation.vault.principals import fingerprint

_ACTIONS = {
    Standing.WAITING: Action.EXPORT_KEY_ADDED,
    Standing.CONFIRMED: Action.EXPORT_KEY_CONFIRMED,
    Standing.RETIRED: Action.EXPORT_KEY_RETIRED,
}


def add(transaction: Transaction, id_: UUID, name: str, public: bytes) -> ExportKey:
    """Write a key that waits for a second person, with its entry; returns it."""
    made = ExportKey(id_, name, public, transaction.micros, transaction.actor.id)
    values = {part: getattr(made, part) for part in ("id", "name", "public", "added", "added_by")}
    transaction.execute(sa.insert(export_key).values(**values))
    _tell(transaction, made, Standing.WAITING)
    return get(transaction, id_)


def confirm(transaction: Transaction, key: ExportKey) -> None:
    """Write that the actor compared the key."""
    _move(transaction, key, Standing.CONFIRMED, confirmed=transaction.micros, confirmed_by=transaction.actor.id)


def retire(transaction: Transaction, key: ExportKey) -> None:
    """Write that nothing is sealed to the key any more."""
    _move(transaction, key, Standing.RETIRED, retired=transaction.micros, retired_by=transaction.actor.id)


def get(transaction: Transaction, id_: UUID) -> ExportKey:
    """Return a key with its standing; raises NotFound."""
    row = transaction.execute(sa.select(export_key).where(export_key.c.id == id_)).first()
    if row is None:
        raise NotFound
    return _checked(transaction, row)


def every(transaction: Transaction) -> list[ExportKey]:
    """Return all keys with their standings, by the name of the holder."""
    rows = transaction.execute(sa.select(export_key).order_by(sa.func.lower(export_key.c.name), export_key.c.added))
    return [_checked(transaction, row) for row in rows.all()]


def about(id_: UUID) -> str:
    """Return how the trail names a key."""
    return f"export-key:{id_}"


def _move(transaction: Transaction, key: ExportKey, to: Standing, **values: Any) -> None:
    transaction.execute(sa.update(export_key).where(export_key.c.id == key.id).values(**values))
    _tell(transaction, key, to)


def _tell(transaction: Transaction, key: ExportKey, to: Standing) -> None:
    audit.append(
        transaction, _ACTIONS[to], about(key.id),
        key=_digest(key.public), registration=_registration(key), state=to.value, by=str(transaction.actor.id),
    )


def _checked(transaction: Transaction, row: Any) -> ExportKey:  # noqa: ANN401 - a Core row
    try:
        found = ExportKey(**row._mapping)  # noqa: SLF001 - how SQLAlchemy gives a row as a mapping
        found = replace(found, line=recipient_line(found.public), fingerprint=fingerprint(found.public))
        return replace(found, standing=_standing(transaction, found))
    except (Tampered, TypeError, ValueError):
        return ExportKey(
            row.id, str(row.name), b"", row.added, row.added_by, standing=Standing.BROKEN,
        )


def _standing(transaction: Transaction, key: ExportKey) -> Standing:
    """Return what the trail says of `key`; BROKEN when the row says anything else."""
    told = audit.latest(transaction, about(key.id), "registration")
    said, by = _said(key)
    expected = {
        "key": _digest(key.public), "registration": _registration(key), "state": said.value, "by": str(by),
    }
    alone = said is Standing.CONFIRMED and by == key.added_by
    return Standing.BROKEN if told != expected or alone else said


def _said(key: ExportKey) -> tuple[Standing, UUID | None]:
    """Return what the row says, and who did that."""
    if key.retired is not None:
        return Standing.RETIRED, key.retired_by
    if key.confirmed is not None:
        return Standing.CONFIRMED, key.confirmed_by
    return Standing.WAITING, key.added_by


def _registration(key: ExportKey) -> str:
    return _digest(pae(b"mv1.export-key", key.id.bytes, key.name.encode(), key.public, key.added_by.bytes))


def _digest(value: bytes) -> str:
    return hashlib.sha256(value).hexdigest()
