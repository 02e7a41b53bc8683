"""The bytes of the stored formats: built and parsed here, used with keys elsewhere.

Pure: no key and no randomness enters this file. All integers are big-endian; UUIDs are their raw 16 bytes.
Formats grow only at the end, and a version byte is never used again for another format.
"""

from dataclasses import dataclass

from mediation.errors import Tampered

NONCE_BYTES = 12
TAG_BYTES = 16
KEY_BYTES = 32

WRAP_VERSION = 1
WRAP_HEADER_BYTES = 5
MAX_WRAPPED_BYTES = 4096

ENVELOPE_VERSION = 1
ENVELOPE_HEADER_BYTES = 3
MAX_SEALED_BYTES = 16 * 1024 * 1024

STREAM_VERSION = 2
STREAM_CHUNK_LOG2 = 16
STREAM_SALT_BYTES = 16
STREAM_HEADER_BYTES = 4 + STREAM_SALT_BYTES

GRANT_OWN = 1
GRANT_SEALED = 2
GRANT_OWN_BYTES = 1 + NONCE_BYTES + KEY_BYTES + TAG_BYTES
GRANT_SEALED_BYTES = 1 + KEY_BYTES + KEY_BYTES + TAG_BYTES

_BLOCK = 64
_SMALL = 1024
_MARK = b"\x80"
_U16_MAX = 2**16 - 1
_U32_MAX = 2**32 - 1
_U64_MAX = 2**64 - 1


def u16(value: int) -> bytes:
    """Return `value` (0 to 65,535) as two bytes; raise Tampered outside that range."""
    return _unsigned(value, _U16_MAX, 2)


def u32(value: int) -> bytes:
    """Return `value` (0 to 2**32 - 1) as four bytes; raise Tampered outside that range."""
    return _unsigned(value, _U32_MAX, 4)


def u64(value: int) -> bytes:
    """Return `value` (0 to 2**64 - 1) as eight bytes; raise Tampered outside that range."""
    return _unsigned(value, _U64_MAX, 8)


def _unsigned(value: int, maximum: int, size: int) -> bytes:
    # The numbers of a format come from stored rows or from constants: what does not fit was not written here.
    if not 0 <= value <= maximum:
        raise Tampered(f"number of {size} bytes")
    return value.to_bytes(size, "big")


