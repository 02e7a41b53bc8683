"""Walk the whole trail in constant memory and name the first entry that does not fit."""

from dataclasses import dataclass

import sqlalchemy as sa

from mediation.audit.tables import entry
from mediation.errors import Tampered
from mediation.transaction import Transaction
from mediation.vault import chain

_BATCH = 5_000


@dataclass(frozen=True)
class Verdict:
    """How many entries fit, and the number of the first that does not (None when all do)."""

    intact: int
    broken: int | None = None


def verify(transaction: Transaction) -> Verdict:
    """Check every entry against its predecessor: number, canonical bytes, repeated columns and MAC.

    It cannot see a cut tail, nor a chain rewritten by somebody who has the keyring: only copies elsewhere show that.
    """
    mac = chain.START
    count = 0
    query = sa.select(entry).order_by(entry.c.seq).execution_options(yield_per=_BATCH)
    for row in transaction.execute(query):
        count += 1
        if row.seq != count or not _fits(transaction, row, mac):
            return Verdict(count - 1, count)
        mac = row.mac
    return Verdict(count)


def _fits(transaction: Transaction, row: "sa.Row[tuple[object, ...]]", previous: bytes) -> bool:
    if not isinstance(row.canonical, bytes) or not isinstance(row.mac, bytes):
        return False
    try:
        if not chain.same(chain.next_mac(transaction.system, previous, row.canonical), row.mac):
            return False
        parsed = chain.parse(row.canonical)
    except Tampered:
        return False
    told = (parsed.seq, parsed.time_us, parsed.actor, parsed.action, parsed.object)
    return told == (row.seq, row.time, row.actor, row.action, row.object)
