"""The safety questions: the same for both sides, asked of each alone. Pure. Never printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from mediation.language import Labelled, mark
from mediation.law.data import read_toml


class Answer(Labelled):
    """What can be answered."""

    YES = "yes", mark("Ya")
    NO = "no", mark("Tidak")
    UNSURE = "unsure", mark("Tidak yakin atau tidak ingin menjawab")


@dataclass(frozen=True)
class ScreeningQuestion:
    """One safety question; `flags` tells whether "yes" keeps the two sides apart."""

    id: str
    text: str
    why: str
    flags: bool


@cache
def _data() -> dict[str, Any]:
    return read_toml("mediation.cases.screen", "questions.toml")


@cache
def screening_questions() -> tuple[ScreeningQuestion, ...]:
    """Return the safety questions in the order of asking."""
    return tuple(ScreeningQuestion(**entry) for entry in _data()["question"])


def screening_version() -> int:
    """Return the version of the wording; it is stored with the answers."""
    return int(_data()["version"])


def opening_words() -> str:
    """Return what is said before the first question, the same to both sides."""
    return str(_data()["opening"])


def closing_words() -> str:
    """Return what is said after the last question, the same to both sides."""
    return str(_data()["closing"])


def danger_told(answers: Mapping[str, Answer]) -> bool:
    """Tell whether a question that flags was answered with yes."""
    return any(answers.get(question.id) is Answer.YES for question in screening_questions() if question.flags)


def doubts(answers: Mapping[str, Answer]) -> tuple[ScreeningQuestion, ...]:
    """Return the flagging questions that were answered with doubt: whoever asks decides, on the safe side."""
    return tuple(
        question for question in screening_questions() if question.flags and answers.get(question.id) is Answer.UNSURE
    )
