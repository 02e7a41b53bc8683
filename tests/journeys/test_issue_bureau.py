"""The bureau's documents: looked at, numbered, issued once, signed by whom it behoves, opened by the bureau alone."""

import re
from collections.abc import Iterator
from datetime import date, time
from io import BytesIO
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from docx import Document

from mediation.bureau.after import services as afterwards
from mediation.bureau.after.model import Receiver, Way
from mediation.bureau.check import services as checking
from mediation.bureau.requests import services as requests
from mediation.bureau.requests.model import Answer as Answered
from mediation.bureau.requests.model import Channel, Wanted
from mediation.bureau.review import services as reviewing
from mediation.bureau.review.model import BureauSession, Statement
from mediation.cases import store as cases
from mediation.cases.examine.model import Answer
from mediation.cases.mediate.model import Session
from mediation.cases.model import Outcome, Party, ReturnKind, SittingMode, Standing, Verdict
from mediation.reports.blocks import Kind
from mediation.transaction import Transaction
from mediation.vault import columns
from tests import builders, closed, deciding, submitted
from tests.builders import Office
from tests.pages import ADDRESS, Visitor, arrive

TODAY = date(2026, 11, 20)
PLACE = "Ruang Konsultasi"


@pytest.fixture
def ready(tmp_path: Path) -> Iterator[deciding.Ready]:
    made = deciding.ready(tmp_path)
    yield made
    made.place.premises.engines.dispose()


@pytest.fixture
def place(ready: deciding.Ready) -> Office:
    return ready.place


@pytest.fixture
def case(ready: deciding.Ready) -> UUID:
    return ready.case


@pytest.fixture
def officer(ready: deciding.Ready) -> Visitor:
    return arrive(ready.place, ready.officer)


def papers(place: Office, case: UUID, kind: Kind) -> list[cases.IssuedDocument]:
    return [one for one in cases.documents(deciding.of(place, case)) if one.kind == kind.value]


def words(visitor: Visitor, case: UUID, document: UUID) -> str:
    body = visitor.client.get(f"/k/{case}/6/{document}", base_url=ADDRESS).data
    paragraphs = (node for node in Document(BytesIO(body)).element.body.iter() if node.tag.endswith("}p"))
    return "\n".join("".join(part.text or "" for part in one.iter() if part.tag.endswith("}t")) for one in paragraphs)


def issued(place: Office, visitor: Visitor, case: UUID, path: str, kind: Kind) -> str:
    """Issue what `path` shows and return its words."""
    page = visitor.get(f"/k/{case}/6/{path}").send({"read": "ya"})
    assert page.status == 200, page.text
    return words(visitor, case, papers(place, case, kind)[-1].id)


def spoken(party: Party = Party.SPOUSE) -> Statement:
    told = (Answer("", "Sejak kapan tidak serumah?", "Sejak Maret 2024."),)
    return Statement(party, TODAY, time(9, 30), PLACE, "Petugas Contoh", told)


def heard(transaction: Transaction, case: UUID) -> UUID:
    row = reviewing.hear(transaction, case, statement=spoken(), notes="Rahasia saya.")
    assert isinstance(row, UUID), row
    return row


def sat(transaction: Transaction, case: UUID, mode: SittingMode) -> UUID:
    present = (Party.APPLICANT,) if mode is SittingMode.APART else (Party.APPLICANT, Party.SPOUSE)
    held = Session(TODAY, time(10), PLACE, mode, present, Outcome.NOT_RECONCILED, "Petugas Contoh",
                   applicant_points="Tetap ingin berpisah.", spouse_points="Menyerahkan kepada Pejabat.")
    row = reviewing.sit(transaction, case, session=BureauSession(held, "Tim Contoh", ("Ketua Contoh",)), notes="")
    assert isinstance(row, UUID), row
    return row


