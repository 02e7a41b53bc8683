"""A party's request about the own data: logged, answered in 3 x 24 hours, never with the other side's record."""

import re
from dataclasses import replace
from uuid import UUID

import pytest
from flask import Flask

from mediation import audit
from mediation.accounts.store import people
from mediation.bureau.requests import store
from mediation.bureau.requests.model import PartyRequest
from mediation.cases import store as cases
from mediation.cases.model import Standing
from mediation.cases.store import CaseFile
from mediation.vault import columns
from tests import builders, closed, submitted
from tests.builders import Office
from tests.pages import Page, Visitor, application, arrive

LIST = "/k/permintaan"
ASKED: dict[str, str | list[str]] = {
    "party": "applicant", "wanted": "copy", "asked": "salinan keterangannya sendiri", "channel": "letter",
    "on": ["20", "11", "2026"], "at": ["09", "00"],
}
ANSWER: dict[str, str | list[str]] = {
    "answer": "granted", "words": "Salinan terlampir.", "enclosures": "Berita acara 18 November 2026\n",
    "on": ["20", "11", "2026"], "at": ["09", "30"],
}


@pytest.fixture
def app(office: Office) -> Flask:
    return application(office)


@pytest.fixture
def head(office: Office, app: Flask) -> Visitor:
    return arrive(office, office.head, app)


def logged(office: Office, visitor: Visitor, case: UUID, **changed: str | list[str]) -> UUID:
    """Log a request and return its row."""
    page = visitor.get(f"/k/{case}/5/a").confirm(ASKED | changed)
    assert page.path == f"/k/{case}/5", page.text
    return store.logged(told(office, case))[-1].row


def told(office: Office, case: UUID) -> CaseFile:
    """Open a case as the bureau."""
    with office.desk(office.head) as transaction:
        return cases.get(transaction, case, standing=Standing.BUREAU)


def request(office: Office, case: UUID) -> PartyRequest:
    """Return the newest request of a case."""
    return store.logged(told(office, case))[-1].request


def numbers(page: Page) -> list[str]:
    """Return the case numbers that a page lists, in order."""
    return re.findall(r"\d{4}/2026", page.text)


def test_the_clock_runs_from_the_moment_of_receipt_over_the_weekend(office: Office, head: Visitor) -> None:
    case = closed.handed_in(office)
    logged(office, head, case)
    page = head.get(f"/k/{case}/5")

    assert "Senin, 23 November 2026 pukul 09.00 WIB" in page.text
    assert "Sisa 71 jam" in page.text
    assert "Diterima Jumat, 20 November 2026 pukul 09.00 WIB + 3 x 24 jam" in page.text
    assert "juga malam hari dan pada hari libur" in page.text


def test_a_late_answer_is_told_in_words_and_recorded(office: Office, app: Flask, head: Visitor) -> None:
    case = closed.handed_in(office)
    row = logged(office, head, case)
    office.clock.forward(hours=75)
    visitor = arrive(office, office.head, app)
    late = visitor.get(LIST)
    page = visitor.get(f"/k/{case}/5/b/{row}").confirm(ANSWER | {"on": ["23", "11", "2026"], "at": ["12", "30"]})

    assert "Terlambat 4 jam" in late.text
    assert "Dijawab terlambat 4 jam" in page.text
    assert "Terlambat 4 jam" not in visitor.get(LIST).text


def test_an_answer_stands_beside_its_request_and_is_given_once(office: Office, head: Visitor) -> None:
    case = closed.handed_in(office)
    row = logged(office, head, case)
    form = head.get(f"/k/{case}/5/b/{row}")
    page = form.confirm(ANSWER)
    again = head.get(f"/k/{case}/5/b/{row}").confirm(ANSWER)

    answered = request(office, case).answered
    assert answered is not None
    assert answered.enclosures == ("Berita acara 18 November 2026",)
    assert "Salinan terlampir." in page.text
    assert "Dijawab dalam waktunya" in page.text
    assert again.status == 409
    assert "Permintaan ini sudah dijawab." in again.text


def test_an_answer_becomes_a_letter_that_names_the_one_who_asked(office: Office, head: Visitor) -> None:
    submitted.lettered(office)
    submitted.signs(office)
    case = closed.handed_in(office)
    row = logged(office, head, case, party="spouse")
    page = head.get(f"/k/{case}/5/b/{row}").confirm(ANSWER)
    letter = head.get(next(link for link in page.reader.links if link.startswith(f"/k/{case}/6/")))

    assert letter.status == 200
    assert "Budi Contoh" in letter.text
    assert "Salinan terlampir." in letter.text
    assert "Ani Contoh" not in letter.text.replace("Ani Contoh – Budi Contoh", "")


def test_both_forms_say_that_the_other_sides_record_is_never_given(office: Office, head: Visitor) -> None:
    case = closed.handed_in(office)
    row = logged(office, head, case)

    assert "Keterangan pihak lain tidak pernah diberikan" in head.get(f"/k/{case}/5/a").text
    assert "alamat pihak lain tidak pernah diberikan" in head.get(f"/k/{case}/5/b/{row}").text


