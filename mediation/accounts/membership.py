"""Who holds a group's key: enrolled by a manager after comparing the fingerprint, removed, and the key changed then.

A group's key was made when the group's directory row had the key's version. A row of a higher version says that
somebody left since: the key is to be changed by whoever holds it and signs in next. So a change that is due stands
under the directory's MAC and cannot be hidden by deleting a note.
"""

from dataclasses import dataclass
from uuid import UUID

from mediation import audit
from mediation.accounts import groups
from mediation.accounts.model import GROUP_ROLES, Leaving, Membership, Person
from mediation.accounts.store import directory, members, people, sessions
from mediation.accounts.store.directory import Entry
from mediation.errors import Conflict, NotAllowed, NotFound, Refusal, Tampered
from mediation.language import mark
from mediation.transaction import Transaction
from mediation.vault import chain
from mediation.vault.grants import GroupContext, group_grant_own, group_grant_to, is_sealed_group_form
from mediation.vault.keys import PrivateKey
from mediation.vault.principals import fingerprint


@dataclass(frozen=True)
class Candidate:
    """Somebody whose roles belong to the group, with the fingerprint that is compared by voice."""

    person: Person
    fingerprint: str
    holds: bool


@dataclass(frozen=True)
class News:
    """Somebody who came to hold a group's key and of whom the actor has not read yet."""

    group: str
    membership: Membership


@dataclass(frozen=True)
class Event:
    """Something that happened to a group, from the trail: who did it to whom, why, and when (µs)."""

    action: audit.Action
    time: int
    actor: UUID
    member: UUID | None
    reason: Leaving | None


def candidates(transaction: Transaction) -> list[Person]:
    """Return who may be enrolled into the actor's group, by name; raises NotAllowed, Tampered."""
    name, entry = _managed(transaction)
    held = {one.member for one in members.of_group(transaction, entry.id)}
    everybody = people.everybody(transaction)
    return [one for one in everybody if _belongs(one, name) and one.enrolled and one.id not in held]


def candidate(transaction: Transaction, id_: UUID) -> Candidate:
    """Return somebody of the actor's group, holder of its key or not; raises NotFound, NotAllowed, Tampered."""
    name, entry = _managed(transaction)
    person = people.get(transaction, id_)
    if not _belongs(person, name) or not person.enrolled:
        raise NotFound
    holds = bool(members.grants(transaction, entry.id, id_))
    return Candidate(person, fingerprint(person.public_key), holds)


def member(transaction: Transaction, id_: UUID) -> Person:
    """Return a member of the actor's group whom the actor may remove; raises NotFound, NotAllowed, Tampered."""
    _name, entry = _managed(transaction)
    if id_ not in {one.member for one in members.of_group(transaction, entry.id)}:
        raise NotFound
    return people.get(transaction, id_)


def enrol_member(transaction: Transaction, id_: UUID, *, version: int) -> Person | Refusal:
    """Grant the group's key to somebody: every version still in use. Returns the person or why not.

    `version` is that of the directory row whose fingerprint was compared; raises Conflict when it changed since, and
    NotAllowed, NotFound, Tampered.
    """
    name, entry = _managed(transaction)
    person = people.get(transaction, id_)
    if members.grants(transaction, entry.id, id_):
        return Refusal(_HOLDS_ALREADY, _SEE_LIST, values={"name": person.name})
    if person.version != version:
        raise Conflict
    if not _belongs(person, name) or not person.enrolled:
        raise NotFound
    for key_version, key in groups.open_versions(transaction, name):
        membership = Membership(person.id, key_version, transaction.micros, transaction.actor.id)
        _grant(transaction, entry, membership, key, person.public_key)
    groups.tell_enrolled(transaction, entry, person, _newest(transaction, entry))
    transaction.commit()
    return person


def remove_member(transaction: Transaction, id_: UUID, *, reason: Leaving) -> Person | Refusal:
    """Take the group's key from a member, end his sessions, and change the key; returns the person or why not.

    Raises NotAllowed, NotFound, Tampered. What is sealed to the older key is sealed anew afterwards, in batches.
    """
    name, entry = _managed(transaction)
    if id_ == transaction.actor.id:
        return Refusal(_ONESELF, _BY_ANOTHER)
    person = member(transaction, id_)
    members.remove(transaction, entry.id, id_)
    sessions.remove_of(transaction, id_)
    _tell_removed(transaction, entry, id_, reason)
    _change_key(transaction, name, entry)
    transaction.commit()
    return person


