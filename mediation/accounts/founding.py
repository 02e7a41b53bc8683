"""Found an installation: its keys, its two groups, the recovery key and the first three people."""

from dataclasses import dataclass, field
from uuid import uuid4

from mediation import audit
from mediation.accounts import people
from mediation.accounts.model import GROUP_ROLES, Details
from mediation.accounts.passwords import prepare
from mediation.accounts.store import directory, installation
from mediation.accounts.store.directory import Entry
from mediation.accounts.store.installation import OtherKeyring, open_premises
from mediation.clock import Clock, now
from mediation.database.engine import Engines
from mediation.permissions import Role
from mediation.transaction import Premises, Transaction
from mediation.vault.keyring import Keyring
from mediation.vault.principals import DEFAULT_COST, Cost, new_one_time_password

__all__ = ["Founded", "Newcomer", "OtherKeyring", "found", "open_premises"]


@dataclass(frozen=True)
class Newcomer:
    """A first person: the name for signing in and the name that people see."""

    sign_in: str
    name: str


@dataclass(frozen=True)
class Founded:
    """The opened installation, and the one-time passwords by sign-in name, to be shown once."""

    premises: Premises
    passwords: dict[str, str] = field(repr=False)


def found(
    engines: Engines,
    keyring: Keyring,
    *,
    recovery_recipient: bytes,
    head: Newcomer,
    auditor: Newcomer,
    administrator: Newcomer,
    demo: bool = False,
    origin: str = "",
    clock: Clock = now,
    cost: Cost = DEFAULT_COST,
) -> Founded:
    """Found an installation in a migrated, empty database; raises Conflict when there is one already.

    `recovery_recipient` is the raw public half (`vault.recipient.parse_recipient`); the passwords hold for 72 hours.
    """
    premises = installation.create(engines, keyring, demo=demo, origin=origin, clock=clock, cost=cost)
    first = {Role.BUREAU_HEAD: head, Role.AUDITOR: auditor, Role.ADMINISTRATOR: administrator}
    passwords = {newcomer.sign_in: new_one_time_password() for newcomer in first.values()}
    prepared = {name: prepare(password, cost) for name, password in passwords.items()}
    with premises.writing() as transaction:
        _enter_groups(transaction, recovery_recipient)
        for role, newcomer in first.items():
            details = Details(sign_in=newcomer.sign_in, name=newcomer.name, roles=frozenset({role}))
            people.enter(transaction, details, prepared[newcomer.sign_in])
        transaction.commit()
    return Founded(premises, passwords)


def _enter_groups(transaction: Transaction, recovery: bytes) -> None:
    now_ = transaction.micros
    for name in GROUP_ROLES:
        entry = Entry(uuid4(), "group", (name,), 1, active=True, public_key=b"", created=now_)
        directory.add(transaction, entry, audit.Action.INSTALLATION_MADE)
    entry = Entry(uuid4(), "recovery", (), 1, active=True, public_key=recovery, created=now_)
    directory.add(transaction, entry, audit.Action.INSTALLATION_MADE)
