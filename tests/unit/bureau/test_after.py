"""What follows a decision, and the clock of the parties' requests: rules without a case."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from mediation.bureau.after.model import DivorceReport, HandOver, Receiver, Way
from mediation.bureau.after.services import DECREES
from mediation.bureau.requests.model import Answer, Answered, Channel, Entry, PartyRequest, Wanted
from mediation.bureau.requests.services import _by_time_left
from mediation.cases.model import Party
from mediation.law.deadlines import Standing, divorce_report_deadline
from mediation.reports.blocks import Kind

CAME = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
ASKED = PartyRequest(Party.SPOUSE, Wanted.ACCESS, "keterangannya", CAME, Channel.LETTER, "Petugas Contoh")


@pytest.mark.parametrize(("divorced", "due"), [
    (date(2026, 1, 31), date(2026, 2, 28)),
    (date(2028, 1, 31), date(2028, 2, 29)),
    (date(2026, 12, 5), date(2027, 1, 5)),
])
def test_the_report_is_due_a_calendar_month_after_the_divorce(divorced: date, due: date) -> None:
    assert divorce_report_deadline(divorced).due == due


@pytest.mark.parametrize(("came", "late"), [
    (date(2026, 12, 18), 0), (date(2026, 12, 19), 0), (date(2026, 12, 20), 1), (date(2027, 1, 19), 31),
])
def test_a_report_is_late_from_the_day_after_its_limit(came: date, late: int) -> None:
    report = DivorceReport(came, "1/AC/2026", date(2026, 11, 25), date(2026, 12, 19), "Petugas", came)

    assert report.days_late == late


def test_the_employee_signs_for_himself_and_others_as_what_they_are() -> None:
    own = HandOver(date(2026, 11, 20), Receiver.EMPLOYEE, Way.BY_HAND, "Ruang Contoh", "Petugas")
    proxy = HandOver(date(2026, 11, 20), Receiver.PROXY, Way.BY_HAND, "Ruang Contoh", "Petugas", "Fani Contoh")

    assert own.receives_as == ""
    assert proxy.receives_as == "Kuasa pegawai, dengan surat kuasa"


def test_a_request_is_due_three_times_24_hours_after_it_came() -> None:
    assert ASKED.deadline("WIB").due == CAME + timedelta(hours=72)


@pytest.mark.parametrize(("hours", "standing", "told"), [
    (0, Standing.RUNNING, 72), (71.5, Standing.RUNNING, 1), (72, Standing.RUNNING, 0), (72.1, Standing.LATE, 1),
])
def test_hours_that_have_begun_count_whole(hours: float, standing: Standing, told: int) -> None:
    status = ASKED.status(CAME + timedelta(hours=hours), "WIB")

    assert (status.standing, status.hours) == (standing, told)


def test_an_answered_request_stands_as_when_it_was_answered() -> None:
    answered = PartyRequest(**{
        **vars(ASKED), "answered": Answered(Answer.GRANTED, "Terlampir.", CAME + timedelta(hours=10), "Petugas"),
    })

    assert answered.status(CAME + timedelta(days=90), "WIB").hours == 62


def test_who_came_first_has_the_least_time_left_and_what_does_not_open_comes_before_all() -> None:
    def entry(number: int, hours: int | None) -> Entry:
        made = None if hours is None else PartyRequest(**{**vars(ASKED), "received_at": CAME + timedelta(hours=hours)})
        return Entry(UUID(int=0), UUID(int=number), str(number), made)

    ordered = _by_time_left((entry(1, 5), entry(2, -5), entry(3, None), entry(4, 0)))

    assert [each.number for each in ordered] == ["3", "2", "4", "1"]


def test_the_papers_of_a_decision_are_known_by_the_kinds_of_documents() -> None:
    assert {Kind.PERMIT_DECREE, Kind.CERTIFICATE, Kind.REFUSAL_DECREE} == {Kind(each) for each in DECREES}
