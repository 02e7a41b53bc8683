"""The decision: prepared by one, signed on paper, confirmed by another; what it rests on, and what it never asks."""

import re
from collections.abc import Iterator
from datetime import date, time, timedelta
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from docx import Document

from mediation.bureau.review import services as reviewing
from mediation.bureau.review.model import Statement, WithdrawalLetter
from mediation.cases import store as cases
from mediation.cases.examine.model import Answer
from mediation.cases.model import DecisionKind, Employment, Party, Stage, Standing
from mediation.cases.papers import services as papers
from mediation.cases.papers.model import Accepted, FileKind, Tie, TieKind
from mediation.cases.tables import case_file
from mediation.errors import Refusal
from mediation.law.identity import Sex
from mediation.reports.blocks import Kind
from mediation.reports.tables import document_counter
from mediation.vault import columns
from tests import builders, deciding, submitted
from tests.builders import Office, a_person, a_request
from tests.pages import ADDRESS, Page, Visitor, arrive
from tests.walks import day

TODAY = date(2026, 11, 20)


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


@pytest.fixture
def head(place: Office) -> Visitor:
    return arrive(place, place.head)


def words(visitor: Visitor, case: UUID, document: UUID) -> str:
    """Return what stands on an issued paper."""
    body = visitor.client.get(f"/k/{case}/6/{document}", base_url=ADDRESS).data
    paragraphs = (node for node in Document(BytesIO(body)).element.body.iter() if node.tag.endswith("}p"))
    return "\n".join("".join(part.text or "" for part in one.iter() if part.tag.endswith("}t")) for one in paragraphs)


def paper(place: Office, case: UUID, kind: Kind) -> cases.IssuedDocument:
    """Return the newest paper of `kind`."""
    return [one for one in cases.documents(deciding.of(place, case)) if one.kind == kind.value][-1]


def withdrawn(place: Office, case: UUID, document: UUID) -> bool:
    return deciding.of(place, case).row(columns.DOCUMENT, document).clear["withdrawn"] is not None


# --- from the complete file to the closed one


def test_a_permit_goes_from_the_complete_file_to_the_closed_one(
    place: Office, case: UUID, officer: Visitor, head: Visitor,
) -> None:
    deciding.prepare(officer, case)
    deciding.print_paper(officer, case)
    number = paper(place, case, Kind.PERMIT_DECREE).number

    page = deciding.confirm(head, case, TODAY, number=number)

    assert "Berkas ditutup" in page.text
    assert deciding.ended_as(place, case) is DecisionKind.PERMIT
    assert deciding.of(place, case).stage is Stage.CLOSED


def test_what_was_read_from_the_paper_is_kept_with_who_read_it_and_the_class(
    place: Office, case: UUID, officer: Visitor, head: Visitor,
) -> None:
    deciding.prepare(officer, case)
    deciding.print_paper(officer, case, unnumbered="ya")
    deciding.confirm(head, case, TODAY, number="100.3.3.2/77/2026", retention="R01", note="Diambil dari Bagian Hukum")

    read = deciding.decision(place, case).confirmed

    assert read is not None
    assert (read.number, read.decided_on, read.by) == ("100.3.3.2/77/2026", TODAY, place.head.person.name)
    assert (read.retention, read.retention_edition, read.note) == ("R01", 1, "Diambil dari Bagian Hukum")


def test_the_decree_cites_the_reports_number_and_day_and_the_reasons_as_written(
    place: Office, case: UUID, officer: Visitor,
) -> None:
    deciding.prepare(officer, case)
    deciding.print_paper(officer, case)
    report = paper(place, case, Kind.MEDIATION_REPORT)

    text = words(officer, case, paper(place, case, Kind.PERMIT_DECREE).id)

    assert f"Nomor {report.number} tanggal 20 November 2026" in text
    assert "keduanya berpisah sejak Maret 2024" in text
    assert "Sri Contoh Bupati" in text
    assert "Sekretaris Daerah" in text


