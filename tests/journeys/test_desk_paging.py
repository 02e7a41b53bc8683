"""The list page by page: every case once, newest first, nobody else's, and only what is shown is opened."""

import re
from uuid import UUID

import pytest
import sqlalchemy as sa

from mediation.cases import store as cases
from mediation.cases import tables
from mediation.cases.desk.views import PAGE_SIZE
from mediation.vault import grants
from tests.builders import Office, open_case
from tests.pages import Page, Visitor, arrive

MORE = 3


@pytest.fixture
def held(office: Office) -> list[UUID]:
    """Return the cases of a supervisor with a full page and some, newest first."""
    made = []
    for _ in range(PAGE_SIZE + MORE):
        office.clock.forward(seconds=1)
        made.append(open_case(office))
    return made[::-1]


@pytest.fixture
def visitor(office: Office, held: list[UUID]) -> Visitor:
    return arrive(office)


def listed(page: Page) -> list[UUID]:
    """Return the cases in the rows of the table."""
    return [UUID(found) for found in re.findall(r'm-table__value"><a [^>]*href="/b/([0-9a-f-]{36})"', page.html)]


def on_page(visitor: Visitor, number: int | str) -> list[UUID]:
    return listed(visitor.get(f"/b/semua?halaman={number}"))


def test_each_page_shows_its_rows_newest_first_and_every_case_once(visitor: Visitor, held: list[UUID]) -> None:
    assert on_page(visitor, 1) + on_page(visitor, 2) == held


def test_cases_of_one_moment_also_come_once(office: Office, visitor: Visitor, held: list[UUID]) -> None:
    with office.premises.engines.write.begin() as connection:
        connection.execute(sa.update(tables.case_file).values(created=1))

    assert set(on_page(visitor, 1) + on_page(visitor, 2)) == set(held)


@pytest.mark.parametrize("number", [0, -1, "satu", ""])
def test_what_names_no_page_shows_the_first(visitor: Visitor, held: list[UUID], number: int | str) -> None:
    assert on_page(visitor, number) == held[:PAGE_SIZE]


@pytest.mark.parametrize("number", [3, 10**6, 10**30])
def test_a_page_beyond_the_last_shows_the_last(visitor: Visitor, held: list[UUID], number: int) -> None:
    assert on_page(visitor, number) == held[PAGE_SIZE:]


def test_only_what_is_shown_is_opened(office: Office, held: list[UUID]) -> None:
    with office.desk() as transaction:
        shown = cases.covers_on(transaction, first=PAGE_SIZE, most=PAGE_SIZE)

        assert (len(shown), len(transaction.memory)) == (MORE, MORE)


def test_the_desk_holds_what_is_to_be_done_in_cases_that_stand_on_no_first_page(
    visitor: Visitor, held: list[UUID],
) -> None:
    page = visitor.get("/b")

    assert all(f"/b/{case}/" in page.html for case in held)
    assert listed(page) == held[:PAGE_SIZE]


def test_a_case_with_a_grant_but_another_holder_is_not_on_the_list(office: Office) -> None:
    mine, others = open_case(office), open_case(office, who=office.colleague)
    _let_read(office, others)

    assert listed(arrive(office).get("/b/semua")) == [mine]


def test_a_cover_that_does_not_open_stands_in_its_place(office: Office, visitor: Visitor, held: list[UUID]) -> None:
    with office.premises.engines.write.begin() as connection:
        row = tables.case_file
        foreign = sa.select(row.c.cover).where(row.c.id == held[0]).scalar_subquery()
        connection.execute(sa.update(row).where(row.c.id == held[1]).values(cover=foreign))
    page = visitor.get("/b/semua")

    assert listed(page) == held[:PAGE_SIZE]
    assert page.text.count("Tidak dapat dibuka") == 1


def test_a_case_whose_grant_is_gone_stands_in_its_place(office: Office, visitor: Visitor, held: list[UUID]) -> None:
    with office.premises.engines.write.begin() as connection:
        connection.execute(sa.delete(tables.grant).where(tables.grant.c.case_id == held[1]))
    page = visitor.get("/b/semua")

    assert listed(page) == held[:PAGE_SIZE]
    assert page.text.count("Tidak dapat dibuka") == 1


def _let_read(office: Office, case: UUID) -> None:
    """Grant the content key of the colleague's case to the supervisor, as a second reviewer has it."""
    reader = office.supervisor
    with office.desk(office.colleague) as transaction:
        key = cases.get_to_change(transaction, case).keys["content", 1]
        context = grants.GrantContext("content", case, 1, reader.person.id)
        stored = grants.grant_to(transaction.keyring, reader.key.public, key, context)
        transaction.execute(sa.insert(tables.grant).values(
            case_id=case, kind="content", generation=1, principal=reader.person.id, key_version=0, stored=stored,
        ))
        transaction.commit()
