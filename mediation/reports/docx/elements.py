"""WordprocessingML in few words. Text reaches XML here alone, cleaned once more and never parsed."""

import re
from functools import lru_cache
from typing import TypeAlias

from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import oxml_parser
from docx.oxml.xmlchemy import BaseOxmlElement

from mediation.reports.blocks import Run, Text, runs
from mediation.reports.text import clean

Element: TypeAlias = BaseOxmlElement

_BREAKS = re.compile("([\n\t])")
_qn = lru_cache(maxsize=256)(qn)
_NAMES = {"w": nsmap["w"]}


def el(tag: str, *children: Element | None, **values: object) -> Element:
    """Return the element w:`tag` with `values` as w: attributes and the given children; None is left out."""
    made: Element = oxml_parser.makeelement(_qn(f"w:{tag}"), nsmap=_NAMES)
    for name, value in values.items():
        made.set(_qn(f"w:{name}"), str(value))
    made.extend([child for child in children if child is not None])
    return made


def paragraph(style: str, *content: Element | None, properties: tuple[Element | None, ...] = ()) -> Element:
    """Return a paragraph in `style`; `properties` come in the schema's order."""
    return el("p", el("pPr", el("pStyle", val=style), *properties), *content)


def words(text: Text, *, bold: bool = False, italic: bool = False, large: bool = False) -> list[Element]:
    """Return `text` as runs; newlines become line breaks and tabs tab stops. `large` letters stand apart."""
    return [_run(run, bold=bold or run.bold, italic=italic or run.italic, large=large) for run in runs(text)]


def _run(run: Run, *, bold: bool, italic: bool, large: bool) -> Element:
    faces = [
        el("b") if bold else None,
        el("bCs") if bold else None,
        el("i") if italic else None,
        el("spacing", val=30) if large else None,
        el("sz", val=24) if large else None,
        el("u", val="single") if run.underline else None,
    ]
    properties = el("rPr", *faces) if any(face is not None for face in faces) else None
    return el("r", properties, *_pieces(clean(run.text)))


def _pieces(text: str) -> list[Element]:
    kinds = {"\n": "br", "\t": "tab"}
    return [el(kinds[piece]) if piece in kinds else _literal(piece) for piece in _BREAKS.split(text) if piece]


def _literal(piece: str) -> Element:
    made = el("t")
    made.text = piece
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def field(instruction: str) -> list[Element]:
    """Return a field such as PAGE or NUMPAGES, showing 1 until it is computed."""
    code = el("instrText")
    code.text = f" {instruction} "
    return [
        el("r", el("fldChar", fldCharType="begin")),
        el("r", code),
        el("r", el("fldChar", fldCharType="separate")),
        *words("1"),
        el("r", el("fldChar", fldCharType="end")),
    ]


def field_line(label: str, value: Text, start: int, stops: tuple[int, int]) -> Element:
    """Return a label : value line that begins at `start`; `stops` are the places of colon and value, in twips."""
    colon, left = stops
    said = words(f"{label}\t:\t") + words(value)
    shape = (tabs(("left", colon), ("left", left)), indent(left, left - start))
    return paragraph("Field", *said, properties=shape)


def tabs(*stops: tuple[str, int]) -> Element:
    """Return tab stops; each is its kind (left, right) and its place in twips."""
    return el("tabs", *(el("tab", val=kind, pos=place) for kind, place in stops))


def indent(left: int, hanging: int = 0, right: int = 0) -> Element:
    """Return an indent in twips."""
    return el("ind", left=left, right=right, hanging=hanging)


def rules(*sides: tuple[str, int], space: int = 3) -> Element:
    """Return paragraph borders; each is its side and its thickness in eighths of a point; `space` is in points."""
    return el("pBdr", *(el(side, val="single", sz=size, space=space, color="000000") for side, size in sides))


def keep(*, when: bool) -> Element | None:
    """Return "keep with next" when asked."""
    return el("keepNext") if when else None
