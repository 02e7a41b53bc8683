"""The trail's rows in the order of time, newest first, by key and never by offset; and what names the cases in them.

An entry's place is its time and number: where acts were told out of turn (a demonstration), the order is that of time.
"""

import heapq
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa

from mediation.audit import Action
from mediation.audit.tables import entry
from mediation.cases.store import asking, holding
from mediation.cases.store.reading import open_value
from mediation.cases.tables import case_file, case_key, grant
from mediation.errors import NotFound, Tampered
from mediation.inspection.trail.model import LATEST, About, Act
from mediation.transaction import Transaction
from mediation.vault import blind, chain, columns
from mediation.vault.columns import Key

BUREAU = "bureau"
_COURSE = columns.CASE.column("course")
_SUMMARY = Key.SUMMARY.value
_ROW, _GIVEN, _KEY = case_file, grant, case_key


@dataclass(frozen=True)
class Bounds:
    """Which entries are read. `since` and `before` in µs; `below`: only those before this place (time and number).

    `without`: cases of which nothing is shown. `actions` empty: all.
    """

    since: int | None = None
    before: int | None = None
    below: tuple[int, int] | None = None
    actor: UUID | None = None
    case: UUID | None = None
    actions: tuple[Action, ...] = ()
    without: frozenset[UUID] = frozenset()


def newest(transaction: Transaction, bounds: Bounds, most: int) -> list[Act]:
    """Return at most `most` entries within `bounds`, newest first."""
    if not bounds.actions or bounds.actor or bounds.case:
        return [_act(row) for row in transaction.execute(_query(bounds, most))]
    # One look-up for each act, each in its index's order, and merged: a rare act is found without reading the rest.
    each = (
        transaction.execute(_query(replace(bounds, actions=(action,)), most)).all() for action in bounds.actions
    )
    merged = heapq.merge(*each, key=lambda row: (-row.time, -row.seq))
    return [_act(row) for row, _ in zip(merged, range(most), strict=False)]


def own_cases(transaction: Transaction) -> frozenset[UUID]:
    """Return the cases that the actor supervises or is a party of: of those a trail shows him nothing."""
    mine = _ROW.c.holder == transaction.actor.id
    if transaction.actor.digits:
        employee, spouse = holding.own_indexes(transaction)
        mine |= (_ROW.c.employee_index == employee) | (_ROW.c.spouse_index == spouse)
    return frozenset(transaction.execute(sa.select(_ROW.c.id).where(mine)).scalars())


def about(transaction: Transaction, cases: Collection[UUID]) -> dict[UUID, About]:
    """Return what is known of `cases` in clear: who received and supervises each, and when it was handed in."""
    received: dict[str, str] = {
        row.object: row.actor for row in _in_batches(transaction, _RECEIVED, [f"case:{case}" for case in cases])
    }
    rows = {row.id: row for row in _in_batches(transaction, _CLEAR, list(cases))}
    return {case: _about(rows.get(case), received.get(f"case:{case}", "")) for case in cases}


def numbers(transaction: Transaction, cases: Collection[UUID]) -> dict[UUID, str]:
    """Return the numbers of those of `cases` whose summary the bureau's key opens; the others are left out."""
    principals = [holder.principal for holder in holding.group_holders(transaction, BUREAU)]
    found: dict[UUID, str] = {}
    for row in _in_batches(transaction, _SUMMARIES.where(_GIVEN.c.principal.in_(principals)), list(cases)):
        number = _number(transaction, row) if row.id not in found else None
        if number:
            found[row.id] = number
    return found


def by_number(transaction: Transaction, number: str) -> UUID:
    """Return the case with this number; raises NotFound: absent, one's own and not opened are the same answer."""
    text = blind.normalise_text(number)
    indexes = [
        blind.blind_index(transaction.system, columns.CASE.number, asking.NUMBER, text, version=version)
        for version in transaction.system.index_versions()
    ] if text else []
    found = transaction.execute(sa.select(_ROW.c.id).where(_ROW.c.number_index.in_(indexes))).scalar()
    if found is None or found in own_cases(transaction) or found not in numbers(transaction, [found]):
        raise NotFound
    return UUID(str(found))


def export_keys(transaction: Transaction) -> dict[UUID, str]:
    """Return whose each export key is, by its id."""
    return {row.id: row.name for row in transaction.execute(_EXPORT_KEYS)}


def count(transaction: Transaction, action: Action, since: int, before: int) -> int:
    """Return how many entries tell of `action` between two moments (µs)."""
    query = sa.select(sa.func.count()).select_from(entry).where(
        entry.c.action == action.value, entry.c.time >= since, entry.c.time < before,
    )
    return int(transaction.execute(query).scalar_one())


