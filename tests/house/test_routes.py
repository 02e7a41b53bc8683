"""Who may enter where: ONE table of every route, by role and by whose case it is. An unlisted route fails."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from mediation.cases import store as cases
from mediation.inspection.summaries import services as summaries
from mediation.permissions import Permission
from mediation.vault import columns
from tests import builders, duties, pages


class Door(Enum):
    """Who a route is for."""

    ALL = "everybody, signed in or not"
    SELF = Permission.SELF_MANAGE
    GROUP = Permission.GROUP_READ
    GROUP_HEAD = Permission.GROUP_MANAGE
    DESK = Permission.CASE_WORK
    CASE = "the holder of the case alone"
    FILE = "the bureau, once the case was handed in: this one was not"
    READER = "the named second reviewer alone: this case has none"
    PEOPLE = Permission.PEOPLE_MANAGE
    UNITS = Permission.UNITS_MANAGE
    LETTERHEAD = Permission.LETTERHEAD_MANAGE
    AGENCY = Permission.AGENCY_MANAGE
    LEAD = Permission.BUREAU_LEAD
    FILE_LEAD = "the bureau's head, once the case was handed in"
    BUREAU = Permission.BUREAU_WORK
    AUDIT = Permission.AUDIT_WORK
    TRAIL = Permission.TRAIL_READ
    EXPORT_KEYS = Permission.KEY_CONFIRM
    BREACH = Permission.BREACH_KEEP


# What a role must allow before it is asked whose case it is.
_OF_CASES = {
    Door.CASE: Permission.CASE_WORK, Door.FILE: Permission.BUREAU_WORK, Door.READER: Permission.CASE_WORK,
    Door.FILE_LEAD: Permission.BUREAU_LEAD,
}

ROUTES: dict[str, Door] = {
    "accounts.pause": Door.ALL,
    "accounts.sign_out": Door.ALL,
    "accounts.hide": Door.ALL,
    "accounts.resume": Door.ALL,
    "accounts.sign_in": Door.ALL,
    "accounts.recover": Door.ALL,
    "accounts.save_draft": Door.ALL,
    "accounts.home": Door.SELF,
    "accounts.help_page": Door.SELF,
    "accounts.new_password": Door.SELF,
    "accounts.recovery_code": Door.SELF,
    "accounts.confirm_code": Door.SELF,
    "accounts.profile": Door.SELF,
    "accounts.change_password": Door.SELF,
    "accounts.group": Door.GROUP,
    "accounts.read": Door.GROUP,
    "administration.group_key": Door.GROUP,
    "administration.candidates": Door.GROUP_HEAD,
    "administration.candidate": Door.GROUP_HEAD,
    "administration.enrol": Door.GROUP_HEAD,
    "administration.removing": Door.GROUP_HEAD,
    "administration.remove": Door.GROUP_HEAD,
    "verify.code": Door.SELF,
    "verify.file": Door.SELF,
    "alerts.listing": Door.LEAD,
    "alerts.alert": Door.LEAD,
    "queue.listing": Door.BUREAU,
    "queue.sort": Door.BUREAU,
    "queue.waiting": Door.BUREAU,
    "queue.search": Door.BUREAU,
    "queue.covers": Door.BUREAU,
    "queue.uncover": Door.BUREAU,
    "queue.file": Door.FILE,
    "queue.purpose": Door.FILE,
    "queue.read": Door.FILE,
    "queue.take": Door.FILE,
    "queue.hand_on": Door.FILE,
    "clocks.bureau": Door.BUREAU,
    "clocks.branch": Door.BUREAU,
    "clocks.above": Door.DESK,
    "figures.years": Door.BUREAU,
    "figures.year": Door.BUREAU,
    "figures.download": Door.BUREAU,
    "figures.freeze": Door.LEAD,
    "figures.look": Door.LEAD,
    "figures.whole": Door.LEAD,
    "administration.people": Door.PEOPLE,
    "administration.units": Door.UNITS,
    "administration.letterheads": Door.LETTERHEAD,
    "administration.letterhead": Door.LETTERHEAD,
    "administration.picture": Door.LETTERHEAD,
    "administration.person": Door.PEOPLE,
    "administration.add": Door.PEOPLE,
    "administration.reset": Door.PEOPLE,
    "administration.deactivate": Door.PEOPLE,
    "administration.unit": Door.UNITS,
    "administration.new_unit": Door.UNITS,
    "agency.books": Door.AGENCY,
    "agency.book": Door.AGENCY,
    "agency.item": Door.AGENCY,
    "agency.check": Door.AGENCY,
    "agency.retire": Door.AGENCY,
    "agency.take_up": Door.AGENCY,
    "agency.history": Door.AGENCY,
    "agency.edition": Door.AGENCY,
    "desk.home": Door.DESK,
    "desk.listing": Door.DESK,
    "receive.start": Door.DESK,
    "receive.step": Door.DESK,
    "receive.declined": Door.DESK,
    "receive.check": Door.DESK,
    "receive.start_over": Door.DESK,
    "issue.emblem": Door.DESK,
    "desk.case": Door.CASE,
    "receive.contact": Door.CASE,
    "desk.adopt": Door.CASE,
    "screen.screen": Door.CASE,
    "screen.entries": Door.CASE,
    "screen.letter_day": Door.CASE,
    "screen.afterwards": Door.CASE,
    "summon.read": Door.CASE,
    "summon.plan": Door.CASE,
    "summon.attend": Door.CASE,
    "summon.serve": Door.CASE,
    "summon.withdraw": Door.CASE,
    "summon.close_rounds": Door.CASE,
    "examine.record": Door.CASE,
    "examine.edit": Door.CASE,
    "examine.sign": Door.CASE,
    "examine.evidence": Door.CASE,
    "mediate.session": Door.CASE,
    "mediate.read": Door.CASE,
    "conclude.household": Door.CASE,
    "conclude.common_sense": Door.CASE,
    "conclude.compose": Door.CASE,
    "conclude.check": Door.CASE,
    "conclude.saved": Door.CASE,
    "conclude.facts": Door.CASE,
    "conclude.analysis": Door.CASE,
    "conclude.advice": Door.CASE,
    "issue.summons": Door.CASE,
    "issue.record": Door.CASE,
    "issue.report": Door.CASE,
    "issue.document": Door.CASE,
    "papers.listing": Door.CASE,
    "papers.attach": Door.CASE,
    "papers.take_back": Door.CASE,
    "papers.look": Door.CASE,
    "papers.bureau_listing": Door.FILE,
    "papers.bureau_attach": Door.FILE,
    "papers.bureau_take_back": Door.FILE,
    "papers.bureau_look": Door.FILE,
    "second.listing": Door.DESK,
    "second.name": Door.CASE,
    "second.release": Door.CASE,
    "second.weigh": Door.CASE,
    "second.read": Door.READER,
    "second.opinion": Door.READER,
    "submit.check": Door.CASE,
    "submit.receipt": Door.CASE,
    "check.lines": Door.FILE,
    "check.give_back": Door.FILE,
    "check.mend": Door.CASE,
    "after.home": Door.FILE,
    "after.hand_over": Door.FILE,
    "after.court": Door.FILE,
    "after.divorce": Door.FILE,
    "after.salary": Door.FILE,
    "after.line": Door.FILE,
    "after.challenge": Door.FILE,
    "after.rule": Door.FILE,
    "after.reopen": Door.FILE,
    "after.pointer": Door.FILE,
    "after.support": Door.CASE,
    "requests.register": Door.BUREAU,
    "requests.listing": Door.FILE,
    "requests.log": Door.FILE,
    "requests.answer": Door.FILE,
    "review.home": Door.FILE,
    "review.statement": Door.FILE,
    "review.session": Door.FILE,
    "review.read": Door.FILE,
    "review.memo": Door.FILE,
    "review.deferral": Door.FILE,
    "review.withdrawal": Door.FILE,
    "review.withdrawal_hearing": Door.FILE,
    "decide.home": Door.FILE,
    "decide.kind": Door.FILE,
    "decide.prepare": Door.FILE,
    "decide.take_back": Door.FILE,
    "decide.confirm": Door.FILE_LEAD,
    "issue_bureau.return_letter": Door.FILE,
    "issue_bureau.talk": Door.FILE,
    "issue_bureau.memo": Door.FILE,
    "issue_bureau.decision": Door.FILE,
    "issue_bureau.recommendation": Door.FILE,
    "issue_bureau.deferral": Door.FILE,
    "issue_bureau.receipt": Door.FILE,
    "issue_bureau.form": Door.FILE,
    "issue_bureau.answer": Door.FILE,
    "issue_bureau.document": Door.FILE,
    "issue_bureau.emblem": Door.BUREAU,
    "duties.protection": Door.SELF,
    "duties.listing": Door.BREACH,
    "duties.record": Door.BREACH,
    "duties.breach": Door.BREACH,
    "duties.handle": Door.BREACH,
    "duties.tell": Door.BREACH,
    "duties.correct": Door.BREACH,
    "duties.close": Door.BREACH,
    "duties.letter": Door.BREACH,
    "duties.print_letter": Door.BREACH,
    "duties.processing": Door.BREACH,
    "duties.processing_paper": Door.BREACH,
    "duties.edition": Door.BREACH,
    "duties.controller": Door.AGENCY,
    "duties.impact": Door.BREACH,
    "duties.impact_paper": Door.BREACH,
    "trail.listing": Door.TRAIL,
    "trail.verify": Door.TRAIL,
    "summaries.listing": Door.AUDIT,
    "summaries.case": Door.AUDIT,
    "summaries.withheld_page": Door.AUDIT,
    "summaries.series": Door.AUDIT,
    "sampling.listing": Door.AUDIT,
    "sampling.draw": Door.AUDIT,
    "sampling.sample": Door.AUDIT,
    "sampling.population": Door.AUDIT,
    "sampling.ask": Door.AUDIT,
    "sampling.look": Door.AUDIT,
    "sampling.read": Door.AUDIT,
    "sampling.document": Door.AUDIT,
    "sampling.paper": Door.AUDIT,
    "sampling.end": Door.AUDIT,
    "sampling.waiting": Door.BUREAU,
    "sampling.answer": Door.BUREAU,
    "sampling.cut": Door.LEAD,
    "exporting.listing": Door.AUDIT,
    "exporting.step": Door.AUDIT,
    "exporting.start_over": Door.AUDIT,
    "exporting.check": Door.AUDIT,
    "exporting.export": Door.AUDIT,
    "exporting.download": Door.AUDIT,
    "exporting.signature": Door.AUDIT,
    "exporting.end": Door.AUDIT,
    "exporting.register": Door.AUDIT,
    "exporting.keys": Door.EXPORT_KEYS,
    "exporting.confirm": Door.EXPORT_KEYS,
    "exporting.retire": Door.EXPORT_KEYS,
}

# A token tells the second in which it was made.
_TOKEN = re.compile(rb'name="csrf_token" value="[^"]*"')

# No emblem was uploaded here, no year frozen or looked at; whoever is asked about belongs to one group alone.
_MAY_BE_MISSING = frozenset({
    # Nothing was handed in or returned yet.
    "submit.receipt", "check.mend",
    # No key was registered, no export made.
    "exporting.export", "exporting.download", "exporting.signature", "exporting.end", "exporting.confirm",
    "exporting.retire",
    # Nobody drew a sample or asked for a look.
    "sampling.sample", "sampling.population", "sampling.ask", "sampling.look", "sampling.read", "sampling.document",
    "sampling.paper", "sampling.end", "sampling.answer", "sampling.cut",
    # Nobody covers for anybody.
    "queue.uncover",
    "figures.year", "figures.download", "figures.whole",
    # The agency wrote no words of its own yet.
    "duties.edition",
    "issue.emblem", "issue_bureau.emblem", "administration.picture", "administration.candidate",
    "administration.enrol",
    "administration.removing", "administration.remove",
})

_ROWS = {
    "papers": columns.PAPER, "summon": columns.SUMMONS, "examine": columns.EXAMINATION, "mediate": columns.SITTING,
    "issue.document": columns.DOCUMENT, "issue_bureau.document": columns.DOCUMENT,
    "issue.summons": columns.SUMMONS, "issue.record": columns.EXAMINATION,
}


@dataclass(frozen=True)
class Place:
    """The application, its people, and one case of the supervisor's with a row in every table."""

    office: builders.Office
    app: Flask
    case: UUID
    clients: dict[str, FlaskClient]
    alert: UUID
    breach: UUID = field(default_factory=uuid4)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    office = builders.office(Path(tmp_path_factory.mktemp("office")))
    case = builders.full_case(office)
    app = pages.application(office)
    app.config.update(WTF_CSRF_ENABLED=False, TESTING=False)
    people = {
        "holder": office.supervisor, "colleague": office.colleague, "head": office.head,
        "auditor": office.auditor, "administrator": office.administrator,
    }
    clients = {name: pages.arrive(office, who, app).client for name, who in people.items()}
    clients["nobody"] = app.test_client()
    yield Place(office, app, case, clients, builders.alerted(office), duties.breached(office))
    office.premises.engines.dispose()


