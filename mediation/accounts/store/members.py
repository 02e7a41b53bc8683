"""Rows of group members: who holds a group's key, granted to that person alone."""

from uuid import UUID

import sqlalchemy as sa

from mediation.accounts.model import Membership
from mediation.accounts.tables import group_member
from mediation.transaction import Transaction


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


def of_group(transaction: Transaction, group: UUID) -> list[Membership]:
    """Return who holds the newest key of `group`, the longest first; empty when it has none."""
    version = newest_version(transaction, group)
    query = sa.select(group_member).where(group_member.c.group == group, group_member.c.version == version)
    rows = transaction.execute(query.order_by(group_member.c.since))
    return [Membership(row.member, row.version, row.since, row.enrolled_by) for row in rows]


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


def remove(transaction: Transaction, member: UUID) -> None:
    """Delete every group grant of `member`."""
    transaction.execute(sa.delete(group_member).where(group_member.c.member == member))
