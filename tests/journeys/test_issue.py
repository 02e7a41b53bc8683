"""A document is looked at, numbered and issued once; what was issued is handed out byte for byte."""

import hashlib
import re
from io import BytesIO
from uuid import UUID, uuid4

import pytest
from docx import Document
from werkzeug.test import TestResponse

from mediation.cases import store as cases
from mediation.cases.model import Party
from mediation.reports import store as letterheads
from mediation.reports.letterhead import LetterheadSettings
from tests.builders import Office, open_case
from tests.hearings import concluded
from tests.pages import ADDRESS, Page, Visitor, arrive
from tests.summonses import planned, screened

KOP = LetterheadSettings(
    owner="Pemerintah Kabupaten Contoh", name="SD Negeri 1 Contoh", address="Jalan Contoh Nomor 9", contact="",
    town="Contoh", addressee_title="Kepala Dinas Pendidikan", addressee_place="Contoh",
)


def with_letterhead(office: Office) -> None:
    with office.desk(office.administrator) as transaction:
        letterheads.put(transaction, None, KOP)
        transaction.commit()


@pytest.fixture
def visitor(office: Office) -> Visitor:
    with_letterhead(office)
    return arrive(office)


def ready(office: Office) -> str:
    """Return the page on which the applicant's first letter of a new case is issued."""
    case = open_case(office)
    screened(office, case)
    return f"/b/{case}/6/a/{planned(office, case, Party.APPLICANT)}"


def issued(visitor: Visitor, path: str, number: str = "") -> Page:
    return visitor.get(path).send({"read": "ya", "number": number})


def documents(office: Office, path: str) -> tuple[cases.IssuedDocument, ...]:
    with office.desk() as transaction:
        return cases.documents(cases.get(transaction, UUID(path.split("/")[2])))


def words(body: bytes) -> str:
    document = Document(BytesIO(body))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def download(visitor: Visitor, path: str, document: UUID) -> TestResponse:
    return visitor.client.get(f"/b/{path.split('/')[2]}/6/{document}", base_url=ADDRESS)


def test_looking_at_a_document_issues_nothing(office: Office, visitor: Visitor) -> None:
    path = ready(office)

    page = visitor.get(path)

    assert "Saudari Ani Contoh" in page.text
    assert documents(office, path) == ()


def test_a_document_is_issued_only_by_who_says_to_have_read_it(office: Office, visitor: Visitor) -> None:
    path = ready(office)

    page = visitor.get(path).send({"number": "005/7/2026"})

    assert "Nyatakan bahwa Anda sudah membaca dokumen ini" in page.text
    assert "005/7/2026" in page.html
    assert documents(office, path) == ()


def test_what_was_issued_is_handed_out_byte_for_byte_under_a_neutral_name(office: Office, visitor: Visitor) -> None:
    path = ready(office)
    issued(visitor, path)
    (kept,) = documents(office, path)

    answer = download(visitor, path, kept.id)

    assert hashlib.sha256(answer.data).hexdigest() == kept.sha256
    assert re.fullmatch(r"attachment; filename=dokumen-[0-9a-f]{8}\.docx", answer.headers["Content-Disposition"])
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_paper_bears_number_kop_and_check_code_and_no_address_of_a_party(office: Office, visitor: Visitor) -> None:
    path = ready(office)
    issued(visitor, path)
    (kept,) = documents(office, path)

    text = words(download(visitor, path, kept.id).data)

    assert all(part in text for part in (kept.number, "SD NEGERI 1 CONTOH", kept.code, "Rahasia"))
    assert not any(part in text for part in ("Jalan Contoh Nomor 1", "Jalan Contoh Nomor 2", "0800000000"))


def test_numbers_follow_the_pattern_one_by_one(office: Office, visitor: Visitor) -> None:
    paths = [ready(office), ready(office)]
    for path in paths:
        issued(visitor, path)

    numbers = [documents(office, path)[0].number for path in paths]

    assert [re.search(r"/(\d{4})/", number)[1] for number in numbers] == ["0001", "0002"]  # type: ignore[index]


