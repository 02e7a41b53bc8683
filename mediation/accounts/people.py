"""What the administrator does to people: add, change, reset, deactivate. No key passes through these hands.

Open cases are asked by `administration`, which may know of them.
"""

from datetime import timedelta
from uuid import UUID, uuid4

from mediation import audit
from mediation.accounts import groups, membership, sessions
from mediation.accounts.model import Details, Leaving, Person
from mediation.accounts.passwords import Prepared
from mediation.accounts.store import attempts, credentials, people, units
from mediation.accounts.store import sessions as session_rows
from mediation.errors import Conflict, Refusal
from mediation.language import mark
from mediation.permissions import Role, roles_fit
from mediation.transaction import Transaction
from mediation.vault import blind

ONE_TIME = timedelta(hours=72)


def add_person(transaction: Transaction, details: Details, one_time: Prepared) -> Person | Refusal:
    """Add a person who signs in first with the one-time password, within 72 hours; returns the person or why not."""
    refusal = _unfit(transaction, details, None)
    if refusal:
        return refusal
    person = enter(transaction, details, one_time)
    transaction.commit()
    return person


def enter(transaction: Transaction, details: Details, one_time: Prepared) -> Person:
    """Write a new person with a one-time password; the caller has checked and commits."""
    person = people.add(transaction, uuid4(), details)
    _give_one_time(transaction, person, one_time, None)
    return person


def change_person(transaction: Transaction, id_: UUID, details: Details, version: int) -> Person | Refusal:
    """Write what changed of a person; other roles end the person's sessions. Raises Conflict, NotFound.

    `version` is the one that the page was made from.
    """
    person = people.get(transaction, id_)
    if person.version != version:
        raise Conflict
    refusal = _unfit(transaction, details, person) or _leaves_gap(transaction, person, details.roles)
    if refusal:
        return refusal
    _leave_groups(transaction, person, details.roles)
    after = people.change(transaction, person, audit.Action.PERSON_CHANGED, details=details)
    transaction.commit()
    return after


def reset_person(transaction: Transaction, id_: UUID, one_time: Prepared) -> Person | Refusal:
    """Give a person a new one-time password in place of a forgotten one; returns the person or why not.

    The keys stay openable by the person's recovery code alone; without it, what they opened stays closed.
    """
    person = people.get(transaction, id_)
    refusal = _own_account(transaction, person) or _only_member(transaction, person)
    if refusal is None and not person.active and _is_taken(transaction, person.digits, person):
        refusal = Refusal(_NUMBER_TAKEN, _ONE_ACCOUNT)
    if refusal:
        return refusal
    before = credentials.get(transaction, person.id)
    _give_one_time(transaction, person, one_time, before.code if before else None)
    session_rows.remove_of(transaction, person.id)
    attempts.forget_devices(transaction, person.id)
    after = people.change(transaction, person, audit.Action.PERSON_RESET, active=True)
    transaction.commit()
    return after


def deactivate_person(transaction: Transaction, id_: UUID) -> Person | Refusal:
    """Close an account: sessions and group keys go with it; returns the person or why not.

    The key of a group that the person held is changed when its next member signs in.
    """
    person = people.get(transaction, id_)
    refusal = (
        _own_account(transaction, person)
        or _only_member(transaction, person)
        or _leaves_gap(transaction, person, frozenset())
    )
    if refusal:
        return refusal
    membership.leave(transaction, person.id, Leaving.DEACTIVATED)
    session_rows.remove_of(transaction, person.id)
    after = people.change(transaction, person, audit.Action.PERSON_DEACTIVATED, active=False)
    transaction.commit()
    return after


def _give_one_time(transaction: Transaction, person: Person, one_time: Prepared, code: bytes | None) -> None:
    until = transaction.micros + ONE_TIME // timedelta(microseconds=1)
    row = one_time.credential(transaction.keyring, person.id, code=code, one_time_until=until)
    credentials.put(transaction, row)


def _unfit(transaction: Transaction, details: Details, person: Person | None) -> Refusal | None:
    if not roles_fit(details.roles):
        return Refusal(_ROLES_CLASH, _ROLES_RULE)
    namesake = people.find(transaction, details.sign_in)
    if namesake and (person is None or namesake.id != person.id):
        return Refusal(_NAME_TAKEN, _OTHER_NAME)
    if (person is None or details.digits != person.digits) and _is_taken(transaction, details.digits, person):
        return Refusal(_NUMBER_TAKEN, _ONE_ACCOUNT)
    if details.unit is not None:
        units.get(transaction, details.unit)
    return None


