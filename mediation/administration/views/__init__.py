"""Pages of the administrator: people, units, letterheads."""

from mediation.administration.views import letterheads, people, units
from mediation.administration.views.room import blueprint

__all__ = ["blueprint", "letterheads", "people", "units"]