def rules(app: Flask) -> list[tuple[Rule, str]]:
    """Return every route with every method that does something."""
    return [
        (rule, method) for rule in app.url_map.iter_rules() if rule.endpoint != "static"
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]


# What stands in a path whoever asks.
_FIXED: dict[str, object] = {"side": "a", "number": 1, "version": 1, "year": 2025, "code": "K01", "name": "1"}


def values(place: Place, rule: Rule, case: UUID) -> dict[str, object]:
    """Return what to put into a route's path: the first of what it offers, a real row of the case."""
    return {name: _FIXED.get(name) or value(place, rule, case, name) for name in rule.arguments}


def value(place: Place, rule: Rule, case: UUID, name: str) -> object:
    """Return what to put into one place of a path."""
    if name == "case":
        return case
    if name == "row":
        return row_of(place, rule.endpoint)
    if name == "alert":
        return place.alert
    if name == "breach":
        return place.breach
    if name == "pseudonym":
        return pseudonym_of(place, case)
    return subject_of(place, rule.endpoint)


def subject_of(place: Place, endpoint: str) -> UUID:
    """Return the unit or person that an administrator's route is about."""
    of_unit = endpoint in {
        "administration.unit", "administration.letterhead", "administration.picture", "clocks.branch",
    }
    # The only auditor can be neither reset nor deactivated, so nothing here ends a session that others use.
    return place.office.unit.id if of_unit else place.office.auditor.person.id


