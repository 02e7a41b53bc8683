"""Who has, or had, a part in a case: whoever does is no outsider to it, and reads or grants nothing by a look."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from mediation import audit
from mediation.accounts.model import Person
from mediation.cases import tables
from mediation.cases.store import holding
from mediation.errors import NotFound
from mediation.transaction import Transaction

_CASE = tables.case_file


def involved(transaction: Transaction, case: UUID, auditor: Person) -> bool:
    """Tell whether the auditor has, or had, a part in the case: supervisor, reader by name, author, or party."""
    row = _case_row(transaction, case)
    key = tables.case_key.c
    wrote = sa.select(key.case_id).where(key.case_id == case, key.author == auditor.id).limit(1)
    return (
        auditor.id in {row.holder, row.officer}
        or _holds(transaction, case, auditor.id)
        or transaction.execute(wrote).first() is not None
        or _acted(transaction, case, auditor.id)
        or holding.is_party_of(transaction, auditor.digits, row.employee_index, row.spouse_index)
    )


def is_stranger(transaction: Transaction, case: UUID, person: Person) -> bool:
    """Tell whether `person` is neither the supervisor nor a party of the case; raises NotFound without it."""
    row = _case_row(transaction, case)
    party = holding.is_party_of(transaction, person.digits, row.employee_index, row.spouse_index)
    return person.id != row.holder and not party


def is_handed_in(transaction: Transaction, case: UUID) -> bool:
    """Tell whether a case was handed in; the seal, which covers this, is checked when it is opened."""
    query = sa.select(_CASE.c.submitted).where(_CASE.c.id == case)
    return transaction.execute(query).scalar() is not None


def is_outsider(transaction: Transaction, own: Any) -> bool:  # noqa: ANN401 - a Core row
    """Tell whether the actor stands outside a case that was handed in: its row is `own`."""
    who = transaction.actor.id
    if own["submitted"] is None or who in {own["holder"], own["officer"]} or _holds(transaction, own["id"], who):
        return False
    return not holding.is_party(transaction, own["employee_index"], own["spouse_index"])


def _holds(transaction: Transaction, case: UUID, person: UUID) -> bool:
    granted = tables.grant.c
    query = sa.select(granted.case_id).where(granted.case_id == case, granted.principal == person).limit(1)
    return transaction.execute(query).first() is not None


def _case_row(transaction: Transaction, case: UUID) -> Any:  # noqa: ANN401 - a Core row
    row = transaction.execute(
        sa.select(_CASE.c.holder, _CASE.c.officer, _CASE.c.employee_index, _CASE.c.spouse_index)
        .where(_CASE.c.id == case),
    ).first()
    if row is None:
        raise NotFound
    return row


def _acted(transaction: Transaction, case: UUID, person: UUID) -> bool:
    # Whoever did anything but look had a part; naming a reader and handing a file on tell whom it was given to.
    given = {person.hex, str(person)}
    return any(
        (entry.actor == f"person:{person}" and not entry.action.startswith(_NO_PART))
        or given & {entry.detail.get("reader"), entry.detail.get("officer")}
        for entry in audit.about(transaction, f"case:{case}")
    )


# Looking and what auditors do give nobody a part in a case.
_NO_PART = (
    "case.opened", "document.opened", "document.verified", "paper.opened", "request.", "tampering.", "look.", "sample.",
    "summaries.", "trail.", "export.", "search.", "access.",
)
