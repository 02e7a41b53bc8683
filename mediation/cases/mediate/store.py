"""Mediation sessions of a case: rows to model and back. Notes of separate talks are asked for by themselves."""

from dataclasses import dataclass
from uuid import UUID

from mediation.cases import codec
from mediation.cases.mediate.model import Session
from mediation.cases.store import CaseFile, StoredRow, Write
from mediation.vault import columns


@dataclass(frozen=True)
class FiledSession:
    """A session with its id; never its notes of separate talks."""

    id: UUID
    session: Session


def sessions(file: CaseFile) -> tuple[FiledSession, ...]:
    """Return the sessions in the order they were recorded."""
    return tuple(_session(row) for row in file.all(columns.SITTING))


def session(file: CaseFile, row: UUID) -> FiledSession:
    """Return one session; raises NotFound."""
    return _session(file.row(columns.SITTING, row))


def notes(file: CaseFile, row: UUID) -> str | None:
    """Return the notes of separate talks; None for a reader without the private key."""
    found = file.row(columns.SITTING, row)
    if "caucus" in found.broken or "caucus" in found.opened:
        return str(found.value("caucus")["notes"])
    return None


def write_session(row: UUID, held: Session, notes: str) -> Write:
    """Return the write that stores a new session. The notes' column is never empty: its absence would tell."""
    sealed = {"record": codec.to_data(held), "caucus": {"notes": notes}}
    return Write(columns.SITTING, row, sealed, new=True)


def _session(row: StoredRow) -> FiledSession:
    return FiledSession(row.id, codec.from_data(Session, row.value("record")))
