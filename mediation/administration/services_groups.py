"""Carry a change of a group's key through: what cases granted to the older key is sealed to the newest, in batches.

Each batch is a unit of work of its own, short, so that nobody waits; whoever comes next goes on where it stopped.
"""

from dataclasses import dataclass
from uuid import UUID

from mediation import audit
from mediation.accounts import groups, membership
from mediation.accounts.model import Leaving, Person
from mediation.cases.store import looks, regrant
from mediation.cases.store.opening import Recipient
from mediation.cases.store.regrant import FIRST, Batch, Left
from mediation.errors import Refusal
from mediation.permissions import Actor
from mediation.transaction import Premises, Transaction
from mediation.vault.keys import PrivateKey

BATCH = 200  # grants: about 30 ms
AT_ONCE = 20  # batches in one request: a second or two
AT_SIGN_IN = 5  # there nobody waits for it


@dataclass(frozen=True)
class Progress:
    """How far the change of a group's key has come; `waits`: it is due and no member has begun it."""

    group: str
    every: int
    older: int
    changing: bool
    waits: bool


def settle(
    premises: Premises, actor: Actor, identity: PrivateKey, *, batches: int = AT_ONCE, size: int = BATCH,
) -> int:
    """Do what is open for `actor` as a member: a change of key that is due is begun, one that runs goes on.

    Returns how many grants were met that do not open. Raises Tampered; what was done until then is kept.
    """
    with premises.reading(actor, identity) as transaction:
        if not membership.standings(transaction, b""):
            return 0
    with premises.writing(actor, identity) as transaction:
        if membership.settle(transaction):
            transaction.commit()
    return sum(
        carry_on(premises, actor, identity, name, batches=batches, size=size)
        for name in groups.groups_of(actor.roles)
    )


def carry_on(
    premises: Premises, actor: Actor, identity: PrivateKey, name: str, *, batches: int = AT_ONCE, size: int = BATCH,
) -> int:
    """Seal at most `batches` times `size` grants of the group anew; without any left, the older keys are retired.

    Returns how many grants were met that do not open: they stay as they are, and with them the older keys.
    """
    since: UUID | None = FIRST
    broken = 0
    for _number in range(batches):
        with premises.writing(actor, identity) as transaction:
            batch = _next_batch(transaction, name, since or FIRST, size)
            transaction.commit()
        broken, since = broken + batch.broken, batch.came_to
        if since is None:
            break
    return broken


def remove(transaction: Transaction, id_: UUID, *, reason: Leaving) -> Person | Refusal:
    """Take the group's key from a member, as `membership.remove_member`; an auditor's looks end with it."""
    looks.end_of(transaction, id_)
    return membership.remove_member(transaction, id_, reason=reason)


def progress(transaction: Transaction, name: str) -> Progress:
    """Return how far the change of the group's key has come; raises NotFound while it has none, Tampered."""
    left = _left(transaction, _recipient(transaction, name))
    due = membership.is_due(transaction, name)
    changing = due or left.older > 0 or len(groups.open_versions(transaction, name)) > 1
    return Progress(name, left.every, left.older, changing, due)


def _next_batch(transaction: Transaction, name: str, since: UUID, size: int) -> Batch:
    keys = dict(groups.open_versions(transaction, name))
    group = _recipient(transaction, name)
    if len(keys) < 2 or group.version not in keys:  # noqa: PLR2004 - the newest and one before it
        return Batch(0, 0, None)
    batch = regrant.regrant(transaction, group, keys, since=since, limit=size)
    _tell(transaction, group, batch)
    if batch.came_to is None and _left(transaction, group).older == 0:
        membership.retire(transaction, name)
    return batch


def _tell(transaction: Transaction, group: Recipient, batch: Batch) -> None:
    if batch.done:
        # About the change and not the group: what is asked of the group's own entries stays short.
        audit.append(
            transaction, audit.Action.GROUP_GRANTS_RESEALED, f"group-key:{group.principal}",
            key_version=group.version, count=batch.done, left_as_they_are=batch.broken,
        )


def _left(transaction: Transaction, group: Recipient) -> Left:
    return regrant.left(transaction, group)


def _recipient(transaction: Transaction, name: str) -> Recipient:
    found = groups.group_recipient(transaction, name)
    return Recipient(found.principal, found.public, found.version)
