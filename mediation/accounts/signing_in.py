"""Signing in: one run of Argon2id for known and unknown names, and the same answer for both."""

from dataclasses import dataclass, field
from datetime import timedelta

from mediation.accounts import attempts, codes, groups, sessions
from mediation.accounts.attempts import Origin
from mediation.accounts.model import Person, Stage
from mediation.accounts.passwords import Prepared, prepare
from mediation.accounts.store import credentials, people
from mediation.accounts.store.credentials import Credential
from mediation.accounts.store.people import sign_in_form
from mediation.errors import Refusal
from mediation.language import mark
from mediation.transaction import Premises, Transaction
from mediation.vault.keys import PrivateKey
from mediation.vault.principals import (
    SALT_BYTES,
    Cost,
    Stretched,
    open_private,
    seal_private,
    stretch,
    verifier_matches,
)


@dataclass(frozen=True)
class Arrival:
    """A session has begun: its secret for the cookie, and what comes first."""

    secret: bytes = field(repr=False)
    person: Person
    stage: Stage


@dataclass(frozen=True)
class _Known:
    person: Person
    credential: Credential


def sign_in(premises: Premises, *, name: str, password: str, origin: Origin) -> Arrival | Refusal:
    """Begin a session for `name`; a refusal does not tell whether the name exists. Raises Tampered."""
    with premises.reading() as transaction:
        known = _known(transaction, name)
        counted = attempts.counter(transaction, name, origin, known.person.id if known else None)
        wait = attempts.waiting(transaction, counted)
    if wait:
        return too_many(wait)
    stretched = _stretched(premises, name, password, known)
    if known is None or stretched is None or not _matches(premises, known, stretched):
        return wrong(premises, counted)
    if _expired(premises, known.credential):
        return Refusal(_EXPIRED, _ASK_AGAIN)
    dearer = _dearer(premises, known.credential, password)
    return _begin(premises, known, stretched, dearer, origin=origin, counted=counted)


def too_many(wait: timedelta) -> Refusal:
    """Return the refusal for somebody who has to wait for `wait`."""
    return Refusal(_WAIT, values={"minutes": -(-wait // timedelta(minutes=1))})


def wrong(premises: Premises, counted: bytes) -> Refusal:
    """Count the failure and return the one answer for every wrong attempt."""
    with premises.writing() as transaction:
        attempts.fail(transaction, counted)
        transaction.commit()
    return Refusal(_WRONG)


def _known(transaction: Transaction, name: str) -> _Known | None:
    person = people.find(transaction, name)
    credential = credentials.get(transaction, person.id) if person and person.active else None
    return _Known(person, credential) if person and credential else None


def _stretched(premises: Premises, name: str, password: str, known: _Known | None) -> Stretched | None:
    """Return the password's keys; an unknown name costs the same, under a salt that is always its own."""
    try:
        if known:
            return stretch(password, known.credential.salt, known.credential.cost)
        salt = attempts.keyed(premises.system, b"salt", sign_in_form(name).encode())[:SALT_BYTES]
        return stretch(password, salt, premises.cost)
    except ValueError:
        return None


def _matches(premises: Premises, known: _Known, stretched: Stretched) -> bool:
    return verifier_matches(
        premises.keyring, known.person.id, known.credential.verifier, stretched.verifier,
    )


def _expired(premises: Premises, credential: Credential) -> bool:
    until = credential.one_time_until
    with premises.reading() as transaction:
        return until is not None and transaction.micros > until


def _dearer(premises: Premises, credential: Credential, password: str) -> Prepared | None:
    """Return the password under today's cost when that is higher than at its last change: one more run."""
    now, then = premises.cost, credential.cost
    raised = _work(now) > _work(then) and credential.one_time_until is None
    return prepare(password, now) if raised else None


def _work(cost: Cost) -> int:
    return cost.memory_kib * cost.passes


def _begin(
    premises: Premises,
    known: _Known,
    stretched: Stretched,
    dearer: Prepared | None,
    *,
    origin: Origin,
    counted: bytes,
) -> Arrival | Refusal:
    person, credential = known.person, known.credential
    private = _private(premises, credential, stretched)
    with premises.writing(person.actor, private) as transaction:
        if credentials.get(transaction, person.id) != credential:
            # Changed between the check and now: whoever changed it decides.
            return Refusal(_WRONG)
        if dearer and private:
            _store_dearer(transaction, credential, dearer, private)
        stage = _settle(transaction, person, private)
        attempts.succeed(transaction, counted, origin, person.id)
        secret = sessions.start(transaction, person, private, stage)
        transaction.commit()
    return Arrival(secret, person, stage)


def _private(premises: Premises, credential: Credential, stretched: Stretched) -> PrivateKey | None:
    if credential.private is None:
        return None
    return open_private(premises.keyring, credential.id, credential.private, stretched.unlock)


def _store_dearer(
    transaction: Transaction, credential: Credential, dearer: Prepared, private: PrivateKey,
) -> None:
    keyring = transaction.keyring
    sealed = seal_private(keyring, credential.id, private, dearer.stretched.unlock)
    credentials.put(
        transaction, dearer.credential(keyring, credential.id, private=sealed, code=credential.code),
    )


def _settle(transaction: Transaction, person: Person, private: PrivateKey | None) -> Stage:
    """Found what this person is to found, and return what the session begins with."""
    if private is None:
        return Stage.ENROLLING
    private.check(person.public_key)
    groups.found_missing(transaction, person, private)
    return Stage.CODE if codes.is_waiting(transaction, person.id) else Stage.OPEN


_WRONG = mark("Nama atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi.")
_WAIT = mark("Terlalu banyak percobaan. Tunggu %(minutes)s menit, lalu coba lagi.")
_EXPIRED = mark("Kata sandi sekali pakai ini sudah lewat 72 jam.")
_ASK_AGAIN = mark("Minta yang baru kepada administrator.")
