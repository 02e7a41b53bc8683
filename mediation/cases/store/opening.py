"""Open a case: make its three keys, grant them, and insert every row that must exist from the start.

Rows of screening, ends and findings exist from the first save on and are never NULL: their absence would tell.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid4

import sqlalchemy as sa

from mediation import audit
from mediation.cases import codec, summary, tables
from mediation.cases.model import Contacts, Party, Passage, Progress, Request, Stage
from mediation.cases.store import seal
from mediation.cases.store.covers import cover_data
from mediation.errors import NotAllowed
from mediation.transaction import Transaction
from mediation.vault import blind, columns, envelopes, grants
from mediation.vault.columns import CaseTable, Key
from mediation.vault.keys import CaseKey

_FIRST = 1


@dataclass(frozen=True)
class Recipient:
    """A group or the recovery pair that receives a key; `version` is the group key's, None for recovery."""

    principal: UUID
    public: bytes
    version: int | None = None


@dataclass(frozen=True)
class Recipients:
    """Who receives the keys of every new case beside its supervisor (vault format, section 2)."""

    bureau: Recipient
    auditors: Recipient
    recovery: Recipient


def open_case(
    transaction: Transaction, *, unit: UUID, request: Request, contacts: Contacts, recipients: Recipients,
) -> UUID:
    """Insert a new case held by the actor and return its id; the caller commits. Raises NotAllowed without keys."""
    if transaction.identity is None:
        raise NotAllowed
    case = uuid4()
    keys = {kind: CaseKey.generate(kind.value, _FIRST) for kind in Key}
    _insert_case(transaction, case, unit, request, contacts, keys)
    _grant_all(transaction, case, keys, recipients)
    _insert_quiet_rows(transaction, case, keys)
    raw = seal.read_rows(transaction, case)
    stored = seal.compute(keys[Key.CONTENT], case, raw)
    transaction.execute(sa.update(tables.case_file).where(tables.case_file.c.id == case).values(seal=stored))
    audit.append(transaction, audit.Action.CASE_RECEIVED, f"case:{case}", **seal.digests(stored, raw))
    return case


def _insert_case(
    transaction: Transaction, case: UUID, unit: UUID, request: Request, contacts: Contacts,
    keys: dict[Key, CaseKey],
) -> None:
    progress = Progress(
        received_on=request.received_on,
        passages=(Passage(Stage.RECEIVED, request.received_on),),
        grounds=tuple(claim.ground for claim in request.grounds),
        # G5 among the grounds holds the case apart from the start.
        apart=any(claim.ground.violent for claim in request.grounds),
    )
    values = {
        "cover": cover_data(request, progress),
        "progress": codec.to_data(progress),
        "course": summary.course(request, Stage.RECEIVED, progress),
        "request": codec.to_data(request),
        "contacts": codec.to_data(contacts),
        "ending": {},
    }
    transaction.execute(sa.insert(tables.case_file).values(
        id=case, holder=transaction.actor.id, unit=unit, stage=Stage.RECEIVED.value, created=transaction.micros,
        version=1, registry=columns.REGISTRY_VERSION, seal=b"",
        **_indexes(transaction, request), **_sealed_row(keys, columns.CASE, case, case, values),
    ))


def _indexes(transaction: Transaction, request: Request) -> dict[str, bytes | None]:
    def index(column: int, normalised: str) -> bytes | None:
        if not normalised:
            return None
        return blind.blind_index(transaction.system, columns.CASE.number, column, normalised)

    return {
        "number_index": index(7, blind.normalise_text(request.number)),
        "employee_index": index(8, blind.normalise_digits(request.applicant.digits)),
        "spouse_index": index(9, blind.normalise_digits(request.spouse.digits)),
    }


def _sealed_row(
    keys: dict[Key, CaseKey], table: CaseTable, case: UUID, row: UUID, values: dict[str, object],
) -> dict[str, bytes]:
    sealed = {}
    for name, value in values.items():
        column = table.column(name)
        sealed[name] = envelopes.seal(
            keys[column.key], table=table.number, column=column.number, case=case, row=row,
            plaintext=envelopes.encode(value), minimum=column.minimum,
        )
    return sealed


def _insert_quiet_rows(transaction: Transaction, case: UUID, keys: dict[Key, CaseKey]) -> None:
    for party in (Party.APPLICANT, Party.SPOUSE):
        row = uuid4()
        sealed = _sealed_row(keys, columns.SCREENING, case, row, {"answers": []})
        transaction.execute(sa.insert(tables.screening).values(id=row, case_id=case, person=party.value, **sealed))
    row = uuid4()
    empty: dict[str, object] = {
        "household": None, "common_sense": None, "composition": None, "history": [], "opinion": None,
    }
    sealed = _sealed_row(keys, columns.CONCLUSION, case, row, empty)
    transaction.execute(
        sa.insert(tables.conclusion).values(id=row, case_id=case, created=transaction.micros, **sealed),
    )


def _grant_all(
    transaction: Transaction, case: UUID, keys: dict[Key, CaseKey], recipients: Recipients,
) -> None:
    for kind, key in keys.items():
        author = transaction.actor.id if kind is Key.PRIVATE else None
        transaction.execute(sa.insert(tables.case_key).values(
            case_id=case, kind=kind.value, generation=_FIRST, author=author, commitment=key.commitment,
        ))
        _grant_own(transaction, case, kind, key)
        for recipient in _recipients_of(kind, recipients):
            _grant_to(transaction, case, kind, key, recipient)


def _recipients_of(kind: Key, recipients: Recipients) -> Iterable[Recipient]:
    # content and private: supervisor and recovery alone; summary: bureau and auditors too, from the start.
    if kind is Key.SUMMARY:
        return recipients.bureau, recipients.auditors, recipients.recovery
    return (recipients.recovery,)


def _grant_own(transaction: Transaction, case: UUID, kind: Key, key: CaseKey) -> None:
    if transaction.identity is None:
        raise NotAllowed
    context = grants.GrantContext(kind.value, case, _FIRST, transaction.actor.id)
    stored = grants.grant_own(transaction.keyring, transaction.identity, key, context)
    _insert_grant(transaction, context, stored)


def _grant_to(transaction: Transaction, case: UUID, kind: Key, key: CaseKey, recipient: Recipient) -> None:
    context = grants.GrantContext(kind.value, case, _FIRST, recipient.principal, recipient.version)
    stored = grants.grant_to(transaction.keyring, recipient.public, key, context)
    _insert_grant(transaction, context, stored)


def _insert_grant(transaction: Transaction, context: grants.GrantContext, stored: bytes) -> None:
    transaction.execute(sa.insert(tables.grant).values(
        case_id=context.case, kind=context.kind, generation=context.generation, principal=context.principal,
        key_version=context.group_version or 0, stored=stored,
    ))
