"""The two ciphers of the vault: AES-256-GCM under a key one has, HPKE to a key one does not have."""

import hmac
import os
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from mediation.errors import Tampered
from mediation.vault.framing import KEY_BYTES, NONCE_BYTES, TAG_BYTES, is_bytes

_SUITE: Final = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


def expand(key: bytes, label: bytes, n: int = KEY_BYTES) -> bytes:
    """Return `n` bytes (at most 32) for one purpose, named by `label`, from a uniformly random `key`."""
    if not 0 < n <= KEY_BYTES:
        raise ValueError("expand gives 1 to 32 bytes")
    return hmac.digest(key, label + b"\x01", "sha256")[:n]


def same(stored: bytes, computed: bytes) -> bool:
    """Tell in constant time whether two MACs, seals or digests are the same: never compare them by ==."""
    return is_bytes(stored) and hmac.compare_digest(stored, computed)


def cipher(key: bytes) -> AESGCM:
    """Return AES-256-GCM under `key`; raise ValueError unless it has 32 bytes: no AES-128 slips in."""
    if len(key) != KEY_BYTES:
        raise ValueError("a key of 32 bytes is needed")
    return AESGCM(key)


def new_nonce() -> bytes:
    """Return 12 random bytes."""
    return os.urandom(NONCE_BYTES)


def aead_seal(under: AESGCM, plaintext: bytes, aad: bytes) -> bytes:
    """Return nonce ‖ ciphertext ‖ tag with a fresh random nonce.

    Random 96-bit nonces are safe up to 2**32 messages under one key; the busiest key here is the keyring's,
    with a few wraps for each grant, sign-in and session.
    """
    return aead_seal_with(new_nonce(), under, plaintext, aad)


def aead_seal_with(nonce: bytes, under: AESGCM, plaintext: bytes, aad: bytes) -> bytes:
    """Return nonce ‖ ciphertext ‖ tag. For sealing functions and known answers: no nonce may come twice."""
    return nonce + under.encrypt(nonce, plaintext, aad)


def aead_open(under: AESGCM, sealed: bytes, aad: bytes, what: str) -> bytes:
    """Return the plaintext of nonce ‖ ciphertext ‖ tag; raise Tampered(`what`) when it does not verify."""
    if len(sealed) < NONCE_BYTES + TAG_BYTES:
        raise Tampered(what)
    try:
        return under.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], aad)
    except InvalidTag:
        raise Tampered(what) from None


def hpke_seal(public: bytes, plaintext: bytes, info: bytes, what: str) -> bytes:
    """Return encapsulated key ‖ ciphertext for the holder of `public`; raise Tampered(`what`) if no key."""
    try:
        return _SUITE.encrypt(plaintext, X25519PublicKey.from_public_bytes(public), info)
    except ValueError:  # wrong length, or one of the few points that make every shared secret zero
        raise Tampered(what) from None


def hpke_open(private: X25519PrivateKey, sealed: bytes, info: bytes, what: str) -> bytes:
    """Return what was sealed to `private` with `info`; raise Tampered(`what`) when it does not open."""
    if len(sealed) < KEY_BYTES + TAG_BYTES:
        raise Tampered(what)
    try:
        return _SUITE.decrypt(sealed, private, info)
    except (InvalidTag, ValueError):
        raise Tampered(what) from None
