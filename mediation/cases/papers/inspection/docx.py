"""DOCX: a plain archive of a plain text document. Pure.

Refused: macros and their kinds, controls, embedded objects and files, pages of the web and SVG within, anything that
is fetched when the document is opened (templates, pictures, parts elsewhere), fields that start programs, and XML
with definitions of its own. Links that somebody must click stay.
"""

import re
from xml.parsers import expat

from mediation.cases.papers.inspection import archive, jpeg, png
from mediation.cases.papers.inspection.archive import Part
from mediation.cases.papers.inspection.findings import RESAVE_DOCX, Unfit, broken
from mediation.language import mark

_HEAD = 256  # bytes
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = "[Content_Types].xml"
_MACROS = mark("Dokumen ini memuat makro.")
_WITHIN = mark("Di dalam dokumen ini ada berkas atau objek lain.")
_FETCHES = mark("Dokumen ini mengambil sesuatu dari luar ketika dibuka.")
_STARTS = mark("Dokumen ini memuat perintah yang menjalankan program lain.")
_OTHER = mark("Isi berkas ini bukan dokumen Word.")
_MACRO_NAMES = re.compile(r"vba|macro|\.xlm|attachedtoolbars|customui", re.IGNORECASE)
_WITHIN_NAMES = re.compile(
    r"activex|embeddings?/|oleobject|ctrlprop|afchunk|\.(bin|ole|exe|dll|js|vbs|hta|s?html?|mht(ml)?|svgz?|rtf|chm|swf|docx|zip)$",
    re.IGNORECASE,
)
_WITHIN_TYPES = re.compile(r"oleobject|activex|package|html|svg|javascript|rtf|message/", re.IGNORECASE)
_PLAIN_PACKAGES = re.compile(r"application/vnd\.openxmlformats-package\.", re.IGNORECASE)
_DEFINITIONS = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST)", re.IGNORECASE)
_COMMANDS = re.compile(r"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|MACROBUTTON|GOTOBUTTON)\b", re.IGNORECASE)
# A package may keep its text under any name.
_PARTS_WITH_FIELDS = re.compile(r"(?!\[content_types\])(?!.*\brels$).+", re.IGNORECASE)
_FOREIGN = (archive.START, b"\xd0\xcf\x11\xe0", b"MZ", b"%PDF-")
_BEFORE_MARKUP = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"


def check(data: bytes) -> None:
    """Look into a DOCX; raises Unfit."""
    parts = archive.parts(data)
    names = {part.name for part in parts}
    if _TYPES not in names or not any(name.startswith("word/") for name in names):
        raise Unfit(_OTHER, RESAVE_DOCX)
    for part in parts:
        _check_name(part.name)
    for part in parts:
        _check_part(part, archive.unpack(data, part))


def _check_name(name: str) -> None:
    if _MACRO_NAMES.search(name):
        raise Unfit(_MACROS, RESAVE_DOCX)
    if _WITHIN_NAMES.search(name):
        raise Unfit(_WITHIN, RESAVE_DOCX)


def _check_part(part: Part, content: bytes) -> None:
    name = part.name.casefold()
    if name.endswith((".xml", ".rels")):
        _check_xml(name, content)
    elif content.startswith(jpeg.START):
        jpeg.check(content)
    elif content.startswith(png.START):
        png.check(content)
    elif content[:_HEAD].lstrip(_BEFORE_MARKUP)[:1] == b"<" or content.startswith(_FOREIGN):
        raise Unfit(_WITHIN, RESAVE_DOCX)


def _check_xml(name: str, content: bytes) -> None:
    # Text in other encodings would hide what is looked for; word processors write UTF-8.
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content[:4] or _DEFINITIONS.search(content):
        raise Unfit(_OTHER, RESAVE_DOCX)
    reader = _Reader(name)
    try:
        reader.read(content)
    except expat.ExpatError:
        raise broken(RESAVE_DOCX) from None
    if name == _TYPES.casefold() and _MAIN not in reader.types:
        raise Unfit(_MACROS if any("macro" in each for each in reader.types) else _OTHER, RESAVE_DOCX)
    if _COMMANDS.search("".join(reader.fields)):
        raise Unfit(_STARTS, RESAVE_DOCX)


class _Reader:
    """Reads one part of XML: its types, its relations, its fields."""

    def __init__(self, name: str) -> None:
        self.types: set[str] = set()
        self.fields: list[str] = []
        self._in_field = False
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = {
            True: self._relation if name.endswith(".rels") else self._type,
            False: self._element if _PARTS_WITH_FIELDS.fullmatch(name) else None,
        }[name.endswith(".rels") or name == _TYPES.casefold()]
        if _PARTS_WITH_FIELDS.fullmatch(name):
            self._parser.EndElementHandler = self._end
            self._parser.CharacterDataHandler = self._text

    def read(self, content: bytes) -> None:
        """Read `content`; raises ExpatError, Unfit."""
        self._parser.Parse(content, True)  # noqa: FBT003 - the library's protocol

    def _type(self, _element: str, given: dict[str, str]) -> None:
        named = given.get("ContentType", "")
        self.types.add(named)
        plain = named.casefold()
        if "macro" in plain or "vba" in plain:
            raise Unfit(_MACROS, RESAVE_DOCX)
        ending = "." + given.get("Extension", "")
        if _WITHIN_TYPES.search(_PLAIN_PACKAGES.sub("", plain)) or _WITHIN_NAMES.search(ending):
            raise Unfit(_WITHIN, RESAVE_DOCX)

    def _relation(self, _element: str, given: dict[str, str]) -> None:
        kind = given.get("Type", "").rpartition("/")[2].casefold()
        if given.get("TargetMode", "").casefold() == "external" and kind != "hyperlink":
            raise Unfit(_FETCHES, RESAVE_DOCX)
        if _MACRO_NAMES.search(kind):
            raise Unfit(_MACROS, RESAVE_DOCX)
        if kind in {"oleobject", "package", "afchunk", "control", "subdocument", "frame"}:
            raise Unfit(_WITHIN, RESAVE_DOCX)

    def _element(self, element: str, given: dict[str, str]) -> None:
        name = element.rpartition(":")[2]
        self._in_field = name in {"instrText", "delInstrText"}
        if name == "fldSimple":
            self.fields += [" ", *(text for key, text in given.items() if key.rpartition(":")[2] == "instr"), " "]
        if name == "fldChar":
            self.fields.append(" ")

    def _end(self, _element: str) -> None:
        self._in_field = False

    def _text(self, text: str) -> None:
        if self._in_field:
            self.fields.append(text)