def test_a_correction_is_a_supplement_and_changes_no_other_record(office: Office, head: Visitor) -> None:
    case = closed.handed_in(office)
    row = logged(office, head, case, wanted="correction")
    before = {found.id: found.values for found in told(office, case).raw if found.table is not columns.CASE}
    unsaid = head.get(f"/k/{case}/5/b/{row}").send(ANSWER)
    page = unsaid.confirm({"supplement": "Tanggal yang benar 3 Mei 2014."})
    after = {found.id: found.values for found in told(office, case).raw if found.table is not columns.CASE}

    assert "Tuliskan catatan tambahannya." in unsaid.text
    assert "Tanggal yang benar 3 Mei 2014." in page.text
    assert "Tanggal yang benar 3 Mei 2014." in head.get(f"/k/{case}/baca").text
    assert {found for found in before if before[found] != after[found]} == {row}


def test_a_supplement_is_asked_for_with_a_correction_alone(office: Office, head: Visitor) -> None:
    case = closed.handed_in(office)
    row = logged(office, head, case)

    assert "supplement" not in head.get(f"/k/{case}/5/b/{row}").form().names


def test_a_witness_is_named(office: Office, head: Visitor) -> None:
    case = closed.handed_in(office)
    page = head.get(f"/k/{case}/5/a").send(ASKED | {"party": "witness"})
    done = page.confirm({"name": "Gita Contoh", "sex": "female"})

    assert "Isi nama saksi." in page.text
    assert "Gita Contoh (saksi)" in done.text


def test_nothing_comes_in_from_the_future_or_is_answered_before_it_came(office: Office, head: Visitor) -> None:
    case = closed.handed_in(office)
    future = head.get(f"/k/{case}/5/a").confirm(ASKED | {"at": ["10", "30"]})
    row = logged(office, head, case)
    before = head.get(f"/k/{case}/5/b/{row}").confirm(ANSWER | {"at": ["08", "00"]})

    assert future.status == 409
    assert "Saat itu belum tiba." in future.text
    assert before.status == 409
    assert "Jawaban tidak mungkin mendahului permintaannya." in before.text


def test_the_register_stands_in_the_order_of_time_left(office: Office, head: Visitor) -> None:
    first, second, third = (
        closed.handed_in(office, builders.a_request(f"000{number}/2026")) for number in (1, 2, 3)
    )
    logged(office, head, first, at=["09", "30"])
    logged(office, head, second, on=["18", "11", "2026"])
    row = logged(office, head, third, on=["17", "11", "2026"])
    before = numbers(head.get(LIST))
    head.get(f"/k/{third}/5/b/{row}").confirm(ANSWER)

    assert before == ["0003/2026", "0002/2026", "0001/2026"]
    assert numbers(head.get(LIST)) == ["0002/2026", "0001/2026", "0003/2026"]


def test_the_register_names_no_person_and_opens_no_case(office: Office, head: Visitor) -> None:
    case = closed.handed_in(office)
    logged(office, head, case)
    before = opened(office)
    page = head.get(LIST)

    assert "Ani Contoh" not in page.text
    assert "0001/2026" in page.text
    assert opened(office) == before


def opened(office: Office) -> int:
    """Return how many openings of a case the trail tells of."""
    with office.premises.reading() as transaction:
        query = "select count(*) from audit_entry where action = 'case.opened'"
        return int(transaction.connection.exec_driver_sql(query).scalar_one())


def test_nobody_sees_the_requests_of_his_own_case(office: Office, app: Flask, head: Visitor) -> None:
    case = closed.handed_in(office)
    logged(office, head, case)
    with office.desk(office.administrator) as transaction:
        person = people.get(transaction, office.head.person.id)
        details = replace(people.details_of(person), digits=builders.a_person().digits)
        people.change(transaction, person, audit.Action.PERSON_CHANGED, details=details)
        transaction.commit()
    party = arrive(office, office.head, app)

    assert "0001/2026" not in party.get(LIST).text
    assert party.get(f"/k/{case}/5").status == 404


def test_a_damaged_request_is_told_and_hides_nothing_else(office: Office, head: Visitor) -> None:
    case, other = closed.handed_in(office), closed.handed_in(office, builders.a_request("0002/2026"))
    row = logged(office, head, case)
    logged(office, head, other)
    with office.premises.engines.write.begin() as connection:
        connection.exec_driver_sql("update party_request set record = x'00' where id = ?", (row.hex,))
    page = head.get(LIST)

    assert "Tidak dapat dibuka" in page.text
    assert "0002/2026" in page.text


def test_a_case_that_was_not_handed_in_has_no_requests(office: Office, head: Visitor) -> None:
    case = builders.open_case(office)

    assert head.get(f"/k/{case}/5").status == 404
    assert head.get(f"/k/{case}/5/a").status == 404


def test_the_trail_tells_that_a_request_came_and_not_whose(office: Office, head: Visitor) -> None:
    case = closed.handed_in(office)
    logged(office, head, case, party="spouse")
    with office.premises.reading() as transaction:
        written = " ".join(map(str, transaction.connection.exec_driver_sql("select * from audit_entry").all()))

    assert "party_request.logged" in written
    assert "spouse" not in written