def timeless(transaction: Transaction) -> int:
    """Return how many entries have something as their time that is none: changed by hand, and on no page."""
    own = entry.c.time
    return sum(
        int(transaction.execute(sa.select(sa.func.count()).select_from(entry).where(outside)).scalar_one())
        for outside in (own < 0, own >= LATEST)
    )


def _query(bounds: Bounds, most: int) -> "sa.Select[Any]":
    own = entry.c
    query = sa.select(own.seq, own.time, own.actor, own.action, own.object, own.canonical)
    # What is no moment has no place in the order of time: see `timeless`.
    before = LATEST if bounds.before is None else bounds.before
    query = query.where(own.time >= (bounds.since or 0), own.time < before)
    if bounds.below is not None:
        query = query.where(sa.tuple_(own.time, own.seq) < bounds.below)
    if bounds.actor is not None:
        query = query.where(own.actor == f"person:{bounds.actor}")
    if bounds.case is not None:
        query = query.where(own.object == f"case:{bounds.case}")
    if len(bounds.actions) == 1:
        query = query.where(own.action == bounds.actions[0].value)
    elif bounds.actions:
        query = query.where(own.action.in_([each.value for each in bounds.actions]))
    if bounds.without:
        query = query.where(own.object.not_in([f"case:{case}" for case in bounds.without]))
    return query.order_by(own.time.desc(), own.seq.desc()).limit(most)


def _act(row: Any) -> Act:  # noqa: ANN401 - a Core row
    """Return an entry as its canonical bytes say it; one that does not read, or is not as its row says, is damaged."""
    damaged = Act(row.seq, row.time, None, "", "", None, damaged=True)
    try:
        told = chain.parse(row.canonical)
    except Tampered:
        return damaged
    if (told.seq, told.time_us, told.actor, told.action, told.object) != row[:5]:
        return damaged
    kind, _, subject = told.object.partition(":")
    return Act(told.seq, told.time_us, _id(told.actor.partition(":")[2]), told.action, kind, _id(subject), told.detail)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _about(row: Any, received_by: str) -> About:  # noqa: ANN401 - a Core row or None
    own = {_id(received_by.partition(":")[2]), row.holder if row else None}
    return About(frozenset(each for each in own if each), row.submitted if row else None, lost=row is None)


class _Grant(NamedTuple):
    """A grant as `holding.open_grant` takes it."""

    kind: str
    case_id: UUID
    generation: int
    principal: UUID
    key_version: int
    stored: bytes
    commitment: bytes


def _number(transaction: Transaction, row: Any) -> str | None:  # noqa: ANN401 - a Core row
    given = _Grant(_SUMMARY, row.id, row.generation, row.principal, row.key_version, row.stored, row.commitment)
    try:
        key = holding.open_grant(transaction, given)
        course = open_value(key, columns.CASE, _COURSE, row.id, row.id, row.course)
    except (Tampered, NotFound):
        return None
    return str(course["number"])


def _in_batches(transaction: Transaction, query: "sa.Select[Any]", wanted: Sequence[Any]) -> Iterable[Any]:
    for start in range(0, len(wanted), _AT_ONCE):
        yield from transaction.connection.execute(query, {"wanted": wanted[start : start + _AT_ONCE]}).all()


_AT_ONCE = 500
# By its name: the room that has this table is a stranger to this one.
_EXPORT_KEYS = sa.select(sa.column("id", sa.Uuid()), sa.column("name", sa.String())).select_from(sa.table("export_key"))
_MANY: "sa.BindParameter[Any]" = sa.bindparam("wanted", expanding=True)
_CLEAR = sa.select(_ROW.c.id, _ROW.c.holder, _ROW.c.submitted).where(_ROW.c.id.in_(_MANY))
_RECEIVED = sa.select(entry.c.object, entry.c.actor).where(
    entry.c.object.in_(_MANY), entry.c.action == Action.CASE_RECEIVED.value,
)
_SUMMARIES = (
    sa.select(
        _ROW.c.id, _ROW.c.course, _GIVEN.c.generation, _GIVEN.c.principal, _GIVEN.c.key_version, _GIVEN.c.stored,
        _KEY.c.commitment,
    )
    .join(_GIVEN, (_GIVEN.c.case_id == _ROW.c.id) & (_GIVEN.c.kind == _SUMMARY))
    .join(
        _KEY,
        (_KEY.c.case_id == _ROW.c.id) & (_KEY.c.kind == _GIVEN.c.kind) & (_KEY.c.generation == _GIVEN.c.generation),
    )
    .where(_ROW.c.id.in_(_MANY)).order_by(_ROW.c.id, _GIVEN.c.generation.desc())
)
