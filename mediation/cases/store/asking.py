"""What is asked of the queue's rows, as statements made once for each shape: making one costs more than running it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeAlias
from uuid import UUID

import sqlalchemy as sa

from mediation.accounts.tables import unit
from mediation.cases import tables
from mediation.cases.model import Stage
from mediation.vault.columns import Key

_BATCH = 1_000
NUMBER, EMPLOYEE, SPOUSE = 7, 8, 9  # of the registry's clear columns
CONTENT = Key.CONTENT.value

Query: TypeAlias = "sa.Select[*tuple[Any, ...]]"


class Order(StrEnum):
    """In which order the queue stands."""

    OLDEST = "oldest"
    NEWEST = "newest"
    UNIT = "unit"


OPEN = tuple(stage for stage in Stage if stage is not Stage.CLOSED)


@dataclass(frozen=True)
class Filter:
    """What of the queue is wanted, by clear columns alone; None asks for all.

    `before` and `since` are moments (µs) of handing in by time zone: the day is that of the case's unit.
    """

    stages: tuple[Stage, ...] = OPEN
    units: tuple[UUID, ...] | None = None
    officers: tuple[UUID, ...] | None = None
    without: tuple[UUID, ...] | None = None
    untaken: bool = False
    since: Mapping[str, int] | None = None
    before: Mapping[str, int] | None = None


_ROW, _GIVEN, _KEY = tables.case_file, tables.grant, tables.case_key
_SHOWN = (_ROW.c.id, _ROW.c.holder, _ROW.c.unit, _ROW.c.stage, _ROW.c.officer, _ROW.c.submitted, _ROW.c.cover)


@dataclass(frozen=True)
class Shape:
    """Which conditions a query has; their values are bound."""

    own: bool
    open_alone: bool
    units: bool
    officers: bool
    without: bool
    untaken: bool
    since: bool
    before: bool


def _conditions(shape: Shape) -> "list[sa.ColumnElement[bool]]":
    # All but one are asked for most often: one comparison for each row instead of seven.
    stage = _ROW.c.stage != Stage.CLOSED.value if shape.open_alone else _ROW.c.stage.in_(_many("stages"))
    found = [_ROW.c.submitted.is_not(None), stage, *_not_own(own=shape.own)]
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


def _ordered(query: Query, order: Order) -> Query:
    joined = query.join(unit, unit.c.id == _ROW.c.unit) if order is Order.UNIT else query
    return joined.order_by(*_ORDERS[order])


@lru_cache(maxsize=256)
def page(shape: Shape, order: Order) -> Query:
    """Return the ids of one page of the queue, by an index that holds all that is asked for."""
    chosen = _ordered(sa.select(_ROW.c.id).where(*_conditions(shape)), order)
    return chosen.offset(sa.bindparam("first")).limit(sa.bindparam("most"))


def _with_keys(query: Query, kind: Key, *, outer: bool = False) -> Query:
    mine = (_GIVEN.c.case_id == _ROW.c.id) & (_GIVEN.c.principal == sa.bindparam("bureau"))
    same = (_KEY.c.case_id == _GIVEN.c.case_id) & (_KEY.c.kind == _GIVEN.c.kind)
    return (
        query.join(_GIVEN, mine & (_GIVEN.c.kind == kind.value), isouter=outer)
        .join(_KEY, same & (_KEY.c.generation == _GIVEN.c.generation), isouter=outer)
    )


@lru_cache(maxsize=128)
def count(shape: Shape) -> Query:
    """Return how many files are wanted."""
    return sa.select(sa.func.count()).select_from(_ROW).where(*_conditions(shape))


AT_ONCE = 25  # a page; a statement of a fixed number of ids need not be written anew for each page
CHOSEN = tuple(f"chosen_{number}" for number in range(AT_ONCE))
ROWS = _with_keys(
    sa.select(*_SHOWN, _GIVEN.c.generation, _GIVEN.c.key_version, _GIVEN.c.stored, _KEY.c.commitment)
    .where(_ROW.c.id.in_([sa.bindparam(name, type_=sa.Uuid()) for name in CHOSEN])), Key.CONTENT, outer=True,
)


def _granted() -> "sa.Exists":
    return sa.exists().where(
        _GIVEN.c.case_id == _ROW.c.id, _GIVEN.c.principal == sa.bindparam("bureau"),
        _GIVEN.c.kind == Key.CONTENT.value,
    )


@lru_cache(maxsize=2)
def one(own: bool) -> Query:  # noqa: FBT001 - the key of the cache
    """Return what stands in clear of one file that was granted."""
    return sa.select(*_SHOWN[:-1]).where(_ROW.c.id == sa.bindparam("case"), _granted(), *_not_own(own=own))


@lru_cache(maxsize=8)
def indexed(column: int, own: bool) -> Query:  # noqa: FBT001 - the key of the cache
    """Return the ids of granted files that have one of the blind indexes in `column`."""
    name = {NUMBER: "number_index", EMPLOYEE: "employee_index", SPOUSE: "spouse_index"}[column]
    chosen = sa.select(_ROW.c.id).where(_ROW.c[name].in_(_many("indexes")), _granted(), *_not_own(own=own))
    return chosen.order_by(_ROW.c.submitted.desc(), _ROW.c.id)


# Every file in two sweeps, each in the order in which it lies: a look-up for each row takes twice as long. Ids stay
# as they are stored, because making UUIDs of them takes as long as opening what is sealed.
_BETWEEN = (_ROW.c.submitted >= sa.bindparam("since"), _ROW.c.submitted < sa.bindparam("before"))


@lru_cache(maxsize=2)
def files(*, own: bool) -> Query:
    """Return every cover of files handed in between two moments, by the id as stored."""
    raw = sa.type_coerce(_ROW.c.id, sa.String())
    rows = sa.select(raw, _ROW.c.submitted, _ROW.c.cover).where(*_BETWEEN, *_not_own(own=own))
    return rows.execution_options(yield_per=_BATCH)


@lru_cache(maxsize=2)
def content_keys(*, bounded: bool) -> Query:
    """Return the bureau's grants of content keys; `bounded`: of files handed in between two moments."""
    given = (
        sa.type_coerce(_GIVEN.c.case_id, sa.String()), _GIVEN.c.generation, _GIVEN.c.key_version, _GIVEN.c.stored,
    )
    same = (_KEY.c.case_id == _GIVEN.c.case_id) & (_KEY.c.kind == _GIVEN.c.kind)
    rows = sa.select(*given, _KEY.c.commitment).join(_KEY, same & (_KEY.c.generation == _GIVEN.c.generation))
    if bounded:
        handed_in = sa.select(_ROW.c.id).where(*_BETWEEN)
        to_bureau = _GIVEN.c.principal == sa.bindparam("bureau")
        return rows.where(to_bureau, _GIVEN.c.kind == CONTENT, _GIVEN.c.case_id.in_(handed_in))
    # Nearly every grant is wanted: within a function the column offers no index, and the table is read as it lies.
    to_bureau = sa.func.coalesce(_GIVEN.c.principal, _GIVEN.c.principal) == sa.bindparam("bureau", type_=sa.Uuid())
    return rows.where(to_bureau, _GIVEN.c.kind == CONTENT)


