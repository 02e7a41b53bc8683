"""The labelled parts of a decision: label, colon, numeral and text, each in a column of its own."""

from mediation.reports.blocks import Clause, ClauseItem, Text
from mediation.reports.docx import layout
from mediation.reports.docx.elements import Element, field_line, indent, paragraph, tabs, words

_TEXT = layout.CLAUSE_LABEL + layout.COLON
_ROW_LABEL = 1814


def clause(block: Clause) -> list[Element]:
    """Return the paragraphs of `block`; the label stands before the first of them."""
    made: list[Element] = []
    for place, item in enumerate(block.items):
        lead = f"{block.label}\t:\t" if place == 0 else ""
        left = _TEXT + (layout.STEP if block.numerals else 0)
        made += _item(lead, block.number(place), item, left)
    return made


def _item(lead: str, number: str, item: ClauseItem, left: int) -> list[Element]:
    first, *others = item.paragraphs
    head = _first(lead, number, first, left)
    rest = [paragraph("ListItem", *words(other), properties=(indent(left),)) for other in others]
    stops = (left + _ROW_LABEL, left + _ROW_LABEL + layout.COLON)
    rows = [field_line(label, value, left, stops) for label, value in item.rows]
    return [head, *rest, *rows, *([paragraph("Small")] if rows else [])]


def _first(lead: str, number: str, text: Text, left: int) -> Element:
    counted = f"{number}\t" if number else ""
    start = 0 if lead else left - (layout.STEP if number else 0)
    places = (layout.CLAUSE_LABEL, _TEXT, left) if number else (layout.CLAUSE_LABEL, _TEXT)
    shape = (tabs(*(("left", place) for place in places)), indent(left, left - start))
    return paragraph("ListItem", *words(f"{lead}{counted}"), *words(text), properties=shape)
