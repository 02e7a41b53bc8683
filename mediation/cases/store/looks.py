"""Looks of auditors: who asked to read which case, who granted it, until when, and the keys for that time.

A look's keys stand apart from the case's grants, bound to the look, its auditor and its end: so a look makes nobody a
reader of the case in any other sense, and a row that was kept, copied or moved opens nothing. What decides is the
trail: a row that says more than the newest entry about the look does not count.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from mediation import audit
from mediation.accounts import groups
from mediation.accounts.model import Person
from mediation.accounts.store import people
from mediation.audit import Action
from mediation.cases import tables
from mediation.cases.store import holding
from mediation.cases.store.file import CaseFile, Keys
from mediation.errors import NotFound, Tampered
from mediation.language import Labelled, mark
from mediation.permissions import Permission
from mediation.transaction import Transaction
from mediation.vault import grants
from mediation.vault.columns import Key

AUDITORS = "auditors"
_ROW, _GRANT, _CASE = tables.sample_look, tables.look_grant, tables.case_file
_NOTE, _REASON = b"look note", b"look reason"


class State(Labelled):
    """How far a look has come."""

    ASKED = "asked", mark("Menunggu persetujuan pertama")
    APPROVED = "approved", mark("Menunggu persetujuan kedua")
    GRANTED = "granted", mark("Sedang berlaku")
    REFUSED = "refused", mark("Ditolak")
    ENDED = "ended", mark("Sudah berakhir")
    LAPSED = "lapsed", mark("Lewat tanpa persetujuan")
    TAKEN_BACK = "taken_back", mark("Dibatalkan")

    @property
    def waits(self) -> bool:
        """Whether somebody of the bureau is still to answer."""
        return self in {State.ASKED, State.APPROVED}


class Cause(Labelled):
    """Why a look ended."""

    TIME = "time", mark("Waktunya habis")
    AUDITOR = "auditor", mark("Diakhiri oleh auditor")
    HEAD = "head", mark("Diakhiri oleh kepala biro")
    LEFT = "left", mark("Auditor tidak lagi memegang kunci auditor")


@dataclass(frozen=True)
class Look:
    """One look: moments in µs since 1970 UTC, None for what did not happen; `until` is its first moment after."""

    id: UUID
    case_id: UUID
    auditor: UUID
    sample: UUID
    purpose: str
    asked: int
    until: int
    approved_by: UUID | None = None
    approved: int | None = None
    granted_by: UUID | None = None
    granted: int | None = None
    refused_by: UUID | None = None
    refused: int | None = None
    ended_by: UUID | None = None
    ended: int | None = None
    sealed_note: bytes = field(default=b"", repr=False)
    sealed_reason: bytes | None = field(default=None, repr=False)

    def state(self, now: int) -> State:
        """Return how the look stands at `now` (µs), by its row and the clock."""
        if self.refused is not None:
            return State.REFUSED
        if self.ended is not None:
            return State.ENDED if self.granted is not None else State.TAKEN_BACK
        if now >= self.until:
            return State.ENDED if self.granted is not None else State.LAPSED
        if self.granted is not None:
            return State.GRANTED
        return State.APPROVED if self.approved is not None else State.ASKED


def ask(transaction: Transaction, look: Look, *, note: str) -> None:
    """Write that the actor asks for `look`; the caller commits."""
    transaction.execute(sa.insert(_ROW).values(
        id=look.id, case_id=look.case_id, auditor=look.auditor, sample=look.sample, purpose=look.purpose,
        asked=look.asked, until=look.until, note=transaction.keyring.wrap(note.encode(), _NOTE, look.id.bytes),
    ))
    _tell(transaction, look, Action.LOOK_ASKED, State.ASKED)


def approve(transaction: Transaction, look: Look) -> None:
    """Write the first of the two acts; the caller commits."""
    _update(transaction, look, approved_by=transaction.actor.id, approved=transaction.micros)
    _tell(transaction, look, Action.LOOK_APPROVED, State.APPROVED)


def grant(transaction: Transaction, look: Look, file: CaseFile, auditor: Person) -> None:
    """Write the second act and seal the content keys of `file` to the auditor; the caller commits. Raises Tampered."""
    for (kind, generation), key in file.keys.items():
        if kind == Key.CONTENT.value:
            context = grants.LookContext(look.id, look.case_id, generation, auditor.id, look.until)
            stored = grants.look_grant_to(transaction.keyring, auditor.public_key, key, context)
            transaction.execute(sa.insert(_GRANT).values(look=look.id, generation=generation, stored=stored))
    _update(transaction, look, granted_by=transaction.actor.id, granted=transaction.micros)
    first = look.approved_by.hex if look.approved_by else ""
    _tell(transaction, look, Action.LOOK_GRANTED, State.GRANTED, first=first)


def refuse(transaction: Transaction, look: Look, *, reason: str) -> None:
    """Write that the actor refuses, with the reason; the caller commits."""
    sealed = transaction.keyring.wrap(reason.encode(), _REASON, look.id.bytes)
    _update(transaction, look, refused_by=transaction.actor.id, refused=transaction.micros, reason=sealed)
    _tell(transaction, look, Action.LOOK_REFUSED, State.REFUSED)


def end(transaction: Transaction, look: Look, cause: Cause) -> None:
    """End a look, or take it back before it was granted: its keys are deleted. The caller commits."""
    transaction.execute(sa.delete(_GRANT).where(_GRANT.c.look == look.id))
    _update(transaction, look, ended_by=transaction.actor.id, ended=transaction.micros)
    _tell(transaction, look, Action.LOOK_ENDED, State.ENDED, cause=cause.value)


def end_of(transaction: Transaction, auditor: UUID) -> None:
    """End everything that `auditor` asked for or may read: he leaves. The caller commits."""
    for look in _all(transaction, _ROW.c.auditor == auditor, _OPEN):
        end(transaction, look, Cause.LEFT)


def is_due(transaction: Transaction) -> bool:
    """Tell whether `sweep` would find anything to do; nothing is written."""
    stray = transaction.execute(sa.select(_GRANT.c.look).where(_STRAY).limit(1)).first() is not None
    return stray or any(_over(transaction, look) for look in _all(transaction, *_RUNNING))


def sweep(transaction: Transaction) -> int:
    """End the looks whose time is over or whose auditor left, and delete keys of none; return how many.

    The caller commits. What opens a case does not wait for this: see `keys`.
    """
    ended = 0
    for look in _all(transaction, *_RUNNING):
        cause = _over(transaction, look)
        if cause:
            end(transaction, look, cause)
            ended += 1
    transaction.execute(sa.delete(_GRANT).where(_STRAY))
    return ended


def one(transaction: Transaction, look: UUID) -> Look:
    """Return one look; raises NotFound."""
    found = _all(transaction, _ROW.c.id == look)
    if not found:
        raise NotFound
    return found[0]


def of_auditor(transaction: Transaction, auditor: UUID) -> tuple[Look, ...]:
    """Return every look that `auditor` asked for, the newest first."""
    return _all(transaction, _ROW.c.auditor == auditor)


def for_bureau(transaction: Transaction, *, most: int, first: int = 0) -> tuple[Look, ...]:
    """Return looks into files that the actor may answer for, the newest first.

    Left out: what he supervises himself, and cases of which he is a party. Who holds no key of the bureau's gets none.
    """
    if not holding.group_holders(transaction, holding.BUREAU):
        return ()
    query = _wanted(_select(), transaction).order_by(_ROW.c.asked.desc(), _ROW.c.id).offset(first).limit(most)
    return tuple(_look(row) for row in transaction.execute(query))


def count_for_bureau(transaction: Transaction) -> int:
    """Return how many looks `for_bureau` has in all."""
    if not holding.group_holders(transaction, holding.BUREAU):
        return 0
    query = _wanted(sa.select(sa.func.count()).select_from(_ROW), transaction)
    return int(transaction.execute(query).scalar_one())


def count_waiting(transaction: Transaction) -> int:
    """Return how many looks wait for the actor, a member: not answered yet, nor by himself before."""
    if transaction.actor.id not in {one.member for one in groups.holders(transaction, holding.BUREAU)}:
        return 0
    query = _wanted(sa.select(sa.func.count()).select_from(_ROW), transaction).where(
        *_OPEN_CLAUSES, _ROW.c.granted.is_(None), _ROW.c.until > transaction.micros,
        sa.or_(_ROW.c.approved_by.is_(None), _ROW.c.approved_by != transaction.actor.id),
    )
    return int(transaction.execute(query).scalar_one())


def concerns(transaction: Transaction, look: Look) -> bool:
    """Tell whether the actor, of the bureau, may know of this look: as `for_bureau` says."""
    if not holding.group_holders(transaction, holding.BUREAU):
        return False
    query = _wanted(sa.select(_ROW.c.id), transaction).where(_ROW.c.id == look.id)
    return transaction.execute(query).first() is not None


def note(transaction: Transaction, look: Look) -> str:
    """Return what the auditor wrote with the question; raises Tampered."""
    return transaction.keyring.unwrap(look.sealed_note, _NOTE, look.id.bytes).decode()


def reason(transaction: Transaction, look: Look) -> str:
    """Return why the look was refused, "" when it was not; raises Tampered."""
    if look.sealed_reason is None:
        return ""
    return transaction.keyring.unwrap(look.sealed_reason, _REASON, look.id.bytes).decode()


def check(transaction: Transaction, look: Look) -> None:
    """Raise Tampered unless the row says what the trail's newest entry about this look says."""
    told = audit.latest(transaction, _about(look), "look", look=look.id.hex)
    state = look.state(0)
    if told is None or not {**_facts(look), **_doers(look, state)}.items() <= told.items():
        raise Tampered("look")


