"""What an auditor does with exports: count, begin, fetch, end; and what nobody needs to do: let them go in time."""

import secrets
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from mediation.audit import Action
from mediation.errors import NotFound, Refusal, Tampered
from mediation.inspection.exporting.model import (
    MOST_ROWS_OF_A_SHEET,
    Cause,
    Export,
    Order,
    Rows,
    Sheet,
    State,
)
from mediation.inspection.exporting.services import keys
from mediation.inspection.exporting.store import exports
from mediation.inspection.summaries import services as summaries
from mediation.inspection.summaries import store
from mediation.inspection.summaries.model import Filter, Lateness
from mediation.language import mark
from mediation.transaction import Premises, Transaction

SHOWN = 50


@dataclass(frozen=True)
class Begun:
    """An export whose row is written: the id, and the name of its bundle."""

    id: UUID
    name: str


def count(transaction: Transaction, wanted: Filter) -> Rows:
    """Return how many summaries `wanted` finds for the actor now, and how many of them are damaged.

    What is chosen by clear columns alone is counted without opening anything: nothing is known of damage then.
    """
    if not (wanted.first or wanted.last) and wanted.lateness is Lateness.ALL:
        return Rows(store.count(transaction, units=wanted.units, submitted_only=wanted.submitted_only))
    rows = damaged = 0
    for row in summaries.rows(transaction, wanted):
        rows, damaged = rows + 1, damaged + row.damaged
    return Rows(rows, damaged)


def begin(transaction: Transaction, order: Order, counted: Rows) -> Begun | Refusal:
    """Write that the export `order` asks for is begun, or return why it cannot be."""
    if exports.running(transaction):
        return Refusal(_RUNNING, _WAIT)
    if not counted.rows:
        return Refusal(_NOTHING, _WIDEN)
    if Sheet.XLSX in order.sheets and counted.rows > MOST_ROWS_OF_A_SHEET:
        return Refusal(_TOO_MANY, _NO_SHEET)
    refused = keys.check(transaction, order.keys)
    if refused or not order.keys:
        return refused or Refusal(_NOBODY, _CHOOSE)
    begun = Begun(uuid4(), f"ringkasan-{secrets.token_hex(6)}")
    exports.add(transaction, begun.id, order, file=begun.name, total=counted.rows * order.passes)
    exports.tell(
        transaction, Action.EXPORT_BEGUN, begun.id,
        rows=counted.rows, aim=order.aim.value, recipients="+".join(map(str, order.keys)), fields=len(order.told),
    )
    transaction.commit()
    return begun


def listed(transaction: Transaction) -> list[Export]:
    """Return the actor's exports, the newest first; raises Tampered."""
    return exports.own(transaction, SHOWN)


def get(transaction: Transaction, id_: UUID) -> Export:
    """Return an export of the actor's; raises NotFound, Tampered."""
    return exports.get(transaction, id_)


def ready(transaction: Transaction, id_: UUID) -> Export:
    """Return a finished export of the actor's; raises NotFound when there is none any more, Tampered.

    Its row must say what the trail says: who made it, and the digest.
    """
    found = exports.get(transaction, id_)
    if found.state is not State.MADE or not found.file or (found.until or 0) <= transaction.micros:
        raise NotFound
    if not exports.is_told(transaction, found):
        raise Tampered("export")
    return found


def take(transaction: Transaction, id_: UUID) -> Export:
    """Return an export that is being fetched now, with its entry; raises as `ready`."""
    found = ready(transaction, id_)
    exports.taken(transaction, id_)
    exports.tell(transaction, Action.EXPORT_TAKEN, id_, rows=found.rows, file=found.sha256)
    transaction.commit()
    return found


def end(transaction: Transaction, id_: UUID) -> Refusal | None:
    """Stop an export that is being made, or let a finished one go before its time; or return why not."""
    found = exports.get(transaction, id_)
    if found.state is State.MAKING:
        fail(transaction, id_, State.STOPPED, Cause.BY_HAND)
    elif found.state is State.MADE:
        _gone(transaction, id_)
    else:
        return Refusal(_ENDED)
    transaction.commit()
    return None


def fail(transaction: Transaction, id_: UUID, state: State, cause: Cause) -> None:
    """Write that an export was not finished, and why; the caller commits."""
    exports.end(transaction, id_, state, cause)
    exports.tell(transaction, Action.EXPORT_FAILED, id_, cause=cause.value)


def sweep(premises: Premises) -> None:
    """Let go what is over, stop what gives no sign of life, and delete every file that belongs to no export.

    The folder is listed before the rows are read: a file seen here has had its row for longer.
    """
    there = _files(premises)
    with premises.reading() as transaction:
        due = bool(exports.over(transaction) or exports.silent(transaction))
        kept = exports.files(transaction)
    if due:
        kept = _let_go(premises)
    for path in there:
        if path.name.partition(".")[0] not in kept:
            path.unlink(missing_ok=True)


def _files(premises: Premises) -> list[Path]:
    folder = premises.exports
    if folder is None or not folder.is_dir():
        return []
    return [path for path in folder.iterdir() if path.is_file()]


def _let_go(premises: Premises) -> frozenset[str]:
    with premises.writing() as transaction:
        for id_ in exports.over(transaction):
            _gone(transaction, id_)
        for id_ in exports.silent(transaction):
            fail(transaction, id_, State.STOPPED, Cause.PROCESS)
        transaction.commit()
        return exports.files(transaction)


def _gone(transaction: Transaction, id_: UUID) -> None:
    exports.end(transaction, id_, State.GONE)
    exports.tell(transaction, Action.EXPORT_GONE, id_)


_RUNNING = mark("Ekspor Anda yang lain masih dibuat.")
_WAIT = mark("Tunggu sampai selesai, atau hentikan lebih dahulu.")
_NOTHING = mark("Tidak ada berkas yang cocok dengan pilihan Anda.")
_WIDEN = mark("Ubah bulan, unit kerja, atau keadaannya.")
_TOO_MANY = mark("Satu lembar XLSX tidak memuat ringkasan sebanyak ini.")
_NO_SHEET = mark("Persempit bulannya, atau buat tanpa lembar XLSX.")
_NOBODY = mark("Ekspor ini belum mempunyai penerima.")
_CHOOSE = mark("Pilih paling sedikit satu kunci penerima.")
_ENDED = mark("Ekspor ini sudah berakhir.")
