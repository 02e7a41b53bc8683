"""Summaries that the auditors' key opens, batch by batch, and the series of an auditor's pseudonyms.

Rows come in the order of their random ids: the order tells nothing of which case came first.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from mediation import audit
from mediation.audit.tables import entry
from mediation.cases.model import Stage
from mediation.cases.store import holding, seal
from mediation.cases.store.reading import open_value, stage_of
from mediation.cases.tables import case_file, case_key, grant
from mediation.errors import Tampered
from mediation.inspection.summaries.tables import audit_series
from mediation.transaction import Transaction
from mediation.vault import chain, columns
from mediation.vault.columns import Key
from mediation.vault.pseudonyms import Pseudonyms

AUDITORS = "auditors"
BATCH = 500
FIRST = UUID(int=0)  # the series that everybody has without beginning one
_COURSE, _RESULT = columns.CASE.column("course"), columns.CASE.column("result")
_SUMMARY = Key.SUMMARY.value
_LOWEST = UUID(int=0)


@dataclass(frozen=True)
class Opened:
    """A summary as the auditors' key opens it. `course` is empty when it does not open. `trail`: entries about it.

    `result` is None before the file was handed in or ended.
    """

    id: UUID
    unit: UUID
    stage: Stage
    submitted: bool
    course: dict[str, Any]
    result: dict[str, Any] | None
    trail: int

    @property
    def damaged(self) -> bool:
        """Whether something sealed here did not open."""
        return not self.course


def series(transaction: Transaction) -> UUID:
    """Return the number of the actor's newest series; raises Tampered when it is not the one that the trail tells."""
    own = audit_series.c
    query = sa.select(own.id).where(own.person == transaction.actor.id).order_by(own.begun.desc(), own.id).limit(1)
    found: UUID | None = transaction.execute(query).scalar()
    told = audit.latest(transaction, about_series(transaction), "series")
    if (str(found) if found else None) != (told["series"] if told else None):
        raise Tampered("series")
    return found or FIRST


def begin_series(transaction: Transaction, number: UUID) -> None:
    """Write that the actor begins the series `number`."""
    transaction.execute(
        sa.insert(audit_series).values(id=number, person=transaction.actor.id, begun=transaction.micros),
    )


def begun(transaction: Transaction) -> int | None:
    """Return when (µs since 1970 UTC) the actor's series began; None while he has the first one."""
    own = audit_series.c
    found: int | None = transaction.execute(
        sa.select(sa.func.max(own.begun)).where(own.person == transaction.actor.id),
    ).scalar()
    return found


def about_series(transaction: Transaction) -> str:
    """Return how the trail names the actor's series."""
    return f"series:{transaction.actor.id}"


def names(transaction: Transaction) -> Pseudonyms:
    """Return the pseudonyms of the actor's newest series; made once in a unit of work. Raises Tampered."""
    kept: Pseudonyms | None = transaction.opened.get(_NAMES)
    if kept is None:
        if transaction.identity is None:
            raise Tampered("pseudonyms without a key")
        kept = transaction.opened[_NAMES] = Pseudonyms(transaction.identity, series(transaction))
    return kept


_NAMES = "summaries.names"


def holds_key(transaction: Transaction) -> bool:
    """Tell whether the actor holds the auditors' key: a new auditor does so once he was enrolled."""
    return bool(holding.group_holders(transaction, AUDITORS))


def ids(transaction: Transaction) -> Iterator[UUID]:
    """Yield the ids of the cases whose summaries the actor may read as an auditor, in constant memory."""
    for batch in _batches(transaction, _IDS):
        yield from (row.id for row in batch)


def opened(
    transaction: Transaction, *, units: frozenset[UUID] = frozenset(), submitted_only: bool = False,
    cases: Collection[UUID] = (),
) -> Iterator[Opened]:
    """Yield summaries as an auditor, in the order of their ids, in constant memory.

    `cases`: these alone. A case of which the actor is a party, or that he supervises, is left out.
    """
    query = _chosen(_SUMMARIES, units, submitted_only=submitted_only, cases=cases)
    for batch in _batches(transaction, query):
        counted = _entries(transaction, [row.id for row in batch])
        yield from (_opened(transaction, row, counted) for row in batch)


