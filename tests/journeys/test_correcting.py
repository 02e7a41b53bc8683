"""How a party is reached can be corrected, and what was known before is kept; a refused step stands in the trail."""

from dataclasses import replace
from uuid import UUID

import pytest

from mediation import audit
from mediation.cases import store as cases
from mediation.cases.model import Contact, Party, Progress
from mediation.cases.workflow import Decision
from tests.builders import CONTACTS, Office, a_request, open_case
from tests.pages import Visitor, arrive

NEW = {
    "address": "Jalan Rekaan Nomor 9", "address_safe": "tidak", "contact": "0811111111", "contact_safe": "ya",
}


@pytest.fixture
def case(office: Office) -> UUID:
    return open_case(office)


@pytest.fixture
def visitor(office: Office) -> Visitor:
    return arrive(office)


def opened(office: Office, case: UUID) -> cases.CaseFile:
    with office.desk() as transaction:
        return cases.get_to_change(transaction, case)


def test_a_corrected_contact_takes_the_place_of_the_old_which_is_kept(
    office: Office, visitor: Visitor, case: UUID,
) -> None:
    visitor.get(f"/b/{case}/1/a/alamat").send(NEW)
    known = opened(office, case).contacts

    assert known is not None
    assert known.applicant == Contact(
        "Jalan Rekaan Nomor 9", address_safe=False, contact="0811111111", contact_safe=True,
    )
    assert [(each.party, each.contact) for each in known.former] == [(Party.APPLICANT, CONTACTS.applicant)]
    assert known.spouse == CONTACTS.spouse


def test_the_page_shows_what_is_known(visitor: Visitor, case: UUID) -> None:
    form = visitor.get(f"/b/{case}/1/a/alamat").form("address")

    assert {("address", "Jalan Contoh Nomor 1"), ("address_safe", "ya"), ("contact_safe", "tidak")} <= set(form.fields)


def test_whether_it_is_safe_is_asked(office: Office, visitor: Visitor, case: UUID) -> None:
    page = visitor.get(f"/b/{case}/1/b/alamat").send({**NEW, "address_safe": []})

    assert "Pilih apakah alamat itu aman" in page.text
    assert opened(office, case).contacts == CONTACTS


def test_the_case_page_leads_there(visitor: Visitor, case: UUID) -> None:
    assert f"/b/{case}/1/b/alamat" in visitor.get(f"/b/{case}").html


def test_a_finished_case_is_not_corrected(office: Office, visitor: Visitor, case: UUID) -> None:
    page = visitor.get(f"/b/{case}/1/a/alamat")
    with office.desk() as transaction:
        file = cases.get_to_change(transaction, case)
        done = replace(file.progress, report_issued_on=a_request().received_on)
        cases.save(transaction, file, replace_progress(file, done), [], audit.Action.DOCUMENT_ISSUED)
        transaction.commit()

    assert page.send(NEW).status == 409


def replace_progress(file: cases.CaseFile, progress: Progress) -> Decision:
    return Decision(file.stage, progress)


def test_a_refused_step_stands_in_the_trail_without_what_was_typed(
    office: Office, visitor: Visitor, case: UUID,
) -> None:
    page = visitor.get(f"/b/{case}/2/a")
    page.send({"on": ["1", "1", "2020"], "at": ["09", "30"], "place": "Ruang Rahasia", "purpose": "examination",
               "delivery": "by_hand", "reason": "Contoh"})
    with office.desk() as transaction:
        newest = audit.about(transaction, f"case:{case}")

    refused = [entry for entry in newest if entry.action == audit.Action.REQUEST_REFUSED]
    assert [dict(entry.detail) for entry in refused] == [{"status": 409}]
