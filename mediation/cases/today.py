"""Which day it is for the person who acts: the calendar day in the zone of that person's unit."""

from datetime import date

from mediation.accounts.store import units
from mediation.clock import local_day
from mediation.transaction import Transaction

# Somebody without a unit: the zone of most of the country.
_USUAL_ZONE = "WIB"


def zone(transaction: Transaction) -> str:
    """Return the actor's zone: WIB, WITA or WIT."""
    unit = transaction.actor.unit
    return units.get(transaction, unit).zone if unit else _USUAL_ZONE


def today(transaction: Transaction) -> date:
    """Return the day of this unit of work in the actor's zone."""
    return local_day(transaction.now, zone(transaction))