def count(transaction: Transaction, *, units: frozenset[UUID] = frozenset(), submitted_only: bool = False) -> int:
    """Return how many summaries `opened` would yield, without opening one."""
    held = holding.group_holders(transaction, AUDITORS)
    if not held:
        return 0
    if units or submitted_only:
        readable = sa.select(sa.func.count()).where(_granted_to(held[0].principal), _foreign(transaction))
        narrowed = _chosen(readable, units, submitted_only=submitted_only)
        return int(transaction.execute(narrowed).scalar_one())
    # Of all: what was granted is counted in its index, and his own, which are few, are taken off.
    given = transaction.connection.execute(_GRANTED, {"principal": held[0].principal}).scalar_one()
    own = sa.select(sa.func.count()).where(_granted_to(held[0].principal), sa.not_(_foreign(transaction)))
    return int(given - transaction.execute(own).scalar_one())


def newest(
    transaction: Transaction, *, first: int, most: int, units: frozenset[UUID] = frozenset(),
    submitted_only: bool = False,
) -> list[UUID]:
    """Return the ids of at most `most` readable cases from place `first` on, the latest entered first."""
    held = holding.group_holders(transaction, AUDITORS)
    if not held:
        return []
    chosen = sa.select(case_file.c.id).where(_granted_to(held[0].principal), _foreign(transaction))
    ordered = _chosen(chosen, units, submitted_only=submitted_only).order_by(
        case_file.c.created.desc(), case_file.c.id.desc(),
    )
    return list(transaction.execute(ordered.offset(first).limit(most)).scalars())


def untouched(transaction: Transaction, case: UUID) -> bool:
    """Tell whether the summary is the one that the trail's newest word about the case tells of."""
    row = next((each for each in seal.read_rows(transaction, case) if each.table is columns.CASE), None)
    try:
        told = audit.latest(transaction, f"case:{case}", "course")
    except Tampered:
        return False
    if row is None or told is None:
        return False
    found = seal.digests(b"", [row])
    return all(found[name] == told.get(name) for name in ("course", "result", "row"))


_IDS = sa.select(case_file.c.id, grant.c.generation)
_SUMMARIES = sa.select(
    case_file.c.id, case_file.c.unit, case_file.c.stage, case_file.c.submitted, case_file.c.course,
    case_file.c.result, grant.c.generation, grant.c.principal, grant.c.key_version, grant.c.stored,
    case_key.c.commitment,
)
_HANDED_IN = case_file.c.submitted.is_not(None) | (case_file.c.stage == Stage.CLOSED.value)


_GRANTED = sa.select(sa.func.count(sa.distinct(grant.c.case_id))).where(
    grant.c.principal == sa.bindparam("principal"), grant.c.kind == _SUMMARY,
)


def _granted_to(principal: UUID) -> "sa.ColumnElement[bool]":
    return sa.exists().where(
        grant.c.case_id == case_file.c.id, grant.c.kind == _SUMMARY, grant.c.principal == principal,
    )


def _foreign(transaction: Transaction) -> "sa.ColumnElement[bool]":
    """Return the condition that the actor is neither the case's supervisor nor one of its parties."""
    others = case_file.c.holder != transaction.actor.id
    if not transaction.actor.digits:
        return others
    employee, spouse = holding.own_indexes(transaction)
    return sa.and_(
        others, case_file.c.employee_index != employee,
        sa.or_(case_file.c.spouse_index.is_(None), case_file.c.spouse_index != spouse),
    )


def _chosen(
    query: "sa.Select[Any]", units: frozenset[UUID], *, submitted_only: bool, cases: Collection[UUID] = (),
) -> "sa.Select[Any]":
    """Return `query` narrowed by what stands in clear."""
    if units:
        query = query.where(case_file.c.unit.in_(units))
    if submitted_only:
        query = query.where(_HANDED_IN)
    return query.where(case_file.c.id.in_(cases)) if cases else query


