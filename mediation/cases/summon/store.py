"""Summonses in the rows of a case."""

from uuid import UUID

from mediation.cases import codec
from mediation.cases.model import Contact, Party
from mediation.cases.store import CaseFile, StoredRow, Write
from mediation.cases.summon.model import StoredSummons, Summons
from mediation.errors import NotFound
from mediation.vault import columns


def summonses(file: CaseFile, party: Party | None = None) -> tuple[StoredSummons, ...]:
    """Return the summonses of `party` (None: of both sides) in the order they were made; raises Tampered."""
    found = (_stored(file, row) for row in file.all(columns.SUMMONS))
    return tuple(each for each in found if party in (None, each.summons.party))


def one(file: CaseFile, row: UUID) -> StoredSummons:
    """Return the summons in `row`; raises NotFound, Tampered."""
    return _stored(file, file.row(columns.SUMMONS, row))


def write(row: UUID, summons: Summons, *, new: bool = False) -> Write:
    """Return `summons` as the row to be stored."""
    return Write(columns.SUMMONS, row, {"record": codec.to_data(summons)}, new=new)


def contact(file: CaseFile, party: Party) -> Contact | None:
    """Return how `party` is reached; None for a reader without the private key. Raises Tampered."""
    known = file.contacts
    if known is None:
        return None
    return known.of(party)


def _stored(file: CaseFile, row: StoredRow) -> StoredSummons:
    appointment = file.progress.appointment(row.id)
    if appointment is None:
        raise NotFound
    return StoredSummons(row.id, codec.from_data(Summons, row.value("record")), appointment)
