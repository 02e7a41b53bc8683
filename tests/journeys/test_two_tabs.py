"""Sent twice, sent from two tabs, sent at the same moment: one event, and nothing that was typed is lost."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from threading import Barrier

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.datastructures import MultiDict

from mediation.audit.tables import entry
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
    walks,
)
from tests.builders import Office
from tests.pages import Page, Visitor

Sent = MultiDict[str, str]

# Reading is an entry too; sessions and drafts are no events of a case.
ASIDE = frozenset({"audit_entry", "session", "draft", "known_device", "sign_in_failure", "submission", "told_lately"})
READING = (
    "case.opened", "screening.read", "document.previewed", "document.opened", "session.started", "request.refused",
)
# Each page of a request overwrites itself with the same; evidence, sessions and notes are added one by one.
ADDED = frozenset({
    "/kelola/unit/baru", "/k/angka/utuh", "/a/kejadian/baru", "3/bukti", "1/a", "1/b", "1/a/catatan", "4", "2/a",
    "2/b", "8/baru",
})


@dataclass(frozen=True)
class Round:
    """One form: what the second sending of the same form did, and what another tab's did."""

    where: str
    again: int
    changed_again: bool
    other: Page
    changed_other: bool
    typed: dict[str, str]


@dataclass
class TwoTabs:
    """Sends each form twice and then from a second tab that was opened before."""

    office: Office
    rounds: list[Round] = field(default_factory=list)

    def at(self, page: Page, answers: dict[str, "str | list[str]"]) -> Page:
        """Act on one page; the tour goes on from the first sending."""
        visitor, form = page.visitor, page.form()
        where = re.sub("[0-9a-f-]{36}", "…", page.path).removeprefix("/b/…/")
        if where == "3/c":
            # Two witnesses from two tabs are two witnesses; the second would have to be heard.
            return page.send(answers)
        other = visitor.get(page.path)
        sent = filled(page, answers)
        first = visitor.post(form.action, sent, follow=False)
        if first.status != 302:
            return first
        after = events(self.office)
        again = visitor.post(form.action, sent, follow=False)
        between = events(self.office)
        typed = {name: f"{answers[name]} dari tab lain" for name in tour.free_text(form) if name not in _SHAPED}
        answer = visitor.post(other.form().action, filled(other, {**answers, **typed}), follow=False)
        self.rounds.append(Round(where, again.status, between != after, answer, events(self.office) != between, typed))
        return visitor.get(first.response.headers["Location"])


_SHAPED = frozenset({"digits", "initials_1", "year_1", "number"})


def filled(page: Page, answers: tour.Answers) -> Sent:
    sent: Sent = MultiDict(page.form().fields)
    for name, value in answers.items():
        sent.setlist(name, [value] if isinstance(value, str) else list(value))
    return sent


def events(office: Office) -> tuple[object, ...]:
    """Return how many rows of each kind there are, their versions, and how many entries tell of an act."""
    with office.premises.reading() as transaction:
        return tuple(transaction.execute(_EVENTS).one())


def _tally(table: sa.Table) -> list["sa.ScalarSelect[int]"]:
    versions = [sa.select(sa.func.sum(table.c.version)).scalar_subquery()] if "version" in table.c else []
    return [sa.select(sa.func.count()).select_from(table).scalar_subquery(), *versions]


_ACTS = sa.select(sa.func.count()).select_from(entry).where(entry.c.action.not_in(READING)).scalar_subquery()
_EVENTS = sa.select(_ACTS, *(
    column for table in metadata.sorted_tables if table.name not in ASIDE for column in _tally(table)
))


