"""A head enrols an officer after hearing the fingerprint, and removes her; both at browsers of their own."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser.conftest import House
from tests.journeys.browser.window import Window

pytestmark = pytest.mark.browser

NAME = "Wulan Contoh"


@pytest.fixture
def officer(browser: Browser, house: House) -> Iterator[Window]:
    context = browser.new_context(base_url=house.address, viewport={"width": 1200, "height": 900}, locale="id-ID")
    opened = Window(context.new_page(), house.address, house.password)
    opened.sign_in("petugas")
    yield opened
    context.close()
    assert opened.complaints == []


def words(window: Window, path: str) -> str:
    window.page.goto(path)
    return " ".join(window.page.locator("main").inner_text().split())


def follow(window: Window, name: str) -> None:
    window.click(window.page.locator("main").get_by_role("link", name=re.compile(name)).first)


def remove(window: Window) -> None:
    window.page.goto("/kelompok")
    follow(window, f"Keluarkan {NAME}")
    window.fill({"reason": "moved"})
    window.press("Lanjut")
    window.press("Keluarkan dan ganti kunci")


def test_an_officer_is_enrolled_and_removed(house: House, window: Window, officer: Window) -> None:
    faults: list[str] = []
    window.sign_in("kepala")
    if NAME in words(window, "/kelompok"):
        # The demonstration begins with her in the group.
        remove(window)
        officer.sign_in("petugas")
    read_aloud = re.findall(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}", words(officer, "/profil"))[0]

    window.page.goto("/kelompok")
    follow(window, "Daftarkan pemegang kunci")
    faults += window.look("calon")
    follow(window, f"Bandingkan sidik {NAME}")
    faults += window.look("bandingkan")
    shown = window.page.locator("main .m-code__letters").all_inner_texts()
    window.fill({"outcome": "same"})
    window.press("Lanjut")
    faults += window.look("daftarkan")
    window.press("Sidiknya sama, daftarkan")
    faults += window.look("kelompok")
    held = words(officer, "/kelompok")

    remove(window)
    faults += window.look("kunci")
    officer.page.goto("/kelompok")

    assert "-".join(shown) == read_aloud
    assert "Anda memegang kunci kelompok ini" in held
    assert "Kunci kelompok mutakhir" in words(window, "/kelola/kelompok/kunci")
    assert officer.path == "/masuk"
    assert faults == []
