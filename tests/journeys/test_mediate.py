"""One supervisor mediates: sessions together and apart. Through the front door."""

from datetime import date
from uuid import UUID

import pytest

from mediation.cases import store as cases
from mediation.cases.mediate import store
from mediation.cases.model import Outcome, Party
from mediation.vault import columns
from tests import hearings
from tests.builders import Office
from tests.pages import Visitor, arrive
from tests.walks import day


@pytest.fixture
def visitor(office: Office) -> Visitor:
    return arrive(office)


def ready(office: Office, visitor: Visitor, *, flagged: bool = False) -> UUID:
    case = hearings.arrived(office, flagged=flagged)
    hearings.heard(office, case, visitor)
    return case


def test_a_session_waits_for_the_applicants_signed_record(office: Office, visitor: Visitor) -> None:
    case = hearings.arrived(office)

    page = visitor.get(f"/b/{case}/4")

    assert page.status == 409
    assert "Berita acara pemohon belum ditandatangani" in page.text


def test_a_session_is_kept_and_can_be_read(office: Office, visitor: Visitor) -> None:
    case = ready(office, visitor)

    visitor.get(f"/b/{case}/4").send(hearings.session())

    sitting = hearings.progress(office, case).sittings[0]
    page = visitor.get(f"/b/{case}/4/{sitting.id}")
    assert "Memikirkan kepentingan anak." in page.text
    assert "Catatan yang hanya untuk saya." in page.text


def test_notes_of_separate_talks_stand_apart_from_the_session(office: Office, visitor: Visitor) -> None:
    case = ready(office, visitor)
    visitor.get(f"/b/{case}/4").send(hearings.session())

    with office.desk() as transaction:
        file = cases.get(transaction, case)

    assert "hanya untuk saya" not in repr(store.sessions(file))
    assert file.all(columns.SITTING)[0].value("caucus") == {"notes": "Catatan yang hanya untuk saya."}


def test_a_session_without_notes_has_the_column_all_the_same(office: Office, visitor: Visitor) -> None:
    case = ready(office, visitor)
    visitor.get(f"/b/{case}/4").send(hearings.session(caucus=""))

    with office.desk() as transaction:
        file = cases.get(transaction, case)

    assert file.all(columns.SITTING)[0].value("caucus") == {"notes": ""}


@pytest.mark.parametrize(("outcome", "asked", "remedy"), [
    ("stopped", "Tulis mengapa mediasi dihentikan.", {"reason": "Salah satu pihak tertekan."}),
    ("reconciled", "Tulis apa yang disepakati untuk rukun kembali.", {"terms": "Tinggal serumah lagi."}),
    ("withdrawn", "Tulis bagaimana dan oleh siapa permohonan dicabut.", {"terms": "Dicabut tertulis."}),
    ("continue", "Isi tanggal sesi berikutnya.", {"next_on": day(date(2026, 11, 27))}),
])
def test_each_outcome_asks_for_what_it_needs(
    office: Office, visitor: Visitor, outcome: str, asked: str, remedy: dict[str, str],
) -> None:
    case = ready(office, visitor)

    page = visitor.get(f"/b/{case}/4").send(hearings.session(outcome=outcome))
    assert asked in page.text
    page.send(remedy)

    assert hearings.progress(office, case).sittings[0].outcome is Outcome(outcome)


def test_the_next_session_is_later(office: Office, visitor: Visitor) -> None:
    case = ready(office, visitor)
    given = hearings.session(outcome="continue", next_on=day(date(2026, 11, 18)))

    page = visitor.get(f"/b/{case}/4").send(given)

    assert "Tanggal sesi berikutnya harus sesudah tanggal sesi ini." in page.text


def test_held_apart_no_joint_session_is_offered(office: Office, visitor: Visitor) -> None:
    case = ready(office, visitor, flagged=True)

    page = visitor.get(f"/b/{case}/4")

    assert page.form().offered["mode"] == ["apart"]
    assert "Catat satu sesi untuk setiap pihak, pada hari yang berlainan." in page.text


def test_held_apart_a_joint_session_is_refused_even_when_sent(office: Office, visitor: Visitor) -> None:
    case = ready(office, visitor, flagged=True)

    visitor.get(f"/b/{case}/4").send(hearings.session(mode="together"))

    assert hearings.progress(office, case).sittings == ()


def test_held_apart_each_side_has_its_own_day_and_nothing_is_blocked(office: Office, visitor: Visitor) -> None:
    case = ready(office, visitor, flagged=True)
    apart = {"mode": "apart", "spouse_points": "", "applicant_points": "Ingin berpisah."}
    first = hearings.session(**apart, present=["applicant"], on=day(date(2026, 11, 18)), outcome="continue",
                             next_on=day(date(2026, 11, 19)))
    second = hearings.session(mode="apart", present=["spouse"])

    visitor.get(f"/b/{case}/4").send(first)
    page = visitor.get(f"/b/{case}/4").send(second)
    assert "tidak boleh hadir pada hari yang sama" in page.text
    page.send({"on": day(date(2026, 11, 19))})

    assert [s.present for s in hearings.progress(office, case).sittings] == [(Party.APPLICANT,), (Party.SPOUSE,)]


def test_a_refused_session_keeps_what_was_typed(office: Office, visitor: Visitor) -> None:
    case = ready(office, visitor)

    page = visitor.get(f"/b/{case}/4").send(hearings.session(on=day(date(2026, 12, 1))))

    assert page.status == 409
    assert "Memikirkan kepentingan anak." in page.html


def test_a_double_submit_makes_one_session(office: Office, visitor: Visitor) -> None:
    case = ready(office, visitor)
    page = visitor.get(f"/b/{case}/4")

    page.send(hearings.session(outcome="continue", next_on=day(date(2026, 11, 27))))
    page.send(hearings.session(outcome="continue", next_on=day(date(2026, 11, 27))))

    assert len(hearings.progress(office, case).sittings) == 1


def test_another_supervisor_sees_no_session(office: Office, visitor: Visitor) -> None:
    case = ready(office, visitor)
    visitor.get(f"/b/{case}/4").send(hearings.session())
    row = hearings.progress(office, case).sittings[0].id
    stranger = arrive(office, office.colleague)

    assert [stranger.get(f"/b/{case}/4").status, stranger.get(f"/b/{case}/4/{row}").status] == [404, 404]
