"""Attachments as streams: the known answers, and every way in which stored bytes may be cut, moved or swapped."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from Crypto.Cipher import AES
from hypothesis import given
from hypothesis import strategies as st

from mediation.errors import Tampered
from mediation.vault import streams
from mediation.vault.keys import CaseKey

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[2] / "vectors" / "mv1.json").read_text("utf-8"),
)["stream"]
DEK = bytes(range(32, 64))
KEY = CaseKey("content", 1, DEK, checked=True)
CASE, FILE = UUID(int=0x22), UUID(int=0x33)
CHUNK, SEALED, HEADER = 65536, 65552, 20


def sealed(plain: bytes, key: CaseKey = KEY, case: UUID = CASE, file: UUID = FILE) -> bytes:
    return b"".join(streams.seal_stream(key, case=case, file=file, plain=[plain]))


def opened(stored: bytes | Iterable[bytes], key: CaseKey = KEY, case: UUID = CASE, file: UUID = FILE) -> bytes:
    pieces = [stored] if isinstance(stored, bytes) else stored
    return b"".join(streams.open_stream(key, case=case, file=file, stored=pieces))


def cut(data: bytes, size: int) -> Iterator[bytes]:
    return (data[start : start + size] for start in range(0, len(data), size))


def chunks_of(stored: bytes) -> list[bytes]:
    return list(cut(stored[HEADER:], SEALED))


@pytest.mark.parametrize("v", VECTORS, ids=lambda v: str(v["length"]))
def test_the_known_answers(v: dict[str, Any]) -> None:
    key = CaseKey("content", v["generation"], bytes.fromhex(v["dek"]), checked=True)
    case, file = UUID(v["case"]), UUID(v["file"])
    plain = bytes.fromhex(v["plaintext_byte"]) * v["length"]
    made = b"".join(
        streams.seal_stream_with(bytes.fromhex(v["salt"]), key, case=case, file=file, plain=cut(plain, 1000)),
    )

    whole = b"".join(streams.seal_stream_with(bytes.fromhex(v["salt"]), key, case=case, file=file, plain=plain))

    assert whole == made
    assert (len(made), hashlib.sha256(made).hexdigest()) == (v["size"], v["sha256"])
    assert streams.stored_length(v["length"]) == v["size"]
    assert opened(made, key, case, file) == plain


def test_another_library_reads_what_is_written() -> None:
    def mine(key: bytes, label: bytes) -> bytes:
        return hmac.new(key, label + b"\x01", hashlib.sha256).digest()

    parts = (b"mv1.file", CASE.bytes, FILE.bytes)
    plain = bytes(range(256)) * 300
    stored = sealed(plain)
    header, body = stored[:HEADER], stored[HEADER:]
    listed = (*parts, header[4:])
    context = len(listed).to_bytes(2, "big") + b"".join(len(p).to_bytes(4, "big") + p for p in listed)
    read = b""
    for number, chunk in enumerate(cut(body, SEALED)):
        last = (number + 1) * SEALED >= len(body)
        reader = AES.new(mine(mine(DEK, b"mv1|file"), context), AES.MODE_GCM,
                         nonce=number.to_bytes(11, "big") + bytes([last]))
        reader.update(header)
        read += reader.decrypt_and_verify(chunk[:-16], chunk[-16:])

    assert header[:4] == b"\x02\x00\x01\x10"
    assert read == plain


@given(length=st.integers(0, 3 * CHUNK + 5), seal_by=st.integers(1, 200_000), open_by=st.integers(1, 200_000))
def test_pieces_of_any_size_give_the_same(length: int, seal_by: int, open_by: int) -> None:
    plain = b"ab" * (length // 2 + 1)
    stored = b"".join(streams.seal_stream(KEY, case=CASE, file=FILE, plain=cut(plain, seal_by)))

    assert opened(cut(stored, open_by)) == plain
    assert opened(b"".join(streams.seal_stream(KEY, case=CASE, file=FILE, plain=plain))) == plain


def test_the_same_content_is_never_stored_the_same() -> None:
    assert sealed(b"sama") != sealed(b"sama")


@pytest.mark.parametrize("length", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_a_stream_cut_anywhere_is_refused(length: int) -> None:
    stored = sealed(bytes(length))
    ends = {*range(HEADER + 20), len(stored) - 1, len(stored) - 16, len(stored) - 17}
    ends |= {HEADER + SEALED * n for n in range(4)}

    for end in (end for end in ends if 0 <= end < len(stored)):
        with pytest.raises(Tampered):
            opened(stored[:end])


@pytest.mark.parametrize("more", [b"\0", bytes(16), bytes(SEALED)])
@pytest.mark.parametrize("length", [0, 5, CHUNK, 2 * CHUNK])
def test_nothing_can_be_added(length: int, more: bytes) -> None:
    with pytest.raises(Tampered):
        opened(sealed(bytes(length)) + more)


def test_chunks_keep_their_order_and_their_number() -> None:
    stored = sealed(bytes(3 * CHUNK + 7))
    first, second, third, last = chunks_of(stored)
    orders = ([second, first, third, last], [first, third, last], [first, second, second, third, last],
              [first, second, last, third], [first, second, third])

    for order in orders:
        with pytest.raises(Tampered):
            opened(stored[:HEADER] + b"".join(order))


def test_a_chunk_of_another_stream_does_not_fit() -> None:
    one, other = sealed(bytes(2 * CHUNK)), sealed(bytes(2 * CHUNK))
    swapped = one[:HEADER] + chunks_of(other)[0] + chunks_of(one)[1]

    for stored in (swapped, other[:HEADER] + one[HEADER:]):
        with pytest.raises(Tampered):
            opened(stored)


def test_an_empty_chunk_ends_nothing_but_a_stream_of_nothing() -> None:
    # As a careless writer would close a stream whose length is a whole number of chunks.
    stored = sealed(bytes(CHUNK))
    under = streams._cipher(KEY, CASE, FILE, stored[4:HEADER])
    header = stored[:HEADER]
    unended = under.encrypt(bytes(12), bytes(CHUNK), header) + under.encrypt(bytes(10) + b"\x01\x01", b"", header)

    with pytest.raises(Tampered):
        opened(header + unended)


@pytest.mark.parametrize("where", [0, 1, 2, 3, 4, 19, HEADER, HEADER + SEALED - 1, -1])
def test_one_flipped_bit_is_seen(where: int) -> None:
    stored = bytearray(sealed(bytes(CHUNK + 9)))
    stored[where] ^= 1

    with pytest.raises(Tampered):
        opened(bytes(stored))


def test_another_case_file_key_or_generation_is_refused() -> None:
    stored = sealed(b"isi")
    wrong: list[dict[str, Any]] = [
        {"case": UUID(int=1)}, {"file": UUID(int=1)},
        {"key": CaseKey("content", 1, bytes(32), checked=True)}, {"key": CaseKey("content", 2, DEK, checked=True)},
    ]

    for given_ in wrong:
        with pytest.raises(Tampered):
            opened(stored, **given_)
    moved = bytearray(stored)
    moved[2] = 2
    with pytest.raises(Tampered):
        opened(bytes(moved), CaseKey("content", 2, DEK, checked=True))


def test_a_key_serves_only_after_its_commitment_was_checked() -> None:
    with pytest.raises(RuntimeError):
        sealed(b"isi", CaseKey("content", 1, DEK))


def test_the_generation_is_told_by_the_first_piece() -> None:
    assert streams.generation(sealed(b"isi", CaseKey("content", 258, DEK, checked=True))) == 258
    for broken in (b"", b"\x02", bytes(40), "teks", None):
        with pytest.raises(Tampered):
            streams.generation(broken)  # type: ignore[arg-type]  # a row may hold anything


def test_what_is_no_bytes_is_refused() -> None:
    for pieces in ([None], [sealed(b"isi"), "teks"], [7]):
        with pytest.raises(Tampered):
            opened(pieces)  # type: ignore[arg-type]  # a row may hold anything