def pseudonym_of(place: Place, case: UUID) -> str:
    """Return what the auditor calls the case."""
    with place.office.premises.reading(place.office.auditor.person.actor, place.office.auditor.key) as transaction:
        return summaries.pseudonym(transaction, case)


def row_of(place: Place, endpoint: str) -> UUID:
    table = _ROWS.get(endpoint) or _ROWS.get(endpoint.partition(".")[0])
    if table is None:
        return uuid4()
    with place.office.desk() as transaction:
        return cases.get_to_change(transaction, place.case).all(table)[0].id


def ask(place: Place, who: str, rule: Rule, method: str, case: UUID) -> tuple[int, bytes]:
    """Return status and body of one request."""
    with place.app.test_request_context(base_url=pages.ADDRESS):
        path = place.app.url_map.bind("127.0.0.1:8000").build(rule.endpoint, values(place, rule, case), method=method)
    answer = place.clients[who].open(path, method=method, base_url=pages.ADDRESS)
    return answer.status_code, _TOKEN.sub(b"", answer.get_data())


def test_every_route_stands_in_the_table(place: Place) -> None:
    unlisted = {rule.endpoint for rule, _ in rules(place.app)} ^ set(ROUTES)

    assert unlisted == set(), "list it in ROUTES with whom it is for"


