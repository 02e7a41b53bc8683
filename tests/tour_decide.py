"""The part of the tour that decides: a refusal that is taken back, a permit that is printed and confirmed."""

from datetime import date
from uuid import UUID

from tests.pages import Page, Visitor
from tests.tour import Answers, At, Typist, free_text, send
from tests.walks import day


def decide(preparer: Visitor, head: Visitor, case: UUID, typist: Typist, at: At = send) -> None:
    """Prepare, take back, prepare again, print, and confirm by somebody else; `case` waits for its decision."""
    chosen = preparer.get(f"/k/{case}/3/a").send({"kind": "refusal", "position": "functional"})
    assert chosen.path == f"/k/{case}/3/a/c/4", chosen.text
    stops: tuple[tuple[Visitor, str, Answers], ...] = (
        (preparer, "3/a/c/4", {"ground": "no_lawful_ground", "step": "sure"}),
        (preparer, "3/b", {"step": "sure"}),
        (preparer, "3/a/a/4", {"step": "sure"}),
        (preparer, "6/e", {"read": "ya"}),
        (preparer, "6/d", {"read": "ya", "unnumbered": ["ya"], "number": ""}),
        (head, "3/c", {"decided_on": day(date(2026, 11, 20)), "retention": "R01", "step": "sure"}),
    )
    for visitor, path, given in stops:
        _fill(visitor.get(f"/k/{case}/{path}"), typist, at, given)


def _fill(page: Page, typist: Typist, at: At, given: Answers) -> None:
    assert page.status == 200, (page.path, page.text)
    typed: dict[str, str | list[str]] = {name: typist(name) for name in free_text(page.form())}
    after = at(page, typed | dict(given))
    assert after.status == 200, (page.path, after.status, after.text)
    assert not after.reader.title.startswith("Galat"), (page.path, after.text)
