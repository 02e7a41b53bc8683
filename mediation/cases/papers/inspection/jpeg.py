"""JPEG, segment by segment: its frame, where it ends, and what follows. Nothing is decoded. Pure.

Not looked for: whether the picture shows what it should; a damaged picture whose segments are whole shows as it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mediation.cases.papers.inspection.findings import RESAVE_PICTURE, Unfit, broken, double, too_many_pixels
from mediation.language import mark

START = b"\xff\xd8\xff"
PIXELS_MOST = 80_000_000  # A3 at 600 dots an inch has 70 million
APP0, APP1, APP2, APP13, APP14, APP15, COMMENT = 0xE0, 0xE1, 0xE2, 0xED, 0xEE, 0xEF, 0xFE

_EOI, _SOS, _SOI = 0xD9, 0xDA, 0xD8
_FRAMES = {0xC0, 0xC1, 0xC2}  # sequential and progressive; everything else no browser shows
_OTHER_FRAMES = {0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
_ALONE = {0x01, *range(0xD0, 0xD8)}
_SEGMENTS_MOST = 2000
_SCANS_MOST = 64
_FRAME_LEAST = 9
# Coded data goes on until a marker that is neither a stuffed byte nor a restart.
_AFTER_SCAN = re.compile(rb"\xff+[\x01-\xcf\xd8-\xfe]")
_TRAILER_MOST = 64 * 1024
_SHOTS_MOST = 4
_FOREIGN = (b"PK\x03\x04", b"PK\x05\x06", b"%PDF-", b"<html", b"<script", b"<svg", b"<?php", b"<!doctype", b"Rar!")


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment: its marker, where it begins and ends in the data, and where its payload lies."""

    marker: int
    start: int
    payload: int
    payload_end: int
    end: int


def segments(data: bytes, start: int = 0) -> Iterator[Segment]:
    """Yield the segments of the picture at `start`, the end marker last; raises Unfit when they do not fit together.

    A scan's segment reaches to the end of its coded data.
    """
    position = start + 2
    for _ in range(_SEGMENTS_MOST):
        begin = position
        while data[position : position + 2] == b"\xff\xff":
            position += 1
        head = data[position : position + 4]
        if len(head) < 2 or head[0] != 0xFF:  # noqa: PLR2004 - the format's mark
            raise broken(RESAVE_PICTURE)
        marker = head[1]
        if marker == _EOI:
            yield Segment(marker, begin, position + 2, position + 2, position + 2)
            return
        segment = _segment(data, marker, begin, position)
        yield segment
        position = segment.end
    raise broken(RESAVE_PICTURE)


def _segment(data: bytes, marker: int, begin: int, position: int) -> Segment:
    length = int.from_bytes(data[position + 2 : position + 4], "big")
    payload, end = position + 4, position + 2 + length
    if marker in _ALONE or marker in {0, _SOI} or length < 2 or end > len(data):  # noqa: PLR2004 - the length counts itself
        raise broken(RESAVE_PICTURE)
    if marker != _SOS:
        return Segment(marker, begin, payload, end, end)
    following = _AFTER_SCAN.search(data, end)
    if following is None:
        raise broken(RESAVE_PICTURE)
    return Segment(marker, begin, payload, end, following.start())


def check(data: bytes) -> None:
    """Look into a JPEG; raises Unfit."""
    found = list(segments(data))
    frames = [each for each in found if each.marker in _FRAMES]
    if any(each.marker in _OTHER_FRAMES for each in found):
        raise Unfit(mark("Jenis JPEG ini tidak lazim dan tidak dapat ditampilkan."), RESAVE_PICTURE)
    scans = sum(1 for each in found if each.marker == _SOS)
    if len(frames) != 1 or not 0 < scans <= _SCANS_MOST:
        raise broken(RESAVE_PICTURE)
    width, height = _size(data, frames[0])
    if not width or not height:
        raise broken(RESAVE_PICTURE)
    if width * height > PIXELS_MOST:
        raise too_many_pixels(RESAVE_PICTURE, PIXELS_MOST)
    _check_rest(data, found[-1].end)


def pixels(data: bytes, start: int) -> int:
    """Return how many dots the picture at `start` has; 0 when it does not say before its first scan."""
    try:
        for segment in segments(data, start):
            if segment.marker in _FRAMES | _OTHER_FRAMES:
                width, height = _size(data, segment)
                return width * height
            if segment.marker == _SOS:
                return 0
    except Unfit:
        return 0
    return 0


def _size(data: bytes, frame: Segment) -> tuple[int, int]:
    held = data[frame.payload : frame.payload_end]
    if len(held) < _FRAME_LEAST:
        raise broken(RESAVE_PICTURE)
    return int.from_bytes(held[3:5], "big"), int.from_bytes(held[1:3], "big")


def _check_rest(data: bytes, end: int) -> None:
    """Refuse what follows the picture, but for what telephones put there. The copy that is shown is cut before it."""
    rest = data[end:].lstrip(b"\0")
    for _ in range(_SHOTS_MOST):
        if not rest.startswith(START):
            break
        # Further pictures of the same shot: a gain map, a small preview.
        *_before, last = segments(rest)
        rest = rest[last.end :].lstrip(b"\0")
    if not rest.strip(b"\0"):
        return
    plain = rest.lower()
    if len(rest) > _TRAILER_MOST or not rest.endswith(b"SEFT") or any(each.lower() in plain for each in _FOREIGN):
        raise double(RESAVE_PICTURE)
