"""Where the trail ends, and what stands at a number: indexed look-ups in the chain, and the walk through all of it."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import sqlalchemy as sa

from mediation.audit.tables import entry
from mediation.database.metadata import Blob
from mediation.transaction import Transaction
from mediation.vault import chain

_BATCH = 1_000


class Head(NamedTuple):
    """An entry as the chain's end: its number, its MAC, its time (µs since 1970 UTC)."""

    seq: int
    mac: bytes
    time: int


class Stored(NamedTuple):
    """A row of the trail as it stands; texts as bytes, so that what is no text arrives too."""

    seq: int
    time: int
    actor: bytes
    action: bytes
    object: bytes
    canonical: bytes
    mac: bytes


EMPTY = Head(0, chain.START, 0)

# Made once: every act and every opening of a case or a person asks the first.
_LAST = sa.select(entry.c.seq, entry.c.mac, entry.c.time).order_by(entry.c.seq.desc()).limit(1)
_AT = sa.select(entry.c.seq, entry.c.mac, entry.c.time).where(entry.c.seq == sa.bindparam("seq"))
_SAYING = sa.select(entry.c.seq).where(
    sa.func.substr(entry.c.canonical, 1, chain.BEGINNING) == sa.bindparam("beginning", type_=Blob()),
).order_by(entry.c.seq).limit(_BATCH)


def last(transaction: Transaction) -> Head:
    """Return the newest entry, `EMPTY` when there is none."""
    return _head(transaction.connection.execute(_LAST).first()) or EMPTY


def at(transaction: Transaction, seq: int) -> Head | None:
    """Return the entry numbered `seq`, `EMPTY` for 0; None when there is none."""
    return _head(transaction.connection.execute(_AT, {"seq": seq}).first()) if seq else EMPTY


def saying(transaction: Transaction, seq: int) -> tuple[int, ...]:
    """Return the numbers at which entries stand whose bytes say that they are number `seq`: looks through all."""
    return tuple(transaction.connection.execute(_SAYING, {"beginning": chain.beginning(seq)}).scalars())


def stored(transaction: Transaction, seq: int) -> Stored | None:
    """Return the row numbered `seq`; None when there is none."""
    row = next(_read(transaction, _rows(transaction).where(entry.c.seq == seq)), None)
    return None if row is None else Stored(*row)


def walk(transaction: Transaction) -> Iterator[chain.Row]:
    """Yield all rows by their number, in constant memory, with the parts of `Stored` in its order."""
    return _read(transaction, _rows(transaction).order_by(entry.c.seq))


class Tally:
    """What the rows of a walk have in those columns by which entries are looked up, as a sum in any order.

    The sums are of keyed hashes, with a key of this process: nobody makes other rows with the same sum.
    """

    def __init__(self) -> None:
        self.objects = self.actions = 0

    def over(self, rows: Iterable[chain.Row]) -> Iterator[chain.Row]:
        """Yield `rows`, counted."""
        for row in rows:
            seq, _time, _actor, action, subject, *_rest = row
            self.actions += hash((seq, action))
            self.objects += hash((seq, subject))
            yield row

    def is_listed(self, transaction: Transaction) -> bool:
        """Tell whether the indexes list the counted entries and nothing else.

        Who writes to a SQLite file can exchange an index for one that leaves the newest entry out: every query by it
        would then find an older one. On PostgreSQL only its superuser can.
        """
        told = (("action", self.actions), ("object", self.objects))
        return not _is_sqlite(transaction) or all(_listed(transaction, name) == total for name, total in told)


def _listed(transaction: Transaction, name: str) -> int | None:
    """Return the sum over the index that begins with the column `name`, read from it alone; None for a torn one."""
    index = next(each.name for each in entry.indexes if next(iter(each.columns)).name == name)
    dbapi = transaction.connection.dialect.loaded_dbapi
    cursor = transaction.connection.connection.cursor()
    total = 0
    try:
        # Our own names; SQLAlchemy has no words for "by this index".
        cursor.execute(f"SELECT seq, CAST({name} AS BLOB) FROM audit_entry INDEXED BY {index}")  # noqa: S608
        while rows := cursor.fetchmany(_BATCH):
            total += sum(map(hash, rows))
    except dbapi.DatabaseError:
        return None
    finally:
        cursor.close()
    return total


def _rows(transaction: Transaction) -> "sa.Select[Any]":
    texts: list[sa.ColumnElement[Any]] = [entry.c.actor, entry.c.action, entry.c.object]
    if _is_sqlite(transaction):
        # As bytes from the database on: three million texts are not decoded to be encoded again. What holds the same
        # bytes and is no text is found by no query that asks for the text: it must not pass for the entry.
        texts = [sa.case((sa.func.typeof(text) == "text", sa.cast(text, Blob()))) for text in texts]
    return sa.select(entry.c.seq, entry.c.time, *texts, entry.c.canonical, entry.c.mac)


def _read(transaction: Transaction, query: "sa.Select[Any]") -> Iterator[Any]:
    if not _is_sqlite(transaction):
        result = transaction.connection.execute(query.execution_options(yield_per=_BATCH))
        yield from (_encoded(row) for rows in result.partitions() for row in rows)
        return
    # The driver's own rows: making others of a million takes as long as checking them.
    compiled = query.compile(transaction.connection)
    cursor = transaction.connection.connection.cursor()
    try:
        cursor.execute(str(compiled), tuple(compiled.params[name] for name in compiled.positiontup or ()))
        while rows := cursor.fetchmany(_BATCH):
            yield from rows
    finally:
        cursor.close()


def _is_sqlite(transaction: Transaction) -> bool:
    return transaction.connection.dialect.name == "sqlite"


def _encoded(row: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a Core row
    return tuple(value.encode(errors="replace") if isinstance(value, str) else value for value in row)


def _head(row: Any) -> Head | None:  # noqa: ANN401 - a Core row or None
    return None if row is None else Head(row.seq, row.mac, row.time)
