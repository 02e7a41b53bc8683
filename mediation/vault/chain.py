"""The audit chain: canonical bytes of an entry, and the MAC that ties each entry to the one before."""

import hashlib
import hmac
import json
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from mediation.errors import Tampered
from mediation.vault.envelopes import encode
from mediation.vault.framing import is_bytes, pae, parse_pae, u64, utf8
from mediation.vault.primitives import same
from mediation.vault.system import SystemKeys, key_of

__all__ = [
    "BEGINNING", "MAX_ENTRY_BYTES", "START", "Entry", "Row", "beginning", "canonical", "next_mac", "parse", "same",
    "walk",
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


# What stands in a row: number, time, actor, action, object (texts as bytes), canonical bytes, MAC; or anything else.
Row = tuple[Any, Any, Any, Any, Any, Any, Any]


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


def walk(system: SystemKeys, rows: "Iterable[Row]") -> "tuple[int, bytes, Row | None]":
    """Walk over rows from the trail's first; return how many fit, the last MAC of those, and the first that does not.

    A row fits when its number is the next, its MAC that of its bytes after the row before, and its columns just what
    its bytes say. All is done in one loop, and HMAC by its definition (RFC 2104) from copied hashes, because of a
    million rows each call counts; a test compares it with `next_mac` and `parse`.
    """
    inner, outer, pack, front = *_hashes(system), _LENGTH.pack, _FRONT.pack
    equal, mac, count = hmac.compare_digest, START, 0
    for row in rows:
        seq, time_us, actor, action, subject, canonical, stored = row
        try:
            within, over = inner.copy(), outer.copy()
            within.update(mac + canonical)
            over.update(within.digest())
            says = b"".join((
                front(_PARTS, 9, _LABEL, 8, seq, 8, time_us),
                pack(len(actor)), actor, pack(len(action)), action, pack(len(subject)), subject,
            ))
            start = len(says)
            fits = (
                seq == count + 1
                and equal(stored, over.digest())
                and canonical.startswith(says)
                and canonical[start : start + 4] == pack(len(canonical) - start - 4)
            )
        except (TypeError, AttributeError, ValueError, struct.error):
            # A column of another type, or a number beyond all bounds: SQLite keeps what somebody puts there.
            fits = False
        if not fits:
            return count, mac, row
        mac, count = stored, seq
    return count, mac, None


def _hashes(system: SystemKeys) -> "tuple[hashlib._Hash, hashlib._Hash]":
    key = key_of(system, "audit").ljust(_HASHED_BLOCK, b"\0")
    inner, outer = (hashlib.sha256(bytes(a ^ b for a, b in zip(key, pad, strict=True))) for pad in (_INNER, _OUTER))
    return inner, outer


def beginning(seq: int) -> bytes:
    """Return the first `BEGINNING` bytes of the entry numbered `seq` (up to its time), whatever it says."""
    return _FRONT.pack(_PARTS, len(_LABEL), _LABEL, 8, seq, 8, 0)[:BEGINNING]


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