def _is_taken(transaction: Transaction, digits: str, person: Person | None) -> bool:
    """Tell whether another active account has this number: with two, one could confirm what one prepared."""
    bare, own = blind.normalise_digits(digits), person.id if person else None
    others = (other for other in people.everybody(transaction) if other.active and other.id != own)
    return bool(bare) and any(blind.normalise_digits(other.digits) == bare for other in others)


def _leaves_gap(transaction: Transaction, person: Person, roles: frozenset[Role]) -> Refusal | None:
    """Return what nobody would do any more if `person` had `roles`, or None."""
    lost = person.roles - roles
    if Role.ADMINISTRATOR in lost and not _other_administrators(transaction, person):
        return Refusal(_LAST_ADMINISTRATOR, _ANOTHER_ADMINISTRATOR)
    if Role.SUPERVISOR in lost:
        led = units.supervised_by(transaction, person.id)
        if led:
            return Refusal(_STILL_SUPERVISES, _NAME_SUCCESSOR, values={"unit": led[0].name})
    if set(groups.groups_of(person.roles)) - set(groups.groups_of(roles)):
        refusal = _only_member(transaction, person)
        if refusal:
            return refusal
    if groups.managed_by(person.roles) != groups.managed_by(roles):
        return _only_manager(transaction, person)
    return None


def _leave_groups(transaction: Transaction, person: Person, roles: frozenset[Role]) -> None:
    if roles == person.roles:
        return
    sessions.end_others(transaction, person.id, None)
    if groups.groups_of(roles) != groups.groups_of(person.roles):
        membership.leave(transaction, person.id, Leaving.OTHER_ROLES)


def _other_administrators(transaction: Transaction, person: Person) -> bool:
    everybody = people.everybody(transaction)
    return any(
        other.active and other.id != person.id and Role.ADMINISTRATOR in other.roles for other in everybody
    )


def _own_account(transaction: Transaction, person: Person) -> Refusal | None:
    return Refusal(_OWN, _BY_ANOTHER) if person.id == transaction.actor.id else None


def _only_member(transaction: Transaction, person: Person) -> Refusal | None:
    return Refusal(_ONLY_MEMBER, _SECOND_MEMBER) if groups.alone_in(transaction, person.id) else None


def _only_manager(transaction: Transaction, person: Person) -> Refusal | None:
    return Refusal(_ONLY_MANAGER, _SECOND_MANAGER) if groups.manages_alone(transaction, person.id) else None


_NUMBER_TAKEN = mark("Nomor pegawai ini sudah dipakai akun lain yang aktif.")
_ONE_ACCOUNT = mark("Setiap orang memiliki satu akun. Ubah akun yang sudah ada, atau nonaktifkan dahulu yang lama.")
_ROLES_CLASH = mark("Peran ini tidak dapat dirangkap.")
_ROLES_RULE = mark(
    "Pilih satu peran, atau atasan langsung bersama satu peran lain. Administrator tidak merangkap peran apa pun.",
)
_NAME_TAKEN = mark("Nama akun ini sudah dipakai.")
_OTHER_NAME = mark("Pilih nama akun lain.")
_LAST_ADMINISTRATOR = mark("Ini satu-satunya administrator yang aktif.")
_ANOTHER_ADMINISTRATOR = mark("Tambahkan dahulu administrator lain.")
_STILL_SUPERVISES = mark("Orang ini masih tercatat sebagai atasan unit %(unit)s.")
_NAME_SUCCESSOR = mark("Tetapkan dahulu atasan lain untuk unit itu.")
_OWN = mark("Akun Anda sendiri tidak dapat diubah di sini.")
_BY_ANOTHER = mark("Minta administrator lain; kata sandi Anda sendiri diganti lewat halaman Profil.")
_ONLY_MEMBER = mark("Orang ini satu-satunya pemegang kunci kelompoknya; tanpa dia berkas kelompok itu tertutup.")
_SECOND_MEMBER = mark("Ini baru dapat dilakukan sesudah ada anggota kedua dalam kelompok itu.")
_ONLY_MANAGER = mark(
    "Orang ini satu-satunya yang dapat mendaftarkan anggota kelompoknya; tanpa dia kelompok itu tidak dapat bertambah.",
)
_SECOND_MANAGER = mark("Ini baru dapat dilakukan sesudah ada pengelola kedua yang memegang kunci kelompok itu.")
