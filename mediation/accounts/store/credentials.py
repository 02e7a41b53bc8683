"""Rows of credentials: the wrapped verifier and the sealed private keys. Nothing is opened here."""

from dataclasses import dataclass, field
from uuid import UUID

import sqlalchemy as sa

from mediation.accounts.tables import credential
from mediation.transaction import Transaction
from mediation.vault.principals import Cost


@dataclass(frozen=True)
class Credential:
    """How a person proves himself. `private` is None before keys are made; `one_time_until` in µs, or None."""

    id: UUID
    salt: bytes = field(repr=False)
    cost: Cost
    verifier: bytes = field(repr=False)
    private: bytes | None = field(repr=False)
    code: bytes | None = field(repr=False)
    one_time_until: int | None


def get(transaction: Transaction, id_: UUID) -> Credential | None:
    """Return the credential of a person, or None."""
    row = transaction.execute(sa.select(credential).where(credential.c.id == id_)).first()
    if row is None:
        return None
    cost = Cost(row.memory, row.passes, row.lanes)
    return Credential(row.id, row.salt, cost, row.verifier, row.private, row.code, row.one_time_until)


def put(transaction: Transaction, given: Credential) -> None:
    """Write the credential in place of an older one."""
    transaction.execute(sa.delete(credential).where(credential.c.id == given.id))
    transaction.execute(
        sa.insert(credential).values(
            id=given.id,
            salt=given.salt,
            memory=given.cost.memory_kib,
            passes=given.cost.passes,
            lanes=given.cost.lanes,
            verifier=given.verifier,
            private=given.private,
            code=given.code,
            one_time_until=given.one_time_until,
        ),
    )
