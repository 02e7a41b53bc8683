"""The bureau's queue: which files, in which order, is decided in SQL by clear columns; only what is shown is opened.

Nobody is shown a case of which he is a party, and nothing that was not granted to the bureau's group.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa

from mediation.accounts.tables import unit
from mediation.cases import tables
from mediation.cases.model import Stage
from mediation.cases.store import holding
from mediation.cases.store.reading import open_value, stage_of
from mediation.errors import NotFound, Tampered
from mediation.transaction import Transaction
from mediation.vault import blind, columns, envelopes
from mediation.vault.columns import Key
from mediation.vault.keys import CaseKey

_COVER = columns.CASE.column("cover")
_COURSE = columns.CASE.column("course")
_BATCH = 1_000
_ALWAYS = 2**62  # µs: later than any moment
_NUMBER, _EMPLOYEE, _SPOUSE = 7, 8, 9  # of the registry's clear columns


class Order(StrEnum):
    """In which order the queue stands."""

    OLDEST = "oldest"
    NEWEST = "newest"
    UNIT = "unit"


@dataclass(frozen=True)
class Filter:
    """What of the queue is wanted, by clear columns alone; None asks for all.

    `before` and `since` are moments (µs) of handing in by time zone: the day is that of the case's unit.
    """

    stages: tuple[Stage, ...] = tuple(stage for stage in Stage if stage is not Stage.CLOSED)
    units: tuple[UUID, ...] | None = None
    officers: tuple[UUID, ...] | None = None
    without: tuple[UUID, ...] | None = None
    untaken: bool = False
    since: Mapping[str, int] | None = None
    before: Mapping[str, int] | None = None


@dataclass(frozen=True)
class QueuedFile:
    """One row of the queue. `cover` is empty when it does not open; `submitted` in µs since 1970 UTC."""

    id: UUID
    holder: UUID
    unit: UUID
    stage: Stage
    officer: UUID | None
    submitted: int
    cover: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True)
class Course:
    """What the summary key opens of a case at work; `course` is empty when it does not open."""

    unit: UUID
    stage: Stage
    submitted: int | None
    officer: UUID | None
    course: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True)
class Outline:
    """What stands in clear of a case at work."""

    unit: UUID
    stage: Stage
    created: int
    submitted: int | None


def queued(
    transaction: Transaction, wanted: Filter, *, first: int, most: int, order: Order = Order.OLDEST,
) -> tuple[QueuedFile, ...]:
    """Return at most `most` files of the queue from place `first` (from 0) on: their covers alone are opened."""
    if _bureau(transaction) is None or most <= 0:
        return ()
    values = {"first": first, "most": most, **_values(transaction, wanted)}
    chosen = transaction.connection.execute(_page(_shape(transaction, wanted), order), values).scalars().all()
    return _opened(transaction, chosen)


def count_queued(transaction: Transaction, wanted: Filter) -> int:
    """Return how many files of the queue are wanted; 0 for somebody without the bureau's key."""
    if _bureau(transaction) is None:
        return 0
    query = _count(_shape(transaction, wanted))
    return int(transaction.connection.execute(query, _values(transaction, wanted)).scalar_one())


def standing_in_clear(transaction: Transaction, case: UUID) -> QueuedFile:
    """Return what stands in clear of a file that was handed in, opening nothing and without an audit entry.

    Raises NotFound when it is absent, not granted to the bureau, or the actor is a party: the same answer.
    """
    bureau = _bureau(transaction)
    values = {"case": case, "bureau": bureau, **_own(transaction)}
    row = bureau and transaction.connection.execute(_one(bool(transaction.actor.digits)), values).first()
    if not row:
        raise NotFound
    return QueuedFile(row.id, row.holder, row.unit, stage_of(row.stage), row.officer, row.submitted or 0, {})


def found_by_digits(transaction: Transaction, digits: str) -> tuple[QueuedFile, ...]:
    """Return the files in which one of the two has this employee number, by the blind indexes alone."""
    bare = blind.normalise_digits(digits)
    return _looked_up(transaction, ((_EMPLOYEE, bare), (_SPOUSE, bare)))


def found_by_number(transaction: Transaction, number: str) -> tuple[QueuedFile, ...]:
    """Return the file with this case number, by the blind index alone."""
    return _looked_up(transaction, ((_NUMBER, blind.normalise_text(number)),))


