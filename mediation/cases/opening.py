"""Opening a case lives in the store; this name stays for its callers."""

from mediation.cases.store.opening import Recipient, Recipients, open_case

__all__ = ["Recipient", "Recipients", "open_case"]
