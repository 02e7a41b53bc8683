"""Search by a number or by a part of a name, only over files granted to the one who searches."""

from mediation import audit
from mediation.bureau.queue.covering import own_officers
from mediation.bureau.queue.limits import bounds
from mediation.bureau.queue.lines import Line, lines
from mediation.cases.store import queue
from mediation.cases.store.queue import QueuedFile
from mediation.cases.today import today
from mediation.transaction import Transaction

MOST_FOUND = 50
_BETWEEN_DIGITS = " .-/–"


def tell(transaction: Transaction) -> None:
    """Tell the trail that the actor searches, before anything is looked for; never what for."""
    audit.append(transaction, audit.Action.SEARCH_MADE, f"person:{transaction.actor.id}")
    transaction.commit()


def search(transaction: Transaction, *, typed: str, year: int | None) -> tuple[Line, ...]:
    """Return the files with this employee number, case number or part of a name; at most MOST_FOUND.

    What was typed is kept nowhere; `tell` comes first, in a unit of work of its own, so that a long search holds
    nobody up. An answer is the same for a colleague without a case and for one whose case was not granted: the look-up
    never asks for more.
    """
    return lines(transaction, _found(transaction, typed, year), own_officers(transaction))


def _found(transaction: Transaction, typed: str, year: int | None) -> tuple[QueuedFile, ...]:
    bare = "".join(letter for letter in typed if letter not in _BETWEEN_DIGITS)
    if bare.isascii() and bare.isdigit():
        return (*queue.found_by_digits(transaction, bare), *queue.found_by_number(transaction, typed))
    since, before = bounds(today(transaction), None, year)
    return queue.found_by_name(
        transaction, typed.strip(), most=MOST_FOUND, since=min(since.values()) if since else None,
        before=max(before.values()) if before else None,
    )
