"""Each side is called by itself: planned, withdrawn, delivered, answered. Through the front door."""

from datetime import date
from uuid import UUID

import pytest

from mediation.cases import store as cases
from mediation.cases.agenda import TaskKind
from mediation.cases.model import Attendance, Party
from mediation.cases.summon import store
from mediation.cases.summon.model import Delivery, Presence, Purpose, StoredSummons
from tests import summonses, walks
from tests.builders import Office, open_case
from tests.pages import Visitor, arrive

TODAY = date(2026, 11, 20)  # a Friday
GOOD = date(2026, 12, 3)  # a Thursday, nine working days later


@pytest.fixture
def visitor(office: Office) -> Visitor:
    return arrive(office)


@pytest.fixture
def case(office: Office) -> UUID:
    return open_case(office)


def opened(office: Office, case: UUID) -> cases.CaseFile:
    with office.desk() as transaction:
        return cases.get(transaction, case)


def first(office: Office, case: UUID) -> StoredSummons:
    return store.summonses(opened(office, case))[0]


def test_a_planned_summons_keeps_what_was_filled_in(office: Office, visitor: Visitor, case: UUID) -> None:
    visitor.get(f"/b/{case}/2/a").send(walks.summons(GOOD))
    found = first(office, case)

    assert (found.summons.round, found.summons.on, found.summons.place, found.summons.purpose,
            found.summons.delivery, found.summons.cautions) == (
        1, GOOD, "Ruang Konseling", Purpose.EXAMINATION, Delivery.BY_HAND, ())
    assert found.appointment.planned_on == TODAY


def test_the_spouse_is_not_called_before_the_applicant_was_screened(visitor: Visitor, case: UUID) -> None:
    page = visitor.get(f"/b/{case}/2/b")

    assert page.status == 409
    assert "percakapan sendirian dengan pemohon belum dilakukan" in page.text


def test_a_sent_form_is_refused_too_and_keeps_what_was_typed(office: Office, visitor: Visitor, case: UUID) -> None:
    form = visitor.get(f"/b/{case}/2/a").form().fields
    token = dict(form)
    page = visitor.post(f"/b/{case}/2/b", {**token, **walks.summons(GOOD, place="Ruang Tata Usaha")})

    assert page.status == 409
    assert ("place", "Ruang Tata Usaha") in page.form("place").fields
    assert opened(office, case).progress.appointments == ()


def test_the_last_summons_is_answered_before_the_next(office: Office, visitor: Visitor, case: UUID) -> None:
    summonses.planned(office, case, Party.APPLICANT, GOOD)

    assert visitor.get(f"/b/{case}/2/a").status == 409


@pytest.mark.parametrize(("on", "said"), [
    (date(2026, 11, 24), "hanya 2 hari kerja"),
    (date(2026, 12, 25), "hari libur"),
    (date(2026, 12, 6), "bukan hari kerja"),
    (date(2027, 2, 3), "melewati batas waktu Anda"),
    (date(2026, 11, 10), "sudah lewat"),
])
def test_an_odd_day_warns_and_takes_a_reason(
    office: Office, visitor: Visitor, case: UUID, on: date, said: str,
) -> None:
    page = visitor.get(f"/b/{case}/2/a").send(walks.summons(on))
    assert said in page.text
    assert "bukan larangan" in page.text

    page.send({"reason": "Diminta sendiri oleh pemohon."})
    found = first(office, case).summons

    assert any(said in caution for caution in found.cautions)
    assert found.reason == "Diminta sendiri oleh pemohon."


def test_a_reason_that_was_written_for_one_caution_does_not_do_for_another(
    office: Office, visitor: Visitor, case: UUID,
) -> None:
    page = visitor.get(f"/b/{case}/2/a").send(walks.summons(date(2026, 11, 24)))
    page = page.send(walks.summons(date(2026, 12, 25), reason="Diminta sendiri oleh pemohon."))

    assert "hari libur" in page.text
    assert opened(office, case).progress.appointments == ()


def test_a_day_before_the_request_is_refused(visitor: Visitor, case: UUID) -> None:
    page = visitor.get(f"/b/{case}/2/a").send(walks.summons(date(2026, 11, 1)))
    page = page.send({"reason": "Contoh."})

    assert page.status == 409
    assert "lebih awal daripada hari permohonan diterima" in page.text


def test_the_two_are_not_called_for_one_day_once_held_apart(office: Office, visitor: Visitor, case: UUID) -> None:
    summonses.screened(office, case, flagged=True)
    summonses.planned(office, case, Party.APPLICANT, GOOD)
    page = visitor.get(f"/b/{case}/2/b").send(walks.summons(GOOD, place="Ruang Lain"))

    assert page.status == 409
    assert "Hari ini tidak tersedia dalam berkas ini." in page.text
    assert len(opened(office, case).progress.appointments) == 1


def test_a_taken_day_is_named_without_saying_why(office: Office, visitor: Visitor, case: UUID) -> None:
    summonses.screened(office, case, flagged=True)
    summonses.planned(office, case, Party.APPLICANT, GOOD)
    text = visitor.get(f"/b/{case}/2/b").text

    assert "Kamis, 3 Desember 2026" in text
    assert "keamanan" not in text.casefold()
    assert "pemohon" not in text.casefold()


