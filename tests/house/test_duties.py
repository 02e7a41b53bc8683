"""What the papers on duties say is what the program is: the promise, the tables, the places of measures."""

import re
from datetime import date
from pathlib import Path

import pytest

from mediation.inspection.duties import papers
from mediation.inspection.duties.model import Controller
from mediation.inspection.duties.promise import PROMISES
from mediation.law.data import read_toml
from mediation.reports import blocks as b
from mediation.reports.duty_facts import Sheet, Signer
from mediation.reports.facts import Agency
from mediation.vault import columns

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
IMPACT = ROOT / "docs" / "impact.md"
BEGIN = "<!-- promise: a test compares both tables with each other and with the page /perlindungan -->\n"
END = "<!-- end of promise -->"


def rows(text: str) -> list[list[str]]:
    """Return the cells of a table's rows without its head."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def tables() -> tuple[list[list[str]], list[list[str]]]:
    """Return the English table of the promise and the Indonesian one under it."""
    english, _, indonesian = README.partition(BEGIN)[2].partition(END)[0].strip().partition("\n\n")
    return rows(english), rows(indonesian)


def test_the_page_of_the_promise_and_the_readme_say_the_same_row_by_row() -> None:
    _, indonesian = tables()
    page = [[each.holder, each.reads, each.cannot] for each in PROMISES]

    assert indonesian == page, "Remedy: put these rows into README.md:\n" + "\n".join(
        f"| {' | '.join(row)} |" for row in page
    )


def test_the_two_tables_of_the_readme_are_about_the_same_holders_in_the_same_order() -> None:
    english, _ = tables()
    named = [re.findall(r"\(\*(.+)\*\)", row[0]) for row in english]

    assert named == [[f"{each.holder[0].lower()}{each.holder[1:]}"] for each in PROMISES]


def test_every_table_of_a_case_stands_in_the_record_of_processing() -> None:
    assert papers.tables() == {table.name for table in columns.REGISTRY}


@pytest.mark.parametrize("name", ["impact.toml", "processing.toml"])
def test_every_measure_stands_where_the_papers_say(name: str) -> None:
    text = (ROOT / "mediation" / "inspection" / "duties" / name).read_text(encoding="utf-8")
    places = re.findall(r'where = "([^"]+)"', text)

    assert [place for place in places if not (ROOT / place).is_file()] == []
    assert places


def test_every_limit_of_the_assessment_has_its_measures() -> None:
    risks = read_toml("mediation.inspection.duties", "impact.toml")["risk"]

    assert risks[0]["to"] == "Korban kekerasan"
    assert all(each["measures"] and each["before"] and each["after"] for each in risks)


def test_the_assessment_in_the_docs_is_the_one_that_the_program_prints() -> None:
    sheet = Sheet(date(2026, 11, 22), Agency("", "[nama instansi]", "", "", "[tempat]"), Signer("[penanda tangan]"))
    expected = markdown(papers.assessed(sheet, Controller()))

    assert IMPACT.read_text(encoding="utf-8") == expected, f"Remedy: write this into docs/impact.md:\n\n{expected}"


def markdown(document: b.Document) -> str:
    """Return a document as plain Markdown: headings, lists, tables, label and value."""
    parts = [text for block in document.blocks if (text := _block(block))]
    return "\n\n".join([f"# {document.title}", *parts]) + "\n"


def _block(block: b.Block) -> str:
    if isinstance(block, b.Heading):
        return f"{'#' * (block.rank + 1)} {block.number} {block.text}"
    if isinstance(block, b.Paragraph):
        return b.plain(block.text).replace("*)", "\\*)")
    if isinstance(block, b.FieldTable):
        return "\n".join(f"- {label}: {b.plain(value)}".replace("*)", "\\*)") for label, value in block.rows)
    if isinstance(block, b.NumberedList):
        return "\n".join(f"{place}. {item.paragraphs[0]}" for place, item in enumerate(block.items, start=1))
    if isinstance(block, b.DataTable):
        heads = [column.head for column in block.columns]
        table = [heads, ["---"] * len(heads), *block.rows]
        return "\n".join(f"| {' | '.join(row)} |" for row in table)
    return ""
