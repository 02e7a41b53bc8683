"""The agency's own words for its documents: numbers from a pattern, emblem made safe. Pure but for the picture."""

import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from mediation.errors import Refusal
from mediation.language import mark
from mediation.reports.blocks import Kind

_SLOT = re.compile(r"\[\[([a-z_]+)\]\]")
NUMBER_SLOTS = ("kode", "urut", "unit", "tahun", "bulan")
USUAL_PATTERN = "R.[[kode]]/[[urut]]/[[unit]]/[[tahun]]"
USUAL_CODES = {kind: "005" if kind is Kind.SUMMONS else "800.1.10.4" for kind in Kind}
_MARK = "R."
_UNMARKED = frozenset({Kind.PERMIT_DECREE, Kind.REFUSAL_DECREE, Kind.CERTIFICATE})  # decisions bear no mark of secrecy
# Documents that an agency has not numbered by themselves are numbered like another.
_LIKE = {Kind.STATEMENT_RECORD: Kind.EXAMINATION_RECORD, Kind.SESSION_RECORD: Kind.EXAMINATION_RECORD}
_BY_THEMSELVES = frozenset({Kind.SUMMONS, Kind.EXAMINATION_RECORD, Kind.MEDIATION_REPORT})

LARGEST_EMBLEM = 1024 * 1024
_MOST_PIXELS = 16_000_000
_EMBLEM_SIDE = 600
_FORMATS = ("PNG", "JPEG")


@dataclass(frozen=True)
class Pattern:
    """How one kind of document is numbered, and its Hal when the agency words it otherwise."""

    number: str = USUAL_PATTERN
    code: str = ""
    unit: str = ""
    subject: str = ""


@dataclass(frozen=True)
class LetterheadSettings:
    """All that an agency (or one of its units) sets for its documents. `version` is 0 before it is stored."""

    owner: str
    name: str
    address: str
    contact: str
    town: str
    addressee_title: str = ""
    addressee_place: str = ""
    pppk_basis: str = ""
    patterns: Mapping[Kind, Pattern] = field(default_factory=dict)
    emblem: bytes | None = None
    version: int = 0

    def pattern(self, kind: Kind) -> Pattern:
        """Return how `kind` is numbered."""
        found = self.patterns.get(kind)
        if found or kind in _BY_THEMSELVES:
            return found or Pattern()
        return replace(self.pattern(_LIKE.get(kind, Kind.MEDIATION_REPORT)), subject="")


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return `text` with each [[slot]] replaced once; a slot without a value stays as it is."""
    return _SLOT.sub(lambda found: values.get(found[1], found[0]), text)


def unknown_slots(text: str) -> tuple[str, ...]:
    """Return the slots of a number pattern that nothing fills."""
    return tuple(name for name in _SLOT.findall(text) if name not in NUMBER_SLOTS)


def number(settings: LetterheadSettings, kind: Kind, sequence: int, year: int, month: int) -> str:
    """Return the document number that the agency's pattern gives for this place in the year."""
    pattern = settings.pattern(kind)
    template = pattern.number.removeprefix(_MARK) if kind in _UNMARKED else pattern.number
    return fill(template, {
        "kode": pattern.code or USUAL_CODES[kind],
        "urut": f"{sequence:04}",
        "unit": pattern.unit or "-",
        "tahun": str(year),
        "bulan": f"{month:02}",
    })


def emblem(uploaded: bytes) -> bytes | Refusal:
    """Return the uploaded PNG or JPEG drawn anew as a plain PNG of at most 600 pixels a side; or why not.

    Only pixels survive: no metadata, no second file behind the picture.
    """
    if len(uploaded) > LARGEST_EMBLEM:
        return Refusal(mark("Lambang paling besar 1 MB."), mark("Pilih gambar yang lebih kecil."))
    try:
        return _redrawn(uploaded)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return Refusal(mark("Lambang harus gambar PNG atau JPEG yang utuh."), mark("Pilih gambar lain."))


def _redrawn(uploaded: bytes) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own bound stands below
        with Image.open(BytesIO(uploaded), formats=_FORMATS) as picture:
            width, height = picture.size
            if width * height > _MOST_PIXELS:
                raise ValueError("too many pixels")
            drawn = picture.convert("RGBA")
    drawn.thumbnail((_EMBLEM_SIDE, _EMBLEM_SIDE), Image.Resampling.LANCZOS)
    plain = Image.new("RGBA", drawn.size)
    plain.paste(drawn)
    written = BytesIO()
    plain.save(written, "PNG")
    return written.getvalue()
