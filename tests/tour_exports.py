"""A tour of the exports through the front door: a key registered, confirmed and retired; an export made and ended."""

import re
import time

from pyrage import x25519

from tests.pages import Page, Visitor
from tests.tour import Answers, At, Typist, _fill, _sure, send

PERIOD: Answers = {"first": "1 2020", "last": "12 2030", "lateness": "all"}


def take_away(
    auditor: Visitor, head: Visitor, typist: Typist, at: At = send, holder: str = "",
) -> tuple[Page, x25519.Identity]:
    """Walk every page of keys and exports; return the page of the finished export and the key that opens it.

    `holder`: the name under which the key is registered; typed like everything else when empty.
    """
    identity = x25519.Identity.generate()
    line = str(identity.to_public())
    _sure(auditor.get("/a/kunci/baru"), typist, at, {"line": line, **({"name": holder} if holder else {})})
    _sure(head.get(_link(head, "/a/kunci", "/a/kunci/[0-9a-f-]{36}")), typist, at, {"heard": line[-20:]})
    for number, given in ((1, PERIOD), (2, {"aim": "routine"}), (3, {"sheets": ["csv", "xlsx"]})):
        _fill(auditor.get(f"/a/bawa/baru/{number}"), typist, at, given)
    last = auditor.get("/a/bawa/baru/4")
    _fill(last, typist, at, {"keys": last.form().offered["keys"]})
    # What follows goes on beside the requests: nobody counts what happens meanwhile.
    return finished(auditor, auditor.get("/a/bawa/baru/periksa").send({}).path), identity


def let_go(auditor: Visitor, head: Visitor, typist: Typist, at: At = send) -> None:
    """End the export before its time, and retire the key."""
    _fill(auditor.get(_link(auditor, "/a/bawa", "/a/bawa/[0-9a-f-]{36}") + "/akhiri"), typist, at, {})
    _fill(head.get(_link(head, "/a/kunci", "/a/kunci/[0-9a-f-]{36}/cabut")), typist, at, {"sure": "ya"})


def finished(visitor: Visitor, path: str) -> Page:
    """Return the page of an export once it is made."""
    for _ in range(400):
        page = visitor.get(path)
        if "Sedang dibuat" not in page.text:
            assert "Siap diunduh" in page.text, page.text
            return page
        time.sleep(0.02)
    raise AssertionError(path)


def fetched(visitor: Visitor, page: Page, what: str = "berkas") -> bytes:
    """Return a file of the export."""
    answer = visitor.client.get(f"{page.path}/{what}", base_url="http://127.0.0.1:8000")
    body = bytes(answer.get_data())
    answer.close()
    assert answer.status_code == 200, body
    return body


def _link(visitor: Visitor, path: str, pattern: str) -> str:
    return next(link for link in visitor.get(path).reader.links if re.fullmatch(pattern, link))
