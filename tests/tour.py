"""A tour of the whole house through the front door: every form of every step, in the order of a real case.

At each form somebody may do as he likes (`At`): send it, attack it first, listen to it. What is typed into free text
comes from a `Typist`; what is chosen, dated or numbered stands here.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol
from uuid import UUID

from tests import scans
from tests.pages import Attachment, Form, Page, Visitor
from tests.walks import QUESTIONS, day

Answers = Mapping[str, str | list[str]]
Typist = Callable[[str], str]
At = Callable[[Page, dict[str, str | list[str]]], Page]

CARRIED = frozenset({"csrf_token", "submit_key", "version", "seen", "rows"})
FILES = frozenset({"emblem", "file"})
APPLICANT_DIGITS = "198609262015052001"
SPOUSE_DIGITS = "198504032010011003"


def free_text(form: Form) -> list[str]:
    """Return the names of the fields into which anything can be typed."""
    names = [name for name, _ in form.fields]
    return [
        name for name in dict.fromkeys(names)
        if names.count(name) == 1 and name not in CARRIED | FILES and name not in form.offered
    ]


def dated(form: Form) -> list[str]:
    """Return the names of the fields of several parts: dates and times."""
    names = [name for name, _ in form.fields]
    return [name for name in dict.fromkeys(names) if names.count(name) > 1 and name not in {*form.offered, *CARRIED}]


def send(page: Page, answers: Answers) -> Page:
    """Send the form as it is meant to be."""
    return page.send(answers)


class Movable(Protocol):
    """A clock; one that cannot be moved is never asked to."""

    def __call__(self) -> datetime:
        """Return the moment."""

    def forward(self, **span: float) -> None:
        """Move on."""


@dataclass
class Tour:
    """One case from the first question to the report; `case` is known once it is opened."""

    visitor: Visitor
    clock: Movable
    typist: Typist
    at: At = send
    case: UUID | None = None
    wake: Callable[[], Visitor] | None = None
    notice: int = 7  # days from a summons to its day; 0 where the clock cannot be moved

    @property
    def today(self) -> date:
        """Return the day in the office."""
        return (self.clock() + timedelta(hours=7)).date()

    def whole(self) -> None:
        """Walk every step."""
        self.until_report()
        self.issue_report()

    def until_report(self) -> None:
        """Walk every step but the last."""
        for step in (self.receive, self.screen_applicant, self.hear_applicant, self.hear_spouse, self.hear_witness,
                     self.mediate, self.conclude, self.attach):
            step()

    def stop(self, path: str, given: Answers | None = None, *, again: bool = False) -> Page:
        """Open a form, fill it in and hand it over; `again`: a warning first asks for a reason."""
        page = self.visitor.get(path)
        assert page.status == 200, (path, page.status, page.text)
        after = self.at(page, self.filled(page, given or {}))
        if again and after.path == page.path:
            after = after.send(self.filled(after, given or {}))
        assert after.status == 200, (path, after.status, after.text)
        assert not after.reader.title.startswith("Galat"), (path, after.text)
        return after

    def filled(self, page: Page, given: Answers) -> dict[str, str | list[str]]:
        """Return the answers for a page: what is given, and something typed everywhere else."""
        typed: dict[str, str | list[str]] = {name: self.typist(name) for name in free_text(page.form())}
        return typed | dict(given)

    def on_case(self, rest: str) -> str:
        """Return the path of a page of the case."""
        return f"/b/{self.case}/{rest}"

    def rows(self, pattern: str) -> list[str]:
        """Return the paths of the case page that match, newest last."""
        links = self.visitor.get(f"/b/{self.case}").reader.links
        return [link for link in dict.fromkeys(links) if re.fullmatch(f"/b/{self.case}/{pattern}", link)]

    def receive(self) -> None:
        """Answer every page of a new request and open the case."""
        self.stop("/b/baru", {"involved": "tidak"})
        received = self.today - timedelta(days=18)
        dates = {"requested_on": day(received - timedelta(days=1)), "received_on": day(received)}
        for number, given in (_FILED | {12: dates}).items():
            self.stop(f"/b/baru/{number}", given)
        opened = self.stop("/b/baru/periksa")
        self.case = UUID(opened.path.split("/")[2])

    def screen_applicant(self) -> None:
        """Speak with the applicant alone, add a note, and tell the day of the letter anew."""
        self.stop(self.on_case("1/a"), _screening(self.today) | {"letter_day": day(self.today), "told": "ya"})
        self.stop(self.on_case("1/a/catatan"))
        self.stop(self.on_case("1/a/alamat"), {"address_safe": "ya", "contact_safe": "ya"})
        self.stop(self.on_case("1/hari"), {
            "letter_day": day(self.today), "told_on": day(self.today), "told": "ya",
        })

    def summon(self, side: str, purpose: str = "examination") -> str:
        """Plan a summons and return its row."""
        before = set(self._summonses())
        on = self.today + timedelta(days=self.notice)
        self.stop(self.on_case(f"2/{side}"), {
            "on": day(on), "at": ["09", "30"], "purpose": purpose, "delivery": "by_hand",
        }, again=True)
        return next(row for row in self._summonses() if row not in before)

    def _summonses(self) -> list[str]:
        links = self.visitor.get(f"/b/{self.case}").reader.links
        found = (re.fullmatch(f"/b/{self.case}/(?:6/a|2)/([0-9a-f-]{{36}}).*", link) for link in links)
        return list(dict.fromkeys(match[1] for match in found if match))

    def call(self, side: str, answer: Answers) -> None:
        """Summon, issue the letter, bring it, and note the answer on the day."""
        row = self.summon(side)
        self.stop(self.on_case(f"6/a/{row}"), {"read": "ya"})
        self.stop(self.on_case(f"2/{row}/sampai"), {"how": "by_hand", "on": day(self.today)})
        self._forward(days=self.notice)
        self.stop(self.on_case(f"2/{row}/hadir"), answer)

    def _forward(self, days: int) -> None:
        # A moved clock locks the session; the tour signs in anew, as people do in the morning.
        if self.wake:
            self.clock.forward(days=days)
            self.visitor = self.wake()

    def hear_applicant(self) -> None:
        """Plan one summons to withdraw, then call, hear and sign; describe evidence."""
        row = self.summon("a")
        self.stop(self.on_case(f"2/{row}/tarik"))
        self.call("a", {"presence": "accompanied"})
        self.stop(self.on_case("3/a"), {"on": day(self.today), "at": ["09", "30"]})
        self._sign({"state": "refused"})
        self.stop(self.on_case("3/bukti"), {
            "kind": "E601", "on": day(self.today), "brought_by": "applicant", "grounds": ["G6_CEKCOK"],
        })

    def hear_spouse(self) -> None:
        """Call the other side twice; screen, hear and sign."""
        self.call("b", {"presence": "excused"})
        self.call("b", {"presence": "came"})
        self.stop(self.on_case("1/b"), _screening(self.today) | {"chosen": "any"})
        self.stop(self.on_case("3/b"), {
            "on": day(self.today), "at": ["10", "30"], "knows_request": "ya", "stance": "objects", "claims": [],
        })
        self._sign({"state": "signed"})

    def hear_witness(self) -> None:
        """Hear somebody else."""
        written = self.stop(self.on_case("3/c"), {"on": day(self.today), "at": ["13", "30"], "sex": "female"})
        self.stop(written.path, {"on": day(self.today), "at": ["13", "30"], "sex": "female"})
        self._sign({"state": "signed"}, written.path.rsplit("/", 1)[1])

    def _sign(self, given: Answers, row: str = "") -> None:
        row = row or self.rows("6/b/[0-9a-f-]{36}")[-1].rsplit("/", 1)[1]
        self.stop(self.on_case(f"6/b/{row}"), {"read": "ya"})
        self.stop(self.on_case(f"3/{row}/ttd"), {"on": day(self.today), "at": ["14", "30"], **given})

    def mediate(self) -> None:
        """Hold two sessions: one that goes on, one that ends without agreement."""
        usual: Answers = {
            "on": day(self.today), "at": ["09", "30"], "mode": "together", "present": ["applicant", "spouse"],
        }
        later = self.today + timedelta(days=1)
        self.stop(self.on_case("4"), {**usual, "outcome": "continue", "next_on": day(later)})
        self._forward(days=1)
        self.stop(self.on_case("4"), {
            **usual, "on": day(self.today), "outcome": "stopped", "next_on": ["", "", ""],
        })

    def conclude(self) -> None:
        """Make both findings and write the report's own text."""
        self.stop(self.on_case("5/a"), {"result": "not_worth_preserving"})
        self.stop(self.on_case("5/b"), {"result": "accords"})
        self.stop(self.on_case("5/c/fakta"))
        self.stop(self.on_case("5/c/analisis/1"), {"verdict": "partly"})
        self.stop(self.on_case("5/c/saran"))
        self.stop(self.on_case("5/periksa"))

    def attach(self) -> None:
        """Attach two papers and take one back."""
        for tie in ("person:applicant", "ground:G6_CEKCOK"):
            word = self.typist("file")
            # A browser writes a quotation mark in a file's name as %22.
            scan = Attachment(f"{word}.pdf".replace('"', "%22"), scans.scan(scans.jpeg(comment=word.encode())))
            listed = self.stop(self.on_case("8/baru"), {"file": scan, "tie": tie})
        self.stop(next(link for link in listed.reader.links if link.endswith("/tarik")))

    def issue_report(self) -> None:
        """Issue the report."""
        self.stop(self.on_case("6/c"), {"read": "ya"})