def test_a_typed_number_is_taken_as_typed(office: Office, visitor: Visitor) -> None:
    path = ready(office)
    issued(visitor, path, "R.005/77/SDN1/2026")

    assert documents(office, path)[0].number == "R.005/77/SDN1/2026"


def test_a_number_is_given_once_for_each_kind_and_year_however_it_is_typed(office: Office, visitor: Visitor) -> None:
    first, second = ready(office), ready(office)
    issued(visitor, first, "R.005/77/SDN1/2026")

    page = issued(visitor, second, "r.005 / 77 / sdn1 / 2026")

    assert page.status == 409
    assert "sudah dipakai untuk dokumen sejenis" in page.text
    assert "r.005 / 77 / sdn1 / 2026" in page.html
    assert documents(office, second) == ()


def test_the_pattern_goes_past_a_number_that_somebody_typed(office: Office, visitor: Visitor) -> None:
    first, second = ready(office), ready(office)
    following = re.search(r"[^\s]+/0001/[^\s]*2026", visitor.get(first).text)
    assert following
    issued(visitor, first, following[0])

    issued(visitor, second)

    assert "/0002/" in documents(office, second)[0].number


def test_a_letter_is_issued_once(office: Office, visitor: Visitor) -> None:
    path = ready(office)
    tabs = visitor.get(path), visitor.get(path)
    tabs[0].send({"read": "ya"})

    again = tabs[1].send({"read": "ya"})

    assert again.status == 409
    assert len(documents(office, path)) == 1


def test_no_letter_calls_for_a_day_gone_by_and_nobody_is_absent_by_it(office: Office) -> None:
    with_letterhead(office)
    path = ready(office)
    office.clock.forward(days=1)
    visitor = arrive(office)

    letter = visitor.get(path)
    absent = visitor.get(path.replace("/6/a/", "/2/") + "/hadir").send({"presence": "silent"})

    for page in (letter, absent):
        assert page.status == 409
        assert "Hari panggilan sudah lewat" in page.text
        assert "Tarik panggilan ini, lalu buat panggilan baru." in page.text


def test_one_form_sent_twice_issues_one_document(office: Office, visitor: Visitor) -> None:
    path = ready(office)
    page = visitor.get(path)
    page.send({"read": "ya"})

    again = page.send({"read": "ya"})

    assert "Tidak ada yang dikerjakan dua kali" in again.text
    assert len(documents(office, path)) == 1


def test_nothing_is_issued_without_a_letterhead_and_the_page_says_who_mends_it(office: Office) -> None:
    path = ready(office)

    page = arrive(office).get(path)

    assert page.status == 409
    assert "Minta administrator mengisi kop surat" in page.text


def test_a_document_is_nobody_elses(office: Office, visitor: Visitor) -> None:
    path = ready(office)
    issued(visitor, path)
    (kept,) = documents(office, path)
    colleague, nobody = arrive(office, office.colleague), visitor.app.test_client()

    theirs, absent = (download(colleague, path, document) for document in (kept.id, uuid4()))

    assert (theirs.status_code, absent.status_code) == (404, 404)
    assert nobody.get(f"/b/{path.split('/')[2]}/6/{kept.id}", base_url=ADDRESS).status_code == 302


def test_a_case_takes_no_step_once_its_report_is_issued(office: Office, visitor: Visitor) -> None:
    case = concluded(office, visitor)
    path = f"/b/{case}/6/c"
    issued(visitor, path)

    page = visitor.get(f"/b/{case}")

    assert "Selesai di atasan langsung; serahkan melalui saluran hierarki." in page.text
    assert visitor.get(path).status == 409
    assert visitor.get(f"/b/{case}/3/bukti").status == 409
