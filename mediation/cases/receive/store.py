"""What was filled in so far: one sealed draft for each person, never in the browser's session."""

import json

from mediation.accounts import drafts
from mediation.accounts.store import people
from mediation.transaction import Transaction

Pairs = list[tuple[str, str]]
State = dict[str, Pairs]

# No path: autosaved pages are kept under theirs.
PLACE = "berkas-baru"
PAGES = 12


def path(number: int) -> str:
    """Return the address of a page, under which its autosaved draft lies."""
    return f"/b/baru/{number}"


def load(transaction: Transaction) -> State:
    """Return the pages that the actor has filled in, as they were sent; empty when there are none."""
    kept = drafts.load(transaction, PLACE)
    if kept is None:
        return {}
    return {str(key): [(str(n), str(v)) for n, v in pairs] for key, pairs in json.loads(kept.text).items()}


def keep(transaction: Transaction, state: State) -> bool:
    """Keep `state`, sealed to the actor; the caller commits. False when it is too long."""
    person = people.get(transaction, transaction.actor.id)
    text = json.dumps(state, ensure_ascii=False, separators=(",", ":"))
    return drafts.keep(transaction, person, PLACE, text)


def forget(transaction: Transaction) -> None:
    """Forget everything that was filled in, autosaved pages too; the caller commits."""
    for place in (PLACE, *map(path, range(1, PAGES + 1))):
        drafts.discard(transaction, place)
