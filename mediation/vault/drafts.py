"""Drafts and late forms: sealed to the person's public key, so that an ended session can still keep them."""

from uuid import UUID

from mediation.errors import Tampered
from mediation.vault.framing import is_bytes, pae, utf8
from mediation.vault.keys import PrivateKey, x25519_of
from mediation.vault.primitives import hpke_open, hpke_seal

MAX_DRAFT_BYTES = 1024 * 1024
_VERSION = b"\x02"
_OVERHEAD = 64
_WHAT = "draft"


def seal_draft(public: bytes, person: UUID, draft: UUID, text: str) -> bytes:
    """Return `text` (at most 1 MiB) for `person` alone; raise ValueError when it is longer or not text."""
    data = utf8(text)
    if len(data) > MAX_DRAFT_BYTES:
        raise ValueError("too long for a draft")
    return _VERSION + hpke_seal(public, data, _info(person, draft), "public key")


def open_draft(private: PrivateKey, person: UUID, draft: UUID, stored: bytes) -> str:
    """Return the text of a draft; raise Tampered for another person, draft or key."""
    if not is_bytes(stored) or not stored.startswith(_VERSION) or len(stored) > MAX_DRAFT_BYTES + _OVERHEAD:
        raise Tampered(_WHAT)
    try:
        return hpke_open(x25519_of(private), stored[1:], _info(person, draft), _WHAT).decode()
    except UnicodeDecodeError:
        raise Tampered(_WHAT) from None


def _info(person: UUID, draft: UUID) -> bytes:
    return pae(b"mv1.draft", person.bytes, draft.bytes)