def administer(visitor: Visitor, typist: Typist, at: At = send, unit: str = "") -> None:
    """Fill in what the administrator fills in: the letterhead, a unit, a person."""
    forms: Iterable[tuple[str, Answers]] = (
        ("/kelola/kop/00000000-0000-0000-0000-000000000000", {"pattern": "[[kode]]/[[urut]]/[[tahun]]"}),
        ("/kelola/unit/baru", {"zone": "WITA", "parent": unit, "supervisor": ""}),
        ("/kelola/orang/baru", {
            "roles": ["supervisor"], "unit": unit, "sex": "male", "employment": "pns", "grade": "IV/a",
            "digits": "197203031997031003", "capacity": "a.n.",
        }),
    )
    for path, given in forms:
        page = visitor.get(path)
        typed: dict[str, str | list[str]] = {name: typist(name) for name in free_text(page.form())}
        after = at(page, typed | dict(given))
        assert after.status == 200, (path, after.status, after.text)


def arrange(visitor: Visitor, typist: Typist, at: At = send) -> None:
    """Fill in what the bureau's head keeps: a new line on each list, one that ends, one that is taken up again."""
    first: dict[int, Answers] = {
        1: {"needed": "boleh", "known_by": "", "after": "K01", "grounds": ["G6_CEKCOK"], "tracks": ["permit"]},
        2: {"grade_from": "III/a", "grade_to": "", "employments": ["pns"], "unit": "", "since": day(date(2026, 1, 1)),
            "head": "office", "digits": "197203031997031003", "after": ""},
        3: {"years": "10"}, 4: {}, 5: {"sexes": ["male"]}, 6: {"outcomes": ["permit", "refusal"]},
    }
    for number, given in first.items():
        _fill(visitor.get(f"/k/atur/{number}/baru"), typist, at, given)
        _fill(visitor.get(f"/k/atur/{number}/baru/periksa"), typist, at, {})
    _fill(visitor.get("/k/atur/1/K35/henti"), typist, at, {})
    _fill(visitor.get("/k/atur/1/K43/pakai"), typist, at, {})


