"""A sample, a look that two persons grant, the file that is read, its end; at real browsers, every page looked at."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from mediation.clock import now
from tests import submitted
from tests.journeys.browser.bureau import Bureau, follow, furnished, served, words
from tests.journeys.browser.window import Window

pytestmark = pytest.mark.browser


@pytest.fixture
def office(browser: Browser, tmp_path: Path) -> Iterator[Bureau]:
    place = furnished(tmp_path)
    submitted.handed_in(place)
    place.clock.moment = max(now(), place.clock.moment)
    with served(place, browser) as opened:
        yield opened


def approve(office: Bureau, window: Window, name: str) -> None:
    """Follow the sentence on top of the page, and agree."""
    window.page.goto("/profil")
    follow(window, "Lihat permintaan")
    office.look(window, f"{name}-daftar")
    window.click(window.page.locator('main a[href^="/k/contoh/"]').first)
    office.look(window, f"{name}-permintaan")
    window.fill({"answer": "yes", "compared": "ya"})
    window.press("Lanjut: periksa isian")
    office.look(window, f"{name}-periksa")
    window.press("Kirim jawaban")


def test_a_sampled_file_is_read_for_its_time_and_closed(office: Bureau) -> None:
    auditor, officer, head = (office.open(name) for name in ("auditor", "petugas", "kepala"))
    auditor.page.goto("/a/contoh")
    office.look(auditor, "contoh-kosong")
    follow(auditor, "Tarik contoh baru")
    office.look(auditor, "contoh-formulir")
    auditor.fill({"lateness": "all", "size": "5", "seed": "UNDIAN-22"})
    auditor.press("Lanjut: periksa isian")
    office.look(auditor, "contoh-periksa")
    auditor.press("Tarik contoh")
    auditor.page.locator("details.govuk-details summary").first.click()
    office.look(auditor, "contoh")
    follow(auditor, "Minta membuka berkas")
    auditor.fill({"aim": "procedure", "note": "Urutan panggilan."})
    office.look(auditor, "minta")
    auditor.press("Lanjut: periksa isian")
    auditor.press("Kirim permintaan")
    office.look(auditor, "permintaan-menunggu")
    asked = auditor.path
    for name, window in (("petugas", officer), ("kepala", head)):
        approve(office, window, name)
    auditor.page.goto(asked)
    office.look(auditor, "permintaan-berlaku")
    follow(auditor, "Baca berkas")
    office.look(auditor, "baca")
    assert "Ani Contoh" in words(auditor)
    with auditor.page.expect_download() as awaited:
        auditor.page.locator('main a[href*="/d/"]').first.click()
    assert Path(awaited.value.path()).read_bytes().startswith(b"PK")
    follow(auditor, "Akhiri sekarang")
    office.look(auditor, "akhiri")
    auditor.press("Akhiri sekarang")
    office.look(auditor, "berakhir")
    head.page.goto(f"/k/contoh/{asked.rsplit('/', 1)[1]}")
    office.look(head, "sesudahnya")

    auditor.page.goto(f"{asked}/baca")
    assert auditor.path == asked
    assert "Sudah berakhir" in words(auditor)
    assert office.faults == []