def found_by_name(
    transaction: Transaction, part: str, *, most: int, since: int | None = None, before: int | None = None,
) -> tuple[QueuedFile, ...]:
    """Return at most `most` files in which `part` stands in one of the two names, the newest first.

    Every cover granted to the bureau is opened in memory, between `since` and `before` (µs of handing in) if told.
    """
    bureau, wanted = _bureau(transaction), part.casefold()
    if bureau is None or not wanted:
        return ()
    bounded = bool(since or before)
    values = {"bureau": bureau, "since": since or 0, "before": before or _ALWAYS, **_own(transaction)}
    keys = _content_keys(transaction, values, bounded=bounded)
    found: list[tuple[int, UUID]] = []
    for raw, submitted, cover in transaction.connection.execute(_files(own=bool(transaction.actor.digits)), values):
        case = raw if isinstance(raw, UUID) else UUID(raw)
        if any(_is_named(transaction, _Given(_CONTENT, case, *key), cover, wanted) for key in keys.get(raw, ())):
            found.append((submitted, case))
    found.sort(reverse=True)
    return _opened(transaction, [case for _submitted, case in found[:most]])


def pending(transaction: Transaction, *, first: int, most: int) -> tuple[Course, ...]:
    """Return at most `most` cases that were not handed in yet, the oldest first; their courses alone are opened."""
    return tuple(_courses(transaction, _pending(bool(transaction.actor.digits)), {"first": first, "most": most}))


def count_pending(transaction: Transaction) -> int:
    """Return how many cases were not handed in yet; 0 for somebody without the bureau's key."""
    if _bureau(transaction) is None:
        return 0
    query = _count_pending(bool(transaction.actor.digits))
    return int(transaction.connection.execute(query, _own(transaction)).scalar_one())


def courses_at_work(transaction: Transaction) -> Iterator[Course]:
    """Yield the courses of all cases that are not closed, as the bureau's group may read them."""
    return _courses(transaction, _at_work(bool(transaction.actor.digits)), {})


def outlines_at_work(transaction: Transaction, units: tuple[UUID, ...]) -> tuple[Outline, ...]:
    """Return what stands in clear of the cases of `units` that are not closed: no key is needed."""
    values = {"units": units, **_own(transaction)}
    rows = transaction.connection.execute(_in_clear(bool(transaction.actor.digits)), values)
    return tuple(Outline(row.unit, stage_of(row.stage), row.created, row.submitted) for row in rows)


def _bureau(transaction: Transaction) -> UUID | None:
    held = holding.group_holders(transaction, holding.BUREAU)
    return held[0].principal if held else None


def _own(transaction: Transaction) -> dict[str, bytes]:
    if not transaction.actor.digits:
        return {}
    employee, spouse = holding.own_indexes(transaction)
    return {"own_employee": employee, "own_spouse": spouse}


def _opened(transaction: Transaction, chosen: Sequence[UUID]) -> tuple[QueuedFile, ...]:
    """Return the files of these ids in their order, opened; a file whose grant is gone stands there unopened."""
    bureau = _bureau(transaction)
    found: dict[UUID, QueuedFile] = {}
    for row in transaction.connection.execute(_ROWS, {"bureau": bureau, "chosen": chosen}) if chosen else ():
        # A case whose key was renewed has a row for each generation: the one that opens the cover counts.
        if row.id not in found or not found[row.id].cover:
            found[row.id] = _queued(transaction, row)
    return tuple(found[id_] for id_ in chosen if id_ in found)


def _queued(transaction: Transaction, row: Any) -> QueuedFile:  # noqa: ANN401 - a Core row
    about = (row.id, row.holder, row.unit, stage_of(row.stage), row.officer, row.submitted or 0)
    try:
        return QueuedFile(*about, open_value(_key(transaction, row), columns.CASE, _COVER, row.id, row.id, row.cover))
    except (Tampered, NotFound):
        return QueuedFile(*about, {})


def _key(transaction: Transaction, row: Any) -> CaseKey:  # noqa: ANN401 - a Core row
    if row.stored is None:
        raise NotFound
    return holding.open_grant(transaction, row)


class _Given(NamedTuple):
    """A grant as `holding.open_grant` asks for it, put together from what was read in two sweeps."""

    kind: str
    case_id: UUID
    generation: int
    principal: UUID
    key_version: int
    stored: bytes
    commitment: bytes


_CONTENT = Key.CONTENT.value
_Granted = tuple[int, UUID, int, bytes, bytes]


