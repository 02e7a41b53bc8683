"""The audit chain: canonical bytes of an entry, and the MAC that ties each entry to the one before."""

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from mediation.errors import Tampered
from mediation.vault.envelopes import encode
from mediation.vault.framing import is_bytes, pae, parse_pae, u64, utf8
from mediation.vault.primitives import same
from mediation.vault.system import SystemKeys, key_of

__all__ = ["MAX_ENTRY_BYTES", "START", "Entry", "canonical", "next_mac", "parse", "same"]

START: Final = bytes(32)
MAX_ENTRY_BYTES: Final = 65_536
_LABEL = b"mv1.audit"
_PARTS = 7
_MAC_BYTES = 32
_WHAT = "audit entry"


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