def doubt(transaction: Transaction, id_: UUID) -> None:
    """Write into the trail that a candidate read another fingerprint than the directory holds."""
    person = candidate(transaction, id_).person
    audit.append(transaction, audit.Action.TAMPERING_SEEN, f"person:{person.id}")
    transaction.commit()


def leave(transaction: Transaction, person: UUID, reason: Leaving) -> None:
    """Take every group's key from `person` for a reason outside the group; the caller commits.

    The group's key is to be changed from now on: the next member who signs in begins with it.
    """
    for group in members.groups_held(transaction, person):
        entry = directory.get(transaction, group)
        members.remove(transaction, group, person)
        directory.change(transaction, entry, audit.Action.GROUP_MEMBER_REMOVED, _removal(person, reason))


def is_due(transaction: Transaction, name: str) -> bool:
    """Tell whether somebody left the group since its key was made, so that it is to be changed."""
    entry = groups.group(transaction, name)
    return bool(entry.public_key) and _newest(transaction, entry) != entry.version


def settle(transaction: Transaction) -> bool:
    """Do what is open for the actor as a member: own grants into their own form, a change of key that is due.

    Tells whether anything was written; the caller commits. Raises Tampered.
    """
    done = [
        changed for name in groups.groups_of(transaction.actor.roles)
        for changed in (_own_form(transaction, name), _begin_if_due(transaction, name))
    ]
    return any(done)


def retire(transaction: Transaction, name: str) -> None:
    """Delete the grants of the group's older keys: nothing is sealed to them any more; the caller commits."""
    entry = groups.group(transaction, name)
    newest = _newest(transaction, entry)
    if members.remove_older(transaction, entry.id, newest):
        audit.append(
            transaction, audit.Action.GROUP_KEY_RETIRED, entry.about, version=entry.version, key_version=newest,
        )


def news(transaction: Transaction, session: bytes) -> list[News]:
    """Return who holds a key of the actor's groups and is news to the actor; raises Tampered."""
    return [
        News(name, one)
        for name in groups.groups_of(transaction.actor.roles)
        for one in members.unread(
            transaction, groups.group(transaction, name).id, transaction.actor.id, session,
        )
    ]


def events(transaction: Transaction, name: str) -> list[Event]:
    """Return who was enrolled into and removed from the group, and when its key was changed, newest first."""
    about = groups.group(transaction, name).about
    return [_event(one) for one in audit.about(transaction, about) if one.action in _TOLD]


def standings(transaction: Transaction, session: bytes) -> list[members.Standing]:
    """Return how the actor's groups stand, for a line on each page; nothing is checked here."""
    return members.standings(transaction, transaction.actor.id, session)


def acknowledge(transaction: Transaction, session: bytes, read: list[UUID]) -> None:
    """Write that the actor has read of the newcomers `read`; others stay news."""
    for one in news(transaction, session):
        if one.membership.member in read:
            entry = groups.group(transaction, one.group)
            members.acknowledge(transaction, entry.id, one.membership, transaction.actor.id)
            audit.append(
                transaction, audit.Action.GROUP_MEMBER_ACKNOWLEDGED, entry.about,
                version=entry.version, newcomer=str(one.membership.member),
            )
    settle(transaction)
    transaction.commit()


def _event(told: chain.Entry) -> Event:
    detail = told.detail
    try:
        return Event(
            audit.Action(told.action),
            told.time_us,
            UUID(told.actor.partition(":")[2]),
            UUID(detail["member"]) if "member" in detail else None,
            Leaving(detail["reason"]) if "reason" in detail else None,
        )
    except (ValueError, AttributeError, TypeError):
        # Nobody could have written this through here.
        raise Tampered(f"audit entry {told.seq}") from None


def _managed(transaction: Transaction) -> tuple[str, Entry]:
    """Return the group that the actor manages and whose key he holds; raises NotAllowed for others, Tampered.

    The actor is looked up anew: what he may do can have changed since the request came.
    """
    actor = people.get(transaction, transaction.actor.id)
    name = groups.managed_by(actor.roles) if actor.active else None
    if name is None:
        raise NotAllowed
    entry = groups.group(transaction, name)
    if actor.id not in {one.member for one in members.of_group(transaction, entry.id)}:
        raise NotAllowed
    return name, entry


def _belongs(person: Person, name: str) -> bool:
    return person.active and bool(person.roles & GROUP_ROLES[name])


