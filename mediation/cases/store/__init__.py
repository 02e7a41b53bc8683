"""Cases in the database: the only place where a case's seals are opened and made.

Every row of a case is read generically through the registry, checked against the case seal, and opened. ONE function,
`save`, stores whatever a step records: it seals, moves the stage and progress on, rewrites cover, course and seal, and
appends the audit entry, all in the caller's transaction.
"""

from mediation.cases.store.covers import (
    Cover,
    count_held,
    cover_data,
    cover_of,
    covers,
    covers_at_work,
    covers_on,
    covers_shared,
    met_on,
    received_on,
)
from mediation.cases.store.documents import IssuedDocument, documents, documents_shown, open_body, withdrawals
from mediation.cases.store.file import CaseFile, StoredRow
from mediation.cases.store.lookup import count_open, lost, next_number, same_employee
from mediation.cases.store.opening import Recipient, Recipients, open_case
from mediation.cases.store.reading import get, get_to_change
from mediation.cases.store.summaries import Summary, summaries
from mediation.cases.store.writing import Write, adopt, save

__all__ = [
    "CaseFile", "Cover", "IssuedDocument", "Recipient", "Recipients", "StoredRow", "Summary", "Write", "adopt",
    "count_held", "count_open", "cover_data", "cover_of", "covers", "covers_at_work", "covers_on", "covers_shared",
    "documents", "documents_shown", "get", "get_to_change", "lost", "met_on", "next_number", "open_body", "open_case",
    "received_on", "same_employee", "save", "summaries", "withdrawals",
]
