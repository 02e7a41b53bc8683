"""After the decision: what follows, by whom and by when; what was recorded; what leads back."""

from datetime import date
from uuid import UUID

import pytest
from flask import Flask

from mediation.agency.model import COPIES
from mediation.agency.services import take_up
from mediation.bureau import store
from mediation.bureau.after.model import Challenged, DivorceReport, HandOver, Pointer, SalaryStatement, SupportPlan
from mediation.bureau.store import RecordKind
from mediation.cases import store as cases
from mediation.cases.model import DecisionKind, Stage, Standing
from mediation.cases.store import CaseFile
from mediation.errors import Refusal
from mediation.reports.blocks import Kind
from mediation.reports.issue.services import Subject, issue
from mediation.vault import columns
from tests import closed, submitted
from tests.builders import Office, Someone, open_case
from tests.pages import Visitor, application, arrive
from tests.walks import day

HANDED = {"on": ["19", "11", "2026"], "receiver": "employee", "way": "by_hand", "place": "Ruang Kepegawaian"}
VERDICT = {
    "outcome": "divorced", "court": "Pengadilan Agama Contoh", "number": "12/Pdt.G/2026",
    "on": ["18", "11", "2026"], "final_on": ["19", "11", "2026"],
}
CHALLENGED = {
    "party": "applicant", "way": "appeal", "on": ["19", "11", "2026"], "number": "7/BA/2026", "before": "Bupati Contoh",
}


@pytest.fixture
def app(office: Office) -> Flask:
    return application(office)


@pytest.fixture
def head(office: Office, app: Flask) -> Visitor:
    return arrive(office, office.head, app)


def told(office: Office, case: UUID) -> CaseFile:
    """Open a case as the bureau."""
    with office.desk(office.head) as transaction:
        return cases.get(transaction, case, standing=Standing.BUREAU)


def later(office: Office, app: Flask, days: int, who: Someone | None = None) -> Visitor:
    """Come back that many days later."""
    office.clock.forward(days=days)
    return arrive(office, who or office.head, app)


def test_what_follows_a_permit_is_shown_with_who_and_by_when(office: Office, head: Visitor) -> None:
    page = head.get(f"/k/{closed.decided(office)}/4")

    assert "Serahkan kepada pegawai dan catat tanda terimanya" in page.text
    assert "Oleh petugas biro yang memegang berkas" in page.text
    assert "Catat hasil pengadilan begitu diketahui" in page.text
    assert "Keputusan ke izin" not in page.text


def test_before_the_decision_only_the_pointer_can_be_recorded(office: Office, head: Visitor) -> None:
    case = closed.handed_in(office)
    home = head.get(f"/k/{case}/4")
    early = head.get(f"/k/{case}/4/a")

    links = [link for link in home.reader.links if link.startswith(f"/k/{case}/4/")]
    assert links == [f"/k/{case}/4/i"]
    assert early.status == 409
    assert "Belum ada keputusan atas berkas ini." in early.text


def test_a_hand_over_counts_once_it_was_confirmed(office: Office, head: Visitor) -> None:
    case = closed.decided(office)
    checked = head.get(f"/k/{case}/4/a").send(HANDED)
    before = store.filed(told(office, case), RecordKind.HAND_OVER, HandOver)
    after = checked.send({"step": "sure"})

    record = store.filed(told(office, case), RecordKind.HAND_OVER, HandOver)[0].record
    assert before == ()
    assert after.path == f"/k/{case}/4"
    assert (record.on, record.receives_as, record.by) == (date(2026, 11, 19), "", "Kepala Biro Contoh")
    assert head.get(f"/k/{case}/4/a").status == 409


def test_whoever_receives_in_the_employees_stead_is_named(office: Office, head: Visitor) -> None:
    case = closed.decided(office)
    page = head.get(f"/k/{case}/4/a").send({**HANDED, "receiver": "proxy"})
    done = page.confirm({"name": "Fani Contoh", "sex": "female", "position": "Kakak"})

    record = store.filed(told(office, case), RecordKind.HAND_OVER, HandOver)[0].record
    assert "Isi nama penerima." in page.text
    assert (record.name, record.position) == ("Fani Contoh", "Kakak")
    assert "Fani Contoh" in done.text


