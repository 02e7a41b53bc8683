"""Signatures of bundles and backups, as the `minisign` program makes and verifies them (prehashed, "ED").

The pair comes from the export seed, so one installation has one line to compare; who only verifies has the line.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from mediation.language import mark
from mediation.vault.system import SystemKeys, key_of

MAX_PUBLIC_BYTES: Final = 4096
MAX_SIGNATURE_BYTES: Final = 8192
DIGEST_BYTES: Final = 64
_ID = 8
_RAW = 32
_SIGNATURE = 64
_UNTRUSTED = "untrusted comment: "
_TRUSTED = "trusted comment: "
_FROM = "signature from mediation"
_PUBLIC = b"Ed"
_PREHASHED = b"ED"


class Verdict(StrEnum):
    """What comparing a signature with a key and a file's digest says."""

    GOOD = "good"
    OTHER_KEY = "other key"
    OTHER_CONTENT = "other content"
    OTHER_COMMENT = "other comment"


@dataclass(frozen=True, slots=True)
class PublicKey:
    """Who signed: the 8 bytes by which minisign tells keys apart, and the Ed25519 key (32 bytes)."""

    id: bytes
    raw: bytes

    @property
    def line(self) -> str:
        """The line that people keep and give to `minisign -P`."""
        return base64.b64encode(_PUBLIC + self.id + self.raw).decode()


@dataclass(frozen=True, slots=True)
class Signature:
    """What a `.minisig` says: whose it is, the signature, the comment that is signed with it, and that signing."""

    key: bytes
    signature: bytes
    comment: str
    over_comment: bytes


def new_digest() -> "hashlib.blake2b":
    """Return the digest that is fed a file piece by piece and then signed: BLAKE2b-512."""
    return hashlib.blake2b(digest_size=DIGEST_BYTES)


def public_key(system: SystemKeys) -> PublicKey:
    """Return the installation's public key: its id is the first 8 bytes of the SHA-256 of the key."""
    raw = _pair(system).public_key().public_bytes_raw()
    return PublicKey(hashlib.sha256(raw).digest()[:_ID], raw)


def sign(system: SystemKeys, digest: bytes, comment: str) -> str:
    """Return the text of a `.minisig` over a file's `digest`, with `comment` trusted: one line, printable.

    Raise ValueError for another comment or a digest that is not 64 bytes long.
    """
    if len(digest) != DIGEST_BYTES or not comment.isprintable():
        raise ValueError("a digest of 64 bytes and a comment of one line are needed")
    pair, key = _pair(system), public_key(system)
    signature = pair.sign(digest)
    over_comment = pair.sign(signature + comment.encode())
    lines = [
        _UNTRUSTED + _FROM,
        base64.b64encode(_PREHASHED + key.id + signature).decode(),
        _TRUSTED + comment,
        base64.b64encode(over_comment).decode(),
    ]
    return "\n".join(lines) + "\n"


def _pair(system: SystemKeys) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(key_of(system, "export"))


def parse_public(text: str) -> PublicKey:
    """Return the key of a public-key line, or of a `minisign.pub` file with its comment above it.

    Raise ValueError with a sentence for the person.
    """
    lines = [line.strip() for line in text[:MAX_PUBLIC_BYTES].splitlines() if line.strip()]
    if len(lines) > 1 and lines[0].startswith(_UNTRUSTED.strip()):
        lines = lines[1:]
    stored = _decoded(lines[0]) if len(lines) == 1 else b""
    if len(stored) != len(_PUBLIC) + _ID + _RAW or not stored.startswith(_PUBLIC):
        raise ValueError(_BAD_KEY)
    return PublicKey(stored[2:10], stored[10:])


def parse_signature(text: str) -> Signature:
    """Return what stands in a `.minisig`; raise ValueError with a sentence when it is none, or not prehashed."""
    lines = text[: MAX_SIGNATURE_BYTES + 1].split("\n")
    if len(text) > MAX_SIGNATURE_BYTES or [_start(line) for line in lines] != [_UNTRUSTED, "", _TRUSTED, "", ""]:
        raise ValueError(_BAD_SIGNATURE)
    first, over_comment = _decoded(lines[1]), _decoded(lines[3])
    if len(first) != len(_PREHASHED) + _ID + _SIGNATURE or not first.startswith(_PREHASHED):
        raise ValueError(_BAD_SIGNATURE)
    if len(over_comment) != _SIGNATURE or lines[4]:
        raise ValueError(_BAD_SIGNATURE)
    return Signature(first[2:10], first[10:], lines[2].removeprefix(_TRUSTED), over_comment)


def verify(key: PublicKey, signature: Signature, digest: bytes) -> Verdict:
    """Tell whether `signature` is `key`'s over a file of `digest` and over its comment, and if not, what differs."""
    if signature.key != key.id:
        return Verdict.OTHER_KEY
    if not _signed(key, signature.signature, digest):
        return Verdict.OTHER_CONTENT
    if not _signed(key, signature.over_comment, signature.signature + signature.comment.encode()):
        return Verdict.OTHER_COMMENT
    return Verdict.GOOD


def _signed(key: PublicKey, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key.raw).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def _start(line: str) -> str:
    return next((start for start in (_UNTRUSTED, _TRUSTED) if line.startswith(start)), "")


def _decoded(line: str) -> bytes:
    """Return the bytes of a base64 line; none when no encoder writes it so: no bit of the line is left over."""
    try:
        stored = base64.b64decode(line.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError):
        return b""
    return stored if base64.b64encode(stored) == line.encode() else b""


_BAD_KEY = mark("Kunci publik ini bukan satu baris utuh yang diawali RW. Salin lagi dari `mediation export key`.")
_BAD_SIGNATURE = mark("Berkas tanda tangan (.minisig) rusak atau bukan tanda tangan minisign.")
