"""Summaries of cases, opened under the summary key alone: what bureau and auditors read without opening a case."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from mediation.cases import tables
from mediation.cases.model import Stage
from mediation.cases.store import holding
from mediation.cases.store.reading import open_value, stage_of
from mediation.errors import Tampered
from mediation.transaction import Transaction
from mediation.vault import columns
from mediation.vault.columns import Key

_COURSE = columns.CASE.column("course")
_RESULT = columns.CASE.column("result")
_SUMMARY = Key.SUMMARY.value
_BATCH = 1_000


@dataclass(frozen=True)
class Summary:
    """What a summary key opens of a case. `course` is empty when it does not open, `result` None before handing in.

    `submitted` is in µs since 1970 UTC; `damaged` says that something sealed here did not open.
    """

    id: UUID
    unit: UUID
    stage: Stage
    submitted: int | None
    officer: UUID | None
    course: Mapping[str, Any]
    result: Mapping[str, Any] | None
    damaged: bool = False


def summaries(transaction: Transaction) -> Iterator[Summary]:
    """Yield the summaries granted to the actor or to a group of his, oldest case first, in constant memory.

    A case of which the actor is a party is left out.
    """
    principals = holding.principals(transaction)
    if not principals:
        return
    own = holding.own_indexes(transaction) if transaction.actor.digits else ()
    last: UUID | None = None
    for row in transaction.connection.execute(_QUERY, {"principals": principals}):
        if row.id == last or (own and (row.employee_index == own[0] or row.spouse_index == own[1])):
            continue
        last = row.id
        yield _summary(transaction, row)


def _summary(transaction: Transaction, row: Any) -> Summary:  # noqa: ANN401 - a Core row
    about = (row.id, row.unit, stage_of(row.stage), row.submitted, row.officer)
    given = holding.Given(_SUMMARY, row.id, row.generation, row.principal, row.key_version, row.stored, row.commitment)
    try:
        key = holding.open_grant(transaction, given)
        course = open_value(key, columns.CASE, _COURSE, row.id, row.id, row.course)
        result = row.result and open_value(key, columns.CASE, _RESULT, row.id, row.id, row.result)
    except Tampered:
        return Summary(*about, {}, None, damaged=True)
    return Summary(*about, course, result)


_ROW, _GIVEN, _KEY = tables.case_file, tables.grant, tables.case_key
# Made once. The newest generation of a case comes first; the others are passed over.
_QUERY = (
    sa.select(
        _ROW.c.id, _ROW.c.unit, _ROW.c.stage, _ROW.c.submitted, _ROW.c.officer, _ROW.c.course, _ROW.c.result,
        _ROW.c.employee_index, _ROW.c.spouse_index, _GIVEN.c.generation, _GIVEN.c.principal, _GIVEN.c.key_version,
        _GIVEN.c.stored, _KEY.c.commitment,
    )
    .join(_GIVEN, (_GIVEN.c.case_id == _ROW.c.id) & (_GIVEN.c.kind == _SUMMARY))
    .join(
        _KEY,
        (_KEY.c.case_id == _ROW.c.id) & (_KEY.c.kind == _GIVEN.c.kind) & (_KEY.c.generation == _GIVEN.c.generation),
    )
    .where(_GIVEN.c.principal.in_(sa.bindparam("principals", expanding=True)))
    .order_by(_ROW.c.created, _ROW.c.id, _GIVEN.c.generation.desc())
    .execution_options(yield_per=_BATCH)
)
