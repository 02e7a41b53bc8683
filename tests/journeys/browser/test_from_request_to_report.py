"""One supervisor, from the request to the opened report, doing nothing but what the desk's lines ask."""

import re
from io import BytesIO
from pathlib import Path

import docx
import pytest

from tests.journeys.browser.conftest import House
from tests.journeys.browser.desk import Desk
from tests.journeys.browser.window import Window
from tests.walks import day

pytestmark = pytest.mark.browser

_FINISHED = "Selesai di atasan langsung; serahkan melalui saluran hierarki"


def text_of(path: Path) -> str:
    document = docx.Document(BytesIO(path.read_bytes()))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def at_the_desk(house: House, window: Window, *, danger: bool = False, looking: bool = False) -> Desk:
    window.sign_in("atasan1")
    desk = Desk(window, house.clock, danger, looking)
    desk.receive()
    return desk


def asked(desk: Desk) -> str:
    return " ".join(desk.lines().all_inner_texts())


def test_the_desks_lines_alone_lead_to_the_opened_report(house: House, window: Window) -> None:
    desk = at_the_desk(house, window, looking=True)

    done = desk.do_until(lambda: "Terbitkan Laporan Hasil Mediasi" in asked(desk))
    desk.open(desk.lines().first)
    desk.do_page()

    assert window.page.locator("main").get_by_text(re.compile(_FINISHED)).count() == 1
    assert len(done) == len(set(done)), "a line that was done does not come back"
    with window.page.expect_download() as download:
        window.page.locator("main").get_by_role("link", name=re.compile("Laporan Hasil Mediasi")).first.click()
    text = text_of(download.value.path())
    assert "Ani Contoh, S.Pd." in text
    assert "DATA CONTOH" in window.page.locator("body").inner_text()
    desk.home()
    assert desk.lines().count() == 1
    assert "Serahkan melalui saluran hierarki" in desk.lines().first.inner_text()
    assert desk.faults == []


def test_somebody_in_danger_is_never_asked_in_together(house: House, window: Window) -> None:
    desk = at_the_desk(house, window, danger=True)
    desk.do_until(lambda: "a" in desk.called_for)
    desk.open(desk.lines().filter(has_text="Buat panggilan ke-1 pasangan").first)
    desk.send({
        "on": day(desk.called_for["a"]), "at": ["13", "00"], "place": "Aula", "purpose": "examination",
        "delivery": "by_hand",
    })
    same_day = window.problems()
    desk.do_until(lambda: "Catat sesi mediasi" in asked(desk))
    desk.open(desk.lines().filter(has_text="Catat sesi mediasi").first)

    assert "Hari ini tidak tersedia dalam berkas ini." in same_day
    assert window.page.locator('main [name="mode"][value="together"]:enabled').count() == 0
    assert window.page.locator('main [name="mode"][value="apart"]').count() == 1
