"""Which questions somebody is asked, word for word, in the order of asking, under the headings of the page."""

from collections.abc import Sequence
from dataclasses import dataclass

from mediation.cases.examine import bank
from mediation.cases.examine.model import Record
from mediation.cases.model import Party, Request
from mediation.language import mark
from mediation.law.identity import Sex

# The bank's order numbers by hundreds.
_HEADINGS = {
    1: mark("Pembukaan"), 2: mark("Perkawinan"), 3: mark("Perjalanan rumah tangga"), 4: mark("Keadaan sekarang"),
    5: mark("Hal yang diajukan"), 6: mark("Upaya merukunkan"), 7: mark("Keinginan"), 8: mark("Pekerjaan"),
    9: mark("Penutup"),
}


@dataclass(frozen=True)
class Asked:
    """One question as it is read aloud; `why` says why it is asked."""

    id: str
    number: int
    text: str
    why: str
    heading: str


def asked(request: Request, party: Party, record: Record | None = None) -> tuple[Asked, ...]:
    """Return what `party` is asked. A stored answer keeps the words in which its question was put."""
    said = {answer.question: answer.asked for answer in record.answers} if record else {}
    claims = record.claims if record else ()
    grounds = [claim.ground for claim in request.grounds]
    offered = bank.questions(party, [*grounds, *claims])
    examined, other = _sexes(request, party, record)
    kept = [bank.question(question) for question in said if question not in {q.id for q in offered}]
    wanted = sorted([*offered, *kept], key=lambda question: question.order)
    return tuple(
        Asked(q.id, number, said.get(q.id) or q.spoken(examined, other), q.why, _HEADINGS[q.order // 100])
        for number, q in enumerate(wanted, start=1)
    )


def sections(questions: Sequence[Asked]) -> tuple[tuple[str, tuple[Asked, ...]], ...]:
    """Return the questions under their headings, in order."""
    headings = dict.fromkeys(question.heading for question in questions)
    return tuple((heading, tuple(q for q in questions if q.heading == heading)) for heading in headings)


def _sexes(request: Request, party: Party, record: Record | None) -> tuple[Sex, Sex]:
    if party is Party.WITNESS:
        witness = record.witness if record else None
        return (witness.sex if witness else Sex.MALE), request.spouse.sex
    return request.person(party).sex, request.person(party.other).sex
