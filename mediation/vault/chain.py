"""The audit chain: canonical bytes of an entry, and the MAC that ties each entry to the one before."""

import hashlib
import hmac
import json
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from mediation.errors import Tampered
from mediation.vault.envelopes import encode
from mediation.vault.framing import is_bytes, pae, parse_pae, u64, utf8
from mediation.vault.primitives import same
from mediation.vault.system import SystemKeys, key_of

__all__ = [
    "BEGINNING", "MAX_ENTRY_BYTES", "START", "Entry", "beginning", "canonical", "macs", "next_mac", "parse", "same",
    "tells",
]

START: Final = bytes(32)
MAX_ENTRY_BYTES: Final = 65_536
_LABEL = b"mv1.audit"
_PARTS = 7
_MAC_BYTES = 32
_WHAT = "audit entry"
_HASHED_BLOCK = 64
_INNER, _OUTER = bytes([0x36]) * _HASHED_BLOCK, bytes([0x5C]) * _HASHED_BLOCK
# How every entry begins: seven parts, the label, number and time, each with its length.
_FRONT = struct.Struct(">HI9sIQIQ")
_LENGTH = struct.Struct(">I")
BEGINNING: Final = _FRONT.size - 12


@dataclass(frozen=True, slots=True)
class Entry:
    """What one entry says: `actor` and `object` as `kind:uuid`, the time in µs since 1970 UTC."""

    seq: int
    time_us: int
    actor: str
    action: str
    object: str
    detail: Mapping[str, Any]


def canonical(
    seq: int,
    time_us: int,
    actor: str,
    action: str,
    object: str,  # noqa: A002 - the word of the format
    detail: Mapping[str, Any],
) -> bytes:
    """Return the bytes of an entry, stored and verified as they are.

    Raise ValueError for a detail that is not made of text, integers, truth values and lists of them, and for
    an entry over 64 KiB.
    """
    if not all(_plain(value) for value in detail.values()):
        raise ValueError("audit detail holds text from fixed lists, ids, digests and integers")
    words = [utf8(text) for text in (actor, action, object)]
    entry = pae(_LABEL, u64(seq), u64(time_us), *words, encode(dict(detail)))
    if len(entry) > MAX_ENTRY_BYTES:
        raise ValueError("an audit entry names a step, it holds no content")
    return entry


def next_mac(system: SystemKeys, previous: bytes, canonical: bytes) -> bytes:
    """Return the MAC (32 bytes) of the entry after the one with MAC `previous`; the first follows `START`."""
    if not is_bytes(previous) or not is_bytes(canonical) or len(previous) != _MAC_BYTES:
        raise Tampered(_WHAT)
    return hmac.digest(key_of(system, "audit"), previous + canonical, "sha256")


def macs(system: SystemKeys) -> Callable[[bytes, bytes], bytes]:
    """Return `next_mac` for a walk over many entries of 32-byte MACs and bytes: the key is set up once.

    HMAC by its definition (RFC 2104) from two copied hashes takes half the time of `hmac.digest`; a test compares them.
    """
    key = key_of(system, "audit").ljust(_HASHED_BLOCK, b"\0")
    inner, outer = (hashlib.sha256(bytes(a ^ b for a, b in zip(key, pad, strict=True))) for pad in (_INNER, _OUTER))

    def next_(previous: bytes, canonical: bytes) -> bytes:
        within, over = inner.copy(), outer.copy()
        within.update(previous + canonical)
        over.update(within.digest())
        return over.digest()

    return next_


def beginning(seq: int) -> bytes:
    """Return the first `BEGINNING` bytes of the entry numbered `seq` (up to its time), whatever it says."""
    return _FRONT.pack(_PARTS, len(_LABEL), _LABEL, 8, seq, 8, 0)[:BEGINNING]


def tells(
    canonical: bytes, seq: int, time_us: int, actor: bytes, action: bytes, object: bytes,  # noqa: A002 - as above
) -> bool:
    """Tell whether an entry's bytes say just what the columns beside them repeat, and then a detail to their end."""
    pack = _LENGTH.pack
    front = b"".join((
        _FRONT.pack(_PARTS, 9, _LABEL, 8, seq, 8, time_us),
        pack(len(actor)), actor, pack(len(action)), action, pack(len(object)), object,
    ))
    start = len(front)
    return canonical.startswith(front) and canonical[start : start + 4] == pack(len(canonical) - start - 4)


def parse(canonical: bytes) -> Entry:
    """Return the entry in stored bytes; raise Tampered for what `canonical` cannot have made."""
    if not is_bytes(canonical) or len(canonical) > MAX_ENTRY_BYTES:
        raise Tampered(_WHAT)
    parts = parse_pae(canonical, _WHAT)
    if len(parts) != _PARTS or parts[0] != _LABEL or {len(parts[1]), len(parts[2])} != {8}:
        raise Tampered(_WHAT)
    try:
        return _entry(parts)
    except (ValueError, RecursionError):
        raise Tampered(_WHAT) from None


def _entry(parts: tuple[bytes, ...]) -> Entry:
    _, seq, time_us, actor, action, subject, detail = parts
    value = json.loads(detail.decode())
    if not isinstance(value, dict):
        raise Tampered(_WHAT)
    words = (actor.decode(), action.decode(), subject.decode())
    return Entry(int.from_bytes(seq, "big"), int.from_bytes(time_us, "big"), *words, value)


def _plain(value: object) -> bool:
    if isinstance(value, list | tuple):
        return all(_plain(each) for each in value)
    return value is None or isinstance(value, str | int)