def verify(visitor: Visitor, typist: Typist, at: At = send) -> None:
    """Ask whether a letter is genuine: with something that is no code, and with one that nobody gave out."""
    for code in (typist("code"), "7K2M-9QXT-4HDP"):
        after = at(visitor.get("/periksa"), {"code": code})
        assert after.status == 200, (after.status, after.text)


def figures(visitor: Visitor, typist: Typist, at: At = send) -> None:
    """Look at whole numbers for a reason, and freeze the first year that waits."""
    look = visitor.get("/k/angka/utuh")
    _fill(look, typist, at, {"year": look.form().offered["year"][-1]})
    waiting = [link for link in visitor.get("/k/angka").reader.links if link.endswith("/tutup")]
    for path in waiting[:1]:
        _fill(visitor.get(path), typist, at, {"read": "ya"})


def queue(visitor: Visitor, case: UUID, colleague: UUID, typist: Typist, at: At = send) -> None:
    """Sort the queue; open a file for a purpose, take it and hand it on; set a cover for leave and end it."""
    today = day(date(2026, 11, 20))
    _fill(visitor.get("/k"), typist, at, {"order": "newest"})
    _fill(visitor.get(f"/k/{case}/untuk"), typist, at, {"purpose": "checklist"})
    _fill(visitor.get(f"/k/{case}/ambil"), typist, at, {})
    _fill(visitor.get(f"/k/{case}/alih"), typist, at, {"to": str(colleague)})
    _fill(visitor.get("/k/cuti"), typist, at, {
        "away": str(colleague), "covered_by": _other(visitor, colleague), "first": today, "last": today,
    })
    ends = next(link for link in visitor.get("/k/cuti").reader.links if link.startswith("/k/cuti/"))
    _fill(visitor.get(ends), typist, at, {})


def _other(visitor: Visitor, colleague: UUID) -> str:
    offered = visitor.get("/k/cuti").form().offered["covered_by"]
    return next(person for person in offered if person not in {"", str(colleague)})


def series(auditor: Visitor, typist: Typist, at: At = send) -> None:
    """Begin a new series of pseudonyms."""
    _fill(auditor.get("/a/deret"), typist, at, {"read": "ya"})