def test_a_number_that_the_officials_office_gives_is_left_to_be_written(
    place: Office, case: UUID, officer: Visitor,
) -> None:
    deciding.prepare(officer, case)
    deciding.print_paper(officer, case, unnumbered="ya")

    printed = paper(place, case, Kind.PERMIT_DECREE)

    assert printed.number == ""
    assert re.search(r"NOMOR …+", words(officer, case, printed.id))


def test_a_number_is_not_typed_and_left_out_at_once(place: Office, case: UUID, officer: Visitor) -> None:
    deciding.prepare(officer, case)

    page = deciding.print_paper(officer, case, unnumbered="ya", number="800/1/2026")

    assert "Kosongkan nomornya" in page.text
    assert [one for one in cases.documents(deciding.of(place, case)) if one.kind == "permit_decree"] == []


def test_a_refusal_prints_ground_article_reasons_and_how_to_object(
    place: Office, case: UUID, officer: Visitor, head: Visitor,
) -> None:
    deciding.prepare(officer, case, "c/5", deciding.REFUSAL)
    deciding.print_paper(officer, case)
    printed = paper(place, case, Kind.REFUSAL_DECREE)

    text = words(officer, case, printed.id)
    deciding.confirm(head, case, TODAY, number=printed.number, retention="R02")

    for part in ("Pasal 7 ayat (3) huruf x Peraturan Contoh", "tidak ada alasan yang sah",
                 "Surat lurah tidak menerangkan perselisihan.", "Bupati Contoh melalui Sekretaris Daerah",
                 "PTUN Contoh"):
        assert part in text
    assert deciding.ended_as(place, case) is DecisionKind.REFUSAL


def test_the_article_of_a_refusal_is_typed_and_never_filled_in(officer: Visitor, case: UUID) -> None:
    page = officer.get(f"/k/{case}/3/a/c/5")

    assert dict(page.form().fields)["article"] == ""
    assert "belum dicocokkan" in page.text


def test_a_reconciled_case_is_closed_with_a_letter_without_a_complete_file(
    place: Office, officer: Visitor, head: Visitor,
) -> None:
    case = submitted.handed_in(place, outcome="reconciled")
    deciding.prepare(officer, case, "d/0", {"on": day(date(2026, 11, 18)), "proof": "surat pernyataan bersama"})
    deciding.print_paper(officer, case)
    printed = paper(place, case, Kind.CLOSING_LETTER)

    text = words(officer, case, printed.id)
    deciding.confirm(head, case, TODAY, number=printed.number, retention="R03")

    assert "telah rukun kembali" in text
    assert deciding.ended_as(place, case) is DecisionKind.RECONCILED


def test_a_lapsed_request_says_why(place: Office, case: UUID, officer: Visitor, head: Visitor) -> None:
    deciding.prepare(officer, case, "f/0", {"on": day(TODAY), "cause": "pemohon pindah ke instansi lain"})
    deciding.print_paper(officer, case)
    printed = paper(place, case, Kind.CLOSING_LETTER)

    text = words(officer, case, printed.id)
    deciding.confirm(head, case, TODAY, number=printed.number, retention="R03")

    assert "pemohon pindah ke instansi lain" in text
    assert deciding.ended_as(place, case) is DecisionKind.LAPSED


# --- a withdrawal under a flag


def asked_to_withdraw(place: Office, case: UUID) -> None:
    with place.desk(place.head) as transaction:
        letter = WithdrawalLetter(TODAY, "1/2026", "Ani Contoh")
        assert reviewing.record_withdrawal(transaction, case, letter=letter) is None


def heard(place: Office, case: UUID, on: date, *, free: bool) -> Refusal | None:
    told = Statement(Party.APPLICANT, on, time(9), "Ruang Konsultasi", "Petugas", (Answer("", "Tanya", "Jawab"),))
    with place.desk(place.head) as transaction:
        return reviewing.hear_about_withdrawal(transaction, case, statement=told, free=free)


def kinds(page: Page) -> list[str]:
    return page.form().offered["kind"]


