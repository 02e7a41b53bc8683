"""Every page of the demonstration, as everybody who may open it, untouched and with errors: no fault that axe finds."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator

from tests.journeys.browser.conftest import House
from tests.journeys.browser.window import WIDTHS, Window

pytestmark = pytest.mark.browser

_ID = re.compile(
    r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)[A-Z]\d\d(?=/|$)|(?<=/riwayat/)\d+|(?<=/)[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$",
)
# A download is no page.
_DOWNLOAD = re.compile(r"/[68dl]/[0-9a-f-]{36}$|^/a/contoh/[0-9a-f-]{36}/daftar$|/lambang$|/unduh$|/berkas$|/tanda$")
# What is folded away is not pressed.
_BUTTON = "main form button[type=submit]:visible"
_LEAVING = ("/jeda", "/static/")
# Every case has its own page; of all others one is like the next.
_CASE = re.compile(r"^/[bk]/[0-9a-f-]{36}$")
# At the bureau so do its completeness, decision and what follows: each tells how far the file has come.
_HOMES = re.compile(r"^/k/[0-9a-f-]{36}/[134]$")
# Sent as they stand: one ends what the next ones look at, the other is answered by a download.
_NOT_SENT = re.compile(r"/contoh/.+/akhiri$|/kejadian/.+/surat/[a-z]$")
_ASKS_WHY = re.compile(r"^/k/[0-9a-f-]{36}/untuk$")


class Round:
    """A round through the house: which kinds of pages were looked at, and which of them can be sent."""

    def __init__(self, window: Window, *, every_file: bool = True) -> None:
        """Begin where the window stands; without `every_file` one file is like the next."""
        self.window = window
        self.every_file = every_file
        self.seen: set[str] = set()
        self.faults: list[str] = []

    def walk(self, who: str) -> list[str]:
        """Look at every kind of page that a link leads to and that was not seen; return those with a form."""
        waiting, forms = ["/", *self._links()], list[str]()
        while waiting:
            path = waiting.pop(0)
            if self._kind(path) in self.seen or _DOWNLOAD.search(path):
                continue
            self.seen.add(self._kind(path))
            self.window.page.goto(path)
            self._say_why(who, path)
            waiting += self._links()
            self.faults += self.window.look(self._named(who, path), self._widths(path))
            if self.window.page.locator(_BUTTON).count() and not _NOT_SENT.search(path):
                forms.append(path)
        return forms

    def _kind(self, path: str) -> str:
        """Return what makes a page differ: its path without ids; pages that tell how a case stands all differ."""
        tells = self.every_file and (_CASE.match(path) or _HOMES.match(path))
        return path if tells else _ID.sub("*", path)

    def _widths(self, path: str) -> tuple[int, ...]:
        """Return how wide the page is looked at: the second of a kind on a telephone alone."""
        bare = f"kind {_ID.sub('*', path)}"
        known = bare in self.seen
        self.seen.add(bare)
        return WIDTHS[1:] if known else WIDTHS

    def _say_why(self, who: str, path: str) -> None:
        """Say what somebody else's file is opened for, when that is asked."""
        if _ASKS_WHY.match(self.window.path):
            if "*asked*" not in self.seen:
                self.seen.add("*asked*")
                self.faults += self.window.look(f"{self._named(who, path)}-untuk")
            self.window.page.locator('main [name="purpose"]').first.check()
            self.window.submit()

    def send_empty(self, who: str, forms: list[str]) -> None:
        """Send each form as it stands, and look at what comes back."""
        for path in forms:
            self.window.page.goto(path)
            button = self.window.page.locator(_BUTTON)
            if button.count():
                self._send(button.last)
                self.faults += self.window.look(f"{self._named(who, path)}-dikirim", widths=(360,))

    def _send(self, button: Locator) -> None:
        """Press the button; a file is sent without leaving the page, and what is wrong is told there."""
        if self.window.page.locator("[data-upload]").count():
            button.click()
            self.window.page.locator("[data-upload-problems] li").first.wait_for()
        else:
            self.window.click(button)

    def _links(self) -> list[str]:
        found = self.window.page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
        own = (urlsplit(link) for link in found if link.startswith(self.window.address))
        return [one.path for one in own if not one.path.startswith(_LEAVING)]

    def _named(self, who: str, path: str) -> str:
        bare = _ID.sub("x", path).strip("/").replace("/", "_") or "awal"
        return f"{who}-{len(self.seen):02}-{bare}"


@pytest.mark.parametrize("people", [
    ("atasan1", "atasan2", "atasan3"), ("kepala",), ("petugas",), ("auditor",), ("admin",),
], ids="-".join)
def test_no_page_has_a_fault(window: Window, people: tuple[str, ...]) -> None:
    # An officer of the bureau reads the same files by the same pages as its head.
    through = Round(window, every_file=people != ("petugas",))
    for who in people:
        window.sign_in(who)
        through.send_empty(who, through.walk(who))
        window.page.context.clear_cookies()

    assert through.faults == []


def test_no_page_of_the_door_has_a_fault(house: House, window: Window) -> None:
    through = Round(window)
    for path in ("/masuk", "/pemulihan", "/jeda", "/tidak-ada"):
        window.page.goto(f"{house.address}{path}")
        through.faults += window.look(f"pintu-{path.strip('/')}")

    assert through.faults == []
