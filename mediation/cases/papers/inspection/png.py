"""PNG, chunk by chunk: sums, sizes, and that its data unfolds into just the picture it promises. Pure."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from mediation.cases.papers.inspection.findings import RESAVE_PICTURE, broken, double, too_many_pixels
from mediation.cases.papers.inspection.jpeg import PIXELS_MOST

START = b"\x89PNG\r\n\x1a\n"
_CHUNKS_MOST = 50_000
_CRITICAL = {b"IHDR", b"PLTE", b"IDAT", b"IEND"}
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS = {0: {1, 2, 4, 8, 16}, 2: {8, 16}, 3: {1, 2, 4, 8}, 4: {8, 16}, 6: {8, 16}}
_ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
_HEADER_BYTES = 13
_UNFOLDED_MOST = 4 * PIXELS_MOST  # bytes
_AT_A_TIME = 1 << 20
_FED = 1 << 16


@dataclass(frozen=True, slots=True)
class Chunk:
    """One chunk: its name and where it and its data lie."""

    name: bytes
    start: int
    data: int
    data_end: int
    end: int


def chunks(data: bytes) -> Iterator[Chunk]:
    """Yield the chunks, their sums checked, up to the end chunk; raises Unfit."""
    position = len(START)
    for _ in range(_CHUNKS_MOST):
        length = int.from_bytes(data[position : position + 4], "big")
        name = data[position + 4 : position + 8]
        begin, end = position + 8, position + 8 + length
        if end + 4 > len(data) or not name.isalpha():
            raise broken(RESAVE_PICTURE)
        if zlib.crc32(memoryview(data)[position + 4 : end]) != int.from_bytes(data[end : end + 4], "big"):
            raise broken(RESAVE_PICTURE)
        yield Chunk(name, position, begin, end, end + 4)
        if name == b"IEND":
            return
        position = end + 4
    raise broken(RESAVE_PICTURE)


def check(data: bytes) -> None:
    """Look into a PNG; raises Unfit."""
    first = data[len(START) : len(START) + 8 + _HEADER_BYTES]
    if first[:8] != b"\0\0\0\x0dIHDR" or len(first) != 8 + _HEADER_BYTES:
        raise broken(RESAVE_PICTURE)
    expected = _unfolded(first[8:])
    found = list(chunks(data))
    names = [each.name for each in found]
    unknown = any(name[:1].isupper() and name not in _CRITICAL for name in names)
    if unknown or names.count(b"IHDR") != 1 or found[-1].data != found[-1].data_end:
        raise broken(RESAVE_PICTURE)
    if found[-1].end != len(data):
        raise double(RESAVE_PICTURE)
    _check_data(data, [each for each in found if each.name == b"IDAT"], expected)


def _unfolded(header: bytes) -> int:
    """Return how many bytes the picture's data unfolds into; raises Unfit for what no picture is."""
    width, height = int.from_bytes(header[:4], "big"), int.from_bytes(header[4:8], "big")
    depth, colour, packing, filtering, interlaced = header[8:]
    if not width or not height or depth not in _DEPTHS.get(colour, ()) or packing or filtering or interlaced > 1:
        raise broken(RESAVE_PICTURE)
    if width * height > PIXELS_MOST:
        raise too_many_pixels(RESAVE_PICTURE, PIXELS_MOST)
    whole = ((0, 0, 1, 1),)
    passes = _ADAM7 if interlaced else whole
    sizes = ((-(-(width - x) // dx), -(-(height - y) // dy)) for x, y, dx, dy in passes)
    unfolded = sum(h * (1 + -(-w * depth * _SAMPLES[colour] // 8)) for w, h in sizes if w > 0 and h > 0)
    if unfolded > _UNFOLDED_MOST:
        raise too_many_pixels(RESAVE_PICTURE, PIXELS_MOST)
    return unfolded


def _check_data(data: bytes, parts: list[Chunk], expected: int) -> None:
    reader, made = zlib.decompressobj(), 0
    for part in parts:
        for start in range(part.data, part.data_end, _FED):
            waiting = data[start : min(start + _FED, part.data_end)]
            while waiting and not reader.eof:
                made += len(_step(reader, waiting))
                waiting = reader.unconsumed_tail
                if made > expected:
                    raise broken(RESAVE_PICTURE)
            if reader.eof and (waiting or reader.unused_data):
                raise double(RESAVE_PICTURE)
    if made + len(reader.flush()) != expected or not reader.eof:
        raise broken(RESAVE_PICTURE)


def _step(reader: "zlib._Decompress", waiting: bytes) -> bytes:
    try:
        return reader.decompress(waiting, _AT_A_TIME)
    except zlib.error:
        raise broken(RESAVE_PICTURE) from None
