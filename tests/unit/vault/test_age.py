"""Sealing to recipients and opening with identities: in pieces, refused in plain words, telling nothing."""

import errno
import io
from collections.abc import Iterator

import pyrage
import pytest

from mediation.errors import Tampered
from mediation.vault import age
from mediation.vault.age import Identity, NotForThisIdentity

CLEAR = b"ringkasan contoh " * 20_000


def line() -> str:
    return str(pyrage.x25519.Identity.generate())


def sealed(*identities: Identity, clear: bytes = CLEAR, piece: int = 1000) -> bytes:
    out = io.BytesIO()
    pieces = (clear[start : start + piece] for start in range(0, len(clear), piece))
    age.encrypt(pieces, [one.public for one in identities], out.write)
    return out.getvalue()


def opened(data: bytes, *identities: Identity) -> bytes:
    out = io.BytesIO()
    age.decrypt(io.BytesIO(data), identities, out.write)
    return out.getvalue()


@pytest.mark.parametrize("piece", [1, 8192, 65_536, 1_000_000])
def test_each_recipient_opens_what_was_sealed_to_him(piece: int) -> None:
    one, other = Identity(line()), Identity(line())
    clear = CLEAR if piece > 1 else CLEAR[:5000]
    data = sealed(one, other, clear=clear, piece=piece)

    assert opened(data, one) == opened(data, other) == opened(data, Identity(line()), other) == clear


def test_nothing_and_empty_pieces_are_sealed_too() -> None:
    one = Identity(line())
    out = io.BytesIO()
    age.encrypt([b"", b"a", b"", b"b", b""], [one.public], out.write)

    assert opened(out.getvalue(), one) == b"ab"
    assert opened(sealed(one, clear=b""), one) == b""


def test_nobody_else_opens_it() -> None:
    with pytest.raises(NotForThisIdentity):
        opened(sealed(Identity(line())), Identity(line()))


def test_what_was_changed_or_cut_is_not_opened() -> None:
    one = Identity(line())
    data = sealed(one, clear=CLEAR[:3000])

    for place in range(len(data)):
        changed = bytearray(data)
        changed[place] ^= 1 << place % 8
        with pytest.raises((Tampered, NotForThisIdentity)):
            opened(bytes(changed), one)
        with pytest.raises((Tampered, NotForThisIdentity)):
            opened(data[:place], one)
    with pytest.raises(Tampered):
        opened(data + b"x", one)


def test_no_recipient_is_refused() -> None:
    with pytest.raises(ValueError, match="recipient"):
        age.encrypt([b"a"], [], io.BytesIO().write)


class OwnError(Exception):
    """Raised by the test."""


def test_what_the_pieces_raise_comes_out_unchanged() -> None:
    def pieces() -> Iterator[bytes]:
        yield b"a" * 100_000
        raise OwnError

    with pytest.raises(OwnError):
        age.encrypt(pieces(), [Identity(line()).public], io.BytesIO().write)


def test_what_taking_the_pieces_raises_comes_out_unchanged() -> None:
    def full(_piece: bytes) -> None:
        raise OwnError

    one = Identity(line())
    with pytest.raises(OwnError):
        age.encrypt([CLEAR], [one.public], full)
    with pytest.raises(OwnError):
        age.decrypt(io.BytesIO(sealed(one)), [one], full)


def test_a_full_disk_is_no_damaged_file() -> None:
    def full(_piece: bytes) -> None:
        raise OSError(errno.ENOSPC, "penuh")

    one = Identity(line())
    with pytest.raises(OSError, match="penuh"):
        age.decrypt(io.BytesIO(sealed(one)), [one], full)
    with pytest.raises(OSError, match="penuh"):
        age.encrypt([CLEAR], [one.public], full)


def test_a_key_file_is_read_as_age_keygen_writes_it() -> None:
    first, second = line(), line()
    text = f"# created: 2026-03-02\n# public key: age1x\n{first}\n\n{second}\r\n".encode()

    found = age.identities_of(text, no_passphrase)

    assert [one.public for one in found] == [Identity(first).public, Identity(second).public]


def no_passphrase() -> str:
    raise AssertionError("no passphrase is needed")


def test_a_key_file_under_a_passphrase_asks_for_it() -> None:
    secret = line()
    protected = pyrage.passphrase.encrypt(secret.encode(), "tujuh kuda kayu")

    assert age.is_protected(protected)
    assert age.identities_of(protected, lambda: "tujuh kuda kayu")[0].public == Identity(secret).public
    with pytest.raises(ValueError, match="Frasa sandi") as refused:
        age.identities_of(protected, lambda: "tujuh kuda laut")
    assert "kuda" not in str(refused.value)


@pytest.mark.parametrize("text", [
    b"", b"# hanya keterangan\n", b"AGE-SECRET-KEY-1QQQQ", b"\xff\xfe", b"AGE-SECRET-KEY-PQ-1QQ", b"a" * 70_000,
    b"age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p",
])
def test_what_is_no_key_file_is_refused_without_quoting_it(text: bytes) -> None:
    with pytest.raises(ValueError, match="bukan berkas dari `age-keygen`") as refused:
        age.identities_of(text, no_passphrase)

    assert "QQ" not in str(refused.value)


def test_a_key_file_that_is_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="age-keygen"):
        age.identities_of(f"{line()}\n#{'a' * age.MAX_IDENTITY_BYTES}".encode(), no_passphrase)


def test_a_key_file_with_one_bad_line_is_refused() -> None:
    with pytest.raises(ValueError, match="age-keygen"):
        age.identities_of(f"{line()}\nAGE-SECRET-KEY-1QQQQ\n".encode(), no_passphrase)


def test_an_identity_shows_nothing() -> None:
    secret = line()

    assert secret not in f"{Identity(secret)!r} {Identity(secret)}"


def test_a_recipient_line_is_that_of_age() -> None:
    pair = pyrage.x25519.Identity.generate()

    assert age.recipient_line(Identity(str(pair)).public) == str(pair.to_public())
    with pytest.raises(ValueError, match="32 bytes"):
        age.recipient_line(bytes(31))


@pytest.mark.parametrize("count", [1, 2, 7])
def test_how_many_can_open_a_file_stands_in_its_header(count: int) -> None:
    assert age.sealed_to(io.BytesIO(sealed(*[Identity(line()) for _ in range(count)]))) == count


@pytest.mark.parametrize("data", [
    b"", b"age-encryption.org/v1", b"age-encryption.org/v1\n---", b"age-encryption.org/v2\n-> X25519 a\nb\n--- c\n",
    b"age-encryption.org/v1\n-> \n--- c\n", b"age-encryption.org/v1\n-> X25519 a\n",
    b"age-encryption.org/v1\n" + b"-> X25519 a\nb\n" * 100_000 + b"--- c\n",
])
def test_what_has_no_such_header_is_refused(data: bytes) -> None:
    with pytest.raises(Tampered):
        age.sealed_to(io.BytesIO(data))


def test_a_file_that_opens_by_something_else_too_is_refused() -> None:
    with pytest.raises(Tampered):
        age.sealed_to(io.BytesIO(pyrage.passphrase.encrypt(b"a", "sandi")))