def test_a_hand_over_before_the_decision_is_refused_and_nothing_typed_is_lost(office: Office, head: Visitor) -> None:
    case = closed.decided(office)
    refused = head.get(f"/k/{case}/4/a").confirm({**HANDED, "on": ["17", "11", "2026"], "note": "Catatan contoh."})

    assert refused.status == 409
    assert "Penyerahan tidak mungkin mendahului keputusan (Rabu, 18 November 2026)." in refused.text
    assert "Catatan contoh." in refused.html


def test_a_copy_for_the_spouse_is_asked_about_only_where_the_agency_gives_one(office: Office, head: Visitor) -> None:
    case = closed.decided(office, flagged=True)
    without = head.get(f"/k/{case}/4/a")
    with office.desk(office.head) as transaction:
        take_up(transaction, COPIES, "S04", version=1)
    asked = head.get(f"/k/{case}/4/a")
    unanswered = asked.send(HANDED)
    done_page = unanswered.confirm({"spouse": "not_safe"})

    assert "spouse" not in without.form().names
    assert "Jangan menyerahkan kepada keduanya pada hari atau tempat yang sama" in asked.text
    assert "Pilih salah satu." in unanswered.text
    assert "Tidak disampaikan, karena tidak aman" in done_page.text


def test_a_divorce_starts_the_employees_month_and_the_page_tells_how(office: Office, head: Visitor) -> None:
    case = closed.decided(office)
    page = head.get(f"/k/{case}/4/b").confirm(VERDICT)

    assert "Sabtu, 19 Desember 2026" in page.text
    assert "Perceraian terjadi Kamis, 19 November 2026 + 1 bulan kalender = Sabtu, 19 Desember 2026." in page.text
    assert "Pasal 15 Peraturan Pemerintah Nomor 45 Tahun 1990" in page.text
    assert "Oleh pegawai yang bersangkutan" in page.text


def test_a_divorce_needs_the_day_from_which_it_counts_and_not_before_the_verdict(office: Office, head: Visitor) -> None:
    case = closed.decided(office)
    unsaid = head.get(f"/k/{case}/4/b").send({**VERDICT, "final_on": ["", "", ""]})
    before = unsaid.confirm({"final_on": ["17", "11", "2026"]})

    assert "Isi sejak kapan perceraian berlaku." in unsaid.text
    assert before.status == 409
    assert "Perceraian tidak mungkin berlaku sebelum diputus" in before.text


def test_a_suit_that_failed_starts_no_clock(office: Office, head: Visitor) -> None:
    case = closed.decided(office)
    page = head.get(f"/k/{case}/4/b").confirm({**VERDICT, "outcome": "rejected", "final_on": ["", "", ""]})

    assert "Gugatan ditolak" in page.text
    assert "Batas laporan perceraian" not in page.text
    assert head.get(f"/k/{case}/4/c").status == 409


def test_a_refusal_leads_to_no_court_and_to_no_follow_up(office: Office, head: Visitor) -> None:
    case = closed.decided(office, DecisionKind.REFUSAL)
    page = head.get(f"/k/{case}/4")

    assert f"/k/{case}/4/b" not in page.reader.links
    assert "Tindak lanjut perceraian" not in page.text
    assert head.get(f"/k/{case}/4/b").status == 409


def test_a_report_that_comes_late_is_recorded_with_its_days(office: Office, app: Flask, head: Visitor) -> None:
    case = closed.decided(office)
    head.get(f"/k/{case}/4/b").confirm(VERDICT)
    visitor = later(office, app, 40)
    waiting = visitor.get(f"/k/{case}/4")
    page = visitor.get(f"/k/{case}/4/c").confirm({
        "on": day(date(2026, 12, 22)), "deed_number": "0123/AC/2026/PA.Cth", "deed_on": day(date(2026, 12, 1)),
    })

    record = store.filed(told(office, case), RecordKind.DIVORCE, DivorceReport)[0].record
    assert "Terlambat 11 hari" in waiting.text
    assert "catat penunjuk ke berkas disiplinnya" in waiting.text
    assert record.days_late == 3
    assert "Diterima terlambat 3 hari" in page.text
    assert "0123/AC/2026/PA.Cth" in page.text


def test_a_report_before_the_divorce_is_refused(office: Office, head: Visitor) -> None:
    case = closed.decided(office)
    head.get(f"/k/{case}/4/b").confirm(VERDICT)
    refused = head.get(f"/k/{case}/4/c").confirm({
        "on": day(date(2026, 11, 20)), "deed_number": "1/AC/2026", "deed_on": day(date(2026, 11, 18)),
    })

    assert refused.status == 409
    assert "Tanggal itu mendahului perceraian (Kamis, 19 November 2026)." in refused.text


