"""A person's first sign-in, or the first after a reset: own password, own keys, printed code."""

from mediation import audit
from mediation.accounts import codes, groups, membership, sessions
from mediation.accounts.model import Leaving, Person, Stage
from mediation.accounts.passwords import Prepared
from mediation.accounts.store import credentials, drafts, people
from mediation.accounts.store.credentials import Credential
from mediation.errors import Conflict, NotFound, Refusal, Tampered
from mediation.language import mark
from mediation.transaction import Transaction
from mediation.vault.keys import PrivateKey
from mediation.vault.principals import (
    new_recovery_code,
    open_private_with_code,
    parse_code,
    seal_private,
    seal_private_with_code,
)


def keeps_keys(transaction: Transaction) -> bool:
    """Tell whether the actor had keys before that the old recovery code still opens."""
    credential = _waiting(transaction)
    return people.get(transaction, transaction.actor.id).enrolled and credential.code is not None


def open_old(transaction: Transaction, typed: str) -> PrivateKey | Refusal:
    """Return the actor's keys from before a reset, opened by the recovery code `typed`."""
    credential = _waiting(transaction)
    try:
        code = parse_code(typed)
    except ValueError as error:
        return Refusal(str(error))
    try:
        private = open_private_with_code(transaction.keyring, credential.id, credential.code or b"", code)
        private.check(people.get(transaction, credential.id).public_key)
    except Tampered:
        return Refusal(_OTHER_CODE)
    return private


def enrol(transaction: Transaction, session: bytes, prepared: Prepared, old: PrivateKey | None = None) -> bytes:
    """Give the actor a password and a printed code, and keys unless `old` ones are kept.

    Returns the secret of the session that takes the place of `session`. Raises Conflict when it was done before.
    """
    _waiting(transaction)
    private = old or PrivateKey.generate()
    person = people.get(transaction, transaction.actor.id)
    after = _own(transaction, person, private)
    set_up(transaction, after, private, prepared)
    groups.found_missing(transaction, after, private)
    secret = restart(transaction, after, private, session)
    transaction.commit()
    return secret


def set_up(transaction: Transaction, person: Person, private: PrivateKey, prepared: Prepared) -> None:
    """Seal `private` under the new password and under a new code, which the next pages show."""
    code = new_recovery_code()
    keyring = transaction.keyring
    credentials.put(
        transaction,
        prepared.credential(
            keyring,
            person.id,
            private=seal_private(keyring, person.id, private, prepared.stretched.unlock),
            code=seal_private_with_code(keyring, person.id, private, code),
        ),
    )
    codes.show_later(transaction, person, code)


def restart(transaction: Transaction, person: Person, private: PrivateKey, session: bytes | None) -> bytes:
    """End every session of `person` and begin the one in which the code is shown; returns its secret."""
    sessions.end_others(transaction, person.id, None)
    if session is not None:
        sessions.forget(transaction, session)
    return sessions.start(transaction, person, private, Stage.CODE)


def _own(transaction: Transaction, person: Person, private: PrivateKey) -> Person:
    """Write the public key; with other keys than before, what was sealed to those is gone."""
    if person.public_key != private.public:
        membership.leave(transaction, person.id, Leaving.OTHER_KEYS)
        drafts.remove_of(transaction, person.id)
    return people.change(
        transaction, person, audit.Action.PERSON_ENROLLED, public_key=private.public,
    )


def _waiting(transaction: Transaction) -> Credential:
    credential = credentials.get(transaction, transaction.actor.id)
    if credential is None:
        raise NotFound
    if credential.private is not None:
        raise Conflict
    return credential


_OTHER_CODE = mark("Kode ini bukan kode pemulihan Anda yang terakhir. Periksa lagi kertasnya.")
