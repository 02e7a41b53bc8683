"""Who holds keys: passwords, recovery codes, fingerprints and the directory's MAC.

A password becomes two keys in one run of Argon2id: `unlock` opens the person's private key, `verifier` tells
whether the password was right. The verifier is stored wrapped: a stolen database offers nothing to guess at.
"""

import hashlib
import hmac
import os
import secrets
import threading
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from argon2.low_level import ARGON2_VERSION, Type, hash_secret_raw
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from mediation.errors import Tampered
from mediation.language import mark
from mediation.vault import base32
from mediation.vault.framing import KEY_BYTES, pae, u32, u64, utf8
from mediation.vault.keyring import Keyring
from mediation.vault.keys import PrivateKey, Secret, raw_of
from mediation.vault.primitives import aead_open, aead_seal, cipher, expand, same
from mediation.vault.system import SystemKeys, key_of

__all__ = [
    "DEFAULT_COST",
    "Cost",
    "Stretched",
    "directory_mac",
    "fingerprint",
    "format_code",
    "new_one_time_password",
    "new_recovery_code",
    "new_salt",
    "open_private",
    "open_private_with_code",
    "parse_code",
    "same",
    "seal_private",
    "seal_private_with_code",
    "stretch",
    "verifier_matches",
    "wrap_verifier",
]

SALT_BYTES: Final = 16
CODE_BYTES: Final = 20
MAX_PASSWORD_CHARACTERS: Final = 1024
_CODE_LETTERS = 32
_FINGERPRINT_LETTERS = 20
_MAX_MEMORY_KIB = 256 * 1024
_MAX_PASSES = 10
_MAX_LANES = 4
_KINDS = frozenset({"person", "group", "recovery"})
_STATUSES = frozenset({"active", "inactive"})
_RUNS = threading.BoundedSemaphore(2)  # each run takes 64 MiB: at most two at once in a worker


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of Argon2id costs. Stored beside the verifier and bounded before use."""

    memory_kib: int
    passes: int
    lanes: int


DEFAULT_COST: Final = Cost(65_536, 3, 1)


class Stretched(Secret):
    """What a password became: `unlock` opens the private key, `verifier` is compared. 32 bytes each."""

    __slots__ = ("unlock", "verifier")

    def __init__(self, unlock: bytes, verifier: bytes) -> None:
        """Take both keys."""
        self.unlock = unlock
        self.verifier = verifier


def new_salt() -> bytes:
    """Return 16 random bytes."""
    return os.urandom(SALT_BYTES)


def stretch(password: str, salt: bytes, cost: Cost) -> Stretched:
    """Return the keys of `password`: one Argon2id run, 180-400 ms by default; never in a write transaction.

    The password counts in NFC, never trimmed or cut. Raise ValueError for one that no form accepts (over
    1,024 characters, or with lone surrogates), Tampered when salt or cost are out of bounds.
    """
    _check_cost(salt, cost)
    secret = _password_bytes(password)
    with _RUNS:
        okm = hash_secret_raw(
            secret, salt, cost.passes, cost.memory_kib, cost.lanes, 64, Type.ID, version=ARGON2_VERSION
        )
    return Stretched(expand(okm, b"mv1|unlock"), expand(okm, b"mv1|auth"))


def _check_cost(salt: bytes, cost: Cost) -> None:
    within = (
        len(salt) == SALT_BYTES
        and 1 <= cost.passes <= _MAX_PASSES
        and 1 <= cost.lanes <= _MAX_LANES
        and 8 * cost.lanes <= cost.memory_kib <= _MAX_MEMORY_KIB
    )
    if not within:
        raise Tampered("password cost")


def _password_bytes(password: str) -> bytes:
    if len(password) > MAX_PASSWORD_CHARACTERS:
        raise ValueError("the password is too long")
    return utf8(unicodedata.normalize("NFC", password))


def wrap_verifier(keyring: Keyring, principal: UUID, verifier: bytes) -> bytes:
    """Return `verifier` wrapped for `principal`'s row."""
    return keyring.wrap(verifier, b"verifier", principal.bytes)


def verifier_matches(keyring: Keyring, principal: UUID, stored: bytes, verifier: bytes) -> bool:
    """Tell in constant time whether the password was right; raise Tampered when the row does not open."""
    return same(keyring.unwrap(stored, b"verifier", principal.bytes), verifier)


