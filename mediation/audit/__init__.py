"""The trail: append-only, keyed, chained; written in the transaction of the change that it tells of."""

from mediation.audit import checkpoints
from mediation.audit.actions import Action
from mediation.audit.outside import lags
from mediation.audit.purposes import Purpose
from mediation.audit.store import about, append, append_bounded, latest, subjects
from mediation.audit.verify import Verdict, verify

__all__ = [
    "Action", "Purpose", "Verdict", "about", "append", "append_bounded", "checkpoints", "lags", "latest", "subjects",
    "verify",
]