def utf8(text: str) -> bytes:
    """Return `text` in UTF-8; raise ValueError for lone surrogates, without quoting the text as Python would."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise ValueError("not text") from None


def is_bytes(value: object) -> bool:
    """Tell whether a stored value is bytes at all: SQLite keeps whatever type somebody put into a column."""
    return isinstance(value, bytes)


def pae(*parts: bytes) -> bytes:
    """Return `parts` joined so that no two lists of parts give the same bytes: each carries its length."""
    # A length that does not fit raises OverflowError: nothing of that length is held in memory here.
    return u16(len(parts)) + b"".join([piece for part in parts for piece in (len(part).to_bytes(4, "big"), part)])


def parse_pae(data: bytes, what: str) -> tuple[bytes, ...]:
    """Return the parts that `pae` joined; raise Tampered(`what`) for anything that it cannot have made."""
    parts: list[bytes] = []
    position = 2
    for _ in range(int.from_bytes(data[:2], "big")):
        start = position + 4
        length = int.from_bytes(data[position:start], "big")
        position = start + length
        if position > len(data):
            raise Tampered(what)
        parts.append(data[start:position])
    if len(data) != position:
        raise Tampered(what)
    return tuple(parts)


def padded_length(length: int) -> int:
    """Return how long `length` bytes become: multiples of 64 up to 1 KiB, then Padmé (at most 12 % more)."""
    marked = length + 1
    if marked <= _SMALL:
        return -(-marked // _BLOCK) * _BLOCK
    exponent = marked.bit_length() - 1
    kept = exponent.bit_length()
    mask = (1 << (exponent - kept)) - 1
    return (marked + mask) & ~mask


_LONGEST_PADDED = padded_length(MAX_SEALED_BYTES)


def pad(data: bytes, minimum: int = 0) -> bytes:
    """Return `data` padded by ISO 7816-4 to its step, or to `minimum` bytes where that is more."""
    length = max(padded_length(len(data)), minimum)
    return (data + _MARK).ljust(length, b"\0")


def unpad(data: bytes) -> bytes:
    """Return what `pad` was given; raise Tampered when there is no padding."""
    # Only authenticated bytes come here, so the time that stripping takes tells nobody anything.
    marked = data.rstrip(b"\0")
    if not marked.endswith(_MARK):
        raise Tampered("padding")
    return marked[:-1]


@dataclass(frozen=True, slots=True)
class Wrap:
    """An outer wrap: which key of the keyring, and nonce ‖ ciphertext ‖ tag."""

    kid: int
    body: bytes

    @property
    def header(self) -> bytes:
        """The bytes that are authenticated with the body: version and key number."""
        return wrap_header(self.kid)


def wrap_header(kid: int) -> bytes:
    """Return the five first bytes of a wrap under the key numbered `kid`."""
    return bytes([WRAP_VERSION]) + u32(kid)


def build_wrap(wrap: Wrap) -> bytes:
    """Return `wrap` as it is stored."""
    return wrap.header + wrap.body


def parse_wrap(stored: bytes) -> Wrap:
    """Return the parts of a stored wrap; raise Tampered when version or length cannot be right."""
    least = WRAP_HEADER_BYTES + NONCE_BYTES + TAG_BYTES
    if not is_bytes(stored) or not least <= len(stored) <= least + MAX_WRAPPED_BYTES or stored[0] != WRAP_VERSION:
        raise Tampered("wrap")
    return Wrap(int.from_bytes(stored[1:WRAP_HEADER_BYTES], "big"), stored[WRAP_HEADER_BYTES:])


@dataclass(frozen=True, slots=True)
class Envelope:
    """A sealed column: the generation of its case key, and nonce ‖ ciphertext ‖ tag."""

    generation: int
    body: bytes

    @property
    def header(self) -> bytes:
        """The bytes that are authenticated with the body: version and generation."""
        return envelope_header(self.generation)


def envelope_header(generation: int) -> bytes:
    """Return the three first bytes of a column sealed under `generation`."""
    return bytes([ENVELOPE_VERSION]) + u16(generation)


def build_envelope(envelope: Envelope) -> bytes:
    """Return `envelope` as it is stored."""
    return envelope.header + envelope.body


def parse_envelope(stored: bytes) -> Envelope:
    """Return the parts of a stored column; raise Tampered when version or length cannot be right."""
    if not is_bytes(stored) or len(stored) < ENVELOPE_HEADER_BYTES or stored[0] != ENVELOPE_VERSION:
        raise Tampered("envelope")
    body = stored[ENVELOPE_HEADER_BYTES:]
    padded = len(body) - NONCE_BYTES - TAG_BYTES
    if padded < _BLOCK or padded > _LONGEST_PADDED:
        raise Tampered("envelope")
    return Envelope(int.from_bytes(stored[1:ENVELOPE_HEADER_BYTES], "big"), body)


def stream_header(generation: int, salt: bytes) -> bytes:
    """Return the first bytes of an attachment: version, generation, size of its chunks, salt (16 bytes)."""
    if len(salt) != STREAM_SALT_BYTES:
        raise ValueError("a salt of 16 bytes is needed")
    return bytes([STREAM_VERSION]) + u16(generation) + bytes([STREAM_CHUNK_LOG2]) + salt


def parse_stream_header(header: bytes) -> tuple[int, bytes]:
    """Return generation and salt of an attachment's header; raise Tampered when it is none."""
    known = (STREAM_VERSION, STREAM_CHUNK_LOG2)
    if len(header) != STREAM_HEADER_BYTES or (header[0], header[3]) != known:
        raise Tampered("attachment")
    return int.from_bytes(header[1:3], "big"), header[4:]


@dataclass(frozen=True, slots=True)
class Grant:
    """The inside of a grant: `GRANT_OWN` (nonce ‖ ciphertext ‖ tag) or `GRANT_SEALED` (key ‖ ciphertext)."""

    form: int
    body: bytes


def build_grant(grant: Grant) -> bytes:
    """Return the inside of a grant as it is wrapped."""
    return bytes([grant.form]) + grant.body


def parse_grant(inner: bytes) -> Grant:
    """Return form and body of an unwrapped grant; raise Tampered for an unknown form or a wrong length."""
    if (inner[:1], len(inner)) not in _GRANT_SHAPES:
        raise Tampered("grant")
    return Grant(inner[0], inner[1:])


_GRANT_SHAPES = {
    (bytes([GRANT_OWN]), GRANT_OWN_BYTES),
    (bytes([GRANT_SEALED]), GRANT_SEALED_BYTES),
}
