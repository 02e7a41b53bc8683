"""The part of the tour that reads the trail: a case looked for that is none, and the verification."""

from tests.pages import Visitor
from tests.tour import At, Typist, send


def trail(visitor: Visitor, typist: Typist, at: At = send) -> None:
    """Look for a case by what is no name of one, and have the trail verified."""
    after = at(visitor.get("/a/jejak"), {"called": typist("called")})
    assert after.status in {200, 409}, (after.status, after.text)
    checked = at(visitor.get("/a/jejak/periksa"), {})
    assert checked.status == 200, checked.text