def test_without_a_flag_both_may_come_on_one_day(office: Office, visitor: Visitor, case: UUID) -> None:
    summonses.screened(office, case)
    summonses.planned(office, case, Party.APPLICANT, GOOD)
    visitor.get(f"/b/{case}/2/b").send(walks.summons(GOOD))

    assert len(opened(office, case).progress.appointments) == 2


def test_held_apart_the_same_place_warns(office: Office, visitor: Visitor, case: UUID) -> None:
    summonses.screened(office, case, flagged=True)
    summonses.planned(office, case, Party.APPLICANT, GOOD)
    page = visitor.get(f"/b/{case}/2/b").send(walks.summons(date(2026, 12, 4), place="ruang konseling"))

    assert "sebaiknya dipilih tempat lain" in page.text


def test_a_later_flag_asks_to_withdraw_the_later_letter(office: Office, visitor: Visitor, case: UUID) -> None:
    summonses.screened(office, case)
    summonses.planned(office, case, Party.APPLICANT, GOOD)
    later = summonses.planned(office, case, Party.SPOUSE, GOOD)
    page = visitor.get(f"/b/{case}/1/a").send(walks.screening(TODAY, flagged=True))

    assert f"/b/{case}/2/{later}/tarik" in page.reader.links
    with office.desk() as transaction:
        assert TaskKind.WITHDRAW in {task.kind for task in cases.covers(transaction)[0].tasks}


def test_a_withdrawn_summons_makes_room(office: Office, visitor: Visitor, case: UUID) -> None:
    row = summonses.planned(office, case, Party.APPLICANT, GOOD)
    visitor.get(f"/b/{case}/2/{row}/tarik").send({"reason": "Pemohon bertugas luar kota."})
    found = first(office, case)

    assert found.appointment.withdrawn
    assert found.summons.withdrawal is not None
    assert visitor.get(f"/b/{case}/2/a").status == 200


def test_delivery_waits_for_the_letter(office: Office, visitor: Visitor, case: UUID) -> None:
    row = summonses.planned(office, case, Party.APPLICANT, GOOD)

    assert visitor.get(f"/b/{case}/2/{row}/sampai").status == 409


def delivery(on: date) -> dict[str, str | list[str]]:
    return {"how": "by_hand", "on": walks.day(on), "handed_to": "Ani Contoh", "relation": "orangnya sendiri"}


def test_the_proof_of_delivery_is_kept(office: Office, visitor: Visitor, case: UUID) -> None:
    row = summonses.planned(office, case, Party.APPLICANT, GOOD)
    summonses.issued(office, case, row)
    visitor.get(f"/b/{case}/2/{row}/sampai").send(delivery(TODAY))
    found = first(office, case)

    assert found.appointment.served_on == TODAY
    assert found.summons.service is not None
    assert found.summons.service.handed_to == "Ani Contoh"


@pytest.mark.parametrize(("on", "said"), [
    (date(2026, 11, 19), "Surat baru diterbitkan"), (date(2026, 11, 21), "belum tiba"),
])
def test_a_letter_arrives_between_its_issue_and_today(
    office: Office, visitor: Visitor, case: UUID, on: date, said: str,
) -> None:
    row = summonses.planned(office, case, Party.APPLICANT, GOOD)
    summonses.issued(office, case, row)
    page = visitor.get(f"/b/{case}/2/{row}/sampai").send(delivery(on))

    assert page.status == 409
    assert said in page.text


def test_attendance_waits_for_the_day(office: Office, visitor: Visitor, case: UUID) -> None:
    row = summonses.planned(office, case, Party.APPLICANT, GOOD)

    assert "Hari panggilan belum tiba" in visitor.get(f"/b/{case}/2/{row}/hadir").text


@pytest.mark.parametrize(("sent", "attendance"), [
    ({"presence": "came"}, Attendance.CAME),
    ({"presence": "accompanied", "companion": "Cici Contoh", "companion_relation": "kakak"}, Attendance.ACCOMPANIED),
    ({"presence": "excused", "reason": "Sakit."}, Attendance.ABSENT),
    ({"presence": "silent"}, Attendance.ABSENT),
])
def test_attendance_is_recorded_as_it_was(
    office: Office, visitor: Visitor, case: UUID, sent: dict[str, str], attendance: Attendance,
) -> None:
    row = summonses.planned(office, case, Party.APPLICANT)
    summonses.issued(office, case, row)
    visitor.get(f"/b/{case}/2/{row}/hadir").send(sent)
    found = first(office, case)

    assert found.appointment.attendance is attendance
    assert found.summons.answer is not None
    assert found.summons.answer.presence is Presence(sent["presence"])


@pytest.mark.parametrize(("sent", "said"), [
    ({"presence": "accompanied"}, "Isi nama pendamping."),
    ({"presence": "excused"}, "Isi alasan tidak hadir"),
])
def test_attendance_asks_what_belongs_to_it(
    office: Office, visitor: Visitor, case: UUID, sent: dict[str, str], said: str,
) -> None:
    row = summonses.planned(office, case, Party.APPLICANT)

    assert said in visitor.get(f"/b/{case}/2/{row}/hadir").send(sent).text


