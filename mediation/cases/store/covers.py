"""What lists show of cases: one opening per row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from mediation.cases import agenda, codec, summary, tables
from mediation.cases.model import Progress, Request, Stage
from mediation.cases.store.file import CaseFile
from mediation.cases.store.reading import open_grant, open_value, stage_of
from mediation.errors import Tampered
from mediation.transaction import Transaction
from mediation.vault import columns
from mediation.vault.columns import Key


@dataclass(frozen=True)
class Cover:
    """What a list shows of a case from one opening: number, names, initials, stage and what is to be done next."""

    id: UUID
    stage: Stage
    data: Mapping[str, Any]
    tasks: tuple[agenda.Task, ...]


def covers(transaction: Transaction) -> tuple[Cover, ...]:
    """Return the covers of all cases granted to the actor, newest first; one opening per row.

    A cover that does not open stands there as one that says so.
    """
    if transaction.identity is None:
        return ()
    row, given = tables.case_file, tables.grant
    query = (
        sa.select(row.c.id, row.c.stage, row.c.cover, given, tables.case_key.c.commitment)
        .join(given, given.c.case_id == row.c.id)
        .join(
            tables.case_key,
            (tables.case_key.c.case_id == given.c.case_id)
            & (tables.case_key.c.kind == given.c.kind)
            & (tables.case_key.c.generation == given.c.generation),
        )
        .where(given.c.principal == transaction.actor.id, given.c.kind == Key.CONTENT.value)
        .order_by(row.c.created.desc())
    )
    return tuple(_cover(transaction, found) for found in transaction.execute(query))


def _cover(transaction: Transaction, row: Any) -> Cover:  # noqa: ANN401 - a Core row
    try:
        data = open_value(
            open_grant(transaction, row), columns.CASE, columns.CASE.column("cover"), row.id, row.id, row.cover,
        )
        tasks = tuple(codec.from_data(agenda.Task, task) for task in data["tasks"])
    except Tampered:
        return Cover(row.id, stage_of(row.stage), {}, ())
    return Cover(row.id, stage_of(row.stage), data, tasks)


def cover_of(file: CaseFile) -> Cover:
    """Return the cover of an opened case, computed anew from its progress."""
    data = cover_data(file.request, file.progress)
    return Cover(file.id, file.stage, data, agenda.tasks(file.progress))


def received_on(cover: Cover) -> date:
    """Return the day on which the case was received."""
    return date.fromisoformat(cover.data["received_on"])


def met_on(cover: Cover) -> date | None:
    """Return the day on which the superior's clock was met; None while it runs."""
    met = cover.data["met_on"]
    return date.fromisoformat(met) if met else None


def cover_data(request: Request, progress: Progress) -> dict[str, Any]:
    """Return what a list shows of the case."""
    return {
        "number": request.number,
        "applicant": request.applicant.name,
        "spouse": request.spouse.name,
        "initials": initials(request.applicant.name),
        "received_on": request.received_on.isoformat(),
        "finished_on": codec.to_data(progress.report_issued_on),
        "awaits_reviewer": progress.awaits_second_reviewer and progress.concluded_on is not None,
        "met_on": codec.to_data(summary.clock_met_on(progress)),
        "tasks": [codec.to_data(task) for task in agenda.tasks(progress)],
    }


def initials(name: str) -> str:
    """Return the initials of `name` without academic and other titles, at most three: what lists show."""
    words = name.split(",", maxsplit=1)[0].split()
    bare = [word for word in words if not word.endswith(".")] or words
    return ".".join(word[0].upper() for word in bare[:3]) + "."