def search(visitor: Visitor, typist: Typist, at: At = send) -> None:
    """Look for a file by whatever somebody types."""
    after = at(visitor.get("/k/cari"), {"words": typist("words"), "year": "2026"})
    assert after.status == 200, (after.status, after.text)


def follow(bureau: Visitor, supervisor: Visitor, cases: tuple[UUID, UUID], typist: Typist, at: At = send) -> None:
    """Record everything that comes after a permit and after a refusal that is annulled; answer a party's request.

    `cases` are the two, decided on 18 November 2026; each form is sent with its answers confirmed.
    """
    permit, refused = cases
    before, today = ["19", "11", "2026"], ["20", "11", "2026"]
    stops: tuple[tuple[Visitor, str, Answers], ...] = (
        (bureau, f"/k/{permit}/4/a", {"on": before, "receiver": "proxy", "sex": "female", "way": "post"}),
        (bureau, f"/k/{permit}/4/b", {"outcome": "divorced", "on": before, "final_on": before}),
        (bureau, f"/k/{permit}/4/c", {"on": today, "deed_on": before}),
        (bureau, f"/k/{permit}/4/d", {"on": before}),
        (bureau, f"/k/{permit}/4/e/L02", {"state": "done", "on": today}),
        (bureau, f"/k/{permit}/4/i", {"on": before}),
        (supervisor, f"/b/{permit}/7/c", {"referrals": ["psychologist"], "talk_on": ["1", "12", "2026"]}),
        (bureau, f"/k/{permit}/5/a", {
            "party": "witness", "sex": "male", "wanted": "correction", "channel": "letter", "on": before,
            "at": ["09", "00"],
        }),
        (bureau, f"/k/{refused}/4/f", {"party": "spouse", "way": "court", "on": before}),
        (bureau, f"/k/{refused}/4/g", {"ruling": "annulled", "on": today}),
        (bureau, f"/k/{refused}/4/h", {}),
    )
    for visitor, path, given in stops:
        _sure(visitor.get(path), typist, at, given)
    asked = next(link for link in bureau.get(f"/k/{permit}/5").reader.links if "/5/b/" in link)
    _sure(bureau.get(asked), typist, at, {"answer": "partly", "on": today, "at": ["09", "30"]})


def _sure(page: Page, typist: Typist, at: At, given: Answers) -> None:
    """Fill in a form for what is final, and confirm its answers with the same sending."""
    _fill(page, typist, at, {**given, "step": "sure"})


def answer_alert(visitor: Visitor, typist: Typist, at: At = send) -> None:
    """Close the first alert of the head's list."""
    links = visitor.get("/k/peringatan").reader.links
    _fill(visitor.get(next(link for link in links if link.startswith("/k/peringatan/"))), typist, at, {})


def _fill(page: Page, typist: Typist, at: At, given: Answers) -> None:
    assert page.status == 200, (page.path, page.text)
    typed: dict[str, str | list[str]] = {name: typist(name) for name in free_text(page.form())}
    after = at(page, typed | dict(given))
    assert after.status == 200, (page.path, after.status, after.text)
    assert not after.reader.title.startswith("Galat"), (page.path, after.text)


def _screening(on: date) -> dict[str, str | list[str]]:
    told = {f"k{number:02}_jawaban": "no" for number in range(1, QUESTIONS + 1)} | {"k01_jawaban": "yes"}
    return {"on": day(on), "sex": "male", "trained": "ya", "alone": "ya", "judged": "tidak", "referral": "declined",
            **told}


_FILED: dict[int, Answers] = {
    1: {"sex": "female", "employment": "pns", "digits": APPLICANT_DIGITS, "religion": "islam"},
    2: {"grade": "III/c"},
    3: {"employment": "pns", "religion": "islam"},
    4: {"digits": SPOUSE_DIGITS, "grade": "III/d"},
    5: {"address_safe": "ya", "contact_safe": "tidak"},
    6: {"address_safe": "belum", "contact_safe": "belum"},
    7: {"on": ["3", "5", "2014"]},
    8: {"year_1": "2016"},
    9: {"grounds": ["G6_CEKCOK"]},
    10: {},
    11: {"causes": ["C99"]},
}


def keep_group(visitor: Visitor, candidate: UUID, at: At = send) -> None:
    """Enrol somebody into the group of `visitor` after comparing, and remove him again."""
    for path, given in (("calon", {"outcome": "same"}), ("anggota", {"reason": "moved"})):
        answers: dict[str, str | list[str]] = dict(given)
        checked = at(visitor.get(f"/kelola/kelompok/{path}/{candidate}"), answers)
        assert checked.status == 200, checked.text
        after = at(checked, {})
        assert after.status == 200, (path, after.status, after.text)
