"""Records and evidence of a case: rows to model and back."""

from dataclasses import dataclass
from uuid import UUID

from mediation.cases import codec
from mediation.cases.examine.model import Evidence, Record
from mediation.cases.model import Hearing, HearingState
from mediation.cases.store import CaseFile, StoredRow, Write
from mediation.errors import NotFound
from mediation.vault import columns


@dataclass(frozen=True)
class FiledRecord:
    """A record with its id and what the workflow knows of it."""

    id: UUID
    record: Record
    hearing: Hearing

    @property
    def open(self) -> bool:
        """Whether it may still be changed."""
        return self.hearing.state is HearingState.OPEN


@dataclass(frozen=True)
class FiledEvidence:
    """A piece of evidence with its id."""

    id: UUID
    evidence: Evidence


def records(file: CaseFile) -> tuple[FiledRecord, ...]:
    """Return the examination records in the order they were made."""
    return tuple(_record(file, row) for row in file.all(columns.EXAMINATION))


def record(file: CaseFile, row: UUID) -> FiledRecord:
    """Return one record; raises NotFound."""
    return _record(file, file.row(columns.EXAMINATION, row))


def evidence(file: CaseFile) -> tuple[FiledEvidence, ...]:
    """Return the evidence in the order it was recorded."""
    return tuple(
        FiledEvidence(row.id, codec.from_data(Evidence, row.value("record"))) for row in file.all(columns.EVIDENCE)
    )


def write_record(row: UUID, made: Record, *, new: bool = False) -> Write:
    """Return the write that stores a record."""
    return Write(columns.EXAMINATION, row, {"record": codec.to_data(made)}, new=new)


def write_evidence(row: UUID, found: Evidence) -> Write:
    """Return the write that stores a new piece of evidence."""
    return Write(columns.EVIDENCE, row, {"record": codec.to_data(found)}, new=True)


def _record(file: CaseFile, row: StoredRow) -> FiledRecord:
    hearing = file.progress.hearing(row.id)
    if hearing is None:
        raise NotFound
    return FiledRecord(row.id, codec.from_data(Record, row.value("record")), hearing)
