"""Files sealed with age: to X25519 recipients as a stream, opened with an identity file. The only importer of pyrage.

Two verbs, two nouns: who has a recipient's public half can seal, and only the holder of the identity can open.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import BinaryIO, Final, Protocol

import bech32
import pyrage

from mediation.errors import Tampered
from mediation.language import mark
from mediation.vault.framing import KEY_BYTES
from mediation.vault.keys import Secret
from mediation.vault.recipient import parse_recipient

MAX_IDENTITY_BYTES: Final = 64 * 1024
MAX_HEADER_BYTES: Final = 64 * 1024
_INTRODUCTION = b"age-encryption.org/v1"
_ARMOURED = b"-----BEGIN AGE ENCRYPTED FILE-----"
_X25519 = b"X25519"
_GREASE = b"-grease"  # a stanza that means nothing: sealers add some so that readers learn to pass over them
_WHAT = "age file"

Put = Callable[[bytes], object]


class Readable(Protocol):
    """What can be read in pieces; a file is."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes; none at the end."""


class NotForThisIdentity(Exception):  # noqa: N818 - names the finding
    """The file is sealed, but to nobody whose identity was given."""


class Identity(Secret):
    """The private half of a recipient: opens what was sealed to `public` (32 raw bytes)."""

    __slots__ = ("_inner", "public")

    def __init__(self, line: str) -> None:
        """Take an `AGE-SECRET-KEY-1…` line; raise ValueError with a sentence for the person, never the line."""
        try:
            self._inner = pyrage.x25519.Identity.from_str(line)
        except pyrage.IdentityError:
            raise ValueError(_BAD_IDENTITY) from None
        self.public: bytes = parse_recipient(str(self._inner.to_public()))


def recipient_line(public: bytes) -> str:
    """Return the `age1…` line of 32 raw bytes; raise ValueError for another length."""
    words = bech32.convertbits(public, 8, 5) if len(public) == KEY_BYTES else None
    if words is None:
        raise ValueError("a recipient has 32 bytes")
    return str(bech32.bech32_encode("age", words))


def encrypt(clear: Iterable[bytes], publics: Sequence[bytes], put: Put) -> None:
    """Seal the pieces of `clear` to every one of `publics`, handing the sealed pieces to `put` as they come.

    Nothing is held but a piece. What `clear` or `put` raises comes out unchanged; no recipient: ValueError.
    """
    if not publics:
        raise ValueError("a recipient is needed")
    recipients = [pyrage.x25519.Recipient.from_str(recipient_line(public)) for public in publics]
    source, target = _Source(clear), _Target(put)
    try:
        pyrage.encrypt_io(source, target, recipients)
    except (pyrage.EncryptError, OSError):
        _raise_what_was_raised(source, target)
        raise


def decrypt(sealed: Readable, identities: Sequence[Identity], put: Put) -> None:
    """Open `sealed` with whichever of `identities` fits, handing the clear pieces to `put` as they come.

    What came before a Tampered was authenticated piece by piece, but the end was not reached: the caller takes back
    what it did with it. Raises NotForThisIdentity, Tampered (cut, changed, no age file), and what `put` raises.
    """
    target = _Target(put)
    try:
        pyrage.decrypt_io(sealed, target, [identity._inner for identity in identities])  # noqa: SLF001 - the one way in
    except (pyrage.DecryptError, OSError) as error:
        _raise_what_was_raised(target)
        raise _told(error) from None


def _told(error: Exception) -> Exception:
    return NotForThisIdentity() if "No matching keys" in str(error) else Tampered(_WHAT)


class _Source:
    """What pyrage reads from: pieces of any size, handed on in those that it asks for."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._rest = memoryview(b"")
        self.raised: BaseException | None = None

    def read(self, size: int) -> bytes:
        """Return at most `size` bytes; none when there are no more."""
        try:
            while not self._rest:
                self._rest = memoryview(next(self._pieces))
        except StopIteration:
            return b""
        except BaseException as error:
            self.raised = error
            raise
        given, self._rest = self._rest[:size], self._rest[size:]
        return bytes(given)


class _Target:
    """What pyrage writes to."""

    def __init__(self, put: Put) -> None:
        self._put = put
        self.raised: BaseException | None = None

    def write(self, piece: bytes) -> int:
        """Hand `piece` on; all of it is taken."""
        try:
            self._put(piece)
        except BaseException as error:
            self.raised = error
            raise
        return len(piece)

    def flush(self) -> None:
        """Do nothing: what was handed on is gone."""


def _raise_what_was_raised(*ends: _Source | _Target) -> None:
    # pyrage makes errors of its own of ours, with their text inside: that text may hold content.
    for end in ends:
        if end.raised is not None:
            raise end.raised from None


def sealed_to(sealed: BinaryIO) -> int:
    """Return to how many X25519 recipients `sealed` is, read from its header, which is in clear.

    Raises Tampered when it is no age file, or one that opens by something other than X25519 as well.
    """
    if sealed.readline(len(_INTRODUCTION) + 1) != _INTRODUCTION + b"\n":
        raise Tampered(_WHAT)
    kinds = []
    while not (line := sealed.readline(MAX_HEADER_BYTES)).startswith(b"---"):
        if not line.endswith(b"\n") or sealed.tell() > MAX_HEADER_BYTES:
            raise Tampered(_WHAT)
        if line.startswith(b"-> "):
            kinds.append(b"".join(line.split()[1:2]))
    known = [kind for kind in kinds if not kind.endswith(_GREASE)]
    if set(known) != {_X25519}:
        raise Tampered(_WHAT)
    return len(known)


def is_protected(identity_file: bytes) -> bool:
    """Tell whether an identity file is itself sealed, by `age -p`, and needs a passphrase."""
    return identity_file.startswith((_INTRODUCTION, _ARMOURED))


def identities_of(identity_file: bytes, ask: Callable[[], str]) -> list[Identity]:
    """Return the identities in a file as `age-keygen` writes it, or in one that `age -p` sealed.

    `ask` is called for the passphrase only when one is needed. Raises ValueError with a sentence for the person: not
    an identity file, a wrong passphrase. Never any of its content.
    """
    if len(identity_file) > MAX_IDENTITY_BYTES:
        raise ValueError(_BAD_IDENTITY)
    plain = _unprotected(identity_file, ask()) if is_protected(identity_file) else identity_file
    try:
        lines = [line.strip() for line in plain.decode().splitlines()]
    except UnicodeDecodeError:
        raise ValueError(_BAD_IDENTITY) from None
    found = [line for line in lines if line and not line.startswith("#")]
    if not found:
        raise ValueError(_BAD_IDENTITY)
    return [Identity(line) for line in found]


def _unprotected(identity_file: bytes, passphrase: str) -> bytes:
    try:
        return bytes(pyrage.passphrase.decrypt(identity_file, passphrase))
    except pyrage.DecryptError:
        raise ValueError(_BAD_PASSPHRASE) from None


_BAD_IDENTITY = mark(
    "Berkas kunci pribadi ini bukan berkas dari `age-keygen`. Berikan berkas yang memuat satu baris AGE-SECRET-KEY-1…, "
    "atau berkas itu yang dilindungi `age -p`."
)
_BAD_PASSPHRASE = mark("Frasa sandi berkas kunci pribadi salah, atau berkasnya rusak.")
