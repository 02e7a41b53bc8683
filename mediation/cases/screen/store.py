"""Screenings in the rows of a case: one row a side from the start, a list that only grows."""

from mediation.cases import codec
from mediation.cases.model import Party
from mediation.cases.screen.model import Entry
from mediation.cases.store import CaseFile, StoredRow, Write
from mediation.errors import NotFound
from mediation.vault import columns


def entries(file: CaseFile, party: Party) -> tuple[Entry, ...]:
    """Return what was recorded of `party`, oldest first.

    Raises NotFound for a reader without the private key, Tampered.
    """
    return tuple(codec.from_data(Entry, entry) for entry in _answers(_row(file, party)))


def appended(file: CaseFile, party: Party, *added: Entry) -> Write:
    """Return the row of `party` with `added` at its end; raises NotFound without the private key, Tampered."""
    row = _row(file, party)
    kept = [*_answers(row), *(codec.to_data(entry) for entry in added)]
    return Write(columns.SCREENING, row.id, {"answers": kept})


def _row(file: CaseFile, party: Party) -> StoredRow:
    for row in file.all(columns.SCREENING):
        if row.clear["person"] == party.value:
            return row
    raise NotFound


def _answers(row: StoredRow) -> list[dict[str, object]]:
    if "answers" not in row.opened and "answers" not in row.broken:
        raise NotFound
    return list(row.value("answers"))
