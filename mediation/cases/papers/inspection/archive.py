"""The ZIP under a DOCX: one plain archive from its first byte to its last, whose parts unfold within bounds. Pure."""

import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

from mediation.cases.papers.inspection.findings import RESAVE_DOCX, Unfit, broken, double
from mediation.language import mark

START = b"PK\x03\x04"
PARTS_MOST = 1000
UNFOLDED_MOST = 100 * 1024 * 1024  # bytes, all parts together
PART_MOST = 32 * 1024 * 1024
_LIST_MOST = 512 * 1024
_WIDE, _WIDE_BYTES = b"PK\x06\x07", 20
_END, _END_BYTES = b"PK\x05\x06", 22
_LOCAL_BYTES = 30
_DESCRIPTOR_MOST = 24
_ENCRYPTED = 0x1
_HEAD = 256
_BOMB = mark("Dokumen ini mengembang menjadi jauh lebih besar daripada ukurannya.")


@dataclass(frozen=True)
class Part:
    """One part of the archive: its name and where its packed bytes lie."""

    name: str
    header: int
    start: int
    end: int
    packed: bool
    size: int
    sum: int


def parts(data: bytes) -> tuple[Part, ...]:
    """Return the parts, in the order of their bytes; raises Unfit unless the archive is one whole, plain one."""
    _check_end(data)
    try:
        listed = zipfile.ZipFile(BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, UnicodeDecodeError):
        raise broken(RESAVE_DOCX) from None
    found = tuple(sorted((_part(data, each) for each in listed), key=lambda part: part.start))
    _check_places(data, found)
    if sum(part.size for part in found) > UNFOLDED_MOST or max(part.size for part in found) > PART_MOST:
        raise Unfit(_BOMB, RESAVE_DOCX)
    return found


def _check_end(data: bytes) -> None:
    """Refuse what does not end as a plain archive: then nobody can read it in two ways."""
    end = data[-_END_BYTES:]
    if not end.startswith(_END):
        raise double(RESAVE_DOCX) if _END in data[-(1 << 16) :] else broken(RESAVE_DOCX)
    disks, here, count = end[4:8], int.from_bytes(end[8:10], "little"), int.from_bytes(end[10:12], "little")
    size, place = int.from_bytes(end[12:16], "little"), int.from_bytes(end[16:20], "little")
    wide = data[-_END_BYTES - _WIDE_BYTES :].startswith(_WIDE)
    if wide or disks != bytes(4) or here != count or end[20:] != bytes(2) or place + size != len(data) - _END_BYTES:
        raise double(RESAVE_DOCX)
    if not count or count > PARTS_MOST or size > _LIST_MOST:
        raise Unfit(_BOMB, RESAVE_DOCX)


def _part(data: bytes, info: zipfile.ZipInfo) -> Part:
    if info.flag_bits & _ENCRYPTED:
        raise Unfit(mark("Dokumen ini dikunci dengan kata sandi, sehingga isinya tidak dapat diperiksa."), RESAVE_DOCX)
    place = info.header_offset
    local = data[place : place + _LOCAL_BYTES]
    raw = info.orig_filename.encode("utf-8" if info.flag_bits & 0x800 else "cp437", "replace")
    named, extra = int.from_bytes(local[26:28], "little"), int.from_bytes(local[28:30], "little")
    start = place + _LOCAL_BYTES + named + extra
    known = info.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    same = local[8:10] == info.compress_type.to_bytes(2, "little")
    if not local.startswith(START) or data[start - named - extra : start - extra] != raw or not known or not same:
        raise broken(RESAVE_DOCX)
    packed = info.compress_type == zipfile.ZIP_DEFLATED
    return Part(info.orig_filename, place, start, start + info.compress_size, packed, info.file_size, info.CRC)


def _check_places(data: bytes, found: tuple[Part, ...]) -> None:
    """Refuse parts that overlap, that lie apart, that share a name, or whose name leads elsewhere."""
    names = {part.name.casefold() for part in found}
    if len(names) != len(found) or not all(map(_plain_name, names)):
        raise double(RESAVE_DOCX)
    place = 0
    for part in found:
        if not place <= part.header <= place + (_DESCRIPTOR_MOST if place else 0):
            raise double(RESAVE_DOCX)
        place = part.end
    listed = int.from_bytes(data[-6:-2], "little")
    if not place <= listed <= place + _DESCRIPTOR_MOST:
        raise double(RESAVE_DOCX)


def _plain_name(name: str) -> bool:
    steps = name.split("/")
    return "\\" not in name and ":" not in name and name.isprintable() and ".." not in steps and bool(steps[0])


def unpack(data: bytes, part: Part) -> bytes:
    """Return the content of `part`, never more than it promises; raises Unfit when it is another."""
    packed = data[part.start : part.end]
    content = _inflated(packed, part.size) if part.packed else packed
    if len(content) != part.size or zlib.crc32(content) != part.sum:
        raise broken(RESAVE_DOCX)
    return content


def _inflated(packed: bytes, most: int) -> bytes:
    reader = zlib.decompressobj(-15)
    try:
        content = reader.decompress(packed, most + 1)
    except zlib.error:
        raise broken(RESAVE_DOCX) from None
    if len(content) > most:
        raise Unfit(_BOMB, RESAVE_DOCX)
    if not reader.eof or reader.unused_data:
        raise broken(RESAVE_DOCX)
    return content


def head(data: bytes, part: Part) -> bytes:
    """Return the first bytes of `part`: enough to tell what it is."""
    begin = data[part.start : min(part.end, part.start + _HEAD)]
    if not part.packed:
        return begin
    try:
        return zlib.decompressobj(-15).decompress(begin, _HEAD)
    except zlib.error:
        raise broken(RESAVE_DOCX) from None