def test_a_statement_is_issued_as_it_was_taken_and_signed_by_who_took_it(
    ready: deciding.Ready, case: UUID, officer: Visitor,
) -> None:
    with ready.place.desk(ready.officer) as transaction:
        row = heard(transaction, case)

    text = issued(ready.place, officer, case, f"b/{row}", Kind.STATEMENT_RECORD)

    assert "Sejak Maret 2024." in text
    assert "Petugas Contoh" in text
    assert "Rahasia saya." not in text
    assert officer.get(f"/k/{case}/6/b/{row}").status == 409


def test_of_a_session_held_apart_nothing_is_printed_but_its_outcome(
    ready: deciding.Ready, case: UUID, officer: Visitor,
) -> None:
    with ready.place.desk(ready.officer) as transaction:
        row = sat(transaction, case, SittingMode.APART)

    text = issued(ready.place, officer, case, f"b/{row}", Kind.SESSION_RECORD)

    assert "Tim Contoh" in text
    assert "Tetap ingin berpisah." not in text


def test_a_letter_is_the_heads_to_sign_whoever_wrote_it(place: Office, case: UUID, officer: Visitor) -> None:
    with place.desk(place.head) as transaction:
        later = date(2026, 12, 20)
        assert reviewing.defer(transaction, case, until=later, reasons="Menunggu keterangan lurah.") is None

    text = issued(place, officer, case, "f", Kind.DEFERRAL_LETTER)

    assert "Menunggu keterangan lurah." in text
    assert place.head.person.name in text
    assert "Petugas Contoh" not in text


def test_a_return_is_issued_from_its_lines_once(place: Office, case: UUID, officer: Visitor) -> None:
    with place.desk(place.head) as transaction:
        file = cases.get_to_change(transaction, case, standing=Standing.BUREAU)
        found = {each.line.code: (Verdict.MEETS, "") for each in checking.listed(transaction, file).lines}
        wanting = next(iter(found))
        assert checking.check(transaction, case, found=found | {wanting: (Verdict.FAILS, "Tidak terbaca.")}) is None
    with place.desk(place.head) as transaction:
        assert checking.give_back(transaction, case, kind=ReturnKind.PAPERS, due=date(2026, 12, 1)) is None

    text = issued(place, officer, case, "a", Kind.RETURN_LETTER)

    assert "Tidak terbaca." in text
    assert "1 Desember 2026" in text
    assert officer.get(f"/k/{case}/6/a").status == 409


def test_a_new_memo_withdraws_the_one_before(place: Office, case: UUID, officer: Visitor) -> None:
    place.clock.forward(minutes=1)
    submitted.memo(place, case)
    issued(place, officer, case, "c", Kind.REVIEW_MEMO)

    first, second = papers(place, case, Kind.REVIEW_MEMO)

    file = deciding.of(place, case)
    assert file.row(columns.DOCUMENT, first.id).clear["withdrawn"] is not None
    assert file.row(columns.DOCUMENT, second.id).clear["withdrawn"] is None


def test_the_recommendation_names_who_decides_and_what_is_advised(place: Office, case: UUID, officer: Visitor) -> None:
    deciding.prepare(officer, case)

    text = issued(place, officer, case, "e", Kind.RECOMMENDATION)

    assert "BUPATI CONTOH" in text
    assert "izin untuk melakukan perceraian diberikan" in text
    assert officer.get(f"/k/{case}/6/e").status == 409


def test_what_is_not_there_has_no_paper(case: UUID, officer: Visitor) -> None:
    for path in ("a", "d", "e", "f", "g", f"b/{uuid4()}", f"i/{uuid4()}"):
        assert officer.get(f"/k/{case}/6/{path}").status == 404, path


def test_the_receipt_cites_the_decision_as_it_was_read(ready: deciding.Ready, officer: Visitor) -> None:
    place = ready.place
    case = closed.decided(place)
    with place.desk(place.head) as transaction:
        assert afterwards.hand_over(
            transaction, case, on=TODAY, receiver=Receiver.EMPLOYEE, way=Way.BY_HAND, place="Ruang BKPSDM",
        ) is None

    text = issued(place, officer, case, "g", Kind.HAND_OVER_RECEIPT)

    assert "800/12/2026" in text
    assert "Ani Contoh" in text


