"""Bad input at every form of the house: a clear page, nothing lost, nothing saved that should not be."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.datastructures import MultiDict

from mediation.cases.model import DecisionKind
from mediation.database.metadata import metadata
from mediation.permissions import Role
from tests import (
    builders,
    closed,
    deciding,
    files,
    pages,
    submitted,
    tour,
    tour_decide,
    tour_duties,
    tour_exports,
    tour_looks,
    tour_trail,
)
from tests.pages import Form, Page, Visitor

BOUND = "w" * 4001
NASTY = "<b>&\"'{{1234*8}}{% x %}${1234*8}]]>"
SHORT = "<b>&\"'"
DOCUMENT = "/b/[0-9a-f-]{36}/6/[0-9a-f-]{36}"
CLEAR = frozenset({200, 400, 409, 413})
# What changes although nothing was done: openings are entries, a session is seen, a page of a request is a draft.
ASIDE = frozenset({"audit_entry", "session", "draft", "known_device", "sign_in_failure", "submission", "told_lately"})

Sent = MultiDict[str, str]
Attack = Callable[[Page, dict[str, "str | list[str]"]], Page | None]


@dataclass
class Blow:
    """One attack on one form, and what came of it."""

    kind: str
    form: Form
    page: Page
    sent: Sent
    changed: bool

    @property
    def where(self) -> str:
        """Return the page without its ids."""
        return neutral(self.form.action)


@dataclass
class Battle:
    """An office whose forms were all attacked and then walked through."""

    office: builders.Office
    app: Flask
    visitor: Visitor
    case: str
    blows: list[Blow] = field(default_factory=list)

    def of(self, kind: str) -> list[Blow]:
        """Return the blows of one kind: at least fifteen forms were hit."""
        found = [blow for blow in self.blows if blow.kind == kind]
        assert len(found) >= 15, (kind, [blow.where for blow in found])
        return found


def neutral(path: str) -> str:
    return re.sub("[0-9a-f]{8}-[0-9a-f-]{27}", "…", path).partition("?")[0]


def state(office: builders.Office) -> tuple[object, ...]:
    """Return of every table that is work how many rows it has and the sum of their versions: each save raises it."""
    with office.premises.reading() as transaction:
        return tuple(transaction.execute(_STATE).one())


def _tally(table: sa.Table) -> list[sa.ScalarSelect[int]]:
    versions = [sa.select(sa.func.sum(table.c.version)).scalar_subquery()] if "version" in table.c else []
    return [sa.select(sa.func.count()).select_from(table).scalar_subquery(), *versions]


_STATE = sa.select(*(
    column for table in metadata.sorted_tables if table.name not in ASIDE for column in _tally(table)
))


def standing(page: Page) -> Sent:
    """Return what the page's own form would send as it stands."""
    return MultiDict(page.form().fields)


def over_bound(page: Page, answers: dict[str, "str | list[str]"]) -> Sent:
    """Everything wrong at once: too long, days that are none, choices that nobody offered."""
    sent = MultiDict({name: value for name, value in standing(page).items() if name in tour.CARRIED})
    form = page.form()
    for name in tour.free_text(form):
        sent[name] = BOUND
    for name in tour.dated(form):
        sent.setlist(name, ["31", "02", "2026"][: count(form, name)])
    for name in form.offered:
        sent[name] = "bukan-pilihan"
    return sent


def letters_for_days(page: Page, answers: dict[str, "str | list[str]"]) -> Sent:
    """Letters and foreign digits where days and numbers belong, a NIP that is none; the rest as meant."""
    sent = answered(page, answers)
    form = page.form()
    for name in tour.dated(form):
        sent.setlist(name, ["٣", "tiga", "²"][: count(form, name)])
    for name in tour.free_text(form):
        if name == "digits" or name.startswith("year_"):
            sent[name] = "198609262015052OO1"
    return sent


def nothing(page: Page, answers: dict[str, "str | list[str]"]) -> Sent:
    """None of the fields."""
    return MultiDict({name: value for name, value in standing(page).items() if name in tour.CARRIED})