def keys(transaction: Transaction, case: UUID) -> Keys:
    """Return the content keys that the actor's running look opens, checked; raises NotFound for everything else.

    Nothing is kept in memory between requests: after the end, the same question has another answer.
    """
    identity = transaction.identity
    may = transaction.actor.may(Permission.AUDIT_WORK) and holding.group_holders(transaction, AUDITORS)
    for look in _of_actor(transaction, case) if may else ():
        if look.state(transaction.micros) is not State.GRANTED or identity is None:
            continue
        check(transaction, look)
        opened: Keys = {
            (Key.CONTENT.value, row.generation): grants.open_look_grant(
                transaction.keyring, identity, row.stored,
                grants.LookContext(look.id, case, row.generation, transaction.actor.id, look.until),
            ).check(row.commitment)
            for row in _granted(transaction, look)
        }
        if opened and max(generation for _kind, generation in opened) == _newest(transaction, case):
            return opened
    # A key that was made since is for another look: this one ended with the state that it was granted for.
    raise NotFound


_OPEN_CLAUSES = (_ROW.c.refused.is_(None), _ROW.c.ended.is_(None))
_OPEN = sa.and_(*_OPEN_CLAUSES)
_RUNNING = (_ROW.c.granted.is_not(None), *_OPEN_CLAUSES)
_STRAY = _GRANT.c.look.not_in(sa.select(_ROW.c.id).where(*_RUNNING))


