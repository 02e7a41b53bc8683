"""A ZIP written as a stream: members stored, their sizes behind them, so that nothing has to be known before."""

import io
import re
from collections.abc import Generator, Iterable, Iterator
from datetime import datetime
from typing import Final
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from mediation.inspection.bundle.model import Member

MAX_MEMBERS: Final = 16
_PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]{0,40}(\.[a-z0-9]{1,8})?")
_OWNER_ALONE = 0o100600 << 16
_UNIX = 3
_PIECE = 64 * 1024


def is_plain(name: str) -> bool:
    """Tell whether a member may be called so: small ASCII letters and digits, no path, nothing hidden."""
    return _PLAIN.fullmatch(name) is not None


def packed(members: Iterable[Member], at: datetime) -> Generator[bytes, None, None]:
    """Yield a ZIP of `members`, in their order, in pieces of about 64 KiB; `at` is the time they all bear.

    Each member is taken when the one before has ended. Raises ValueError for a name that is not plain or comes twice.
    """
    drain = _Drain()
    with ZipFile(drain, "w", ZIP_STORED) as archive:
        for name, pieces in members:
            _refuse(name, archive)
            yield from _member(archive, drain, _info(name, at), pieces)
    yield drain.taken()


def _member(archive: ZipFile, drain: "_Drain", info: ZipInfo, pieces: Iterable[bytes]) -> Iterator[bytes]:
    # Sizes of 64 bits from the start: how long a member becomes is known only when it has ended.
    with archive.open(info, "w", force_zip64=True) as entry:
        for piece in pieces:
            entry.write(piece)
            if drain.waiting >= _PIECE:
                yield drain.taken()


def _refuse(name: str, archive: ZipFile) -> None:
    names = archive.namelist()
    if not is_plain(name) or name in names or len(names) == MAX_MEMBERS:
        raise ValueError("members of a bundle have plain names, each its own, and are few")


def _info(name: str, at: datetime) -> ZipInfo:
    info = ZipInfo(name, (at.year, at.month, at.day, at.hour, at.minute, at.second))
    info.create_system, info.external_attr = _UNIX, _OWNER_ALONE
    return info


class _Drain(io.RawIOBase):
    """A file that cannot be gone back in and forgets what was taken from it."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []
        self.waiting = 0

    def writable(self) -> bool:
        return True

    def write(self, piece: object) -> int:
        data = bytes(piece)  # type: ignore[call-overload]  # any buffer, as of every raw file
        self._pieces.append(data)
        self.waiting += len(data)
        return len(data)

    def taken(self) -> bytes:
        """Return what was written since it was last asked for."""
        data = b"".join(self._pieces)
        self._pieces.clear()
        self.waiting = 0
        return data
