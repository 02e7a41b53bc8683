"""The checklist of one case: which of the agency's lines concern it, and what the program itself knows to be there."""

from dataclasses import dataclass

from mediation.agency.model import CHECKLIST, Edition, Facts, KnownBy, Line, Track, lines_for, required
from mediation.agency.store import at, current
from mediation.cases.examine.store import evidence
from mediation.cases.papers.model import Paper, TieKind
from mediation.cases.papers.store import papers
from mediation.cases.store import CaseFile
from mediation.transaction import Transaction


@dataclass(frozen=True)
class Listed:
    """One line as it concerns a case: must it be there, does the program know it to be, and the papers tied to it."""

    line: Line
    required: bool
    known: bool
    papers: tuple[Paper, ...]

    @property
    def there(self) -> bool:
        """Whether something stands for the line."""
        return self.known or bool(self.papers)


@dataclass(frozen=True)
class Checklist:
    """The lines of a case, and the version of the agency's list that they come from."""

    version: int
    lines: tuple[Listed, ...]

    @property
    def missing(self) -> tuple[Listed, ...]:
        """What must be there and is not."""
        return tuple(each for each in self.lines if each.required and not each.there)


def checklist(transaction: Transaction, file: CaseFile, version: int | None = None) -> Checklist:
    """Return the case's checklist by the agency's newest list, or by the version that was used before."""
    edition = current(transaction, CHECKLIST) if version is None else at(transaction, CHECKLIST, version)
    return of_edition(edition, file)


def of_edition(edition: Edition[Line], file: CaseFile) -> Checklist:
    """Return the case's checklist by this edition of the list."""
    return Checklist(edition.version, tuple(_listed(line, file) for line in lines_for(edition.items, facts_of(file))))


def facts_of(file: CaseFile) -> Facts:
    """Return what of the case decides which lines concern it."""
    request = file.request
    religion = request.applicant.religion
    return Facts(
        track=Track.PERMIT, employment=request.applicant.employment.value,
        religion=religion.value if religion else "", sex=request.applicant.sex.value,
        grounds=frozenset(claim.ground for claim in request.grounds),
    )


def _listed(line: Line, file: CaseFile) -> Listed:
    tied = tuple(
        paper for paper in papers(file)
        if paper.stands and (paper.record.tie.kind, paper.record.tie.of) == (TieKind.LINE, line.code)
    )
    return Listed(line, required(line), _known(line, file), tied)


def _known(line: Line, file: CaseFile) -> bool:
    progress = file.progress
    if line.known_by is KnownBy.EVIDENCE:
        return any(one.evidence.kind in line.evidence for one in evidence(file))
    return {
        KnownBy.RECORDS: any(hearing.document_issued for hearing in progress.hearings),
        KnownBy.SESSIONS: bool(progress.sittings),
        KnownBy.REPORT: progress.report_issued_on is not None,
    }.get(line.known_by, False)
