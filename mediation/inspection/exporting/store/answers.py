"""What an auditor answered so far on the pages of an export: one sealed draft, never in the browser's session."""

import json

from mediation.accounts import drafts
from mediation.accounts.store import people
from mediation.transaction import Transaction

Pairs = list[tuple[str, str]]
State = dict[str, Pairs]

# No path: autosaved pages are kept under theirs.
PLACE = "bawa-baru"


def load(transaction: Transaction) -> State:
    """Return the pages that the actor has answered, as they were sent; empty when there are none."""
    kept = drafts.load(transaction, PLACE)
    if kept is None:
        return {}
    return {str(key): [(str(n), str(v)) for n, v in pairs] for key, pairs in json.loads(kept.text).items()}


def keep(transaction: Transaction, key: str, pairs: Pairs) -> None:
    """Keep one page with the others, sealed to the actor; the caller commits.

    Read here, under the lock: pages sent from two tabs at once must not overwrite each other.
    """
    state = {**load(transaction), key: pairs}
    person = people.get(transaction, transaction.actor.id)
    drafts.keep(transaction, person, PLACE, json.dumps(state, ensure_ascii=False, separators=(",", ":")))


def forget(transaction: Transaction) -> None:
    """Forget every page; the caller commits."""
    drafts.discard(transaction, PLACE)
