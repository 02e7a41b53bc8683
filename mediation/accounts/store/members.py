"""Rows of group members: who holds a group's key, granted to that person alone, and who has read of whom."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from mediation.accounts.model import Membership
from mediation.accounts.tables import group_acknowledgement, group_member, principal
from mediation.transaction import Transaction


@dataclass(frozen=True)
class Standing:
    """How a group of a member's stands: how many hold its key, how many are news to him, whether it is changing."""

    group: UUID
    holders: int
    unread: int
    changing: bool


def add(transaction: Transaction, group: UUID, membership: Membership, stored: bytes) -> None:
    """Write that a person holds the group's key, with the grant of it."""
    transaction.execute(
        sa.insert(group_member).values(
            group=group,
            version=membership.version,
            member=membership.member,
            stored=stored,
            since=membership.since,
            enrolled_by=membership.enrolled_by,
        ),
    )


def put(transaction: Transaction, group: UUID, version: int, member: UUID, stored: bytes) -> None:
    """Write the grant of a group key in another form."""
    own = group_member.c
    transaction.execute(
        sa.update(group_member)
        .where(own.group == group, own.version == version, own.member == member)
        .values(stored=stored),
    )


def of_group(transaction: Transaction, group: UUID) -> list[Membership]:
    """Return who holds the newest key of `group`, the longest first; empty when it has none."""
    return [membership for membership, _stored in with_grants(transaction, group)]


def with_grants(transaction: Transaction, group: UUID) -> list[tuple[Membership, bytes]]:
    """Return who holds the newest key of `group`, the longest first, each with the stored grant."""
    version = newest_version(transaction, group)
    query = sa.select(group_member).where(group_member.c.group == group, group_member.c.version == version)
    rows = transaction.execute(query.order_by(group_member.c.since, group_member.c.member))
    return [(_membership(row), row.stored) for row in rows]


def newest_version(transaction: Transaction, group: UUID) -> int | None:
    """Return the version of the group's newest key, or None."""
    query = sa.select(sa.func.max(group_member.c.version)).where(group_member.c.group == group)
    return transaction.execute(query).scalar()


def grants(transaction: Transaction, group: UUID, member: UUID) -> list[tuple[int, bytes]]:
    """Return version and stored grant of every group key that `member` holds, newest first."""
    rows = transaction.execute(
        sa.select(group_member.c.version, group_member.c.stored)
        .where(group_member.c.group == group, group_member.c.member == member)
        .order_by(group_member.c.version.desc()),
    )
    return [(row.version, row.stored) for row in rows]


def groups_held(transaction: Transaction, member: UUID) -> list[UUID]:
    """Return the groups of which `member` holds a key of any version."""
    query = sa.select(group_member.c.group).where(group_member.c.member == member).distinct()
    return list(transaction.execute(query).scalars())


def remove(transaction: Transaction, group: UUID, member: UUID) -> None:
    """Delete every grant of the group's keys to `member`, and what was noted of his reading."""
    own, read = group_member.c, group_acknowledgement.c
    transaction.execute(sa.delete(group_member).where(own.group == group, own.member == member))
    transaction.execute(
        sa.delete(group_acknowledgement).where(
            read.group == group, (read.member == member) | (read.newcomer == member),
        ),
    )


def remove_older(transaction: Transaction, group: UUID, version: int) -> int:
    """Delete the grants of the group's keys before `version`; return how many."""
    own = group_member.c
    done = transaction.execute(sa.delete(group_member).where(own.group == group, own.version < version))
    return done.rowcount


def unread(transaction: Transaction, group: UUID, member: UUID, signed_in: int) -> list[Membership]:
    """Return who came to hold the key of `group` after `member` and is news to him, the newest first.

    Whom he enrolled himself is news to him from his next sign-in on: `signed_in` (µs) tells when he last did.
    """
    mine, other = group_member.alias("mine"), group_member.alias("other")
    query = (
        sa.select(other)
        .join(mine, (mine.c.group == other.c.group) & (mine.c.version == other.c.version))
        .where(
            other.c.group == group,
            other.c.version == newest_version(transaction, group),
            mine.c.member == member,
            other.c.member != member,
            other.c.since > mine.c.since,
            (other.c.enrolled_by != member) | (other.c.since < signed_in),
            ~sa.exists().where(_read(other, member)),
        )
        .order_by(other.c.since.desc())
    )
    return [_membership(row) for row in transaction.execute(query)]


def acknowledge(transaction: Transaction, group: UUID, newcomer: Membership, member: UUID) -> None:
    """Write that `member` has read that `newcomer` holds the key of `group`."""
    transaction.execute(
        sa.insert(group_acknowledgement).values(
            group=group, newcomer=newcomer.member, since=newcomer.since, member=member,
            acknowledged=transaction.micros,
        ),
    )


def standings(transaction: Transaction, member: UUID, signed_in: int) -> list[Standing]:
    """Return how each group stands whose key `member` holds. No MAC is checked: this serves a line on each page."""
    return [_standing(transaction, group, member, signed_in) for group in groups_held(transaction, member)]


def _standing(transaction: Transaction, group: UUID, member: UUID, signed_in: int) -> Standing:
    own = group_member.c
    rows = transaction.execute(
        sa.select(own.version, sa.func.count().label("holders")).where(own.group == group).group_by(own.version),
    )
    holders: dict[int, int] = {row.version: row.holders for row in rows}
    directory = transaction.execute(sa.select(principal.c.version).where(principal.c.id == group)).scalar()
    newest = max(holders)
    news = unread(transaction, group, member, signed_in)
    return Standing(group, holders[newest], len(news), changing=len(holders) > 1 or directory != newest)


def _read(other: sa.FromClause, member: UUID) -> "sa.ColumnElement[bool]":
    read = group_acknowledgement.c
    return (
        (read.group == other.c.group)
        & (read.newcomer == other.c.member)
        & (read.since == other.c.since)
        & (read.member == member)
    )


def _membership(row: Any) -> Membership:  # noqa: ANN401 - a row of the table
    return Membership(row.member, row.version, row.since, row.enrolled_by)
