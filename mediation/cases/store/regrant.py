"""Seal anew what was granted to a group under an older version of its key, a few grants at a time.

Each grant goes from the old key to the new one in one step, so that whoever holds both can open the case at every
moment, and a killed process leaves only work to be done.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from mediation.cases import tables
from mediation.cases.store.opening import Recipient
from mediation.errors import Tampered
from mediation.transaction import Transaction
from mediation.vault import grants
from mediation.vault.keys import CaseKey, PrivateKey

FIRST = UUID(int=0)

# Made once, and run for all rows of a batch together: making it for each costs more than the sealing.
_PUT = sa.update(tables.grant).where(
    tables.grant.c.case_id == sa.bindparam("in_case"),
    tables.grant.c.kind == sa.bindparam("of_kind"),
    tables.grant.c.generation == sa.bindparam("in_generation"),
    tables.grant.c.principal == sa.bindparam("of"),
).values(stored=sa.bindparam("stored"), key_version=sa.bindparam("key_version"))


@dataclass(frozen=True)
class Batch:
    """What one batch did: grants sealed anew, those that did not open; the case that it came to, None at the end."""

    done: int
    broken: int
    came_to: UUID | None


@dataclass(frozen=True)
class Left:
    """How many grants a group has, and how many of them are still sealed to an older key."""

    every: int
    older: int


def regrant(
    transaction: Transaction, group: Recipient, keys: Mapping[int, PrivateKey], *, since: UUID = FIRST,
    limit: int = 200,
) -> Batch:
    """Seal at most `limit` grants anew to `group`, beginning with the case `since`; the caller commits.

    `keys`: the group's private keys by version. A grant that does not open stays as it is and is counted.
    """
    rows = transaction.execute(_older(group, since, limit)).all()
    sealed = [one for one in (_sealed_anew(transaction, group, keys, row) for row in rows) if one]
    if sealed:
        transaction.connection.execute(_PUT, sealed)
    return Batch(
        done=len(sealed),
        broken=len(rows) - len(sealed),
        came_to=rows[-1].case_id if len(rows) == limit else None,
    )


def left(transaction: Transaction, group: Recipient) -> Left:
    """Return how many grants `group` has and how many are sealed to an older key."""
    given = tables.grant.c
    every = sa.select(sa.func.count()).where(given.principal == group.principal)
    older = every.where(given.key_version != group.version)
    return Left(*(int(transaction.execute(query).scalar_one()) for query in (every, older)))


def _older(group: Recipient, since: UUID, limit: int) -> "sa.Select[Any]":
    given, key = tables.grant, tables.case_key
    same = (key.c.case_id == given.c.case_id) & (key.c.kind == given.c.kind) & (key.c.generation == given.c.generation)
    return (
        sa.select(given, key.c.commitment)
        .join(key, same, isouter=True)
        .where(
            given.c.principal == group.principal, given.c.case_id >= since, given.c.key_version != group.version,
        )
        .order_by(given.c.case_id, given.c.kind, given.c.generation)
        .limit(limit)
    )


def _sealed_anew(
    transaction: Transaction, group: Recipient, keys: Mapping[int, PrivateKey], row: Any,  # noqa: ANN401 - a Core row
) -> dict[str, Any] | None:
    """Return what is to be put into the grant's row, None when the grant does not open."""
    try:
        opened = _opened(transaction, keys, row)
    except Tampered:
        return None
    context = grants.GrantContext(row.kind, row.case_id, row.generation, row.principal, group.version)
    return {
        "in_case": row.case_id, "of_kind": row.kind, "in_generation": row.generation, "of": row.principal,
        "stored": grants.grant_to(transaction.keyring, group.public, opened, context), "key_version": group.version,
    }


def _opened(transaction: Transaction, keys: Mapping[int, PrivateKey], row: Any) -> CaseKey:  # noqa: ANN401 - as above
    private = keys.get(row.key_version)
    if private is None or row.commitment is None:
        raise Tampered("grant")
    context = grants.GrantContext(row.kind, row.case_id, row.generation, row.principal, row.key_version)
    return grants.open_grant(transaction.keyring, private, row.stored, context).check(row.commitment)
