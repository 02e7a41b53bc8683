"""Every page of the demonstration, as everybody who may open it: nothing that axe finds, nothing sideways."""

import re
from urllib.parse import urlsplit

import pytest

from tests.journeys.browser.conftest import House
from tests.journeys.browser.window import Window

pytestmark = pytest.mark.browser

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
# A download is no page.
_DOWNLOAD = re.compile(r"/6/[^/]+$")
_LEAVING = ("/jeda", "/static/")
# Every case has its own page; of all others one is like the next.
_CASE = re.compile(r"^/b/[0-9a-f-]{36}$")


def kind(path: str) -> str:
    """Return what makes a page differ from others: its path without ids; the case pages all differ."""
    return path if _CASE.match(path) else _ID.sub("*", path)


def links(window: Window) -> list[str]:
    """Return the addresses within the house that the page leads to."""
    found = window.page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
    own = (urlsplit(link) for link in found if link.startswith(window.address))
    return [one.path for one in own if not one.path.startswith(_LEAVING)]


def is_page(path: str) -> bool:
    return not _DOWNLOAD.search(path)


def named(who: str, path: str, count: int) -> str:
    bare = _ID.sub("x", path).strip("/").replace("/", "_") or "awal"
    return f"{who}-{count:02}-{bare}"


@pytest.mark.parametrize("who", ["atasan1", "atasan2", "kepala", "petugas", "auditor", "admin"])
def test_no_page_has_a_fault(house: House, window: Window, who: str) -> None:
    window.sign_in(who)
    waiting, seen, faults = ["/", *links(window)], set[str](), list[str]()
    while waiting:
        path = waiting.pop(0)
        if kind(path) in seen or not is_page(path):
            continue
        seen.add(kind(path))
        window.page.goto(path)
        waiting += links(window)
        faults += window.look(named(who, path, len(seen)))

    assert faults == []


def test_no_page_of_the_door_has_a_fault(house: House, window: Window) -> None:
    faults = []
    for number, path in enumerate(("/masuk", "/pemulihan", "/jeda", "/tidak-ada", "/b"), 1):
        window.page.goto(path)
        faults += window.look(named("pintu", path, number))

    assert faults == []