def stale(page: Page, answers: dict[str, "str | list[str]"]) -> Sent:
    """A page made from what no longer stands: no letterhead has the number below, no case is of version 0."""
    sent = answered(page, answers)
    sent["version"] = "0" if page.path.startswith("/b/") else "9" * 9
    return sent


def without_token(page: Page, answers: dict[str, "str | list[str]"]) -> Sent:
    """A form from elsewhere."""
    sent = answered(page, answers)
    del sent["csrf_token"]
    return sent


def broken_page(page: Page, answers: dict[str, "str | list[str]"]) -> Sent:
    """A version that no number holds, and a submit-once key that is none."""
    sent = answered(page, answers)
    sent["version"] = "9" * 20
    sent["submit_key"] = "\u202e" + "x" * 5000
    return sent


def answered(page: Page, answers: dict[str, "str | list[str]"]) -> Sent:
    sent = standing(page)
    for name, value in answers.items():
        sent.setlist(name, [value] if isinstance(value, str) else list(value))
    return sent


def count(form: Form, name: str) -> int:
    return [each for each, _ in form.fields].count(name)


ATTACKS = {
    "over bound": over_bound, "letters": letters_for_days, "nothing": nothing, "stale": stale,
    "no token": without_token, "broken page": broken_page,
}


@dataclass
class Attacker:
    """Attacks each kind of form once, then sends it as it is meant."""

    battle: Battle
    seen: set[str] = field(default_factory=set)

    def __call__(self, page: Page, answers: dict[str, "str | list[str]"]) -> Page:
        where = neutral(page.path)
        if where not in self.seen:
            self.seen.add(where)
            for kind in ATTACKS:
                self._strike(kind, page, answers)
            self._strike_raw(page)
            self._strike_host(page, answers)
            page = page.visitor.get(page.path)
        return page.send(answers)

    def _strike(self, kind: str, page: Page, answers: dict[str, "str | list[str]"]) -> None:
        form = page.form()
        fields = len(tour.free_text(form)) + len(tour.dated(form)) + len(form.offered)
        if _pointless(kind, page, fields):
            return
        sent = ATTACKS[kind](page, answers)
        before = state(self.battle.office)
        after = page.visitor.post(form.action, sent, follow=False)
        self.battle.blows.append(Blow(kind, form, after, sent, state(self.battle.office) != before))

    def _strike_raw(self, page: Page) -> None:
        """Bytes that are no text: lone surrogates, broken UTF-8, controls, marks that turn the direction."""
        form = page.form()
        if not (tour.dated(form) or form.offered):
            return
        raw = "%ED%A0%80%FF%00%07%E2%80%AE%EF%BB%BFsatu"
        body = urlencode([pair for pair in form.fields if pair[0] in tour.CARRIED])
        body += "".join(f"&{name}={raw}" for name in form.names if name not in tour.CARRIED)
        before = state(self.battle.office)
        answer = page.visitor.client.post(
            form.action, data=body.encode(), content_type="application/x-www-form-urlencoded", base_url=pages.ADDRESS,
        )
        after = page.visitor._read(answer, form.action)
        self.battle.blows.append(Blow("raw", form, after, MultiDict(), state(self.battle.office) != before))

    def _strike_host(self, page: Page, answers: dict[str, "str | list[str]"]) -> None:
        before = state(self.battle.office)
        answer = page.visitor.client.post(
            page.form().action, data=answered(page, answers), base_url="http://127.0.0.1:8000",
            headers={"Host": "jahat.example"},
        )
        after = Page(answer, pages._Reader(), page.visitor, page.path)
        self.battle.blows.append(
            Blow("host", page.form(), after, MultiDict(), state(self.battle.office) != before),
        )


def _pointless(kind: str, page: Page, fields: int) -> bool:
    form = page.form()
    if kind == "over bound":
        return fields == 0
    if kind == "letters":
        typed = tour.free_text(form)
        return not tour.dated(form) and not any(name == "digits" or name.startswith("year_") for name in typed)
    if kind == "stale":
        # What is only added, or is the first of its kind, changes nothing that somebody wrote.
        return not dict(form.fields).get("version") or neutral(page.path) in _ADDED
    # A page that asks for nothing is right when nothing is answered.
    return kind == "nothing" and (fields == 0 or neutral(page.path) in _ALL_OPTIONAL)


