"""Pages of the door, of one's own keys, of the groups, and the drafts."""

from mediation.accounts.views import door, drafts, group, keys, own
from mediation.accounts.views.room import blueprint

__all__ = ["blueprint", "door", "drafts", "group", "keys", "own"]
