"""Read back, as a stream, the one kind of ZIP that `packing` writes. Every other is refused.

A member's length stands behind it. So its end is the first place where a length, and a checksum, of exactly what
came before are written, and after which another member or the directory begins. Content that imitates even that is not
misread: the directory at the end must tell the same members that were met on the way.
"""

import struct
import zlib
from collections.abc import Generator
from dataclasses import dataclass
from typing import Final, Protocol

from mediation.inspection.bundle.packing import MAX_MEMBERS, is_plain

_LOCAL: Final = b"PK\x03\x04"
_BEHIND: Final = b"PK\x07\x08"
_LISTED: Final = b"PK\x01\x02"
_END_64: Final = b"PK\x06\x06"
_LOCATOR_64: Final = b"PK\x06\x07"
_END: Final = b"PK\x05\x06"
_SIZES_BEHIND = 8  # the flag that a member's length stands behind it
_EXTRA_64 = 1
_LATER = 0xFFFFFFFF  # a 32-bit number that stands elsewhere, in 64 bits
_MAX_NAME = 64
_MAX_EXTRA = 64

_Steps = Generator[None, None, None]


class NotOurs(Exception):  # noqa: N818 - names the finding
    """This is not a ZIP that `packing` wrote, or not all of it."""


class Taker(Protocol):
    """What is told of the members as they come."""

    def begin(self, name: str) -> None:
        """Take it that a member of that plain name begins."""

    def more(self, piece: bytes) -> None:
        """Take a piece of the member."""

    def end(self) -> None:
        """Take it that the member has ended: its length and its checksum were right."""


@dataclass(frozen=True, slots=True)
class _Entry:
    name: bytes
    offset: int
    crc: int
    size: int


class Unpacker:
    """Takes a ZIP in pieces of any size and tells a `Taker` what is in it, holding no more than a piece."""

    def __init__(self, taker: Taker) -> None:
        self._taker = taker
        self._held = bytearray()
        self._gone = 0  # bytes of the archive before those held
        self._entries: list[_Entry] = []
        self._ended = False
        self._steps = self._archive()

    def write(self, piece: bytes) -> None:
        """Take the next piece; raise NotOurs as soon as it is clear."""
        self._held += piece
        if self._ended:
            raise NotOurs
        next(self._steps, None)
        if self._ended and self._held:
            raise NotOurs

    def close(self) -> None:
        """Raise NotOurs unless the whole archive came."""
        if not self._ended:
            raise NotOurs

    def _archive(self) -> _Steps:
        while True:
            yield from self._need(len(_LOCAL))
            if self._held[:4] != _LOCAL:
                break
            yield from self._member()
        yield from self._directory()
        self._ended = True

    def _need(self, count: int) -> _Steps:
        while len(self._held) < count:
            yield

    def _take(self, count: int) -> bytes:
        taken = bytes(self._held[:count])
        del self._held[:count]
        self._gone += count
        return taken

    def _member(self) -> _Steps:
        offset = self._gone
        yield from self._need(30)
        _, flags, method, _, _, crc, size, whole, name, extra = struct.unpack("<HHHHHLLLHH", self._take(30)[4:])
        told = (flags, method, crc, size, whole)
        if told != (_SIZES_BEHIND, 0, 0, _LATER, _LATER) or name > _MAX_NAME or extra > _MAX_EXTRA:
            raise NotOurs
        yield from self._need(name + extra)
        called = self._named(self._take(name))
        if self._take(extra) != struct.pack("<HHQQ", _EXTRA_64, 16, 0, 0):
            raise NotOurs
        self._taker.begin(called)
        yield from self._content(called.encode(), offset)
        self._taker.end()

    def _named(self, raw: bytes) -> str:
        name = raw.decode("ascii", errors="replace")
        met = [entry.name for entry in self._entries]
        if not is_plain(name) or raw in met or len(met) == MAX_MEMBERS:
            raise NotOurs
        return name

    def _content(self, name: bytes, offset: int) -> _Steps:
        crc = size = 0
        while True:
            at = self._held.find(_BEHIND)
            # The last three bytes may be the beginning of what ends the member.
            piece = self._take(max(len(self._held) - 3, 0) if at < 0 else at)
            crc, size = zlib.crc32(piece, crc), size + len(piece)
            if piece:
                self._taker.more(piece)
            if at < 0:
                yield
                continue
            yield from self._need(28)
            if self._is_end(crc, size):
                self._take(24)
                self._entries.append(_Entry(name, offset, crc, size))
                return
            first = self._take(1)  # those four bytes were content
            crc, size = zlib.crc32(first, crc), size + 1
            self._taker.more(first)

    def _is_end(self, crc: int, size: int) -> bool:
        told = _BEHIND + struct.pack("<LQQ", crc, size, size)
        return bytes(self._held[:24]) == told and bytes(self._held[24:28]) in {_LOCAL, _LISTED}

    def _directory(self) -> _Steps:
        begins = self._gone
        for entry in self._entries:
            yield from self._need(46)
            head = self._take(46)
            fields = struct.unpack("<HHHHHHLLLHHHHHLL", head[4:])
            name, extra, comment = fields[9:12]
            if head[:4] != _LISTED or comment or name > _MAX_NAME or extra > _MAX_EXTRA:
                raise NotOurs
            yield from self._need(name + extra)
            listed = _listed(fields, self._take(name), self._take(extra))
            if fields[2:4] != (_SIZES_BEHIND, 0) or listed != entry:
                raise NotOurs
        yield from self._ending(begins, self._gone - begins)

    def _ending(self, begins: int, length: int) -> _Steps:
        """Read the end record, and the two of 64 bits before it when the archive is that long."""
        ends, count = self._gone, len(self._entries)
        yield from self._need(4)
        if self._held[:4] == _END_64:
            yield from self._need(56 + 20)
            record, locator = self._take(56), self._take(20)
            fields = struct.unpack("<QHHLLQQQQ", record[4:])
            if fields[3:] != (0, 0, count, count, length, begins):
                raise NotOurs
            if locator != _LOCATOR_64 + struct.pack("<LQL", 0, ends, 1):
                raise NotOurs
        yield from self._need(22)
        end = struct.pack("<HHHHLLH", 0, 0, count, count, min(length, _LATER), min(begins, _LATER), 0)
        if self._take(22) != _END + end:
            raise NotOurs


def _listed(fields: tuple[int, ...], name: bytes, extra: bytes) -> _Entry:
    """Return what a line of the directory says; 64-bit numbers stand in `extra`, in this order."""
    numbers = [fields[8], fields[7], fields[15]]
    behind = extra[4:]
    if extra and extra[:4] != struct.pack("<HH", _EXTRA_64, len(behind)):
        raise NotOurs
    for place, number in enumerate(numbers):
        if number == _LATER:
            if len(behind) < 8:  # noqa: PLR2004 - a number of 64 bits
                raise NotOurs
            numbers[place], behind = int.from_bytes(behind[:8], "little"), behind[8:]
    if behind or numbers[0] != numbers[1]:
        raise NotOurs
    return _Entry(name, numbers[2], fields[6], numbers[0])
