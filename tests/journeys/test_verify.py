"""A letter is verified by its code or its file: genuine with its day, changed, withdrawn or unknown; nothing more."""

import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import sqlalchemy as sa
from docx import Document
from flask import Flask
from werkzeug.datastructures import FileStorage
from werkzeug.test import stream_encode_multipart

from mediation.audit.tables import entry
from mediation.cases import store as cases
from mediation.cases import tables
from mediation.cases.model import Party
from mediation.clock import micros
from mediation.reports import store as letterheads
from mediation.reports.blocks import Kind
from mediation.reports.issue import services as issuing
from mediation.reports.issue.services import Subject
from mediation.reports.letterhead import LetterheadSettings
from mediation.reports.verify import store
from mediation.reports.verify.model import MOST_BY_ALL, MOST_BY_ONE
from mediation.reports.verify.tables import verification_count
from mediation.vault import chain
from mediation.web.uploads import FILE_MOST
from tests.builders import Office, open_case
from tests.pages import ADDRESS, Page, Visitor, application, arrive
from tests.summonses import planned, screened
from tests.tour import Tour

CODE, FILE = "/periksa", "/periksa/berkas"
MEGABYTE = 1024 * 1024
UNKNOWN = "7K2M-9QXT-4HDP"
KOP = LetterheadSettings(
    owner="Pemerintah Kabupaten Contoh", name="SD Negeri 1 Contoh", address="Jalan Contoh Nomor 9", contact="",
    town="Contoh", addressee_title="Kepala Dinas Pendidikan", addressee_place="Contoh",
)


@dataclass(frozen=True)
class Letter:
    """An issued letter as it lies on somebody's desk."""

    id: UUID
    case: UUID
    summons: UUID
    code: str
    number: str
    body: bytes


@pytest.fixture
def letter(office: Office) -> Letter:
    with office.desk(office.administrator) as transaction:
        letterheads.put(transaction, None, KOP)
        transaction.commit()
    return issued_letter(office)


def issued_letter(office: Office) -> Letter:
    """Issue the applicant's first letter of a new case."""
    case = open_case(office)
    screened(office, case)
    row = planned(office, case, Party.APPLICANT)
    with office.desk() as transaction:
        issued = issuing.issue(transaction, case, Subject(Kind.SUMMONS, row))
    assert isinstance(issued, UUID), issued
    with office.desk() as transaction:
        found, body = issuing.open_document(transaction, case, issued)
    return Letter(issued, case, row, found.code, found.number, body)


@pytest.fixture
def app(office: Office) -> Flask:
    return application(office)


@pytest.fixture
def visitor(office: Office, app: Flask) -> Visitor:
    return arrive(office, office.colleague, app)


def by_code(visitor: Visitor, code: str) -> Page:
    return visitor.get(CODE).send({"code": code}, having="code")


def by_file(visitor: Visitor, body: bytes, name: str = "surat.docx") -> Page:
    form = next(form for form in visitor.get(CODE).reader.forms if form.action == FILE)
    # Encoded here: the test's own client would use temporary files.
    sent = {**dict(form.fields), "file": FileStorage(BytesIO(body), name)}
    stream, _length, boundary = stream_encode_multipart(sent, use_tempfile=False)
    kind = f'multipart/form-data; boundary="{boundary}"'
    return visitor._read(visitor.client.post(FILE, data=stream.read(), content_type=kind, base_url=ADDRESS), FILE)


def answer(page: Page) -> str:
    """Return what the page says, without what stands round it."""
    found = re.search(r'<p class="m-note__title">.*?</div>\s*</div>', page.html, re.DOTALL)
    assert found, page.text
    return " ".join(re.sub("<[^>]*>", " ", found[0]).split())


def withdraw(office: Office, letter: Letter) -> None:
    with office.desk() as transaction:
        row = tables.document
        transaction.execute(sa.update(row).where(row.c.id == letter.id).values(withdrawn=transaction.micros))
        transaction.commit()


