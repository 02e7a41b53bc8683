"""Attaching a paper in the real browser: progress is shown, what is wrong is said in place, and a look is a sandbox."""

import re
from pathlib import Path

import pytest

from tests import scans
from tests.journeys.browser.window import Window

pytestmark = pytest.mark.browser

# Every text that the line under the form shows, and how far the bar came.
_LISTEN = """
  window.told = [];
  const line = document.querySelector("[data-upload-status]");
  const bar = document.querySelector("[data-upload] progress");
  new MutationObserver(() => window.told.push(line.textContent)).observe(line, {childList: true});
  new MutationObserver(() => window.told.push(bar.value)).observe(bar, {attributes: true});
"""


@pytest.fixture
def case(window: Window) -> str:
    """Return the address of a case of the supervisor's."""
    window.sign_in("atasan1")
    links = window.page.locator("main a[href^='/b/']").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    found = (re.match(r"/b/[0-9a-f-]{36}", link) for link in links)
    return next(match[0] for match in found if match)


def choose(window: Window, folder: Path, name: str, body: bytes) -> None:
    file = folder / name
    file.write_bytes(body)
    window.page.locator("input[type=file]").set_input_files(file)
    window.fill({"tie": "person:applicant", "note": "Halaman 1"})


def test_a_paper_is_attached_with_its_progress_shown(window: Window, case: str, tmp_path: Path) -> None:
    window.page.goto(f"{case}/8")
    faults = window.look("papers-empty")
    window.page.goto(f"{case}/8/baru")
    faults += window.look("papers-attach")
    window.page.evaluate(_LISTEN)
    choose(window, tmp_path, "Surat nikah.pdf", scans.large_pdf(6_000_000))
    with window.page.expect_response(lambda answer: answer.request.method == "POST" and "/8/baru" in answer.url):
        window.page.get_by_role("button", name="Unggah lampiran").click()
        told = window.page.evaluate("window.told")
    window.page.wait_for_url(re.compile(r"/8$"))
    faults += window.look("papers-listed")

    assert faults == []
    assert "Mengunggah: 0%" in told
    assert "Surat nikah.pdf" in window.page.locator("main").inner_text()
    assert "Lampiran tersimpan" in window.page.locator("main").inner_text()


def test_what_is_wrong_is_said_in_place_and_the_next_try_works(window: Window, case: str, tmp_path: Path) -> None:
    window.page.goto(f"{case}/8/baru")
    choose(window, tmp_path, "a.svg", b"<svg/>")
    button = window.page.get_by_role("button", name="Unggah lampiran")
    button.click()
    window.page.get_by_text("Ini halaman web atau gambar SVG").wait_for()
    faults = window.look("papers-refused")
    choose(window, tmp_path, "besar.pdf", bytes(21 * 1024 * 1024))
    button.click()
    window.page.locator("[data-upload-problems]", has_text="lebih besar dari 20 MB").wait_for()
    choose(window, tmp_path, "a.pdf", scans.scan())
    button.click()
    window.page.wait_for_url(re.compile(r"/8$"))

    assert faults == []
    assert "a.pdf" in window.page.locator("main").inner_text()


def test_a_picture_is_shown_and_taken_back_by_keyboard(window: Window, case: str, tmp_path: Path) -> None:
    window.page.goto(f"{case}/8/baru")
    choose(window, tmp_path, "foto.jpg", scans.jpeg((640, 480)))
    window.page.get_by_role("button", name="Unggah lampiran").focus()
    window.page.keyboard.press("Enter")
    window.page.wait_for_url(re.compile(r"/8$"))
    window.page.get_by_role("link", name="Lihat foto.jpg").focus()
    with window.page.expect_navigation():
        window.page.keyboard.press("Enter")
    shown = window.page.evaluate("[document.images[0].naturalWidth, window.origin]")
    window.page.go_back()
    window.click(window.page.get_by_role("link", name="Tarik foto.jpg"))
    faults = window.look("papers-take-back")
    window.fill({"reason": "Salah berkas"})
    window.press("Tarik lampiran")
    faults += window.look("papers-taken-back")

    assert shown == [640, "null"]
    assert faults == []
    assert "Salah berkas" in window.page.locator("main").inner_text()
