"""The whole file to read: a case as sections of labels, texts, questions with answers, and tables. Pure.

What is sealed apart never comes along: neither how the parties are reached, nor what was said alone at the screening
or in separate talks. A reader who could open it would not find it here either.
"""

from collections.abc import Iterable
from uuid import UUID

from mediation.cases import codec, store
from mediation.cases.conclude.store import conclusion
from mediation.cases.dossier import asked, found, steps
from mediation.cases.dossier.parts import (
    Block,
    Dialogue,
    Entry,
    Exchange,
    Facts,
    Grid,
    Linked,
    Prose,
    Section,
    Value,
    Words,
    facts,
    joined,
    label,
    listed,
    prose,
)
from mediation.cases.examine.store import evidence, records
from mediation.cases.mediate.store import sessions
from mediation.cases.model import Standing
from mediation.cases.papers.model import PaperRecord
from mediation.cases.store import CaseFile
from mediation.cases.summon.store import summonses
from mediation.vault import columns

__all__ = [
    "Block", "Dialogue", "Entry", "Exchange", "Facts", "Grid", "Linked", "Prose", "Section", "Value", "Words",
    "facts", "joined", "label", "listed", "prose", "sections",
]


def sections(file: CaseFile, more: Iterable[Section] = ()) -> tuple[Section, ...]:
    """Return the parts of the file in the order of the case, then `more`; a part with nothing in it is left out.

    Raises Tampered when a part does not open.
    """
    request, proofs = file.request, evidence(file)
    labels = {filed.id: Words(filed.evidence.label) for filed in proofs}
    parts = (
        asked.request(request), asked.parties(request), asked.marriage(request), asked.grounds(request),
        steps.summonses(summonses(file)), steps.records(request, records(file)), steps.evidence(proofs),
        steps.sessions(sessions(file)), found.conclusion(conclusion(file), labels),
        found.opinion(file.all(columns.CONCLUSION)[0].opened.get("opinion")),
        found.documents(store.documents_shown(file)),
        found.papers(_papers(file)), *more,
    )
    return tuple(part for part in parts if part.entries)


def _papers(file: CaseFile) -> tuple[tuple[UUID, PaperRecord], ...]:
    told = ((row.id, codec.from_data(PaperRecord, row.value("record"))) for row in file.all(columns.PAPER))
    # The bureau's own papers are for the bureau, and for an auditor with a look.
    sees = file.standing.sees_bureau
    return tuple((row, record) for row, record in told if sees or record.side is not Standing.BUREAU)