def _with_course(*conditions: "sa.ColumnElement[bool]") -> Query:
    shown = (_ROW.c.id, _ROW.c.unit, _ROW.c.stage, _ROW.c.submitted, _ROW.c.officer, _ROW.c.course)
    keyed = _with_keys(sa.select(*shown, _GIVEN, _KEY.c.commitment).where(*conditions), Key.SUMMARY)
    return keyed.order_by(_ROW.c.created, _ROW.c.id, _GIVEN.c.generation.desc())


@lru_cache(maxsize=2)
def pending(own: bool) -> Query:  # noqa: FBT001 - the key of the cache
    """Return the courses of one page of the cases that were not handed in."""
    chosen = sa.select(_ROW.c.id).where(*_unsubmitted(own=own)).order_by(_ROW.c.created, _ROW.c.id)
    place = chosen.offset(sa.bindparam("first")).limit(sa.bindparam("most")).scalar_subquery()
    return _with_course(_ROW.c.id.in_(place))


@lru_cache(maxsize=2)
def count_pending(own: bool) -> Query:  # noqa: FBT001 - the key of the cache
    """Return how many cases were not handed in."""
    return sa.select(sa.func.count()).select_from(_ROW).where(*_unsubmitted(own=own))


def _unsubmitted(*, own: bool) -> "list[sa.ColumnElement[bool]]":
    return [_ROW.c.submitted.is_(None), _ROW.c.stage != Stage.CLOSED.value, *_not_own(own=own)]


@lru_cache(maxsize=2)
def at_work(own: bool) -> Query:  # noqa: FBT001 - the key of the cache
    """Return the courses of all cases that are not closed."""
    return _with_course(_ROW.c.stage != Stage.CLOSED.value, *_not_own(own=own)).execution_options(yield_per=_BATCH)


@lru_cache(maxsize=2)
def in_clear(own: bool) -> Query:  # noqa: FBT001 - the key of the cache
    """Return what stands in clear of the open cases of some units."""
    rows = sa.select(_ROW.c.unit, _ROW.c.stage, _ROW.c.created, _ROW.c.submitted)
    return rows.where(_ROW.c.stage != Stage.CLOSED.value, _ROW.c.unit.in_(_many("units")), *_not_own(own=own))
