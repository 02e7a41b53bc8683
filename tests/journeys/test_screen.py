"""Each side is asked alone; a flag stays; the applicant knows the letter's day. Through the front door."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from mediation.audit import Action
from mediation.audit.tables import entry
from mediation.cases import store as cases
from mediation.cases.model import Party
from mediation.cases.screen import store
from mediation.cases.screen.bank import screening_questions
from mediation.cases.screen.model import ChosenSex
from mediation.cases.tables import screening as rows
from mediation.vault import columns
from tests import walks
from tests.builders import Office, open_case
from tests.pages import Page, Visitor, arrive
from tests.summonses import called

TODAY = date(2026, 11, 20)
LETTER: dict[str, Any] = {"letter_day": walks.day(date(2026, 11, 23)), "told": "ya"}


@pytest.fixture
def visitor(office: Office) -> Visitor:
    return arrive(office)


@pytest.fixture
def case(office: Office) -> UUID:
    return open_case(office)


def opened(office: Office, case: UUID) -> cases.CaseFile:
    with office.desk() as transaction:
        return cases.get(transaction, case)


def ask_applicant(visitor: Visitor, case: UUID, *, flagged: bool = False, **more: Any) -> Page:
    return visitor.get(f"/b/{case}/1/a").send(walks.screening(TODAY, flagged=flagged, **{**LETTER, **more}))


def test_one_save_records_the_answers_and_the_letters_day(office: Office, visitor: Visitor, case: UUID) -> None:
    before = opened(office, case).version
    ask_applicant(visitor, case)
    file = opened(office, case)

    assert (file.version, file.progress.screened, file.progress.letter_day, file.progress.apart) == (
        before + 1, (Party.APPLICANT,), date(2026, 11, 23), False)
    assert [bool(e.screening) for e in store.entries(file, Party.APPLICANT)] == [True, False]


@pytest.mark.parametrize("question", [q.id for q in screening_questions() if q.flags])
def test_any_answer_that_tells_of_danger_holds_the_case_apart(
    office: Office, visitor: Visitor, case: UUID, question: str,
) -> None:
    page = ask_applicant(visitor, case, flagged=False, **{f"{question.lower()}_jawaban": "yes"})

    assert opened(office, case).progress.apart
    assert page.heading == "Yang berlaku mulai sekarang"


def test_the_screeners_judgement_alone_holds_the_case_apart(office: Office, visitor: Visitor, case: UUID) -> None:
    ask_applicant(visitor, case, judged="ya", reason="Menangis ketika pasangannya disebut.")

    assert opened(office, case).progress.apart


def test_a_calm_answer_changes_nothing_else(office: Office, visitor: Visitor, case: UUID) -> None:
    page = ask_applicant(visitor, case)

    assert page.path == f"/b/{case}"
    assert not opened(office, case).progress.apart


def test_a_later_calm_screening_takes_no_flag_away(office: Office, visitor: Visitor, case: UUID) -> None:
    ask_applicant(visitor, case, flagged=True)
    visitor.get(f"/b/{case}/1/a").send(walks.screening(TODAY))
    file = opened(office, case)

    assert file.progress.apart
    assert sum(bool(e.screening) for e in store.entries(file, Party.APPLICANT)) == 2


def test_a_note_is_added_and_nothing_removed(office: Office, visitor: Visitor, case: UUID) -> None:
    ask_applicant(visitor, case, flagged=True)
    page = visitor.get(f"/b/{case}/1/a/catatan").send({"text": "Pemohon menjelaskan lagi pada hari yang sama."})
    file = opened(office, case)

    assert "Pemohon menjelaskan lagi" in page.text
    assert file.progress.apart
    assert [bool(e.annotation) for e in store.entries(file, Party.APPLICANT)] == [False, False, True]


def test_reading_the_answers_is_in_the_trail(office: Office, visitor: Visitor, case: UUID) -> None:
    ask_applicant(visitor, case)
    visitor.get(f"/b/{case}/1/a/catatan")
    with office.desk() as transaction:
        read = transaction.execute(sa.select(entry).where(entry.c.action == Action.SCREENING_READ.value)).all()

    assert len(read) == 1


def test_the_trail_says_no_result(office: Office, visitor: Visitor, case: UUID) -> None:
    ask_applicant(visitor, case, flagged=True)
    with office.desk() as transaction:
        found = transaction.execute(sa.select(entry).where(entry.c.action == Action.SCREENING_RECORDED.value)).all()

    assert len(found) == 1
    assert b"flag" not in bytes(found[0].canonical)
    assert b"apart" not in bytes(found[0].canonical)


def test_neither_presence_nor_length_tells_a_flag(office: Office, visitor: Visitor, case: UUID) -> None:
    other = open_case(office)
    ask_applicant(visitor, case, flagged=True)
    ask_applicant(visitor, other)
    with office.desk() as transaction:
        lengths = {len(each) for each in transaction.execute(sa.select(rows.c.answers)).scalars()}

    assert len(lengths) == 1
    assert min(lengths) >= columns.QUIET_MINIMUM


def test_both_sides_get_the_same_questions(office: Office, visitor: Visitor, case: UUID) -> None:
    called(office, case, Party.SPOUSE)
    texts = [question.text for question in screening_questions()]

    assert all(text in visitor.get(f"/b/{case}/1/a").text for text in texts)
    assert all(text in visitor.get(f"/b/{case}/1/b").text for text in texts)


def test_nothing_on_the_spouses_page_tells_what_the_applicant_said(
    office: Office, visitor: Visitor, case: UUID,
) -> None:
    calm = open_case(office)
    at_once = walks.day(TODAY)
    ask_applicant(visitor, case, flagged=True, reason="Takut pulang.", letter_day=at_once)
    ask_applicant(visitor, calm, letter_day=at_once)
    for each in (case, calm):
        called(office, each, Party.SPOUSE, screening=False)
    pages = [visitor.get(f"/b/{each}/1/b").text.replace("0002/2026", "0001/2026") for each in (case, calm)]

    assert pages[0] == pages[1]


def test_the_spouse_is_not_screened_before_the_first_appearance(visitor: Visitor, case: UUID) -> None:
    page = visitor.get(f"/b/{case}/1/b")

    assert page.status == 409
    assert "kehadiran pertamanya" in page.text


def test_the_spouse_chooses_whom_to_talk_to(office: Office, visitor: Visitor, case: UUID) -> None:
    called(office, case, Party.SPOUSE)
    page = visitor.get(f"/b/{case}/1/b").send(walks.screening(TODAY, chosen="female"))
    assert "Tuliskan mengapa tidak dapat" in page.text

    page.send({"why_other": "Petugas perempuan yang terlatih sedang bertugas di luar kota."})
    told = store.entries(opened(office, case), Party.SPOUSE)[0].screening

    assert told is not None
    assert (told.screener.chosen, bool(told.screener.why_other)) == (ChosenSex.FEMALE, True)


def test_a_screening_that_was_not_alone_is_not_saved(office: Office, visitor: Visitor, case: UUID) -> None:
    page = visitor.get(f"/b/{case}/1/a").send({**walks.screening(TODAY, **LETTER), "alone": []})

    assert "harus berlangsung sendirian" in page.text
    assert opened(office, case).progress.screened == ()


def test_an_unanswered_question_is_named_and_the_rest_stays(visitor: Visitor, case: UUID) -> None:
    page = visitor.get(f"/b/{case}/1/a").send({**walks.screening(TODAY, **LETTER), "k04_jawaban": []})

    assert "Pertanyaan 4: pilih salah satu jawaban." in page.text
    assert ("place", "Ruang Konseling") in page.form("place").fields


@pytest.mark.parametrize(("on", "said"), [
    (date(2026, 11, 21), "belum tiba"),
    (date(2026, 11, 1), "lebih awal daripada hari permohonan diterima"),
])
def test_a_screening_is_recorded_on_a_day_that_was(visitor: Visitor, case: UUID, on: date, said: str) -> None:
    page = visitor.get(f"/b/{case}/1/a").send(walks.screening(on, **LETTER))

    assert page.status == 409
    assert said in page.text


def test_a_letter_does_not_go_out_before_it_was_told(visitor: Visitor, case: UUID) -> None:
    page = ask_applicant(visitor, case, letter_day=walks.day(date(2026, 11, 18)))

    assert page.status == 409
    assert "lebih awal daripada hari pemohon diberi tahu" in page.text


def test_the_letters_day_is_changed_after_the_applicant_was_told_again(
    office: Office, visitor: Visitor, case: UUID,
) -> None:
    ask_applicant(visitor, case)
    visitor.get(f"/b/{case}/1/hari").send({"letter_day": walks.day(date(2026, 11, 25)), "told": "ya"})
    file = opened(office, case)
    told = [e.letter_day.day for e in store.entries(file, Party.APPLICANT) if e.letter_day]

    assert file.progress.letter_day == date(2026, 11, 25)
    assert told == [date(2026, 11, 23), date(2026, 11, 25)]


def test_the_letters_day_waits_for_the_screening(visitor: Visitor, case: UUID) -> None:
    assert visitor.get(f"/b/{case}/1/hari").status == 409


def test_what_holds_after_a_flag_does_not_say_from_whom_it_came(visitor: Visitor, case: UUID) -> None:
    page = ask_applicant(visitor, case, flagged=True, reason="Takut pulang.")

    assert "UPTD PPA" in page.text
    assert "pemohon" not in page.text.casefold().replace("kembali", "")
    assert "Takut pulang" not in page.text


def test_the_page_after_a_flag_is_empty_handed_without_one(visitor: Visitor, case: UUID) -> None:
    ask_applicant(visitor, case)

    assert visitor.get(f"/b/{case}/1/selanjutnya").path == f"/b/{case}"


def test_two_tabs_make_one_change_and_lose_nothing(office: Office, visitor: Visitor, case: UUID) -> None:
    first, second = visitor.get(f"/b/{case}/1/a"), visitor.get(f"/b/{case}/1/a")
    first.send(walks.screening(TODAY, **LETTER))
    page = second.send(walks.screening(TODAY, place="Ruang Tata Usaha", **LETTER))

    assert page.status == 409
    assert ("place", "Ruang Tata Usaha") in page.form("place").fields
    assert sum(bool(e.screening) for e in store.entries(opened(office, case), Party.APPLICANT)) == 1


def test_the_same_form_sent_twice_counts_once(office: Office, visitor: Visitor, case: UUID) -> None:
    page = visitor.get(f"/b/{case}/1/a")
    page.send(walks.screening(TODAY, **LETTER))
    page.send(walks.screening(TODAY, **LETTER))

    assert sum(bool(e.screening) for e in store.entries(opened(office, case), Party.APPLICANT)) == 1


@pytest.mark.parametrize("path", ["1/a", "1/b", "1/hari", "1/selanjutnya", "1/a/catatan", "1/c", "1/x"])
def test_anothers_case_and_an_absent_one_answer_the_same(office: Office, case: UUID, path: str) -> None:
    colleague = arrive(office, office.colleague)
    others, absent = colleague.get(f"/b/{case}/{path}"), colleague.get(f"/b/{UUID(int=1)}/{path}")

    assert (others.status, others.text) == (absent.status, absent.text)
    assert others.status == 404
