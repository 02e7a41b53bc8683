"""The written file: same words, same bytes, no trace of anything else."""

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from PIL import Image

from mediation.reports import blocks as b
from mediation.reports.docx import write
from mediation.reports.letterhead import emblem
from mediation.reports.letters import examination_record, mediation_report, summons
from mediation.reports.text import clean
from tests import documents as given
from tests.flat import lines

DOCUMENTS = {
    "summons": summons.compose(given.summons()),
    "record": examination_record.compose(given.record()),
    "report": mediation_report.compose(given.report()),
}
HOSTILE = (
    "A & B <c> \"d\" 'e'", "]]>", "{{ 7*7 }} {% for x in y %} ${x} <%= x %> #{x}", "&amp; &#60; <![CDATA[x]]>",
    "<w:t>bukan tanda</w:t>", "=1+1", "a\x00b\x07c", "satu\ud800dua", "kiri\u202ekanan\u2066", "\ufeffawal",
    "baris satu\nbaris dua\tlompat", "x" * 65536, "é e\u0301 — “kutip” 👩‍👩‍👧 字 عربي",
)
MAIN = "word/document.xml"


def parts(written: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(written)) as package:
        return {name: package.read(name) for name in package.namelist()}


def reopened(document: b.Document) -> str:
    opened = docx.Document(BytesIO(write(document)))
    return "\n".join(_text(paragraph) for paragraph in opened.element.body.iter(qn("w:p")))


def _text(paragraph: object) -> str:
    signs = {qn("w:tab"): "\t", qn("w:br"): "\n"}
    pieces = [piece for run in paragraph.iter(qn("w:r")) for piece in run]  # type: ignore[attr-defined]
    return "".join(piece.text or "" if piece.tag == qn("w:t") else signs.get(piece.tag, "") for piece in pieces)


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_typed_text_comes_out_as_it_went_in(typed: str) -> None:
    pair = b.QuestionAnswer(f"T{typed}", "J")
    cell = b.DataTable(f"K{typed}", (b.Column("Kepala", 1),), ((f"S{typed}",),))
    document = b.Document(b.Kind.EXAMINATION_RECORD, "x", (
        b.Paragraph(f"P{typed}"), b.NumberedList((b.Item((f"B{typed}",)),)), b.FieldTable((("L", f"N{typed}"),)),
        b.QuestionAnswers((pair,)), cell, b.SignatureBlock(b.Signature((), f"G{typed}")),
    ))
    told = reopened(document)

    assert [lead for lead in "PBNTKSG" if f"{lead}{clean(typed)}" not in told] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_word_of_the_document_is_in_the_file(name: str) -> None:
    told = re.sub(r"\s+", " ", reopened(DOCUMENTS[name]))
    words = {word for line in lines(DOCUMENTS[name]) for word in line.split()}
    form = {"-", "|", "/", "T:", "J:", "===", "halaman", "baru", ":"}

    assert [word for word in sorted(words - form) if word.rstrip(":") not in told] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_same_document_gives_the_same_bytes(name: str) -> None:
    assert write(DOCUMENTS[name]) == write(DOCUMENTS[name])


def test_another_word_gives_other_bytes() -> None:
    facts = given.report()

    assert write(mediation_report.compose(replace(facts, advice="Lain."))) != write(DOCUMENTS["report"])


def test_the_package_bears_no_date_and_no_name_but_its_own() -> None:
    written = write(DOCUMENTS["report"])
    with ZipFile(BytesIO(written)) as package:
        names = package.namelist()
        dates = {entry.date_time for entry in package.infolist()}
    core = parts(written)["docProps/core.xml"].decode()

    assert names == sorted(names)
    assert dates == {(1980, 1, 1, 0, 0, 0)}
    assert set(re.findall(r">([^<\n]+)<", core)) == {"Naskah dinas", "id-ID", "1", "1980-01-01T00:00:00Z"}
    assert not [name for name in names if "thumbnail" in name]


def test_a_document_is_small() -> None:
    assert len(write(DOCUMENTS["report"])) < 30_000


@pytest.mark.parametrize("name", DOCUMENTS)
def test_grid_and_cells_say_the_same_widths(name: str) -> None:
    body = docx.Document(BytesIO(write(DOCUMENTS[name]))).element.body
    for table in body.iter(qn("w:tbl")):
        grid = [int(column.get(qn("w:w"))) for column in table.iter(qn("w:gridCol"))]
        for row in table.iter(qn("w:tr")):
            assert [int(width.get(qn("w:w"))) for width in row.iter(qn("w:tcW"))] == grid