def test_sharing_pay_is_a_rule_with_its_article_and_a_statement_in_words(office: Office, head: Visitor) -> None:
    case = closed.decided(office, request=closed.paying())
    form = head.get(f"/k/{case}/4/d")
    page = form.confirm({"on": ["19", "11", "2026"], "content": "Sepertiga gaji saya serahkan kepada bekas istri."})

    record = store.filed(told(office, case), RecordKind.SALARY, SalaryStatement)[0].record
    assert "Pasal 8 Peraturan Pemerintah Nomor 10 Tahun 1983" in form.text
    assert "Program tidak menghitung bagian siapa pun." in form.text
    assert record.content in page.text


def test_sharing_pay_concerns_nobody_but_a_male_permanent_employee(office: Office, head: Visitor) -> None:
    case = closed.decided(office)
    refused = head.get(f"/k/{case}/4/d").confirm({"on": ["19", "11", "2026"], "content": "Contoh."})

    assert f"/k/{case}/4/d" not in head.get(f"/k/{case}/4").reader.links
    assert refused.status == 409
    assert "hanya mengenai PNS pria" in refused.text


def test_the_follow_up_tells_for_each_line_when_and_by_whom(office: Office, head: Visitor) -> None:
    case = closed.decided(office)
    page = head.get(f"/k/{case}/4/e/L02").confirm({
        "state": "done", "on": ["19", "11", "2026"], "done_by": "Pengelola data", "note": "SIASN",
    })
    again = head.get(f"/k/{case}/4/e/L02")

    assert "1 dari 6 sudah dilihat." in page.text
    assert "Kamis, 19 November 2026 · Pengelola data" in page.text
    assert "SIASN" in again.text
    assert f"/k/{case}/4/e/L05" not in page.reader.links
    assert head.get(f"/k/{case}/4/e/L05").status == 404


def test_from_the_divorce_on_the_follow_up_comes_next_until_every_line_was_seen_to(
    office: Office, head: Visitor,
) -> None:
    case = closed.decided(office)
    before = head.get(f"/k/{case}/4")
    divorced = head.get(f"/k/{case}/4/b").confirm(VERDICT)
    codes = [link.rsplit("/", 1)[1] for link in divorced.reader.links if link.startswith(f"/k/{case}/4/e/")]
    for code in codes:
        page = head.get(f"/k/{case}/4/e/{code}").confirm({"state": "not_needed", "on": ["20", "11", "2026"],
                                                         "done_by": "Pengelola data"})

    assert "Selesaikan tindak lanjut perceraian" not in before.text
    assert "Selesaikan tindak lanjut perceraian" in divorced.text
    assert len(codes) == 6
    assert "Selesaikan tindak lanjut perceraian" not in page.text


def test_a_follow_up_of_tomorrow_is_refused(office: Office, head: Visitor) -> None:
    case = closed.decided(office)
    refused = head.get(f"/k/{case}/4/e/L02").confirm({
        "state": "done", "on": day(date(2026, 11, 21)), "done_by": "Pengelola data",
    })

    assert refused.status == 409
    assert "Tanggal itu belum tiba." in refused.text


def test_the_supervisor_writes_the_support_plan_and_the_bureau_reads_it(
    office: Office, app: Flask, head: Visitor,
) -> None:
    case = closed.decided(office)
    supervisor = arrive(office, app=app)
    offered = supervisor.get(f"/b/{case}").reader.links
    supervisor.get(f"/b/{case}/7/c").confirm({
        "workload": "Izin pada hari sidang.", "confidentiality": "Hanya kepala sekolah yang tahu.",
        "referrals": ["psychologist", "protection"], "talk_on": ["1", "12", "2026"],
    })
    read = head.get(f"/k/{case}/4")

    plan = store.filed(told(office, case), RecordKind.SUPPORT, SupportPlan)[0].record
    assert f"/b/{case}/7/c" in offered
    assert plan.by == "Atasan Contoh"
    assert "Izin pada hari sidang." in read.text
    assert "UPTD PPA" in read.text


def test_a_support_plan_waits_for_the_decision_and_is_the_supervisors_own(
    office: Office, app: Flask, head: Visitor,
) -> None:
    case = closed.handed_in(office)
    supervisor = arrive(office, app=app)

    assert f"/b/{case}/7/c" not in supervisor.get(f"/b/{case}").reader.links
    assert supervisor.get(f"/b/{case}/7/c").status == 409
    assert head.get(f"/b/{case}/7/c").status == 403
    assert arrive(office, office.colleague, app).get(f"/b/{case}/7/c").status == 404


