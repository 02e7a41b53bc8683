"""Drafts and late forms: what was typed, sealed to the person's own key, one for each page."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from mediation.accounts.model import Person
from mediation.accounts.store import drafts
from mediation.accounts.store.drafts import Stored
from mediation.transaction import Transaction
from mediation.vault.drafts import open_draft, seal_draft

MOST = 50
LONGEST_PLACE = 200
LONGEST_TEXT = 400_000  # bytes
KEPT = timedelta(days=14)


@dataclass(frozen=True)
class Draft:
    """What was typed and when it was kept (µs)."""

    text: str = field(repr=False)
    updated: int


def load(transaction: Transaction, place: str) -> Draft | None:
    """Return what the actor typed at `place`, None when nothing is kept; raises Tampered."""
    stored = drafts.get(transaction, transaction.actor.id, place)
    if stored is None or transaction.identity is None:
        return None
    text = open_draft(transaction.identity, transaction.actor.id, stored.id, stored.sealed)
    return Draft(text, stored.updated)


def keep(transaction: Transaction, person: Person, place: str, text: str, form: UUID | None = None) -> bool:
    """Seal `text` to `person` for `place`; the caller commits.

    Returns False, and keeps nothing, when it is too long, the person has no key, or the form with the key
    `form` was done meanwhile.
    """
    fits = len(place) <= LONGEST_PLACE and len(text.encode()) <= LONGEST_TEXT
    if not fits or not person.enrolled or drafts.was_done(transaction, form):
        return False
    _make_room(transaction, person.id)
    id_ = drafts.new_id()
    sealed = seal_draft(person.public_key, person.id, id_, text)
    drafts.put(transaction, person.id, Stored(id_, place, form, sealed, transaction.micros))
    return True


def discard(transaction: Transaction, place: str) -> None:
    """Forget what the actor typed at `place`; the caller commits."""
    drafts.remove(transaction, transaction.actor.id, place)


def _make_room(transaction: Transaction, person: UUID) -> None:
    oldest = transaction.micros - KEPT // timedelta(microseconds=1)
    drafts.sweep(transaction, person, oldest)
    drafts.drop_oldest(transaction, person, MOST - 1)
