"""The kit in the real browser: looks, keyboard, script and policy, at two widths."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parents[2] / "vendor" / "axe.min.js").read_text()
PATHS = ["/", "/berkas", "/keadaan", "/periksa", "/formulir", "/tanya", "/masuk"]
WITH_ERRORS = ["/formulir", "/tanya", "/masuk"]


@pytest.fixture
def address(sampler: Flask) -> Iterator[str]:
    sampler.config["WTF_CSRF_ENABLED"] = True
    server = make_server("127.0.0.1", 0, sampler, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(params=[1200, 360])
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 800}, base_url=address, locale="id-ID")
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda asked: said.append(asked.url) if not asked.url.startswith(address) else None)
    yield page
    context.close()
    assert said == []


def faults(page: Page) -> list[Any]:
    """Return what axe finds, and whether the page scrolls sideways."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run().then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))")
    sideways = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return [*found, *([f"sideways {sideways}"] if sideways > 0 else [])]


@pytest.mark.parametrize("path", PATHS)
def test_no_page_has_a_fault_that_axe_finds_or_scrolls_sideways(page: Page, path: str) -> None:
    page.goto(path)

    assert faults(page) == []


@pytest.mark.parametrize("path", WITH_ERRORS)
def test_no_page_with_errors_has_one_either_and_the_summary_is_read_first(page: Page, path: str) -> None:
    page.goto(path)
    page.locator("main form button[type=submit]").last.click()

    expect(page.locator("[data-error-summary]")).to_be_focused()
    assert faults(page) == []


def test_a_line_of_the_summary_leads_into_its_input(page: Page) -> None:
    page.goto("/formulir")
    page.get_by_role("button", name="Simpan dan lanjut").click()
    page.get_by_role("link", name="Isi tanggal sesi").click()

    expect(page.get_by_label("Hari")).to_be_focused()


def test_one_press_too_many_sends_nothing_twice(page: Page) -> None:
    page.goto("/formulir")
    sent: list[str] = []
    page.on("request", lambda asked: sent.append(asked.url) if asked.method == "POST" else None)
    with page.expect_navigation():
        page.evaluate(
            "const b = document.querySelector('main form button'); b.form.removeAttribute('data-autosave');"
            "b.click(); b.click()"
        )

    assert len(sent) == 1


def test_a_draft_is_saved_and_the_page_says_when(page: Page) -> None:
    page.goto("/formulir")
    page.get_by_label("Tempat").fill("Aula")
    with page.expect_request("**/konsep") as sent:
        page.evaluate("document.querySelector('form[data-autosave]').dispatchEvent(new Event('save-draft'))")

    expect(page.locator("[data-draft-status]")).to_contain_text("Konsep tersimpan pukul ")
    assert "place=Aula" in (sent.value.post_data or "")


def test_a_draft_is_saved_by_itself_after_typing(page: Page) -> None:
    page.clock.install()
    page.goto("/formulir")
    page.get_by_label("Tempat").fill("Aula")
    page.clock.run_for(9000)

    expect(page.locator("[data-draft-status]")).to_contain_text("Konsep tersimpan pukul ")


def test_letters_left_are_counted_as_the_server_counts_them(page: Page) -> None:
    page.goto("/formulir")
    page.get_by_label("Ringkasan").fill("😀" * 301)

    expect(page.locator("#text-jumlah")).to_have_text("Kelebihan 1 huruf")


def test_a_password_can_be_looked_at_and_is_hidden_again_when_sent(page: Page) -> None:
    page.goto("/masuk")
    page.get_by_role("button", name="Lihat Kata sandi").click()
    expect(page.locator("#pw")).to_have_attribute("type", "text")
    page.locator("#pw").fill("rahasia")
    page.get_by_role("button", name="Masuk").click()

    expect(page.locator("#pw")).to_have_attribute("type", "password")
    expect(page.locator("#pw")).to_have_value("")


def test_a_page_left_open_hides_itself_after_fifteen_minutes(page: Page) -> None:
    page.clock.install()
    page.goto("/berkas")
    page.clock.fast_forward("14:50")
    expect(page.get_by_role("heading", level=1)).to_have_text(r"Permohonan izin perceraian Berkas 0012/2026")
    with page.expect_navigation(url="**/sembunyi"):
        page.clock.fast_forward("00:15")


def test_the_frame_is_reached_by_keyboard_beginning_with_the_way_to_the_content(page: Page) -> None:
    page.goto("/berkas")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Langsung ke isi")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize("page", [360], indirect=True)
def test_on_a_phone_the_menu_opens_without_script(page: Page) -> None:
    page.goto("/berkas")
    page.get_by_text("Menu", exact=True).click()

    expect(page.get_by_role("link", name="Daftar")).to_be_visible()
    expect(page.get_by_role("button", name="Keluar")).to_be_visible()
    assert faults(page) == []
