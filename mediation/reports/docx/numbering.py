"""Lists that start again: each takes a numbering of its own."""

from docx.document import Document
from docx.parts.numbering import NumberingPart

from mediation.reports.blocks import Numerals
from mediation.reports.docx.elements import Element, el

_PATTERNS = {Numerals.FIGURES: 0, Numerals.LETTERS: 1, Numerals.BRACKETED: 2}


class Numbering:
    """Gives out list numberings of one document."""

    def __init__(self, document: Document) -> None:
        part = document.part.numbering_part
        assert isinstance(part, NumberingPart)  # noqa: S101 - our own base holds it
        self._root = part.element
        self._given = 0

    def start(self, numerals: Numerals) -> int:
        """Return the id of a new numbering that counts from its first numeral."""
        self._given += 1
        restart = el("lvlOverride", el("startOverride", val=1), ilvl=0)
        number = el("num", el("abstractNumId", val=_PATTERNS[numerals]), restart, numId=self._given)
        self._root.append(number)
        return self._given


def numbered(number: int, level: int = 0) -> Element:
    """Return the property that makes a paragraph the next item of the numbering `number`."""
    return el("numPr", el("ilvl", val=level), el("numId", val=number))
