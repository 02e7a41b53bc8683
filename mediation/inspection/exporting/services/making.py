"""Make a bundle beside the requests: a thread with the auditor's opened key, which lives no longer than the session.

Every second or so the row hears how far it has come; whoever stops it, a session that ends and a row that somebody
else has ended are noticed there. What does not finish leaves no file.
"""

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import BoundedSemaphore, Thread, Timer
from typing import Any
from uuid import UUID

from mediation.accounts import sessions
from mediation.accounts.store import units
from mediation.audit import Action, checkpoints
from mediation.clock import micros
from mediation.errors import NotFound, Tampered
from mediation.inspection.bundle import writing
from mediation.inspection.bundle.model import CSV, ROWS, XLSX, Facts, Made, Member
from mediation.inspection.exporting import sheets
from mediation.inspection.exporting.model import SILENT, VALID, Cause, Order, Rows, Sheet, State
from mediation.inspection.exporting.services import keys, orders
from mediation.inspection.exporting.store import exports
from mediation.inspection.summaries import services as summaries
from mediation.inspection.summaries import wording
from mediation.inspection.summaries.model import Field, Kind, Redacted
from mediation.language import mark
from mediation.permissions import Actor
from mediation.transaction import Premises, Transaction
from mediation.vault import notes
from mediation.vault.keys import PrivateKey
from mediation.vault.memory import KeyMemory
from mediation.web import logs

AT_ONCE = 2  # in one process: each takes a core
_BEAT = 1.0  # seconds
_LOOK = 200  # rows between two looks at the clock
_FEW_KEYS = 8  # each case's key is used once: nothing is gained by keeping it
_OWNER_ONLY = 0o700
_ROOM = BoundedSemaphore(AT_ONCE)
_WRITERS: dict[Sheet, tuple[str, Callable[..., Iterator[bytes]]]] = {
    Sheet.CSV: (CSV, sheets.to_csv), Sheet.XLSX: (XLSX, sheets.to_xlsx),
}
_DAMAGED = mark("Ringkasan rusak")
_YES = mark("Ya")


class Stopped(Exception):  # noqa: N818 - names what happened
    """This export is not to be finished: the cause says why."""

    def __init__(self, cause: Cause) -> None:
        """Take the cause."""
        super().__init__(cause.value)
        self.cause = cause


@dataclass(frozen=True)
class Job:
    """An export that was begun: by whom, in which session, and where its bundle goes.

    `kept`: it waits here to be fetched; else it was written to where the auditor wants it.
    """

    premises: Premises
    actor: Actor
    identity: PrivateKey = field(repr=False)
    session: bytes = field(repr=False)
    export: UUID
    folder: Path
    name: str
    kept: bool = True


@dataclass(frozen=True)
class Done:
    """A bundle that lies on the disk."""

    made: Made
    found: Rows
    until: int


def start(job: Job) -> None:
    """Make the bundle in a thread of its own; without room for one more, the row says so."""
    if not _ROOM.acquire(blocking=False):
        _fail(job, Cause.BUSY)
        return
    # A daemon: a process that ends does not wait; the row falls silent and is stopped by whoever looks next.
    Thread(target=_run, args=(job,), name="export", daemon=True).start()


def _run(job: Job) -> None:
    try:
        done = make(job)
    finally:
        _ROOM.release()
    if isinstance(done, Done):
        timer = Timer(VALID.total_seconds() + 1, orders.sweep, (job.premises,))
        timer.daemon = True
        timer.start()


def make(job: Job) -> Done | Cause:
    """Make the bundle of `job`; return what was made, or why it was not. Nothing half-finished stays."""
    try:
        done = _written(job)
        _finish(job, done)
    except Stopped as stopped:
        return _fail(job, stopped.cause)
    except (Tampered, NotFound):
        return _fail(job, Cause.DAMAGED)
    except OSError:
        return _fail(job, Cause.DISK)
    except Exception as error:  # noqa: BLE001 - whatever it is, the row must say that nothing comes any more
        logs.unexpected(error, "export", "")
        return _fail(job, Cause.OTHER)
    logs.tell("export.made", rows=done.made.rows, bytes=done.made.bytes)
    return done


def _written(job: Job) -> Done:
    job.folder.mkdir(mode=_OWNER_ONLY, exist_ok=True)
    checkpoint = _checkpoint(job)
    with job.premises.reading(job.actor, job.identity) as transaction:
        transaction.memory = KeyMemory(_FEW_KEYS)
        order = exports.get(transaction, job.export).order
        if keys.check(transaction, order.keys):
            raise Stopped(Cause.KEYS)
        passes = Passes(transaction, order, _Pulse(job))
        until = transaction.now + VALID
        facts = Facts(
            job.export, job.actor.name, f"{order.aim.label}: {order.reason}", transaction.now, until,
            keys.readers(transaction, order.keys), filter=passes.said(), fields=_labels(order),
            checkpoint=checkpoint, checkpoint_key=notes.verifier_key(transaction.system, job.premises.outside.origin),
        )
        made = writing.write(
            job.folder, job.name, members=passes.members(), facts=facts, system=transaction.system, told=_unheard,
        )
    return Done(made, passes.found, micros(until))


def _unheard(_rows: int) -> None:
    """Pass over what the writer tells: all passes are counted, not the first alone."""


def _checkpoint(job: Job) -> str:
    """Return the trail's signed head; it covers that this export was begun."""
    with job.premises.writing(job.actor) as transaction:
        _must_go_on(transaction, job)
        note = checkpoints.current(transaction)
        transaction.commit()
    return note


