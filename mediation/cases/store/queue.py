"""The bureau's queue: which files, in which order, is decided in SQL by clear columns; only what is shown is opened.

Nobody is shown a case of which he is a party, and nothing that was not granted to the bureau's group.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from mediation.cases.model import Stage
from mediation.cases.store import asking, holding
from mediation.cases.store.asking import Filter, Order, Query, Shape
from mediation.cases.store.reading import open_value, stage_of
from mediation.errors import NotFound, Tampered
from mediation.transaction import Transaction
from mediation.vault import blind, columns, envelopes
from mediation.vault.keys import CaseKey

_COVER = columns.CASE.column("cover")
_COURSE = columns.CASE.column("course")
_ALWAYS = 2**62  # µs: later than any moment


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
    chosen = transaction.connection.execute(asking.page(_shape(transaction, wanted), order), values).scalars().all()
    return _opened(transaction, chosen)


def count_queued(transaction: Transaction, wanted: Filter) -> int:
    """Return how many files of the queue are wanted; 0 for somebody without the bureau's key."""
    if _bureau(transaction) is None:
        return 0
    query = asking.count(_shape(transaction, wanted))
    return int(transaction.connection.execute(query, _values(transaction, wanted)).scalar_one())


def standing_in_clear(transaction: Transaction, case: UUID) -> QueuedFile:
    """Return what stands in clear of a file that was handed in, opening nothing and without an audit entry.

    Raises NotFound when it is absent, not granted to the bureau, or the actor is a party: the same answer.
    """
    bureau = _bureau(transaction)
    values = {"case": case, "bureau": bureau, **_own(transaction)}
    row = bureau and transaction.connection.execute(asking.one(bool(transaction.actor.digits)), values).first()
    if not row:
        raise NotFound
    return QueuedFile(row.id, row.holder, row.unit, stage_of(row.stage), row.officer, row.submitted or 0, {})


def found_by_digits(transaction: Transaction, digits: str) -> tuple[QueuedFile, ...]:
    """Return the files in which one of the two has this employee number, by the blind indexes alone."""
    bare = blind.normalise_digits(digits)
    return _looked_up(transaction, ((asking.EMPLOYEE, bare), (asking.SPOUSE, bare)))


def found_by_number(transaction: Transaction, number: str) -> tuple[QueuedFile, ...]:
    """Return the file with this case number, by the blind index alone."""
    return _looked_up(transaction, ((asking.NUMBER, blind.normalise_text(number)),))


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
    covers = transaction.connection.execute(asking.files(own=bool(transaction.actor.digits)), values)
    for raw, submitted, cover in covers:
        case = UUID(int=int(raw, 16)) if isinstance(raw, str) else raw
        for key in keys.get(raw, ()):
            if _is_named(transaction, holding.Given(asking.CONTENT, case, *key), cover, wanted):
                found.append((submitted, case))
                break
    found.sort(reverse=True)
    return _opened(transaction, [case for _submitted, case in found[:most]])


def of_ids(transaction: Transaction, cases: Sequence[UUID]) -> tuple[QueuedFile, ...]:
    """Return these files of the queue, their covers opened; what is not the bureau's is left out."""
    return _opened(transaction, cases)


def pending(transaction: Transaction, *, first: int, most: int) -> tuple[Course, ...]:
    """Return at most `most` cases that were not handed in yet, the oldest first; their courses alone are opened."""
    return tuple(_courses(transaction, asking.pending(bool(transaction.actor.digits)), {"first": first, "most": most}))


def count_pending(transaction: Transaction) -> int:
    """Return how many cases were not handed in yet; 0 for somebody without the bureau's key."""
    if _bureau(transaction) is None:
        return 0
    query = asking.count_pending(bool(transaction.actor.digits))
    return int(transaction.connection.execute(query, _own(transaction)).scalar_one())


def courses_at_work(transaction: Transaction) -> Iterator[Course]:
    """Yield the courses of all cases that are not closed, as the bureau's group may read them."""
    return _courses(transaction, asking.at_work(bool(transaction.actor.digits)), {})


