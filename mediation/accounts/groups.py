"""The two groups that every case is sealed to, bureau and auditors, and the recovery key."""

import hashlib
from uuid import UUID

from mediation import audit
from mediation.accounts.model import FOUNDING_ROLES, GROUP_ROLES, Membership, Person, Recipient
from mediation.accounts.store import credentials, directory, members, people
from mediation.accounts.store.directory import Entry
from mediation.errors import NotFound, Tampered
from mediation.permissions import Role
from mediation.transaction import Transaction
from mediation.vault.grants import GroupContext, group_grant_own, open_group_grant
from mediation.vault.keys import PrivateKey


def ready(transaction: Transaction) -> tuple[Role, ...]:
    """Return the roles whose first member is still missing; cases can be opened when there is none."""
    return tuple(role for role, name in FOUNDING_ROLES.items() if not holders(transaction, name))


def group_recipients(transaction: Transaction) -> tuple[Recipient, Recipient]:
    """Return the bureau's and the auditors' key; raises NotFound while one of them has none, Tampered."""
    return group_recipient(transaction, "bureau"), group_recipient(transaction, "auditors")


def group_recipient(transaction: Transaction, name: str) -> Recipient:
    """Return the newest key of the group called `name`; raises NotFound while it has none, Tampered."""
    entry = group(transaction, name)
    version = members.newest_version(transaction, entry.id)
    if not entry.public_key or version is None:
        raise NotFound
    return Recipient(entry.id, name, entry.public_key, version)


def recovery_recipient(transaction: Transaction) -> Recipient:
    """Return the recovery key; raises NotFound, Tampered."""
    entries = [entry for entry in directory.of_kind(transaction, "recovery") if entry.active]
    if not entries:
        raise NotFound
    return Recipient(entries[-1].id, "recovery", entries[-1].public_key)


def holders(transaction: Transaction, name: str) -> list[Membership]:
    """Return who holds the key of the group called `name`; empty while it has none."""
    entry = group(transaction, name)
    return members.of_group(transaction, entry.id) if entry.public_key else []


def groups_of(roles: frozenset[Role]) -> tuple[str, ...]:
    """Return the names of the groups that people with `roles` belong to."""
    return tuple(name for name, belonging in GROUP_ROLES.items() if roles & belonging)


def managed_by(roles: frozenset[Role]) -> str | None:
    """Return the name of the group whose members people with `roles` enrol and remove, or None."""
    return next((name for role, name in FOUNDING_ROLES.items() if role in roles), None)


def alone_in(transaction: Transaction, person: UUID) -> tuple[str, ...]:
    """Return the names of the groups whose key `person` alone can open."""
    return tuple(name for name in GROUP_ROLES if _depends_on(transaction, name, person, GROUP_ROLES[name]))


def manages_alone(transaction: Transaction, person: UUID) -> tuple[str, ...]:
    """Return the names of the groups in which nobody but `person` could enrol a member."""
    return tuple(
        name for role, name in FOUNDING_ROLES.items() if _depends_on(transaction, name, person, frozenset({role}))
    )


def _depends_on(transaction: Transaction, name: str, person: UUID, roles: frozenset[Role]) -> bool:
    """Tell whether of those who hold the key and have one of `roles`, `person` alone can open it."""
    having = [one.member for one in holders(transaction, name) if people.get(transaction, one.member).roles & roles]
    return person in having and not any(_can_open(transaction, one) for one in having if one != person)


def _can_open(transaction: Transaction, person: UUID) -> bool:
    # After a reset the recovery code alone opens the keys, and nobody knows whether it is still there.
    credential = credentials.get(transaction, person)
    return credential is not None and credential.private is not None


def found_missing(transaction: Transaction, person: Person, private: PrivateKey) -> None:
    """Make the key pair of each group that has none and that `person` is to found; the caller commits."""
    for role, name in FOUNDING_ROLES.items():
        entry = group(transaction, name)
        if role in person.roles and not entry.public_key and _is_first(transaction, person, role):
            _found(transaction, entry, person, private)


