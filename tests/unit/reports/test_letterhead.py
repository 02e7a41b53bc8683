"""Numbers from the agency's pattern; an emblem that is nothing but a picture."""

import zlib
from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from mediation.errors import Refusal
from mediation.reports.blocks import Kind
from mediation.reports.letterhead import LetterheadSettings, Pattern, emblem, fill, number, unknown_slots

PLAIN = LetterheadSettings(owner="Pemerintah Kota Contoh", name="Dinas Contoh", address="", contact="", town="Contoh")


def picture(kind: str = "PNG", size: tuple[int, int] = (80, 60), **more: object) -> bytes:
    written = BytesIO()
    Image.new("RGB", size, (10, 60, 120)).save(written, kind, **more)
    return written.getvalue()


def test_the_usual_number_has_prefix_code_sequence_unit_and_year() -> None:
    settings = LetterheadSettings(
        owner="", name="", address="", contact="", town="",
        patterns={Kind.MEDIATION_REPORT: Pattern(unit="SMPN2")},
    )

    assert number(settings, Kind.MEDIATION_REPORT, 7, 2026, 11) == "R.800.1.10.4/0007/SMPN2/2026"


def test_each_kind_has_its_own_pattern() -> None:
    settings = LetterheadSettings(
        owner="", name="", address="", contact="", town="",
        patterns={Kind.SUMMONS: Pattern("[[urut]]/[[bulan]]/[[kode]]", code="005")},
    )

    assert number(settings, Kind.SUMMONS, 12, 2026, 3) == "0012/03/005"


@pytest.mark.parametrize(("text", "filled"), [
    ("[[a]]-[[b]]", "satu-dua"),
    ("[[x]]", "[[x]]"),
    ("{{ a }} ${a} %(a)s", "{{ a }} ${a} %(a)s"),
    ("[[c]]", "[[a]]"),
])
def test_a_slot_is_filled_once_and_nothing_else_is_read(text: str, filled: str) -> None:
    assert fill(text, {"a": "satu", "b": "dua", "c": "[[a]]"}) == filled


def test_unknown_slots_of_a_pattern_are_named() -> None:
    assert unknown_slots("R.[[kode]]/[[nomor]]") == ("nomor",)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_an_emblem_becomes_a_plain_png(kind: str) -> None:
    drawn = emblem(picture(kind))
    assert isinstance(drawn, bytes)

    assert Image.open(BytesIO(drawn)).format == "PNG"


def test_the_same_picture_gives_the_same_emblem() -> None:
    assert emblem(picture()) == emblem(picture())


def test_what_hides_in_a_picture_does_not_survive() -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "KENARI")
    drawn = emblem(picture(pnginfo=info) + b"PK\x03\x04KENARI")
    assert isinstance(drawn, bytes)

    assert b"KENARI" not in drawn


def test_a_large_picture_is_made_small() -> None:
    drawn = emblem(picture(size=(2000, 1000)))
    assert isinstance(drawn, bytes)

    assert Image.open(BytesIO(drawn)).size == (600, 300)


def bomb() -> bytes:
    """A PNG that claims 30,000 x 30,000 pixels in a few bytes."""
    header = b"IHDR" + (30_000).to_bytes(4) * 2 + bytes((8, 0, 0, 0, 0))
    data = b"IDAT" + zlib.compress(bytes(1000))
    chunks = b"".join(
        (len(chunk) - 4).to_bytes(4) + chunk + zlib.crc32(chunk).to_bytes(4) for chunk in (header, data, b"IEND")
    )
    return b"\x89PNG\r\n\x1a\n" + chunks


@pytest.mark.parametrize("uploaded", [
    b"", b"bukan gambar", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", picture("GIF"), picture("BMP"),
    picture()[:40], bomb(), b"\x89PNG\r\n\x1a\n" + bytes(1024 * 1024),
], ids=["empty", "text", "svg", "gif", "bmp", "cut", "bomb", "large"])
def test_what_is_no_whole_png_or_jpeg_of_a_megabyte_is_refused(uploaded: bytes) -> None:
    assert isinstance(emblem(uploaded), Refusal)
