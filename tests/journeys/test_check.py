"""Completeness: line by line beside the documents, returned with what is wanting, and only that mended."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from mediation.agency import services as agency
from mediation.agency.model import CHECKLIST, Line
from mediation.agency.store import current
from mediation.bureau.check import services as checking
from mediation.cases import store as cases
from mediation.cases.model import Stage, Standing, Verdict
from mediation.errors import Refusal
from tests import builders, hearings, submitted
from tests.pages import Page, arrive
from tests.walks import day

WANTING = "K09"
NOTE = "Salinan buku nikah tidak terbaca."


@pytest.fixture
def place(tmp_path: Path) -> builders.Office:
    return builders.office(tmp_path)


def codes(place: builders.Office, case: UUID) -> list[str]:
    with place.desk(place.head) as transaction:
        file = cases.get_to_change(transaction, case, standing=Standing.BUREAU)
        return [each.line.code for each in checking.listed(transaction, file).lines]


def verdicts(place: builders.Office, case: UUID, wanting: str = "") -> dict[str, str]:
    given = {f"v_{code}": "fails" if code == wanting else "meets" for code in codes(place, case)}
    return given | ({f"n_{wanting}": NOTE} if wanting else {})


def checked(place: builders.Office, case: UUID, wanting: str = "") -> Page:
    return arrive(place, place.head).get(f"/k/{case}/1").send(verdicts(place, case, wanting))


def returned(place: builders.Office, case: UUID, kind: str = "papers", asked: str = "") -> Page:
    due = submitted.days_on(place, 0) + timedelta(days=14)
    given = {"kind": kind, "asked": asked, "due": day(due)}
    return arrive(place, place.head).get(f"/k/{case}/1/a").confirm(given)


def wanting_line(place: builders.Office, case: UUID) -> str:
    return next(code for code in codes(place, case) if code >= WANTING)


def test_a_file_whose_lines_are_all_in_order_is_complete(place: builders.Office) -> None:
    case = submitted.handed_in(place)

    checked(place, case)

    handling = hearings.progress(place, case).handling
    assert handling is not None
    assert handling.complete


def test_a_line_that_is_wanting_needs_a_note(place: builders.Office) -> None:
    case = submitted.handed_in(place)
    given = verdicts(place, case, wanting_line(place, case))

    page = arrive(place, place.head).get(f"/k/{case}/1").send(
        {name: "" if name.startswith("n_") else value for name, value in given.items()},
    )

    assert "Tuliskan apa yang tidak sesuai." in page.text


def test_the_supervisor_sees_just_what_is_wanting(place: builders.Office) -> None:
    case = submitted.handed_in(place)
    checked(place, case, wanting_line(place, case))
    returned(place, case)

    visitor = arrive(place)
    page = visitor.get(f"/b/{case}/7/b")

    assert "Lengkapi berkas yang dikembalikan" in visitor.get("/b").text
    assert NOTE in page.text
    assert page.html.count('<section class="m-card">') == 1


def test_two_returns_keep_what_was_right(place: builders.Office) -> None:
    case = submitted.handed_in(place)
    wanting = wanting_line(place, case)
    for _ in range(2):
        checked(place, case, wanting)
        returned(place, case)
        arrive(place).get(f"/b/{case}/7").confirm({"declared": "ya"})

    page = arrive(place, place.head).get(f"/k/{case}/1")
    filled = dict(page.form("v_" + wanting).fields)

    assert filled.get("v_" + wanting) is None
    assert all(filled[f"v_{code}"] == "meets" for code in codes(place, case) if code != wanting)
    handling = hearings.progress(place, case).handling
    assert handling is not None
    assert (handling.returns, handling.rounds) == (2, 3)


def test_a_list_that_the_agency_changes_meanwhile_counts_from_the_next_round_on(place: builders.Office) -> None:
    case = submitted.handed_in(place)
    before = codes(place, case)
    wanting = wanting_line(place, case)
    checked(place, case, wanting)
    with place.desk(place.head) as transaction:
        version = current(transaction, CHECKLIST).version
        made = agency.write(transaction, CHECKLIST, Line("", "Pasfoto pemohon"), after="", version=version)
        assert not isinstance(made, Refusal), made

    same_round = codes(place, case)
    returned(place, case)
    arrive(place).get(f"/b/{case}/7").confirm({"declared": "ya"})
    next_round = codes(place, case)

    assert same_round == before
    assert len(next_round) == len(before) + 1


def test_the_officials_clock_runs_on_over_a_return(place: builders.Office) -> None:
    case = submitted.handed_in(place)
    began = hearings.progress(place, case).handling
    checked(place, case, wanting_line(place, case))
    returned(place, case)
    submitted.days_on(place, 5)
    arrive(place).get(f"/b/{case}/7").confirm({"declared": "ya"})

    handling = hearings.progress(place, case).handling
    assert began is not None
    assert handling is not None
    assert handling.submitted_on == began.submitted_on


def test_a_return_for_examination_opens_the_supervisors_steps_again(place: builders.Office) -> None:
    case = submitted.handed_in(place)
    checked(place, case)
    returned(place, case, "examination", "Dengar saksi kedua yang disebut dalam berita acara.")

    with place.desk() as transaction:
        file = cases.get(transaction, case)

    assert (file.stage, file.progress.report_issued_on) == (Stage.EXAMINING, None)
    assert arrive(place).get(f"/b/{case}/3/c").status == 200


def test_a_complete_file_is_not_returned_for_papers(place: builders.Office) -> None:
    case = submitted.handed_in(place)
    checked(place, case)

    refused = returned(place, case)

    assert refused.status == 409
    assert "Tidak ada baris" in refused.text


def test_while_a_file_is_returned_the_bureau_waits(place: builders.Office) -> None:
    case = submitted.handed_in(place)
    checked(place, case, wanting_line(place, case))
    returned(place, case)

    assert arrive(place, place.head).get(f"/k/{case}/1").status == 409


def test_the_supervisor_of_the_case_does_not_check_it_himself(place: builders.Office) -> None:
    case = submitted.handed_in(place)
    both = submitted.also_officer(place, place.supervisor)

    assert arrive(place, both).get(f"/k/{case}/1").status == 409


def test_what_two_officers_write_at_once_is_not_lost(place: builders.Office) -> None:
    case = submitted.handed_in(place)
    first = arrive(place, place.head).get(f"/k/{case}/1")
    checked(place, case)

    late = first.send({f"v_{codes(place, case)[0]}": "fails", f"n_{codes(place, case)[0]}": NOTE})

    assert late.status == 409
    assert NOTE in late.html
    with place.desk(place.head) as transaction:
        file = cases.get_to_change(transaction, case, standing=Standing.BUREAU)
        made = checking.newest(file)
    assert made is not None
    assert all(line.verdict is Verdict.MEETS for line in made.record.lines)
