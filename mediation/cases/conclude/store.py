"""The conclusion of a case: its one row to the model and back. What is replaced stays in the history."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from mediation.cases import codec
from mediation.cases.conclude.model import CommonSenseFinding, Composition, Conclusion, HouseholdFinding, Past
from mediation.cases.store import CaseFile, StoredRow, Write
from mediation.vault import columns

T = TypeVar("T")


@dataclass(frozen=True)
class Change:
    """Who replaces something, and when."""

    at: datetime
    by: str


def conclusion(file: CaseFile) -> Conclusion:
    """Return what was concluded so far, with its history."""
    row = _row(file)
    return Conclusion(
        household=_part(HouseholdFinding, row, "household"),
        common_sense=_part(CommonSenseFinding, row, "common_sense"),
        composition=_part(Composition, row, "composition"),
        history=tuple(codec.from_data(Past, past) for past in row.value("history")),
    )


def write_household(file: CaseFile, finding: HouseholdFinding, change: Change) -> Write:
    """Return the write that stores finding (a), the old one kept in the history."""
    old = conclusion(file)
    past = Past(change.at, change.by, household=old.household)
    return _write(file, "household", finding, old, past if old.household else None)


def write_common_sense(file: CaseFile, finding: CommonSenseFinding, change: Change) -> Write:
    """Return the write that stores finding (b), the old one kept in the history."""
    old = conclusion(file)
    past = Past(change.at, change.by, common_sense=old.common_sense)
    return _write(file, "common_sense", finding, old, past if old.common_sense else None)


def write_composition(file: CaseFile, composition: Composition, change: Change) -> Write:
    """Return the write that stores the report's own text, the old one kept in the history."""
    old = conclusion(file)
    past = Past(change.at, change.by, composition=old.composition)
    return _write(file, "composition", composition, old, past if old.composition else None)


def _write(file: CaseFile, column: str, value: object, old: Conclusion, past: Past | None) -> Write:
    sealed = {column: codec.to_data(value)}
    if past:
        kept = replace(old, history=(*old.history, past)).history
        sealed["history"] = codec.to_data(kept)
    return Write(columns.CONCLUSION, _row(file).id, sealed)


def _row(file: CaseFile) -> StoredRow:
    return file.all(columns.CONCLUSION)[0]


def _part(kind: type[T], row: StoredRow, column: str) -> T | None:
    data = row.value(column)
    return codec.from_data(kind, data) if data is not None else None