def test_a_withdrawal_under_a_flag_ends_nothing_before_the_applicant_was_heard_alone_on_another_day(
    place: Office,
) -> None:
    case = deciding.reviewed(place, flagged=True)
    asked_to_withdraw(place, case)
    same_day = heard(place, case, TODAY, free=True)
    page = arrive(place, place.head).get(f"/k/{case}/3/a/e/0")

    assert isinstance(same_day, Refusal)
    assert page.status == 409
    assert "belum didengar sendirian" in page.text


def test_once_heard_alone_on_another_day_the_case_is_closed_as_withdrawn(
    place: Office, ready: deciding.Ready,
) -> None:
    case = deciding.reviewed(place, flagged=True)
    asked_to_withdraw(place, case)
    later = submitted.days_on(place, 1)
    assert heard(place, case, later, free=True) is None
    officer, head = arrive(place, ready.officer), arrive(place, place.head)
    page = officer.get(f"/k/{case}/3/a/e/0")
    page.confirm({"on": day(TODAY)})
    deciding.print_paper(officer, case)
    number = paper(place, case, Kind.CLOSING_LETTER).number

    deciding.confirm(head, case, later, number=number, retention="R03")

    assert dict(page.form().fields)["proof_number"] == "1/2026"
    assert deciding.ended_as(place, case) is DecisionKind.WITHDRAWN


def test_who_was_made_to_withdraw_is_not_closed_as_withdrawn(place: Office) -> None:
    case = deciding.reviewed(place, flagged=True)
    asked_to_withdraw(place, case)
    assert heard(place, case, submitted.days_on(place, 1), free=False) is None

    page = arrive(place, place.head).get(f"/k/{case}/3/a")

    assert "withdrawn" not in kinds(page)
    assert "permit" in kinds(page)


# --- who may


def test_who_prepared_does_not_confirm(ready: deciding.Ready, place: Office, case: UUID, head: Visitor) -> None:
    deciding.prepare(head, case)
    deciding.print_paper(head, case)
    own = head.get(f"/k/{case}/3/c")
    other = arrive(place, ready.second_head)

    page = deciding.confirm(other, case, TODAY, number=paper(place, case, Kind.PERMIT_DECREE).number)

    assert own.status == 409
    assert "Anda siapkan sendiri" in own.text
    assert "Berkas ditutup" in page.text


def test_an_officer_does_not_confirm(place: Office, case: UUID, officer: Visitor, head: Visitor) -> None:
    deciding.prepare(head, case)
    deciding.print_paper(head, case)

    assert officer.get(f"/k/{case}/3/c").status == 403
    assert f"/k/{case}/3/c" not in officer.get(f"/k/{case}/3").reader.links


def test_the_supervisor_of_the_case_neither_prepares_nor_prints(place: Office, case: UUID) -> None:
    both = arrive(place, submitted.also_officer(place, place.supervisor))

    for path in ("3/a", "3/a/a/4", "3/a/f/0"):
        page = both.get(f"/k/{case}/{path}")

        assert page.status in {404, 409}, path
        assert not any("submit_key" in form.names and "/k/" in form.action for form in page.reader.forms), path


def test_without_a_named_official_nothing_is_prepared_and_the_remedy_is_told(
    place: Office, case: UUID, officer: Visitor,
) -> None:
    deciding.undelegated(place)

    page = deciding.prepare(officer, case)

    assert page.status == 409
    assert "masih berupa contoh" in page.text
    assert "Kepala biro mengisinya pada Pengaturan" in page.text
    assert "keduanya berpisah sejak Maret 2024" in page.html


def test_a_certificate_is_for_an_employee_who_is_sued(officer: Visitor, case: UUID) -> None:
    page = officer.get(f"/k/{case}/3/a/b/4")

    assert page.status == 409
    assert "hanya untuk pegawai yang digugat" in page.text


def test_an_official_is_not_asked_about_what_the_bureau_closes(officer: Visitor, case: UUID) -> None:
    assert officer.get(f"/k/{case}/3/a/f/4").status == 404
    assert officer.get(f"/k/{case}/3/a/a/0").status == 404


def test_nothing_is_prepared_before_the_memo_is_issued(place: Office) -> None:
    case = submitted.handed_in(place)
    submitted.complete(place, case)

    page = arrive(place, place.head).get(f"/k/{case}/3/a/a/4")

    assert page.status == 409
    assert "Telaahan belum diterbitkan" in page.text