_ALL_OPTIONAL = frozenset({"/b/baru/5", "/b/baru/6", "/b/baru/8", "/b/baru/11", "/a/bawa/baru/3"})
_ADDED = frozenset({"/b/…/3/a", "/b/…/3/b", "/b/…/3/c", "/b/…/3/…/ttd", "/b/…/3/bukti", "/b/…/4", "/b/…/8/baru",
                    "/b/…/5/a", "/b/…/5/b", "/b/…/5/c/fakta"})


def typist(name: str) -> str:
    if name.startswith("year_"):
        return "2016"
    if name.startswith("initials_"):
        return SHORT
    if name == "number":
        # A document's number is given once.
        return f"{NASTY}{uuid4().hex[:6]}"
    if name in {"reasons", "contrary"}:
        return f"{NASTY} " * 5
    return NASTY


@pytest.fixture(scope="module")
def battle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Battle]:
    office = builders.office(Path(tmp_path_factory.mktemp("office")))
    app = pages.application(office)
    app.config["TESTING"] = False
    found = Battle(office, app, pages.arrive(office, app=app), "")
    attacker = Attacker(found)
    tour.administer(pages.arrive(office, office.administrator, app), _plain, attacker, str(office.unit.id))
    tour.arrange(pages.arrive(office, office.head, app), _plain, attacker)
    builders.alerted(office)
    tour.answer_alert(pages.arrive(office, office.head, app), typist, attacker)
    tour.verify(pages.arrive(office, office.head, app), typist, attacker)
    tour.figures(pages.arrive(office, office.head, app), typist, attacker)
    tour.search(pages.arrive(office, office.head, app), typist, attacker)
    tour.series(pages.arrive(office, office.auditor, app), typist, attacker)
    for reader in (office.head, office.auditor):
        tour_trail.trail(pages.arrive(office, reader, app), typist, attacker)
    clerk = submitted.officer(office, "pengganti").person.id
    tour.queue(pages.arrive(office, office.head, app), files.handed_in(office), clerk, typist, attacker)
    decided = closed.decided(office, request=closed.paying()), closed.decided(office, DecisionKind.REFUSAL)
    tour.follow(pages.arrive(office, office.head, app), pages.arrive(office, app=app), decided, typist, attacker)
    preparer = pages.arrive(office, submitted.officer(office, "penyiap"), app)
    tour_decide.decide(preparer, pages.arrive(office, office.head, app), deciding.reviewed(office), typist, attacker)
    sampled = pages.arrive(office, submitted.officer(office, "pemutus"), app), pages.arrive(office, office.head, app)
    tour_looks.look(pages.arrive(office, office.auditor, app), *sampled, typist, attacker)
    exporters = pages.arrive(office, office.auditor, app), pages.arrive(office, office.head, app)
    tour_exports.take_away(*exporters, typist, attacker)
    tour_exports.let_go(*exporters, typist, attacker)
    tour_duties.word(pages.arrive(office, office.head, app), _plain, attacker)
    tour_duties.fail(pages.arrive(office, office.auditor, app), date(2026, 11, 19), typist, attacker)
    candidate = builders.member(office, "petugas", Role.BUREAU_OFFICER).person.id
    tour.keep_group(pages.arrive(office, office.head, app), candidate, attacker)
    walked = tour.Tour(found.visitor, office.clock, typist, attacker)
    walked.wake = lambda: pages.arrive(office, app=app)
    walked.whole()
    found.visitor, found.case = walked.visitor, str(walked.case)
    yield found
    office.premises.engines.dispose()


def _plain(name: str) -> str:
    return f"Contoh {name}"[:40]


def test_no_input_brings_a_page_down(battle: Battle) -> None:
    down = [(blow.kind, blow.where, blow.page.status) for blow in battle.blows if blow.page.status >= 500]

    assert down == []


@pytest.mark.parametrize("kind", [*ATTACKS, "raw", "host"])
def test_bad_input_saves_nothing(battle: Battle, kind: str) -> None:
    assert [blow.where for blow in battle.of(kind) if blow.changed] == []


