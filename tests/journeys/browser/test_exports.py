"""A key that two persons vouch for, and an export that its holder opens; at real browsers, every page looked at."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pyrage
import pytest
from playwright.sync_api import Browser

from mediation.clock import now
from tests import builders
from tests.journeys.browser.bureau import Bureau, follow, served, words
from tests.journeys.browser.window import Typed, Window

pytestmark = pytest.mark.browser

MANY = 6


@pytest.fixture
def office(browser: Browser, tmp_path: Path) -> Iterator[Bureau]:
    place = builders.office(tmp_path)
    place.clock.moment = now()
    for number in range(1, MANY + 1):
        builders.open_case(place, builders.a_request(f"{number:04}/2026"))
    with served(place, browser) as opened:
        yield opened


def confirmed_by_voice(office: Bureau, auditor: Window, head: Window, line: str) -> None:
    """Register a key, and let the head type what its holder reads aloud."""
    auditor.page.goto("/a/kunci")
    follow(auditor, "Daftarkan kunci")
    office.look(auditor, "kunci-baru")
    auditor.fill({"name": "Inspektur Contoh", "line": line})
    auditor.press("Lanjut: periksa isian")
    office.look(auditor, "kunci-periksa")
    auditor.press("Daftarkan kunci")
    head.page.goto("/a/kunci")
    follow(head, "Sahkan")
    office.look(head, "kunci-sahkan")
    head.fill({"heard": line[-20:]})
    head.press("Lanjut: periksa isian")
    head.press("Sahkan kunci")
    office.look(head, "kunci-daftar")


def test_an_export_is_made_while_its_page_tells_how_far_it_is_and_opens_for_its_holder(office: Bureau) -> None:
    identity = pyrage.x25519.Identity.generate()
    auditor, head = office.open("auditor"), office.open("kepala")
    confirmed_by_voice(office, auditor, head, str(identity.to_public()))
    auditor.page.goto("/a/bawa")
    follow(auditor, "Buat ekspor")
    pages: tuple[Typed, ...] = ({}, {"aim": "routine", "reason": "Surat tugas 7/2026"}, {"sheets": ["xlsx"]})
    for number, typed in enumerate(pages, start=1):
        office.look(auditor, f"ekspor-{number}")
        auditor.fill(typed)
        auditor.press("Simpan dan lanjut")
    auditor.page.locator('main [name="keys"]').first.check()
    office.look(auditor, "ekspor-4")
    auditor.press("Simpan dan lanjut")
    office.look(auditor, "ekspor-periksa")
    auditor.press("Buat ekspor")
    # Nobody presses anything: the page asks again by itself.
    auditor.page.get_by_text("Siap diunduh").wait_for(timeout=20_000)
    office.look(auditor, "ekspor-siap")
    with auditor.page.expect_download() as awaited:
        auditor.page.locator("main").get_by_role("link", name="Unduh ekspor").click()
    sealed = Path(awaited.value.path()).read_bytes()

    with zipfile.ZipFile(io.BytesIO(pyrage.decrypt(sealed, [identity]))) as packed:
        manifest = json.loads(packed.read("manifest.json"))
    assert manifest["rows"] == MANY
    assert awaited.value.suggested_filename == f"{manifest['name']}.age"
    assert "ringkasan" in words(auditor)
    assert office.faults == []