def _newest(transaction: Transaction, entry: Entry) -> int:
    version = members.newest_version(transaction, entry.id)
    if version is None:
        raise NotFound
    return version


def _grant(
    transaction: Transaction, entry: Entry, membership: Membership, key: PrivateKey, public: bytes,
) -> None:
    context = GroupContext(entry.id, membership.version, membership.member)
    if transaction.identity is not None and membership.member == transaction.actor.id:
        stored = group_grant_own(transaction.keyring, transaction.identity, key, context)
    else:
        stored = group_grant_to(transaction.keyring, public, key, context)
    members.add(transaction, entry.id, membership, stored)


def _begin_if_due(transaction: Transaction, name: str) -> bool:
    entry = groups.group(transaction, name)
    held = {one.member for one in members.of_group(transaction, entry.id)}
    if transaction.actor.id not in held or not is_due(transaction, name):
        return False
    _change_key(transaction, name, entry)
    return True


def _change_key(transaction: Transaction, name: str, entry: Entry) -> None:
    """Make a new key pair and grant it to everybody whose membership is proven; the older keys stay until retired."""
    made = PrivateKey.generate()
    rows = members.with_grants(transaction, entry.id)
    proven = [one for one, stored in rows if _is_proven(transaction, name, entry, one, stored)]
    if transaction.actor.id not in {one.member for one in proven}:
        raise Tampered("group member")
    for one in (one for one, _stored in rows if one not in proven):
        members.remove(transaction, entry.id, one.member)
        _tell_removed(transaction, entry, one.member, Leaving.UNPROVEN)
    after = directory.change(transaction, entry, audit.Action.GROUP_KEY_ROTATED, public_key=made.public)
    for one in proven:
        membership = Membership(one.member, after.version, one.since, one.enrolled_by)
        _grant(transaction, entry, membership, made, people.get(transaction, one.member).public_key)


def _is_proven(transaction: Transaction, name: str, entry: Entry, one: Membership, stored: bytes) -> bool:
    """Tell whether this row was written by the program, for a person and a key that still are the same.

    Otherwise whoever can write to the database could plant a row, or put an older one back, and be given the new key.
    """
    context = GroupContext(entry.id, one.version, one.member)
    try:
        person = people.get(transaction, one.member)
        is_sealed_group_form(transaction.keyring, stored, context)
    except (Tampered, NotFound):
        return False
    told = groups.is_told_of(transaction, entry, one.member, person.public_key)
    return _belongs(person, name) and person.enrolled and told


def _own_form(transaction: Transaction, name: str) -> bool:
    """Turn the actor's grants that somebody else sealed (02) into the actor's own form (01)."""
    identity, entry = transaction.identity, groups.group(transaction, name)
    if identity is None:
        return False
    stored = dict(members.grants(transaction, entry.id, transaction.actor.id))
    contexts = {version: GroupContext(entry.id, version, transaction.actor.id) for version in stored}
    foreign = [
        version for version, context in contexts.items()
        if is_sealed_group_form(transaction.keyring, stored[version], context)
    ]
    if not foreign:
        return False
    for version, key in groups.open_versions(transaction, name):
        if version in foreign:
            own = group_grant_own(transaction.keyring, identity, key, contexts[version])
            members.put(transaction, entry.id, version, transaction.actor.id, own)
    return True


def _removal(person: UUID, reason: Leaving) -> dict[str, str]:
    return {"member": str(person), "key": "", "reason": reason.value}


def _tell_removed(transaction: Transaction, entry: Entry, person: UUID, reason: Leaving) -> None:
    audit.append(
        transaction, audit.Action.GROUP_MEMBER_REMOVED, entry.about,
        version=entry.version, **_removal(person, reason),
    )


_TOLD = frozenset({
    audit.Action.GROUP_FOUNDED, audit.Action.GROUP_MEMBER_ENROLLED, audit.Action.GROUP_MEMBER_REMOVED,
    audit.Action.GROUP_KEY_ROTATED,
})
_HOLDS_ALREADY = mark("%(name)s sudah memegang kunci kelompok ini.")
_SEE_LIST = mark("Lihat daftar pemegang kunci.")
_ONESELF = mark("Anda tidak dapat mengeluarkan diri sendiri.")
_BY_ANOTHER = mark("Minta pengelola kelompok yang lain, atau administrator menonaktifkan akun Anda.")
