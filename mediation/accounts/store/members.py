"""Rows of group members: who holds a group's key, granted to that person alone, and who has read of whom."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from mediation.accounts.model import Membership
from mediation.accounts.tables import group_acknowledgement, group_member, principal
from mediation.accounts.tables import session as session_row
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
    return transaction.connection.execute(_NEWEST_OF, {"group": group}).scalar()


def grants(transaction: Transaction, group: UUID, member: UUID) -> list[tuple[int, bytes]]:
    """Return version and stored grant of every group key that `member` holds, newest first."""
    rows = transaction.connection.execute(_GRANTS, {"group": group, "member": member})
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


def unread(transaction: Transaction, group: UUID, member: UUID, session: bytes) -> list[Membership]:
    """Return who came to hold the key of `group` after `member` and is news to him, the newest first.

    Whom he enrolled himself is news to him from his next sign-in on: `session` tells when he last did.
    """
    given = {"member": member, "session": session, "now": transaction.micros}
    return [
        _membership(row) for row in transaction.connection.execute(_UNREAD, given) if row.group == group
    ]


def acknowledge(transaction: Transaction, group: UUID, newcomer: Membership, member: UUID) -> None:
    """Write that `member` has read that `newcomer` holds the key of `group`."""
    transaction.execute(
        sa.insert(group_acknowledgement).values(
            group=group, newcomer=newcomer.member, since=newcomer.since, member=member,
            acknowledged=transaction.micros,
        ),
    )


def standings(transaction: Transaction, member: UUID, session: bytes) -> list[Standing]:
    """Return how each group stands whose newest key `member` holds, seen from the session.

    No MAC is checked: this serves a line on each page.
    """
    given = {"member": member, "session": session, "now": transaction.micros}
    return [
        Standing(row.group, row.holders, row.unread, changing=row.versions > 1 or row.directory != row.version)
        for row in transaction.connection.execute(_STANDINGS, given)
    ]


def _membership(row: Any) -> Membership:  # noqa: ANN401 - a row of the table
    return Membership(row.member, row.version, row.since, row.enrolled_by)


# Made once: each page and each opened case asks them, and making them costs more than running them.
_GROUP = sa.bindparam("group", type_=sa.Uuid())
_MEMBER = sa.bindparam("member", type_=sa.Uuid())
_NEWEST_OF = sa.select(sa.func.max(group_member.c.version)).where(group_member.c.group == _GROUP)
_GRANTS = (
    sa.select(group_member.c.version, group_member.c.stored)
    .where(group_member.c.group == _GROUP, group_member.c.member == _MEMBER)
    .order_by(group_member.c.version.desc())
)
_MINE, _OTHER, _ANY = group_member.alias("mine"), group_member.alias("other"), group_member.alias("any_")
_READ = group_acknowledgement.c
_SIGNED_IN = sa.func.coalesce(
    sa.select(session_row.c.started).where(session_row.c.id == sa.bindparam("session")).scalar_subquery(),
    sa.bindparam("now", type_=sa.BigInteger()),
)
_NEWEST = sa.select(sa.func.max(_ANY.c.version)).where(_ANY.c.group == _MINE.c.group).scalar_subquery()
_IS_MINE = (_MINE.c.member == _MEMBER) & (_MINE.c.version == _NEWEST)
_IS_NEWS = (
    (_OTHER.c.group == _MINE.c.group)
    & (_OTHER.c.version == _MINE.c.version)
    & (_OTHER.c.member != _MEMBER)
    & (_OTHER.c.since > _MINE.c.since)
    & ((_OTHER.c.enrolled_by != _MEMBER) | (_OTHER.c.since < _SIGNED_IN))
    & ~sa.exists().where(
        _READ.group == _OTHER.c.group, _READ.newcomer == _OTHER.c.member, _READ.since == _OTHER.c.since,
        _READ.member == _MEMBER,
    )
)
_UNREAD = sa.select(_OTHER).where(_IS_NEWS, _IS_MINE).order_by(_OTHER.c.since.desc())
_STANDINGS = (
    sa.select(
        _MINE.c.group,
        _MINE.c.version,
        principal.c.version.label("directory"),
        sa.select(sa.func.count()).select_from(_ANY)
        .where(_ANY.c.group == _MINE.c.group, _ANY.c.version == _MINE.c.version).scalar_subquery().label("holders"),
        sa.select(sa.func.count()).select_from(_ANY)
        .where(_ANY.c.group == _MINE.c.group, _ANY.c.member == _MEMBER).scalar_subquery().label("versions"),
        sa.select(sa.func.count()).select_from(_OTHER).where(_IS_NEWS).scalar_subquery().label("unread"),
    )
    .join(principal, principal.c.id == _MINE.c.group)
    .where(_IS_MINE)
)