@pytest.mark.parametrize(("path", "kind"), [
    ("h/a", Kind.DIVORCE_REPORT), ("h/b", Kind.SALARY_STATEMENT), ("h/c", Kind.PEACE_STATEMENT),
    ("h/d", Kind.WITHDRAWAL_LETTER),
])
def test_a_form_bears_no_number_and_may_be_printed_again(
    ready: deciding.Ready, officer: Visitor, path: str, kind: Kind,
) -> None:
    case = closed.decided(ready.place, request=closed.paying())
    for _ in range(2):
        page = officer.get(f"/k/{case}/6/{path}")
        page.send({"read": "ya"})

    assert "number" not in page.form().names
    assert [one.number for one in papers(ready.place, case, kind)] == ["", ""]


def test_the_form_on_pay_is_for_male_permanent_employees(place: Office, officer: Visitor) -> None:
    case = closed.decided(place)

    page = officer.get(f"/k/{case}/6/h/b")

    assert page.status == 409
    assert "hanya bagi PNS pria" in page.text


def test_the_answer_to_a_party_goes_to_that_party_in_the_words_of_the_answer(
    place: Office, case: UUID, officer: Visitor,
) -> None:
    with place.desk(place.head) as transaction:
        row = requests.log(
            transaction, case, on=TODAY, at=time(8), party=Party.SPOUSE, wanted=Wanted.COPY,
            asked="salinan keterangan sendiri", channel=Channel.LETTER,
        )
    assert isinstance(row, UUID)
    early = officer.get(f"/k/{case}/6/i/{row}")
    with place.desk(place.head) as transaction:
        assert requests.answer(
            transaction, case, row, answer=Answered.PARTLY, words="Salinan keterangan Saudara terlampir.", on=TODAY,
            at=time(9),
        ) is None

    text = issued(place, officer, case, f"i/{row}", Kind.ANSWER_LETTER)

    assert early.status == 404
    assert "Budi Contoh" in text
    assert "Salinan keterangan Saudara terlampir." in text
    assert "Ani Contoh" not in text


def test_a_number_is_used_once_by_the_bureau_too(place: Office, case: UUID, officer: Visitor) -> None:
    with place.desk(place.head) as transaction:
        heard(transaction, case)
    with place.desk(place.head) as transaction:
        reviewing.hear(transaction, case, statement=spoken(Party.APPLICANT))
    first, second = (row.id for row in deciding.of(place, case).all(columns.REVIEW_RECORD)
                     if row.value("record")["kind"] == "talk")
    officer.get(f"/k/{case}/6/b/{first}").send({"read": "ya", "number": "R.1/2026"})

    page = officer.get(f"/k/{case}/6/b/{second}").send({"read": "ya", "number": "R.1/2026"})

    assert page.status == 409
    assert "sudah dipakai" in page.text


def test_a_document_leaves_under_a_neutral_name(place: Office, case: UUID, officer: Visitor) -> None:
    report = papers(place, case, Kind.MEDIATION_REPORT)[0]

    answer = officer.client.get(f"/k/{case}/6/{report.id}", base_url=ADDRESS)

    assert re.fullmatch(r"attachment; filename=dokumen-[0-9a-f]{8}\.docx", answer.headers["Content-Disposition"])
    assert answer.headers["Cache-Control"] == "no-store"


def test_without_a_letterhead_the_remedy_is_told(tmp_path: Path) -> None:
    place = builders.office(tmp_path)
    case = closed.decided(place)

    page = arrive(place, place.head).get(f"/k/{case}/6/h/a")

    assert page.status == 409
    assert "Minta administrator mengisi kop surat" in page.text
