"""Address and contact are there for whoever sends a letter, with the word whether they are safe; nowhere else."""

from datetime import date
from uuid import UUID

import pytest

from mediation.cases import store as cases
from mediation.cases.model import Contact, Contacts, Party
from tests import walks
from tests.builders import Office, open_case
from tests.pages import Visitor, arrive
from tests.summonses import planned, screened

LATER = date(2026, 12, 4)


@pytest.fixture
def visitor(office: Office) -> Visitor:
    return arrive(office)


@pytest.fixture
def case(office: Office) -> UUID:
    found = open_case(office)
    screened(office, found)
    return found


@pytest.mark.parametrize(("side", "own", "others"), [
    ("a", "Jalan Contoh Nomor 1", "Jalan Contoh Nomor 2"), ("b", "Jalan Contoh Nomor 2", "Jalan Contoh Nomor 1"),
])
def test_a_sides_page_shows_its_own_address_alone(
    visitor: Visitor, case: UUID, side: str, own: str, others: str,
) -> None:
    page = visitor.get(f"/b/{case}/2/{side}")

    assert own in page.text
    assert others not in page.text


def test_the_page_of_a_summons_shows_it_while_the_letter_is_to_be_delivered(
    office: Office, visitor: Visitor, case: UUID,
) -> None:
    page = visitor.get(f"/b/{case}/2/{planned(office, case, Party.APPLICANT)}")

    assert "Jalan Contoh Nomor 1" in page.text
    assert "Tidak; jangan dipakai" in page.text


def test_no_address_stands_on_the_page_of_the_case(visitor: Visitor, case: UUID) -> None:
    assert "Jalan Contoh" not in visitor.get(f"/b/{case}").html


def test_no_letter_goes_by_post_to_an_address_that_is_not_safe(office: Office, visitor: Visitor) -> None:
    case = open_case(office, contacts=Contacts(Contact("Jalan Contoh Nomor 1", address_safe=False), Contact()))
    screened(office, case)

    page = visitor.get(f"/b/{case}/2/a").send(walks.summons(LATER, delivery="post"))

    assert page.status == 409
    assert "tidak aman bagi orang yang dipanggil" in page.text
    with office.desk() as transaction:
        assert cases.get(transaction, case).progress.appointments == ()


def test_no_message_goes_to_a_number_that_is_not_safe(visitor: Visitor, case: UUID) -> None:
    page = visitor.get(f"/b/{case}/2/a").send(walks.summons(LATER, delivery="electronic"))

    assert page.status == 409


@pytest.mark.parametrize("delivery", ["by_hand", "messenger", "superior"])
def test_another_way_is_open(visitor: Visitor, case: UUID, delivery: str) -> None:
    page = visitor.get(f"/b/{case}/2/a").send(walks.summons(LATER, delivery=delivery))

    assert page.path == f"/b/{case}"
