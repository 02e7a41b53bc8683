"""Pages on which the bureau's head keeps the agency's own lists."""

from mediation.agency.views import lines, lists
from mediation.agency.views.room import blueprint

__all__ = ["blueprint", "lines", "lists"]
