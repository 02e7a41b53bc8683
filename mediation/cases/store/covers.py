"""What lists show of cases: one opening per row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from mediation.cases import agenda, codec, summary, tables
from mediation.cases.model import Progress, Request, Stage
from mediation.cases.store.file import CaseFile
from mediation.cases.store.holding import Given, open_grant
from mediation.cases.store.reading import open_value, stage_of
from mediation.errors import Tampered
from mediation.transaction import Transaction
from mediation.vault import columns
from mediation.vault.columns import Key

_COVER = columns.CASE.column("cover")
_CONTENT = Key.CONTENT.value
_ALL = 2**31


@dataclass(frozen=True)
class Cover:
    """What a list shows of a case from one opening: number, names, initials, stage and what is to be done next."""

    id: UUID
    stage: Stage
    data: Mapping[str, Any]
    tasks: tuple[agenda.Task, ...]


def covers(transaction: Transaction) -> tuple[Cover, ...]:
    """Return the covers of all cases that the actor holds, newest first; one opening per row.

    A cover that does not open, or whose grant is missing, stands there as one that says so.
    """
    return covers_on(transaction, first=0, most=_ALL)


def covers_on(transaction: Transaction, *, first: int, most: int) -> tuple[Cover, ...]:
    """Return at most `most` covers of the actor's cases from place `first` (from 0) on: these alone are opened."""
    return _opened(transaction, _ON_PAGE, first=first, most=most)


def covers_at_work(transaction: Transaction) -> tuple[Cover, ...]:
    """Return the covers of the actor's cases that are not closed: those in which something may be to do."""
    return _opened(transaction, _AT_WORK)


def covers_shared(transaction: Transaction) -> tuple[Cover, ...]:
    """Return the covers of cases whose supervisor has named the actor as second reviewer, newest first."""
    return _opened(transaction, _SHARED)


def count_held(transaction: Transaction) -> int:
    """Return how many cases the actor holds."""
    return int(transaction.connection.execute(_COUNT, {"holder": transaction.actor.id}).scalar_one())


def _opened(transaction: Transaction, query: "sa.Select[Any]", **values: int) -> tuple[Cover, ...]:
    if transaction.identity is None:
        return ()
    found: list[Cover] = []
    rows = transaction.connection.execute(query, {"holder": transaction.actor.id, **values}).all()
    for row in sorted(rows, key=_place, reverse=True):
        # A case whose key was renewed has a row for each generation: the one that opens the cover counts.
        if not found or found[-1].id != row.id:
            found.append(_cover(transaction, row))
        elif not found[-1].data:
            found[-1] = _cover(transaction, row)
    return tuple(found)


def _place(row: Any) -> tuple[int, UUID]:  # noqa: ANN401 - a Core row
    # What no program wrote there stands last, and its page says that the seal does not match.
    return row.created if isinstance(row.created, int) else 0, row.id


def _cover(transaction: Transaction, row: Any) -> Cover:  # noqa: ANN401 - a Core row
    # Taken apart at once: to ask a row for each column by its name takes longer.
    id_, told, cover, _created, generation, version, stored, commitment = row
    stage = stage_of(told)
    if stored is None or commitment is None:
        return Cover(id_, stage, {}, ())
    given = Given(_CONTENT, id_, generation, transaction.actor.id, version, stored, commitment)
    try:
        data = open_value(open_grant(transaction, given), columns.CASE, _COVER, id_, id_, cover)
        tasks = tuple([codec.from_data(agenda.Task, task) for task in data["tasks"]])
    except Tampered:
        return Cover(id_, stage, {}, ())
    return Cover(id_, stage, data, tasks)


_ROW = tables.case_file


def _with_grants(chosen: "sa.Select[Any]") -> "sa.Select[Any]":
    """Return the rows of the cases whose ids are `chosen`, with the actor's grants beside each.

    The ids come from an index that holds all that is asked for: what is large is read for the few that are shown.
    """
    place, given, key = chosen.subquery(), tables.grant, tables.case_key
    of_case = (given.c.case_id == _ROW.c.id) & (given.c.principal == sa.bindparam("holder"))
    of_grant = (key.c.case_id == given.c.case_id) & (key.c.kind == given.c.kind)
    return (
        sa.select(
            _ROW.c.id, _ROW.c.stage, _ROW.c.cover, _ROW.c.created, given.c.generation, given.c.key_version,
            given.c.stored, key.c.commitment,
        )
        .select_from(place)
        .join(_ROW, _ROW.c.id == place.c.id)
        .outerjoin(given, of_case & (given.c.kind == Key.CONTENT.value))
        .outerjoin(key, of_grant & (key.c.generation == given.c.generation))
    )


# Made once: a page asks them, and making one costs more than running it.
_HELD = sa.select(_ROW.c.id).where(_ROW.c.holder == sa.bindparam("holder"))
_ON_PAGE = _with_grants(
    _HELD.order_by(_ROW.c.created.desc(), _ROW.c.id.desc()).offset(sa.bindparam("first")).limit(sa.bindparam("most")),
)
_OPEN = sa.or_(*(_ROW.c.stage == stage.value for stage in Stage if stage is not Stage.CLOSED))
_AT_WORK = _with_grants(_HELD.where(_OPEN))
_SHARED = _with_grants(
    sa.select(_ROW.c.id)
    .join(tables.grant, (tables.grant.c.case_id == _ROW.c.id) & (tables.grant.c.kind == Key.CONTENT.value))
    .where(tables.grant.c.principal == sa.bindparam("holder"), _ROW.c.holder != sa.bindparam("holder")).distinct(),
)
_COUNT = sa.select(sa.func.count()).where(_ROW.c.holder == sa.bindparam("holder"))


def cover_of(file: CaseFile) -> Cover:
    """Return the cover of an opened case, computed anew from its progress."""
    tasks = agenda.tasks(file.progress)
    return Cover(file.id, file.stage, _data(file.request, file.progress, tasks), tasks)


def received_on(cover: Cover) -> date:
    """Return the day on which the case was received."""
    return date.fromisoformat(cover.data["received_on"])


def met_on(cover: Cover) -> date | None:
    """Return the day on which the superior's clock was met; None while it runs."""
    met = cover.data["met_on"]
    return date.fromisoformat(met) if met else None


def cover_data(request: Request, progress: Progress) -> dict[str, Any]:
    """Return what a list shows of the case."""
    return _data(request, progress, agenda.tasks(progress))


def _data(request: Request, progress: Progress, tasks: Iterable[agenda.Task]) -> dict[str, Any]:
    return {
        "number": request.number,
        "applicant": request.applicant.name,
        "spouse": request.spouse.name,
        "initials": initials(request.applicant.name),
        "received_on": request.received_on.isoformat(),
        "finished_on": codec.to_data(progress.report_issued_on),
        "awaits_reviewer": progress.awaits_second_reviewer and progress.concluded_on is not None,
        "lies_with": codec.to_data(progress.lies_with),
        "state": codec.to_data(progress.handling.state) if progress.handling else None,
        "return_due": codec.to_data(progress.handling.return_due) if progress.handling else None,
        "returns": progress.handling.returns if progress.handling else 0,
        "met_on": codec.to_data(summary.clock_met_on(progress)),
        "tasks": [codec.to_data(task) for task in tasks],
    }


def initials(name: str) -> str:
    """Return the initials of `name` without academic and other titles, at most three: what lists show."""
    words = name.split(",", maxsplit=1)[0].split()
    bare = [word for word in words if not word.endswith(".")] or words
    return ".".join(word[0].upper() for word in bare[:3]) + "."
