"""Parties' requests in the database: those of one case, and the register over the cases granted to the bureau.

The register opens the requests and the case numbers alone, never a case; nobody is shown a case of which he is a party.
"""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from mediation.bureau.requests.model import Entry, Logged, PartyRequest
from mediation.cases import codec, tables
from mediation.cases.store import CaseFile, Write, holding
from mediation.cases.store.reading import open_value
from mediation.errors import NotFound, Tampered
from mediation.transaction import Transaction
from mediation.vault import columns
from mediation.vault.columns import Key

_RECORD = columns.PARTY_REQUEST.column("record")
_COVER = columns.CASE.column("cover")


def logged(file: CaseFile) -> tuple[Logged, ...]:
    """Return the case's requests, oldest first; raises Tampered."""
    return tuple(
        Logged(row.id, codec.from_data(PartyRequest, row.value("record"))) for row in file.all(columns.PARTY_REQUEST)
    )


def one(file: CaseFile, row: UUID) -> Logged:
    """Return the request in `row`; raises NotFound when this case has none there."""
    found = file.row(columns.PARTY_REQUEST, row)
    return Logged(found.id, codec.from_data(PartyRequest, found.value("record")))


def add(row: UUID, request: PartyRequest) -> Write:
    """Return the write of a new request."""
    return Write(columns.PARTY_REQUEST, row, {"record": codec.to_data(request)}, new=True)


def answer(row: UUID, request: PartyRequest, micros: int) -> Write:
    """Return the write of an answered request; `micros` is the moment of recording."""
    return Write(columns.PARTY_REQUEST, row, {"record": codec.to_data(request)}, {"answered": micros})


def waiting(transaction: Transaction) -> tuple[Entry, ...]:
    """Return every request that waits for an answer, of the cases granted to the bureau, in the order of logging."""
    return _entries(transaction, _WAITING, {})


def answered(transaction: Transaction, most: int) -> tuple[Entry, ...]:
    """Return at most `most` answered requests, the newest answer first."""
    return _entries(transaction, _ANSWERED, {"most": most})


def _entries(transaction: Transaction, query: "sa.Select[Any]", values: dict[str, int]) -> tuple[Entry, ...]:
    held = holding.group_holders(transaction, holding.BUREAU)
    if not held:
        return ()
    found: dict[UUID, Entry] = {}
    for row in transaction.connection.execute(query, {"bureau": held[0].principal, **values}):
        if holding.is_party(transaction, row.employee_index, row.spouse_index):
            continue
        # A case whose key was renewed has a row for each generation: the one that opens the request counts.
        if row.request_id not in found or found[row.request_id].request is None:
            found[row.request_id] = _entry(transaction, row)
    return tuple(found.values())


def _entry(transaction: Transaction, row: Any) -> Entry:  # noqa: ANN401 - a Core row
    try:
        key = holding.open_grant(transaction, row)
        told = open_value(key, columns.PARTY_REQUEST, _RECORD, row.case_id, row.request_id, row.record)
        cover = open_value(key, columns.CASE, _COVER, row.case_id, row.case_id, row.cover)
        request = codec.from_data(PartyRequest, told)
    except (Tampered, NotFound):
        return Entry(row.case_id, row.request_id, "", None)
    return Entry(row.case_id, row.request_id, cover.get("number", ""), request)


# --- the statements: made once

_ROW, _GIVEN, _KEY, _ASKED = tables.case_file, tables.grant, tables.case_key, tables.party_request


def _granted(chosen: "sa.Subquery") -> "sa.Select[Any]":
    same = (_KEY.c.case_id == _GIVEN.c.case_id) & (_KEY.c.kind == _GIVEN.c.kind)
    mine = (_GIVEN.c.principal == sa.bindparam("bureau")) & (_GIVEN.c.kind == Key.CONTENT.value)
    return (
        sa.select(
            _ASKED.c.id.label("request_id"), _ASKED.c.record, _ROW.c.employee_index, _ROW.c.spouse_index, _ROW.c.cover,
            _GIVEN, _KEY.c.commitment,
        )
        .join(chosen, chosen.c.id == _ASKED.c.id)
        .join(_ROW, _ROW.c.id == _ASKED.c.case_id)
        .join(_GIVEN, (_GIVEN.c.case_id == _ROW.c.id) & mine)
        .join(_KEY, same & (_KEY.c.generation == _GIVEN.c.generation))
    )


_WAITING = _granted(
    sa.select(_ASKED.c.id).where(_ASKED.c.answered.is_(None)).subquery(),
).order_by(_ASKED.c.created, _ASKED.c.id)
_ANSWERED = _granted(
    sa.select(_ASKED.c.id).where(_ASKED.c.answered.is_not(None)).order_by(_ASKED.c.answered.desc(), _ASKED.c.id)
    .limit(sa.bindparam("most")).subquery(),
).order_by(_ASKED.c.answered.desc(), _ASKED.c.id)
