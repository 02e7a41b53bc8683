"""Rows of failed sign-ins and of devices that signed in before. Bounded: nobody fills the disk from outside."""

from dataclasses import dataclass, field
from uuid import UUID

import sqlalchemy as sa

from mediation.accounts.tables import known_device, sign_in_failure
from mediation.transaction import Transaction

MOST_ROWS = 10_000
MOST_DEVICES = 20


@dataclass(frozen=True)
class Failure:
    """How often one name failed from one place; times in µs. `told` is when the trail last heard of it, 0 never."""

    id: bytes = field(repr=False)
    failures: int
    since: int
    last: int
    blocked_until: int = 0
    told: int = 0


def get(transaction: Transaction, id_: bytes) -> Failure | None:
    """Return the count, or None when nothing failed."""
    row = transaction.execute(sa.select(sign_in_failure).where(sign_in_failure.c.id == id_)).first()
    return Failure(row.id, row.failures, row.since, row.last, row.blocked_until, row.told) if row else None


def put(transaction: Transaction, given: Failure) -> None:
    """Write the count; when there are too many, the one untouched for longest goes."""
    forget(transaction, given.id)
    count = transaction.execute(sa.select(sa.func.count()).select_from(sign_in_failure)).scalar() or 0
    if count >= MOST_ROWS:
        _drop_oldest(transaction, count - MOST_ROWS + 1)
    transaction.execute(sa.insert(sign_in_failure).values(**vars(given)))


def told_since(transaction: Transaction, moment: int) -> int:
    """Return of how many counts the trail heard since `moment` (µs)."""
    query = sa.select(sa.func.count()).select_from(sign_in_failure).where(sign_in_failure.c.told >= moment)
    return transaction.execute(query).scalar() or 0


def forget(transaction: Transaction, id_: bytes) -> None:
    """Delete the count."""
    transaction.execute(sa.delete(sign_in_failure).where(sign_in_failure.c.id == id_))


def knows_device(transaction: Transaction, id_: bytes, person: UUID) -> bool:
    """Tell whether `person` signed in from this device before."""
    query = sa.select(known_device.c.id).where(known_device.c.id == id_, known_device.c.principal == person)
    return transaction.execute(query).first() is not None


def remember_device(transaction: Transaction, id_: bytes, person: UUID) -> None:
    """Note that `person` signed in from this device; only the newest few are kept."""
    transaction.execute(
        sa.delete(known_device).where(known_device.c.id == id_, known_device.c.principal == person),
    )
    transaction.execute(sa.insert(known_device).values(id=id_, principal=person, last=transaction.micros))
    mine = sa.select(known_device.c.id).where(known_device.c.principal == person)
    surplus = transaction.execute(mine.order_by(known_device.c.last.desc()).offset(MOST_DEVICES)).scalars().all()
    if surplus:
        transaction.execute(
            sa.delete(known_device).where(known_device.c.principal == person, known_device.c.id.in_(surplus)),
        )


def forget_devices(transaction: Transaction, person: UUID) -> None:
    """Forget every device of `person`."""
    transaction.execute(sa.delete(known_device).where(known_device.c.principal == person))


def _drop_oldest(transaction: Transaction, count: int) -> None:
    oldest = sa.select(sign_in_failure.c.id).order_by(sign_in_failure.c.last).limit(count)
    ids = transaction.execute(oldest).scalars().all()
    transaction.execute(sa.delete(sign_in_failure).where(sign_in_failure.c.id.in_(ids)))
