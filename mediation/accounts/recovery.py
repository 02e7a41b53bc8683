"""The recovery code and the change of password: both keep the keys."""

from dataclasses import dataclass

from mediation import audit
from mediation.accounts import attempts, enrolment, sessions, signing_in
from mediation.accounts.attempts import Origin
from mediation.accounts.model import Person, Stage
from mediation.accounts.passwords import Prepared
from mediation.accounts.store import credentials, people
from mediation.accounts.store.credentials import Credential
from mediation.errors import NotAllowed, Refusal, Tampered
from mediation.language import mark
from mediation.transaction import Premises, Transaction
from mediation.vault.keys import PrivateKey
from mediation.vault.principals import (
    open_private_with_code,
    parse_code,
    seal_private,
    stretch,
    verifier_matches,
)


@dataclass(frozen=True)
class Opened:
    """Whom a recovery code let in, with the keys that it opened."""

    person: Person
    private: PrivateKey
    credential: Credential
    counted: bytes


def open_with_code(premises: Premises, *, name: str, typed: str, origin: Origin) -> Opened | Refusal:
    """Return the person and keys that `name` and the code open; failures count as those of signing in."""
    with premises.reading() as transaction:
        person = people.find(transaction, name)
        counted = attempts.counter(transaction, name, origin, person.id if person else None)
        wait = attempts.waiting(transaction, counted)
        opened = None if wait or person is None else _opened(transaction, person, typed)
    if wait:
        return signing_in.too_many(wait)
    if opened is None or person is None:
        signing_in.wrong(premises, counted)
        return Refusal(_WRONG)
    private, credential = opened
    return Opened(person, private, credential, counted)


def recover(premises: Premises, opened: Opened, prepared: Prepared, origin: Origin) -> bytes | Refusal:
    """Set the new password, end every session and print a new code; returns the new session's secret.

    The code has done its work with this: it opens once.
    """
    person = opened.person
    with premises.writing(person.actor, opened.private) as transaction:
        if credentials.get(transaction, person.id) != opened.credential:
            return Refusal(_WRONG)
        enrolment.set_up(transaction, person, opened.private, prepared)
        audit.append(transaction, audit.Action.RECOVERY_USED, f"person:{person.id}")
        attempts.succeed(transaction, opened.counted, origin, person.id)
        secret = enrolment.restart(transaction, person, opened.private, None)
        transaction.commit()
    return secret


def password_is(premises: Premises, person: Person, password: str) -> bool:
    """Tell whether `password` is the person's own: one slow run, outside any transaction."""
    with premises.reading() as transaction:
        credential = credentials.get(transaction, person.id)
    if credential is None:
        return False
    try:
        stretched = stretch(password, credential.salt, credential.cost)
    except ValueError:
        return False
    return verifier_matches(premises.keyring, person.id, credential.verifier, stretched.verifier)


def note_wrong_password(transaction: Transaction) -> None:
    """Tell the trail that the actor's session was used with a password that is not the actor's; at most so often."""
    audit.append_bounded(transaction, audit.Action.REQUEST_REFUSED, f"person:{transaction.actor.id}")
    transaction.commit()


def change_password(transaction: Transaction, session: bytes, prepared: Prepared) -> bytes:
    """Seal the actor's keys under the new password; the code stays. Returns the new session's secret."""
    person = people.get(transaction, transaction.actor.id)
    credential = credentials.get(transaction, person.id)
    if transaction.identity is None or credential is None or credential.private is None:
        raise NotAllowed
    keyring = transaction.keyring
    sealed = seal_private(keyring, person.id, transaction.identity, prepared.stretched.unlock)
    credentials.put(transaction, prepared.credential(keyring, person.id, private=sealed, code=credential.code))
    audit.append(transaction, audit.Action.PASSWORD_CHANGED, f"person:{person.id}")
    sessions.end_others(transaction, person.id, None)
    sessions.forget(transaction, session)
    secret = sessions.start(transaction, person, transaction.identity, Stage.OPEN)
    transaction.commit()
    return secret


def _opened(transaction: Transaction, person: Person, typed: str) -> tuple[PrivateKey, Credential] | None:
    credential = credentials.get(transaction, person.id)
    # After a reset the code serves at the next sign-in, with the one-time password.
    if not person.active or credential is None or credential.code is None or credential.private is None:
        return None
    try:
        private = open_private_with_code(transaction.keyring, person.id, credential.code, parse_code(typed))
        private.check(person.public_key)
    except (ValueError, Tampered):
        return None
    return private, credential


_WRONG = mark("Nama akun dan kode pemulihan tidak cocok. Periksa keduanya lalu coba lagi.")