def _content_keys(transaction: Transaction, values: dict[str, Any], *, bounded: bool) -> dict[Any, list[_Granted]]:
    """Return the granted content keys of the files handed in between two moments, by the case's id as stored."""
    commitments, granted = _sweeps(bounded=bounded)
    known = {
        (case, generation): commitment
        for case, generation, commitment in transaction.connection.execute(commitments, values)
    }
    found: dict[Any, list[_Granted]] = {}
    for case, generation, version, stored in transaction.connection.execute(granted, values):
        commitment = known.get((case, generation))
        if commitment is not None:
            found.setdefault(case, []).append((generation, values["bureau"], version, stored, commitment))
    return found


def _is_named(transaction: Transaction, given: _Given, envelope: bytes, wanted: str) -> bool:
    """Tell whether one of the names in the cover holds `wanted`; a cover that cannot hold it is not decoded."""
    case = given.case_id
    try:
        key = holding.open_grant(transaction, given)
        plain = envelopes.open_(
            key, table=columns.CASE.number, column=_COVER.number, case=case, row=case, envelope=envelope,
        )
        # What JSON escapes is looked for in every cover.
        if wanted not in plain.decode().casefold() and _ESCAPED.isdisjoint(wanted):
            return False
        cover = envelopes.decode(plain)
    except (Tampered, NotFound, UnicodeDecodeError):
        return False
    return any(wanted in cover[side].casefold() for side in ("applicant", "spouse"))


_ESCAPED = frozenset('"\\')


def _looked_up(transaction: Transaction, wanted: tuple[tuple[int, str], ...]) -> tuple[QueuedFile, ...]:
    bureau = _bureau(transaction)
    if bureau is None or not all(text for _column, text in wanted):
        return ()
    found: list[UUID] = []
    for column, text in wanted:
        query = _indexed(column, bool(transaction.actor.digits))
        values = {"bureau": bureau, "indexes": _indexes(transaction, column, text), **_own(transaction)}
        found += transaction.connection.execute(query, values).scalars()
    return _opened(transaction, list(dict.fromkeys(found)))


def _indexes(transaction: Transaction, column: int, text: str) -> list[bytes]:
    return [
        blind.blind_index(transaction.system, columns.CASE.number, column, text, version=version)
        for version in transaction.system.index_versions()
    ]


def _courses(transaction: Transaction, query: "sa.Select[Any]", values: dict[str, Any]) -> Iterator[Course]:
    bureau = _bureau(transaction)
    if bureau is None:
        return
    last: UUID | None = None
    for row in transaction.connection.execute(query, {"bureau": bureau, **values, **_own(transaction)}):
        if row.id != last:
            last = row.id
            yield Course(row.unit, stage_of(row.stage), row.submitted, row.officer, _course(transaction, row))


def _course(transaction: Transaction, row: Any) -> Mapping[str, Any]:  # noqa: ANN401 - a Core row
    try:
        key = holding.open_grant(transaction, row)
        course: Mapping[str, Any] = open_value(key, columns.CASE, _COURSE, row.id, row.id, row.course)
    except (Tampered, NotFound):
        return {}
    return course


# --- the statements: made once for each shape, because making one costs more than running it

_ROW, _GIVEN, _KEY = tables.case_file, tables.grant, tables.case_key
_SHOWN = (_ROW.c.id, _ROW.c.holder, _ROW.c.unit, _ROW.c.stage, _ROW.c.officer, _ROW.c.submitted, _ROW.c.cover)


@dataclass(frozen=True)
class _Shape:
    """Which conditions a query has; their values are bound."""

    own: bool
    units: bool
    officers: bool
    without: bool
    untaken: bool
    since: bool
    before: bool


def _shape(transaction: Transaction, wanted: Filter) -> _Shape:
    return _Shape(
        bool(transaction.actor.digits), wanted.units is not None, wanted.officers is not None,
        wanted.without is not None, wanted.untaken, wanted.since is not None, wanted.before is not None,
    )


def _values(transaction: Transaction, wanted: Filter) -> dict[str, Any]:
    lists = {"units": wanted.units, "officers": wanted.officers, "without": wanted.without}
    moments = {
        f"{name}_{zone}": micros
        for name, by_zone in (("since", wanted.since), ("before", wanted.before)) if by_zone is not None
        for zone, micros in by_zone.items()
    }
    known = {name: list(given) for name, given in lists.items() if given is not None}
    return {"stages": [stage.value for stage in wanted.stages], **known, **moments, **_own(transaction)}


