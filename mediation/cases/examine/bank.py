"""The question bank: what is asked of whom, and why it is asked. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from mediation.cases.model import Party
from mediation.law.data import read_toml
from mediation.law.grounds import Ground
from mediation.law.identity import Sex

_ROLES = {party.value: party for party in Party}


@dataclass(frozen=True)
class Question:
    """One question. `text` holds slots for the form of address; `ground` None asks everybody in that role."""

    id: str
    role: Party
    ground: Ground | None
    text: str
    why: str
    order: int

    def spoken(self, examined: Sex | str, other: Sex | str) -> str:
        """Return the question as it is read aloud and printed.

        `examined` is the sex of the person asked; `other` that of the spouse (of the applicant's spouse when a
        witness is asked).
        """
        addressed = self.text.replace("[[Saudara]]", Sex(examined).address)
        return addressed.replace("[[suami]]", Sex(other).spouse_word)


@cache
def all_questions() -> tuple[Question, ...]:
    """Return the whole bank in the order of the file."""
    return tuple(_question(entry) for entry in read_toml("mediation.cases.examine", "questions.toml")["question"])


def questions(role: Party, grounds: Iterable[Ground | str]) -> tuple[Question, ...]:
    """Return what a person in `role` is asked in a case with `grounds`, in the order of asking."""
    claimed = {Ground(ground) for ground in grounds}
    found = (
        question
        for question in all_questions()
        if question.role is role and (question.ground is None or question.ground in claimed)
    )
    return tuple(sorted(found, key=lambda question: question.order))


def question(question_id: str) -> Question:
    """Return the question with this id; raise KeyError when there never was one."""
    for candidate in all_questions():
        if candidate.id == question_id:
            return candidate
    raise KeyError(question_id)


def _question(entry: dict[str, Any]) -> Question:
    return Question(
        id=entry["id"],
        role=_ROLES[entry["role"]],
        ground=Ground(entry["ground"]) if entry["ground"] else None,
        text=entry["text"],
        why=entry["why"],
        order=entry["order"],
    )
