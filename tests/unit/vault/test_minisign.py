"""Signatures are those of the minisign program, and whatever was changed is named."""

import json
from pathlib import Path
from typing import Any

import pytest

from mediation.vault import minisign
from mediation.vault.minisign import Verdict
from mediation.vault.system import NAMES, SystemKeys

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[2] / "vectors" / "mv1.json").read_text("utf-8")
)["minisign"]
FREE = b"signature from mediation"  # the untrusted comment: minisign signs it no more than we do


def system_with(seed: bytes) -> SystemKeys:
    return SystemKeys({1: bytes(32)}, {name: seed for name in NAMES if name != "index"})


def digest_of(content: bytes, step: int = 1) -> bytes:
    digest = minisign.new_digest()
    for start in range(0, len(content), step):
        digest.update(content[start : start + step])
    return digest.digest()


@pytest.mark.parametrize("v", VECTORS)
def test_known_answers(v: dict[str, Any]) -> None:
    system = system_with(bytes.fromhex(v["seed"]))
    digest = digest_of(v["content"].encode())

    assert minisign.public_key(system).line == v["public_key"]
    assert minisign.sign(system, digest, v["trusted_comment"]) == v["signature"]
    read = minisign.parse_signature(v["signature"])
    assert read.comment == v["trusted_comment"]
    assert minisign.verify(minisign.parse_public(v["public_key"]), read, digest) is Verdict.GOOD


def test_the_size_of_the_pieces_does_not_matter() -> None:
    assert digest_of(b"berkas contoh" * 1000, 1) == digest_of(b"berkas contoh" * 1000, 997)


def test_every_flipped_bit_of_a_signature_is_noticed() -> None:
    v = VECTORS[0]
    key, digest = minisign.parse_public(v["public_key"]), digest_of(v["content"].encode())
    whole = v["signature"].encode()
    free = range(whole.index(FREE), whole.index(FREE) + len(FREE))

    for place in (place for place in range(len(whole)) if place not in free):
        for bit in range(8):
            changed = bytearray(whole)
            changed[place] ^= 1 << bit
            assert verdict_of(key, bytes(changed), digest) is not Verdict.GOOD, (place, bit)


def test_every_cut_of_a_signature_is_noticed() -> None:
    v = VECTORS[0]
    key, digest = minisign.parse_public(v["public_key"]), digest_of(v["content"].encode())
    whole = v["signature"].encode()

    assert {verdict_of(key, whole[:length], digest) for length in range(len(whole))} == {None}


def verdict_of(key: minisign.PublicKey, text: bytes, digest: bytes) -> Verdict | None:
    """Return what comparing says; None when it cannot even be read."""
    try:
        return minisign.verify(key, minisign.parse_signature(text.decode()), digest)
    except ValueError:
        return None


def test_what_differs_is_named() -> None:
    one, other = system_with(b"1" * 32), system_with(b"2" * 32)
    digest = digest_of(b"satu")
    text = minisign.sign(one, digest, "export:a rows:1")
    signature, key = minisign.parse_signature(text), minisign.public_key(one)
    retold = minisign.parse_signature(text.replace("rows:1", "rows:9"))

    assert minisign.verify(minisign.public_key(other), signature, digest) is Verdict.OTHER_KEY
    assert minisign.verify(key, signature, digest_of(b"dua")) is Verdict.OTHER_CONTENT
    assert minisign.verify(key, retold, digest) is Verdict.OTHER_COMMENT


def test_a_key_id_that_was_copied_makes_no_other_key_good() -> None:
    one, other = minisign.public_key(system_with(b"1" * 32)), minisign.public_key(system_with(b"2" * 32))
    digest = digest_of(b"satu")
    signature = minisign.parse_signature(minisign.sign(system_with(b"1" * 32), digest, "a"))

    assert minisign.verify(minisign.PublicKey(one.id, other.raw), signature, digest) is Verdict.OTHER_CONTENT


def test_a_public_key_file_is_read_as_well_as_its_line() -> None:
    line = VECTORS[0]["public_key"]

    assert minisign.parse_public(f"untrusted comment: minisign public key 1\n{line}\n").line == line
    assert minisign.parse_public(f"  {line}\n").line == line


@pytest.mark.parametrize("text", [
    "", "RW", VECTORS[0]["public_key"][:-4], VECTORS[0]["public_key"].replace("RW", "RU", 1),
    VECTORS[0]["public_key"] * 2, VECTORS[0]["public_key"] + "\nlagi", "\ud800", "é" * 56, "A" * 100_000,
    VECTORS[0]["signature"],
])
def test_what_is_no_public_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="bukan satu baris utuh"):
        minisign.parse_public(text)


@pytest.mark.parametrize("text", [
    "", "\n\n\n\n", VECTORS[0]["signature"].replace("RUQ", "RWQ"), "a" * 100_000,
    VECTORS[0]["signature"] + "lagi", VECTORS[0]["signature"] + "\n",
])
def test_what_is_no_prehashed_signature_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="bukan tanda tangan minisign"):
        minisign.parse_signature(text)


@pytest.mark.parametrize("comment", ["dua\nbaris", "tab\t", "\x1b[2J"])
def test_a_comment_of_more_than_a_printable_line_is_not_signed(comment: str) -> None:
    with pytest.raises(ValueError, match="one line"):
        minisign.sign(system_with(b"1" * 32), bytes(64), comment)


def test_only_a_whole_digest_is_signed() -> None:
    with pytest.raises(ValueError, match="64 bytes"):
        minisign.sign(system_with(b"1" * 32), bytes(32), "a")
