"""Check codes are found in what a word processor leaves; what is made to do harm costs little."""

import struct
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest

from mediation.reports.verify import reading

CODE = "7K2M-9QXT-4HDP"
OTHER_HYPHENS = "7K2M\u20119QXT\u20134HDP"
MEGABYTE = 1024 * 1024


def docx(body: str | bytes, name: str = "word/document.xml", packed: int = ZIP_DEFLATED) -> bytes:
    written = BytesIO()
    with ZipFile(written, "w", packed) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr(name, body)
    return written.getvalue()


def run(text: str) -> str:
    return f"<w:r><w:rPr/><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize("body", [
    f"<w:p>{run(CODE)}</w:p>",
    f"<w:p>{run('7K2')}{run('M-9QX')}<w:proofErr/>{run('T-4HDP')}</w:p>",
    f"<w:p>{run('Kode periksa')}<w:r><w:br/></w:r>{run(CODE)}</w:p>",
    f"<w:tc><w:p>{run('Kode')}</w:p></w:tc><w:tc><w:p>{run(CODE)}</w:p></w:tc>",
    f"<w:p>{run(OTHER_HYPHENS)}</w:p>",
    f'<wp:docPr id="1" name="x" descr="Kode periksa {CODE}"/>',
], ids=["whole", "parted", "after a line end", "in a cell", "other hyphens", "description of the picture"])
def test_a_code_is_found(body: str) -> None:
    found = reading.codes(docx(f"<w:document><w:body>{body}</w:body></w:document>"))

    assert [code.replace("\u2011", "-").replace("\u2013", "-") for code in found] == [CODE]


def test_the_middle_of_an_id_is_no_code() -> None:
    assert reading.codes(docx('<a id="{28A0092B-C50C-407E-A947-70E740481C1C}"/>')) == ()


def test_what_looks_like_codes_is_bounded() -> None:
    many = " ".join(f"{number:04}-0000-0000" for number in range(9_000))

    assert len(reading.codes(docx(many))) == reading.MOST_CODES


def cut() -> bytes:
    return docx("<w:document/>")[:-30]


def encrypted() -> bytes:
    whole = bytearray(docx("x" * 100))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        whole[whole.rfind(mark) + flags] |= 1
    return bytes(whole)


def bomb() -> bytes:
    """Ten megabytes that unpack to ten gigabytes: one packed megabyte of zeros over and over."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    return by_hand(block * 10_240, 4_294_967_290)


def by_hand(packed: bytes, claimed: int, members: int = 1, before_end: bytes = b"") -> bytes:
    """Return a ZIP with one packed member, listed `members` times."""
    name = b"word/document.xml"
    common = struct.pack("<HHHIII", 8, 0, 0, 0, len(packed), claimed)
    local = b"PK\x03\x04" + struct.pack("<HH", 20, 0) + common + struct.pack("<HH", len(name), 0) + name
    listed = (b"PK\x01\x02" + struct.pack("<HHH", 20, 20, 0) + common
              + struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, 0) + name) * members
    start = len(local) + len(packed)
    end = struct.pack("<HHHHIIH", 0, 0, members % 65_536, members % 65_536, len(listed), start, 0)
    return local + packed + listed + before_end + b"PK\x05\x06" + end


def zip64() -> bytes:
    return by_hand(b"\x03\x00", 0, before_end=b"PK\x06\x07" + bytes(16))


HOSTILE: dict[str, Callable[[], bytes]] = {
    "nothing": bytes,
    "no zip": lambda: b"%PDF-1.7 " + bytes(MEGABYTE),
    "cut": cut,
    "encrypted": encrypted,
    "packed so that undoing it takes much memory": lambda: docx("x", packed=ZIP_LZMA),
    "no main part": lambda: docx("x", name="xl/workbook.xml"),
    "main part outside": lambda: docx("x", name="../word/document.xml"),
    "text over the bound": lambda: docx(b" " * (5 * MEGABYTE)),
    "bomb": bomb,
    "a list of 200,000 members": lambda: by_hand(b"\x03\x00", 0, 200_000),
    "a list of 4 GB": zip64,
    "the end alone": lambda: b"PK\x05\x06" + bytes(18),
    "ends everywhere": lambda: b"PK\x05\x06" * (5 * MEGABYTE),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_readable_docx_is_said_to_be_none_at_little_cost(name: str) -> None:
    data = HOSTILE[name]()

    with pytest.raises(reading.Unreadable):
        measured(lambda: reading.codes(data))


COSTLY = {
    "tags that never end": b"<" * (4 * MEGABYTE),
    "tags upon tags": b"<a>" * (MEGABYTE * 4 // 3),
    "half codes": b"AAAA-" * (MEGABYTE * 4 // 5),
    "codes": b"AAAA-AAAA-AAAA " * (MEGABYTE * 4 // 15),
    "line ends that never end": b"<w:br " * (MEGABYTE * 4 // 6),
    "letters": b"A" * (4 * MEGABYTE),
}


@pytest.mark.parametrize("name", COSTLY)
def test_text_that_is_made_to_be_slow_is_read_at_little_cost(name: str) -> None:
    data = docx(COSTLY[name])

    assert len(measured(lambda: reading.codes(data))) <= reading.MOST_CODES


def measured(act: Callable[[], Iterable[str]]) -> list[str]:
    """Return what `act` gives; fail when it takes over a second of work or, run again, over 200 MB."""
    begun = time.process_time()
    with suppress(reading.Unreadable):
        act()
    taken = time.process_time() - begun
    tracemalloc.start()
    try:
        return list(act())
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert (taken < 1, peak < 200 * MEGABYTE) == (True, True), (taken, peak)
