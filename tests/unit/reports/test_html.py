"""The preview says what the document says, and nothing typed becomes markup."""

import html
import re
from dataclasses import replace

import pytest

from mediation.reports import blocks as b
from mediation.reports.html import render
from mediation.reports.letters import examination_record, mediation_report, summons
from tests import documents as given
from tests.flat import lines

DOCUMENTS = [
    summons.compose(given.again(given.summons())),
    examination_record.compose(given.record()),
    mediation_report.compose(given.report()),
]


def words(markup: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", re.sub("</?strong>", "", markup))))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.kind)
def test_the_preview_has_every_word_of_the_document(document: b.Document) -> None:
    shown = words(render(document))
    wanted = {word for line in lines(document) for word in line.split()}
    form = {"-", "|", "/", "T:", "J:", "===", "halaman", "baru", ":"}

    assert [word for word in sorted(wanted - form) if word.rstrip(":") not in shown] == []


def test_nothing_typed_becomes_markup() -> None:
    facts = replace(given.report(), advice="<script>alert(1)</script> <img src=x onerror=y> {{ 7*7 }}")
    shown = render(mediation_report.compose(facts))

    assert "<script" not in shown
    assert "<img" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown


def test_an_emblem_is_shown_by_address_and_escaped() -> None:
    facts = given.report()
    agency = replace(facts.paper.agency, emblem=b"png")
    document = mediation_report.compose(replace(facts, paper=replace(facts.paper, agency=agency)))

    assert 'src="/lambang?a=1&amp;b=2"' in render(document, "/lambang?a=1&b=2")
    assert "<img" not in render(document)


def test_headings_start_below_the_pages_own() -> None:
    assert "<h1" not in render(DOCUMENTS[2])
