"""Sessions: the cookie carries the secret, the row holds what only that secret opens."""

import os
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from mediation.errors import Tampered
from mediation.vault.framing import KEY_BYTES, pae
from mediation.vault.keyring import Keyring
from mediation.vault.keys import PrivateKey, raw_of
from mediation.vault.primitives import aead_open, aead_seal, cipher, expand

SECRET_BYTES = 32
_WHAT = "session"


def new_secret() -> bytes:
    """Return the 32 random bytes that the cookie carries."""
    return os.urandom(SECRET_BYTES)


def session_id(secret: bytes) -> bytes:
    """Return the 16 bytes under which the session's row stands; they do not lead back to the cookie."""
    return expand(_checked(secret), b"mv1|sid", 16)


def seal_session(keyring: Keyring, secret: bytes, principal: UUID, private: PrivateKey) -> bytes:
    """Return `private` for the session's row: opened by cookie and keyring together alone."""
    session = session_id(secret)
    inner = aead_seal(_cipher(secret), raw_of(private), _aad(session, principal))
    return keyring.wrap(inner, b"session", session)


def open_session(keyring: Keyring, secret: bytes, principal: UUID, stored: bytes) -> PrivateKey:
    """Return the private key of the session; raise Tampered for another cookie, person or row."""
    session = session_id(secret)
    inner = keyring.unwrap(stored, b"session", session)
    raw = aead_open(_cipher(secret), inner, _aad(session, principal), _WHAT)
    if len(raw) != KEY_BYTES:
        raise Tampered(_WHAT)
    return PrivateKey(raw)


def _cipher(secret: bytes) -> AESGCM:
    return cipher(expand(secret, b"mv1|sess"))


def _aad(session: bytes, principal: UUID) -> bytes:
    return pae(b"mv1.session", session, principal.bytes)


def _checked(secret: bytes) -> bytes:
    if len(secret) != SECRET_BYTES:
        raise Tampered(_WHAT)
    return secret
