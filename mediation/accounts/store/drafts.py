"""Rows of drafts: sealed to the person's own key, one for each person and place."""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

import sqlalchemy as sa

from mediation.accounts.tables import draft
from mediation.database.tables import submission
from mediation.transaction import Transaction


@dataclass(frozen=True)
class Stored:
    """A draft as it stands; `updated` in µs, `form` the submit-once key of its page."""

    id: UUID
    place: str
    form: UUID | None
    sealed: bytes = field(repr=False)
    updated: int


def get(transaction: Transaction, person: UUID, place: str) -> Stored | None:
    """Return the draft of `person` for `place`, or None; one whose form was done does not count."""
    done = sa.select(submission.c.id).where(submission.c.id == draft.c.form).exists()
    row = transaction.execute(
        sa.select(draft).where(draft.c.person == person, draft.c.place == place, ~done),
    ).first()
    return Stored(row.id, row.place, row.form, row.sealed, row.updated) if row else None


def was_done(transaction: Transaction, form: UUID | None) -> bool:
    """Tell whether the form with this key was done already."""
    query = sa.select(submission.c.id).where(submission.c.id == form)
    return form is not None and transaction.execute(query).first() is not None


def put(transaction: Transaction, person: UUID, given: Stored) -> None:
    """Write the draft in place of an older one for the same place."""
    remove(transaction, person, given.place)
    transaction.execute(
        sa.insert(draft).values(
            id=given.id,
            person=person,
            place=given.place,
            form=given.form,
            sealed=given.sealed,
            updated=given.updated,
        ),
    )


def count(transaction: Transaction, person: UUID) -> int:
    """Return how many drafts `person` has."""
    query = sa.select(sa.func.count()).select_from(draft).where(draft.c.person == person)
    return transaction.execute(query).scalar() or 0


def remove(transaction: Transaction, person: UUID, place: str) -> None:
    """Delete the draft of `person` for `place`."""
    transaction.execute(sa.delete(draft).where(draft.c.person == person, draft.c.place == place))


def remove_of(transaction: Transaction, person: UUID) -> None:
    """Delete every draft of `person`: after new keys none of them opens."""
    transaction.execute(sa.delete(draft).where(draft.c.person == person))


def sweep(transaction: Transaction, person: UUID, before: int) -> None:
    """Delete the drafts of `person` whose form was done, and those older than `before` (µs)."""
    done = draft.c.form.in_(sa.select(submission.c.id))
    transaction.execute(sa.delete(draft).where(draft.c.person == person, done | (draft.c.updated < before)))


def drop_oldest(transaction: Transaction, person: UUID, keep: int) -> None:
    """Delete the oldest drafts of `person` so that at most `keep` remain."""
    mine = sa.select(draft.c.id).where(draft.c.person == person)
    surplus = transaction.execute(mine.order_by(draft.c.updated.desc()).offset(keep)).scalars().all()
    transaction.execute(sa.delete(draft).where(draft.c.id.in_(surplus)))


def new_id() -> UUID:
    """Return the id of a new draft; it is bound into the seal, so it comes first."""
    return uuid4()