def _finish(job: Job, done: Done) -> None:
    """Write that the bundle is there; raises Stopped when nobody waits for it any more."""
    with job.premises.writing(job.actor) as transaction:
        _must_go_on(transaction, job)
        if keys.check(transaction, exports.get(transaction, job.export).order.keys):
            # Retired while it was sealed: somebody may have lost the private half.
            raise Stopped(Cause.KEYS)
        exports.finish(
            transaction, job.export, State.MADE if job.kept else State.WRITTEN, done.found,
            size=done.made.bytes, sha256=done.made.sha256, until=done.until if job.kept else None,
        )
        exports.tell(
            transaction, Action.EXPORT_MADE, job.export,
            digest=done.made.sha256, rows=done.found.rows, damaged=done.found.damaged, by=str(job.actor.id),
            **({"until": done.until} if job.kept else {}),
        )
        transaction.commit()


def _must_go_on(transaction: Transaction, job: Job) -> None:
    """Raise Stopped when the export was ended, or the session in which it was begun."""
    if exports.state_of(transaction, job.export) is not State.MAKING:
        raise Stopped(Cause.BY_HAND)
    if not sessions.is_open(transaction, job.session):
        raise Stopped(Cause.SESSION)


def _fail(job: Job, cause: Cause) -> Cause:
    _delete(job)
    with job.premises.writing(job.actor) as transaction:
        if exports.state_of(transaction, job.export) is State.MAKING:
            state = State.STOPPED if cause in {Cause.SESSION, Cause.BY_HAND} else State.FAILED
            orders.fail(transaction, job.export, state, cause)
            transaction.commit()
    return cause


def _delete(job: Job) -> None:
    for path in job.folder.glob(f"{job.name}.*"):
        path.unlink(missing_ok=True)


class _Pulse:
    """Tells the row that the maker lives, and hears whether it should go on."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._tried = self._heard = time.monotonic()

    def __call__(self, done: int) -> None:
        """Write how many rows are done, at most once a second; raise Stopped when nobody waits for more.

        A database that is busy for a moment ends nothing; one that is for so long that the row counts as silent does.
        """
        now = time.monotonic()
        if now - self._tried < _BEAT:
            return
        self._tried = now
        try:
            self._tell(done)
        except Stopped:
            raise
        except Exception:
            if now - self._heard > SILENT.total_seconds():
                raise
        else:
            self._heard = now

    def _tell(self, done: int) -> None:
        job = self._job
        with job.premises.writing(job.actor) as transaction:
            _must_go_on(transaction, job)
            exports.beat(transaction, job.export, done)
            transaction.commit()


class Passes:
    """The members of a bundle, each from a reading of its own: in between nothing is kept but a digest.

    The readings must find the same rows: on a database that shows changes meanwhile they may not, and it ends.
    """

    def __init__(self, transaction: Transaction, order: Order, pulse: Callable[[int], None]) -> None:
        """Read by `transaction` what `order` asks for; `pulse` is told how many rows were taken."""
        self._transaction = transaction
        self._order = order
        self._pulse = pulse
        self._done = 0
        self.found = Rows()
        # Complete when the rows were taken, and the manifest comes after them.
        self._said = self._asked()

    def said(self) -> dict[str, Any]:
        """Return what was asked for, as the manifest tells it; how many were damaged follows with the rows."""
        return self._said

    def members(self) -> Iterator[Member]:
        """Yield the members, one after the other."""
        yield ROWS, self._lines()
        head = (*(one.label for one in self._order.told), _DAMAGED)
        for sheet in self._order.sheets:
            name, write = _WRITERS[sheet]
            yield name, write(head, self._cells())

    def _lines(self) -> Iterator[bytes]:
        for _row, line in self._pass():
            yield line

    def _cells(self) -> Iterator[tuple[str | int | None, ...]]:
        for row, _line in self._pass():
            told = tuple(_cell(one, row.facts.get(one.code)) for one in self._order.told)
            yield (*told, _YES if row.damaged else "")

    def _pass(self) -> Iterator[tuple[Redacted, bytes]]:
        digest, rows, damaged = hashlib.sha256(), 0, 0
        codes = tuple(one.code for one in self._order.told)
        for row in summaries.rows(self._transaction, self._order.wanted):
            line = _line(row, codes)
            digest.update(line)
            rows, damaged = rows + 1, damaged + row.damaged
            self._count()
            yield row, line
        self._settle(Rows(rows, damaged, digest.hexdigest()))

    def _count(self) -> None:
        self._done += 1
        if self._done % _LOOK == 0:
            self._pulse(self._done)

    def _settle(self, found: Rows) -> None:
        if self.found.digest and found != self.found:
            raise Stopped(Cause.CHANGED)
        self.found = found
        self._said["damaged"] = found.damaged

    def _asked(self) -> dict[str, Any]:
        wanted = self._order.wanted
        return {
            "first_month": wanted.first, "last_month": wanted.last, "units": self._units(),
            "lateness": wanted.lateness.value, "submitted_only": wanted.submitted_only,
        }

    def _units(self) -> list[str]:
        wanted = self._order.wanted.units
        return [unit.name for unit in units.every(self._transaction) if unit.id in wanted]


def _line(row: Redacted, codes: tuple[str, ...]) -> bytes:
    """Return a row as it stands in `summaries.jsonl`: the fields that were asked for, in printed order."""
    told = {code: row.facts.get(code) for code in codes}
    if row.damaged:
        told["damaged"] = True
    return (json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _cell(one: Field, value: Any) -> str | int | None:  # noqa: ANN401 - whatever the field holds
    if value is None:
        return None
    return int(value) if one.kind is Kind.NUMBER else wording.written(one, value)


def _labels(order: Order) -> dict[str, str]:
    return {one.code: one.label for one in order.told}