@pytest.mark.parametrize("kind", ["over bound", "broken page", "letters", "nothing", "raw"])
def test_bad_input_is_said_on_the_form_itself(battle: Battle, kind: str) -> None:
    silent = [
        (blow.where, blow.page.status) for blow in battle.of(kind)
        if blow.page.status not in CLEAR or not blow.page.reader.title.strip().startswith("Galat")
    ]

    assert silent == []


@pytest.mark.parametrize("kind", ["over bound", "letters"])
def test_what_was_typed_is_still_there(battle: Battle, kind: str) -> None:
    lost = [
        (blow.where, name) for blow in battle.of(kind)
        for name in [*tour.free_text(blow.form), *tour.dated(blow.form)]
        if kept(blow, name) not in (typed(blow, name), [text[:100] for text in typed(blow, name)])
    ]

    assert lost == []


def typed(blow: Blow, name: str) -> list[str]:
    return [" ".join(text.split()).replace(" ", "") for text in blow.sent.getlist(name)]


def kept(blow: Blow, name: str) -> list[str]:
    shown = [value for each, value in blow.page.form().fields if each == name]
    return [" ".join(text.split()).replace(" ", "") for text in shown]


def test_a_forged_host_is_refused(battle: Battle) -> None:
    assert {blow.page.status for blow in battle.of("host")} == {400}


def test_a_form_without_its_token_is_shown_again_with_what_was_typed(battle: Battle) -> None:
    for blow in battle.of("no token"):
        assert blow.page.status == 400, blow.where
        for name in tour.free_text(blow.form):
            value = blow.sent[name]
            assert len(value) < 20 or " ".join(value.split()) in blow.page.text, (blow.where, name)


def test_a_page_made_from_another_version_is_a_conflict_and_keeps_what_was_typed(battle: Battle) -> None:
    for blow in battle.of("stale"):
        # Planning a summons asks about what looks odd first, before anything is tried.
        assert blow.page.status == 409 or "Alasan Anda tetap memilih ini" in blow.page.text, blow.where
        for name in tour.free_text(blow.form):
            assert kept(blow, name) == typed(blow, name), (blow.where, name)


def test_markup_and_template_syntax_are_words_on_every_page(battle: Battle) -> None:
    seen, waiting = set(), ["/b", f"/b/{battle.case}"]
    while waiting:
        path = waiting.pop()
        if path in seen or re.fullmatch(DOCUMENT, path):
            continue
        seen.add(path)
        page = battle.visitor.get(path)
        if page.response.mimetype != "text/html":
            continue
        assert "<b>" not in page.html, path
        assert "9872" not in page.text, path
        waiting += [link.partition("#")[0] for link in page.reader.links if link.startswith(f"/b/{battle.case}")]
    assert len(seen) >= 12


def test_documents_hold_what_was_typed_letter_for_letter(battle: Battle) -> None:
    links = battle.visitor.get(f"/b/{battle.case}").reader.links
    bodies = [
        battle.visitor.client.get(link, base_url=pages.ADDRESS)
        for link in dict.fromkeys(links) if re.fullmatch(DOCUMENT, link)
    ]
    texts = [docx_text(answer.get_data()) for answer in bodies if str(answer.mimetype).endswith("document")]

    assert len(texts) == 7
    assert all(NASTY in text for text in texts)


def docx_text(body: bytes) -> str:
    with ZipFile(BytesIO(body)) as package:
        root = ET.fromstring(package.read("word/document.xml"))  # noqa: S314 - our own document
    return "".join(root.itertext())


@pytest.mark.parametrize("path", [
    "/b/semua?halaman=x", "/b/semua?halaman=-1", "/b/semua?halaman=99999999999999999999", "/b/baru/99", "/b/baru/0",
    "/b/baru/99999999999999999999999", "/b/baru/1?periksa=%ED%A0%80", "/masuk?ke=//jahat.example", "/b/%ED%A0%80",
    "/b?%00=%ff", "/lanjut?ke=/%5Cjahat.example", "/b/" + "x" * 3000, "/jeda?ke=javascript:alert(1)",
    "/b/../../etc/passwd", "/static/../app.py", "/static/%2e%2e/app.py",
])
def test_a_nonsense_address_gets_a_clear_page(battle: Battle, path: str) -> None:
    answer = battle.visitor.client.get(path, base_url=pages.ADDRESS)

    assert answer.status_code in {200, 302, 308, 400, 404}
    assert "jahat.example" not in answer.headers.get("Location", "")
    assert b"//jahat.example" not in answer.get_data()


