"""End the looks whose time is over: at the start, at sign-ins, and at the pages of looks."""

from mediation.cases.store import looks
from mediation.transaction import Premises


def sweep(premises: Premises) -> int:
    """Delete the keys of looks that are over, each end with its entry in the trail; return how many ended.

    Nothing is written when there is none. What opens a file looks at the clock by itself and does not wait for this.
    """
    with premises.reading() as transaction:
        if not looks.is_due(transaction):
            return 0
    with premises.writing() as transaction:
        ended = looks.sweep(transaction)
        transaction.commit()
    return ended
