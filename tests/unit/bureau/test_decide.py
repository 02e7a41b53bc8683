"""A decision as data: what is kept is read back, and every kind has its form, its paper and its words."""

from dataclasses import replace
from datetime import date

import pytest

from mediation.agency.model import Decision as AgencyKind
from mediation.agency.model import Entry, Head, PositionKind
from mediation.bureau.decide.forms import FORMS, lines
from mediation.bureau.decide.model import (
    Confirmed,
    Decision,
    Ending,
    Refused,
    SalaryStatement,
    Signatory,
    Substance,
    TakenBack,
)
from mediation.bureau.decide.views import KINDS
from mediation.cases import codec
from mediation.cases.model import DecisionKind
from mediation.law.identity import Employment
from mediation.law.refusals import RefusalGround
from mediation.reports.gather_decision import KINDS as PAPERS
from mediation.reports.issue_bureau.services import DECISIONS, DECREES, TITLES

TODAY = date(2026, 11, 20)
ENTRY = Entry(
    "D02", "Bupati", employments=(Employment.PNS,), grade_from="III/a", positions=(PositionKind.FUNCTIONAL,),
    since=TODAY, title=("BUPATI",), block=("a.n. BUPATI",), head=Head.AGENCY, name="Contoh",
)
WHOLE = Decision(
    DecisionKind.REFUSAL, TODAY, "Petugas Contoh",
    Substance(
        ("a", "b"), Refused(RefusalGround.COMMON_SENSE, "Pasal", "Alasan", "Bupati"),
        SalaryStatement("Isi", TODAY), Ending(TODAY, "surat", "1", TODAY, "sebab"), ("Sekda",),
    ),
    Signatory(ENTRY, 3, PositionKind.FUNCTIONAL), ("Arsip",), TakenBack(TODAY, "Kepala", "Keliru"),
    Confirmed("1/2026", TODAY, TODAY, "Kepala", "R01", 2, "Menyusul", "Catatan"),
)


def test_what_is_kept_of_a_decision_is_read_back_as_it_was() -> None:
    assert codec.from_data(Decision, codec.to_data(WHOLE)) == WHOLE


def test_a_decision_waits_until_it_is_taken_back_or_confirmed() -> None:
    waiting = replace(WHOLE, taken_back=None, confirmed=None)

    assert waiting.waits
    assert not replace(waiting, taken_back=WHOLE.taken_back).waits
    assert not replace(waiting, confirmed=WHOLE.confirmed).waits


@pytest.mark.parametrize("kind", DecisionKind)
def test_every_kind_has_a_form_a_letter_in_the_path_and_a_paper(kind: DecisionKind) -> None:
    assert kind in FORMS
    assert kind in KINDS.values()
    assert PAPERS[kind] in TITLES


def test_a_paper_is_a_decree_where_an_official_decides() -> None:
    assert {PAPERS[kind] for kind in DecisionKind if kind.by_official} == DECREES
    assert {PAPERS[kind] for kind in DecisionKind} == DECISIONS


def test_the_agencys_lists_know_the_same_kinds() -> None:
    assert {kind.value for kind in DecisionKind} == {kind.value for kind in AgencyKind}


def test_no_two_papers_of_a_decision_by_an_official_are_told_apart_by_their_title() -> None:
    assert TITLES[PAPERS[DecisionKind.PERMIT]] == TITLES[PAPERS[DecisionKind.REFUSAL]]


def test_a_line_that_says_nothing_is_no_reason() -> None:
    assert lines(" a \n\n  \nb") == ("a", "b")
