"""Rows of recent looks and of alerts. Bounded: a pair of person and file once, one alert for each window."""

from uuid import UUID

import sqlalchemy as sa

from mediation.audit.alerts.model import Alert
from mediation.audit.tables import access_alert, recent_look
from mediation.transaction import Transaction


def put_look(transaction: Transaction, person: UUID, case: UUID, since: int) -> None:
    """Write that `person` looks into `case` now; what was before `since` (µs) is deleted."""
    row = recent_look
    same_or_old = (row.c.case_id == case) | (row.c.at < since)
    transaction.execute(sa.delete(row).where(row.c.person == person, same_or_old))
    transaction.execute(sa.insert(row).values(person=person, case_id=case, at=transaction.micros))


def looks(transaction: Transaction, person: UUID) -> tuple[int, int]:
    """Return into how many different files `person` looked, and the moment (µs) of the first of them."""
    row = recent_look
    told = (sa.func.count().label("files"), sa.func.min(row.c.at).label("first"))
    found = transaction.execute(sa.select(*told).where(row.c.person == person)).one()
    return found.files, found.first or 0


def forget_looks(transaction: Transaction, person: UUID) -> None:
    """Delete the looks of `person`: the count begins anew."""
    transaction.execute(sa.delete(recent_look).where(recent_look.c.person == person))


def add(transaction: Transaction, alert: Alert) -> None:
    """Write a new alert."""
    transaction.execute(sa.insert(access_alert).values(
        id=alert.id, person=alert.person, started=alert.started, ended=alert.ended, files=alert.files,
    ))


def extend(transaction: Transaction, alert: UUID, *, ended: int, files: int) -> None:
    """Write that an alert goes on."""
    row = access_alert
    transaction.execute(sa.update(row).where(row.c.id == alert).values(ended=ended, files=files))


def close(transaction: Transaction, alert: UUID, sealed_note: bytes) -> None:
    """Write that the actor has looked at the alert, with the sealed note."""
    row = access_alert
    transaction.execute(sa.update(row).where(row.c.id == alert).values(
        acknowledged=transaction.micros, acknowledged_by=transaction.actor.id, note=sealed_note,
    ))


def open_one(transaction: Transaction, person: UUID, since: int) -> Alert | None:
    """Return the alert about `person` that nobody has looked at and that still went on at `since` (µs), or None."""
    row = access_alert
    query = sa.select(row).where(row.c.person == person, row.c.acknowledged.is_(None), row.c.ended >= since)
    found = transaction.execute(query.order_by(row.c.ended.desc())).first()
    return _alert(found) if found else None


def get(transaction: Transaction, alert: UUID) -> Alert | None:
    """Return the alert, or None."""
    found = transaction.execute(sa.select(access_alert).where(access_alert.c.id == alert)).first()
    return _alert(found) if found else None


def waiting(transaction: Transaction) -> int:
    """Return how many alerts nobody has looked at."""
    query = sa.select(sa.func.count()).select_from(access_alert).where(access_alert.c.acknowledged.is_(None))
    return transaction.execute(query).scalar() or 0


def count(transaction: Transaction) -> int:
    """Return how many alerts there are in all."""
    return transaction.execute(sa.select(sa.func.count()).select_from(access_alert)).scalar() or 0


def every(transaction: Transaction, *, offset: int, limit: int) -> tuple[Alert, ...]:
    """Return some of the alerts: those that wait first, then the newest."""
    row = access_alert
    order = (row.c.acknowledged.is_not(None), row.c.ended.desc())
    found = transaction.execute(sa.select(row).order_by(*order).offset(offset).limit(limit))
    return tuple(_alert(each) for each in found)


def _alert(row: "sa.Row[tuple[object, ...]]") -> Alert:
    return Alert(
        row.id, row.person, row.started, row.ended, row.files, row.acknowledged, row.acknowledged_by, row.note,
    )
