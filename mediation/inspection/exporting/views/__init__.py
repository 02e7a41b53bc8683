"""Pages of export keys and of exports."""

from mediation.inspection.exporting.services.orders import sweep
from mediation.inspection.exporting.views import exports, keys, ordering
from mediation.inspection.exporting.views.room import blueprint

__all__ = ["blueprint", "exports", "keys", "ordering", "sweep"]
