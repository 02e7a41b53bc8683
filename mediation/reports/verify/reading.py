"""Find check codes in the bytes of a file, with bounded work: what is sent may be made to do harm. Pure.

A DOCX is a ZIP. One member of it is read, up to a bound; the list of members is bounded before it is looked at; only
the two usual ways of packing are undone. Nothing is run, no XML entity is resolved.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

MOST_CODES = 200  # an issued document bears one; what merely looks like one (a telephone number) counts too
_MOST_LOOKED = 2_000  # finds in one part, the same ones included
_MOST_TEXT = 4 * 1024 * 1024  # bytes of the main part, unpacked; the longest issued so far has a tenth
_MOST_MEMBERS = 2_000
_MOST_LIST = 256 * 1024  # bytes of the list of members

_MAIN = re.compile(r"word/document[0-9]*\.xml")
_END = b"PK\x05\x06"
_END_OF_64 = b"PK\x06\x07"
_END_BYTES, _END_OF_64_BYTES, _COMMENT = 22, 20, 65_535

_GROUP = rb"[0-9A-Za-z]{4}"
_HYPHEN = rb"(?:-|\xe2\x80[\x90-\x95])"
# Not within a longer word: the middle of an id in the file's own XML is no code.
_CODE = re.compile(
    rb"(?<![0-9A-Za-z-])" + _GROUP + rb"(?:" + _HYPHEN + _GROUP + rb"){2}(?![0-9A-Za-z-])",
)
_LINE_ENDS = re.compile(rb"</w:(?:p|tc|tr)>|<w:(?:br|tab|cr)(?:\s[^<>]*)?/>")
_TAGS = re.compile(rb"<[^<>]*>")


class Unreadable(Exception):  # noqa: N818 - names the finding
    """These bytes are no DOCX, or one that is made to do harm."""


def codes(data: bytes) -> tuple[str, ...]:
    """Return what looks like check codes in a DOCX, each once, at most MOST_CODES; raises Unreadable.

    Looked at are the text, whose letters a word processor may have parted, and the descriptions of pictures: the QR's
    names the code.
    """
    markup = _main_part(data)
    text = _TAGS.sub(b"", _LINE_ENDS.sub(b"\n", markup))
    found = (match.group().decode() for part in (markup, text) for match in islice(_CODE.finditer(part), _MOST_LOOKED))
    return tuple(dict.fromkeys(found))[:MOST_CODES]


def _main_part(data: bytes) -> bytes:
    _bound_list(data)
    try:
        with ZipFile(BytesIO(data)) as package:
            info = next(_main_members(package))
            with package.open(info) as member:
                text = member.read(_MOST_TEXT + 1)
    except (BadZipFile, StopIteration, EOFError, OSError, ValueError, RuntimeError, struct.error, zlib.error):
        raise Unreadable from None
    if len(text) > _MOST_TEXT:
        raise Unreadable
    return text


def _main_members(package: ZipFile) -> Iterator[ZipInfo]:
    """Yield the main part: packed in a way whose undoing needs little memory, and not encrypted."""
    for info in package.infolist():
        if _MAIN.fullmatch(info.filename) and info.compress_type in {ZIP_STORED, ZIP_DEFLATED}:
            yield info


def _bound_list(data: bytes) -> None:
    """Raise Unreadable unless `data` ends like a ZIP with a short list of members: reading a long one takes long."""
    start = data.rfind(_END, max(0, len(data) - _END_BYTES - _COMMENT))
    if start < 0 or len(data) - start < _END_BYTES:
        raise Unreadable
    members, size = struct.unpack_from("<HI", data, start + 10)
    wide = data[max(0, start - _END_OF_64_BYTES) : start].startswith(_END_OF_64)
    if wide or members > _MOST_MEMBERS or size > _MOST_LIST:
        raise Unreadable