def _readable(transaction: Transaction, query: "sa.Select[Any]") -> "sa.Select[Any]":
    """Return `query` over the rows granted to the auditors' group, whose key the actor holds, and not his own."""
    held = holding.group_holders(transaction, AUDITORS)
    return query.select_from(case_file).join(
        grant, (grant.c.case_id == case_file.c.id) & (grant.c.kind == _SUMMARY),
    ).join(
        case_key,
        (case_key.c.case_id == case_file.c.id) & (case_key.c.kind == grant.c.kind)
        & (case_key.c.generation == grant.c.generation),
    ).where(grant.c.principal == held[0].principal, _foreign(transaction))


def _batches(transaction: Transaction, query: "sa.Select[Any]") -> Iterator[Sequence[Any]]:
    """Yield rows by id, the newest generation of each case alone. No cursor stays open between batches."""
    if not holds_key(transaction):
        return
    chosen = _readable(transaction, query)
    # By the grant's own columns: its index gives this order, so that no batch looks through all the others.
    chosen = chosen.where(grant.c.case_id > sa.bindparam("after")).order_by(grant.c.case_id, grant.c.generation)
    chosen, after = chosen.limit(BATCH), _LOWEST
    while found := transaction.connection.execute(chosen, {"after": after}).all():
        newest = {row.id: row for row in found}
        if len(found) == BATCH and len(newest) > 1:
            # Of the last one a newer generation may follow.
            newest.popitem()
        yield list(newest.values())
        after = next(reversed(newest))


def _entries(transaction: Transaction, cases: Sequence[UUID]) -> dict[UUID, int]:
    """Return how many entries the trail has about each case, without those that no auditor is shown."""
    subjects, apart = {f"case:{case}": case for case in cases}, _apart(transaction)
    rows = transaction.connection.execute(_COUNTED, {"subjects": list(subjects)})
    return {subjects[subject]: entries - apart.get(subject, 0) for subject, entries in rows}


def _apart(transaction: Transaction) -> dict[str, int]:
    """Return how many entries are a second reviewer's or name one, by case; asked once in a unit of work.

    The trail leaves them out for auditors: counted here, the difference would tell that there was one. They are few.
    """
    kept: dict[str, int] | None = transaction.opened.get(_READERS)
    if kept is None:
        readers: dict[str, set[str]] = {}
        for subject, canonical in transaction.connection.execute(_SHARED):
            with suppress(Tampered, ValueError):
                reader = UUID(str(chain.parse(canonical).detail.get("reader")))
                readers.setdefault(subject, set()).add(f"person:{reader}")
        kept = {subject: _told_of(transaction, subject, found) for subject, found in readers.items()}
        transaction.opened[_READERS] = kept
    return kept


def _told_of(transaction: Transaction, subject: str, readers: set[str]) -> int:
    theirs = entry.c.action.in_(_SHARING) | entry.c.actor.in_(readers)
    query = sa.select(sa.func.count()).select_from(entry).where(entry.c.object == subject, theirs)
    return int(transaction.execute(query).scalar_one())


_READERS = "summaries.readers"
_SHARING = (audit.Action.CASE_SHARED.value, audit.Action.CASE_UNSHARED.value)
_SHARED = sa.select(entry.c.object, entry.c.canonical).where(entry.c.action.in_(_SHARING))
_COUNTED = (
    sa.select(entry.c.object, sa.func.count().label("entries"))
    .where(entry.c.object.in_(sa.bindparam("subjects", expanding=True))).group_by(entry.c.object)
)


def _opened(transaction: Transaction, row: Any, counted: dict[UUID, int]) -> Opened:  # noqa: ANN401 - a Core row
    # Taken apart at once: to ask a row for each column by its name takes longer.
    id_, unit, told, submitted, course_, result_, generation, principal, version, stored, commitment = row
    stage, result = stage_of(told), None
    handed_in, trail = submitted is not None or stage is Stage.CLOSED, counted.get(id_, 0)
    given = holding.Given(_SUMMARY, id_, generation, principal, version, stored, commitment)
    try:
        key = holding.open_grant(transaction, given)
        course = open_value(key, columns.CASE, _COURSE, id_, id_, course_)
        # Before handing in nothing is told of it, whatever stands in the row.
        if handed_in and result_ is not None:
            result = open_value(key, columns.CASE, _RESULT, id_, id_, result_)
    except Tampered:
        return Opened(id_, unit, stage, handed_in, {}, None, trail)
    return Opened(id_, unit, stage, handed_in, course, result, trail)
