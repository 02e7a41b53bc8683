"""Checkpoints: where the trail ended, signed and kept outside the database, so that a cut or rewritten one shows.

One is made every 1,000 entries, at the first entry of a UTC day (over the chain before it), at each start and inside
each export. It is written after the commit, so that what was rolled back leaves none; a place that does not take it
never breaks the act: it is owed, and tried again with the next commit.
"""

from collections.abc import Callable
from datetime import datetime
from time import monotonic

import structlog

from mediation import syslog
from mediation.audit import heads, records
from mediation.audit.heads import Head
from mediation.transaction import Outside, Transaction
from mediation.vault import notes
from mediation.vault.notes import Checkpoint
from mediation.vault.system import SystemKeys

EVERY = 1_000
_MICROS_A_DAY = 86_400_000_000
_HELD = "checkpoint"  # in `Transaction.opened`: the newest one to write after the commit

FILE, SYSLOG = "file", "syslog"
_PATIENCE = 60.0  # seconds
Put = Callable[[str, datetime], None]


def current(transaction: Transaction) -> str:
    """Return the signed note over the trail as this unit of work sees it; once that is kept, it is written outside too.

    Give it away only after the commit: it covers what was appended here.
    """
    head = heads.last(transaction)
    _write_after_commit(transaction, head)
    return signed(transaction.system, transaction.outside, head)


def appended(transaction: Transaction, before: Head, now: Head) -> None:
    """Have a checkpoint written after the commit when the entry `now`, which follows `before`, makes one due."""
    if now.seq % EVERY == 0:
        _write_after_commit(transaction, now)
    elif before.seq and day(before) < day(now):
        _write_after_commit(transaction, before)
    elif transaction.outside.owed and _HELD not in transaction.opened:
        # To the places alone that did not take the last one.
        transaction.after_commit(lambda: _make_good(transaction, now))


def signed(system: SystemKeys, outside: Outside, head: Head) -> str:
    """Return the signed note over `head`; raises ValueError when the installation has no usable name."""
    return notes.sign(system, Checkpoint(outside.origin, head.seq, head.mac))


def write(system: SystemKeys, outside: Outside, head: Head, when: datetime) -> None:
    """Write a checkpoint over `head` to every place there is; what a place does not take is logged and owed."""
    for place, put in _places(outside).items():
        _put(place, put, system, outside, head, when)


def _make_good(transaction: Transaction, head: Head) -> None:
    """Write to what owes one; to syslog once a minute at most, for looking up a machine that is away may take long."""
    outside = transaction.outside
    for place, put in _places(outside).items():
        waits = place == SYSLOG and monotonic() - outside.tried.get(place, -_PATIENCE) < _PATIENCE
        if place in outside.owed and not waits:
            _put(place, put, transaction.system, outside, head, transaction.now)


def _put(place: str, put: Put, system: SystemKeys, outside: Outside, head: Head, when: datetime) -> None:
    outside.tried[place] = monotonic()
    try:
        put(signed(system, outside, head), when)
    except (OSError, ValueError) as error:
        outside.owed.add(place)
        structlog.get_logger().error("checkpoint.failed", place=place, kind=type(error).__name__, size=head.seq)
    else:
        outside.owed.discard(place)
        structlog.get_logger().info("checkpoint.written", place=place, size=head.seq)


def _places(outside: Outside) -> dict[str, Put]:
    file, address = outside.file, outside.syslog
    places: dict[str, Put] = {}
    if file is not None:
        places[FILE] = lambda note, when: records.append(file, note, when)
    if address:
        places[SYSLOG] = lambda note, when: syslog.send(address, records.as_line(note, when))
    return places


def _write_after_commit(transaction: Transaction, head: Head) -> None:
    if _HELD not in transaction.opened:
        transaction.after_commit(lambda: _write_held(transaction))
    transaction.opened[_HELD] = head


def _write_held(transaction: Transaction) -> None:
    head: Head = transaction.opened.pop(_HELD)
    write(transaction.system, transaction.outside, head, transaction.now)


def day(head: Head) -> int:
    """Return the number of the entry's UTC day; a time that was changed to no number must not break the next act."""
    return head.time // _MICROS_A_DAY if isinstance(head.time, int) else 0
