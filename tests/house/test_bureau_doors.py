"""Who at the bureau enters a file that was handed in: every route of the bureau's, by who asks."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from mediation.accounts import people as accounts
from mediation.accounts.store import people
from mediation.bureau.requests import services as requests
from mediation.bureau.requests.model import Channel, Wanted
from mediation.bureau.review import services as reviewing
from mediation.bureau.review.model import Statement
from mediation.cases import store as cases
from mediation.cases.examine.model import Answer
from mediation.cases.model import Party, Standing
from mediation.cases.papers import services as attaching
from mediation.cases.papers.model import Accepted, FileKind, Tie, TieKind
from mediation.permissions import Role
from tests import builders, pages, scans, submitted
from tests.house.test_routes import ROUTES, Door

APPLICANT = "198609262015052001"
DAY = date(2026, 11, 20)


@dataclass(frozen=True)
class Place:
    """A file at the bureau, and everybody who may ask for it."""

    app: Flask
    case: UUID
    clients: dict[str, FlaskClient]
    others: tuple[UUID, ...]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    office = builders.office(tmp_path_factory.mktemp("office"))
    case = submitted.handed_in(office)
    officer = submitted.officer(office)
    keyless = builders.member(office, "tanpakunci", Role.BUREAU_OFFICER)
    party = party_of_the_case(office)
    app = pages.application(office)
    app.config.update(WTF_CSRF_ENABLED=False, TESTING=False)
    asking = {
        "officer": officer, "head": office.head, "keyless": keyless, "party": party, "holder": office.supervisor,
        "colleague": office.colleague, "auditor": office.auditor, "administrator": office.administrator,
    }
    clients = {name: pages.arrive(office, who, app).client for name, who in asking.items()}
    yield Place(app, case, clients | {"nobody": app.test_client()}, rows_of_another_file(office))
    office.premises.engines.dispose()


def party_of_the_case(office: builders.Office) -> builders.Someone:
    """Return an officer who holds the group's key and is the applicant of the case."""
    who = submitted.officer(office, "pihak")
    with office.desk(office.administrator) as transaction:
        person = people.get(transaction, who.person.id)
        details = replace(people.details_of(person), digits=APPLICANT)
        accounts.change_person(transaction, person.id, details, person.version)
    with office.premises.reading() as transaction:
        return replace(who, person=people.get(transaction, who.person.id))


def rows_of_another_file(office: builders.Office) -> tuple[UUID, ...]:
    """Return a row of each kind of a file that the bureau may open: a document, a paper, a talk, a request."""
    case = submitted.handed_in(office, request=builders.a_request("0002/2026"))
    told = (Answer("", "Sejak kapan tidak serumah?", "Sejak Maret 2024."),)
    said = Statement(Party.SPOUSE, DAY, time(9), "Ruang Contoh", "Petugas Contoh", told)
    with office.desk(office.head) as transaction:
        talk = reviewing.hear(transaction, case, statement=said)
    with office.desk(office.head) as transaction:
        asked = requests.log(
            transaction, case, on=DAY, at=time(9), party=Party.SPOUSE, wanted=Wanted.COPY, asked="salinan",
            channel=Channel.LETTER,
        )
    with office.desk(office.head) as transaction:
        body = scans.png()
        attached = attaching.attach(
            transaction, case, Accepted("contoh.png", FileKind.PNG, body), tie=Tie(TieKind.PERSON, "spouse"),
            standing=Standing.BUREAU,
        )
        document = cases.documents(cases.get(transaction, case, standing=Standing.BUREAU))[0].id
    found = [row for row in (document, talk, asked, attached) if isinstance(row, UUID)]
    assert len(found) == 4
    return tuple(found)


def files(place: Place) -> list[Rule]:
    """Return the bureau's routes about one file that can be asked for with GET."""
    return [
        rule for rule in place.app.url_map.iter_rules()
        if ROUTES.get(rule.endpoint) is Door.FILE and "GET" in (rule.methods or set())
    ]


def ask(place: Place, who: str, rule: Rule, case: UUID, row: UUID | None = None) -> int:
    given: dict[str, object] = {name: row or uuid4() for name in rule.arguments}
    given |= {name: "a" for name in rule.arguments if name == "side"} | {"case": case}
    given |= {name: "permit" for name in rule.arguments if name in {"kind", "name"}}
    with place.app.test_request_context(base_url=pages.ADDRESS):
        path = place.app.url_map.bind("127.0.0.1:8000").build(rule.endpoint, given, method="GET")
    return place.clients[who].get(path, base_url=pages.ADDRESS).status_code


@pytest.mark.parametrize("who", ["officer", "head"])
def test_who_holds_the_groups_key_enters(place: Place, who: str) -> None:
    for rule in files(place):
        status = ask(place, who, rule, place.case)

        # A row that is none of this file, and a document of which nothing was recorded, is absent.
        absent = {404} if len(rule.arguments) > 1 or rule.endpoint.startswith("issue_bureau.") else set()
        assert status in {200, 302, 409} | absent, (rule.rule, status)


def test_a_row_of_another_file_is_absent(place: Place) -> None:
    rules = [rule for rule in files(place) if "row" in rule.arguments]

    assert len(rules) >= 4
    for rule in rules:
        for row in place.others:
            assert ask(place, "head", rule, place.case, row) == 404, rule.rule


@pytest.mark.parametrize("who", ["keyless", "party"])
def test_who_has_the_role_alone_or_is_a_party_finds_nothing(place: Place, who: str) -> None:
    for rule in files(place):
        assert ask(place, who, rule, place.case) == 404, rule.rule


@pytest.mark.parametrize("who", ["holder", "colleague", "auditor", "administrator"])
def test_no_other_role_enters(place: Place, who: str) -> None:
    for rule in files(place):
        assert ask(place, who, rule, place.case) == 403, rule.rule


def test_nobody_gets_past_the_door(place: Place) -> None:
    for rule in files(place):
        assert ask(place, "nobody", rule, place.case) == 302, rule.rule


def test_a_party_finds_the_file_in_no_list(place: Place) -> None:
    for path in ("/k", "/k/jam"):
        page = place.clients["party"].get(path, base_url=pages.ADDRESS)

        assert page.status_code == 200
        assert str(place.case) not in page.get_data(as_text=True)
