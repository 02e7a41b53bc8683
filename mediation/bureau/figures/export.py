"""The published figures of a year as CSV: a line for each number, nothing that a spreadsheet would run. Pure."""

import csv
import io

from mediation.bureau.figures.publishing import Published
from mediation.bureau.figures.showing import HIDDEN, TOTAL, shown

# What spreadsheets take for the beginning of a formula, or skip before looking for one.
_DANGEROUS = frozenset("=+-@|%\t\r\n\ufeff\0'")
_SKIPPED = "\ufeff\0 \t\r\n\u00a0"
_HEAD = ("Daftar", "Baris", "Kolom", "Nilai")


def to_csv(published: Published) -> bytes:
    """Return the year as CSV for spreadsheets set to Indonesian: UTF-8 with its mark, semicolons."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(_HEAD)
    writer.writerow((published.year, TOTAL, "Permohonan", _cell(published.total)))
    for table in shown(published):
        for label, values in table.rows:
            for column, value in zip(table.head, values, strict=True):
                writer.writerow((safe(table.title), safe(label), safe(column), _cell(value)))
    return out.getvalue().encode("utf-8-sig")


def _cell(value: int | str | None) -> int | str:
    """Return a number as it is, and text so that it stays text."""
    if isinstance(value, int):
        return value
    return HIDDEN if value is None else safe(value)


def safe(text: str) -> str:
    """Return `text` so that a spreadsheet shows it and does nothing else: one line, quoted when dangerous."""
    flat = "".join(" " if one in "\r\n\t" else one for one in text if one != "\0")
    seen = flat.lstrip(_SKIPPED)
    return f"'{flat}" if text[:1] in _DANGEROUS or seen[:1] in _DANGEROUS else flat
