"""Pages of the queue: the list, search, covers for leave, and one file."""

from mediation.bureau.queue.views import covers, file, listing, search
from mediation.bureau.queue.views.room import blueprint

__all__ = ["blueprint", "covers", "file", "listing", "search"]
