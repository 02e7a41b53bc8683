"""Attachments as streams: chunks of 64 KiB under a key of their own, bound to the case, the file and their order.

Nothing that `open_stream` yields may leave the house before it has ended without Tampered: only then is the last
chunk known to be the last (vault format "Attachment").
"""

import os
from collections.abc import Iterable, Iterator
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from mediation.errors import Tampered
from mediation.vault.framing import (
    STREAM_HEADER_BYTES,
    STREAM_SALT_BYTES,
    TAG_BYTES,
    is_bytes,
    pae,
    parse_stream_header,
    stream_header,
)
from mediation.vault.keys import CaseKey, dek_of
from mediation.vault.primitives import cipher, expand

CHUNK_BYTES = 1 << 16
_SEALED_CHUNK = CHUNK_BYTES + TAG_BYTES
_WHAT = "attachment"


def seal_stream(key: CaseKey, *, case: UUID, file: UUID, plain: bytes | Iterable[bytes]) -> Iterator[bytes]:
    """Yield header and sealed chunks of `plain`, whole or in pieces of any size, for this case and file."""
    return seal_stream_with(os.urandom(STREAM_SALT_BYTES), key, case=case, file=file, plain=plain)


def seal_stream_with(
    salt: bytes, key: CaseKey, *, case: UUID, file: UUID, plain: bytes | Iterable[bytes],
) -> Iterator[bytes]:
    """Yield what `seal_stream` does. For `seal_stream` and known answers alone: a salt must never come twice."""
    header = stream_header(key.generation, salt)
    under = _cipher(key, case, file, salt)
    yield header
    for counter, (chunk, last) in enumerate(_plain_chunks(plain)):
        yield under.encrypt(_nonce(counter, last=last), chunk, header)


def open_stream(key: CaseKey, *, case: UUID, file: UUID, stored: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the chunks of a stored stream, which may come in pieces of any size.

    Raises Tampered, at the latest after the last piece, for whatever was cut, moved, added or changed, and for
    another case, file, generation or key.
    """
    pieces = iter(stored)
    header, rest = _head(pieces)
    generation, salt = parse_stream_header(header)
    if generation != key.generation:
        raise Tampered(_WHAT)
    under = _cipher(key, case, file, salt)
    for counter, (chunk, last) in enumerate(_chunks(_then(rest, pieces), _SEALED_CHUNK)):
        yield _open_chunk(under, counter, chunk, header, last=last)


def generation(stored: bytes) -> int:
    """Return the generation of the key that the beginning of a stored stream asks for; raises Tampered."""
    return parse_stream_header(stored[:STREAM_HEADER_BYTES] if is_bytes(stored) else b"")[0]


def stored_length(length: int) -> int:
    """Return how many bytes a stream of `length` bytes takes when it is stored."""
    return STREAM_HEADER_BYTES + length + TAG_BYTES * max(1, -(-length // CHUNK_BYTES))


def _open_chunk(under: AESGCM, counter: int, chunk: bytes, header: bytes, *, last: bool) -> bytes:
    # Only a stream of nothing ends with an empty chunk: one content has one form.
    if len(chunk) < TAG_BYTES or (len(chunk) == TAG_BYTES and counter):
        raise Tampered(_WHAT)
    try:
        return under.decrypt(_nonce(counter, last=last), chunk, header)
    except InvalidTag:
        raise Tampered(_WHAT) from None


def _cipher(key: CaseKey, case: UUID, file: UUID, salt: bytes) -> AESGCM:
    file_key = expand(dek_of(key), b"mv1|file")
    return cipher(expand(file_key, pae(b"mv1.file", case.bytes, file.bytes, salt)))


def _nonce(counter: int, *, last: bool) -> bytes:
    return counter.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


def _head(pieces: Iterator[bytes]) -> tuple[bytes, bytes]:
    """Return the header and what came with it."""
    held = b""
    for piece in pieces:
        held += _checked(piece)
        if len(held) >= STREAM_HEADER_BYTES:
            break
    return held[:STREAM_HEADER_BYTES], held[STREAM_HEADER_BYTES:]


def _then(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    for piece in rest:
        yield _checked(piece)


def _checked(piece: bytes) -> bytes:
    if not is_bytes(piece):
        raise Tampered(_WHAT)
    return piece


def _plain_chunks(plain: bytes | Iterable[bytes]) -> Iterator[tuple[bytes | memoryview, bool]]:
    if isinstance(plain, bytes):
        yield from _cut(plain)
    else:
        yield from _chunks(plain, CHUNK_BYTES)


def _cut(whole: bytes) -> Iterator[tuple[memoryview, bool]]:
    """Yield the chunks of `whole` without copying any, each with whether it is the last."""
    view, last = memoryview(whole), max(0, len(whole) - 1) // CHUNK_BYTES * CHUNK_BYTES
    for start in range(0, last + 1, CHUNK_BYTES):
        yield view[start : start + CHUNK_BYTES], start == last


def _chunks(pieces: Iterable[bytes], size: int) -> Iterator[tuple[bytes, bool]]:
    """Yield `pieces` cut into chunks of `size`, each with whether it is the last; nothing gives one empty chunk."""
    held = bytearray()
    for piece in pieces:
        held += piece
        whole = max(0, len(held) - 1) // size * size
        # One more byte must be waiting: a full last chunk is the last.
        for start in range(0, whole, size):
            yield bytes(memoryview(held)[start : start + size]), False
        del held[:whole]
    yield bytes(held), True