@pytest.fixture(scope="module")
def tabs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TwoTabs]:
    office = builders.office(Path(tmp_path_factory.mktemp("office")))
    app = pages.application(office)
    found = TwoTabs(office)
    tour.administer(pages.arrive(office, office.administrator, app), typist, found.at, str(office.unit.id))
    tour.arrange(pages.arrive(office, office.head, app), typist, found.at)
    builders.alerted(office)
    tour.answer_alert(pages.arrive(office, office.head, app), typist, found.at)
    tour.figures(pages.arrive(office, office.head, app), typist, found.at)
    tour.series(pages.arrive(office, office.auditor, app), typist, found.at)
    clerk = submitted.officer(office, "pengganti").person.id
    tour.queue(pages.arrive(office, office.head, app), files.handed_in(office), clerk, typist, found.at)
    decided = closed.decided(office, request=closed.paying()), closed.decided(office, DecisionKind.REFUSAL)
    tour.follow(pages.arrive(office, office.head, app), pages.arrive(office, app=app), decided, typist, found.at)
    preparer = pages.arrive(office, submitted.officer(office, "penyiap"), app)
    tour_decide.decide(preparer, pages.arrive(office, office.head, app), deciding.reviewed(office), typist, found.at)
    sampled = pages.arrive(office, submitted.officer(office, "pemutus"), app), pages.arrive(office, office.head, app)
    tour_looks.look(pages.arrive(office, office.auditor, app), *sampled, typist, found.at)
    exporters = pages.arrive(office, office.auditor, app), pages.arrive(office, office.head, app)
    tour_exports.take_away(*exporters, typist, found.at)
    tour_exports.let_go(*exporters, typist, found.at)
    tour_duties.word(pages.arrive(office, office.head, app), typist, found.at)
    tour_duties.fail(pages.arrive(office, office.auditor, app), date(2026, 11, 19), typist, found.at)
    candidate = builders.member(office, "petugas", Role.BUREAU_OFFICER).person.id
    tour.keep_group(pages.arrive(office, office.head, app), candidate, found.at)
    walked = tour.Tour(pages.arrive(office, app=app), office.clock, typist, found.at)
    walked.wake = lambda: pages.arrive(office, app=app)
    walked.whole()
    yield found
    office.premises.engines.dispose()


_count = iter(range(1, 10_000))


def typist(name: str) -> str:
    if name.startswith("year_"):
        return "2016"
    words = f"isi {next(_count)}"
    return words + " yang cukup panjang" * 6 if name == "reasons" else words


def test_every_form_was_sent_twice(tabs: TwoTabs) -> None:
    assert len(tabs.rounds) > 35


def test_a_form_sent_twice_is_one_event(tabs: TwoTabs) -> None:
    assert [each.where for each in tabs.rounds if each.changed_again] == []


def test_the_second_sending_leads_on_like_the_first(tabs: TwoTabs) -> None:
    assert {each.where: each.again for each in tabs.rounds if each.again != 302} == {}


def test_another_tab_changes_nothing_that_it_did_not_see(tabs: TwoTabs) -> None:
    overwritten = [each.where for each in tabs.rounds if each.changed_other and each.where not in ADDED]

    assert overwritten == []


def test_what_another_tab_typed_is_still_there(tabs: TwoTabs) -> None:
    lost = [
        (each.where, name, each.other.status) for each in tabs.rounds if each.other.status != 302
        for name, text in each.typed.items() if text not in each.other.html
    ]

    assert lost == []


def screened(office: Office, app: Flask) -> tuple[Visitor, str]:
    """Return the supervisor and a case whose applicant was screened."""
    visitor = pages.arrive(office, app=app)
    case = str(builders.open_case(office))
    visitor.get(f"/b/{case}/1/a").send(walks.screening(TODAY, letter_day=walks.day(TODAY), told="ya"))
    return visitor, case


TODAY = builders.TODAY.date()
MEETING = walks.summons(TODAY + timedelta(days=27))


def at_once(*posts: tuple[Visitor, str, Sent]) -> list[Page]:
    """Send forms at the same moment, each from a thread and a browser of its own."""
    ready = Barrier(len(posts))

    def send(visitor: Visitor, path: str, sent: Sent) -> Page:
        ready.wait()
        return twin(visitor).post(path, sent, follow=False)

    with ThreadPoolExecutor(len(posts)) as threads:
        return [each.result() for each in [threads.submit(send, *post) for post in posts]]


def twin(visitor: Visitor) -> Visitor:
    """Return another window of the same browser: the test client itself serves one thread."""
    client = visitor.app.test_client()
    cookie = visitor.client.get_cookie("s", domain="127.0.0.1")
    assert cookie
    client.set_cookie("s", cookie.value, domain="127.0.0.1")
    return Visitor(client, visitor.app)


def summonses(visitor: Visitor, case: str) -> int:
    links = visitor.get(f"/b/{case}").reader.links
    return len({link for link in links if re.fullmatch(f"/b/{case}/6/a/[0-9a-f-]+", link)})


