"""The trail and the file of checkpoints: compared at each start, written again when it lags, taken over with a reason.

A database restored from a backup disagrees with checkpoints made after that backup. Going on then is an act of its
own, with a reason, and stands in the trail: it names the file as it was, so that what it gave up is still known.
"""

import hashlib
from itertools import islice
from pathlib import Path
from uuid import UUID

import structlog

from mediation.audit import against, checkpoints, heads, records
from mediation.audit.actions import Action
from mediation.audit.against import Comparison
from mediation.audit.records import Record
from mediation.audit.store import append, latest
from mediation.errors import Tampered
from mediation.language import Labelled, mark
from mediation.transaction import Premises, Transaction
from mediation.vault import notes

SUBJECT = f"checkpoints:{UUID(int=0)}"
_LOOKED_AT = 24 * 1_024  # bytes at the file's end that a start compares: some fifty checkpoints
_GLANCED_AT = 2 * 1_024  # on a page: the last five
_READ_AT_ONCE = 1 << 20


class Reason(Labelled):
    """Why somebody goes on with a database that disagrees with the file: its value stands in the trail."""

    RESTORED = "restored", mark("basis data dipulihkan dari cadangan")
    FILE_DAMAGED = "file_damaged", mark("berkas titik periksa rusak atau tertukar")
    INVESTIGATED = "investigated", mark("penyebabnya sudah diperiksa dan dicatat di tempat lain")


def glance(transaction: Transaction) -> Comparison:
    """Compare the newest checkpoints of the file with the trail: what a start asks. A missing file compares nothing."""
    path = transaction.outside.file
    if path is None or not path.is_file():
        return against.compare(transaction, ())
    size, given_up = path.stat().st_size, _accepted(transaction, path)
    start = max(given_up, size - _LOOKED_AT)
    found = records.read(path, start)
    # In the middle of the file the first record may be a part of one.
    return against.compare(transaction, islice(found, 1 if start > given_up else 0, None))


def listed(path: Path) -> tuple[Record, ...]:
    """Return the records of a file of checkpoints; raises OSError. Read it before the unit of work that compares it."""
    return tuple(records.read(path))


def compared(transaction: Transaction, found: tuple[Record, ...], *, lived_until: int = 0) -> Comparison:
    """Compare all records of a file, the program's own or a copy from elsewhere, with the trail."""
    return against.compare(transaction, found, excused=_excused(transaction), lived_until=lived_until)


def begin(premises: Premises) -> None:
    """Write a checkpoint over the trail as it is now; when the file has none, the trail tells that it began anew."""
    path = premises.outside.file
    with premises.writing() as transaction:
        head, newest = heads.last(transaction), _newest(transaction, _LOOKED_AT)
        if newest is None and path is not None:
            append(transaction, Action.CHECKPOINTS_BEGUN, SUBJECT, size=head.seq)
        if newest is None or newest < head.seq:
            checkpoints.current(transaction)
        transaction.commit()


def lags(transaction: Transaction) -> bool:
    """Tell whether the file, or syslog in this process, lacks a checkpoint that was due."""
    if transaction.outside.owed:
        return True
    if transaction.outside.file is None:
        return False
    head, newest = heads.last(transaction), _newest(transaction, _GLANCED_AT) or 0
    if newest < head.seq - head.seq % checkpoints.EVERY:
        return True
    after = heads.at(transaction, newest + 1)
    return after is not None and checkpoints.day(after) < checkpoints.day(head)


def accept(premises: Premises, reason: Reason) -> Comparison:
    """Go on with a database that disagrees with its file: the trail tells why, and what the file was.

    Return what was given up. Raises FileNotFoundError when there is no file.
    """
    path = premises.outside.file
    if path is None:
        raise FileNotFoundError
    with premises.writing() as transaction:
        found = glance(transaction)
        length, digest = _measured(path)
        append(
            transaction, Action.CHECKPOINTS_ACCEPTED, SUBJECT, reason=Reason(reason).value, bytes=length,
            digest=digest, size=found.size, upto=found.upto,
        )
        checkpoints.current(transaction)
        transaction.commit()
    structlog.get_logger().warning("checkpoints.accepted", size=found.size)
    return found


def _newest(transaction: Transaction, bytes_: int) -> int | None:
    """Return the largest size that checkpoints in the file's last `bytes_` name; None when there are none."""
    path = transaction.outside.file
    if path is None or not path.is_file():
        return None
    verifier = notes.verifier_key(transaction.system, transaction.outside.origin)
    given_up = _accepted(transaction, path)
    sizes = []
    for record in records.read(path, max(given_up, path.stat().st_size - bytes_)):
        try:
            sizes.append(notes.read(record.note, verifier).size)
        except Tampered:
            continue
    return max(sizes, default=None)


def _accepted(transaction: Transaction, path: Path) -> int:
    """Return how many bytes at the beginning of `path` an accepted restore gave up; 0 when they are not those."""
    told = latest(transaction, SUBJECT, "digest")
    if told is None:
        return 0
    length = int(told["bytes"] or 0)
    return length if _measured(path, length) == (length, told["digest"]) else 0


def _excused(transaction: Transaction) -> frozenset[str]:
    """Return the notes in that part of the program's own file which an accepted restore gave up."""
    path = transaction.outside.file
    if path is None or not path.is_file():
        return frozenset()
    length = _accepted(transaction, path)
    with path.open("rb") as file:
        lines = file.read(length).decode(errors="replace").splitlines(keepends=True)
    return frozenset(record.note for record in records.parse(lines))


def _measured(path: Path, most: int | None = None) -> tuple[int, str]:
    """Return length and SHA-256 of the first `most` bytes of `path`, of all of them when None."""
    digest, length = hashlib.sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(_READ_AT_ONCE if most is None else min(_READ_AT_ONCE, most - length)):
            digest.update(piece)
            length += len(piece)
    return length, digest.hexdigest()
