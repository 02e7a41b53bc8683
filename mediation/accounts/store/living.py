"""How long the database has lived, as rows outside the trail tell: a trail that ends long before was cut."""

import sqlalchemy as sa

from mediation.accounts.tables import draft, known_device, session
from mediation.audit.tables import recent_look
from mediation.database.tables import submission
from mediation.transaction import Transaction

_MOMENTS = (
    session.c.started, session.c.last_input, submission.c.created, known_device.c.last, draft.c.updated,
    recent_look.c.at,
)


def lived_until(transaction: Transaction) -> int:
    """Return the newest moment (µs since 1970 UTC) that sessions, forms, devices and drafts tell of; 0 when none."""
    newest = (transaction.execute(sa.select(sa.func.max(moment))).scalar() for moment in _MOMENTS)
    return max((moment for moment in newest if isinstance(moment, int)), default=0)