def test_a_challenge_holds_the_file_until_its_outcome_is_recorded(office: Office, head: Visitor) -> None:
    case = closed.decided(office)
    held = head.get(f"/k/{case}/4/f").confirm({**CHALLENGED, "party": "spouse", "way": "court"})
    second = head.get(f"/k/{case}/4/f")
    free = head.get(f"/k/{case}/4/g").confirm({"ruling": "upheld", "on": ["20", "11", "2026"], "number": "3/G/2026"})

    record = store.filed(told(office, case), RecordKind.CHALLENGE, Challenged)[0].record
    assert "Selama itu berkas ini ditahan" in held.text
    assert second.status == 409
    assert "ditahan" not in free.text
    assert record.outcome is not None
    assert (record.party.value, record.way.value, record.outcome.ruling.value) == ("spouse", "court", "upheld")


def test_a_ruling_does_not_come_before_its_challenge(office: Office, head: Visitor) -> None:
    case = closed.decided(office)
    head.get(f"/k/{case}/4/f").confirm(CHALLENGED)
    refused = head.get(f"/k/{case}/4/g").confirm({"ruling": "upheld", "on": ["18", "11", "2026"]})

    assert refused.status == 409
    assert "Putusan tidak mungkin mendahului pengajuannya" in refused.text


def test_an_annulled_decision_is_a_withdrawn_paper(office: Office, head: Visitor) -> None:
    case = closed.decided(office)
    head.get(f"/k/{case}/4/f").confirm(CHALLENGED)
    before = [row.clear["withdrawn"] for row in told(office, case).all(columns.DOCUMENT)]
    page = head.get(f"/k/{case}/4/g").confirm({"ruling": "annulled", "on": ["20", "11", "2026"]})
    after = [row.clear["withdrawn"] for row in told(office, case).all(columns.DOCUMENT)]

    assert before == [None]
    assert None not in after
    assert "Keputusan ini dibatalkan Jumat, 20 November 2026 dan naskahnya ditandai ditarik." in page.text
    assert head.get(f"/k/{case}/4/h").status == 409


def test_an_annulled_refusal_goes_back_to_the_supervisor_at_the_finding(
    office: Office, app: Flask, head: Visitor,
) -> None:
    case = closed.decided(office, DecisionKind.REFUSAL)
    head.get(f"/k/{case}/4/f").confirm(CHALLENGED)
    head.get(f"/k/{case}/4/g").confirm({"ruling": "annulled", "on": ["20", "11", "2026"], "number": "9/BA/2026"})
    head.get(f"/k/{case}/4/h").confirm({"reason": "Keterangan saksi belum dipertimbangkan."})
    file = told(office, case)
    supervisor = arrive(office, app=app)
    seen = supervisor.get(f"/b/{case}/7/b")

    assert file.stage is Stage.CONCLUDING
    assert file.progress.concluded_on is None
    assert "Keterangan saksi belum dipertimbangkan." in seen.text
    assert f"/b/{case}/7/b" in supervisor.get(f"/b/{case}").reader.links
    assert head.get(f"/k/{case}/4/a").status == 409


def test_after_the_new_report_a_reopened_case_is_handed_in_and_its_clock_starts_anew(
    office: Office, app: Flask,
) -> None:
    case = submitted.handed_in(office)
    closed.refused(office, case)
    visitor = later(office, app, 30)
    visitor.get(f"/k/{case}/4/f").confirm({**CHALLENGED, "on": ["25", "11", "2026"]})
    visitor.get(f"/k/{case}/4/g").confirm({"ruling": "annulled", "on": ["18", "12", "2026"]})
    visitor.get(f"/k/{case}/4/h").confirm({"reason": "Keterangan saksi belum dipertimbangkan."})
    supervisor = arrive(office, app=app)
    todo = supervisor.get(f"/b/{case}").reader.links
    early = supervisor.get(f"/b/{case}/7")
    submitted.concluded(office, case, supervisor, "accords")
    with office.desk() as transaction:
        issued = issue(transaction, case, Subject(Kind.MEDIATION_REPORT))
        assert not isinstance(issued, Refusal), issued
    submitted.submitted(office, case)

    file = told(office, case)
    handling = file.progress.handling
    assert f"/b/{case}/7/b" in todo
    assert early.status == 409
    assert handling is not None
    assert (handling.decided, handling.rounds, handling.submitted_on) == (None, 2, date(2026, 12, 20))
    assert visitor.get(f"/k/{case}/1").status == 200


