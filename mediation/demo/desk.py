"""Where a story is told: whose desk, which case, and what was made in it so far."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from uuid import UUID

from mediation.cases import store as cases
from mediation.cases.conclude.model import Source, SourceKind
from mediation.cases.examine.store import evidence as recorded_evidence
from mediation.demo.staff import Colleague, Staff
from mediation.demo.story import Story
from mediation.errors import NotFound
from mediation.transaction import Transaction


@dataclass
class Desk:
    """The desks on which one story's case lies. What was made is known by its place in the story."""

    staff: Staff
    holder: Colleague
    story: Story
    opened: UUID | None = None
    summonses: dict[str, list[UUID]] = field(default_factory=dict)
    records: dict[str, UUID] = field(default_factory=dict)
    sessions: list[UUID] = field(default_factory=list)
    evidence: list[UUID] = field(default_factory=list)
    ticked: list[str] = field(default_factory=list)

    @property
    def case(self) -> UUID:
        """The case; raises NotFound before it was received."""
        if self.opened is None:
            raise NotFound
        return self.opened

    @contextmanager
    def writing(self, who: Colleague | None = None) -> Iterator[Transaction]:
        """Begin a unit of work of the holder, or of somebody else."""
        actor = who or self.holder
        with self.staff.premises.writing(actor.person.actor, actor.identity) as transaction:
            yield transaction

    def writing_as(self, name: str) -> AbstractContextManager[Transaction]:
        """Begin a unit of work of whom a story calls "head", "officer", "school_head" or "clinic_head"."""
        return self.writing(self.staff.called(name))

    def version(self, transaction: Transaction) -> int:
        """Return the version of the case that a page opened now would carry."""
        return cases.get_to_change(transaction, self.case).version

    def note_evidence(self, transaction: Transaction) -> None:
        """Note the ids of the evidence in the order it was recorded."""
        self.evidence = [one.id for one in recorded_evidence(cases.get_to_change(transaction, self.case))]

    def source(self, words: str) -> Source:
        """Return the recorded thing that a story calls "applicant:A401", "session2:terms", "evidence1" or so."""
        name, *parts = words.split(":")
        if name == "request":
            return Source(SourceKind.REQUEST, part=parts[0])
        if name == "summons":
            return Source(SourceKind.SUMMONS, self.summonses[parts[0]][int(parts[1]) - 1])
        if name.startswith("session"):
            return Source(SourceKind.SESSION, self.sessions[int(name.removeprefix("session")) - 1], parts[0])
        if name.startswith("evidence"):
            return Source(SourceKind.EVIDENCE, self.evidence[int(name.removeprefix("evidence")) - 1])
        return Source(SourceKind.RECORD, self.records[name], parts[0])
