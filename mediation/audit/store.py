"""Append to the trail, and read its newest entry about something."""

from collections.abc import Collection
from datetime import timedelta

import sqlalchemy as sa

from mediation.audit import checkpoints, heads
from mediation.audit.actions import Action
from mediation.audit.heads import Head
from mediation.audit.purposes import Purpose
from mediation.audit.tables import entry, told_lately
from mediation.errors import Tampered
from mediation.transaction import Transaction
from mediation.vault import chain

MOST_TOLD = 20
WINDOW = timedelta(minutes=15)
_WINDOW = WINDOW // timedelta(microseconds=1)
_NO_NUMBER = 1 << 63

Detail = str | int | bool | None


def append(transaction: Transaction, action: Action, subject: str, **detail: Detail) -> None:
    """Append one entry about `subject` ("kind:uuid") in the transaction of the change itself.

    `detail` holds numbers, words from fixed lists, ids and hex digests; never content. Raises ValueError for a
    `purpose` that is none of `Purpose`, and for a number of more than 64 bits.
    """
    if "purpose" in detail:
        Purpose(str(detail["purpose"]))
    if any(isinstance(value, int) and abs(value) >= _NO_NUMBER for value in detail.values()):
        # An entry stays for ever: one that no page can show would blind all readers of the trail.
        raise ValueError("a number of more than 64 bits")
    last = heads.last(transaction)
    seq = last.seq + 1
    actor = f"person:{transaction.actor.id}"
    canonical = chain.canonical(seq, transaction.micros, actor, action.value, subject, detail)
    mac = chain.next_mac(transaction.system, last.mac, canonical)
    transaction.connection.execute(_INSERT, {
        "seq": seq,
        "time": transaction.micros,
        "actor": actor,
        "action": action.value,
        "object": subject,
        "canonical": canonical,
        "mac": mac,
    })
    checkpoints.appended(transaction, last, Head(seq, mac, transaction.micros))


def append_bounded(transaction: Transaction, action: Action, subject: str, **detail: Detail) -> None:
    """Append as `append` does, at most `MOST_TOLD` entries of this action by one person in `WINDOW`.

    What goes beyond is counted, and the person's next entry of this action tells how many were not (`unrecorded`):
    whoever floods refused requests fills no disk, and hides nothing. The caller commits.
    """
    key = (told_lately.c.actor == transaction.actor.id) & (told_lately.c.action == action.value)
    row = transaction.execute(sa.select(told_lately).where(key)).first()
    running = row is not None and 0 <= transaction.micros - row.since < _WINDOW
    if row is None:
        start = {"actor": transaction.actor.id, "action": action.value}
        transaction.execute(sa.insert(told_lately).values(**start, since=transaction.micros, told=1, untold=0))
    elif not running:
        transaction.execute(sa.update(told_lately).where(key).values(since=transaction.micros, told=1, untold=0))
    elif row.told < MOST_TOLD:
        transaction.execute(sa.update(told_lately).where(key).values(told=row.told + 1))
    else:
        transaction.execute(sa.update(told_lately).where(key).values(untold=row.untold + 1))
        return
    unrecorded = row.untold if row and not running else 0
    append(transaction, action, subject, **detail, **({"unrecorded": unrecorded} if unrecorded else {}))


# Made once: every act and every opening of a case or a person asks them.
_INSERT = sa.insert(entry)
_NEWEST_FIRST = (
    sa.select(entry.c.seq, entry.c.canonical, entry.c.mac)
    .where(entry.c.object == sa.bindparam("subject")).order_by(entry.c.seq.desc())
)
_MAC_OF = sa.select(entry.c.mac).where(entry.c.seq == sa.bindparam("seq"))
_ABOUT = sa.select(entry.c.canonical).where(entry.c.object == sa.bindparam("subject")).order_by(entry.c.seq.desc())
_ABOUT_ACTIONS = _ABOUT.where(entry.c.action.in_(sa.bindparam("actions", expanding=True)))


def latest(transaction: Transaction, subject: str, with_key: str, **equal: Detail) -> dict[str, Detail] | None:
    """Return the detail of the newest entry about `subject` whose detail has `with_key`; None when there is none.

    `equal`: what else its detail must hold, word for word.
    The entry's MAC is checked against its predecessor first (vault format "Case seal"); raises Tampered.
    """
    # Most entries are looks into the case, which hold no such key: they are passed over unparsed.
    named = f'"{with_key}":'.encode()
    for row in transaction.connection.execute(_NEWEST_FIRST, {"subject": subject}):
        if isinstance(row.canonical, bytes) and named not in row.canonical:
            continue
        parsed = chain.parse(row.canonical)
        if (parsed.object, parsed.seq) != (subject, row.seq):
            # Somebody else's entry under this name: it would pass off an older state as the newest.
            raise Tampered(f"audit entry {row.seq}")
        if with_key in parsed.detail and equal.items() <= parsed.detail.items():
            _check(transaction, row.seq, row.canonical, row.mac)
            return dict(parsed.detail)
    return None


def about(
    transaction: Transaction, subject: str, actions: Collection[Action] | None = None,
) -> tuple[chain.Entry, ...]:
    """Return what the trail says about `subject` ("kind:uuid"), newest first; raises Tampered when unreadable.

    `actions`: the entries of these alone.
    """
    if actions is None:
        rows = transaction.connection.execute(_ABOUT, {"subject": subject})
    else:
        wanted = [action.value for action in actions]
        rows = transaction.connection.execute(_ABOUT_ACTIONS, {"subject": subject, "actions": wanted})
    return tuple(chain.parse(canonical) for canonical in rows.scalars())


def subjects(transaction: Transaction, action: Action) -> tuple[str, ...]:
    """Return what the trail tells `action` of ("kind:uuid"), each once, in the order of its first entry."""
    query = (
        sa.select(entry.c.object).where(entry.c.action == action.value)
        .group_by(entry.c.object).order_by(sa.func.min(entry.c.seq))
    )
    # What is no text was changed by hand: verifying names that entry.
    return tuple(each for each in transaction.execute(query).scalars() if isinstance(each, str))


def _check(transaction: Transaction, seq: int, canonical: bytes, mac: bytes) -> None:
    before = transaction.connection.execute(_MAC_OF, {"seq": seq - 1}).scalar()
    previous = chain.START if seq == 1 else before
    if previous is None or not chain.same(mac, chain.next_mac(transaction.system, previous, canonical)):
        raise Tampered(f"audit entry {seq}")
