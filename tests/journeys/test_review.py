"""The bureau's review through the front door: further statements, own sessions, the memo, the deferral."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from mediation import audit
from mediation.agency import services as agency
from mediation.agency.model import TEAMS, Team
from mediation.agency.store import current
from mediation.bureau import store as records
from mediation.bureau.review.model import Memo, Talk
from mediation.bureau.store import RecordKind
from mediation.cases import store as cases
from mediation.cases import workflow
from mediation.cases.model import DecisionKind, Party, Standing
from mediation.errors import Refusal
from tests import builders, hearings, submitted
from tests.builders import Someone
from tests.pages import Visitor, arrive
from tests.walks import day

TODAY, LATER = date(2026, 11, 20), date(2026, 12, 20)
APART = "Kedua pihak tidak boleh hadir pada hari yang sama"
MEMO = {
    "issue": "Permohonan izin perceraian.", "facts": "Tidak serumah sejak Maret 2024.\nSurat lurah mendukung.",
    "analysis": "Alasan didukung keterangan.", "conclusion": "Alasan terpenuhi.", "advice": "Izin dapat diberikan.",
    "recommendation": "permit",
}


@pytest.fixture
def place(tmp_path: Path) -> builders.Office:
    return builders.office(tmp_path)


def said(**more: str | list[str]) -> dict[str, str | list[str]]:
    """Return what is filled in on the page of a further statement."""
    return {
        "on": day(TODAY), "at": ["09", "30"], "place": "Ruang Konsultasi", "q1": "Sejak kapan tidak serumah?",
        "a1": "Sejak Maret 2024.", "danger": "tidak", "notes": "Hanya untuk saya.", **more,
    }


def sat(**more: str | list[str]) -> dict[str, str | list[str]]:
    return hearings.session(on=day(TODAY), **more)


def talks(place: builders.Office, case: UUID) -> list[Talk]:
    with place.desk(place.head) as transaction:
        file = cases.get_to_change(transaction, case, standing=Standing.BUREAU)
        return [each.record for each in records.filed(file, RecordKind.TALK, Talk)]


def at_work(place: builders.Office, *, flagged: bool = False) -> tuple[UUID, Someone, Visitor]:
    case, officer = submitted.handed_in(place, flagged=flagged), submitted.officer(place)
    submitted.taken(place, case, officer)
    return case, officer, arrive(place, officer)


def test_either_side_and_others_can_be_heard_further(place: builders.Office) -> None:
    case, _officer, visitor = at_work(place)

    for side in "ab":
        assert visitor.get(f"/k/{case}/2/a/{side}").send(said()).path == f"/k/{case}/2"
        place.clock.forward(seconds=1)
    witness = said(name="Rudi Contoh", sex="male", relation="Tetangga")
    listed = visitor.get(f"/k/{case}/2/a/c").send(witness)

    found = [talk.statement for talk in talks(place, case)]
    assert [told.party for told in found if told] == [Party.APPLICANT, Party.SPOUSE, Party.WITNESS]
    assert [told.answers[0].said for told in found if told] == ["Sejak Maret 2024."] * 3
    assert "Keterangan" in listed.text


def test_notes_of_a_talk_are_read_by_who_wrote_them_alone(place: builders.Office) -> None:
    case, _officer, visitor = at_work(place)
    listed = visitor.get(f"/k/{case}/2/a/a").send(said())
    path = next(link for link in listed.reader.links if link.startswith(f"/k/{case}/2/c/"))

    own, anothers = visitor.get(path), arrive(place, place.head).get(f"{path}?untuk=colleague")

    assert "Hanya untuk saya." in own.text
    assert "Hanya untuk saya." not in anothers.text


def test_the_two_are_never_heard_on_one_day_once_a_case_is_held_apart(place: builders.Office) -> None:
    case, _officer, visitor = at_work(place, flagged=True)
    visitor.get(f"/k/{case}/2/a/a").send(said())

    refused = visitor.get(f"/k/{case}/2/a/b").send(said())

    assert refused.status == 409
    assert APART in refused.text
    assert len(talks(place, case)) == 1


def test_a_danger_that_the_bureau_sees_holds_the_case_apart_from_then_on(place: builders.Office) -> None:
    case, _officer, visitor = at_work(place)
    visitor.get(f"/k/{case}/2/a/a").send(said(danger="ya"))

    offered = visitor.get(f"/k/{case}/2/b").form().offered
    refused = visitor.get(f"/k/{case}/2/a/b").send(said())

    progress = hearings.progress(place, case)
    assert (progress.apart, progress.violence) == (True, True)
    assert offered["mode"] == ["apart"]
    assert refused.status == 409


def test_a_side_that_was_never_spoken_with_alone_is_spoken_with_alone_first(place: builders.Office) -> None:
    case, _officer, visitor = at_work(place)
    hearings_before = hearings.progress(place, case).screened
    unscreen(place, case, Party.SPOUSE)

    refused = visitor.get(f"/k/{case}/2/a/b").send(said(alone="tidak"))
    session = visitor.get(f"/k/{case}/2/b").send(sat())
    taken = visitor.get(f"/k/{case}/2/a/b").send(said(alone="ya"))

    assert Party.SPOUSE in hearings_before
    assert (refused.status, session.status, taken.path) == (409, 409, f"/k/{case}/2")
    assert Party.SPOUSE in hearings.progress(place, case).screened


def unscreen(place: builders.Office, case: UUID, party: Party) -> None:
    """Let one side stand as never spoken with alone, as after a spouse who never came."""
    with place.desk() as transaction:
        file = cases.get_to_change(transaction, case)
        left = tuple(each for each in file.progress.screened if each is not party)
        after = workflow.Decision(file.stage, replace(file.progress, screened=left))
        cases.save(transaction, file, after, [], audit.Action.ATTENDANCE_RECORDED)
        transaction.commit()


def test_no_joint_session_is_held_in_a_case_that_is_held_apart(place: builders.Office) -> None:
    case, _officer, visitor = at_work(place, flagged=True)
    page = visitor.get(f"/k/{case}/2/b")

    one = page.send(sat(mode="apart", present=["applicant"]))
    same_day = visitor.get(f"/k/{case}/2/b").send(sat(mode="apart", present=["spouse"]))
    both = visitor.get(f"/k/{case}/2/b").send(sat(mode="apart", present=["applicant", "spouse"]))

    assert page.form().offered["mode"] == ["apart"]
    assert one.path == f"/k/{case}/2"
    assert (same_day.status, both.status) == (409, 409)
    assert len(talks(place, case)) == 1


def test_a_session_is_the_bureaus_own_or_a_teams_whose_name_is_the_agencys_data(place: builders.Office) -> None:
    case, _officer, visitor = at_work(place)
    before = visitor.get(f"/k/{case}/2/b").form().offered.get("team", [])
    with place.desk(place.head) as transaction:
        version = current(transaction, TEAMS).version
        made = agency.write(transaction, TEAMS, Team("", "Tim Pembina Contoh"), after="", version=version)
        assert not isinstance(made, Refusal), made

    visitor.get(f"/k/{case}/2/b").send(sat())
    place.clock.forward(seconds=1)
    team = {"team": "Tim Pembina Contoh", "members": "Sri Contoh\nBudi Contoh"}
    visitor.get(f"/k/{case}/2/b").send(sat(**team))

    held = [talk.session for talk in talks(place, case)]
    assert "Tim Pembina Contoh" not in before
    assert [(one.team, one.members) for one in held if one] == [
        ("", ()), ("Tim Pembina Contoh", ("Sri Contoh", "Budi Contoh")),
    ]


def test_the_bureaus_own_session_counts_for_the_figures_too(place: builders.Office) -> None:
    case, _officer, visitor = at_work(place)

    visitor.get(f"/k/{case}/2/a/a").send(said())
    visitor.get(f"/k/{case}/2/b").send(sat(mode="apart", present=["spouse"], outcome="continue", next_on=day(LATER)))

    with place.desk(place.head) as transaction:
        (found,) = cases.summaries(transaction)
    assert found.result is not None
    assert [(one["mode"], one["outcome"]) for one in found.result["sessions"]] == [
        ("together", "not_reconciled"), ("apart", "continue"),
    ]


def test_the_memo_has_its_five_parts_and_a_recommendation(place: builders.Office) -> None:
    case, officer, visitor = at_work(place)
    submitted.complete(place, case, officer)
    empty = visitor.get(f"/k/{case}/2/d").send({})

    visitor.get(f"/k/{case}/2/d").confirm(MEMO)

    with place.desk(place.head) as transaction:
        file = cases.get_to_change(transaction, case, standing=Standing.BUREAU)
        memo = records.newest(file, RecordKind.MEMO, Memo)
    for told in ("Tulis persoalannya.", "Tulis faktanya.", "Tulis analisisnya.", "Tulis kesimpulannya.",
                 "Tulis sarannya.", "Pilih rekomendasinya."):
        assert told in empty.text
    assert memo is not None
    assert memo.record.facts == ("Tidak serumah sejak Maret 2024.", "Surat lurah mendukung.")
    assert (memo.record.issue, memo.record.advice) == (MEMO["issue"], MEMO["advice"])
    assert memo.record.recommendation is DecisionKind.PERMIT


def test_the_program_writes_no_word_of_the_memo(place: builders.Office) -> None:
    case, officer, visitor = at_work(place)
    submitted.complete(place, case, officer)

    form = visitor.get(f"/k/{case}/2/d").form()

    assert [value for name, value in form.fields if name in MEMO and value] == []


def test_no_memo_is_written_on_an_incomplete_file(place: builders.Office) -> None:
    case, _officer, visitor = at_work(place)

    assert visitor.get(f"/k/{case}/2/d").status == 409


def test_a_deferral_says_why_for_what_and_until_when_and_the_clock_runs_on(place: builders.Office) -> None:
    case, _officer, visitor = at_work(place)
    past = visitor.get(f"/k/{case}/2/e").send({"reasons": "Menunggu.", "until": day(TODAY)})
    told = past if past.status == 409 else past.send({"step": "sure"})
    visitor.get(f"/k/{case}/2/e").confirm({"reasons": "Menunggu.", "awaited": "Surat lurah", "until": day(LATER)})

    handling = hearings.progress(place, case).handling
    assert told.status == 409
    assert handling is not None
    assert (handling.deferred_until, handling.submitted_on) == (LATER, TODAY)


def test_the_supervisor_of_the_case_reviews_nothing_at_the_bureau(place: builders.Office) -> None:
    case = submitted.handed_in(place)
    visitor = arrive(place, submitted.also_officer(place, place.supervisor))

    answers = [visitor.get(f"/k/{case}/2/{page}").status for page in ("a/a", "a/c", "b", "e", "f")]

    assert answers == [409] * 5