def test_nothing_is_reopened_that_was_not_annulled(office: Office, head: Visitor) -> None:
    case = closed.decided(office, DecisionKind.REFUSAL)
    early = head.get(f"/k/{case}/4/h")
    head.get(f"/k/{case}/4/f").confirm(CHALLENGED)
    head.get(f"/k/{case}/4/g").confirm({"ruling": "upheld", "on": ["20", "11", "2026"]})

    assert early.status == 409
    assert head.get(f"/k/{case}/4/h").status == 409


def test_of_a_discipline_file_only_where_it_lies_is_kept(office: Office, head: Visitor) -> None:
    case = closed.handed_in(office)
    form = head.get(f"/k/{case}/4/i")
    page = form.confirm({"number": "HD/5/2026", "office": "Inspektorat Contoh", "on": ["19", "11", "2026"]})

    record = store.filed(told(office, case), RecordKind.DISCIPLINE, Pointer)[0].record
    assert form.form().names - {"csrf_token", "submit_key", "version"} == {"number", "office", "on"}
    assert (record.number, record.office) == ("HD/5/2026", "Inspektorat Contoh")
    assert "HD/5/2026" in page.text


def test_the_receipt_is_issued_from_what_was_recorded(office: Office, head: Visitor) -> None:
    submitted.lettered(office)
    submitted.signs(office)
    case = closed.decided(office)
    before = head.get(f"/k/{case}/4").reader.links
    head.get(f"/k/{case}/4/a").confirm({
        **HANDED, "receiver": "proxy", "name": "Fani Contoh", "sex": "female", "position": "Kakak",
    })
    links = head.get(f"/k/{case}/4").reader.links
    receipt = head.get(next(link for link in links if link not in before and link.startswith(f"/k/{case}/6/")))

    assert receipt.status == 200
    assert "Fani Contoh" in receipt.text
    assert "800/12/2026" in receipt.text
    assert "Kuasa pegawai, dengan surat kuasa" in receipt.text


def test_the_scan_of_a_receipt_is_tied_to_the_hand_over(office: Office, head: Visitor) -> None:
    case = closed.decided(office)
    head.get(f"/k/{case}/4/a").confirm(HANDED)
    row = store.filed(told(office, case), RecordKind.HAND_OVER, HandOver)[0].row
    link = next(one for one in head.get(f"/k/{case}/4").reader.links if row.hex in one)
    attach = head.get(link)

    assert ("tie", f"row:{row.hex}") in attach.form().fields


def test_the_trail_tells_that_something_was_recorded_and_not_what(office: Office, head: Visitor) -> None:
    case = closed.decided(office)
    head.get(f"/k/{case}/4/b").confirm(VERDICT)
    head.get(f"/k/{case}/4/f").confirm(CHALLENGED)
    with office.premises.reading() as transaction:
        entries = transaction.connection.exec_driver_sql("select * from audit_entry").all()

    written = " ".join(map(str, entries))
    assert "aftermath.recorded" in written
    assert "divorced" not in written
    assert "appeal" not in written


def test_the_cases_own_supervisor_does_nothing_of_it_for_the_bureau(office: Office, app: Flask) -> None:
    case = closed.decided(office)
    visitor = arrive(office, submitted.also_officer(office, office.supervisor), app)

    for step in "abfi":
        page = visitor.get(f"/k/{case}/4/{step}")
        assert page.status == 409
        assert "Anda atasan langsung dalam berkas ini." in page.text
    assert visitor.get(f"/k/{case}/5/a").status == 409
    assert visitor.get(f"/b/{case}/7/c").status == 200


def test_two_people_at_once_are_told(office: Office, app: Flask, head: Visitor) -> None:
    case = closed.decided(office)
    mine, theirs = head.get(f"/k/{case}/4/i"), arrive(office, office.head, app).get(f"/k/{case}/4/f")
    theirs.confirm(CHALLENGED)
    late = mine.confirm({"number": "HD/5/2026", "office": "Inspektorat Contoh", "on": ["19", "11", "2026"]})

    assert late.status == 409
    assert "Berkas ini berubah sejak halaman ini dibuka." in late.text
    assert "HD/5/2026" in late.html


def test_a_case_that_was_not_handed_in_has_no_such_pages(office: Office, head: Visitor) -> None:
    case = open_case(office)

    assert head.get(f"/k/{case}/4").status == 404
