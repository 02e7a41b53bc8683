"""The second reviewer: named by the supervisor, reads alone, writes own reasons; what becomes of agreement and not."""

import sqlite3
from contextlib import closing
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from docx import Document

from mediation.cases import store as cases
from mediation.cases.model import Standing
from mediation.errors import NotFound
from mediation.reports.blocks import Kind
from mediation.reports.issue import services as issuing
from tests import builders, hearings, submitted
from tests.pages import Page, arrive

WHY = "Setingkat di dinas yang sama dan tidak mengenal kedua pihak."
OWN = "Hasil pemeriksaan dokter dan keterangan saksi menunjukkan bahaya yang nyata bagi pemohon di rumah itu. " * 2
ANSWER = "Saya sudah menimbang hasil pemeriksaan dokter itu, tetapi keterangan saksi kedua berbeda sama sekali. " * 2


@pytest.fixture
def place(tmp_path: Path) -> builders.Office:
    return builders.office(tmp_path)


def waiting(place: builders.Office) -> UUID:
    """Conclude a case with violence against the applicant's grounds: it waits for the second reviewer."""
    submitted.lettered(place)
    visitor = arrive(place)
    case = hearings.arrived(place, flagged=True)
    hearings.heard(place, case, visitor, "a")
    hearings.heard(place, case, visitor, "b")
    visitor.get(f"/b/{case}/4").send(hearings.session(outcome="not_reconciled", mode="apart", present=["applicant"]))
    submitted.concluded(place, case, visitor, "does_not_accord")
    return case


def named(place: builders.Office, case: UUID) -> Page:
    given = {"reviewer": str(place.colleague.person.id), "compared": "ya", "why": WHY}
    return arrive(place).get(f"/b/{case}/9/a").confirm(given)


def answered(place: builders.Office, case: UUID, opinion: str) -> Page:
    reviewer = arrive(place, place.colleague)
    return reviewer.get(f"/b/{case}/9/d").confirm({"opinion": opinion, "reasons": OWN})


def test_nobody_else_opens_the_case_before_the_reviewer_is_named(place: builders.Office) -> None:
    case = waiting(place)

    assert arrive(place, place.colleague).get(f"/b/{case}/9").status == 404


def test_the_named_reviewer_reads_the_file_without_what_is_sealed_apart(place: builders.Office) -> None:
    case = waiting(place)
    assert named(place, case).path == f"/b/{case}"

    read = arrive(place, place.colleague).get(f"/b/{case}/9")

    assert read.status == 200
    assert "Ani Contoh" in read.text
    assert "Jalan" not in read.text
    with place.desk(place.colleague) as transaction:
        file = cases.get(transaction, case, standing=Standing.REVIEWER)
    assert file.contacts is None


def test_a_file_to_review_is_listed_though_a_grant_of_ones_own_is_lost(place: builders.Office) -> None:
    own = builders.open_case(place, who=place.colleague)
    case = waiting(place)
    named(place, case)
    with closing(sqlite3.connect(place.folder / "office.db")) as connection:
        connection.execute("DELETE FROM case_grant WHERE case_id = ? AND kind = 'content' AND principal = ?",
                           (own.hex, place.colleague.person.id.hex))
        connection.commit()

    assert f"/b/{case}/9" in arrive(place, place.colleague).get("/b/dibaca").html


def test_the_reviewer_takes_none_of_the_supervisors_steps(place: builders.Office) -> None:
    case = waiting(place)
    named(place, case)

    reviewer = arrive(place, place.colleague)

    assert {reviewer.get(f"/b/{case}{step}").status for step in ("", "/4", "/5/a", "/5/periksa", "/7", "/9/a")} == {404}


def is_with_the_reviewer(place: builders.Office, case: UUID) -> bool:
    return "Ada pada penelaah kedua" in arrive(place).get(f"/b/{case}").text


def test_the_clock_says_who_holds_the_file(place: builders.Office) -> None:
    case = waiting(place)
    held = [is_with_the_reviewer(place, case)]
    named(place, case)
    held.append(is_with_the_reviewer(place, case))
    answered(place, case, "disagrees")
    held.append(is_with_the_reviewer(place, case))

    asked = arrive(place, place.colleague).get("/b").text

    assert held == [False, True, False]
    assert "Ada berkas yang terbuka bagi Anda" in asked


def test_agreement_frees_the_report(place: builders.Office) -> None:
    case = waiting(place)
    named(place, case)
    answered(place, case, "agrees")

    with place.desk() as transaction:
        assert isinstance(issuing.issue(transaction, case, issuing.Subject(Kind.MEDIATION_REPORT)), UUID)


def test_disagreement_is_answered_and_both_reasonings_are_printed(place: builders.Office) -> None:
    case = waiting(place)
    named(place, case)
    answered(place, case, "disagrees")
    visitor = arrive(place)
    assert "Tanggapi pendapat penelaah kedua" in visitor.get("/b").text

    visitor.get(f"/b/{case}/9/c").confirm({"answer": ANSWER})
    with place.desk() as transaction:
        row = issuing.issue(transaction, case, issuing.Subject(Kind.MEDIATION_REPORT))
    assert isinstance(row, UUID)
    with place.desk() as transaction:
        _found, body = issuing.open_document(transaction, case, row)

    printed = "\n".join(paragraph.text for paragraph in Document(BytesIO(body)).paragraphs)
    assert OWN.strip() in printed
    assert hearings.REASONS.strip() in printed


def test_a_revised_finding_needs_no_report_of_disagreement(place: builders.Office) -> None:
    case = waiting(place)
    named(place, case)
    answered(place, case, "disagrees")

    arrive(place).get(f"/b/{case}/5/b").send(hearings.finding(place, case, "accords"))

    assert not hearings.progress(place, case).awaits_second_reviewer


def test_an_opinion_is_written_once(place: builders.Office) -> None:
    case = waiting(place)
    named(place, case)
    answered(place, case, "agrees")

    again = arrive(place, place.colleague).get(f"/b/{case}/9/d")

    assert again.status == 409


def test_a_released_reviewer_reads_no_more(place: builders.Office) -> None:
    case = waiting(place)
    named(place, case)

    arrive(place).get(f"/b/{case}/9/b").send({"reason": "Ternyata mengenal salah satu pihak."})

    with place.desk(place.colleague) as transaction, pytest.raises(NotFound):
        cases.get(transaction, case, standing=Standing.REVIEWER)


def test_a_reviewer_reads_no_more_once_the_file_was_handed_in(place: builders.Office) -> None:
    case = waiting(place)
    named(place, case)
    answered(place, case, "agrees")
    with place.desk() as transaction:
        issuing.issue(transaction, case, issuing.Subject(Kind.MEDIATION_REPORT))

    submitted.submitted(place, case)

    assert arrive(place, place.colleague).get(f"/b/{case}/9").status == 404


def test_a_file_that_needs_no_second_reviewer_gets_none(place: builders.Office) -> None:
    case = submitted.reported(place)

    refused = arrive(place).get(f"/b/{case}/9/a")

    assert refused.status == 409


def test_reasons_that_are_none_are_refused(place: builders.Office) -> None:
    case = waiting(place)
    named(place, case)

    short = arrive(place, place.colleague).get(f"/b/{case}/9/d").send({"opinion": "agrees", "reasons": "Setuju."})

    assert "paling sedikit" in short.text
    assert "Setuju." in short.html
