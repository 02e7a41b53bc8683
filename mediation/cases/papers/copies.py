"""The copy that is shown or passed on: the same picture, dot for dot, without what else its file tells.

Place, time, device, owner, comments, previews and trailers go; what is needed for the right colours and for the
right way up stays. Nothing is decoded, so nothing is lost. Pictures within a PDF or DOCX are treated alike; a PDF that
is signed electronically stays as it is, because one changed byte would break its signature. Pure.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from mediation.cases.papers import colours
from mediation.cases.papers.inspection import archive, jpeg, png
from mediation.cases.papers.inspection.findings import Unfit
from mediation.cases.papers.model import FileKind

_UPRIGHT = 1
_TURNS = range(2, 9)
_ICC = b"ICC_PROFILE\0"
_ICC_CHUNK = 65_000
_EXIF = b"Exif\0\0"
_TURN_TAG = 0x0112
_ENTRIES_MOST = 200
_ADOBE_BYTES = 12
_PNG_KEPT = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"sRGB", b"sBIT", b"bKGD", b"pHYs", b"cICP",
}
_STREAM_OF_JPEG = re.compile(rb"stream\r?\n(?=\xff\xd8\xff)")
_SIGNED = re.compile(rb"/ByteRange\s*\[")
_FIXED_DATE = (1980, 1, 1, 0, 0, 0)


def shown(kind: FileKind, original: bytes) -> bytes:
    """Return the copy of `original` that may be shown; raises Unfit when it is not what was inspected."""
    return {FileKind.JPEG: _jpeg, FileKind.PNG: _png, FileKind.PDF: _pdf, FileKind.DOCX: _docx}[kind](original)


# --- JPEG ------------------------------------------------------------------------------------------------------------


def _jpeg(data: bytes) -> bytes:
    found = list(jpeg.segments(data))
    view = memoryview(data)
    parts: list[bytes | memoryview] = [b"\xff\xd8"]
    parts += [_density(data, each) for each in found if each.marker == jpeg.APP0]
    parts += [_turn_segment(_turn_of(data, found)), *_profile_segments(data, found)]
    for each in found:
        if each.marker == jpeg.APP14 and data.startswith(b"Adobe", each.payload):
            parts.append(_segment(jpeg.APP14, data[each.payload : each.payload + _ADOBE_BYTES]))
        elif not (jpeg.APP0 <= each.marker <= jpeg.APP15 or each.marker == jpeg.COMMENT):
            parts.append(view[each.start : each.end])
    return b"".join(parts)


def _segment(marker: int, payload: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(payload) + 2).to_bytes(2, "big") + payload


def _density(data: bytes, segment: jpeg.Segment) -> bytes:
    """Return how many dots an inch has, without the preview that may follow."""
    told = data[segment.payload : segment.payload_end]
    return _segment(jpeg.APP0, told[:12] + bytes(2)) if told.startswith(b"JFIF\0") and len(told) > 12 else b""  # noqa: PLR2004 - JFIF


def _turn_of(data: bytes, found: list[jpeg.Segment]) -> int:
    exif = (data[each.payload : each.payload_end] for each in found if each.marker == jpeg.APP1)
    return next((_turn(each[len(_EXIF) :]) for each in exif if each.startswith(_EXIF)), _UPRIGHT)


def _turn(tiff: bytes) -> int:
    """Return the way up that the camera noted; upright when it noted none."""
    order = {b"II*\0": "little", b"MM\0*": "big"}.get(tiff[:4])
    if order is None:
        return _UPRIGHT

    def number(at: int, size: int) -> int:
        return int.from_bytes(tiff[at : at + size], "little" if order == "little" else "big")

    first = number(4, 4)
    for entry in range(first + 2, first + 2 + 12 * min(number(first, 2), _ENTRIES_MOST), 12):
        if number(entry, 2) == _TURN_TAG:
            return number(entry + 8, 2)
    return _UPRIGHT


def _noted(turn: int) -> bytes:
    """Return the shortest note of the way up: nothing else stands in it."""
    entry = _TURN_TAG.to_bytes(2, "little") + b"\x03\0\x01\0\0\0" + turn.to_bytes(4, "little")
    return b"II*\0\x08\0\0\0\x01\0" + entry + bytes(4)


def _turn_segment(turn: int) -> bytes:
    return _segment(jpeg.APP1, _EXIF + _noted(turn)) if turn in _TURNS else b""


def _profile_segments(data: bytes, found: list[jpeg.Segment]) -> Iterator[bytes]:
    held = [
        data[each.payload + len(_ICC) : each.payload_end] for each in found
        if each.marker == jpeg.APP2 and data.startswith(_ICC, each.payload)
    ]
    ordered = sorted(held, key=lambda part: part[:1])
    profile = colours.reduced(b"".join(part[2:] for part in ordered))
    count = -(-len(profile) // _ICC_CHUNK)
    for number in range(count):
        part = profile[number * _ICC_CHUNK : (number + 1) * _ICC_CHUNK]
        yield _segment(jpeg.APP2, _ICC + bytes([number + 1, count]) + part)


# --- PNG -------------------------------------------------------------------------------------------------------------


def _png(data: bytes) -> bytes:
    view = memoryview(data)
    parts: list[bytes | memoryview] = [png.START]
    for each in png.chunks(data):
        if each.name in _PNG_KEPT:
            parts.append(view[each.start : each.end])
        elif each.name == b"iCCP":
            parts.append(_png_profile(data[each.data : each.data_end]))
        elif each.name == b"eXIf" and (turn := _turn(data[each.data : each.data_end])) in _TURNS:
            parts.append(_chunk(b"eXIf", _noted(turn)))
    return b"".join(parts)


def _png_profile(told: bytes) -> bytes:
    _name, _found, packed = told.partition(b"\0")
    try:
        profile = colours.reduced(zlib.decompressobj().decompress(packed[1:], 1 << 20))
    except zlib.error:
        return b""
    return _chunk(b"iCCP", b"icc\0\0" + zlib.compress(profile)) if profile else b""


def _chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")


# --- pictures within documents ---------------------------------------------------------------------------------------


def _pdf(data: bytes) -> bytes:
    if _SIGNED.search(data):
        return data
    places = [place for found in _STREAM_OF_JPEG.finditer(data) for place in _telling(data, found.end())]
    if not places:
        return data
    copy = bytearray(data)
    for begin, end in places:
        # Same length: every place that the file's table names stays where it is.
        copy[begin:end] = bytes(end - begin)
    return bytes(copy)


def _telling(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    """Yield where the picture at `start` holds more than the picture, as far as it can be read."""
    try:
        for each in jpeg.segments(data, start):
            is_colour = each.marker == jpeg.APP2 and data.startswith(_ICC, each.payload)
            is_frame = each.marker in {jpeg.APP0, jpeg.APP14}
            if (jpeg.APP0 <= each.marker <= jpeg.APP15 or each.marker == jpeg.COMMENT) and not (is_colour or is_frame):
                yield each.payload, each.payload_end
    except Unfit:
        return


def _docx(data: bytes) -> bytes:
    parts = archive.parts(data)
    # One part at a time is unfolded, twice if need be: together they would take much more room.
    telling = {part.name for part in parts if _is_picture(data, part) and _tells(archive.unpack(data, part))}
    if not telling:
        return data
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for part in parts:
            packing = zipfile.ZIP_DEFLATED if part.packed else zipfile.ZIP_STORED
            content = archive.unpack(data, part)
            entry = zipfile.ZipInfo(part.name, _FIXED_DATE)
            target.writestr(entry, _picture(content) if part.name in telling else content, packing)
    return made.getvalue()


def _is_picture(data: bytes, part: archive.Part) -> bool:
    head = archive.head(data, part)
    return head.startswith((jpeg.START, png.START))


def _tells(content: bytes) -> bool:
    return _picture(content) != content


def _picture(content: bytes) -> bytes:
    return _jpeg(content) if content.startswith(jpeg.START) else _png(content)
