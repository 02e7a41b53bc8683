"""Where the trail ends, and what stands at a number: indexed look-ups in the chain."""

from typing import Any, NamedTuple

import sqlalchemy as sa

from mediation.audit.tables import entry
from mediation.transaction import Transaction
from mediation.vault import chain


class Head(NamedTuple):
    """An entry as the chain's end: its number, its MAC, its time (µs since 1970 UTC)."""

    seq: int
    mac: bytes
    time: int


EMPTY = Head(0, chain.START, 0)

# Made once: every act and every opening of a case or a person asks the first.
_LAST = sa.select(entry.c.seq, entry.c.mac, entry.c.time).order_by(entry.c.seq.desc()).limit(1)
_AT = sa.select(entry.c.seq, entry.c.mac, entry.c.time).where(entry.c.seq == sa.bindparam("seq"))


def last(transaction: Transaction) -> Head:
    """Return the newest entry, `EMPTY` when there is none."""
    return _head(transaction.connection.execute(_LAST).first()) or EMPTY


def at(transaction: Transaction, seq: int) -> Head | None:
    """Return the entry numbered `seq`, `EMPTY` for 0; None when there is none."""
    return _head(transaction.connection.execute(_AT, {"seq": seq}).first()) if seq else EMPTY


def _head(row: Any) -> Head | None:  # noqa: ANN401 - a Core row or None
    return None if row is None else Head(row.seq, row.mac, row.time)