def test_no_page_of_the_decision_asks_for_the_spouses_consent(place: Office, case: UUID, officer: Visitor) -> None:
    paths = ("3", "3/a", "3/a/a/4", "3/a/c/4", "3/a/f/0")

    told = " ".join(officer.get(f"/k/{case}/{path}").text.casefold() for path in paths)

    assert not any(word in told for word in ("persetujuan", "setuju", "izin pasangan", "izin suami", "izin istri"))


# --- what is shown and never computed


def test_the_rule_on_pay_stands_beside_the_statement_of_a_male_permanent_employee_alone(
    place: Office, officer: Visitor,
) -> None:
    man = a_request(
        "0009/2026",
        applicant=a_person(name="Cokro Contoh", sex=Sex.MALE, digits="198609262015051003"),
        spouse=a_person(name="Dewi Contoh", employment=Employment.NONE, digits="", occupation="Petani"),
    )
    case = deciding.reviewed(place, request=man)
    page = officer.get(f"/k/{case}/3/a/a/4")
    page.confirm({**deciding.PERMIT, "salary": "Saya menyerahkan sebagian gaji saya.", "salary_on": day(TODAY)})
    deciding.print_paper(officer, case)

    text = words(officer, case, paper(place, case, Kind.PERMIT_DECREE).id)

    assert "Peraturan Pemerintah Nomor 10 Tahun 1983" in page.text
    assert "Saya menyerahkan sebagian gaji saya." in text
    assert not re.search(r"Rp|sepertiga|1/3|1/2|%", text)


def test_a_woman_is_asked_nothing_about_pay(officer: Visitor, case: UUID) -> None:
    assert "salary" not in officer.get(f"/k/{case}/3/a/a/4").form().names


def test_a_recommendation_of_the_memo_is_told_where_the_decision_differs(officer: Visitor, case: UUID) -> None:
    assert "Telaahan menyarankan: Izin diberikan" in officer.get(f"/k/{case}/3/a/c/4").text
    assert "Telaahan menyarankan" not in officer.get(f"/k/{case}/3/a/a/4").text


# --- what is read from the paper


@pytest.fixture
def printed(place: Office, case: UUID, officer: Visitor) -> cases.IssuedDocument:
    deciding.prepare(officer, case)
    deciding.print_paper(officer, case)
    return paper(place, case, Kind.PERMIT_DECREE)


@pytest.mark.parametrize(("given", "said"), [
    ({"number": "salah/1"}, "bukan nomor naskah yang diterbitkan"),
    ({"on": TODAY - timedelta(days=1)}, "lebih awal daripada hari naskah diterbitkan"),
    ({"on": TODAY + timedelta(days=1)}, "belum tiba"),
    ({"without_copy": ""}, "Salinan naskah bertanda tangan belum dilampirkan"),
])
def test_what_does_not_fit_the_paper_closes_nothing(
    place: Office, case: UUID, head: Visitor, printed: cases.IssuedDocument, given: dict[str, str], said: str,
) -> None:
    usual = {"number": printed.number, "on": TODAY}

    page = deciding.confirm(head, case, **(usual | given))  # type: ignore[arg-type]

    assert said in page.text
    assert deciding.ended_as(place, case) is None


def test_a_file_is_closed_with_a_class_of_the_agencys_schedule(
    case: UUID, head: Visitor, printed: cases.IssuedDocument,
) -> None:
    page = head.get(f"/k/{case}/3/c").send({"number": printed.number, "decided_on": day(TODAY)})

    assert "Pilih kelas retensinya" in page.text


def test_spaces_and_capitals_of_a_number_do_not_matter(
    place: Office, case: UUID, head: Visitor, printed: cases.IssuedDocument,
) -> None:
    deciding.confirm(head, case, TODAY, number=f" {printed.number.lower().replace('/', ' / ')} ")

    assert deciding.ended_as(place, case) is DecisionKind.PERMIT


