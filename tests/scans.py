"""Made-up files as people send them, and as nobody should: pictures, PDF and DOCX, whole, hidden in, or blown up."""

import random
import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

from PIL import Image, ImageCms, PngImagePlugin

CANARY = b"Qkanarigambar"
ZEROS = 1 << 20


def _picture(size: tuple[int, int], mode: str) -> Image.Image:
    return Image.effect_noise(size, 80).convert(mode)


def exif(turn: int = 1) -> bytes:
    """Return what a telephone writes beside a picture, the way up included."""
    told = Image.Exif()
    told[0x0112] = turn
    for tag in (0x010E, 0x010F, 0x0110, 0x013B, 0x8298):
        told[tag] = CANARY.decode()
    place = told.get_ifd(0x8825)
    place[1], place[0x1D] = "S", CANARY.decode()
    return told.tobytes()


def colours() -> bytes:
    """Return a colour profile."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def jpeg(size: tuple[int, int] = (64, 48), mode: str = "RGB", **how: object) -> bytes:
    """Return a JPEG; `how` goes to the writer."""
    made = BytesIO()
    _picture(size, mode).save(made, "JPEG", **how)
    return made.getvalue()


def telling_jpeg(turn: int = 1) -> bytes:
    """Return a JPEG with all that a telephone or an editor may add, the canary in each."""
    plain = jpeg(exif=exif(turn), icc_profile=colours(), comment=CANARY)
    more = b"".join(
        b"\xff" + bytes([marker]) + (len(head + CANARY) + 2).to_bytes(2, "big") + head + CANARY
        for marker, head in ((0xE0, b"JFXX\0\x10"), (0xE1, b"http://ns.adobe.com/xap/1.0/\0"), (0xE2, b"FPXR\0"),
                             (0xED, b"Photoshop 3.0\x008BIM"), (0xE5, b""), (0xEF, b""))
    )
    return plain[:2] + more + plain[2:] + bytes(3) + jpeg(comment=CANARY)


def png(size: tuple[int, int] = (64, 48), mode: str = "RGB", **how: object) -> bytes:
    """Return a PNG; `how` goes to the writer."""
    made = BytesIO()
    _picture(size, mode).save(made, "PNG", **how)
    return made.getvalue()


def telling_png(turn: int = 1) -> bytes:
    """Return a PNG with texts, times and a telephone's notes, the canary in each."""
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", CANARY.decode())
    told.add_text("Author", CANARY.decode() * 9, zip=True)
    told.add_itxt("XML:com.adobe.xmp", CANARY.decode())
    told.add(b"tIME", bytes(7))
    told.add(b"caNv", CANARY)
    return png(pnginfo=told, exif=exif(turn), icc_profile=colours())


def raw_png(width: int, height: int, data: bytes, *, colour: int = 2, depth: int = 8) -> bytes:
    """Return a PNG that promises what it likes and holds `data`, already packed."""

    def chunk(name: bytes, held: bytes) -> bytes:
        return struct.pack(">I", len(held)) + name + held + struct.pack(">I", zlib.crc32(name + held))

    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def promising_jpeg(width: int, height: int) -> bytes:
    """Return a small JPEG whose frame promises another size."""
    plain = jpeg()
    at = plain.index(b"\xff\xc0") + 5
    return plain[:at] + struct.pack(">HH", height, width) + plain[at + 4 :]


def pdf(*streams: bytes, catalog: bytes = b"", trailer: bytes = b"", objects: tuple[bytes, ...] = ()) -> bytes:
    """Return a PDF of one page; `streams` are whole (`stream`), `objects` stand beside them."""
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R >>", *objects, *streams,
    ]
    made, places = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        made + b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1) + table
        + b"trailer << /Size %d /Root 1 0 R " % (len(places) + 1) + trailer
        + b" >>\nstartxref\n%d\n%%%%EOF\n" % len(made)
    )


def stream(data: bytes, told: bytes = b"") -> bytes:
    """Return a stream of a PDF."""
    return b"<< /Length %d " % len(data) + told + b" >>\nstream\n" + data + b"\nendstream"


def scan(picture: bytes | None = None) -> bytes:
    """Return a PDF as a scanner makes it: one page, one JPEG."""
    told = b"/Type /XObject /Subtype /Image /Width 64 /Height 48 /ColorSpace /DeviceRGB /Filter /DCTDecode"
    drawn = stream(zlib.compress(b"q 64 0 0 48 0 0 cm /I Do Q"), b"/Filter /FlateDecode")
    return pdf(stream(picture or jpeg(), told), drawn)


def large_pdf(size: int) -> bytes:
    """Return a PDF of about `size` bytes that packs no further, as a scan does."""
    return pdf(stream(random.Random(7).randbytes(size - 1000), b"/Subtype /Image /Filter /CCITTFaxDecode"))


_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="jpeg" ContentType="image/jpeg"/>%s'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.'
    '{0}"/></Types>'
)
_WORD = "openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MACROS = "ms-word.document.macroEnabled.main+xml"


def types(more: str = "", *, macros: bool = False) -> str:
    """Return the list of kinds of a DOCX."""
    return (_TYPES % more).replace("{0}", _MACROS if macros else _WORD)


def document(inside: str = "") -> str:
    """Return the text of a DOCX."""
    return (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p>'
        f"<w:r><w:t>Surat contoh</w:t></w:r>{inside}</w:p></w:body></w:document>"
    )


def relation(kind: str, target: str, *, outside: bool = True) -> str:
    """Return the relations of a DOCX: one more, perhaps to something outside."""
    place = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    mode = ' TargetMode="External"' if outside else ""
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{place}/{kind}" Target="{target}"{mode}/></Relationships>'
    )


def docx(more: Mapping[str, str | bytes] | None = None) -> bytes:
    """Return a DOCX with `more` parts, or other content for the usual ones."""
    parts = {"[Content_Types].xml": types(), "word/document.xml": document(), **(more or {})}
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def zeros(count: int) -> bytes:
    """Return a packed stream that unfolds into `count` MB of nothing; made at once, whatever its size."""
    packer = zlib.compressobj(9, wbits=-15)
    first = packer.compress(bytes(ZEROS)) + packer.flush(zlib.Z_FULL_FLUSH)
    return first * count + zlib.compressobj(wbits=-15).flush()


def blown_up(packed: bytes, promised: int, *, twice: bool = False) -> bytes:
    """Return a DOCX whose text unfolds from `packed` and promises `promised` bytes; `twice`: two names, one content."""
    plain = types().encode()
    names = (
        (b"[Content_Types].xml", zlib.crc32(plain), plain, len(plain), 0),
        (b"word/document.xml", 0, packed, promised, 8),
    )
    made, listed = b"", b""
    for name, check, held, size, method in names:
        told = struct.pack("<HHHHHIIIHH", 20, 0, method, 0, 0x21, check, len(held), min(size, 2**32 - 1), len(name), 0)
        entry = b"PK\x01\x02\x14\0" + told + bytes(10) + struct.pack("<I", len(made)) + name
        listed += entry
        if twice and method:
            listed += entry.replace(b"word/document.xml", b"word/document.xm2")
        made += b"PK\x03\x04" + told + name + held
    count = 3 if twice else 2
    return made + listed + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, len(listed), len(made), 0)
