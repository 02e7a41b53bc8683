"""Ways that several journeys walk: what a supervisor fills in, page by page, with named traits."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from tests.pages import Page, Visitor

Typed = str | list[str]
Answers = Mapping[str, Any]  # of Typed; a literal in a test is a dict of one of the two

FILED: Mapping[int, Answers] = {
    1: {"name": "Ani Contoh, S.Pd.", "sex": "female", "employment": "pns", "digits": "198609262015052001",
        "religion": "islam", "town": "Kota Contoh"},
    2: {"grade": "III/c", "position": "Guru Kelas", "unit": "SD Negeri 1 Contoh"},
    3: {"name": "Budi Contoh", "employment": "none", "occupation": "Petani", "religion": "islam",
        "town": "Kabupaten Contoh"},
    5: {"address": "Jalan Contoh Nomor 1", "address_safe": "ya", "contact": "0800000000", "contact_safe": "tidak"},
    6: {"address": "Jalan Contoh Nomor 2", "address_safe": "belum", "contact": ""},
    7: {"on": ["3", "5", "2014"], "place": "Kota Contoh", "certificate": "12/34/V/2014"},
    8: {"initials_1": "C.C.", "year_1": "2016"},
    9: {"grounds": ["G6_CEKCOK"]},
    10: {"G6_CEKCOK": "Sering bertengkar sejak tahun 2020 dan tidak lagi serumah."},
    11: {"causes": ["C01"]},
    12: {"requested_on": ["1", "11", "2026"], "received_on": ["2", "11", "2026"]},
}
QUESTIONS = 9


def day(on: date) -> list[str]:
    """Return the three inputs of a date."""
    return [str(on.day), str(on.month), str(on.year)]


def fill_request(visitor: Visitor, changed: Mapping[int, Answers] | None = None) -> Page:
    """Answer every page of a new request; returns the page on which the answers are checked."""
    page = visitor.get("/b/baru").send({"involved": "tidak"})
    while page.path.rsplit("/", 1)[-1].isdigit():
        number = int(page.path.rsplit("/", 1)[-1])
        page = page.send({**FILED.get(number, {}), **(changed or {}).get(number, {})})
        assert page.path != f"/b/baru/{number}", page.text
    return page


def receive(visitor: Visitor, changed: Mapping[int, Answers] | None = None) -> UUID:
    """Fill in a request and open the case; returns its id."""
    opened = fill_request(visitor, changed).send({})
    assert opened.status == 200, opened.text
    return UUID(opened.path.split("/")[2])


def screening(on: date, *, flagged: bool = False, **more: Any) -> dict[str, Typed]:
    """Return the answers of a screening; `flagged`: one of them tells of danger."""
    told = {f"k{number:02}_jawaban": "no" for number in range(1, QUESTIONS + 1)} | {"k01_jawaban": "yes"}
    if flagged:
        told["k02_jawaban"] = "yes"
    return {
        "on": day(on), "place": "Ruang Konseling", "name": "Atasan Contoh", "sex": "male", "trained": "ya",
        "alone": "ya", "judged": "tidak", "reason": "Berbicara dengan tenang dan leluasa.",
        "referral": "declined", **told, **more,
    }


def summons(on: date, **more: Any) -> dict[str, Typed]:
    """Return the answers of a planned summons."""
    return {
        "on": day(on), "at": ["09", "30"], "place": "Ruang Konseling", "purpose": "examination",
        "delivery": "by_hand", **more,
    }
