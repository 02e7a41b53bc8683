"""Files at the bureau, from handing in to the end, in the browser: every step by the one whose step it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from mediation.cases.model import DecisionKind, Stage
from tests import hearings, submitted
from tests.journeys.browser import bureau as at
from tests.journeys.browser.bureau import Bureau

pytestmark = pytest.mark.browser

WHY = "Setingkat di dinas yang sama dan tidak mengenal kedua pihak."
OWN = "Hasil pemeriksaan dokter dan keterangan saksi menunjukkan bahaya yang nyata bagi pemohon di rumah itu. " * 2
ANSWER = "Saya sudah menimbang hasil pemeriksaan dokter itu, tetapi keterangan saksi kedua berbeda sama sekali. " * 2
REFUSED = {
    "considering": "alasan yang dikemukakan belum dapat diterima", "ground": "common_sense",
    "article": "Pasal 0 ayat (0) huruf x Peraturan Contoh", "reasons": hearings.REASONS,
    "object_to": "Bupati Contoh melalui Sekretaris Daerah",
}


@pytest.fixture
def bureau(browser: Browser, tmp_path: Path) -> Iterator[Bureau]:
    with at.served(at.furnished(tmp_path), browser) as opened:
        yield opened


def test_a_complete_file_leads_to_a_permit(bureau: Bureau, tmp_path: Path) -> None:
    case = submitted.reported(bureau.place)
    supervisor, officer, head = (bureau.open(name) for name in ("atasan", "petugas", "kepala"))

    at.visit(supervisor, f"/b/{case}/8/baru")
    supervisor.fill({"tie": "line:K12", "note": "Halaman depan."})
    at.upload(supervisor, tmp_path, "ktp-contoh.pdf")
    at.hand_in(supervisor, case)
    at.take(officer, case)
    at.check(officer, case)
    at.review(officer, case, "permit")
    reasons = {"considering": "alasan yang dikemukakan dapat diterima oleh akal sehat"}
    at.prepare(officer, case, "permit", reasons, look=lambda name: bureau.look(officer, name))
    at.visit(officer, f"/k/{case}/3")
    waits_for_another = at.words(officer)
    at.confirm(head, case, bureau.today, "R01", tmp_path)
    at.visit(head, f"/k/{case}/3")
    told = at.words(head)
    at.visit(supervisor, f"/b/{case}")

    assert "Anda yang menyiapkan; orang lain yang mengesahkan." in waits_for_another
    assert "Berkas ditutup" in told
    assert "Izin diberikan" in told
    assert "Sudah diputus" in at.words(supervisor)
    assert hearings.progress(bureau.place, case).decided
    assert bureau.faults == []


def test_a_file_that_was_returned_twice_keeps_what_was_right(bureau: Bureau, tmp_path: Path) -> None:
    case = submitted.handed_in(bureau.place)
    officer = bureau.open("petugas")
    at.take(officer, case)

    at.check(officer, case, K12="Halaman depan tidak terbaca.", K13="Belum ada.")
    at.give_back(officer, case, bureau)
    first = at.mend(bureau, case, tmp_path)
    at.open_file(officer, case)
    at.visit(officer, f"/k/{case}/1")
    kept = officer.page.locator('main [name="v_K11"][value="meets"]').is_checked()
    asked_again = officer.page.locator('main [name="v_K12"]:checked').count()
    at.open_notes(officer)
    officer.fill({"v_K12": "meets", "v_K13": "fails", "n_K13": "Masih memuat alamat lama."})
    officer.press("Simpan hasil pemeriksaan")
    at.give_back(officer, case, bureau)
    second = at.mend(bureau, case, tmp_path)
    at.open_file(officer, case)
    at.visit(officer, f"/k/{case}/1")
    officer.fill({"v_K13": "meets"})
    officer.press("Simpan hasil pemeriksaan")

    assert (kept, asked_again) == (True, 0)
    assert "Halaman depan tidak terbaca." in first
    assert "Masih memuat alamat lama." in second
    assert "Halaman depan tidak terbaca." not in second
    handling = hearings.progress(bureau.place, case).handling
    assert handling
    assert (handling.returns, handling.rounds, handling.complete) == (2, 3, True)


def test_a_second_reviewer_disagrees_and_the_file_ends_refused(bureau: Bureau, tmp_path: Path) -> None:
    case = submitted.awaiting_reviewer(bureau.place)
    supervisor, reviewer = bureau.open("atasan"), bureau.open("rekan")

    at.visit(supervisor, f"/b/{case}/9/a")
    at.sure(supervisor, {"reviewer": str(bureau.place.colleague.person.id), "why": WHY, "compared": "ya"})
    at.visit(reviewer, "/b/dibaca")
    reviewer.click(reviewer.page.locator(f'main a[href^="/b/{case}/9"]').first)
    read = at.words(reviewer)
    at.visit(reviewer, f"/b/{case}/9/d")
    at.sure(reviewer, {"opinion": "disagrees", "reasons": OWN})
    at.visit(supervisor, f"/b/{case}/9/c")
    at.sure(supervisor, {"answer": ANSWER})
    at.issue(supervisor, f"/b/{case}/6/c")
    at.hand_in(supervisor, case)
    at.visit(reviewer, f"/b/{case}/9")
    closed_to_reviewer = reviewer.heading
    officer, head = bureau.open("petugas"), bureau.open("kepala")
    at.take(officer, case)
    at.check(officer, case)
    at.review(officer, case, "refusal")
    at.prepare(officer, case, "refusal", REFUSED)
    at.confirm(head, case, bureau.today, "R02", tmp_path)

    assert "Ani Contoh" in read
    assert closed_to_reviewer == "Halaman tidak ditemukan, atau bukan untuk Anda"
    handling = hearings.progress(bureau.place, case).handling
    assert handling
    assert handling.decided is DecisionKind.REFUSAL


def test_a_withdrawal_under_a_flag_ends_only_after_the_applicant_was_heard_alone_on_another_day(
    bureau: Bureau, tmp_path: Path,
) -> None:
    case = submitted.handed_in(bureau.place, flagged=True)
    officer = bureau.open("petugas")
    at.take(officer, case)

    at.visit(officer, f"/k/{case}/2/f")
    at.sure(officer, {"on": bureau.today, "note": "Surat diantar oleh pasangan."})
    at.visit(officer, f"/k/{case}/3/a")
    too_early = officer.page.locator('main [name="kind"][value="withdrawn"]').count()
    at.hear_about_withdrawal(officer, case, bureau.today)
    same_day = officer.problems()
    bureau.later(days=3)
    at.hear_about_withdrawal(officer, case, bureau.today)
    at.prepare(officer, case, "withdrawn", {"on": bureau.today, "proof": "Surat pencabutan"}, position="")
    head = bureau.open("kepala")
    at.confirm(head, case, bureau.today, "R03", tmp_path)

    assert too_early == 0
    assert "Pemohon didengar pada hari lain" in same_day
    handling = hearings.progress(bureau.place, case).handling
    assert handling
    assert (handling.decided, handling.withdrawal and handling.withdrawal.free) == (
        DecisionKind.WITHDRAWN, True,
    )


def test_an_annulled_refusal_is_opened_again_at_the_finding_and_handed_in_anew(bureau: Bureau, tmp_path: Path) -> None:
    case = submitted.handed_in(bureau.place)
    officer, head = bureau.open("petugas"), bureau.open("kepala")
    at.take(officer, case)
    at.check(officer, case)
    at.review(officer, case, "refusal")
    at.prepare(officer, case, "refusal", REFUSED)
    at.confirm(head, case, bureau.today, "R02", tmp_path)

    at.visit(officer, f"/k/{case}/4/f")
    at.sure(officer, {"party": "applicant", "way": "court", "on": bureau.today, "before": "PTUN Contoh"})
    at.visit(officer, f"/k/{case}/4/g")
    at.sure(officer, {"ruling": "annulled", "on": bureau.today, "number": "00/G/2026/PTUN.CTH"})
    at.visit(officer, f"/k/{case}/4/h")
    at.sure(officer, {"reason": "Keterangan saksi kedua belum dipertimbangkan."})
    reopened = at.stage_of(bureau.place, case)
    supervisor = bureau.open("atasan")
    at.conclude_again(supervisor, case)
    at.issue(supervisor, f"/b/{case}/6/c")
    at.hand_in(supervisor, case)

    assert reopened is Stage.CONCLUDING
    assert at.stage_of(bureau.place, case) is Stage.SUBMITTED
    handling = hearings.progress(bureau.place, case).handling
    assert handling
    assert handling.decided is None