def test_every_route_names_who_may_enter(place: Place) -> None:
    for rule, _ in rules(place.app):
        view = place.app.view_functions[rule.endpoint]
        door = ROUTES[rule.endpoint]
        named = getattr(view, "needs", None)

        assert getattr(view, "open_to_all", False) is (door is Door.ALL), rule.endpoint
        assert named is ({Door.ALL: None, **_OF_CASES}.get(door, door.value)), rule.endpoint


def test_nobody_gets_past_the_door(place: Place) -> None:
    for rule, method in rules(place.app):
        if ROUTES[rule.endpoint] is not Door.ALL:
            status, body = ask(place, "nobody", rule, method, place.case)

            assert status == 302, (rule.endpoint, method, status)
            assert b"Contoh" not in body


@pytest.mark.parametrize("who", ["holder", "colleague", "head", "auditor", "administrator"])
def test_a_role_enters_what_the_table_says_and_nothing_else(place: Place, who: str) -> None:
    roles = {
        "holder": place.office.supervisor, "colleague": place.office.colleague, "head": place.office.head,
        "auditor": place.office.auditor, "administrator": place.office.administrator,
    }
    actor = roles[who].person.actor
    for rule, method in rules(place.app):
        door = ROUTES[rule.endpoint]
        if door is Door.ALL or rule.endpoint == "accounts.sign_out":
            continue
        needed = _OF_CASES.get(door, door.value)
        status, _ = ask(place, who, rule, method, place.case)
        if not actor.may(needed):
            assert status == 403, (rule.endpoint, method, status)
        elif door in _OF_CASES and not (door is Door.CASE and who == "holder"):
            assert status == 404, (rule.endpoint, method, status)
        else:
            assert status not in {401, 403, 500}, (rule.endpoint, method, status)
            assert status != 404 or rule.endpoint in _MAY_BE_MISSING, (rule.endpoint, method)


