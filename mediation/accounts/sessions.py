"""Sessions: begun by signing in, at most eight hours, locked after fifteen minutes without new input."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from mediation import audit
from mediation.accounts.model import Person, Stage
from mediation.accounts.store import people, sessions
from mediation.accounts.store.sessions import Session
from mediation.errors import NotFound, Tampered
from mediation.transaction import Premises, Transaction
from mediation.vault.keys import PrivateKey
from mediation.vault.sessions import new_secret, open_session, seal_session, session_id

LONGEST = timedelta(hours=8)
IDLE = timedelta(minutes=15)
KEPT = timedelta(hours=24)
_NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class Presence:
    """Who is there by this cookie. A locked one has no key: the next page asks for the password."""

    person: Person
    session: bytes = field(repr=False)
    stage: Stage
    identity: PrivateKey | None = None
    locked: bool = False


def start(transaction: Transaction, person: Person, private: PrivateKey | None, stage: Stage) -> bytes:
    """Begin a session of `person` under a new secret, which is returned for the cookie; the caller commits."""
    _sweep(transaction)
    secret = new_secret()
    id_ = session_id(secret)
    stored = seal_session(transaction.keyring, secret, person.id, private) if private else None
    now = transaction.micros
    sessions.add(transaction, Session(id_, person.id, stage, stored, started=now, last_input=now))
    audit.append(transaction, audit.Action.SESSION_STARTED, about(id_))
    return secret


def arrive(premises: Premises, secret: bytes, *, noted: bool = True) -> Presence | None:
    """Return who is there by the cookie's `secret`, None when nobody is; raises Tampered.

    `noted`: this request counts as use. A session without new input for too long is locked here.
    """
    with premises.reading() as transaction:
        found = _found(transaction, secret)
        if found is None:
            return None
        session, person = found
        alive = session.ended is None and not _over(session, transaction.micros)
        identity = _opened(transaction, secret, session, person) if alive else None
    if session.ended is None and not alive:
        _lock_late(premises, person, session.id)
    elif alive and noted and transaction.micros - session.last_input > _us(_NOTED_EVERY):
        touch(premises, session.id)
    return Presence(person, session.id, session.stage, identity, locked=not alive)


def is_open(transaction: Transaction, id_: bytes) -> bool:
    """Tell whether the session lives: for work that goes on between requests and must not outlive it."""
    session = sessions.get(transaction, id_)
    return session is not None and session.ended is None and not _over(session, transaction.micros)


def touch(premises: Premises, id_: bytes) -> None:
    """Note that there was new input in this session."""
    with premises.writing() as transaction:
        sessions.touch(transaction, id_)
        transaction.commit()


def lock(transaction: Transaction, id_: bytes) -> None:
    """Take the key out of the session and keep who it was."""
    sessions.end(transaction, id_)
    audit.append(transaction, audit.Action.SESSION_LOCKED, about(id_))
    transaction.commit()


def sign_out(transaction: Transaction, id_: bytes) -> None:
    """Delete the session: nothing of it can be continued."""
    sessions.remove(transaction, id_)
    audit.append(transaction, audit.Action.SESSION_ENDED, about(id_))
    transaction.commit()


def end_others(transaction: Transaction, person: UUID, keep: bytes | None) -> None:
    """End every other session of the actor; the caller commits."""
    sessions.end_others(transaction, person, keep)


def forget(transaction: Transaction, id_: bytes) -> None:
    """Delete a session whose place another takes; the caller commits."""
    sessions.remove(transaction, id_)


def about(id_: bytes) -> str:
    """Return how the trail names a session."""
    return f"session:{UUID(bytes=id_)}"


def _found(transaction: Transaction, secret: bytes) -> tuple[Session, Person] | None:
    try:
        session = sessions.get(transaction, session_id(secret))
        person = people.get(transaction, session.principal) if session else None
    except (Tampered, NotFound):
        # A cookie that is none of ours; a person whose row is broken is told so at signing in.
        return None
    if session is None or person is None or not person.active:
        return None
    return None if _forgotten(session, transaction.micros) else (session, person)


def _opened(transaction: Transaction, secret: bytes, session: Session, person: Person) -> PrivateKey | None:
    if session.stored is None:
        return None
    private = open_session(transaction.keyring, secret, person.id, session.stored)
    private.check(person.public_key)
    return private


def _over(session: Session, now: int) -> bool:
    return now - session.last_input > _us(IDLE) or now - session.started > _us(LONGEST)


def _forgotten(session: Session, now: int) -> bool:
    return session.ended is not None and now - session.ended > _us(KEPT)


def _lock_late(premises: Premises, person: Person, id_: bytes) -> None:
    with premises.writing(person.actor) as transaction:
        lock(transaction, id_)


def _sweep(transaction: Transaction) -> None:
    now = transaction.micros
    sessions.sweep(transaction, ended_before=now - _us(KEPT), started_before=now - _us(LONGEST + KEPT))


def _us(span: timedelta) -> int:
    return span // timedelta(microseconds=1)
