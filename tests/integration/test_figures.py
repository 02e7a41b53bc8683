"""Figures from sealed summaries: the bureau's keys alone count them, a year is frozen once, and nothing changes it."""

from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from mediation import audit
from mediation.accounts.model import Unit
from mediation.bureau.figures import services, store, tables
from mediation.bureau.figures.figures import count
from mediation.bureau.figures.publishing import publish
from mediation.cases.tables import case_file
from mediation.errors import NotFound, Refusal, Tampered
from tests import builders
from tests.builders import Office
from tests.planting import plant, tell
from tests.yearbook import year_of

YEAR = 2025
SIZE = 30


@pytest.fixture
def cases(office: Office) -> list[UUID]:
    return plant(office, year_of(SIZE))


def freeze(office: Office) -> None:
    with office.premises.reading(office.head.person.actor, office.head.key) as transaction:
        published, digest, _open = services.proposed(transaction, YEAR)
    with office.desk(office.head) as transaction:
        builders._must(services.freeze(transaction, published, digest, seen=digest))


def test_the_sealed_summaries_give_the_very_figures_that_they_tell(office: Office, cases: list[UUID]) -> None:
    with office.premises.reading(office.head.person.actor, office.head.key) as transaction:
        counted = services.gather(transaction, YEAR)

    assert len(cases) == SIZE
    assert (counted.year, counted.unreadable) == (count(YEAR, year_of(SIZE)), False)


def test_who_has_no_summary_key_counts_nothing(office: Office, cases: list[UUID]) -> None:
    with office.premises.reading(office.auditor.person.actor, office.auditor.key) as transaction:
        auditors = services.gather(transaction, YEAR).year.total
    with office.premises.reading(office.colleague.person.actor, office.colleague.key) as transaction:
        strangers = services.gather(transaction, YEAR).year.total

    assert (auditors, strangers) == (len(cases), 0)


def test_a_frozen_year_is_read_back_as_it_was_published(office: Office, cases: list[UUID]) -> None:
    freeze(office)

    with office.premises.reading(office.head.person.actor) as transaction:
        frozen = store.get(transaction, YEAR)

    assert cases
    assert frozen.published == publish(count(YEAR, year_of(SIZE)))
    assert frozen.by == office.head.person.id


def test_a_later_change_does_not_alter_a_frozen_year(office: Office, cases: list[UUID]) -> None:
    freeze(office)
    other = year_of(1, seed=99)[0]
    with office.desk() as transaction:
        for case in cases[:20]:
            tell(transaction, case, other.course, other.result)
        transaction.commit()

    with office.premises.reading(office.head.person.actor, office.head.key) as transaction:
        frozen, now = store.get(transaction, YEAR).published, services.proposed(transaction, YEAR)[0]

    assert frozen == publish(count(YEAR, year_of(SIZE)))
    assert now != frozen


def test_a_year_is_frozen_once(office: Office) -> None:
    plant(office, year_of(6))
    freeze(office)

    with office.desk(office.head) as transaction:
        published, digest, _open = services.proposed(transaction, YEAR)
        again = services.freeze(transaction, published, digest, seen=digest)

    assert isinstance(again, Refusal)


def test_what_was_not_read_is_not_frozen(office: Office) -> None:
    plant(office, year_of(6))

    with office.desk(office.head) as transaction:
        published, digest, _open = services.proposed(transaction, YEAR)
        refused = services.freeze(transaction, published, digest, seen="0" * 64)

    assert isinstance(refused, Refusal)
    with office.premises.reading() as transaction, pytest.raises(NotFound):
        store.get(transaction, YEAR)


@pytest.mark.parametrize("change", [
    sa.update(tables.figure_year).values(figures="{}"), sa.delete(tables.figure_year),
    sa.update(tables.figure_look).values(year=1999), sa.delete(tables.figure_look),
])
def test_the_database_refuses_to_change_what_was_frozen_or_noted(office: Office, change: sa.Executable) -> None:
    freeze(office)
    with office.desk(office.head) as transaction:
        services.look(transaction, uuid4(), YEAR, reason="Rapat pimpinan")

    with office.desk(office.head) as transaction, pytest.raises(sa.exc.IntegrityError, match="append-only"):
        transaction.execute(change)