@pytest.mark.parametrize(("door", "who"), [
    (Door.CASE, "colleague"), (Door.READER, "colleague"), (Door.FILE, "head"), (Door.FILE_LEAD, "head"),
])
def test_anothers_case_and_an_absent_one_give_the_same_answer(place: Place, door: Door, who: str) -> None:
    for rule, method in rules(place.app):
        if ROUTES[rule.endpoint] is door:
            none = uuid4()
            theirs = ask(place, who, rule, method, place.case)
            status, body = ask(place, who, rule, method, none)

            # What was asked for stands in the page itself, in the address to come back to.
            same = body.replace(str(none).encode(), str(place.case).encode())
            assert theirs[0] == status == 404, rule.endpoint
            assert theirs[1].decode().splitlines() == same.decode().splitlines(), rule.endpoint


def test_a_row_of_another_case_is_absent(place: Place) -> None:
    other = builders.full_case(place.office)
    for rule, method in rules(place.app):
        if ROUTES[rule.endpoint] is Door.CASE and "row" in rule.arguments:
            status, _ = ask(place, "holder", rule, method, other)

            assert status == 404, (rule.endpoint, method, status)


def test_an_open_door_gives_no_case_away(place: Place) -> None:
    for rule, method in rules(place.app):
        if ROUTES[rule.endpoint] is Door.ALL:
            status, body = ask(place, "nobody", rule, method, place.case)

            assert status < 500, (rule.endpoint, method, status)
            assert b"Ani Contoh" not in body
