"""Sealed columns: each value sealed by itself and bound to its table, column, case, row and generation."""

import json
from functools import lru_cache
from typing import Any
from uuid import UUID

from mediation.errors import Tampered
from mediation.vault.framing import (
    MAX_SEALED_BYTES,
    Envelope,
    build_envelope,
    envelope_header,
    pad,
    padded_length,
    parse_envelope,
    u16,
    unpad,
)
from mediation.vault.keys import CaseKey, field_cipher
from mediation.vault.primitives import aead_open, aead_seal_with, new_nonce

_WHAT = "sealed column"


def seal(key: CaseKey, *, table: int, column: int, case: UUID, row: UUID, plaintext: bytes, minimum: int = 0) -> bytes:
    """Return `plaintext` (at most 16 MiB) sealed for this very place, padded to at least `minimum` bytes."""
    return seal_with(
        new_nonce(), key, table=table, column=column, case=case, row=row, plaintext=plaintext, minimum=minimum
    )


def seal_with(
    nonce: bytes,
    key: CaseKey,
    *,
    table: int,
    column: int,
    case: UUID,
    row: UUID,
    plaintext: bytes,
    minimum: int = 0,
) -> bytes:
    """Return what `seal` does. For `seal` and known answers alone: a nonce must never come twice."""
    if len(plaintext) > MAX_SEALED_BYTES or minimum > padded_length(MAX_SEALED_BYTES):
        raise ValueError("too long for a sealed column")
    header = envelope_header(key.generation)
    aad = _aad(table, column, case, row, header)
    body = aead_seal_with(nonce, field_cipher(key), pad(plaintext, minimum), aad)
    return build_envelope(Envelope(key.generation, body))


def open_(key: CaseKey, *, table: int, column: int, case: UUID, row: UUID, envelope: bytes) -> bytes:
    """Return what was sealed for this place; raise Tampered for another place, generation or key."""
    parsed = parse_envelope(envelope)
    if parsed.generation != key.generation:
        raise Tampered(_WHAT)
    aad = _aad(table, column, case, row, parsed.header)
    return unpad(aead_open(field_cipher(key), parsed.body, aad, _WHAT))


def generation(envelope: bytes) -> int:
    """Return the generation of the key that `envelope` asks for; raise Tampered when it is no envelope."""
    return parse_envelope(envelope).generation


def encode(value: Any) -> bytes:  # noqa: ANN401 - any JSON value
    """Return `value` as sorted compact UTF-8 JSON; raise ValueError, quoting nothing, for anything else."""
    try:
        text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
        return text.encode()
    except (TypeError, ValueError, RecursionError):  # the original's text may quote the value
        raise ValueError("this value cannot be sealed") from None


def decode(data: bytes) -> Any:  # noqa: ANN401 - any JSON value
    """Return the value that `encode` was given; raise Tampered for what it cannot have made."""
    try:
        return json.loads(data.decode())
    except (ValueError, RecursionError):
        raise Tampered(_WHAT) from None


def _aad(table: int, column: int, case: UUID, row: UUID, header: bytes) -> bytes:
    return _column(table, column) + case.bytes + row.bytes + header


@lru_cache(maxsize=256)
def _column(table: int, column: int) -> bytes:
    return b"mv1.f\0" + u16(table) + u16(column)
