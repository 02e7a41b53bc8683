"""Somebody at the browser: signs in, fills in, clicks; every page looked at is held to the house's checks."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Locator, Page, Request

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)
WIDTHS = (1200, 360)
_AXE = (Path(__file__).parents[2] / "vendor" / "axe.min.js").read_text(encoding="utf-8")
_VIOLATIONS = "axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | ')))"
_SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_SHOTS = os.environ.get("SCREENSHOTS", "")

# It shows a PDF in a viewer of its own.
_THE_BROWSERS_OWN = ("chrome://", "chrome-extension://")

Typed = Mapping[str, "str | Iterable[str]"]


@dataclass
class Window:
    """One window of one person. `complaints` are console errors, requests to other hosts and script errors."""

    page: Page
    address: str
    password: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Listen from the first page on."""
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("request", self._asked)

    def _heard(self, message: ConsoleMessage) -> None:
        # A refused page (409, 404) is no fault of the page; the browser writes it to the console all the same.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.address, "blob:", *_THE_BROWSERS_OWN)):
            self.complaints.append(f"another host: {request.url}")

    @property
    def path(self) -> str:
        """The path of the page that is shown."""
        return urlsplit(self.page.url).path

    @property
    def heading(self) -> str:
        """The heading of the page that is shown."""
        return " ".join(self.page.locator("h1").first.inner_text().split())

    def sign_in(self, name: str) -> None:
        """Sign in by the page."""
        self.page.goto("/masuk")
        self.fill({"name": name, "password": self.password})
        self.click(self.page.get_by_role("button", name="Masuk", exact=True))

    def go_on(self) -> None:
        """Give the password again when the page asks for it."""
        if self.path == "/lanjut":
            self.fill({"password": self.password})
            self.press("Lanjutkan")

    def click(self, what: Locator) -> None:
        """Click what leads to another page, and wait for it."""
        with self.page.expect_navigation():
            what.click()

    def press(self, name: str) -> None:
        """Press the button of the page's content that is called `name`."""
        self.click(self.page.locator("main").get_by_role("button", name=name).first)

    def submit(self) -> None:
        """Press the last button of the page's form."""
        self.click(self.page.locator("main form button[type=submit]").last)

    def problems(self) -> str:
        """Return what the page says is wrong; all of its words when it has no summary of errors."""
        summary = self.page.locator("[data-error-summary]")
        return str((summary if summary.count() else self.page.locator("main")).first.inner_text())

    def fill(self, typed: Typed) -> None:
        """Fill in the form: one text for a field, several for a date, a time or ticks."""
        for name, given in typed.items():
            values = [given] if isinstance(given, str) else list(given)
            self._fill(self.page.locator(f'main [name="{name}"]'), values)

    def _fill(self, fields: Locator, values: list[str]) -> None:
        kind = fields.first.evaluate("e => e.type || e.tagName.toLowerCase()")
        if kind in {"radio", "checkbox"}:
            for value in values:
                self.page.locator("main").locator(f'[name="{fields.first.get_attribute("name")}"][value="{value}"]').check()
        elif kind == "select-one":
            fields.first.select_option(values[0])
        else:
            for place, value in enumerate(values):
                fields.nth(place).fill(value)

    def look(self, name: str, widths: Iterable[int] = WIDTHS) -> list[str]:
        """Return the faults of the page that is shown, at these widths; keep its picture when SCREENSHOTS is set."""
        found: list[str] = []
        self.page.evaluate(_AXE)
        for width in widths:
            self.page.set_viewport_size({"width": width, "height": 900})
            found += [f"{name} at {width}: {fault}" for fault in self.page.evaluate(_VIOLATIONS)]
            over = self.page.evaluate(_SIDEWAYS)
            found += [f"{name} at {width}: {over} px sideways"] if over > 0 else []
            self._keep(name, width)
        self.page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        return found

    def _keep(self, name: str, width: int) -> None:
        if _SHOTS:
            folder = Path(_SHOTS)
            folder.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)
