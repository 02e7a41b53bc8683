"""The case seal: one MAC over all rows of a case: nothing is edited, nulled, added or removed unseen."""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from mediation.errors import Tampered
from mediation.vault.framing import is_bytes, pae, u16, u64
from mediation.vault.keys import CaseKey, dek_of
from mediation.vault.primitives import expand, same

__all__ = ["Clear", "Digest", "Row", "case_seal", "clear_digest", "envelope_digest", "same"]

Clear = int | bool | str | bytes | UUID | None

_DIGEST_BYTES = 32


@dataclass(frozen=True, slots=True)
class Digest:
    """The SHA-256 kept beside a body over 64 KiB or an issued document, in its place; checked when served."""

    sha256: bytes


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a case as it is stored: clear values and envelopes, each in order of the column numbers."""

    table: int
    row: UUID
    clear: tuple[Clear, ...]
    envelopes: tuple[bytes | Digest | None, ...]


def case_seal(key: CaseKey, case: UUID, version: int, registry: int, rows: Iterable[Row]) -> bytes:
    """Return the seal (32 bytes) over `rows` in any order, under the newest content key of the case.

    `version` is that of the case row, `registry` that of the column registry at the case's last save. Raise
    Tampered when a row is there twice, ValueError for a key of another kind.
    """
    if key.kind != "content":
        raise ValueError("the content key seals the case")
    parts = [_row(row) for row in _ordered(rows)]
    message_bytes = pae(b"mv1.case", case.bytes, u64(version), u16(registry), *parts)
    return hmac.digest(expand(dek_of(key), b"mv1|case"), message_bytes, "sha256")


def clear_digest(clear: Iterable[Clear]) -> bytes:
    """Return the SHA-256 of a row's clear values in column order, for the audit entry of the change."""
    return hashlib.sha256(_clear(clear)).digest()


def envelope_digest(envelope: bytes | Digest | None) -> bytes:
    """Return the SHA-256 of an envelope as stored, empty for NULL."""
    if envelope is None:
        return b""
    if isinstance(envelope, Digest):
        if len(envelope.sha256) != _DIGEST_BYTES:
            raise Tampered("digest")
        return envelope.sha256
    if not is_bytes(envelope):
        raise Tampered("envelope")
    return hashlib.sha256(envelope).digest()


def _ordered(rows: Iterable[Row]) -> list[Row]:
    ordered = sorted(rows, key=_place)
    if len({_place(row) for row in ordered}) != len(ordered):
        raise Tampered("rows of a case")
    return ordered


def _place(row: Row) -> tuple[int, bytes]:
    return row.table, row.row.bytes


def _row(row: Row) -> bytes:
    digests = [envelope_digest(envelope) for envelope in row.envelopes]
    return pae(u16(row.table), row.row.bytes, _clear(row.clear), *digests)


def _clear(values: Iterable[Clear]) -> bytes:
    return pae(*(_clear_value(value) for value in values))


def _clear_value(value: Clear) -> bytes:
    """Return `value` as it enters the seal: empty for NULL, else 01 and its text."""
    if value is None:
        return b""
    return b"\x01" + _text(value)


def _text(value: int | str | bytes | UUID) -> bytes:
    if isinstance(value, UUID):
        return value.hex.encode()
    if isinstance(value, bytes):
        return value.hex().encode()
    if isinstance(value, int):  # truth values too: 0 and 1
        return str(int(value)).encode()
    if isinstance(value, str):
        return _utf8(value)
    raise Tampered("clear value")  # SQLite keeps a fraction in a column of integers


def _utf8(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise Tampered("clear text") from None