def test_with_a_scan_in_the_file_no_reason_is_asked(
    place: Office, case: UUID, head: Visitor, printed: cases.IssuedDocument,
) -> None:
    scan = Accepted("naskah.png", FileKind.PNG, builders.PICTURE)
    with place.desk(place.head) as transaction:
        tie = Tie(TieKind.DOCUMENT, printed.id.hex)
        assert not isinstance(
            papers.attach(transaction, case, scan, tie=tie, standing=Standing.BUREAU), Refusal,
        )
    page = head.get(f"/k/{case}/3/c")

    page.confirm({"number": printed.number, "decided_on": day(TODAY), "retention": "R01"})

    assert "without_copy" not in page.form().names
    assert deciding.ended_as(place, case) is DecisionKind.PERMIT


# --- taking back


def test_taking_back_withdraws_the_paper_and_another_can_be_prepared(
    place: Office, case: UUID, officer: Visitor, printed: cases.IssuedDocument,
) -> None:
    page = officer.get(f"/k/{case}/3/b").confirm({"reason": "Pertimbangan kurang satu."})

    assert withdrawn(place, case, printed.id)
    assert "Pertimbangan kurang satu." in page.text
    assert "Pilih hasil berkas" in page.text
    assert deciding.prepare(officer, case, "c/4", deciding.REFUSAL).path == f"/k/{case}/3"


def test_what_is_prepared_cannot_be_prepared_again(officer: Visitor, case: UUID) -> None:
    deciding.prepare(officer, case)

    assert officer.get(f"/k/{case}/3/a").status == 409
    assert officer.get(f"/k/{case}/3/a/f/0").status == 409


# --- twice, and at once


def test_a_form_that_is_sent_twice_prepares_once(place: Office, case: UUID, officer: Visitor) -> None:
    checked = officer.get(f"/k/{case}/3/a/a/4").send(deciding.PERMIT)
    checked.send({"step": "sure"})
    checked.send({"step": "sure"})

    made = [row for row in deciding.of(place, case).all(columns.REVIEW_RECORD)
            if row.value("record")["kind"] == "decision"]

    assert len(made) == 1


def test_of_two_tabs_the_slower_one_is_told_and_keeps_what_was_typed(case: UUID, officer: Visitor) -> None:
    slow = officer.get(f"/k/{case}/3/a/a/4").send({**deciding.PERMIT, "considering": "alasan dari tab kedua"})
    deciding.prepare(officer, case)

    page = slow.send({"step": "sure"})

    assert page.status == 409
    assert "alasan dari tab kedua" in page.html


def test_a_paper_is_issued_once(place: Office, case: UUID, officer: Visitor) -> None:
    deciding.prepare(officer, case)
    page = officer.get(f"/k/{case}/6/d")
    page.send({"read": "ya"})
    page.send({"read": "ya"})

    issued = [one for one in cases.documents(deciding.of(place, case)) if one.kind == "permit_decree"]

    assert len(issued) == 1


# --- what stays sealed


def test_neither_trail_nor_counters_nor_clear_columns_tell_how_a_case_ended(
    place: Office, case: UUID, officer: Visitor, head: Visitor,
) -> None:
    deciding.prepare(officer, case, "c/5", deciding.REFUSAL)
    deciding.print_paper(officer, case)
    number = paper(place, case, Kind.REFUSAL_DECREE).number
    deciding.confirm(head, case, TODAY, number=number)

    with place.premises.reading() as transaction:
        trail = transaction.execute(sa.text("SELECT * FROM audit_entry")).all()
        counted = transaction.execute(sa.select(document_counter.c.kind)).scalars().all()
        stage = transaction.execute(sa.select(case_file.c.stage).where(case_file.c.id == case)).scalar()

    assert not any(word in str(trail) for word in ("refusal", "permit_decree", "PENOLAKAN"))
    assert "decision" in counted
    assert not any("decree" in kind or "closing" in kind for kind in counted)
    assert stage == "closed"


def test_the_bureau_opens_the_supervisors_papers_too(place: Office, case: UUID, officer: Visitor) -> None:
    report = paper(place, case, Kind.MEDIATION_REPORT)

    assert "Laporan Hasil Mediasi".upper() in words(officer, case, report.id).upper()