def _about(look: Look) -> str:
    return f"case:{look.case_id}"


def _tell(transaction: Transaction, look: Look, action: Action, state: State, **more: str) -> None:
    audit.append(
        transaction, action, _about(look), **_facts(look), state=state.value, by=transaction.actor.id.hex, **more,
    )


def _facts(look: Look) -> dict[str, str | int]:
    return {
        "look": look.id.hex, "auditor": look.auditor.hex, "until": look.until, "sample": look.sample.hex,
        "aim": look.purpose,
    }


def _doers(look: Look, state: State) -> dict[str, str]:
    """Return what the newest entry says of a look in `state`: its end is told alike, whether it ran or not."""
    first, second = (each.hex if each else "" for each in (look.approved_by, look.granted_by))
    told = {"state": (State.ENDED if state is State.TAKEN_BACK else state).value}
    if state is State.APPROVED:
        return {**told, "by": first}
    return {**told, "by": second, "first": first} if state is State.GRANTED else told


def _update(transaction: Transaction, look: Look, **values: Any) -> None:
    transaction.execute(sa.update(_ROW).where(_ROW.c.id == look.id).values(**values))


def _select() -> "sa.Select[Any]":
    return sa.select(_ROW)


def _all(transaction: Transaction, *where: "sa.ColumnElement[bool]") -> tuple[Look, ...]:
    query = _select().where(*where).order_by(_ROW.c.asked.desc(), _ROW.c.id)
    return tuple(_look(row) for row in transaction.execute(query))


def _of_actor(transaction: Transaction, case: UUID) -> tuple[Look, ...]:
    return _all(transaction, _ROW.c.case_id == case, _ROW.c.auditor == transaction.actor.id, *_RUNNING)


def _look(row: Any) -> Look:  # noqa: ANN401 - a Core row
    return Look(
        row.id, row.case_id, row.auditor, row.sample, row.purpose, row.asked, row.until, row.approved_by, row.approved,
        row.granted_by, row.granted, row.refused_by, row.refused, row.ended_by, row.ended, row.note, row.reason,
    )


def _wanted(query: "sa.Select[Any]", transaction: Transaction) -> "sa.Select[Any]":
    joined = query.join(_CASE, _CASE.c.id == _ROW.c.case_id).where(
        _CASE.c.submitted.is_not(None), _CASE.c.holder != transaction.actor.id,
    )
    if not transaction.actor.digits:
        return joined
    employee, spouse = holding.own_indexes(transaction)
    return joined.where(
        _CASE.c.employee_index != employee, sa.or_(_CASE.c.spouse_index.is_(None), _CASE.c.spouse_index != spouse),
    )


def _granted(transaction: Transaction, look: Look) -> Sequence[Any]:
    key = tables.case_key
    same = (key.c.case_id == look.case_id) & (key.c.kind == Key.CONTENT.value)
    query = (
        sa.select(_GRANT, key.c.commitment)
        .join(key, same & (key.c.generation == _GRANT.c.generation)).where(_GRANT.c.look == look.id)
    )
    return transaction.execute(query).all()


def _newest(transaction: Transaction, case: UUID) -> int | None:
    key = tables.case_key.c
    query = sa.select(sa.func.max(key.generation)).where(key.case_id == case, key.kind == Key.CONTENT.value)
    found: int | None = transaction.execute(query).scalar()
    return found


def _over(transaction: Transaction, look: Look) -> Cause | None:
    return Cause.TIME if look.until <= transaction.micros else _left(transaction, look)


def _left(transaction: Transaction, look: Look) -> Cause | None:
    try:
        person = people.get(transaction, look.auditor)
        members = {one.member for one in groups.holders(transaction, AUDITORS)}
    except Tampered:
        # Whoever the directory does not vouch for reads nothing on; its page says what is wrong with it.
        return Cause.LEFT
    stays = person.active and person.actor.may(Permission.AUDIT_WORK) and person.id in members
    return None if stays else Cause.LEFT
