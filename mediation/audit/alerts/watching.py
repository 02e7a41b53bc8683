"""Count the looks into files that are not one's own, raise the alert, close it with a note."""

from datetime import timedelta
from uuid import UUID, uuid4

from mediation.audit.actions import Action
from mediation.audit.alerts import store
from mediation.audit.alerts.model import MOST_FILES, WINDOW, Alert
from mediation.audit.store import append
from mediation.transaction import Transaction

_WINDOW = WINDOW // timedelta(microseconds=1)
_MINUTES = WINDOW // timedelta(minutes=1)
_NOTE = b"access alert note"


def look(transaction: Transaction, case: UUID) -> None:
    """Count that the actor looks into `case`, which is not his own; the caller commits.

    More than MOST_FILES different files within WINDOW raise an alert. The look itself is never refused.
    """
    since = transaction.micros - _WINDOW
    store.put_look(transaction, transaction.actor.id, case, since)
    files, first = store.looks(transaction, transaction.actor.id)
    if files > MOST_FILES:
        _raise(transaction, files, first, since)


def acknowledge(transaction: Transaction, alert: Alert, *, text: str) -> None:
    """Close an alert with a note; the person's count begins anew. The caller commits."""
    stored = transaction.keyring.wrap(text.encode(), _NOTE, alert.id.bytes)
    store.close(transaction, alert.id, stored)
    store.forget_looks(transaction, alert.person)
    append(transaction, Action.ACCESS_ACKNOWLEDGED, f"person:{alert.person}", alert=alert.id.hex)


def note(transaction: Transaction, alert: Alert) -> str:
    """Return the note with which the alert was closed, "" while it waits; raises Tampered."""
    if alert.sealed_note is None:
        return ""
    return transaction.keyring.unwrap(alert.sealed_note, _NOTE, alert.id.bytes).decode()


def _raise(transaction: Transaction, files: int, first: int, since: int) -> None:
    """Write one alert for each run of looks: what goes on extends it, and the trail hears of it once."""
    person = transaction.actor.id
    before = store.open_one(transaction, person, since)
    if before:
        store.extend(transaction, before.id, ended=transaction.micros, files=max(before.files, files))
        return
    alert = Alert(uuid4(), person, first, transaction.micros, files)
    store.add(transaction, alert)
    append(
        transaction, Action.ACCESS_ALERTED, f"person:{person}", alert=alert.id.hex, files=files, minutes=_MINUTES,
    )
