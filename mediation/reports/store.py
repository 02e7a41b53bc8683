"""Letterheads in the database. They are the agency's public words and stand in clear."""

import json
from dataclasses import asdict, replace
from typing import Any
from uuid import UUID

import sqlalchemy as sa

import mediation.accounts.tables  # noqa: F401 - letterheads refer to units
from mediation import audit
from mediation.accounts.store import units
from mediation.errors import Conflict
from mediation.reports.blocks import Kind
from mediation.reports.letterhead import LetterheadSettings, Pattern
from mediation.reports.tables import letterhead
from mediation.transaction import Transaction

WHOLE_AGENCY = UUID(int=0)

_TEXTS = ("owner", "name", "address", "contact", "town", "addressee_title", "addressee_place", "pppk_basis")


def get(transaction: Transaction, unit: UUID | None) -> LetterheadSettings | None:
    """Return the letterhead of `unit` itself (None: of the whole agency); None when it has none."""
    row = transaction.execute(sa.select(letterhead).where(letterhead.c.id == (unit or WHOLE_AGENCY))).first()
    return _settings(row) if row else None


def for_unit(transaction: Transaction, unit: UUID | None) -> LetterheadSettings | None:
    """Return the letterhead that `unit` writes under: its own, that of the nearest unit above, or the agency's."""
    for candidate in (*_upwards(transaction, unit), None):
        found = get(transaction, candidate)
        if found:
            return found
    return None


def owner_of(transaction: Transaction, unit: UUID | None) -> UUID:
    """Return whose letterhead `unit` writes under: a unit's id, or WHOLE_AGENCY."""
    own = (candidate for candidate in _upwards(transaction, unit) if get(transaction, candidate))
    return next(own, WHOLE_AGENCY)


def put(transaction: Transaction, unit: UUID | None, given: LetterheadSettings) -> None:
    """Write the letterhead of `unit` (None: of the agency), with its audit entry.

    `given.version` is the version that was read, 0 for a new one; raises Conflict when somebody was faster.
    """
    id_ = unit or WHOLE_AGENCY
    values = _values(replace(given, version=given.version + 1))
    if given.version:
        change = sa.update(letterhead).where(letterhead.c.id == id_, letterhead.c.version == given.version)
        changed = transaction.execute(change.values(**values)).rowcount
    else:
        changed = 0 if get(transaction, unit) else _insert(transaction, id_, unit, values)
    if changed != 1:
        raise Conflict
    audit.append(transaction, audit.Action.LETTERHEAD_CHANGED, f"letterhead:{id_}")


def _insert(transaction: Transaction, id_: UUID, unit: UUID | None, values: dict[str, Any]) -> int:
    return transaction.execute(sa.insert(letterhead).values(id=id_, unit=unit, **values)).rowcount


def _upwards(transaction: Transaction, unit: UUID | None) -> list[UUID]:
    known = {one.id: one.parent for one in units.every(transaction)}
    chain: list[UUID] = []
    while unit is not None and unit in known and unit not in chain:
        chain.append(unit)
        unit = known[unit]
    return chain


def _values(given: LetterheadSettings) -> dict[str, Any]:
    patterns = {kind.value: asdict(pattern) for kind, pattern in given.patterns.items()}
    texts = {name: getattr(given, name) for name in _TEXTS}
    return texts | {"patterns": json.dumps(patterns), "emblem": given.emblem, "version": given.version}


def _settings(row: Any) -> LetterheadSettings:  # noqa: ANN401 - a Core row
    patterns = {Kind(kind): Pattern(**told) for kind, told in json.loads(row.patterns).items()}
    texts = {name: getattr(row, name) for name in _TEXTS}
    return LetterheadSettings(**texts, patterns=patterns, emblem=row.emblem, version=row.version)