def edited(body: bytes, change: str = "ditambah kemudian") -> bytes:
    document = Document(BytesIO(body))
    document.add_paragraph(change)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def entries(office: Office) -> list[chain.Entry]:
    with office.premises.reading() as transaction:
        rows = transaction.execute(sa.select(entry.c.canonical).where(entry.c.action == "document.verified"))
        return [chain.parse(canonical) for canonical in rows.scalars()]


def test_a_code_answers_with_the_day_of_issue_and_says_what_it_does_not_prove(visitor: Visitor, letter: Letter) -> None:
    said = answer(by_code(visitor, letter.code))

    assert said.startswith("Asli Surat dengan kode ini diterbitkan pada Jumat, 20 November 2026.")
    assert "Kode saja tidak membuktikan isi kertasnya" in said


@pytest.mark.parametrize("typed", [str.lower, lambda code: code.replace("-", " "), lambda code: code.replace("-", ""),
                                   lambda code: code.replace("0", "O").replace("1", "l"),
                                   lambda code: f"  {code.replace('-', '–')} "])
def test_a_code_is_read_however_it_is_typed(visitor: Visitor, letter: Letter, typed: Callable[[str], str]) -> None:
    assert answer(by_code(visitor, typed(letter.code))).startswith("Asli")


def test_a_file_is_genuine_when_it_has_the_very_bytes_that_were_issued(visitor: Visitor, letter: Letter) -> None:
    said = answer(by_file(visitor, letter.body))

    assert said == "Asli Berkas ini sama persis dengan surat yang diterbitkan pada Jumat, 20 November 2026."


def test_a_file_with_a_known_code_and_other_bytes_is_changed(visitor: Visitor, letter: Letter) -> None:
    said = answer(by_file(visitor, edited(letter.body)))

    assert said.startswith("Sudah berubah")
    assert "2026" not in said


def test_a_file_whose_code_stands_in_the_picture_alone_is_changed_too(visitor: Visitor, letter: Letter) -> None:
    document = Document(BytesIO(letter.body))
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    for paragraph in (each for cell in cells for each in cell.paragraphs if letter.code in each.text):
        for run in paragraph.runs:
            run.text = ""
    written = BytesIO()
    document.save(written)

    assert answer(by_file(visitor, written.getvalue())).startswith("Sudah berubah")


def test_a_withdrawn_letter_says_so_by_code_and_by_file(office: Office, visitor: Visitor, letter: Letter) -> None:
    withdraw(office, letter)

    for page in (by_code(visitor, letter.code), by_file(visitor, letter.body)):
        said = answer(page)
        assert said.startswith("Sudah ditarik Surat ini diterbitkan pada Jumat, 20 November 2026, lalu ditarik")


def test_the_letter_of_a_withdrawn_summons_is_withdrawn(office: Office, visitor: Visitor, letter: Letter) -> None:
    holder = arrive(office)
    other = issued_letter(office)
    holder.get(f"/b/{letter.case}/2/{letter.summons}/tarik").send({"reason": "Contoh."})

    assert answer(by_code(visitor, letter.code)).startswith("Sudah ditarik")
    assert answer(by_file(visitor, letter.body)).startswith("Sudah ditarik")
    assert answer(by_code(visitor, other.code)).startswith("Asli")
    with office.desk() as transaction:
        assert cases.get(transaction, letter.case).intact


def test_a_record_that_is_issued_anew_withdraws_the_paper_before(office: Office, app: Flask, letter: Letter) -> None:
    walked = Tour(arrive(office, app=app), office.clock, lambda name: "2016" if name.startswith("year_") else "Contoh")
    walked.wake = lambda: arrive(office, app=app)
    for step in (walked.receive, walked.screen_applicant, walked.hear_applicant):
        step()
    page = walked.visitor.get(walked.rows("6/b/[0-9a-f-]{36}")[-1])
    page.send({"read": "ya"})

    with office.desk() as transaction:
        issued = cases.documents(cases.get(transaction, walked.case or letter.case))
    visitor = arrive(office, office.auditor, app)
    told = {
        each.withdrawn: answer(by_code(visitor, each.code)) for each in issued if each.kind == "examination_record"
    }
    assert told[True].startswith("Sudah ditarik")
    assert told[False].startswith("Asli")


