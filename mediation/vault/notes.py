"""Checkpoints of the trail as C2SP signed notes: how long the chain is and what its head is, signed by Ed25519.

The key's name is the origin, fixed when the installation was made. Stock tools for signed notes and transparency
logs read and verify them with the verifier key alone; whoever has no seed makes none.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from mediation.errors import Tampered
from mediation.vault.framing import KEY_BYTES
from mediation.vault.system import SystemKeys, key_of

__all__ = ["MAX_NOTE_BYTES", "Checkpoint", "is_origin", "parse", "read", "sign", "verifier_key"]

MAX_NOTE_BYTES: Final = 1_024
MAX_ORIGIN: Final = 80
_ED25519 = b"\x01"
_HASH_BYTES = 4
_SIGNATURE_BYTES = 64
_DASH = "— "
_WHAT = "checkpoint"
_LINES = 5


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How many entries the trail had (`size`) and the MAC of the last of them (`head`, 32 bytes)."""

    origin: str
    size: int
    head: bytes

    @property
    def body(self) -> str:
        """The text that is signed: three lines."""
        return f"{self.origin}\n{self.size}\n{_b64(self.head)}\n"


def is_origin(name: str) -> bool:
    """Tell whether `name` can be a key's name: printable ASCII, no space, no plus, and no beginning of a remark."""
    return 0 < len(name) <= MAX_ORIGIN and name.isascii() and name.isprintable() and not set(" +") & set(name) \
        and not name.startswith("#")


def sign(system: SystemKeys, checkpoint: Checkpoint) -> str:
    """Return the signed note; raise ValueError for an origin that is none, or a head of another length."""
    if not is_origin(checkpoint.origin) or len(checkpoint.head) != KEY_BYTES or checkpoint.size < 0:
        raise ValueError("a checkpoint has an origin, a size and a head of 32 bytes")
    seed = Ed25519PrivateKey.from_private_bytes(key_of(system, "checkpoint"))
    public = seed.public_key().public_bytes_raw()
    signature = _key_hash(checkpoint.origin, public) + seed.sign(checkpoint.body.encode())
    return f"{checkpoint.body}\n{_DASH}{checkpoint.origin} {_b64(signature)}\n"


def verifier_key(system: SystemKeys, origin: str) -> str:
    """Return the verifier key that everybody may have: `origin+hash+base64(01 ‖ public half)`."""
    public = Ed25519PrivateKey.from_private_bytes(key_of(system, "checkpoint")).public_key().public_bytes_raw()
    return f"{origin}+{_key_hash(origin, public).hex()}+{_b64(_ED25519 + public)}"


def read(note: str, verifier: str) -> Checkpoint:
    """Return the checkpoint of a signed note; raise Tampered unless the holder of `verifier`'s seed signed it."""
    checkpoint, name, signature = _parts(note)
    origin, public = _verifier(verifier)
    key_hash = _key_hash(origin, public)
    if checkpoint.origin != origin or name != origin or signature[:_HASH_BYTES] != key_hash:
        raise Tampered(_WHAT)
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature[_HASH_BYTES:], checkpoint.body.encode())
    except InvalidSignature:
        raise Tampered(_WHAT) from None
    return checkpoint


def parse(note: str) -> Checkpoint:
    """Return what a note says, its signature unchecked; raise Tampered for what `sign` cannot have made."""
    return _parts(note)[0]


def _parts(note: str) -> tuple[Checkpoint, str, bytes]:
    lines = note.split("\n")
    if len(note) > MAX_NOTE_BYTES or len(lines) != _LINES + 1 or lines[3] or lines[5]:
        raise Tampered(_WHAT)
    origin, size, head, _, signed, _ = lines
    name, _, signature = signed.removeprefix(_DASH).partition(" ")
    checkpoint = Checkpoint(origin, _size(size), _raw(head, KEY_BYTES))
    if not signed.startswith(_DASH) or not is_origin(origin):
        raise Tampered(_WHAT)
    return checkpoint, name, _raw(signature, _HASH_BYTES + _SIGNATURE_BYTES)


def _size(text: str) -> int:
    if not text.isascii() or not text.isdigit() or (text[0] == "0" and text != "0") or len(text) > len(str(2**63)):
        raise Tampered(_WHAT)
    return int(text)


def _verifier(text: str) -> tuple[str, bytes]:
    # The base64 may hold a plus; name and hash may not.
    origin, _, rest = text.partition("+")
    key_hash, _, encoded = rest.partition("+")
    raw = _raw(encoded, 1 + KEY_BYTES)
    if raw[:1] != _ED25519 or not is_origin(origin) or key_hash != _key_hash(origin, raw[1:]).hex():
        raise Tampered("verifier key")
    return origin, raw[1:]


def _key_hash(origin: str, public: bytes) -> bytes:
    return hashlib.sha256(origin.encode() + b"\n" + _ED25519 + public).digest()[:_HASH_BYTES]


def _raw(text: str, length: int) -> bytes:
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Tampered(_WHAT) from None
    if len(raw) != length or _b64(raw) != text:
        raise Tampered(_WHAT)
    return raw


def _b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