def test_table_heads_are_repeated_and_rows_do_not_split() -> None:
    body = docx.Document(BytesIO(write(DOCUMENTS["report"]))).element.body
    tables = [table for table in body.iter(qn("w:tbl")) if list(table.iter(qn("w:tblHeader")))]

    assert len(tables) == 4
    assert all(len(list(table.iter(qn("w:cantSplit")))) == len(list(table.iter(qn("w:tr")))) for table in tables)


def test_each_list_starts_again() -> None:
    found = parts(write(DOCUMENTS["report"]))
    used = set(re.findall(r'w:numId w:val="(\d+)"', found[MAIN].decode()))
    given_out = set(re.findall(r'<w:num w:numId="(\d+)"', found["word/numbering.xml"].decode()))

    assert used == given_out
    assert found["word/numbering.xml"].count(b"startOverride") == len(used)


def test_each_further_paragraph_of_an_item_is_indented_under_it() -> None:
    item = b.Item(("Kepala", "satu", "dua", "tiga"))
    written = docx.Document(BytesIO(write(b.Document(b.Kind.SUMMONS, "Surat", (b.NumberedList((item,)),)))))
    below = [paragraph for paragraph in written.paragraphs if paragraph.text in {"satu", "dua", "tiga"}]

    assert [paragraph.paragraph_format.left_indent is not None for paragraph in below] == [True] * 3


def test_the_language_is_indonesian() -> None:
    assert b'w:lang w:val="id-ID"' in parts(write(DOCUMENTS["report"]))["word/styles.xml"]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_heads_bear_the_mark_and_feet_the_pages(name: str) -> None:
    found = parts(write(DOCUMENTS[name]))
    body_mark = b"RAHASIA" in found[MAIN]

    assert b"RAHASIA" in found["word/header2.xml"]
    assert b"RAHASIA" in found["word/header1.xml"] or body_mark
    assert all(b"NUMPAGES" in found[f"word/footer{number}.xml"] for number in (1, 2))


def test_made_up_data_is_marked_in_both_heads() -> None:
    facts = replace(given.report(), paper=replace(given.paper(), demo=True))
    found = parts(write(mediation_report.compose(facts)))

    assert all(b"DATA CONTOH" in found[f"word/header{number}.xml"] for number in (1, 2))


@pytest.mark.parametrize(("paper", "size"), [("F4", ("12189", "18709")), ("A4", ("11906", "16838"))])
def test_the_paper_is_the_one_asked_for(paper: str, size: tuple[str, str]) -> None:
    page = docx.Document(BytesIO(write(replace(DOCUMENTS["summons"], paper=paper)))).element.body.sectPr

    assert (page.find(qn("w:pgSz")).get(qn("w:w")), page.find(qn("w:pgSz")).get(qn("w:h"))) == size


def test_the_check_code_is_drawn_and_written() -> None:
    found = parts(write(DOCUMENTS["report"]))

    assert [name for name in found if name.startswith("word/media/")] == ["word/media/image1.png"]
    assert b"7F3A-91CC-02BD-K4TQ" in found[MAIN]


def test_a_preview_bears_no_code() -> None:
    facts = replace(given.report(), paper=replace(given.paper(), code=""))
    found = parts(write(mediation_report.compose(facts)))

    assert not [name for name in found if name.startswith("word/media/")]


def test_pictures_have_numbers_of_their_own_and_say_what_they_show() -> None:
    drawn = emblem(_picture())
    assert isinstance(drawn, bytes)
    facts = given.report()
    agency = replace(facts.paper.agency, emblem=drawn)
    body = parts(write(mediation_report.compose(replace(facts, paper=replace(facts.paper, agency=agency)))))[MAIN]
    shown = re.findall(rb'<wp:docPr id="(\d+)" name="[^"]*" descr="([^"]*)"', body)

    assert [says.decode() for _, says in shown] == ["Lambang", "Kode periksa 7F3A-91CC-02BD-K4TQ"]
    assert len({number for number, _ in shown}) == 2


def _picture() -> bytes:
    written = BytesIO()
    Image.new("RGB", (60, 80)).save(written, "PNG")
    return written.getvalue()
