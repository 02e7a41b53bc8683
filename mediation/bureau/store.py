"""What the bureau records about a case: rows of one table, told apart by the kind within the sealed record."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar
from uuid import UUID, uuid4

from mediation.cases import codec
from mediation.cases.store import CaseFile, StoredRow, Write
from mediation.errors import NotFound
from mediation.vault import columns

T = TypeVar("T")


class RecordKind(StrEnum):
    """What a record is; the value is sealed with it and never changes."""

    CHECK = "check"
    RETURN = "return"
    TALK = "talk"
    MEMO = "memo"
    DEFERRAL = "deferral"
    WITHDRAWAL = "withdrawal"
    DECISION = "decision"
    HAND_OVER = "hand_over"
    COURT = "court"
    DIVORCE = "divorce"
    FOLLOW_UP = "follow_up"
    SUPPORT = "support"
    CHALLENGE = "challenge"
    DISCIPLINE = "discipline"
    SALARY = "salary"
    HANDED_ON = "handed_on"


@dataclass(frozen=True)
class Filed(Generic[T]):
    """A record with its row and the moment of its first writing (µs since 1970 UTC)."""

    row: UUID
    created: int
    record: T


def filed(file: CaseFile, kind: RecordKind, model: type[T]) -> tuple[Filed[T], ...]:
    """Return the case's records of `kind`, oldest first; raises Tampered."""
    return tuple(
        Filed(row.id, row.clear["created"], codec.from_data(model, row.value("record")["told"]))
        for row in file.all(columns.REVIEW_RECORD) if row.value("record")["kind"] == kind.value
    )


def newest(file: CaseFile, kind: RecordKind, model: type[T]) -> Filed[T] | None:
    """Return the newest record of `kind`; None before the first."""
    found = filed(file, kind, model)
    return found[-1] if found else None


def one(file: CaseFile, kind: RecordKind, model: type[T], row: UUID) -> Filed[T]:
    """Return the record in `row`; raises NotFound when this case has none of that kind there."""
    for each in filed(file, kind, model):
        if each.row == row:
            return each
    raise NotFound


def add(kind: RecordKind, record: object, *, row: UUID | None = None, caucus: Mapping[str, Any] | None = None) -> Write:
    """Return the write of a new record. `caucus` is what was said apart, under the author's own key."""
    told = {"kind": kind.value, "told": codec.to_data(record)}
    sealed = {"record": told, "caucus": dict(caucus or {})}
    return Write(columns.REVIEW_RECORD, row or uuid4(), sealed, new=True)


def change(kind: RecordKind, row: UUID, record: object) -> Write:
    """Return the write that replaces a record; what stood before is the caller's to keep in the record."""
    return Write(columns.REVIEW_RECORD, row, {"record": {"kind": kind.value, "told": codec.to_data(record)}})


def caucus(row: StoredRow) -> Mapping[str, Any] | None:
    """Return what was said apart; None for everybody but its author."""
    found: Mapping[str, Any] | None = row.opened.get("caucus")
    return found
