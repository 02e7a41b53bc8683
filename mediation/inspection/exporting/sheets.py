"""Summaries as CSV and as XLSX, as streams: constant memory, no temporary file, nothing that a spreadsheet would run.

The well-known writers of XLSX put the sheet in clear into a temporary file; here it is written straight into the ZIP.
Texts stand in their cells (inline), so that nothing has to be collected first.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import chain

from mediation.bureau.figures.export import safe

Cell = str | int | None
Row = Sequence[Cell]

PIECE = 64 * 1024  # bytes
_LONGEST = 32_767  # characters in a cell
_BORN = (1980, 1, 1, 0, 0, 0)
# XML knows no such characters; a spreadsheet calls the whole file damaged. They are left out as NUL is.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SHEET = "xl/worksheets/sheet1.xml"


def to_csv(head: Row, rows: Iterable[Row]) -> Iterator[bytes]:
    """Yield CSV for spreadsheets set to Indonesian: UTF-8 with its mark, semicolons."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    text.write("\ufeff")
    for row in chain([head], rows):
        writer.writerow([_clean(cell) for cell in row])
        if text.tell() > PIECE:
            yield _drained(text)
    yield _drained(text)


def to_xlsx(head: Row, rows: Iterable[Row]) -> Iterator[bytes]:
    """Yield a workbook of one sheet; the first row is the head and stays in sight."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w") as packed:
        for name, text in _PARTS.items():
            packed.writestr(_entry(name), text)
        with packed.open(_entry(_SHEET), "w", force_zip64=True) as sheet:
            for piece in _sheet(head, rows):
                sheet.write(piece)
                if sink.waiting > PIECE:
                    yield sink.drained()
    yield sink.drained()


def _sheet(head: Row, rows: Iterable[Row]) -> Iterator[bytes]:
    yield _BEFORE.encode()
    yield _row(1, head, style=1)
    for number, row in enumerate(rows, start=2):
        yield _row(number, row)
    yield b"</sheetData></worksheet>"


def _row(number: int, row: Row, style: int = 0) -> bytes:
    return f'<row r="{number}">{"".join(_cell(each, style) for each in row)}</row>'.encode()


def _cell(value: Cell, style: int) -> str:
    clean = _clean(value)
    if isinstance(clean, int):
        return f"<c><v>{clean}</v></c>"
    if not clean:
        return "<c/>"
    mark = f' s="{style}"' if style else ""
    return f'<c t="inlineStr"{mark}><is><t xml:space="preserve">{escape(clean, quote=False)}</t></is></c>'


def _clean(value: Cell) -> int | str:
    """Return a number as it is, and text so that it stays text."""
    if isinstance(value, int):
        return int(value)
    return safe(_FORBIDDEN.sub("\0", value or ""))[:_LONGEST]


def _drained(text: io.StringIO) -> bytes:
    piece = text.getvalue().encode()
    text.seek(0)
    text.truncate()
    return piece


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _BORN)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


class _Sink:
    """Where the ZIP is written to: what came is fetched piece by piece, and nothing can be gone back to."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self.waiting = 0

    def write(self, piece: bytes) -> int:
        """Take a piece; a compressor that waits for more hands over empty ones."""
        if piece:
            self._pieces.append(bytes(piece))
        self.waiting += len(piece)
        return len(piece)

    def flush(self) -> None:
        """Do nothing: what was written is there."""

    def close(self) -> None:
        """Do nothing, as above."""

    def drained(self) -> bytes:
        """Return what came since the last time."""
        found, self._pieces, self.waiting = b"".join(self._pieces), [], 0
        return found


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OOXML = "http://schemas.openxmlformats.org"
_MAIN = f"{_OOXML}/spreadsheetml/2006/main"
_LINKS = f"{_OOXML}/officeDocument/2006/relationships"
_KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_BEFORE = (
    f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
    'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15" '
    'defaultColWidth="18"/><sheetData>'
)
_PARTS = {
    "[Content_Types].xml": (
        f'{_XML}<Types xmlns="{_OOXML}/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{_KINDS}.sheet.main+xml"/>'
        f'<Override PartName="/{_SHEET}" ContentType="{_KINDS}.worksheet+xml"/><Override PartName="/xl/styles.xml" '
        f'ContentType="{_KINDS}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'{_XML}<Relationships xmlns="{_OOXML}/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets><sheet name="Ringkasan" sheetId="1" r:id="rId1"/>'
        "</sheets></workbook>"
    ),
    "xl/_rels/workbook.xml.rels": (
        f'{_XML}<Relationships xmlns="{_OOXML}/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{_LINKS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{_LINKS}/styles" '
        'Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'{_XML}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/>'
        '<sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/>'
        '</fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf fontId="0"/><xf fontId="1" '
        'applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    ),
}
