"""What a file really is, by its bytes: what passes, what is refused and in which words, and at what cost."""

import random
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from io import BytesIO

import docx
import pytest
from PIL import Image

from mediation.cases.papers import copies
from mediation.cases.papers.forms import plain_name
from mediation.cases.papers.inspection import inspect
from mediation.cases.papers.model import FileKind, Upload
from mediation.errors import Refusal
from tests import scans

MB = 1024 * 1024
JPEG, PNG, PDF, DOCX = FileKind.JPEG, FileKind.PNG, FileKind.PDF, FileKind.DOCX


def refused(name: str, body: bytes) -> str:
    found = inspect(Upload(name, body))
    assert isinstance(found, Refusal), found
    return found.reason


def written_by_word() -> bytes:
    made = docx.Document()
    made.add_heading("Surat contoh")
    made.add_picture(BytesIO(scans.jpeg()))
    held = BytesIO()
    made.save(held)
    return held.getvalue()


def pillow_pdf() -> bytes:
    made = BytesIO()
    Image.new("RGB", (60, 80), "white").save(made, "PDF", save_all=True, append_images=[Image.new("1", (60, 80))])
    return made.getvalue()


# --- what passes -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "body", "kind"), [
    ("a.jpg", scans.jpeg(), JPEG),
    ("a.JPEG", scans.jpeg(progressive=True), JPEG),
    ("a.jpg", scans.jpeg(mode="L"), JPEG),
    ("a.jpg", scans.jpeg(mode="CMYK"), JPEG),
    ("a.jpg", scans.telling_jpeg(), JPEG),
    ("a.jpg", scans.jpeg() + bytes(40) + b"\x00\x00\x01\x0a data SEFH SEFT", JPEG),
    ("a.png", scans.png(), PNG),
    ("a.png", scans.png(mode="RGBA"), PNG),
    ("a.png", scans.png(mode="1"), PNG),
    ("a.png", scans.png(mode="P"), PNG),
    ("a.png", scans.png(mode="I;16"), PNG),
    ("a.png", scans.telling_png(), PNG),
    ("a.pdf", scans.scan(), PDF),
    ("a.pdf", pillow_pdf(), PDF),
    ("a.pdf", scans.pdf(catalog=b"/OpenAction [3 0 R /XYZ null null 0] /AcroForm << /Fields [] /SigFlags 3 >>"), PDF),
    ("a.pdf", scans.pdf(objects=(b"<< /Subtype /Link /A << /S /URI /URI (https://contoh.example) >> >>",)), PDF),
    ("a.pdf", scans.pdf() + b"\r\n\0", PDF),
    ("a.docx", scans.docx(), DOCX),
    ("a.docx", written_by_word(), DOCX),
    ("a.docx", scans.docx({"word/_rels/x.xml.rels": scans.relation("hyperlink", "https://contoh.example")}), DOCX),
])  # fmt: skip
def test_a_plain_paper_passes(name: str, body: bytes, kind: FileKind) -> None:
    assert inspect(Upload(name, body)) is kind


def test_an_interlaced_picture_passes() -> None:
    # Of the seven passes of 3 by 2 dots four hold something: three a dot, one a row. A row begins with its filter.
    rows = b"".join(bytes(1 + 3 * width) for width in (1, 1, 1, 3))
    body = bytearray(scans.raw_png(3, 2, zlib.compress(rows)))
    body[28] = 1
    body[29:33] = zlib.crc32(bytes(body[12:29])).to_bytes(4, "big")

    assert inspect(Upload("a.png", bytes(body))) is PNG
    with Image.open(BytesIO(body)) as opened:
        opened.load()


# --- what is refused -------------------------------------------------------------------------------------------------

ACTIVE, LOCKED, WITHIN = "perintah yang berjalan sendiri", "dikunci", "berkas lain"
ALERT = b"/S /JavaScript /JS (app.alert\\(1\\))"
IN_OBJECTS = zlib.compress(b"4 0 << " + ALERT + b" >>")
OBJECTS = b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode"
PLAIN = scans.stream(b"q Q")
HARD = "terlalu rumit"
# Stored, not packed: the words that end a stream stand within the data, and the rest behind them.
HIDDEN_BEHIND_AN_END = zlib.compress(b"4 0 (endstream) ", 0)[:-4] + zlib.compress(b"<< " + ALERT + b" >>")
# Each letter in a row of its own behind the byte that says how it was filtered.
INTERLEAVED = zlib.compress(b"".join(b"\0" + bytes([each]) for each in b"4 0 << " + ALERT + b" >>"))