@pytest.mark.parametrize(("column", "year"), [({"figures": '{"year":2025}'}, YEAR), ({"year": 2024}, 2024)])
def test_a_frozen_year_that_was_changed_by_force_is_not_shown(
    office: Office, column: dict[str, object], year: int,
) -> None:
    freeze(office)
    with office.premises.engines.write.begin() as connection:
        connection.execute(sa.text("DROP TRIGGER figure_year_no_update"))
        connection.execute(sa.update(tables.figure_year).values(**column))

    with office.premises.reading() as transaction, pytest.raises(Tampered):
        store.get(transaction, year)


def test_a_look_keeps_its_reason_sealed_and_no_number(office: Office) -> None:
    plant(office, year_of(6))
    with office.desk(office.head) as transaction:
        services.look(transaction, uuid4(), YEAR, reason="Rapat pimpinan")

    with office.premises.reading() as transaction:
        row = transaction.execute(sa.select(tables.figure_look)).one()
        look = store.looks(transaction, 5)[0]
        told = audit.about(transaction, f"figure_look:{row.id}")

    assert (look.year, look.person, look.reason) == (YEAR, office.head.person.id, "Rapat pimpinan")
    assert b"Rapat" not in row.reason
    assert [(entry.action, entry.detail) for entry in told] == [("figures.read", {"year": YEAR})]


def test_a_look_is_open_to_who_gave_the_reason_and_for_a_while(office: Office) -> None:
    row = uuid4()
    with office.desk(office.head) as transaction:
        services.look(transaction, row, YEAR, reason="Rapat pimpinan")

    with office.desk(office.head) as transaction:
        assert services.still_open(transaction, row).year == YEAR
    with office.desk(office.auditor) as transaction, pytest.raises(NotFound):
        services.still_open(transaction, row)
    office.clock.forward(minutes=16)
    with office.desk(office.head) as transaction, pytest.raises(NotFound):
        services.still_open(transaction, row)


def test_a_summary_that_does_not_open_is_missed_and_said_to_be(office: Office) -> None:
    case = plant(office, year_of(6))[0]
    with office.premises.engines.write.begin() as connection:
        connection.execute(sa.update(case_file).where(case_file.c.id == case).values(course=b"\x01nothing"))

    with office.premises.reading(office.head.person.actor, office.head.key) as transaction:
        published = services.proposed(transaction, YEAR)[0]

    assert (published.total, published.unreadable) == (5, True)


def test_years_that_are_over_wait_from_that_before_the_first_case_on(office: Office) -> None:
    plant(office, year_of(1))

    with office.premises.reading() as transaction:
        waiting = [services.unfrozen(transaction, year) for year in (2026, 2027, 2029)]

    assert waiting == [[2025], [2026, 2025], [2028, 2027, 2026, 2025]]


def unit(name: str, parent: Unit | None = None) -> Unit:
    return Unit(uuid4(), name, parent.id if parent else None, None, "WIB")


def test_a_branch_is_what_stands_directly_below_the_single_top() -> None:
    top = unit("Pemerintah")
    branch, other = unit("Dinas", top), unit("Badan", top)
    school = unit("Sekolah", branch)
    room = unit("Ruang", school)

    found = services.branches_of([top, branch, other, school, room])

    assert {one.name: found[one.id] for one in (top, branch, other, school, room)} == {
        "Pemerintah": "unit:Pemerintah", "Dinas": "unit:Dinas", "Badan": "unit:Badan", "Sekolah": "unit:Dinas",
        "Ruang": "unit:Dinas",
    }


def test_several_tops_are_branches_themselves() -> None:
    first, second = unit("Dinas"), unit("Badan")
    below = unit("Bidang", first)

    found = services.branches_of([first, second, below])

    assert [found[one.id] for one in (first, second, below)] == ["unit:Dinas", "unit:Badan", "unit:Dinas"]


def test_units_in_a_circle_do_not_hang() -> None:
    first, second = unit("Satu"), unit("Dua")
    ring = [
        Unit(first.id, "Satu", second.id, None, "WIB"), Unit(second.id, "Dua", first.id, None, "WIB"),
    ]

    assert len(services.branches_of(ring)) == 2
