"""The safety questions: the same for both sides, none of them tells anything."""

import pytest

from mediation.cases.screen import bank
from mediation.cases.screen.bank import Answer

PINNED = {
    "K01": False,
    "K02": True,
    "K03": True,
    "K04": True,
    "K05": True,
    "K06": True,
    "K07": True,
    "K08": True,
    "K09": False,
}


def test_an_id_keeps_its_weight() -> None:
    assert {entry.id: entry.flags for entry in bank.screening_questions()} == PINNED
    assert bank.screening_version() == 1


def test_no_question_tells_who_asked_for_what() -> None:
    words = " ".join(entry.text + entry.why for entry in bank.screening_questions())
    words += bank.opening_words() + bank.closing_words()

    assert not [hint for hint in ("pemohon", "suami Anda", "istri Anda", "[[", "%") if hint in words]


def test_yes_to_a_question_that_flags_tells_of_danger() -> None:
    for question in bank.screening_questions():
        assert bank.danger_told({question.id: Answer.YES}) is question.flags


@pytest.mark.parametrize("answer", [Answer.NO, Answer.UNSURE])
def test_nothing_else_tells_of_danger_by_itself(answer: Answer) -> None:
    assert not bank.danger_told(dict.fromkeys(PINNED, answer))


def test_doubts_are_shown_to_whoever_asks() -> None:
    doubted = bank.doubts({"K01": Answer.UNSURE, "K02": Answer.UNSURE, "K03": Answer.NO})

    assert [question.id for question in doubted] == ["K02"]