def test_nobody_is_absent_who_was_not_called_by_letter(office: Office, visitor: Visitor, case: UUID) -> None:
    row = summonses.planned(office, case, Party.APPLICANT)
    page = visitor.get(f"/b/{case}/2/{row}/hadir").send({"presence": "silent"})

    assert page.status == 409
    assert first(office, case).appointment.attendance is None


def test_at_the_first_appearance_the_questions_come_next(office: Office, visitor: Visitor, case: UUID) -> None:
    summonses.screened(office, case)
    row = summonses.planned(office, case, Party.SPOUSE)
    page = visitor.get(f"/b/{case}/2/{row}/hadir").send({"presence": "came"})

    assert page.path == f"/b/{case}/1/b"


def test_a_summons_is_answered_once(office: Office, visitor: Visitor, case: UUID) -> None:
    row = summonses.planned(office, case, Party.APPLICANT)
    summonses.answered(office, case, row)

    assert visitor.get(f"/b/{case}/2/{row}/hadir").status == 409
    assert visitor.get(f"/b/{case}/2/{row}/tarik").status == 409


def test_after_an_absence_the_next_round_is_planned(office: Office, visitor: Visitor, case: UUID) -> None:
    summonses.called(office, case, Party.SPOUSE, Presence.SILENT)
    page = visitor.get(f"/b/{case}/2/b")

    assert "Panggilan ke-2" in page.text
    assert "Tidak hadir, tanpa keterangan" in page.text


def test_calling_stops_with_a_reason(office: Office, visitor: Visitor, case: UUID) -> None:
    summonses.called(office, case, Party.SPOUSE, Presence.SILENT)
    visitor.get(f"/b/{case}/2/cukup").send({"reason": "Tidak diketahui lagi tempat tinggalnya.", "sure": "ya"})
    found = first(office, case).summons

    assert opened(office, case).progress.rounds_closed
    assert found.closing is not None
    assert found.closing.reason == "Tidak diketahui lagi tempat tinggalnya."


def test_calling_does_not_stop_before_an_absence(visitor: Visitor, case: UUID) -> None:
    assert visitor.get(f"/b/{case}/2/cukup").status == 409


def test_a_summons_can_be_read_with_all_that_became_of_it(office: Office, visitor: Visitor, case: UUID) -> None:
    row = summonses.planned(office, case, Party.APPLICANT, GOOD)
    page = visitor.get(f"/b/{case}/2/{row}")

    assert "Kamis, 3 Desember 2026" in page.text
    assert f"/b/{case}/2/{row}/tarik" in page.reader.links
    assert f"/b/{case}/2/{row}/hadir" not in page.reader.links


@pytest.mark.parametrize("path", ["2/a", "2/b", "2/c", "2/cukup", f"2/{UUID(int=2)}/hadir", f"2/{UUID(int=2)}"])
def test_anothers_case_and_an_absent_one_answer_the_same(office: Office, case: UUID, path: str) -> None:
    colleague = arrive(office, office.colleague)
    others, absent = colleague.get(f"/b/{case}/{path}"), colleague.get(f"/b/{UUID(int=1)}/{path}")

    assert (others.status, others.text) == (absent.status, absent.text)
    assert others.status == 404


def test_a_letter_that_waits_for_its_day_says_so(office: Office, visitor: Visitor, case: UUID) -> None:
    visitor.get(f"/b/{case}/1/a").send(
        walks.screening(TODAY, letter_day=walks.day(date(2026, 11, 25)), told="ya"))
    row = summonses.planned(office, case, Party.SPOUSE, GOOD)
    page = visitor.get(f"/b/{case}/2/{row}")

    assert "Rabu, 25 November 2026" in page.text
    assert "Terbitkan surat panggilan" not in page.text


def test_an_unknown_summons_is_not_found(visitor: Visitor, case: UUID) -> None:
    assert visitor.get(f"/b/{case}/2/{UUID(int=2)}/hadir").status == 404


def test_two_tabs_make_one_summons_and_lose_nothing(office: Office, visitor: Visitor, case: UUID) -> None:
    one, other = visitor.get(f"/b/{case}/2/a"), visitor.get(f"/b/{case}/2/a")
    one.send(walks.summons(GOOD))
    page = other.send(walks.summons(GOOD, place="Ruang Tata Usaha"))

    assert page.status == 409
    assert ("place", "Ruang Tata Usaha") in page.form("place").fields
    assert len(opened(office, case).progress.appointments) == 1


def test_a_letter_does_not_reach_one_side_through_the_other(office: Office, visitor: Visitor, case: UUID) -> None:
    row = summonses.planned(office, case, Party.APPLICANT)
    summonses.issued(office, case, row)
    page = visitor.get(f"/b/{case}/2/{row}/sampai").send({
        "how": "messenger", "on": walks.day(TODAY), "handed_to": "budi contoh", "relation": "suami",
    })

    assert page.status == 409
    assert "tidak diserahkan melalui pihak lain" in page.text