def test_a_changed_file_of_a_withdrawn_letter_is_changed(office: Office, visitor: Visitor, letter: Letter) -> None:
    withdraw(office, letter)

    assert answer(by_file(visitor, edited(letter.body))).startswith("Sudah berubah")


def test_what_was_never_issued_here_is_unknown(visitor: Visitor, letter: Letter) -> None:
    other = Document()
    other.add_paragraph(f"Kode periksa {UNKNOWN}")
    written = BytesIO()
    other.save(written)

    assert answer(by_code(visitor, UNKNOWN)).startswith("Tidak dikenal")
    assert answer(by_file(visitor, written.getvalue())).startswith("Tidak dikenal")


@pytest.mark.parametrize("typed", ["", "7K2M", "7K2M-9QXT-4HDU", "7K2M-9QXT-4HDPX", "0001/2026", "<b>&\"'{{7*7}}"])
def test_what_is_no_code_is_not_looked_up(office: Office, visitor: Visitor, typed: str) -> None:
    page = by_code(visitor, typed)

    assert page.reader.title.startswith("Galat")
    assert "m-note__title" not in page.html
    assert entries(office) == []


def spoilt(body: bytes) -> dict[str, bytes]:
    """Return files that nobody should send."""
    bomb = BytesIO()
    with ZipFile(bomb, "w", ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", bytes(64 * 1024 * 1024))
    return {
        "no zip": b"%PDF-1.7\n" + bytes(10_000), "cut": body[:-100], "bomb": bomb.getvalue(),
        "an end alone": b"PK\x05\x06" + bytes(18),
    }


@pytest.mark.parametrize("kind", ["no zip", "cut", "bomb", "an end alone"])
def test_what_cannot_be_read_is_said_to_be_so_and_the_code_is_named_as_the_way(
    visitor: Visitor, letter: Letter, kind: str,
) -> None:
    page = by_file(visitor, spoilt(letter.body)[kind])

    assert page.status == 200
    assert answer(page).startswith("Tidak dapat diperiksa")
    assert "ketiklah kode periksa" in answer(page)


def test_a_macro_in_a_file_is_a_change_like_any_other(visitor: Visitor, letter: Letter) -> None:
    written = BytesIO(letter.body)
    with ZipFile(written, "a", ZIP_DEFLATED) as package:
        package.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0 contoh")

    assert answer(by_file(visitor, written.getvalue(), "surat.docm")).startswith("Sudah berubah")


def test_a_large_file_is_looked_at_and_too_large_a_one_is_not(visitor: Visitor) -> None:
    large, too_large = by_file(visitor, bytes(FILE_MOST)), by_file(visitor, bytes(FILE_MOST + 1))

    assert answer(large).startswith("Tidak dapat diperiksa")
    assert "Berkas lebih besar daripada 20 MB." in too_large.text
    assert "m-note__title" not in too_large.html


def test_a_file_that_is_looked_at_touches_no_disk(
    visitor: Visitor, letter: Letter, monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Whatever would be spooled, however small, has nowhere to go.
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")

    assert answer(by_file(visitor, letter.body + bytes(MEGABYTE))).startswith("Tidak dapat diperiksa")


def test_no_file_is_an_error_at_the_field(visitor: Visitor) -> None:
    page = by_file(visitor, b"", "")

    assert "Pilih berkas surat." in page.text


def test_the_answer_is_the_same_for_everybody_and_names_nothing(office: Office, app: Flask, letter: Letter) -> None:
    people = (office.supervisor, office.colleague, office.head, office.auditor, office.administrator)
    visitors = [arrive(office, who, app) for who in people]

    asked: tuple[Callable[[Visitor], Page], ...] = (
        lambda one: by_code(one, letter.code), lambda one: by_file(one, letter.body),
        lambda one: by_file(one, edited(letter.body)),
    )
    for ask in asked:
        said = {answer(ask(one)) for one in visitors}
        assert len(said) == 1
        words = said.pop()
        names = ("Ani", "Budi", letter.number, str(letter.case)[:8], "anggil", "mohon", "mediasi", "cerai", "SD Negeri")
        assert [name for name in names if name.casefold() in words.casefold()] == []


def test_the_day_is_that_of_the_readers_zone(office: Office, letter: Letter) -> None:
    with office.desk() as transaction:
        row = tables.document
        late = micros(office.clock().replace(hour=16))
        transaction.execute(sa.update(row).where(row.c.id == letter.id).values(created=late))
        transaction.commit()
    with_zone(office, "WIT")
    here = answer(by_code(arrive(office, office.colleague), letter.code))
    there = answer(by_code(arrive(office, office.auditor), letter.code))

    assert "Sabtu, 21 November 2026" in here
    assert "Jumat, 20 November 2026" in there


def with_zone(office: Office, zone: str) -> None:
    arrive(office, office.administrator).get(f"/kelola/unit/{office.unit.id}").send({"zone": zone})


def test_an_answer_stands_in_no_address(visitor: Visitor, letter: Letter) -> None:
    page = visitor.get(f"{CODE}?code={letter.code}")

    assert "m-note__title" not in page.html
    assert visitor.get(FILE).path == CODE


def test_the_trail_tells_who_and_the_result_and_neither_code_nor_letter(
    office: Office, visitor: Visitor, letter: Letter,
) -> None:
    by_code(visitor, letter.code)
    by_file(visitor, edited(letter.body))
    by_file(visitor, b"contoh")

    told = entries(office)

    assert [(each.actor, each.object) for each in told] == [(f"person:{office.colleague.person.id}",) * 2] * 3
    assert [dict(each.detail) for each in told] == [
        {"result": "genuine", "way": "code"}, {"result": "changed", "way": "file"},
        {"result": "unreadable", "way": "file"},
    ]


def test_somebody_who_asks_too_often_waits_and_nobody_else_does(
    office: Office, app: Flask, visitor: Visitor, letter: Letter,
) -> None:
    for _ in range(MOST_BY_ONE):
        assert by_code(visitor, letter.code).status == 200

    pages = [by_code(visitor, letter.code), by_file(visitor, letter.body), by_code(visitor, letter.code)]
    other = by_code(arrive(office, office.supervisor, app), letter.code)

    for page in pages:
        assert page.status == 409
        assert "Terlalu banyak pemeriksaan dalam waktu singkat. Coba lagi dalam 15 menit." in page.text
        assert "m-note--success" not in page.html
    assert answer(other).startswith("Asli")
    assert [each.detail["result"] for each in entries(office)] == ["genuine"] * MOST_BY_ONE + ["limited", "genuine"]


def test_after_the_wait_one_may_ask_again(office: Office, app: Flask, letter: Letter) -> None:
    for _ in range(MOST_BY_ONE + 1):
        page = by_code(arrive(office, office.colleague, app), letter.code)
    assert page.status == 409
    office.clock.forward(minutes=15)

    assert answer(by_code(arrive(office, office.colleague, app), letter.code)).startswith("Asli")


def test_all_together_are_bounded_too(office: Office, visitor: Visitor, letter: Letter) -> None:
    with office.desk() as transaction:
        store.put_count(transaction, UUID(int=0), store.Count(transaction.micros, MOST_BY_ALL))
        transaction.commit()

    pages = [by_code(visitor, letter.code) for _ in range(3)]

    assert [page.status for page in pages] == [409] * 3
    assert [each.detail["result"] for each in entries(office)] == ["limited"]


def test_counting_leaves_one_row_for_each_person_and_one_for_all(office: Office, app: Flask, letter: Letter) -> None:
    for who in (office.colleague, office.supervisor, office.colleague):
        by_code(arrive(office, who, app), letter.code)

    with office.premises.reading() as transaction:
        ids = set(transaction.execute(sa.select(verification_count.c.id)).scalars())
    assert ids == {UUID(int=0), office.colleague.person.id, office.supervisor.person.id}


def test_nobody_who_is_not_signed_in_learns_anything(app: Flask, letter: Letter) -> None:
    nobody = app.test_client()

    for path in (CODE, FILE):
        sent = nobody.post(path, data={"code": letter.code}, base_url=ADDRESS)
        assert sent.status_code in {302, 400}
        assert "Asli" not in sent.get_data(as_text=True)
