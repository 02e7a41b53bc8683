"""The part of the tour that fails: a failure of protection from its record to its end; the agency's own words."""

from datetime import date

from tests.pages import Page, Visitor
from tests.tour import Answers, At, Typist, free_text, send
from tests.walks import day


def fail(visitor: Visitor, known: date, typist: Typist, at: At = send) -> str:
    """Record a failure of a day gone by, do and tell what is to be done, close it; return its path."""
    then: Answers = {"on": day(known), "at": ["16", "00"]}
    facts: Answers = {
        "known_on": day(known), "known_at": ["08", "00"], "span": "at", "since_on": day(known),
        "since_at": ["07", "00"], "kinds": ["identity", "children"], "people": "2",
    }
    path = _fill(visitor.get("/a/kejadian/baru"), typist, at, {**facts, "step": "sure"}).path
    _fill(visitor.get(f"{path}/a"), typist, at, then)
    _fill(visitor.get(f"{path}/c"), typist, at, {**facts, "people": "3", "step": "sure"})
    for whom in ("person", "authority"):
        _fill(visitor.get(f"{path}/b"), typist, at, {
            **then, "whom": whom, "everyone": "ya", "count": "3", "way": "post", "step": "sure",
        })
    _fill(visitor.get(f"{path}/d"), typist, at, {"finding": "failure", "step": "sure"})
    return path


def word(visitor: Visitor, typist: Typist, at: At = send) -> None:
    """Write the agency's own words as controller of the data."""
    _fill(visitor.get("/a/catatan/isian"), typist, at, {"signer_number": "197001011995031001"})


def _fill(page: Page, typist: Typist, at: At, given: Answers) -> Page:
    assert page.status == 200, (page.path, page.text)
    typed: dict[str, str | list[str]] = {name: typist(name) for name in free_text(page.form())}
    after = at(page, typed | dict(given))
    assert after.status == 200, (page.path, after.status, after.text)
    assert not after.reader.title.startswith("Galat"), (page.path, after.text)
    return after