def seal_private(keyring: Keyring, principal: UUID, private: PrivateKey, unlock: bytes) -> bytes:
    """Return `private` sealed under the password's `unlock` key and wrapped."""
    inner = aead_seal(cipher(unlock), raw_of(private), _private_aad(principal))
    return keyring.wrap(inner, b"private", principal.bytes)


def open_private(keyring: Keyring, principal: UUID, stored: bytes, unlock: bytes) -> PrivateKey:
    """Return the private key that `seal_private` sealed; raise Tampered for a wrong password or row."""
    inner = keyring.unwrap(stored, b"private", principal.bytes)
    return _private(aead_open(cipher(unlock), inner, _private_aad(principal), "private key"))


def _private_aad(principal: UUID) -> bytes:
    return pae(b"mv1.private", principal.bytes)


def seal_private_with_code(keyring: Keyring, principal: UUID, private: PrivateKey, code: bytes) -> bytes:
    """Return `private` sealed under the 20 bytes of a recovery code and wrapped."""
    inner = aead_seal(_code_cipher(code), raw_of(private), _code_aad(principal))
    return keyring.wrap(inner, b"code", principal.bytes)


def open_private_with_code(keyring: Keyring, principal: UUID, stored: bytes, code: bytes) -> PrivateKey:
    """Return the private key that a recovery code opens; raise Tampered for a wrong code or row.

    A code opens once: the caller sets a new password and prints a new code in the same transaction.
    """
    inner = keyring.unwrap(stored, b"code", principal.bytes)
    return _private(aead_open(_code_cipher(code), inner, _code_aad(principal), "private key"))


def _code_cipher(code: bytes) -> AESGCM:
    if len(code) != CODE_BYTES:
        raise ValueError("a recovery code has 20 bytes")
    return cipher(expand(code, b"mv1|code"))


def _code_aad(principal: UUID) -> bytes:
    return pae(b"mv1.code", principal.bytes)


def _private(raw: bytes) -> PrivateKey:
    if len(raw) != KEY_BYTES:
        raise Tampered("private key")
    return PrivateKey(raw)


def new_recovery_code() -> bytes:
    """Return 20 random bytes: 160 bits need no slow hashing."""
    return os.urandom(CODE_BYTES)


def format_code(code: bytes) -> str:
    """Return a recovery code as it is printed: 32 letters in fours."""
    return base32.in_fours(code, _CODE_LETTERS)


def parse_code(text: str) -> bytes:
    """Return the 20 bytes of a typed recovery code; raise ValueError with a sentence for the person."""
    try:
        return base32.read(text, _CODE_LETTERS)
    except ValueError:
        raise ValueError(_BAD_CODE) from None


def fingerprint(public: bytes) -> str:
    """Return 100 bits of a public key as 20 letters in fours, to compare by voice."""
    return base32.in_fours(hashlib.sha256(b"mv1|fingerprint" + public).digest(), _FINGERPRINT_LETTERS)


def new_one_time_password() -> str:
    """Return 16 letters and digits in fours (80 bits), lower case, without i, l, o, u: easy to type."""
    letters = [secrets.choice(base32.ALPHABET).lower() for _ in range(16)]
    return "-".join("".join(letters[i : i + 4]) for i in range(0, 16, 4))


def directory_mac(
    system: SystemKeys,
    *,
    principal: UUID,
    kind: str,
    roles: Iterable[str],
    version: int,
    status: str,
    public_key: bytes,
    created_us: int,
) -> bytes:
    """Return the MAC of a directory row; compare with `same`.

    `kind` is person, group or recovery, `status` active or inactive, `version` rises with every change,
    `public_key` is empty before the first sign-in, `created_us` is in microseconds since 1970 UTC. Raise
    Tampered for what no row can hold.
    """
    held = sorted(roles)
    if kind not in _KINDS or status not in _STATUSES or any("+" in role for role in held):
        raise Tampered("directory row")
    parts = [principal.bytes, kind.encode(), "+".join(held).encode(), u32(version), status.encode()]
    entry = pae(b"mv1.principal", *parts, public_key, u64(created_us))
    return hmac.digest(key_of(system, "directory"), entry, "sha256")


_BAD_CODE = mark("Kode pemulihan terdiri atas 32 huruf dan angka. Periksa lagi kode yang Anda ketik.")