@pytest.mark.parametrize(("body", "kind"), [
    (b'{"name": "Ani"}', "application/json"),
    (b"--x\r\n", "multipart/form-data; boundary=x"),
    (b"\xff\xfe\x00", "text/plain"),
    (b"a" * 3_000_000, "application/x-www-form-urlencoded"),
    (b"&".join(b"x%d=1" % number for number in range(5000)), "application/x-www-form-urlencoded"),
    (b'--x\r\nContent-Disposition: form-data; name="name"; filename="../../x"\r\n\r\nisi\r\n--x--\r\n',
     "multipart/form-data; boundary=x"),
])
@pytest.mark.parametrize("path", ["/b/baru/1", "/b/baru/periksa", "/masuk", "/konsep?tempat=/b/baru/1", "/keluar"])
def test_a_body_that_is_no_form_gets_a_clear_page(battle: Battle, path: str, body: bytes, kind: str) -> None:
    before = state(battle.office)
    visitor = pages.arrive(battle.office, app=battle.app)
    answer = visitor.client.post(path, data=body, content_type=kind, base_url=pages.ADDRESS)

    assert answer.status_code in {400, 413}, answer.status_code
    assert state(battle.office) == before


def test_a_long_paste_of_a_hundred_thousand_letters_is_counted_and_kept(battle: Battle) -> None:
    page = pages.arrive(battle.office, app=battle.app).get(f"/b/{battle.case}/1/a/catatan")

    after = page.send({"text": "k" * 100_000})

    assert "100.000" in after.text
    assert dict(after.form().fields)["text"] == "k" * 100_000


def begun(battle: Battle) -> Visitor:
    """Return somebody who has just begun a new request."""
    visitor = pages.arrive(battle.office, app=battle.app)
    token = dict(visitor.get(f"/b/{battle.case}/1/a/catatan").form().fields)["csrf_token"]
    visitor.post("/b/baru/ulang", {"csrf_token": token}).send({"involved": "tidak"})
    return visitor


@pytest.mark.parametrize("rows", ["x", "²", "-5", "0", "999999", "9" * 400, "1e3"])
def test_more_rows_than_there_can_be_are_not_asked_for(battle: Battle, rows: str) -> None:
    page = begun(battle).get("/b/baru/8")

    after = page.send({"rows": rows, "more": "ya", "initials_1": "A.B."})

    assert after.status == 200
    assert "A.B." in after.html
    assert after.html.count('name="initials_') <= 12


def test_nothing_is_lost_when_a_row_is_added_to_a_page_that_is_too_long_to_keep(battle: Battle) -> None:
    page = begun(battle).get("/b/baru/8")

    after = page.send({"more": "ya", "initials_1": "A" * 500_000})

    assert "A" * 500_000 in after.html


def test_anothers_case_takes_nothing_from_a_colleague(battle: Battle) -> None:
    colleague = pages.arrive(battle.office, battle.office.colleague, battle.app)
    token = dict(colleague.get("/b/baru").form().fields)["csrf_token"]
    before = state(battle.office)
    for rest in ("1/a", "1/hari", "1/a/catatan", "2/a", "2/cukup", "3/a", "3/bukti", "4", "5/a", "5/periksa", "6/c"):
        path = f"/b/{battle.case}/{rest}"
        theirs = colleague.post(path, {"csrf_token": token, "submit_key": str(uuid4()), "read": "ya"})
        absent = colleague.post(f"/b/{uuid4()}/{rest}", {"csrf_token": token, "submit_key": str(uuid4()), "read": "ya"})

        assert (theirs.status, theirs.text) == (absent.status, absent.text) == (404, theirs.text), rest
    assert state(battle.office) == before
