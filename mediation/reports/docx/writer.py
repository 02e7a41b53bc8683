"""Each block to its paragraphs and tables, in order."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import segno
from docx.document import Document as Package
from docx.shared import Emu

from mediation.reports import blocks as b
from mediation.reports.docx import layout, margins, package
from mediation.reports.docx.clauses import clause
from mediation.reports.docx.elements import Element, el, field_line, indent, keep, paragraph, rules, tabs, words
from mediation.reports.docx.numbering import Numbering, numbered
from mediation.reports.docx.signatures import signature_block
from mediation.reports.docx.tables import cell, data_table, row, table

_EMU = 36000  # in a millimetre
_EMBLEM_WIDTH = 1361
_EMBLEM_MM = 22
_QR_MASK = 3
_QR_MM = 19


def write(document: b.Document) -> bytes:
    """Return `document` as DOCX bytes; the same document gives the same bytes."""
    opened = package.new()
    margins.put(opened, document.margins, document.paper)
    _Writer(opened, document.paper).write(document.blocks)
    return package.save(opened)


class _Writer:
    def __init__(self, opened: Package, paper: str) -> None:
        self._package = opened
        self._width = layout.text_width(paper)
        self._numbering = Numbering(opened)
        self._ways: dict[type, Callable[[Any], list[Element]]] = {
            b.Letterhead: self._letterhead,
            b.ClassificationMark: lambda block: [paragraph("Mark", *words(block.text))],
            b.TitleBlock: _title,
            b.LetterOpening: self._opening,
            b.Paragraph: _paragraph,
            b.Heading: _heading,
            b.NumberedList: self._list,
            b.FieldTable: _fields,
            b.DataTable: lambda block: data_table(block, self._width),
            b.QuestionAnswers: self._questions,
            b.Centred: _centred,
            b.Clause: clause,
            b.CheckCode: self._check_code,
            b.SignatureBlock: self._signatures,
            b.DemoLine: lambda block: [paragraph("Demo", *words(block.text))],
            b.PageBreak: lambda _: [paragraph("Small", el("r", el("br", type="page")))],
        }

    def write(self, content: tuple[b.Block, ...]) -> None:
        body = self._package.element.body
        section = body[-1]
        for block in content:
            for element in self._ways[type(block)](block):
                section.addprevious(element)

    def _letterhead(self, block: b.Letterhead) -> list[Element]:
        lines = _kop_lines(block)
        if block.emblem:
            lines = [self._beside_emblem(block.emblem, lines)]
        return [*lines, _double_rule()]

    def _beside_emblem(self, emblem: bytes, lines: list[Element]) -> Element:
        grid = [_EMBLEM_WIDTH, self._width - _EMBLEM_WIDTH]
        picture = paragraph("Small", self._picture(emblem, _EMBLEM_MM, "Lambang"))
        cells = [cell(grid[0], [picture], _middle()), cell(grid[1], lines, _middle())]
        return table(grid, [row(cells)])

    def _picture(self, png: bytes, height_mm: int, says: str) -> Element:
        inline = self._package.part.new_pic_inline(BytesIO(png), height=Emu(height_mm * _EMU))
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")  # LibreOffice assumes 3 mm otherwise
        inline.docPr.set("name", says)
        inline.docPr.set("descr", says)
        for named in inline.iter("{*}cNvPr"):
            named.set("name", says)
        drawing = el("drawing")
        drawing.append(inline)
        return el("r", drawing)

    def _opening(self, block: b.LetterOpening) -> list[Element]:
        fields = [self._opening_line(row, block.place_date if first == 0 else "")
                  for first, row in enumerate(block.fields)]
        addressee = [paragraph("Field", *words(line)) for line in block.addressee]
        return [*fields, paragraph("Field"), *addressee, paragraph("Field")]

    def _opening_line(self, pair: tuple[str, str], place_date: str) -> Element:
        left = layout.OPENING_LABEL + layout.COLON
        stops = tabs(("left", layout.OPENING_LABEL), ("left", left), ("right", self._width))
        shape = (stops, indent(left, left, 0 if place_date else self._width // 3))
        text = f"{pair[0]}\t:\t{pair[1]}" + (f"\t{place_date}" if place_date else "")
        return paragraph("Field", *words(text), properties=shape)

    def _list(self, block: b.NumberedList) -> list[Element]:
        return self._items(block.items, self._numbering.start(block.numerals), 0)

    def _items(self, items: tuple[b.Item, ...], number: int, level: int) -> list[Element]:
        made: list[Element] = []
        for item in items:
            first, *others = item.paragraphs
            head = (keep(when=item.keep_with_next), numbered(number, level))
            made.append(paragraph("ListItem", *words(first), properties=head))
            # Each its own indent: an element that is put in twice moves to the later place.
            made += [
                paragraph("ListItem", *words(other), properties=(indent(layout.STEP * (level + 1)),))
                for other in others
            ]
            made += self._items(item.children, number, level + 1)
        return made

    def _questions(self, block: b.QuestionAnswers) -> list[Element]:
        number = self._numbering.start(b.Numerals.FIGURES)
        return [element for pair in block.pairs for element in _question(pair, number)]

    def _check_code(self, block: b.CheckCode) -> list[Element]:
        # Any mask reads as well for twelve letters; looking for the best of eight takes longer than drawing it.
        qr = BytesIO()
        segno.make_qr(block.code, error="m", mask=_QR_MASK).save(qr, kind="png", scale=6, border=1)
        picture = self._picture(qr.getvalue(), _QR_MM, f"{block.label} {block.code}")
        return [
            paragraph("Small", picture, properties=(keep(when=True),)),
            paragraph("Small", *words(f"{block.label}\n{block.code}"), properties=(keep(when=True),)),
        ]

    def _signatures(self, block: b.SignatureBlock) -> list[Element]:
        code = self._check_code(block.check) if block.check else None
        return signature_block(block, code, self._width)


def _kop_lines(block: b.Letterhead) -> list[Element]:
    owner = [paragraph("KopOwner", *words(block.owner))] if block.owner else []
    above = [paragraph("KopOwner", *words(line, bold=True)) for line in block.agency[:-1]]
    agency = [paragraph("KopAgency", *words(line)) for line in block.agency[-1:]]
    return [*owner, *above, *agency, *(paragraph("KopLine", *words(line)) for line in block.lines)]


def _middle() -> Element:
    return el("vAlign", val="center")


def _double_rule() -> Element:
    # Thick over thin as two borders: the two office programs turn the ready-made double border round.
    lines = rules(("top", 24), ("bottom", 6), space=0)
    return paragraph("Small", properties=(lines, el("spacing", before=80, after=280, line=40, lineRule="exact")))


def _title(block: b.TitleBlock) -> list[Element]:
    lines = [paragraph("Subtitle", *words(line)) for line in block.lines]
    return [paragraph("Title", *words(block.title)), *lines, paragraph("Small")]


def _paragraph(block: b.Paragraph) -> list[Element]:
    left = indent(layout.STEP * block.level) if block.level else None
    return [paragraph("Body", *words(block.text), properties=(keep(when=block.keep_with_next), left))]


def _heading(block: b.Heading) -> list[Element]:
    text = f"{block.number}\t{block.text}" if block.number else block.text
    return [paragraph(f"Heading{block.rank}", *words(text))]


def _fields(block: b.FieldTable) -> list[Element]:
    start = layout.STEP * block.level
    colon = start + layout.FIELD_LABEL
    rows = (field_line(label, value, start, (colon, colon + layout.COLON)) for label, value in block.rows)
    return [*rows, paragraph("Small")]


def _centred(block: b.Centred) -> list[Element]:
    lines = [paragraph("Subtitle", *words(line, bold=block.bold), properties=(keep(when=True),))
             for line in block.lines]
    return [*lines, *([paragraph("Small", properties=(keep(when=True),))] if block.after else [])]


def _question(pair: b.QuestionAnswer, number: int) -> list[Element]:
    left = layout.STEP + layout.QUESTION_LABEL + layout.COLON
    stops = tabs(("left", layout.STEP), ("left", layout.STEP + layout.QUESTION_LABEL), ("left", left))
    asked = words(f"Pertanyaan\t:\t{pair.question}")
    first, *others = pair.answer.split("\n")
    said = words(f"Jawaban\t:\t{first}")
    answered = tabs(*[("left", layout.STEP + layout.QUESTION_LABEL), ("left", left)])
    return [
        paragraph("Question", *asked, properties=(numbered(number), stops, indent(left, left))),
        paragraph("Answer", *said, properties=(answered, indent(left, left - layout.STEP))),
        *(paragraph("Answer", *words(other), properties=(indent(left),)) for other in others if other.strip()),
    ]
