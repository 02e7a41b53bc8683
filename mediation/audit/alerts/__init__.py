"""Many files opened in a short time: counted at every look, told to the head, never in the way of the look itself."""

from mediation.audit.alerts.model import MOST_FILES, WINDOW, Alert
from mediation.audit.alerts.store import count, every, get, waiting
from mediation.audit.alerts.watching import acknowledge, look, note

__all__ = ["MOST_FILES", "WINDOW", "Alert", "acknowledge", "count", "every", "get", "look", "note", "waiting"]
