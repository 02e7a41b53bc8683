"""Draw a sample from the auditor's own pseudonyms, and read what was drawn."""

import hashlib
import secrets
from dataclasses import dataclass
from uuid import UUID, uuid4

from mediation.accounts.store import people
from mediation.cases.store import looks, taking_part
from mediation.cases.store.looks import Look
from mediation.errors import Refusal
from mediation.inspection.sampling import model, store
from mediation.inspection.sampling.model import Chosen, Count, Sample, Sown
from mediation.inspection.summaries import services as summaries
from mediation.inspection.summaries.model import Filter
from mediation.language import mark
from mediation.transaction import Transaction
from mediation.vault import base32

_SEED_LETTERS = 16


@dataclass(frozen=True)
class Draw:
    """A draw in the list of all: whose, and which of his with the same filter."""

    sample: Sample
    name: str
    count: Count
    mine: bool


@dataclass(frozen=True)
class Line:
    """One sampled case: its number in the order of the seed, its pseudonym then and now, and the newest look."""

    number: int
    pseudonym: str
    now: str
    handed_in: bool
    look: Look | None


def draw(transaction: Transaction, *, wanted: Filter, size: int, seed: str = "") -> Sample | Refusal:
    """Draw at most `size` cases of those that `wanted` chooses, and keep the draw; return it, or why not.

    Without a `seed` one is made by chance.
    """
    found = {each.pseudonym: each.id for each in summaries.rows(transaction, wanted)}
    if not found:
        return Refusal(mark("Tidak ada berkas yang cocok dengan saringan ini."), mark("Perlebar saringannya."))
    sown = seed or base32.in_fours(secrets.token_bytes(10), _SEED_LETTERS)
    chosen = [Chosen(each, found[each]) for each in model.choose(sown, found, size)]
    digest = hashlib.sha256(model.listing(found).encode()).digest()
    drawn = Sample(
        uuid4(), transaction.actor.id, transaction.micros, sown, wanted, len(chosen), len(found), digest,
    )
    store.add(transaction, drawn, chosen, list(found), sown=Sown.TYPED if seed else Sown.CHANCE)
    transaction.commit()
    return drawn


def listed(transaction: Transaction) -> tuple[Draw, ...]:
    """Return every draw of every auditor, the newest first; raises Tampered."""
    return tuple(
        Draw(each, people.get(transaction, each.auditor).name, store.count(transaction, each),
             each.auditor == transaction.actor.id)
        for each in store.every(transaction)
    )


def missing(transaction: Transaction, shown: tuple[Draw, ...]) -> int:
    """Return how many draws of the actor the trail knows that are not among `shown`: rows that somebody took away."""
    return len(store.draws_told(transaction, transaction.actor.id)) - sum(each.mine for each in shown)


def read(transaction: Transaction, id_: UUID) -> tuple[Sample, Count, tuple[Line, ...]]:
    """Return a draw of the actor's with its cases; raises NotFound, also for another's, Tampered."""
    found = store.own(transaction, id_)
    held = looks.of_auditor(transaction, transaction.actor.id)
    newest = {look.case_id: look for look in reversed(held)}
    lines = tuple(
        Line(
            number, each.pseudonym, summaries.pseudonym(transaction, each.case),
            taking_part.is_handed_in(transaction, each.case), newest.get(each.case),
        )
        for number, each in enumerate(store.chosen(transaction, found), start=1)
    )
    return found, store.count(transaction, found), lines


def sown(transaction: Transaction, drawn: Sample) -> Sown:
    """Return where the seed of a draw came from, as the trail tells; raises Tampered."""
    return store.sown(transaction, drawn)


def population(transaction: Transaction, id_: UUID) -> str:
    """Return the list that a draw of the actor's was drawn from; raises NotFound, Tampered."""
    return store.population(transaction, store.own(transaction, id_))
