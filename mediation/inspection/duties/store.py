"""Failures of protection in the database: each event a row that is never changed, all of them bound by the trail."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

import mediation.accounts.tables  # noqa: F401 - events refer to people
from mediation import audit
from mediation.cases import codec
from mediation.errors import Conflict, NotFound, Tampered
from mediation.inspection.duties.model import BODIES, Body, Breach, Controller, Edition, Event, EventKind, kind_of
from mediation.inspection.duties.tables import breach_event, controller_edition
from mediation.transaction import Transaction
from mediation.vault import envelopes
from mediation.vault.framing import MAX_WRAPPED_BYTES, is_bytes, pae, parse_pae

_RECORD = b"breach event"
_ACTIONS = {
    EventKind.RECORDED: audit.Action.BREACH_RECORDED, EventKind.CORRECTED: audit.Action.BREACH_CHANGED,
    EventKind.HANDLED: audit.Action.BREACH_CHANGED, EventKind.TOLD: audit.Action.BREACH_TOLD,
    EventKind.CLOSED: audit.Action.BREACH_CLOSED,
}


def add(transaction: Transaction, breach: UUID, body: Body, *, expected: int) -> None:
    """Write the next event of `breach` with its audit entry; the caller commits.

    `expected`: how many events the writer saw; raises Conflict when there are others by now.
    """
    before = _rows(transaction, breach)
    if len(before) != expected:
        raise Conflict
    values = _values(transaction, breach, len(before) + 1, body)
    try:
        transaction.execute(sa.insert(breach_event).values(**values))
    except IntegrityError:
        # Two at once on a database that lets them: the slower one reads anew.
        raise Conflict from None
    digest = _digest(_rows(transaction, breach))
    action = _ACTIONS[kind_of(body)]
    audit.append(transaction, action, about(breach), event=values["id"].hex, number=values["number"], digest=digest)


def get(transaction: Transaction, breach: UUID) -> Breach:
    """Return a failure with its history; raises NotFound. One that was tampered with says so (`intact`)."""
    rows = _rows(transaction, breach)
    if not rows:
        raise NotFound
    return _breach(transaction, breach, rows)


def every(transaction: Transaction, *, unclosed: bool = False) -> tuple[Breach, ...]:
    """Return all failures, or those alone that are not closed; the one written first comes first."""
    query = sa.select(breach_event).order_by(breach_event.c.breach, breach_event.c.number)
    if unclosed:
        closed = sa.select(breach_event.c.breach).where(breach_event.c.kind == EventKind.CLOSED.value)
        query = query.where(breach_event.c.breach.not_in(closed))
    rows = groupby(transaction.execute(query).all(), key=lambda row: row.breach)
    found = [_breach(transaction, breach, tuple(group)) for breach, group in rows]
    return tuple(sorted(found, key=lambda each: each.events[0].made))


def gone(transaction: Transaction) -> tuple[UUID, ...]:
    """Return the failures that the trail tells of and whose rows are all gone."""
    told = {UUID(subject.partition(":")[2]) for subject in audit.subjects(transaction, audit.Action.BREACH_RECORDED)}
    return tuple(sorted(told - set(transaction.execute(sa.select(breach_event.c.breach).distinct()).scalars())))


def about(breach: UUID) -> str:
    """Return how the trail names a failure."""
    return f"breach:{breach}"


def _rows(transaction: Transaction, breach: UUID) -> Sequence[Any]:
    query = sa.select(breach_event).where(breach_event.c.breach == breach).order_by(breach_event.c.number)
    return transaction.execute(query).all()


def _values(transaction: Transaction, breach: UUID, number: int, body: Body) -> dict[str, Any]:
    id_ = uuid4()
    return {
        "id": id_, "breach": breach, "number": number, "kind": kind_of(body).value, "made": transaction.micros,
        "by": transaction.actor.id, "record": _seal(transaction, id_, envelopes.encode(codec.to_data(body))),
    }


def _seal(transaction: Transaction, event: UUID, plain: bytes) -> bytes:
    # A wrap is short, so that nobody wraps documents; a text goes in pieces, each bound to its place and to the last.
    pieces = [plain[at : at + MAX_WRAPPED_BYTES] for at in range(0, len(plain), MAX_WRAPPED_BYTES)]
    return pae(*(
        transaction.keyring.wrap(piece, _RECORD, event.bytes, _place(place, len(pieces)))
        for place, piece in enumerate(pieces)
    ))


def _open(transaction: Transaction, event: UUID, stored: bytes) -> bytes:
    if not is_bytes(stored):
        raise Tampered("breach event")
    pieces = parse_pae(stored, "breach event")
    return b"".join(
        transaction.keyring.unwrap(piece, _RECORD, event.bytes, _place(place, len(pieces)))
        for place, piece in enumerate(pieces)
    )


def _place(place: int, pieces: int) -> bytes:
    return f"{place + 1}/{pieces}".encode()


def _breach(transaction: Transaction, breach: UUID, rows: Iterable[Any]) -> Breach:
    listed = tuple(rows)
    events = tuple(_event(transaction, row) for row in listed)
    told = _told(transaction, breach)
    whole = [row.number for row in listed] == list(range(1, len(listed) + 1)) and all(event.body for event in events)
    return Breach(breach, events, intact=whole and told == _digest(listed))


def _told(transaction: Transaction, breach: UUID) -> object:
    try:
        entry = audit.latest(transaction, about(breach), "digest")
    except Tampered:
        return None
    return entry["digest"] if entry else None


def _event(transaction: Transaction, row: Any) -> Event:  # noqa: ANN401 - a Core row
    # What a tampered row holds instead is shown as nothing: the digest tells that it is not what was written.
    kind = EventKind(row.kind) if row.kind in set(EventKind) else EventKind.HANDLED
    made = row.made if isinstance(row.made, int) else 0
    try:
        body = codec.from_data(BODIES[kind], envelopes.decode(_open(transaction, row.id, row.record)))
    except Tampered:
        return Event(row.id, kind, made, row.by, None)
    return Event(row.id, kind, made, row.by, body)


def _digest(rows: Iterable[Any]) -> str:
    """Return what the trail keeps of all rows of a failure, in their order."""
    return hashlib.sha256(pae(*(pae(*map(_bytes, row)) for row in rows))).hexdigest()


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


# --- the controller's words

_CONTROLLER = "agency:controller"


def controller(transaction: Transaction) -> Edition:
    """Return the newest edition of the controller's words; version 0 while nobody wrote one.

    One that is not what was written says so (`intact`). Raises Tampered when it does not read.
    """
    row = transaction.execute(_EDITIONS.limit(1)).first()
    if row is None:
        return Edition(0, Controller(), intact=_newest_told(transaction) is None)
    found = _edition(transaction, row)
    return replace(found, intact=found.intact and _newest_told(transaction) == row.version)


def editions(transaction: Transaction) -> tuple[Edition, ...]:
    """Return all editions, the newest first; raises Tampered."""
    return tuple(_edition(transaction, row) for row in transaction.execute(_EDITIONS))


def put_controller(transaction: Transaction, given: Controller, *, expected: int) -> None:
    """Write a new edition with its audit entry; the caller commits. Raises Conflict when somebody was faster."""
    version = controller(transaction).version + 1
    if version != expected + 1:
        raise Conflict
    content = envelopes.encode(codec.to_data(given)).decode()
    values = {"version": version, "made": transaction.micros, "by": transaction.actor.id, "content": content}
    try:
        transaction.execute(sa.insert(controller_edition).values(**values))
    except IntegrityError:
        raise Conflict from None
    # The digest: by these words the letters name whom people who were harmed may ask.
    digest = _digest_of_edition(version, transaction.micros, transaction.actor.id, content)
    audit.append(
        transaction, audit.Action.AGENCY_CHANGED, _CONTROLLER, kind="controller", version=version, digest=digest,
    )


def _edition(transaction: Transaction, row: Any) -> Edition:  # noqa: ANN401 - a Core row
    told = codec.from_data(Controller, envelopes.decode(str(row.content).encode()))
    try:
        entry = audit.latest(transaction, _CONTROLLER, "digest", version=row.version)
    except Tampered:
        entry = None
    digest = _digest_of_edition(row.version, row.made, row.by, row.content)
    return Edition(row.version, told, row.made, row.by, intact=entry is not None and entry["digest"] == digest)


def _newest_told(transaction: Transaction) -> object:
    try:
        entry = audit.latest(transaction, _CONTROLLER, "digest")
    except Tampered:
        return False
    return entry["version"] if entry else None


def _digest_of_edition(*values: object) -> str:
    return hashlib.sha256(pae(*map(_bytes, values))).hexdigest()


_EDITIONS = sa.select(controller_edition).order_by(controller_edition.c.version.desc())