def _conditions(shape: _Shape) -> "list[sa.ColumnElement[bool]]":
    found = [_ROW.c.submitted.is_not(None), _ROW.c.stage.in_(_many("stages")), *_not_own(own=shape.own)]
    if shape.units:
        found.append(_ROW.c.unit.in_(_many("units")))
    if shape.officers:
        found.append(_ROW.c.officer.in_(_many("officers")))
    if shape.without:
        found.append(_ROW.c.officer.is_(None) | _ROW.c.officer.not_in(_many("without")))
    if shape.untaken:
        found.append(_ROW.c.officer.is_(None))
    if shape.since:
        found.append(_ROW.c.submitted >= _by_zone("since"))
    if shape.before:
        found.append(_ROW.c.submitted < _by_zone("before"))
    return found


def _not_own(*, own: bool) -> "list[sa.ColumnElement[bool]]":
    if not own:
        return []
    other_spouse = _ROW.c.spouse_index.is_(None) | (_ROW.c.spouse_index != sa.bindparam("own_spouse"))
    return [_ROW.c.employee_index != sa.bindparam("own_employee"), other_spouse]


def _many(name: str) -> "sa.BindParameter[Any]":
    return sa.bindparam(name, expanding=True)


def _by_zone(name: str) -> "sa.ColumnElement[int]":
    zones = sa.select(
        sa.case(
            (unit.c.zone == "WITA", sa.bindparam(f"{name}_WITA")), (unit.c.zone == "WIT", sa.bindparam(f"{name}_WIT")),
            else_=sa.bindparam(f"{name}_WIB"),
        ),
    ).where(unit.c.id == _ROW.c.unit)
    return zones.scalar_subquery()


_ORDERS: Mapping[Order, tuple[Any, ...]] = {
    Order.OLDEST: (_ROW.c.submitted, _ROW.c.id),
    Order.NEWEST: (_ROW.c.submitted.desc(), _ROW.c.id.desc()),
    Order.UNIT: (sa.func.lower(unit.c.name), _ROW.c.submitted, _ROW.c.id),
}


def _ordered(query: "sa.Select[Any]", order: Order) -> "sa.Select[Any]":
    joined = query.join(unit, unit.c.id == _ROW.c.unit) if order is Order.UNIT else query
    return joined.order_by(*_ORDERS[order])


@lru_cache(maxsize=256)
def _page(shape: _Shape, order: Order) -> "sa.Select[Any]":
    # The ids alone, by an index that holds all that is asked for; what is sealed is read for the few that are shown.
    chosen = _ordered(sa.select(_ROW.c.id).where(*_conditions(shape)), order)
    return chosen.offset(sa.bindparam("first")).limit(sa.bindparam("most"))


def _with_keys(query: "sa.Select[Any]", kind: Key, *, outer: bool = False) -> "sa.Select[Any]":
    mine = (_GIVEN.c.case_id == _ROW.c.id) & (_GIVEN.c.principal == sa.bindparam("bureau"))
    same = (_KEY.c.case_id == _GIVEN.c.case_id) & (_KEY.c.kind == _GIVEN.c.kind)
    return (
        query.join(_GIVEN, mine & (_GIVEN.c.kind == kind.value), isouter=outer)
        .join(_KEY, same & (_KEY.c.generation == _GIVEN.c.generation), isouter=outer)
    )


@lru_cache(maxsize=128)
def _count(shape: _Shape) -> "sa.Select[Any]":
    return sa.select(sa.func.count()).select_from(_ROW).where(*_conditions(shape))


_ROWS = _with_keys(
    sa.select(*_SHOWN, _GIVEN, _KEY.c.commitment).where(_ROW.c.id.in_(_many("chosen"))), Key.CONTENT, outer=True,
)


def _granted() -> "sa.Exists":
    return sa.exists().where(
        _GIVEN.c.case_id == _ROW.c.id, _GIVEN.c.principal == sa.bindparam("bureau"),
        _GIVEN.c.kind == Key.CONTENT.value,
    )


@lru_cache(maxsize=2)
def _one(own: bool) -> "sa.Select[Any]":  # noqa: FBT001 - the key of the cache
    return sa.select(*_SHOWN[:-1]).where(_ROW.c.id == sa.bindparam("case"), _granted(), *_not_own(own=own))


