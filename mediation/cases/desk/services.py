"""What a holder does with a damaged case: take its state over, with a reason that is kept sealed."""

from uuid import UUID

from mediation.audit import Purpose
from mediation.cases import store
from mediation.errors import Conflict
from mediation.transaction import Transaction


def adopt(transaction: Transaction, case: UUID, *, reason: str) -> None:
    """Take over the state of a damaged case as it is now; the reason is sealed in the case, the act is in the trail.

    Raises NotFound, Conflict when nothing is damaged, and Tampered when parts no longer open (restore a backup).
    """
    file = store.get(transaction, case, purpose=Purpose.ADOPT)
    if file.intact:
        raise Conflict
    store.adopt(transaction, file, reason=reason)
    transaction.commit()
