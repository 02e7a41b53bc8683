"""Rows of preferences, covers for leave and purposes of visits."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from mediation.audit import Purpose
from mediation.bureau.queue.model import LeaveCover, Sorting
from mediation.bureau.queue.tables import file_visit, leave_cover, queue_preference
from mediation.errors import NotFound
from mediation.transaction import Transaction

_VISITS_KEPT = timedelta(days=1) // timedelta(microseconds=1)


def sorting(transaction: Transaction) -> Sorting:
    """Return the order that the actor likes; the oldest first until told."""
    row = queue_preference
    found = transaction.execute(sa.select(row.c.order).where(row.c.person == transaction.actor.id)).scalar()
    return next((each for each in Sorting if each.value == found), Sorting.OLDEST)


def put_sorting(transaction: Transaction, liked: Sorting) -> None:
    """Write the order that the actor likes."""
    row = queue_preference
    transaction.execute(sa.delete(row).where(row.c.person == transaction.actor.id))
    transaction.execute(sa.insert(row).values(person=transaction.actor.id, order=liked.value))


def covers(transaction: Transaction) -> tuple[LeaveCover, ...]:
    """Return every cover for leave that was not taken back, the newest first."""
    row = leave_cover
    query = sa.select(row).where(row.c.ended.is_(None)).order_by(row.c.first.desc(), row.c.made.desc())
    return tuple(_cover(found) for found in transaction.execute(query))


def cover(transaction: Transaction, id_: UUID) -> LeaveCover:
    """Return one cover; raises NotFound."""
    found = transaction.execute(sa.select(leave_cover).where(leave_cover.c.id == id_)).first()
    if found is None:
        raise NotFound
    return _cover(found)


def add_cover(transaction: Transaction, new: LeaveCover) -> None:
    """Write a new cover."""
    transaction.execute(sa.insert(leave_cover).values(
        id=new.id, away=new.away, covered_by=new.covered_by, first=new.first.isoformat(), last=new.last.isoformat(),
        made=transaction.micros,
    ))


def end_cover(transaction: Transaction, id_: UUID) -> None:
    """Write that a cover was taken back now."""
    row = leave_cover
    transaction.execute(sa.update(row).where(row.c.id == id_).values(ended=transaction.micros))


def visit(transaction: Transaction, session: bytes, case: UUID) -> Purpose | None:
    """Return what this session opens `case` for; None when it was not asked yet."""
    row = file_visit
    query = sa.select(row.c.purpose).where(row.c.session == session, row.c.case_id == case)
    found = transaction.execute(query).scalar()
    return Purpose(found) if found else None


def put_visit(transaction: Transaction, session: bytes, case: UUID, purpose: Purpose) -> None:
    """Write what this session opens `case` for; what is older than a day is deleted."""
    row = file_visit
    same = (row.c.session == session) & (row.c.case_id == case)
    transaction.execute(sa.delete(row).where(same | (row.c.at < transaction.micros - _VISITS_KEPT)))
    transaction.execute(sa.insert(row).values(
        session=session, case_id=case, purpose=purpose.value, at=transaction.micros,
    ))


def _cover(row: Any) -> LeaveCover:  # noqa: ANN401 - a Core row
    return LeaveCover(
        row.id, row.away, row.covered_by, date.fromisoformat(row.first), date.fromisoformat(row.last), row.ended,
    )
