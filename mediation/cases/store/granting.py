"""Hand a case's keys on: to the bureau when the file is handed in, to a named reviewer, to an author of own notes."""

from dataclasses import replace
from uuid import UUID

import sqlalchemy as sa

from mediation.accounts import groups
from mediation.accounts.model import Person
from mediation.accounts.model import Recipient as GroupKey
from mediation.cases import tables
from mediation.cases.store import holding
from mediation.cases.store.file import CaseFile
from mediation.errors import NotAllowed, NotFound
from mediation.transaction import Transaction
from mediation.vault import grants
from mediation.vault.columns import Key
from mediation.vault.keys import CaseKey


def to_bureau(transaction: Transaction, file: CaseFile) -> None:
    """Seal every content key of the case to the bureau's group: at the moment of handing in and not before."""
    bureau, _auditors = groups.group_recipients(transaction)
    for key in _of_kind(file, Key.CONTENT):
        _grant(transaction, file.id, key, bureau)


def to_reviewer(transaction: Transaction, file: CaseFile, reviewer: Person) -> None:
    """Seal content and summary to the named second reviewer; never the private key. Raises NotFound without keys."""
    if not reviewer.enrolled or not reviewer.active:
        raise NotFound
    person = GroupKey(reviewer.id, reviewer.name, reviewer.public_key)
    for kind in (Key.CONTENT, Key.SUMMARY):
        for key in _of_kind(file, kind):
            _grant(transaction, file.id, key, person)


def withdraw(transaction: Transaction, case: UUID, reader: UUID) -> None:
    """Delete what `reader` was granted of the case. What was read may have been kept: forward only.

    A private key that the reader made for notes of his own, as an officer of the bureau, stays his.
    """
    row = tables.grant
    given = row.c.kind.in_([Key.CONTENT.value, Key.SUMMARY.value])
    transaction.execute(sa.delete(row).where(row.c.case_id == case, row.c.principal == reader, given))


def with_private_key(transaction: Transaction, file: CaseFile) -> CaseFile:
    """Return the file with a private key of the actor's own: made now, for him and recovery alone, when he has none."""
    if _of_kind(file, Key.PRIVATE):
        return file
    if transaction.identity is None:
        raise NotAllowed
    row = tables.case_key
    newest = transaction.execute(
        sa.select(sa.func.max(row.c.generation)).where(row.c.case_id == file.id, row.c.kind == Key.PRIVATE.value),
    ).scalar_one()
    key = CaseKey.generate(Key.PRIVATE.value, newest + 1)
    transaction.execute(sa.insert(row).values(
        case_id=file.id, kind=key.kind, generation=key.generation, author=transaction.actor.id,
        commitment=key.commitment,
    ))
    context = grants.GrantContext(key.kind, file.id, key.generation, transaction.actor.id)
    _insert(transaction, context, grants.grant_own(transaction.keyring, transaction.identity, key, context))
    _grant(transaction, file.id, key, groups.recovery_recipient(transaction))
    return replace(file, keys={**file.keys, (key.kind, key.generation): key})


def make_own(transaction: Transaction, file: CaseFile) -> None:
    """Turn the grants with which the actor opened the case into his own form: only ever within a write."""
    row = tables.grant
    found = transaction.execute(
        sa.select(row).where(row.c.case_id == file.id, row.c.principal.in_(holding.principals(transaction))),
    ).all()
    for given in found:
        holder = holding.holder_of(transaction, given)
        key = file.keys.get((given.kind, given.generation))
        if holder is None or key is None:
            continue
        context = grants.GrantContext(given.kind, file.id, given.generation, given.principal, holder.version)
        if grants.is_sealed_form(transaction.keyring, given.stored, context):
            own = grants.grant_own(transaction.keyring, holder.private, key, context)
            transaction.execute(sa.update(row).where(
                row.c.case_id == file.id, row.c.kind == given.kind, row.c.generation == given.generation,
                row.c.principal == given.principal,
            ).values(stored=own))


def _of_kind(file: CaseFile, kind: Key) -> list[CaseKey]:
    return [key for (found, _generation), key in file.keys.items() if found == kind.value]


def _grant(transaction: Transaction, case: UUID, key: CaseKey, to: GroupKey) -> None:
    context = grants.GrantContext(key.kind, case, key.generation, to.principal, to.version)
    _insert(transaction, context, grants.grant_to(transaction.keyring, to.public, key, context))


def _insert(transaction: Transaction, context: grants.GrantContext, stored: bytes) -> None:
    row = tables.grant
    # Handed in again, or named again: the newest grant counts.
    transaction.execute(sa.delete(row).where(
        row.c.case_id == context.case, row.c.kind == context.kind, row.c.generation == context.generation,
        row.c.principal == context.principal,
    ))
    transaction.execute(sa.insert(row).values(
        case_id=context.case, kind=context.kind, generation=context.generation, principal=context.principal,
        key_version=context.group_version or 0, stored=stored,
    ))
