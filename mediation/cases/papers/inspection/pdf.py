"""PDF: what it would do when it is opened, and what it would unfold into. A plain scan or letter passes.

Refused: locked by a password or by restrictions (nobody can look into it), scripts, programs to start, files within,
forms that send, interactive media, XFA forms, data that unfolds beyond measure. Links to pages of the web stay: the
reader's browser shows the paper in a sandbox. Names are read with their escapes, also within object streams.

Not looked for: weaknesses of the reader's own program in fonts and pictures.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from mediation.cases.papers.inspection import jpeg
from mediation.cases.papers.inspection.findings import RESCAN, Unfit, broken, double, too_many_pixels
from mediation.language import mark

START = b"%PDF-"
PIXELS_MOST = 150_000_000  # of one picture; black and white scans have many
UNFOLDED_MOST = 300 * 1024 * 1024  # bytes, all streams together
_OBJECTS_MOST = 32 * 1024 * 1024  # bytes of object streams, all together
_STREAMS_MOST = 20_000
_AT_A_TIME = 1 << 20
_FED = 1 << 16
_TAIL = 2048
_NEAR = 32  # how far off the table may lie from where the file says

_ENDS_NAME = rb"(?=[\x00\t\n\f\r /<>\[\](){}%]|\Z)"
_ACTIVE = mark(
    "PDF ini memuat perintah yang berjalan sendiri, misalnya skrip, program, atau formulir yang mengirim data."
)
_LOCKED = mark("PDF ini dikunci dengan kata sandi atau pembatasan, sehingga isinya tidak dapat diperiksa.")
_WITHIN = mark("Di dalam PDF ini ada berkas lain.")
_UNFOLDS = mark("PDF ini mengembang menjadi jauh lebih besar daripada ukurannya.")
_COMPLEX = mark("PDF ini tersusun terlalu rumit untuk diperiksa.")
_REFUSED = {
    b"JavaScript": _ACTIVE, b"Launch": _ACTIVE, b"SubmitForm": _ACTIVE, b"ImportData": _ACTIVE,
    b"RichMedia": _ACTIVE, b"Rendition": _ACTIVE, b"GoToE": _WITHIN,
    b"EmbeddedFile": _WITHIN, b"EmbeddedFiles": _WITHIN, b"Encrypt": _LOCKED,
}
# Short enough to stand in a picture's data by chance, so looked for outside of streams alone.
_SHORT = {b"XFA": _ACTIVE, b"JS": _ACTIVE}
_NAMES = re.compile(rb"/(" + b"|".join(_REFUSED) + rb")" + _ENDS_NAME)
_SHORT_NAMES = re.compile(rb"/(" + b"|".join(_SHORT) + rb")" + _ENDS_NAME)
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_ESCAPED_NAME = re.compile(rb"/[^\x00\t\n\f\r /<>\[\](){}%#]{0,127}#[^\x00\t\n\f\r /<>\[\](){}%]{2,127}")
_ESCAPES_MOST = 50_000
_NAME_MOST = 128
# Readers take blanks before the line's end, and a line that ends in CR alone.
_STREAM = re.compile(rb"stream[\x00\t\f ]{0,64}(?:\r\n|\n|\r)")
_ODD_STREAM = re.compile(rb">>[\x00\t\n\f\r ]{0,64}stream(?![\x00\t\f ]{0,64}[\r\n])")
_FILTERS = re.compile(rb"/(?:FlateDecode|Fl|LZWDecode|LZW)" + _ENDS_NAME)
_OTHER_FILTER = re.compile(rb"/(?:ASCIIHexDecode|ASCII85Decode|LZWDecode|RunLengthDecode|AHx|A85|LZW|RL)" + _ENDS_NAME)
_OBJECTS = re.compile(rb"/ObjStm" + _ENDS_NAME)
_FIRST = re.compile(rb"/First" + _ENDS_NAME)
# Of an object stream: a number, where an outline names another object.
_FIRST_PLACE = re.compile(rb"/First\s{0,64}\d{1,10}(?!\d|\s{1,64}\d{1,10}\s{1,64}R\b)")
# What would show the text of an object stream in another way than unfolding it once.
_OTHER_WAY = re.compile(rb"/(?:DecodeParms|DP|F)" + _ENDS_NAME + rb"|/Filter\s{0,64}\d|[()]")
_SIDE = {side: re.compile(rb"/" + side + rb"[\s]{0,8}(\d{1,10})") for side in (b"Width", b"Height")}
_PAGE = re.compile(rb"/Pages?" + _ENDS_NAME)
_START_TABLE = re.compile(rb"startxref\s{1,8}(\d{1,12})\s{1,8}%%EOF")
_TABLE = re.compile(rb"xref\s|\d{1,10}\s{1,4}\d{1,5}\s{1,4}obj\b")


@dataclass
class _Found:
    """What the streams showed: how much they unfold into, and the text of object streams."""

    unfolded: int = 0
    kept: int = 0
    objects: list[bytes] = field(default_factory=list)


def check(data: bytes) -> None:
    """Look into a PDF; raises Unfit."""
    _check_frame(data)
    _refuse_names(_NAMES, _REFUSED, data)
    _refuse_names(_NAMES, _REFUSED, _escaped_names(data))
    found, outside = _Found(), []
    for begin, start, end in _streams(data):
        outside.append(data[begin:start])
        _look_into(found, _unescaped(data[begin:start]), data, start, end)
    outside.append(data[data.rfind(b"endstream") if outside else 0 :])
    text = b"\n".join([*map(_unescaped, outside), *found.objects])
    _refuse_names(_NAMES, _REFUSED, text)
    _refuse_names(_SHORT_NAMES, _SHORT, text)
    if _ODD_STREAM.search(text):
        raise Unfit(_COMPLEX, RESCAN)
    if not _PAGE.search(text):
        raise broken(RESCAN)


def _check_frame(data: bytes) -> None:
    """Refuse a file without the end and the table that every whole PDF has, or with something after its end."""
    tail = data[-_TAIL:]
    if not re.match(rb"%PDF-[12]\.\d", data) or b"%%EOF" not in tail:
        raise broken(RESCAN)
    if tail[tail.rfind(b"%%EOF") + 5 :].strip(b"\0\t\n\f\r "):
        raise double(RESCAN)
    tables = _START_TABLE.findall(tail)
    place = int(tables[-1]) if tables else len(data)
    if not _TABLE.search(data, max(0, place - _NEAR), min(len(data), place + _NEAR)):
        raise broken(RESCAN)


def _streams(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield where each stream's surroundings begin, where its data begins and where it ends."""
    begin, count = 0, 0
    while (found := _STREAM.search(data, begin)) is not None:
        count += 1
        if count > _STREAMS_MOST:
            raise Unfit(_COMPLEX, RESCAN)
        end = data.find(b"endstream", found.end())
        if end < 0:
            raise broken(RESCAN)
        yield begin, found.end(), end
        begin = end + len(b"endstream")


