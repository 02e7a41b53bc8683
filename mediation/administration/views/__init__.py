"""Pages of the administrator: people, units, letterheads, and who holds a group's key."""

from mediation.administration.views import groups, letterheads, people, units
from mediation.administration.views.room import blueprint

__all__ = ["blueprint", "groups", "letterheads", "people", "units"]
