"""Documents as LibreOffice lays them out: pages, marks and words."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from mediation.cases.model import Party
from mediation.reports import blocks as b
from mediation.reports.docx import write
from mediation.reports.facts import Exchange
from mediation.reports.letters import examination_record, mediation_report, summons
from tests import documents as given

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(
        not (shutil.which("soffice") and shutil.which("pdftotext")),
        reason="needs LibreOffice Writer and poppler: `make test` as root on Debian installs them",
    ),
]

LONG = Exchange("Apa yang terjadi sejak itu?", "Kami berselisih lagi, lalu saling diam. " * 1600)
LONG_RECORD = replace(given.record(), exchanges=(*given.record().exchanges, LONG))
MANY = replace(given.report(), facts=given.report().facts * 12)
DEMO = replace(given.report(), paper=replace(given.paper(), demo=True))

DOCUMENTS: dict[str, tuple[b.Document, int]] = {
    "summons": (summons.compose(given.summons()), 1),
    "again": (summons.compose(replace(given.again(given.summons()), party=Party.APPLICANT, called=given.WOMAN)), 1),
    "record": (examination_record.compose(given.record()), 2),
    "long": (examination_record.compose(LONG_RECORD), 17),
    "report": (mediation_report.compose(given.report()), 4),
    "unheard": (mediation_report.compose(given.unheard(given.husband_asks(given.report()))), 4),
    "many": (mediation_report.compose(MANY), 6),
    "demo": (mediation_report.compose(DEMO), 4),
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Each document's pages as text, all converted in one run of LibreOffice."""
    folder = tmp_path_factory.mktemp("documents")
    for name, (document, _) in DOCUMENTS.items():
        (folder / f"{name}.docx").write_bytes(write(document))
    _convert(folder)
    return {name: _pages(folder / f"{name}.pdf") for name in DOCUMENTS}


def _convert(folder: Path) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [str(folder / f"{name}.docx") for name in DOCUMENTS]
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files],
        check=True, capture_output=True, timeout=240,
    )


def _pages(pdf: Path) -> list[str]:
    told = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=60)
    return told.stdout.decode().rstrip("\f\n").split("\f")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_has_as_many_pages_as_expected(pages: dict[str, list[str]], name: str) -> None:
    assert abs(len(pages[name]) - DOCUMENTS[name][1]) <= (1 if name == "long" else 0)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_page_bears_the_mark_and_its_number(pages: dict[str, list[str]], name: str) -> None:
    count = len(pages[name])

    assert all("RAHASIA" in page.replace(" ", "") for page in pages[name])
    assert all(f"Halaman {place} dari {count}" in page for place, page in enumerate(pages[name], start=1))


def test_every_page_of_made_up_data_says_so(pages: dict[str, list[str]]) -> None:
    assert all("DATA CONTOH" in page for page in pages["demo"])


@pytest.mark.parametrize("name", DOCUMENTS)
def test_name_and_number_of_the_signatory_stand_on_one_page(pages: dict[str, list[str]], name: str) -> None:
    closings = ("kami ucapkan", "Demikian Berita Acara")
    signed = [page for page in pages[name] if any(words in page for words in closings)]

    assert len(signed) == 1
    assert given.HEAD.name in signed[0]
    assert "NIP. 19720315 199802 2 001" in signed[0]


def test_the_two_findings_are_numbered_a_and_b(pages: dict[str, list[str]]) -> None:
    told = re.sub(r"\s+", " ", " ".join(pages["report"]))

    assert "(a) Rumah tangga" in told
    assert "(b) Alasan yang dikemukakan" in told
