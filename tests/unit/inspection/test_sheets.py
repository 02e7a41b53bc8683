"""Sheets of an export: opened by what people open them with, nothing in them runs, and the memory stays flat."""

import csv
import io
import itertools
import tracemalloc
import zipfile
from collections.abc import Callable, Iterable

import openpyxl
import pytest

from mediation.inspection.exporting.sheets import Row, to_csv, to_xlsx

HEAD = ("Samaran", "Jumlah")
DANGEROUS = ["=", "+", "-", "@", "|", "%", "\t", "\r", "\n", "\ufeff", "\0", "\ufeff=", "\0=", " ="]


def read_xlsx(body: bytes) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(body), read_only=True)
    rows: list[tuple[object, ...]] = [tuple(cell.value for cell in row) for row in book.worksheets[0].iter_rows()]
    book.close()
    return rows


def read_csv(body: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig")), delimiter=";"))


def xlsx(*rows: Row) -> bytes:
    return b"".join(to_xlsx(HEAD, rows))


def test_a_workbook_holds_its_head_and_rows() -> None:
    assert read_xlsx(xlsx(("7K3M", 3), ("", None), ("<&>\"'", 0))) == [
        HEAD, ("7K3M", 3), (None, None), ("<&>\"'", 0),
    ]


def test_a_number_stays_a_number_and_a_text_of_digits_a_text() -> None:
    assert read_xlsx(xlsx(("007", -7)))[1] == ("007", -7)


@pytest.mark.parametrize("first", DANGEROUS)
def test_no_cell_begins_a_formula(first: str) -> None:
    text = f"{first}cmd|' /C calc'!A0"

    (_head, row) = read_xlsx(xlsx((text, 1)))
    (_same, line) = read_csv(b"".join(to_csv(HEAD, [(text, 1)])))

    assert str(row[0]).startswith("'")
    assert line[0].startswith("'")
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(xlsx((text, 1)))).read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("text", ["a\x01b", "a\x1fb", "a\ufffeb", "a\x0bb"])
def test_what_xml_does_not_know_is_left_out(text: str) -> None:
    assert read_xlsx(xlsx((text, 1)))[1] == ("ab", 1)


def test_the_same_rows_make_the_same_bytes() -> None:
    assert xlsx(("a", 1)) == xlsx(("a", 1))


def test_a_text_that_no_cell_holds_is_cut() -> None:
    assert len(str(read_xlsx(xlsx(("a" * 40_000, 1)))[1][0])) == 32_767


def most_memory(write: Callable[[Row, Iterable[Row]], Iterable[bytes]], count: int) -> int:
    """Return how many bytes were held at most while so many rows were written."""
    rows = itertools.repeat(("7K3M-2Q8T-ZZ40", 3, "Pemanggilan; Pemeriksaan; Mediasi"), count)
    tracemalloc.start()
    for _piece in write(HEAD, rows):
        pass
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


@pytest.mark.parametrize("write", [to_csv, to_xlsx])
def test_a_hundred_thousand_rows_take_no_more_memory_than_a_few(
    write: Callable[[Row, Iterable[Row]], Iterable[bytes]],
) -> None:
    few, many = most_memory(write, 1_000), most_memory(write, 100_000)

    assert many < few + 256 * 1024
