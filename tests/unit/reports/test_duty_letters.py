"""What the letters about the protection of data say, and what stops them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from mediation.law.identity import Sex
from mediation.reports.duty_facts import Failure, NoticeFacts, Reader, ReportFacts, Sheet, Signer, Told, missing
from mediation.reports.facts import Agency
from mediation.reports.letters import breach_notice, breach_report
from tests.flat import lines

KNOWN = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
FAILURE = Failure(
    zone="WITA", since=KNOWN - timedelta(hours=5), repeated=False, known=KNOWN, due=KNOWN + timedelta(hours=72),
    what="Cetakan tertinggal.\nLalu hilang.", how="Mesin yang salah", data=("Nama", "Data anak"), people=12,
    risks="Dapat dikenali.", handled=((KNOWN, "Mesin dimatikan."), (KNOWN + timedelta(hours=1), "Cetakan dicari")),
    officer="Kepala Bidang Data", contact="(021) 555-0100", basis="Pasal 46 Undang-Undang Contoh",
)
SHEET = Sheet(
    on=date(2026, 11, 21), agency=Agency("Kabupaten Contoh", "Badan Contoh", "Jalan 1", "Telepon 1", "Contoh"),
    signer=Signer("Kepala Badan Contoh", "Kepala Contoh", "197001011995031001"),
)
NOTICE = NoticeFacts(SHEET, FAILURE, Reader("Sri Contoh", Sex.FEMALE, "Jalan 2\nContoh"))
REPORT = ReportFacts(SHEET, FAILURE, "Kepala Lembaga", "Jakarta")


def test_a_notice_says_which_data_when_how_and_what_was_done() -> None:
    said = lines(breach_notice.compose(NOTICE))

    when = (
        "Kapan: Terjadi pada Jumat, 20 November 2026 pukul 06.00 WITA. "
        "Kami ketahui pada Jumat, 20 November 2026 pukul 11.00 WITA."
    )
    for expected in (
        "Yth. Saudari Sri Contoh", "Data anak.", "Lalu hilang.", "Mesin yang salah.",
        when, "Jumat, 20 November 2026 pukul 12.00 WITA: Cetakan dicari.",
    ):
        assert any(expected in line for line in said), (expected, said)


@pytest.mark.parametrize(("sex", "form"), [(Sex.FEMALE, "Saudari"), (Sex.MALE, "Saudara")])
def test_the_form_of_address_follows_from_sex(sex: Sex, form: str) -> None:
    said = " ".join(lines(breach_notice.compose(replace(NOTICE, reader=replace(NOTICE.reader, sex=sex)))))

    assert f"menyangkut data {form}." in said


def test_the_report_names_nobody_but_officials() -> None:
    said = " ".join(lines(breach_report.compose(REPORT)))

    assert "Sri Contoh" not in said
    assert "12 (dua belas) orang." in said
    assert "belum ada." in said


def test_the_report_says_of_each_notice_whether_it_came_late() -> None:
    told = (Told("Orang yang datanya terdampak", KNOWN + timedelta(hours=80), "terlambat 8 jam 0 menit"),)

    said = " ".join(lines(breach_report.compose(replace(REPORT, told=told))))

    assert "kepada orang yang datanya terdampak pada Senin, 23 November 2026 pukul 19.00 WITA (terlambat 8 jam" in said


@pytest.mark.parametrize(("without", "said"), [
    ({"data": ()}, "Jenis data"), ({"since": None}, "Kapan"), ({"how": " "}, "Bagaimana"),
    ({"handled": ()}, "penanganan"), ({"contact": ""}, "Kontak"),
])
def test_a_letter_without_what_the_law_asks_is_refused(without: dict[str, object], said: str) -> None:
    gaps = missing(replace(REPORT, failure=replace(FAILURE, **without)))  # type: ignore[arg-type]  # named traits

    assert [said in gap.reason for gap in gaps] == [True]


def test_a_letter_needs_an_office_to_sign_and_the_report_an_authority() -> None:
    blank = replace(REPORT, sheet=replace(SHEET, signer=Signer("")), authority="")

    assert len(missing(blank)) == 2
    assert missing(REPORT) == missing(NOTICE) == ()


def test_a_number_and_a_name_that_nobody_gave_are_lines_to_write_on() -> None:
    said = lines(breach_report.compose(replace(REPORT, sheet=replace(SHEET, signer=Signer("Kepala Badan")))))

    assert sum("……" in line for line in said) == 2
