"""Handing in: by checklist and declaration; not before is the content the bureau's."""

from pathlib import Path

import pytest

from mediation.cases import store as cases
from mediation.cases.model import Stage, Standing
from mediation.errors import NotFound
from tests import builders, hearings, submitted
from tests.pages import arrive


@pytest.fixture
def place(tmp_path: Path) -> builders.Office:
    return builders.office(tmp_path)


def test_the_bureau_opens_nothing_before_the_file_is_handed_in(place: builders.Office) -> None:
    case = submitted.reported(place)

    with place.desk(place.head) as transaction, pytest.raises(NotFound):
        cases.get(transaction, case, standing=Standing.BUREAU)


def test_a_supervisor_hands_in_and_gets_a_receipt_with_the_officials_clock(place: builders.Office) -> None:
    case = submitted.reported(place)
    visitor = arrive(place)
    assert "Serahkan melalui saluran hierarki" in visitor.get("/b").text

    receipt = visitor.get(f"/b/{case}/7").confirm({"declared": "ya", "note": ""})

    assert receipt.path == f"/b/{case}/7/a"
    assert "Paling lambat diputus" in receipt.text
    with place.desk(place.head) as transaction:
        file = cases.get(transaction, case, standing=Standing.BUREAU)
    assert (file.stage, file.request.applicant.name) == (Stage.SUBMITTED, "Ani Contoh")
    assert file.contacts is None


def test_the_result_is_written_when_the_file_is_handed_in(place: builders.Office) -> None:
    case = submitted.reported(place)
    with place.desk(place.head) as transaction:
        before = [one for one in cases.summaries(transaction) if one.id == case]
    submitted.submitted(place, case)
    with place.desk(place.head) as transaction:
        after = [one for one in cases.summaries(transaction) if one.id == case]

    assert [one.result for one in before] == [None]
    assert after[0].result is not None
    assert after[0].result["common_sense"] == "accords"


def test_what_is_missing_is_said_and_does_not_stop_it(place: builders.Office) -> None:
    case = submitted.reported(place)

    page = arrive(place).get(f"/b/{case}/7")

    assert "Yang belum ada" in page.text


def test_a_file_without_its_report_is_not_handed_in(place: builders.Office) -> None:
    case = hearings.arrived(place)

    assert arrive(place).get(f"/b/{case}/7").status == 409


def test_a_file_is_handed_in_once(place: builders.Office) -> None:
    case = submitted.handed_in(place)

    assert arrive(place).get(f"/b/{case}/7").status == 409


def test_a_double_submit_hands_in_once(place: builders.Office) -> None:
    case = submitted.reported(place)
    checked = arrive(place).get(f"/b/{case}/7").send({"declared": "ya"})
    checked.send({"step": "sure"})
    checked.send({"step": "sure"})

    handling = hearings.progress(place, case).handling
    assert handling is not None
    assert handling.rounds == 1


def test_without_the_declaration_nothing_is_handed_in(place: builders.Office) -> None:
    case = submitted.reported(place)

    page = arrive(place).get(f"/b/{case}/7").send({"step": "sure"})

    assert "Nyatakan" in page.text
    assert hearings.progress(place, case).handling is None
