"""Tables: the grid and each cell say their width, since LibreOffice obeys one and Word the other."""

from collections.abc import Sequence

from mediation.reports.blocks import DataTable
from mediation.reports.docx.elements import Element, el, paragraph, words

_LONGEST_UNSPLIT = 1500  # characters; a row that could outgrow the page may split


def table(grid: Sequence[int], rows: Sequence[Element], *, bordered: bool = False) -> Element:
    """Return a table of fixed layout whose columns are `grid` twips wide."""
    properties = el(
        "tblPr",
        el("tblW", w=sum(grid), type="dxa"),
        _borders() if bordered else None,
        el("tblLayout", type="fixed"),
        _padding(aside=85, above=20) if bordered else _padding(aside=0, above=0),
    )
    columns = el("tblGrid", *(el("gridCol", w=width) for width in grid))
    return el("tbl", properties, columns, *rows)


def cell(width: int, content: Sequence[Element], *properties: Element) -> Element:
    """Return a cell `width` twips wide."""
    return el("tc", el("tcPr", el("tcW", w=width, type="dxa"), *properties), *content)


def row(cells: Sequence[Element], *, head: bool = False, split: bool = False, height: int = 0) -> Element:
    """Return a row that does not split unless told, repeated on each page when it is a `head`."""
    properties = (
        None if split else el("cantSplit"),
        el("trHeight", val=height, hRule="atLeast") if height else None,
        el("tblHeader") if head else None,
    )
    return el("tr", el("trPr", *properties), *cells)


def data_table(block: DataTable, width: int) -> list[Element]:
    """Return the caption and the bordered table."""
    grid = _grid([column.share for column in block.columns], width)
    rows = [_head(block, grid), *(_body(block, grid, texts) for texts in block.rows)]
    drawn = table(grid, rows, bordered=True)
    caption = [paragraph("Caption", *words(block.caption))] if block.caption else []
    return [*caption, drawn, paragraph("Small")]


def _grid(shares: Sequence[int], width: int) -> list[int]:
    grid = [width * share // sum(shares) for share in shares]
    grid[-1] += width - sum(grid)
    return grid


def _head(block: DataTable, grid: Sequence[int]) -> Element:
    cells = [_head_cell(width, column.head) for width, column in zip(grid, block.columns, strict=True)]
    return row(cells, head=True)


def _head_cell(width: int, text: str) -> Element:
    shade = el("shd", val="clear", color="auto", fill="EDEDED")
    return cell(width, [paragraph("CellHead", *words(text))], shade, el("vAlign", val="center"))


def _body(block: DataTable, grid: Sequence[int], texts: Sequence[str]) -> Element:
    cells = [
        cell(width, [_cell_text(text, centred=column.centred)])
        for width, column, text in zip(grid, block.columns, texts, strict=True)
    ]
    return row(cells, split=max(map(len, texts)) > _LONGEST_UNSPLIT)


def _cell_text(text: str, *, centred: bool) -> Element:
    properties = (el("jc", val="center"),) if centred else ()
    return paragraph("Cell", *words(text), properties=properties)


def _borders() -> Element:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return el("tblBorders", *(el(side, val="single", sz=4, space=0, color="000000") for side in sides))


def _padding(aside: int, above: int) -> Element:
    sides = (("top", above), ("left", aside), ("bottom", above), ("right", aside))
    return el("tblCellMar", *(el(side, w=width, type="dxa") for side, width in sides))