def outlines_at_work(transaction: Transaction, units: tuple[UUID, ...]) -> tuple[Outline, ...]:
    """Return what stands in clear of the cases of `units` that are not closed: no key is needed."""
    values = {"units": units, **_own(transaction)}
    rows = transaction.connection.execute(asking.in_clear(bool(transaction.actor.digits)), values)
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
    if bureau is None or not chosen:
        return ()
    for start in range(0, len(chosen), asking.AT_ONCE):
        some = chosen[start : start + asking.AT_ONCE]
        # A page that is not full asks for its last one again.
        values = dict(zip(asking.CHOSEN, [*some, *[some[-1]] * (asking.AT_ONCE - len(some))], strict=True))
        for row in transaction.connection.execute(asking.ROWS, {"bureau": bureau, **values}):
            # A case whose key was renewed has a row for each generation: the one that opens the cover counts.
            if row.id not in found or not found[row.id].cover:
                found[row.id] = _queued(transaction, row, bureau)
    return tuple(found[id_] for id_ in chosen if id_ in found)


def _queued(transaction: Transaction, row: Any, bureau: UUID) -> QueuedFile:  # noqa: ANN401 - a Core row
    about = (row.id, row.holder, row.unit, stage_of(row.stage), row.officer, row.submitted or 0)
    try:
        key = _content_key(transaction, row, bureau)
        return QueuedFile(*about, open_value(key, columns.CASE, _COVER, row.id, row.id, row.cover))
    except (Tampered, NotFound):
        return QueuedFile(*about, {})


def _content_key(transaction: Transaction, row: Any, bureau: UUID) -> CaseKey:  # noqa: ANN401 - a Core row
    if row.stored is None or row.commitment is None:
        raise NotFound
    given = holding.Given(asking.CONTENT, row.id, row.generation, bureau, row.key_version, row.stored, row.commitment)
    return holding.open_grant(transaction, given)


_Granted = tuple[int, UUID, int, bytes, bytes]


def _content_keys(transaction: Transaction, values: dict[str, Any], *, bounded: bool) -> dict[Any, list[_Granted]]:
    """Return the granted content keys of the files handed in between two moments, by the case's id as stored."""
    found: dict[Any, list[_Granted]] = {}
    rows = transaction.connection.execute(asking.content_keys(bounded=bounded), values).all()
    for case, generation, version, stored, commitment in rows:
        found.setdefault(case, []).append((generation, values["bureau"], version, stored, commitment))
    return found


def _is_named(transaction: Transaction, given: holding.Given, envelope: bytes, wanted: str) -> bool:
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
        query = asking.indexed(column, bool(transaction.actor.digits))
        values = {"bureau": bureau, "indexes": _indexes(transaction, column, text), **_own(transaction)}
        found += transaction.connection.execute(query, values).scalars()
    return _opened(transaction, list(dict.fromkeys(found)))


def _indexes(transaction: Transaction, column: int, text: str) -> list[bytes]:
    return [
        blind.blind_index(transaction.system, columns.CASE.number, column, text, version=version)
        for version in transaction.system.index_versions()
    ]


def _courses(transaction: Transaction, query: Query, values: dict[str, Any]) -> Iterator[Course]:
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


def _shape(transaction: Transaction, wanted: Filter) -> Shape:
    return Shape(
        bool(transaction.actor.digits), wanted.stages == asking.OPEN, wanted.units is not None,
        wanted.officers is not None, wanted.without is not None, wanted.untaken, wanted.since is not None,
        wanted.before is not None,
    )


def _values(transaction: Transaction, wanted: Filter) -> dict[str, Any]:
    lists = {"units": wanted.units, "officers": wanted.officers, "without": wanted.without}
    moments = {
        f"{name}_{zone}": micros
        for name, by_zone in (("since", wanted.since), ("before", wanted.before)) if by_zone is not None
        for zone, micros in by_zone.items()
    }
    known = {name: list(given) for name, given in lists.items() if given is not None}
    stages = {} if wanted.stages == asking.OPEN else {"stages": [stage.value for stage in wanted.stages]}
    return {**stages, **known, **moments, **_own(transaction)}
