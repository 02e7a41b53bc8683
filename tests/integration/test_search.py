"""Search at the bureau: by number and by any part of a name, only over what was granted; its words are kept nowhere."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from mediation.audit.tables import entry
from mediation.bureau.queue import searching
from mediation.cases.store import queue
from tests.builders import Office, a_person, a_request, open_case
from tests.files import handed_in, several


@pytest.mark.parametrize("typed", [
    "198609262015052001", "19860926 201505 2 001", "0001/2026", "00012026", "ani", "CONTOH", "ni Con", "budi",
])
def test_a_file_is_found_by_a_number_however_it_is_typed_and_by_any_part_of_a_name(office: Office, typed: str) -> None:
    case = handed_in(office)
    with office.desk(office.head) as transaction:
        found = searching.search(transaction, typed=typed, year=None)

    assert [line.id for line in found] == [case]


@pytest.mark.parametrize("typed", ["198609262015052002", "0002/2026", "anni", "guru", "0001", "SD Negeri", "new"])
def test_what_is_no_number_and_no_part_of_a_name_finds_nothing(office: Office, typed: str) -> None:
    handed_in(office)
    with office.desk(office.head) as transaction:
        assert searching.search(transaction, typed=typed, year=None) == ()


@pytest.mark.parametrize("name", ['Ani "Nia" Contoh', "Ni Luh Ayu\\Contoh", "Ḥasanah Contoh", "ANI ß CONTOH"])
def test_a_name_with_signs_is_found_by_any_part_of_it(office: Office, name: str) -> None:
    case = handed_in(office, replace(a_request(), applicant=a_person(name=name)))
    for start in range(len(name) - 2):
        with office.desk(office.head) as transaction:
            found = searching.search(transaction, typed=name[start : start + 3].strip(), year=None)

        assert case in [line.id for line in found], name[start : start + 3]


def test_a_case_that_was_not_handed_in_is_found_no_more_than_one_that_is_not_there(office: Office) -> None:
    open_case(office)
    answers = []
    for typed in ("198609262015052001", "199912312020121009", "Ani", "Tidak Ada"):
        with office.desk(office.head) as transaction:
            answers.append(searching.search(transaction, typed=typed, year=None))

    assert answers == [(), (), (), ()]


def test_names_are_narrowed_by_the_year_of_handing_in(office: Office) -> None:
    case = handed_in(office)
    with office.desk(office.head) as transaction:
        then = searching.search(transaction, typed="Ani", year=2026)
    with office.desk(office.head) as transaction:
        other = searching.search(transaction, typed="Ani", year=2025)

    assert ([line.id for line in then], other) == ([case], ())


def test_the_trail_tells_of_a_search_and_never_of_its_words(office: Office) -> None:
    handed_in(office)
    with office.desk(office.head) as transaction:
        searching.tell(transaction)
    with office.desk(office.head) as transaction:
        searching.search(transaction, typed="Ani Contoh", year=None)

    assert "search.made" in _actions(office)
    assert "Ani" not in _trail(office)


def test_the_newest_of_many_come_first_and_no_more_than_can_be_looked_through(office: Office) -> None:
    made = several(office, 4)
    with office.desk(office.head) as transaction:
        found = queue.found_by_name(transaction, "contoh", most=3)

    assert [each.id for each in found] == made[:0:-1]


def _trail(office: Office) -> str:
    with office.premises.reading() as transaction:
        rows = transaction.execute(sa.select(entry.c.canonical)).scalars()
        return b"\n".join(rows).decode(errors="replace")


def _actions(office: Office) -> list[str]:
    with office.premises.reading() as transaction:
        return list(transaction.execute(sa.select(entry.c.action)).scalars())