def _look_into(found: _Found, about: bytes, data: bytes, start: int, end: int) -> None:
    own = about[about.rfind(b" obj") + 1 :]
    is_objects = bool(_OBJECTS.search(about) or _FIRST.search(own) or _FIRST_PLACE.search(about))
    if len(_FILTERS.findall(own)) > 1 or (is_objects and _OTHER_FILTER.search(own)):
        raise Unfit(_UNFOLDS, RESCAN)
    _check_pixels(own, data, start)
    plain = not _is_deflated(data[start : start + 2])
    if is_objects and (_OTHER_WAY.search(own) or not _FIRST.search(own) or (plain and _FILTERS.search(own))):
        raise Unfit(_COMPLEX, RESCAN)
    if plain:
        return
    made = _unfold(data, start, end, UNFOLDED_MOST - found.unfolded, found.objects if is_objects else None)
    found.unfolded += made
    found.kept += made if is_objects else 0
    if found.unfolded > UNFOLDED_MOST or found.kept > _OBJECTS_MOST:
        raise Unfit(_UNFOLDS, RESCAN)


def _check_pixels(own: bytes, data: bytes, start: int) -> None:
    sides = [int(match[1]) if (match := _SIDE[side].search(own)) else 0 for side in (b"Width", b"Height")]
    within = jpeg.pixels(data, start) if data.startswith(jpeg.START, start) else 0
    if max(sides[0] * sides[1], within) > PIXELS_MOST:
        raise too_many_pixels(RESCAN, PIXELS_MOST)


def _is_deflated(head: bytes) -> bool:
    return len(head) == 2 and head[0] & 0x0F == 8 and int.from_bytes(head, "big") % 31 == 0  # noqa: PLR2004 - RFC 1950


def _unfold(data: bytes, start: int, end: int, most: int, kept: list[bytes] | None) -> int:
    """Return how many bytes the stream unfolds into, at most a little more than `most`; keep them in `kept`."""
    reader, made, parts = zlib.decompressobj(), 0, []
    try:
        for begin in range(start, end, _FED):
            waiting = data[begin : min(begin + _FED, end)]
            while waiting and not reader.eof and made <= most:
                part = reader.decompress(waiting, _AT_A_TIME)
                made, waiting = made + len(part), reader.unconsumed_tail
                if kept is not None and made <= _OBJECTS_MOST:
                    parts.append(part)
            if reader.eof or made > most:
                break
        if kept is not None and not reader.eof and made <= most:
            # A reader goes by the length that is told, and reads on where this one saw the end.
            raise Unfit(_COMPLEX, RESCAN)
    except zlib.error:
        if kept is not None:
            raise Unfit(_COMPLEX, RESCAN) from None
        # What does not unfold harms nobody; what unfolded before is looked at
    if kept is not None:
        kept.append(_unescaped(b"".join(parts)))
    return made


def _escaped_names(data: bytes) -> bytes:
    """Return every name of the file that is written with escapes, wherever it stands, as it reads."""
    names, last = [], -1
    for count, escape in enumerate(_ESCAPE.finditer(data)):
        if count >= _ESCAPES_MOST:
            raise Unfit(_COMPLEX, RESCAN)
        begin = data.rfind(b"/", max(0, escape.start() - _NAME_MOST), escape.start())
        name = _ESCAPED_NAME.match(data, begin) if begin > last else None
        if name is not None:
            names.append(_unescaped(name[0]))
            last = begin
    return b" ".join([*names, b""])


def _unescaped(text: bytes) -> bytes:
    """Return `text` with the escapes of its names read: `/J#53` is `/JS`."""
    if b"#" not in text:
        return text
    return _ESCAPED_NAME.sub(lambda name: _ESCAPE.sub(_byte, name[0]), text)


def _byte(escape: "re.Match[bytes]") -> bytes:
    return bytes([int(escape[1], 16)])


def _refuse_names(names: "re.Pattern[bytes]", reasons: dict[bytes, str], text: bytes) -> None:
    found = names.search(text)
    if found is not None:
        raise Unfit(reasons[found[1]], RESCAN)
