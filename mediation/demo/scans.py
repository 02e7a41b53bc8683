"""Scanned papers of the demonstration: a drawn sheet that says of itself that it is no document."""

from functools import cache
from io import BytesIO
from time import gmtime

from PIL import Image, ImageDraw, ImageFont

from mediation.cases.papers.model import Accepted, FileKind

_SIZE = (620, 876)
_INK, _GREY, _RED = (30, 30, 30), (150, 150, 150), (176, 40, 40)
# Every sheet of one title is the same file, whenever it is made.
_MADE = gmtime(0)


def scan(name: str, shows: str) -> Accepted:
    """Return a scan called `name` of a sheet whose title is `shows`."""
    kind = FileKind.PDF if name.endswith(".pdf") else FileKind.PNG
    return Accepted(name, kind, _sheet(shows, kind))


@cache
def _sheet(shows: str, kind: FileKind) -> bytes:
    picture = Image.new("RGB", _SIZE, "white")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((20, 20, _SIZE[0] - 20, _SIZE[1] - 20), outline=_GREY, width=2)
    pen.text((310, 90), shows, fill=_INK, font=_face(34), anchor="mm")
    pen.line((90, 130, 530, 130), fill=_GREY, width=2)
    pen.text((310, 430), "CONTOH", fill=_RED, font=_face(96), anchor="mm")
    pen.text((310, 510), "Bukan dokumen sebenarnya", fill=_RED, font=_face(26), anchor="mm")
    for line in range(10):
        pen.line((90, 180 + 18 * line, 530 - 37 * (line % 3), 180 + 18 * line), fill=_GREY)
    pen.text((310, 800), "Dibuat oleh program untuk peragaan; semua isinya rekaan.", fill=_GREY, font=_face(16),
             anchor="mm")
    return _written(picture, kind)


def _written(picture: Image.Image, kind: FileKind) -> bytes:
    made = BytesIO()
    if kind is FileKind.PDF:
        picture.convert("L").save(made, "PDF", resolution=75, creationDate=_MADE, modDate=_MADE)
    else:
        picture.quantize(16).save(made, "PNG", optimize=True)
    return made.getvalue()


def _face(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)
