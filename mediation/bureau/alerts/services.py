"""What a head does with alerts: read them, and close one with a note."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mediation.accounts.store import people
from mediation.audit import alerts
from mediation.audit.alerts import Alert
from mediation.clock import from_micros
from mediation.errors import NotFound, Refusal
from mediation.language import mark
from mediation.permissions import Permission
from mediation.transaction import Transaction

PAGE_SIZE = 25


@dataclass(frozen=True)
class Shown:
    """An alert as a head reads it; `note` and `closed_by` are empty while it waits."""

    id: UUID
    name: str
    started: datetime
    ended: datetime
    files: int
    closed: datetime | None
    closed_by: str
    note: str


@dataclass(frozen=True)
class Sheet:
    """One page of the alerts: its number, of how many, and what stands on it."""

    number: int
    pages: int
    alerts: tuple[Shown, ...]


def listed(transaction: Transaction, number: int) -> Sheet:
    """Return the page `number` of the alerts, or the nearest there is; waiting ones first. Raises Tampered."""
    pages = max(1, -(-alerts.count(transaction) // PAGE_SIZE))
    nearest = min(max(1, number), pages)
    found = alerts.every(transaction, offset=(nearest - 1) * PAGE_SIZE, limit=PAGE_SIZE)
    return Sheet(nearest, pages, tuple(_shown(transaction, each) for each in found))


def read(transaction: Transaction, alert: UUID) -> Shown:
    """Return one alert; raises NotFound, Tampered."""
    return _shown(transaction, _get(transaction, alert))


def acknowledge(transaction: Transaction, alert: UUID, *, note: str) -> Refusal | None:
    """Close an alert with a note, or return why not; raises NotFound."""
    found = _get(transaction, alert)
    if found.acknowledged is not None:
        return Refusal(mark("Peringatan ini sudah ditutup oleh kepala lain."), mark("Buka kembali daftar peringatan."))
    if found.person == transaction.actor.id and _another_head(transaction):
        return Refusal(
            mark("Peringatan tentang diri sendiri ditutup oleh kepala lain."),
            mark("Mintalah kepala lain memeriksanya."),
        )
    alerts.acknowledge(transaction, found, text=note)
    transaction.commit()
    return None


def _get(transaction: Transaction, alert: UUID) -> Alert:
    found = alerts.get(transaction, alert)
    if found is None:
        raise NotFound
    return found


def _another_head(transaction: Transaction) -> bool:
    # In a bureau with one head the note stands beside his own name, in the trail too: an auditor sees it.
    others = (person for person in people.everybody(transaction) if person.id != transaction.actor.id)
    return any(person.active and person.actor.may(Permission.BUREAU_LEAD) for person in others)


def _shown(transaction: Transaction, alert: Alert) -> Shown:
    return Shown(
        alert.id,
        people.get(transaction, alert.person).name,
        from_micros(alert.started),
        from_micros(alert.ended),
        alert.files,
        from_micros(alert.acknowledged) if alert.acknowledged is not None else None,
        people.get(transaction, alert.acknowledged_by).name if alert.acknowledged_by else "",
        alerts.note(transaction, alert),
    )
