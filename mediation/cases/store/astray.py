"""Compare the cases' own rows with the trail, without any case's key: who rolls one back, edits or removes it shows.

The rows of a case's steps are bound by its seal alone, which its holder's key checks at each opening.
"""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from mediation import audit
from mediation.audit.rows import Astray, State
from mediation.cases import tables
from mediation.cases.store.lookup import lost
from mediation.errors import Tampered
from mediation.transaction import Transaction
from mediation.vault import caseseal, columns

_ROW = tables.case_file
# As text: an id that is none must be named, and not stop the others from being looked at.
_IDS = sa.select(sa.cast(_ROW.c.id, sa.String())).order_by(_ROW.c.id)
_READ = sa.select(
    *(_ROW.c[column.name] for column in columns.CASE.clear()), _ROW.c.registry, _ROW.c.seal, _ROW.c.course,
    _ROW.c.result,
).where(_ROW.c.id == sa.bindparam("case"))


def astray(transaction: Transaction) -> Iterator[Astray]:
    """Yield each case whose row does not fit its newest entry in the trail, then those that are not there."""
    for text in transaction.execute(_IDS.execution_options(yield_per=1_000)).scalars():
        case = _id(text)
        state = State.EDITED if case is None else _state(transaction, case)
        if state is not None:
            yield Astray(f"case:{case or '?'}", state)
    yield from (Astray(f"case:{case}", State.GONE) for case in lost(transaction))


def _id(text: object) -> UUID | None:
    with suppress(ValueError):
        return UUID(str(text))
    return None


def _state(transaction: Transaction, case: UUID) -> State | None:
    """Return what became of the row; None when it fits, and when the trail itself is broken there."""
    subject = f"case:{case}"
    try:
        told = audit.latest(transaction, subject, "seal")
    except Tampered:
        return None
    if told is None:
        return State.NEWER
    try:
        row = transaction.connection.execute(_READ, {"case": case}).one()
        digests = _digests(row)
        version = int(row.version)
    except (Tampered, ValueError, TypeError, AttributeError, OverflowError):
        return State.EDITED
    if all(told.get(name) == digest for name, digest in digests.items()):
        return None
    return _changed(transaction, subject, digests["seal"], version)


def _digests(row: Any) -> dict[str, str]:  # noqa: ANN401 - a Core row
    clear = tuple(getattr(row, column.name) for column in columns.CASE.clear(row.registry))
    return {
        "seal": hashlib.sha256(row.seal).hexdigest(),
        "course": caseseal.envelope_digest(row.course).hex(),
        "result": caseseal.envelope_digest(row.result).hex(),
        "row": caseseal.clear_digest(clear).hex(),
    }


def _changed(transaction: Transaction, subject: str, seal: str, version: int) -> State:
    """Say what became of a row: each change of a case raises its version by one and leaves one entry with its seal."""
    seals = [told.detail["seal"] for told in audit.about(transaction, subject) if "seal" in told.detail]
    if seal in seals[1:]:
        return State.ROLLED_BACK
    return State.NEWER if version > len(seals) else State.EDITED
