"""The file of checkpoints: signed notes one after the other, each under an unsigned line with its time.

A record is written by one write to a file opened for appending, so that two processes never mix theirs. Lines of
syslog that tell of a checkpoint are read too: what left the house in either way can be compared later.
"""

import errno
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

_OWNER_ONLY = 0o600
_REMARK = "#"
_SIGNED = "— "
_MOST_LINES = 6
_MOST_BYTES = 1_024  # of one line
_SYSLOG = re.compile(r"checkpoint (\S+) (\d+) (\S+) (\S+) at (\S+)\s*$")


@dataclass(frozen=True)
class Record:
    """One record: its first line's number, the note's text as it stands there, its unsigned time if it has one."""

    line: int
    note: str
    when: datetime | None


def append(path: Path, note: str, when: datetime) -> None:
    """Append a record to `path` and wait for the disk; raises OSError when it is not there as a whole."""
    # The empty line before it ends what a torn record left.
    record = f"\n{_REMARK} {_stamp(when)}\n{note}".encode()
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, _OWNER_ONLY)
    try:
        if os.write(file, record) != len(record):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(file)
    finally:
        os.close(file)


def as_line(note: str, when: datetime) -> str:
    """Return the note as one line, for syslog."""
    origin, size, head, _, signed, _ = note.split("\n")
    return f"checkpoint {origin} {size} {head} {signed.rpartition(' ')[2]} at {_stamp(when)}"


def read(path: Path, start: int = 0) -> Iterator[Record]:
    """Yield the records of `path` that begin at or after byte `start`, in constant memory; raises OSError."""
    with path.open("rb") as file:
        file.seek(start)
        yield from parse(_lines(iter(lambda: file.readline(_MOST_BYTES), b"")))


def parse(lines: Iterable[str]) -> Iterator[Record]:
    """Yield the records in `lines`, each with its line end."""
    first, when, held = 0, None, ""
    for number, line in enumerate(lines, 1):
        told = None if held else _SYSLOG.search(line)
        if told:
            yield _of_syslog(number, told)
            continue
        if line.startswith(_REMARK):
            if held:
                yield Record(first, held, when)
            held, when = "", _moment(line[1:].strip())
            continue
        if not held and not line.strip():
            continue
        first = first if held else number
        held += line
        if line.startswith(_SIGNED) or held.count("\n") >= _MOST_LINES:
            yield Record(first, held, when)
            held, when = "", None
    if held:
        yield Record(first, held, when)


def _lines(raw: Iterable[bytes]) -> Iterator[str]:
    return (line.decode(errors="replace") for line in raw)


def _of_syslog(number: int, told: "re.Match[str]") -> Record:
    origin, size, head, signature, when = told.groups()
    return Record(number, f"{origin}\n{size}\n{head}\n\n{_SIGNED}{origin} {signature}\n", _moment(when))


def _stamp(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="microseconds")


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None