def _is_first(transaction: Transaction, person: Person, role: Role) -> bool:
    """Tell whether nobody else who is active held `role` before: whoever was named at init, not a later account."""
    earlier = (other for other in people.everybody(transaction) if other.created < person.created)
    return not any(other.active and role in other.roles for other in earlier)


def open_group(transaction: Transaction, name: str) -> PrivateKey:
    """Return the newest private key of the group for the actor; raises NotFound for others, Tampered."""
    entry = group(transaction, name)
    newest = members.newest_version(transaction, entry.id)
    for version, private in _opened_versions(transaction, entry):
        if version == newest:
            private.check(entry.public_key)
            return private
    raise NotFound


def open_versions(transaction: Transaction, name: str) -> tuple[tuple[int, PrivateKey], ...]:
    """Return every version of the group's private key that the actor holds, newest first; empty for others.

    While the group's key is being rotated there is more than one. Raises NotFound without the group, Tampered.
    """
    return open_versions_of(transaction, group(transaction, name))


def open_versions_of(transaction: Transaction, entry: Entry) -> tuple[tuple[int, PrivateKey], ...]:
    """Return what `open_versions` does, for a group whose directory entry was just read."""
    newest = members.newest_version(transaction, entry.id)
    opened = _opened_versions(transaction, entry)
    for version, private in opened:
        if version == newest:
            private.check(entry.public_key)
    return opened


def _opened_versions(transaction: Transaction, entry: Entry) -> tuple[tuple[int, PrivateKey], ...]:
    actor, stored_by_version = transaction.actor.id, members.grants(transaction, entry.id, transaction.actor.id)
    if transaction.identity is None or not stored_by_version:
        return ()
    if not is_told_of(transaction, entry, actor, transaction.identity.public):
        # A row that was put back after its holder had left.
        raise Tampered("group member")
    # An older key has no public half in the directory any more; the keyring's wrap vouches for it.
    return tuple(
        (version, open_group_grant(
            transaction.keyring, transaction.identity, stored, GroupContext(entry.id, version, actor),
        ))
        for version, stored in stored_by_version
    )


def group(transaction: Transaction, name: str) -> Entry:
    """Return the directory entry of the group called `name`; raises NotFound, Tampered."""
    return directory.group(transaction, name)


def _found(transaction: Transaction, entry: Entry, person: Person, private: PrivateKey) -> None:
    made = PrivateKey.generate()
    after = directory.change(transaction, entry, audit.Action.GROUP_FOUNDED, public_key=made.public)
    context = GroupContext(entry.id, after.version, person.id)
    stored = group_grant_own(transaction.keyring, private, made, context)
    membership = Membership(person.id, after.version, transaction.micros, person.id)
    members.add(transaction, entry.id, membership, stored)
    tell_enrolled(transaction, after, person, after.version)


def tell_enrolled(transaction: Transaction, entry: Entry, person: Person, key_version: int) -> None:
    """Append who holds the group's key from now on, and to which public key it was granted."""
    audit.append(
        transaction, audit.Action.GROUP_MEMBER_ENROLLED, entry.about,
        version=entry.version, member=str(person.id), key=public_digest(person.public_key), key_version=key_version,
    )


def is_told_of(transaction: Transaction, entry: Entry, member: UUID, public: bytes) -> bool:
    """Tell whether the trail's newest word about `member` is that the group's key was granted to `public`.

    A founder of the first release has no entry of his own; nobody else lacks one. Raises Tampered.
    """
    told = audit.latest(transaction, entry.about, "key", member=str(member))
    return told is None or told["key"] == public_digest(public)


def public_digest(public: bytes) -> str:
    """Return how the trail names a public key."""
    return hashlib.sha256(public).hexdigest()
