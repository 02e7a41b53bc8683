"""Rows of people: the directory entry beside what the administrator wrote."""

from dataclasses import asdict, fields
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from mediation import audit
from mediation.accounts.model import Details, Person
from mediation.accounts.store import directory
from mediation.accounts.store.directory import Entry
from mediation.accounts.tables import account, principal
from mediation.errors import NotFound, Tampered
from mediation.permissions import Role
from mediation.transaction import Transaction

# What the directory keeps of a person under its MAC, and not in the account's row.
_DIRECTORY = frozenset({"roles"})


def add(transaction: Transaction, id_: UUID, details: Details) -> Person:
    """Write a new person without keys; returns it."""
    entry = Entry(id_, "person", _roles(details), 1, active=True, public_key=b"", created=transaction.micros)
    directory.add(transaction, entry, audit.Action.PERSON_ADDED)
    transaction.execute(sa.insert(account).values(id=id_, **_values(details)))
    return get(transaction, id_)


def change(
    transaction: Transaction,
    person: Person,
    action: audit.Action,
    *,
    details: Details | None = None,
    **changed: Any,
) -> Person:
    """Write what changed of `person` under the next version, with its audit entry; returns it as it is now."""
    if details:
        changed["roles"] = _roles(details)
        transaction.execute(sa.update(account).where(account.c.id == person.id).values(**_values(details)))
    directory.change(transaction, directory.get(transaction, person.id), action, **changed)
    return get(transaction, person.id)


def get(transaction: Transaction, id_: UUID) -> Person:
    """Return the person; raises NotFound, Tampered."""
    row = transaction.connection.execute(_BY_ID, {"id": id_}).first()
    if row is None:
        raise NotFound
    return _person(transaction, row)


def find(transaction: Transaction, sign_in: str) -> Person | None:
    """Return the person who signs in as `sign_in` (in the form of `sign_in_form`), or None; raises Tampered."""
    row = transaction.execute(_query().where(account.c.sign_in == sign_in_form(sign_in))).first()
    return _person(transaction, row) if row else None


def everybody(transaction: Transaction) -> list[Person]:
    """Return all people by name; raises Tampered."""
    rows = transaction.execute(_EVERYBODY).all()
    return [_person(transaction, row) for row in rows]


def sign_in_form(typed: str) -> str:
    """Return a sign-in name as it is kept: without spaces, casefolded; a NIP may be typed in groups."""
    return "".join(typed.split()).casefold()


def details_of(person: Person) -> Details:
    """Return what the administrator may write about `person`."""
    return Details(**{part.name: getattr(person, part.name) for part in fields(Details)})


def _query() -> "sa.Select[Any]":
    own = [column for column in account.c if column.name != "id"]
    return sa.select(principal, *own).join(account, account.c.id == principal.c.id)


# Made once: each request asks for somebody.
_BY_ID = _query().where(principal.c.id == sa.bindparam("id"))
_EVERYBODY = _query().order_by(sa.func.lower(account.c.name), account.c.id)


def _person(transaction: Transaction, row: Any) -> Person:  # noqa: ANN401 - a row of _query
    entry = directory.checked(transaction, row)
    try:
        roles = frozenset(map(Role, entry.roles))
    except ValueError:
        raise Tampered("directory") from None
    kept = {part.name: getattr(row, part.name) for part in fields(Details) if part.name not in _DIRECTORY}
    return Person(
        id=entry.id,
        version=entry.version,
        active=entry.active,
        public_key=entry.public_key,
        created=entry.created,
        roles=roles,
        **kept,
    )


def _roles(details: Details) -> tuple[str, ...]:
    return tuple(sorted(role.value for role in details.roles))


def _values(details: Details) -> dict[str, object]:
    values = {name: value for name, value in asdict(details).items() if name not in _DIRECTORY}
    return values | {"sign_in": sign_in_form(details.sign_in)}