@pytest.mark.parametrize(("body", "said"), [
    (scans.pdf(catalog=b"/OpenAction << " + ALERT + b" >>"), ACTIVE),
    (scans.pdf(catalog=b"/OpenAction << /S /J#61vaScr#69pt /JS (x) >>"), ACTIVE),
    (scans.pdf(catalog=b"/Names << /JavaScript << /Names [(a) 9 0 R] >> >>"), ACTIVE),
    (scans.pdf(catalog=b"/AA << /O << /S /Rendition /JS (x) >> >>"), ACTIVE),
    (scans.pdf(objects=(b"<< /S /Launch /F (cmd.exe) >>",)), ACTIVE),
    (scans.pdf(objects=(b"<< /S /SubmitForm /F (https://contoh.example) >>",)), ACTIVE),
    (scans.pdf(catalog=b"/AcroForm << /XFA [(a) 9 0 R] >>"), ACTIVE),
    (scans.pdf(objects=(b"<< /Subtype /RichMedia >>",)), ACTIVE),
    (scans.pdf(scans.stream(IN_OBJECTS, b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode")), ACTIVE),
    (scans.pdf(scans.stream(IN_OBJECTS, b"/Type /Obj#53tm /N 1 /F#69rst 4 /Filter /Fl#61teDecode")), ACTIVE),
    (scans.pdf(scans.stream(IN_OBJECTS, b"/N 1 /First 4 /Filter /FlateDecode")), ACTIVE),
    (scans.pdf(scans.stream(b"stream\n<< " + ALERT + b" >>", b"")), ACTIVE),
    (scans.pdf(scans.stream(IN_OBJECTS, OBJECTS + b" /X <" + b"20" * 5000 + b">")), ACTIVE),
    (scans.pdf(scans.stream(IN_OBJECTS, OBJECTS).replace(b">>\nstream\n", b">>\nstream  \n")), ACTIVE),
    (scans.pdf(scans.stream(IN_OBJECTS, OBJECTS).replace(b">>\nstream\n", b">>\nstream\r")), ACTIVE),
    (scans.pdf(scans.stream(IN_OBJECTS, OBJECTS).replace(b">>\nstream\n", b">>\nstream %\n"), PLAIN), HARD),
    (scans.pdf(scans.stream(HIDDEN_BEHIND_AN_END, OBJECTS)), HARD),
    (scans.pdf(scans.stream(INTERLEAVED, OBJECTS + b" /DecodeParms << /Predictor 12 /Columns 1 >>")), HARD),
    (scans.pdf(scans.stream(IN_OBJECTS.hex().encode(), b"/Type /ObjStm /N 1 /First 4 /Filter 7 0 R")), HARD),
    (scans.pdf(scans.stream(IN_OBJECTS[2:], OBJECTS)), HARD),
    (scans.pdf(trailer=b"/Encrypt 9 0 R"), LOCKED),
    (scans.pdf(catalog=b"/Names << /EmbeddedFiles << >> >>"), WITHIN),
    (scans.pdf(scans.stream(b"x", b"/Type /EmbeddedFile")), WITHIN),
])  # fmt: skip
def test_a_pdf_that_does_something_or_hides_something_is_refused(body: bytes, said: str) -> None:
    assert said in refused("a.pdf", body)


@pytest.mark.parametrize("more", [
    {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"},
    {"[Content_Types].xml": scans.types(macros=True)},
    {"[Content_Types].xml": scans.types('<Default Extension="x" ContentType="application/vnd.ms-office.vbaProject"/>')},
    {"word/_rels/document.xml.rels": scans.relation("vbaProject", "x.bin", outside=False)},
    {"word/VBADATA.XML": "<a/>"},
])  # fmt: skip
def test_macros_are_refused(more: dict[str, str | bytes]) -> None:
    assert "makro" in refused("a.docx", scans.docx(more))


@pytest.mark.parametrize("more", [
    {"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0"},
    {"word/embeddings/buku.xlsx": b"PK\x03\x04"},
    {"word/activeX/activeX1.xml": "<a/>"},
    {"word/afchunk.mht": "From: x"},
    {"word/media/gambar.svg": "<svg/>"},
    {"word/media/gambar.jpeg": "<svg onload='alert(1)'/>"},
    {"word/media/gambar.png": b"MZ\x90"},
    {"word/halaman.html": "<p/>"},
    {"word/_rels/document.xml.rels": scans.relation("aFChunk", "x.txt", outside=False)},
    {"word/_rels/document.xml.rels": scans.relation("oleObject", "x", outside=False)},
])  # fmt: skip
def test_a_docx_with_something_else_within_is_refused(more: dict[str, str | bytes]) -> None:
    assert "berkas atau objek lain" in refused("a.docx", scans.docx(more))


@pytest.mark.parametrize("kind", ["attachedTemplate", "image", "frame", "oleObject", "subDocument"])
def test_a_docx_that_fetches_something_is_refused(kind: str) -> None:
    more = {"word/_rels/settings.xml.rels": scans.relation(kind, "https://contoh.example/x")}

    assert "dari luar" in refused("a.docx", scans.docx(more))


@pytest.mark.parametrize("inside", [
    "<w:r><w:instrText>DDEAUTO c:\\\\windows\\\\cmd.exe</w:instrText></w:r>",
    "<w:r><w:instrText>DD</w:instrText></w:r><w:r><w:instrText>EAUTO cmd</w:instrText></w:r>",
    '<w:fldSimple w:instr=" DDE cmd x "/>',
])
@pytest.mark.parametrize("name", ["word/document.xml", "word/lain/isi.xml", "isi.xml"])
def test_a_docx_whose_fields_start_something_is_refused(inside: str, name: str) -> None:
    assert "menjalankan program" in refused("a.docx", scans.docx({name: scans.document(inside)}))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_text_under_the_name_of_something_else_is_refused(encoding: str) -> None:
    hidden = scans.document("<w:r><w:instrText>DDEAUTO cmd</w:instrText></w:r>").encode(encoding)

    assert "berkas atau objek lain" in refused("a.docx", scans.docx({"word/isi.dat": hidden}))


@pytest.mark.parametrize("text", [
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    '<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><a>&b;</a>',
    "<!doctype a><a/>",
])
def test_xml_with_definitions_of_its_own_is_refused(text: str) -> None:
    assert "bukan dokumen Word" in refused("a.docx", scans.docx({"word/settings.xml": text}))
    assert "bukan dokumen Word" in refused("a.docx", scans.docx({"word/settings.xml": text.encode("utf-16")}))


JOINED = "data lain yang ditempelkan"


@pytest.mark.parametrize(("name", "body"), [
    ("a.jpg", scans.jpeg() + scans.docx()),
    ("a.jpg", scans.jpeg() + b"<script>alert(1)</script>"),
    ("a.jpg", scans.jpeg() + scans.pdf()),
    ("a.jpg", scans.jpeg() + b"MZ" + bytes(100) + b"x"),
    ("a.jpg", scans.jpeg() + b"%PDF-1.4 SEFT"),
    ("a.jpg", scans.jpeg(comment=b"<html><script>alert(1)</script>")),
    ("a.jpg", scans.jpeg(comment=scans.pdf())),
    ("a.png", scans.png() + scans.docx()),
    ("a.png", scans.png() + b"\0"),
    ("a.png", scans.raw_png(1, 1, zlib.compress(bytes(4)) + b"PK")),
    ("a.pdf", scans.pdf() + scans.docx()),
    ("a.pdf", scans.pdf() + b"<html>"),
    ("a.pdf", scans.pdf(catalog=b"/X (<script>alert\\(1\\)</script>)")),
    ("a.docx", scans.docx() + b"%PDF-1.4"),
    ("a.docx", b"PK\x03\x04" + scans.jpeg() + scans.docx()),
])  # fmt: skip
def test_a_file_that_is_two_things_is_refused(name: str, body: bytes) -> None:
    assert JOINED in refused(name, body)


@pytest.mark.parametrize(("name", "body", "said"), [
    ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
    ("a.jpg", b'\xef\xbb\xbf<?xml version="1.0"?><svg/>', "SVG"),
    ("a.pdf", b"<!DOCTYPE html><p>", "halaman web"),
    ("a.png", "<html>".encode("utf-16"), "halaman web"),
    ("a.heic", b"\0\0\0\x18ftypheic", "HEIC"),
    ("a.doc", b"\xd0\xcf\x11\xe0" + bytes(100), "bentuk lama"),
    ("a.gif", b"GIF89a", "GIF"),
    ("a.webp", b"RIFF\0\0\0\0WEBP", "WebP"),
    ("a.rar", b"Rar!\x1a\x07", "RAR"),
    ("a.exe", b"MZ\x90\0", "tidak dikenal"),
    ("a.pdf", b"", "kosong"),
    ("a.pdf", scans.jpeg(), "tidak cocok"),
    ("a.jpg", scans.png(), "tidak cocok"),
    ("a", scans.png(), "tidak cocok"),
    ("a.docx.exe", scans.docx(), "tidak cocok"),
    ("a.docm", scans.docx(), "tidak cocok"),
    ("a.zip", scans.docx({"[Content_Types].xml": "<a/>"}), "bukan dokumen Word"),
])  # fmt: skip
def test_what_is_not_a_paper_is_named_as_what_it_is(name: str, body: bytes, said: str) -> None:
    assert said in refused(name, body)


@pytest.mark.parametrize(("name", "body"), [
    ("a.jpg", scans.jpeg()), ("a.png", scans.png()), ("a.pdf", scans.pdf()), ("a.docx", scans.docx()),
])
def test_a_file_that_ends_early_is_refused(name: str, body: bytes) -> None:
    for end in (len(body) // 4, len(body) // 2, len(body) - 12, len(body) - 7):
        assert isinstance(inspect(Upload(name, body[:end])), Refusal), end


def test_a_docx_locked_by_a_password_is_refused() -> None:
    locked = bytearray(scans.docx())
    for at in (locked.index(b"PK\x03\x04") + 6, locked.index(b"PK\x01\x02") + 8):
        locked[at] |= 1

    assert "kata sandi" in refused("a.docx", bytes(locked))


@pytest.mark.parametrize("name", ["../lari.xml", "/akar.xml", "C:/x.xml", "word\\x.xml", "word/./../../x", "a\0b.xml"])
def test_a_part_whose_name_leads_elsewhere_is_refused(name: str) -> None:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", scans.types())
        archive.writestr("word/document.xml", scans.document())
        archive.writestr("X" * len(name), "<a/>")
    body = made.getvalue().replace(b"X" * len(name), name.encode())

    assert isinstance(inspect(Upload("a.docx", body)), Refusal)


# --- what it costs ---------------------------------------------------------------------------------------------------

@cache
def packed() -> bytes:
    return zlib.compress(bytes(400 * MB), 9)


BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "PNG that promises 3,600 million dots": ("a.png", lambda: scans.raw_png(60_000, 60_000, zlib.compress(bytes(100)))),
    "PNG that promises a dot and unfolds into 400 MB": ("a.png", lambda: scans.raw_png(1, 1, packed())),
    "PNG of 79 million dots with a byte too many": (
        "a.png", lambda: scans.raw_png(8900, 8900, zlib.compress(bytes(8900 * 26_701 + 1), 1)),
    ),
    "JPEG of 4,200 million dots": ("a.jpg", lambda: scans.promising_jpeg(65_000, 65_000)),
    "JPEG of five million segments": ("a.jpg", lambda: b"\xff\xd8" + b"\xff\xe1\x00\x02" * 5_000_000),
    "JPEG of many shots": ("a.jpg", lambda: scans.jpeg() * 9000),
    "PDF that unfolds into 400 MB": ("a.pdf", lambda: scans.pdf(scans.stream(packed(), b"/Filter /FlateDecode"))),
    "PDF packed twice": (
        "a.pdf", lambda: scans.pdf(scans.stream(zlib.compress(packed()), b"/Filter [/FlateDecode /FlateDecode]")),
    ),
    "PDF with a picture of 10,000 million dots": (
        "a.pdf", lambda: scans.pdf(scans.stream(b"x", b"/Subtype /Image /Width 100000 /Height 100000")),
    ),
    "PDF whose JPEG is larger than it says": ("a.pdf", lambda: scans.scan(scans.promising_jpeg(65_000, 65_000))),
    "PDF of two million streams": ("a.pdf", lambda: scans.pdf(b"1 0 obj<</First 1>>stream\nx\x9cendstream " * 450_000)),
    "PDF of five million escapes": ("a.pdf", lambda: scans.pdf(b"/#41" * 5_000_000)),
    "PDF of escapes that end nowhere": ("a.pdf", lambda: scans.pdf(b"/a#" * 6_500_000) + b"x"),
    "PDF of object streams that unfold": (
        "a.pdf", lambda: scans.pdf(scans.stream(zlib.compress(bytes(100 * MB)), b"/Type /ObjStm /First 4 /N 1")),
    ),
    "DOCX of 10 MB that says it unfolds into 10 GB": ("a.docx", lambda: scans.blown_up(scans.zeros(10_000), 10 << 30)),
    "DOCX of 10 MB that unfolds into 10 GB and does not say so": (
        "a.docx", lambda: scans.blown_up(scans.zeros(10_000), MB),
    ),
    "DOCX whose parts share their bytes": ("a.docx", lambda: scans.blown_up(scans.zeros(20), 20 * MB, twice=True)),
}
_LOOK = """
import resource, sys, time
from mediation.cases.papers.inspection import inspect
from mediation.cases.papers.model import Upload
from mediation.errors import Refusal
body = sys.stdin.buffer.read()
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + 200 * 2**20,) * 2)
start = time.process_time()
found = inspect(Upload(sys.argv[1], body))
print(isinstance(found, Refusal), time.process_time() - start)
"""


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_within_a_second_and_200_mb(bomb: str) -> None:
    name, make = BOMBS[bomb]
    # A process of its own, whose memory cannot grow by more.
    done = subprocess.run(
        [sys.executable, "-c", _LOOK, name], input=make(), capture_output=True, check=False,
    )
    told = done.stdout.decode().split()

    assert told[0] == "True", (told, done.stderr.decode()[-500:])
    assert float(told[1]) < 1, told


def test_a_docx_of_five_thousand_parts_is_refused() -> None:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for number in range(5000):
            archive.writestr(f"{number}.xml", "")

    assert "mengembang" in refused("a.docx", made.getvalue())


# --- names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("sent", "kept"), [
    ("surat nikah.pdf", "surat nikah.pdf"),
    ("../../etc/passwd.pdf", "passwd.pdf"),
    ("C:\\Users\\x\\buku.docx", "buku.docx"),
    ("a\0b\r\n.pdf", "ab .pdf"),
    ("gambar\u202efdp.exe.jpg", "gambarfdp.exe.jpg"),
    ("<script>.png", "<script>.png"),
    ("...", "berkas"),
    ("", "berkas"),
    (None, "berkas"),
    (".pdf", "pdf"),
    ("x" * 400 + ".pdf", "x" * 146 + ".pdf"),
    ("x" * 400, "x" * 150),
])
def test_a_name_is_kept_as_one_clean_line(sent: str | None, kept: str) -> None:
    assert plain_name(sent) == kept


# --- the copy that is shown ------------------------------------------------------------------------------------------


def pixels(body: bytes) -> tuple[str, tuple[int, int], bytes]:
    with Image.open(BytesIO(body)) as opened:
        return opened.mode, opened.size, opened.tobytes()


@pytest.mark.parametrize(("kind", "body"), [(JPEG, scans.telling_jpeg()), (PNG, scans.telling_png())])
def test_the_copy_of_a_picture_tells_nothing_but_the_picture(kind: FileKind, body: bytes) -> None:
    assert scans.CANARY in body
    copy = copies.shown(kind, body)

    assert scans.CANARY not in copy
    assert pixels(copy) == pixels(body)
    assert inspect(Upload(f"a.{kind.ending}", copy)) is kind
    assert copies.shown(kind, copy) == copy


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("kind", [JPEG, PNG])
def test_the_copy_stands_as_the_camera_was_held(kind: FileKind, turn: int) -> None:
    body = scans.telling_jpeg(turn) if kind is JPEG else scans.telling_png(turn)
    with Image.open(BytesIO(copies.shown(kind, body))) as copy:
        told = dict(copy.getexif())

    assert told == ({} if turn == 1 else {0x0112: turn})


@pytest.mark.parametrize(("kind", "body"), [(JPEG, scans.telling_jpeg()), (PNG, scans.telling_png())])
def test_the_copy_keeps_the_colours_and_not_their_maker(kind: FileKind, body: bytes) -> None:
    with Image.open(BytesIO(copies.shown(kind, body))) as copy:
        profile = copy.info["icc_profile"]

    assert profile[36:40] == b"acsp"
    assert {b"rXYZ", b"rTRC", b"wtpt"} <= {profile[132 + 12 * n : 136 + 12 * n] for n in range(profile[131])}
    assert b"desc" not in profile
    assert b"cprt" not in profile
    assert profile[48:56] == bytes(8)


def test_colours_of_print_keep_their_meaning() -> None:
    body = scans.jpeg(mode="CMYK", exif=scans.exif())

    assert pixels(copies.shown(JPEG, body)) == pixels(body)


def test_the_copy_of_a_plain_picture_is_that_picture() -> None:
    photo, drawing = scans.jpeg(progressive=True), scans.png()

    assert pixels(copies.shown(JPEG, photo)) == pixels(photo)
    assert copies.shown(PNG, drawing) == drawing


def test_a_photo_within_a_pdf_tells_nothing_either() -> None:
    body = scans.scan(scans.jpeg(exif=scans.exif(), comment=scans.CANARY))
    copy = copies.shown(PDF, body)

    assert scans.CANARY in body
    assert scans.CANARY not in copy
    assert len(copy) == len(body)
    start = copy.index(b"\xff\xd8\xff")
    assert pixels(copy[start:]) == pixels(body[start:])


def test_a_signed_pdf_stays_as_it_was_signed() -> None:
    body = scans.scan(scans.jpeg(comment=scans.CANARY)).replace(b"/Length", b"/ByteRange [0 1 2 3] /Length", 1)

    assert copies.shown(PDF, body) == body


def test_a_photo_within_a_docx_tells_nothing_either() -> None:
    more = {"word/media/a.jpeg": scans.telling_jpeg(), "word/media/b.png": scans.telling_png()}
    body = scans.docx(more)
    copy = copies.shown(DOCX, body)
    with zipfile.ZipFile(BytesIO(copy)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}

    assert inspect(Upload("a.docx", copy)) is DOCX
    assert not any(scans.CANARY in content for content in held.values())
    assert pixels(held["word/media/a.jpeg"]) == pixels(more["word/media/a.jpeg"])
    assert held["word/document.xml"] == scans.document().encode()


def test_a_docx_without_telling_pictures_stays_byte_for_byte() -> None:
    body = scans.docx({"word/media/a.png": scans.png()})

    assert copies.shown(DOCX, body) == body


# --- whatever is sent ------------------------------------------------------------------------------------------------

SOUND = (
    ("a.jpg", scans.telling_jpeg()), ("a.jpg", scans.jpeg(progressive=True)), ("a.png", scans.telling_png()),
    ("a.pdf", scans.scan(scans.jpeg(exif=scans.exif()))), ("a.docx", scans.docx({"word/media/a.png": scans.png()})),
)


def spoilt(body: bytes, chance: random.Random) -> bytes:
    """Return `body` with a few bytes changed, left out or put in, more often near its ends."""
    made = bytearray(body)
    for _ in range(chance.choice((1, 2, 8))):
        near = chance.choice((len(made), 200))
        place = chance.choice((1, -1)) * chance.randrange(min(near, len(made)))
        if chance.random() < 0.6:
            made[place] = chance.randrange(256)
        else:
            made[place : place + chance.randrange(30)] = chance.randbytes(chance.randrange(20))
    return bytes(made)


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_sent_gets_an_answer_and_what_is_taken_can_be_shown(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(60):
        name, body = chance.choice(SOUND)
        found = inspect(Upload(name, made := spoilt(body, chance)))

        assert isinstance(found, Refusal) or copies.shown(found, made)
