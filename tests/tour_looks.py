"""The part of the tour that samples: a draw, a look that two grant and its auditor ends, one that is refused or cut."""

from tests.pages import Page, Visitor
from tests.tour import Answers, At, Typist, free_text, send

_DRAW: Answers = {"lateness": "all", "size": "1", "seed": "UNDIAN-7", "submitted_only": ["ya"], "step": "sure"}
_ASK: Answers = {"aim": "time", "last": ["24", "11", "2026"], "step": "sure"}
_YES: Answers = {"answer": "yes", "compared": ["ya"], "reason": "", "step": "sure"}


def look(auditor: Visitor, officer: Visitor, head: Visitor, typist: Typist, at: At = send) -> None:
    """Draw, ask, grant and end; ask, grant and cut; ask and refuse. A file must have been handed in."""
    sample = _fill(auditor.get("/a/contoh/baru"), typist, at, _DRAW).path
    _granted(auditor, officer, head, typist, at, f"{sample}/1")
    _fill(auditor.get(f"{_newest(auditor, '/a/contoh', 'lihat/')}/akhiri"), typist, at, {})
    _granted(auditor, officer, head, typist, at, f"{sample}/1")
    _fill(head.get(f"{_open(head)}/akhiri"), typist, at, {})
    _fill(auditor.get(f"{sample}/1"), typist, at, _ASK)
    _fill(officer.get(_waiting(officer)), typist, at, {"answer": "no", "step": "sure"})


def _granted(auditor: Visitor, officer: Visitor, head: Visitor, typist: Typist, at: At, asked: str) -> None:
    _fill(auditor.get(asked), typist, at, _ASK)
    for visitor in (officer, head):
        _fill(visitor.get(_waiting(visitor)), typist, at, _YES)
    read = auditor.get(f"{_newest(auditor, '/a/contoh', 'lihat/')}/baca")
    assert read.path.endswith("/baca"), read.text


def _newest(visitor: Visitor, listed: str, part: str) -> str:
    """Return the link of the list to the look that runs: the row whose state says so."""
    return _row(visitor, listed, f"{listed}/{part}", "Sedang berlaku")


def _open(visitor: Visitor) -> str:
    return _row(visitor, "/k/contoh", "/k/contoh/", "Sedang berlaku")


def _waiting(visitor: Visitor) -> str:
    return _row(visitor, "/k/contoh", "/k/contoh/", "Menunggu persetujuan")


def _row(visitor: Visitor, listed: str, start: str, state: str) -> str:
    row = next(row for row in visitor.get(listed).html.split("<tr")[1:] if state in row)
    return start + row.split(f'href="{start}')[1].split('"')[0]


def _fill(page: Page, typist: Typist, at: At, given: Answers) -> Page:
    assert page.status == 200, (page.path, page.text)
    typed: dict[str, str | list[str]] = {name: typist(name) for name in free_text(page.form())}
    after = at(page, typed | dict(given))
    assert after.status == 200, (page.path, after.status, after.text)
    assert not after.reader.title.startswith("Galat"), (page.path, after.text)
    return after