@lru_cache(maxsize=8)
def _indexed(column: int, own: bool) -> "sa.Select[Any]":  # noqa: FBT001 - the key of the cache
    name = {_NUMBER: "number_index", _EMPLOYEE: "employee_index", _SPOUSE: "spouse_index"}[column]
    chosen = sa.select(_ROW.c.id).where(_ROW.c[name].in_(_many("indexes")), _granted(), *_not_own(own=own))
    return chosen.order_by(_ROW.c.submitted.desc(), _ROW.c.id)


# Every file in three sweeps, each in the order in which it lies: a look-up for each row takes twice as long. Ids stay
# as they are stored, because making UUIDs of them takes as long as opening what is sealed.
_BETWEEN = (_ROW.c.submitted >= sa.bindparam("since"), _ROW.c.submitted < sa.bindparam("before"))


@lru_cache(maxsize=2)
def _files(*, own: bool) -> "sa.Select[Any]":
    raw = sa.type_coerce(_ROW.c.id, sa.String())
    rows = sa.select(raw, _ROW.c.submitted, _ROW.c.cover).where(*_BETWEEN, *_not_own(own=own))
    return rows.execution_options(yield_per=_BATCH)


@lru_cache(maxsize=2)
def _sweeps(*, bounded: bool) -> "tuple[sa.Select[Any], sa.Select[Any]]":
    commitments = sa.select(sa.type_coerce(_KEY.c.case_id, sa.String()), _KEY.c.generation, _KEY.c.commitment)
    granted = sa.select(
        sa.type_coerce(_GIVEN.c.case_id, sa.String()), _GIVEN.c.generation, _GIVEN.c.key_version, _GIVEN.c.stored,
    )
    commitments = commitments.where(_KEY.c.kind == _CONTENT)
    granted = granted.where(_GIVEN.c.principal == sa.bindparam("bureau"), _GIVEN.c.kind == _CONTENT)
    if not bounded:
        return commitments, granted
    handed_in = sa.select(_ROW.c.id).where(*_BETWEEN)
    return commitments.where(_KEY.c.case_id.in_(handed_in)), granted.where(_GIVEN.c.case_id.in_(handed_in))


def _with_course(*conditions: "sa.ColumnElement[bool]") -> "sa.Select[Any]":
    shown = (_ROW.c.id, _ROW.c.unit, _ROW.c.stage, _ROW.c.submitted, _ROW.c.officer, _ROW.c.course)
    keyed = _with_keys(sa.select(*shown, _GIVEN, _KEY.c.commitment).where(*conditions), Key.SUMMARY)
    return keyed.order_by(_ROW.c.created, _ROW.c.id, _GIVEN.c.generation.desc())


@lru_cache(maxsize=2)
def _pending(own: bool) -> "sa.Select[Any]":  # noqa: FBT001 - the key of the cache
    chosen = sa.select(_ROW.c.id).where(*_unsubmitted(own=own)).order_by(_ROW.c.created, _ROW.c.id)
    place = chosen.offset(sa.bindparam("first")).limit(sa.bindparam("most")).scalar_subquery()
    return _with_course(_ROW.c.id.in_(place))


@lru_cache(maxsize=2)
def _count_pending(own: bool) -> "sa.Select[Any]":  # noqa: FBT001 - the key of the cache
    return sa.select(sa.func.count()).select_from(_ROW).where(*_unsubmitted(own=own))


def _unsubmitted(*, own: bool) -> "list[sa.ColumnElement[bool]]":
    return [_ROW.c.submitted.is_(None), _ROW.c.stage != Stage.CLOSED.value, *_not_own(own=own)]


@lru_cache(maxsize=2)
def _at_work(own: bool) -> "sa.Select[Any]":  # noqa: FBT001 - the key of the cache
    return _with_course(_ROW.c.stage != Stage.CLOSED.value, *_not_own(own=own)).execution_options(yield_per=_BATCH)


@lru_cache(maxsize=2)
def _in_clear(own: bool) -> "sa.Select[Any]":  # noqa: FBT001 - the key of the cache
    rows = sa.select(_ROW.c.unit, _ROW.c.stage, _ROW.c.created, _ROW.c.submitted)
    return rows.where(_ROW.c.stage != Stage.CLOSED.value, _ROW.c.unit.in_(_many("units")), *_not_own(own=own))
