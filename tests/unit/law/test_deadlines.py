"""The clocks: calendar months, clamped to the end of the month, moved by nothing; and one that runs by the hour."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.law.deadlines import (
    Deadline,
    Standing,
    add_months,
    appointment_cautions,
    breach_deadline,
    divorce_report_deadline,
    official_deadline,
    request_deadline,
    superior_deadline,
)
from mediation.law.statutes import may_refuse

# received, due, why
CLOCKS = [
    (date(2026, 11, 30), date(2027, 2, 28), "February has no 30"),
    (date(2027, 11, 30), date(2028, 2, 29), "a leap year's February has 29"),
    (date(2026, 8, 31), date(2026, 11, 30), "November has no 31"),
    (date(2026, 11, 20), date(2027, 2, 20), "a Saturday: not moved"),
    (date(2026, 9, 25), date(2026, 12, 25), "Christmas: not moved"),
    (date(2026, 10, 1), date(2027, 1, 1), "over the new year, a holiday: not moved"),
    (date(2026, 1, 15), date(2026, 4, 15), "an ordinary day"),
]

# today, words, level of warning
STANDINGS = [
    (date(2026, 12, 1), "Sisa 89 hari", None),
    (date(2027, 1, 28), "Sisa 31 hari", None),
    (date(2027, 1, 29), "Sisa 30 hari", 30),
    (date(2027, 2, 13), "Sisa 15 hari", 30),
    (date(2027, 2, 14), "Sisa 14 hari", 14),
    (date(2027, 2, 21), "Sisa 7 hari", 7),
    (date(2027, 2, 27), "Sisa 1 hari", 1),
    (date(2027, 2, 28), "Batas waktu hari ini", 1),
    (date(2027, 3, 3), "Terlambat 3 hari", None),
]

# letter, appointment, what is said
APPOINTMENTS = [
    (date(2026, 11, 23), date(2026, 12, 3), []),
    (
        date(2026, 11, 23),
        date(2026, 11, 27),
        [
            "Jarak dari surat sampai hari panggilan hanya 4 hari kerja; disarankan paling sedikit 7 hari kerja.",
        ],
    ),
    (date(2026, 11, 23), date(2026, 12, 5), ["Sabtu, 5 Desember 2026 bukan hari kerja."]),
    (
        date(2026, 11, 23),
        date(2026, 12, 25),
        ["Jumat, 25 Desember 2026 hari libur: Kelahiran Yesus Kristus (Natal)."],
    ),
    (
        date(2027, 2, 1),
        date(2027, 3, 10),
        ["Rabu, 10 Maret 2027 hari libur: Idulfitri (perkiraan)."],
    ),
    (
        date(2027, 12, 1),
        date(2028, 1, 5),
        ["Hari libur tahun 2028 belum tercatat di sini. Periksa sendiri kalendernya."],
    ),
]


@pytest.mark.parametrize(("received", "due", "why"), CLOCKS)
def test_a_superior_has_three_calendar_months(received: date, due: date, why: str) -> None:
    assert superior_deadline(received).due == due, why


@given(st.dates(date(1990, 9, 6), date(2100, 1, 1)), st.integers(0, 36))
def test_months_are_clamped_and_never_spill_over(day: date, months: int) -> None:
    later = add_months(day, months)

    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


def test_a_clock_says_how_it_was_computed() -> None:
    assert superior_deadline(date(2026, 11, 30)).explain() == (
        "Diterima Senin, 30 November 2026 + 3 bulan kalender = Minggu, 28 Februari 2027. "
        "Februari 2027 tidak mempunyai tanggal 30, jadi batasnya hari terakhir bulan itu. "
        "Batas waktu ini tidak bergeser walaupun jatuh pada hari libur. "
        "Dasar: Pasal 5 ayat (2) Peraturan Pemerintah Nomor 45 Tahun 1990."
    )


def test_an_ordinary_clock_says_no_more_than_needed() -> None:
    assert superior_deadline(date(2026, 1, 15)).explain() == (
        "Diterima Kamis, 15 Januari 2026 + 3 bulan kalender = Rabu, 15 April 2026. "
        "Dasar: Pasal 5 ayat (2) Peraturan Pemerintah Nomor 45 Tahun 1990."
    )


@pytest.mark.parametrize(("today", "words", "level"), STANDINGS)
def test_a_clock_says_how_it_stands(today: date, words: str, level: int | None) -> None:
    status = superior_deadline(date(2026, 11, 30)).status(today)

    assert (status.words, status.level) == (words, level)


def test_a_clock_that_was_met_stands_as_on_that_day() -> None:
    status = superior_deadline(date(2026, 11, 30)).status(date(2027, 5, 1), met_on=date(2027, 2, 27))

    assert (status.standing, status.days) == (Standing.RUNNING, 1)


@pytest.mark.parametrize(("sent", "appointment", "said"), APPOINTMENTS)
def test_an_appointment_is_cautioned_and_never_refused(sent: date, appointment: date, said: list[str]) -> None:
    cautions = appointment_cautions(sent, appointment)

    assert [caution.words for caution in cautions] == said
    assert not any(may_refuse(caution.rule_id) for caution in cautions)


def test_a_saturday_is_no_reason_to_warn_where_six_days_are_worked() -> None:
    assert appointment_cautions(date(2026, 11, 23), date(2026, 12, 5), week=6) == ()


def test_the_clock_of_a_contract_employee_names_no_rule_that_does_not_name_them() -> None:
    told = superior_deadline(date(2026, 1, 15), employment="pppk").explain()

    assert "PP 45" not in told
    assert "Peraturan Pemerintah" not in told
    assert told.endswith("Bagi PPPK dihitung sama; dasar hukumnya ditetapkan oleh instansi.")


@pytest.mark.parametrize(("received", "due", "why"), CLOCKS)
def test_the_official_has_three_calendar_months_of_his_own(received: date, due: date, why: str) -> None:
    assert official_deadline(received).due == due, why


def test_the_officials_clock_names_its_own_article() -> None:
    assert official_deadline(date(2026, 1, 15)).explain() == (
        "Diterima Kamis, 15 Januari 2026 + 3 bulan kalender = Rabu, 15 April 2026. "
        "Dasar: Pasal 12 Peraturan Pemerintah Nomor 10 Tahun 1983 "
        "sebagaimana telah diubah dengan Peraturan Pemerintah Nomor 45 Tahun 1990."
    )


# the divorce took effect, report due, why
REPORTS = [
    (date(2026, 1, 15), date(2026, 2, 15), "an ordinary day"),
    (date(2026, 1, 31), date(2026, 2, 28), "February has no 31"),
    (date(2027, 12, 25), date(2028, 1, 25), "over the new year"),
]


@pytest.mark.parametrize(("divorced", "due", "why"), REPORTS)
def test_a_divorce_is_reported_within_one_calendar_month(divorced: date, due: date, why: str) -> None:
    assert divorce_report_deadline(divorced).due == due, why


def test_the_clock_of_the_report_of_a_divorce_names_its_article_and_its_beginning() -> None:
    assert divorce_report_deadline(date(2026, 1, 31)).explain() == (
        "Perceraian terjadi Sabtu, 31 Januari 2026 + 1 bulan kalender = Sabtu, 28 Februari 2026. "
        "Februari 2026 tidak mempunyai tanggal 31, jadi batasnya hari terakhir bulan itu. "
        "Batas waktu ini tidak bergeser walaupun jatuh pada hari libur. "
        "Dasar: Pasal 15 Peraturan Pemerintah Nomor 45 Tahun 1990."
    )


@pytest.mark.parametrize("clock", [official_deadline, divorce_report_deadline])
def test_no_clock_of_a_contract_employee_names_a_rule_for_permanent_ones(clock: Callable[..., Deadline]) -> None:
    found = clock(date(2026, 1, 15), employment="pppk")

    assert found.due == clock(date(2026, 1, 15)).due
    assert "Peraturan Pemerintah" not in found.explain()
    assert found.explain().endswith("Bagi PPPK dihitung sama; dasar hukumnya ditetapkan oleh instansi.")


ASKED = datetime(2026, 11, 20, 3, 15, tzinfo=UTC)

# hours after it was received, words
HOURS = [
    (0, "Sisa 72 jam"),
    (0.5, "Sisa 72 jam"),
    (71, "Sisa 1 jam"),
    (71.5, "Sisa 1 jam"),
    (72, "Sisa 0 jam"),
    (72.1, "Terlambat 1 jam"),
    (74, "Terlambat 2 jam"),
]


@pytest.mark.parametrize(("after", "words"), HOURS)
def test_a_request_about_own_data_is_counted_by_the_hour(after: float, words: str) -> None:
    assert request_deadline(ASKED).status(ASKED + timedelta(hours=after)).words == words


def test_a_request_that_was_answered_stands_as_at_that_moment() -> None:
    clock = request_deadline(ASKED)

    assert clock.status(ASKED + timedelta(days=30), met=ASKED + timedelta(hours=10)).words == "Sisa 62 jam"


def test_the_clock_of_hours_runs_over_a_weekend_and_says_that_its_article_is_unverified() -> None:
    assert request_deadline(ASKED, "WITA").explain() == (
        "Diterima Jumat, 20 November 2026 pukul 11.15 WITA + 3 x 24 jam = Senin, 23 November 2026 pukul 11.15 WITA. "
        "Jamnya berjalan terus, juga malam hari dan pada hari libur. "
        "Dasar: Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi; "
        "pasalnya belum dicocokkan dengan naskah undang-undang."
    )


def test_the_clock_of_hours_refuses_nothing() -> None:
    assert not may_refuse(request_deadline(ASKED).rule_id)


KNOWN = datetime(2026, 11, 20, 3, 15, tzinfo=UTC)

# minutes after it became known, how the clock stands, how late a notice of that moment is
BREACH = [
    (0, "Sisa 72 jam", "tepat waktu"),
    (71 * 60 + 59, "Sisa 1 jam", "tepat waktu"),
    (72 * 60, "Sisa 0 jam", "tepat waktu"),
    (72 * 60 + 1, "Terlambat 1 jam", "terlambat 0 jam 1 menit"),
    (75 * 60 + 20, "Terlambat 4 jam", "terlambat 3 jam 20 menit"),
]


@pytest.mark.parametrize(("minutes", "stands", "late"), BREACH)
def test_a_failure_of_protection_is_told_within_3_x_24_hours_of_becoming_known(
    minutes: int, stands: str, late: str,
) -> None:
    clock, at = breach_deadline(KNOWN), KNOWN + timedelta(minutes=minutes)

    assert (clock.status(at).words, clock.lateness(at).words) == (stands, late)


@pytest.mark.parametrize(("zone", "from_when", "until"), [
    ("WIB", "Jumat, 20 November 2026 pukul 10.15 WIB", "Senin, 23 November 2026 pukul 10.15 WIB"),
    ("WITA", "Jumat, 20 November 2026 pukul 11.15 WITA", "Senin, 23 November 2026 pukul 11.15 WITA"),
    ("WIT", "Jumat, 20 November 2026 pukul 12.15 WIT", "Senin, 23 November 2026 pukul 12.15 WIT"),
])
def test_the_clock_of_a_failure_is_told_in_the_zone_of_the_unit_with_its_basis(
    zone: str, from_when: str, until: str,
) -> None:
    assert breach_deadline(KNOWN, zone).explain() == (
        f"Diketahui {from_when} + 3 x 24 jam = {until}. "
        "Jamnya berjalan terus, juga malam hari dan pada hari libur. "
        "Dasar: Pasal 46 Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi. "
        "Naskah yang terbaca tidak menyebut saat mulainya; di sini dihitung sejak diketahui."
    )


def test_a_second_late_is_a_begun_minute() -> None:
    clock = breach_deadline(KNOWN)

    assert clock.lateness(clock.due + timedelta(seconds=1)).words == "terlambat 0 jam 1 menit"