def test_one_form_sent_by_four_threads_at_once_is_one_event(office: Office) -> None:
    visitor, case = screened(office, pages.application(office))
    page = visitor.get(f"/b/{case}/2/a")
    sent = filled(page, MEETING)

    answers = at_once(*[(visitor, page.form().action, sent)] * 4)

    assert {answer.status for answer in answers} == {302}
    assert summonses(visitor, case) == 1


def test_of_two_different_forms_at_once_one_counts_and_the_other_keeps_its_text(office: Office) -> None:
    visitor, case = screened(office, pages.application(office))
    tabs = [visitor.get(f"/b/{case}/2/a") for _ in range(2)]
    places = ["Ruang Satu", "Ruang Dua"]

    answers = at_once(*(
        (visitor, tab.form().action, filled(tab, MEETING | {"place": place}))
        for tab, place in zip(tabs, places, strict=True)
    ))

    assert sorted(answer.status for answer in answers) == [302, 409]
    assert summonses(visitor, case) == 1
    late = next(number for number, answer in enumerate(answers) if answer.status == 409)
    assert dict(answers[late].form().fields)["place"] == places[late]


def test_two_cases_opened_at_once_have_two_numbers(office: Office) -> None:
    app = pages.application(office)
    people = [pages.arrive(office, who, app) for who in (office.supervisor, office.colleague)]
    checks = [walks.fill_request(visitor) for visitor in people]

    answers = at_once(*(
        (visitor, check.form().action, filled(check, {})) for visitor, check in zip(people, checks, strict=True)
    ))

    assert [answer.status for answer in answers] == [302, 302]
    opened = zip(people, [answer.response.headers["Location"] for answer in answers], strict=True)
    numbers = [re.search("[0-9]{4}/2026", visitor.get(path).text) for visitor, path in opened]
    assert {match[0] for match in numbers if match} == {"0001/2026", "0002/2026"}


def test_a_form_that_came_late_is_forgotten_once_it_was_sent_again(office: Office) -> None:
    visitor, case = screened(office, pages.application(office))
    path = f"/b/{case}/1/a/catatan"
    page = visitor.get(path)
    visitor.post(f"/konsep?tempat={path}", {**dict(page.form().fields), "text": "Catatan yang lama"}, follow=False)

    restored = visitor.get(path)
    assert "Catatan yang lama" in restored.html
    restored.send({})

    assert dict(visitor.get(path).form().fields)["text"] == ""


def test_a_form_that_was_shown_again_after_a_conflict_leaves_no_draft(office: Office) -> None:
    visitor, case = screened(office, pages.application(office))
    path = f"/b/{case}/1/a/catatan"
    page = visitor.get(path)
    visitor.get(path).send({"text": "Dari tab lain"})
    visitor.post(f"/konsep?tempat={path}", {**dict(page.form().fields), "text": "Dari tab ini"}, follow=False)

    shown = page.send({"text": "Dari tab ini"})
    assert shown.status == 409
    shown.send({})

    assert dict(visitor.get(path).form().fields)["text"] == ""


def test_pages_of_a_request_sent_at_once_do_not_overwrite_each_other(office: Office) -> None:
    visitor = pages.arrive(office, app=pages.application(office))
    walks.fill_request(visitor)
    opened = [visitor.get(f"/b/baru/{number}") for number in (2, 3, 7)]
    changed = [{"position": "Guru Agama"}, {"name": "Budi Kedua"}, {"place": "Kota Kedua"}]

    answers = at_once(*(
        (visitor, page.form().action, filled(page, change)) for page, change in zip(opened, changed, strict=True)
    ))

    assert [answer.status for answer in answers] == [302, 302, 302]
    check = visitor.get("/b/baru/periksa").text
    assert all(text in check for text in ("Guru Agama", "Budi Kedua", "Kota Kedua"))


def test_a_page_of_a_request_that_was_opened_in_another_tab_keeps_its_text(office: Office) -> None:
    visitor = pages.arrive(office, app=pages.application(office))
    check = walks.fill_request(visitor)
    page = visitor.get("/b/baru/10")
    check.send({})

    answer = page.send({"G6_CEKCOK": "Cerita yang panjang dan lengkap."})

    assert answer.status == 409
    assert "Cerita yang panjang dan lengkap." in answer.text
    assert visitor.get("/b/baru").form().names >= {"involved"}
