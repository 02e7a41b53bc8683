"""Keys that live in memory: a person's or group's private key, and the keys of a case.

They have no text, no equality of content and no pickle. Python cannot wipe memory, so they are kept short
instead: for one request, or bounded with the session. The module functions serve the vault's own modules.
"""

import hmac
import os
from typing import NoReturn, Self, SupportsIndex

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from mediation.errors import Tampered
from mediation.vault.framing import KEY_BYTES, u16
from mediation.vault.primitives import cipher, expand, same

__all__ = ["KINDS", "CaseKey", "PrivateKey", "Secret", "expand"]

KINDS = frozenset({"content", "summary", "private"})


class Secret:
    """What holds key bytes: prints its class alone, refuses to be copied or pickled, compares by identity."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Return the class name; never anything that is held."""
        return f"<{type(self).__name__}>"

    def __reduce_ex__(self, protocol: SupportsIndex) -> NoReturn:
        """Refuse: a pickled or copied key has left the vault."""
        raise TypeError("keys cannot be copied or pickled")


class PrivateKey(Secret):
    """The X25519 key of a person or a group. `public` (32 bytes) is for everybody, the rest for the vault."""

    __slots__ = ("_own", "_x25519", "public")

    def __init__(self, raw: bytes) -> None:
        """Take 32 raw bytes; raise ValueError for another length."""
        self._x25519 = X25519PrivateKey.from_private_bytes(raw)
        self._own: AESGCM | None = None
        self.public: bytes = self._x25519.public_key().public_bytes_raw()

    @classmethod
    def generate(cls) -> Self:
        """Return a new random key."""
        return cls(os.urandom(KEY_BYTES))

    def check(self, public: bytes) -> None:
        """Raise Tampered unless this is the private half of `public`."""
        if not same(public, self.public):
            raise Tampered("key pair")


def raw_of(private: PrivateKey) -> bytes:
    """Return the 32 bytes of `private`, to seal them again under another key."""
    return private._x25519.private_bytes_raw()  # noqa: SLF001 - the one way in for the vault's modules


def x25519_of(private: PrivateKey) -> X25519PrivateKey:
    """Return `private` as HPKE takes it."""
    return private._x25519  # noqa: SLF001 - the one way in for the vault's modules


def own_cipher(private: PrivateKey) -> AESGCM:
    """Return the cipher of one's own grants, derived once for each opened key."""
    if private._own is None:  # noqa: SLF001 - the one way in for the vault's modules
        private._own = cipher(expand(raw_of(private), b"mv1|self"))  # noqa: SLF001 - as above
    return private._own  # noqa: SLF001 - as above


class CaseKey(Secret):
    """One of the keys of a case: its kind, its generation (from 1) and, inside, its 32 bytes.

    AES-GCM alone does not bind a ciphertext to one key, so a key that comes out of a grant serves for nothing
    until `check` has compared its commitment with the one stored beside the case.
    """

    __slots__ = ("_checked", "_dek", "_fields", "commitment", "generation", "kind")

    def __init__(self, kind: str, generation: int, dek: bytes, *, checked: bool = False) -> None:
        """Take kind, generation and 32 raw bytes; raise ValueError for what cannot be."""
        if kind not in KINDS or len(dek) != KEY_BYTES or generation < 1:
            raise ValueError("a case key has a known kind, a generation from 1 and 32 bytes")
        u16(generation)
        self.kind = kind
        self.generation = generation
        self._dek = dek
        self._checked = checked
        both = hmac.digest(dek, b"mv1|field+commit\x01", "sha512")
        # Bytes and not a cipher, which is made in a microsecond and holds eighty times as much memory: thousands of
        # keys stay with a session.
        self._fields = both[:KEY_BYTES]
        self.commitment: bytes = both[KEY_BYTES:]

    @classmethod
    def generate(cls, kind: str, generation: int) -> Self:
        """Return a new random key of `kind` ("content", "summary" or "private")."""
        return cls(kind, generation, os.urandom(KEY_BYTES), checked=True)

    def check(self, commitment: bytes) -> Self:
        """Return this key, now usable, when `commitment` is its own; raise Tampered otherwise."""
        if not same(commitment, self.commitment):
            raise Tampered("case key")
        self._checked = True
        return self


def dek_of(key: CaseKey) -> bytes:
    """Return the 32 bytes of `key`; raise RuntimeError before its commitment was checked."""
    _must_be_checked(key)
    return key._dek  # noqa: SLF001 - the one way in for the vault's modules


def field_cipher(key: CaseKey) -> AESGCM:
    """Return the cipher of the columns under `key`; raise RuntimeError before its commitment was checked."""
    _must_be_checked(key)
    return cipher(key._fields)


def _must_be_checked(key: CaseKey) -> None:
    if not key._checked:  # noqa: SLF001 - the one way in for the vault's modules
        raise RuntimeError("check the commitment of a case key before using it")
