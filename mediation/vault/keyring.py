"""The keyring: the root keys that wrap everything stored, in one file beside the database and never in it.

The file is JSON, mode 0600, owned by the account that runs the program (or root):

    {"version": 1, "keys": [{"kid": 1, "kind": "operational", "key": "<base64 of 32 random bytes>"}]}

`kid` is the number that every wrap names (1 to 2**32 - 1, never used again); `kind` is `operational`, or
`retention` for the grants of closed cases by destruction quarter. New wraps use the operational key with the
highest number; all are kept for reading. A file of another version is refused, never guessed at.
"""

import base64
import binascii
import json
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from mediation.errors import Tampered
from mediation.language import mark
from mediation.vault.framing import (
    KEY_BYTES,
    MAX_WRAPPED_BYTES,
    Wrap,
    build_wrap,
    pae,
    parse_wrap,
    wrap_header,
)
from mediation.vault.keys import Secret
from mediation.vault.primitives import aead_open, aead_seal_with, cipher, expand, new_nonce

_VERSION = 1
_KINDS = frozenset({"operational", "retention"})
_MAX_FILE_BYTES = 65_536
_MAX_KID = 2**32 - 1


class KeyringRefused(Exception):  # noqa: N818 - named as the answer it leads to
    """The keyring cannot be used as it is. The Indonesian text is for the operator and names the remedy."""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class RootKey(Secret):
    """One key of the keyring."""

    kid: int
    kind: str
    key: bytes


class Keyring(Secret):
    """The root keys, and the outer wrap under them."""

    __slots__ = ("_ciphers", "_identity", "_newest")

    def __init__(self, keys: Mapping[int, RootKey]) -> None:
        """Take root keys by number; raise ValueError without an operational one."""
        operational = sorted(kid for kid, key in keys.items() if key.kind == "operational")
        if not operational:
            raise ValueError("a keyring needs an operational key")
        self._newest = operational[-1]
        self._identity = expand(keys[operational[0]].key, b"mv1|keyring identity", 16).hex()
        self._ciphers = {kid: _kek(key.key) for kid, key in keys.items()}

    @classmethod
    def create(cls, path: Path) -> Self:
        """Write a new keyring of one key to `path` and return it; raise KeyringRefused, never overwrite."""
        keys = {1: _new_key(1)}
        _write_new(path, _serialise(keys))
        return cls(keys)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Return the keyring in `path`; raise KeyringRefused, naming the remedy, for any reason not to."""
        return cls(_parse(_read(path), path))

    @classmethod
    def ephemeral(cls) -> Self:
        """Return a new keyring that is nowhere on disk: what it wraps is lost with the process."""
        return cls({1: _new_key(1)})

    def identity(self) -> str:
        """Return 32 hex digits that name this keyring and tell nothing of its keys; a database records them.

        It is made from the oldest operational key, so it stays when a key is added.
        """
        return self._identity

    def wrap(self, secret: bytes, *context: bytes) -> bytes:
        """Return `secret` (at most 4,096 bytes) sealed under the newest key and bound to `context`."""
        return self.wrap_with(new_nonce(), secret, *context)

    def wrap_with(self, nonce: bytes, secret: bytes, *context: bytes) -> bytes:
        """Return what `wrap` does. For `wrap` and known answers alone: a nonce must never come twice."""
        if len(secret) > MAX_WRAPPED_BYTES:
            raise ValueError("a wrap holds keys, not documents")
        kek = self._ciphers[self._newest]
        body = aead_seal_with(nonce, kek, secret, _aad(self._newest, context))
        return build_wrap(Wrap(self._newest, body))

    def unwrap(self, stored: bytes, *context: bytes) -> bytes:
        """Return what was wrapped with the same `context`; raise Tampered for anything else."""
        wrap = parse_wrap(stored)
        kek = self._ciphers.get(wrap.kid)
        if kek is None:
            raise Tampered("wrap under a key that this keyring does not hold")
        return aead_open(kek, wrap.body, _aad(wrap.kid, context), "wrap")


def _aad(kid: int, context: tuple[bytes, ...]) -> bytes:
    return pae(b"mv1.wrap", wrap_header(kid), *context)


def _kek(key: bytes) -> AESGCM:
    return cipher(expand(key, b"mv1|kek"))


def _new_key(kid: int) -> RootKey:
    return RootKey(kid, "operational", os.urandom(KEY_BYTES))


def _serialise(keys: Mapping[int, RootKey]) -> bytes:
    entries = [{"kid": key.kid, "kind": key.kind, "key": base64.b64encode(key.key).decode()} for key in keys.values()]
    return json.dumps({"version": _VERSION, "keys": entries}, indent=1).encode() + b"\n"


def _write_new(path: Path, data: bytes) -> None:
    descriptor = _created(path)
    try:
        os.fchmod(descriptor, 0o600)  # whatever the umask is
        _write_all(descriptor, data)
        os.fsync(descriptor)
    except OSError:
        path.unlink()  # ours, made a moment ago: half a keyring must not stay behind
        raise _refused(_UNWRITABLE, path) from None
    finally:
        os.close(descriptor)
    _sync_folder(path.parent)


def _created(path: Path) -> int:
    try:
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise _refused(_EXISTS, path) from None
    except OSError:
        raise _refused(_UNWRITABLE, path) from None


def _write_all(descriptor: int, data: bytes) -> None:
    while data:
        data = data[os.write(descriptor, data) :]


def _sync_folder(folder: Path) -> None:
    """Make the new name last: a keyring lost in a power cut takes every case with it."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read(path: Path) -> bytes:
    """Return the file's bytes after checking the opened file itself: nothing can be swapped in between."""
    descriptor = _opened(path)
    try:
        found = os.fstat(descriptor)
        trouble = why_not(found.st_mode, found.st_uid, os.geteuid())
        if trouble:
            raise _refused(trouble, path)
        return os.read(descriptor, _MAX_FILE_BYTES + 1)
    finally:
        os.close(descriptor)


def _opened(path: Path) -> int:
    try:
        return os.open(path, os.O_RDONLY | os.O_NONBLOCK)  # a pipe in its place must not hang the start
    except FileNotFoundError:
        raise _refused(_MISSING, path) from None
    except OSError:
        raise _refused(_UNREADABLE, path) from None


def why_not(mode: int, owner: int, me: int) -> str | None:
    """Return why a file of this mode and owner cannot be the keyring of user `me`; None when it can."""
    if not stat.S_ISREG(mode):
        return _NOT_A_FILE
    if owner not in {me, 0}:
        return _OWNER
    if stat.S_IMODE(mode) & 0o077:
        return _OPEN_TO_OTHERS
    return None


def _parse(data: bytes, path: Path) -> dict[int, RootKey]:
    try:
        document = json.loads(data) if len(data) <= _MAX_FILE_BYTES else None
        return _root_keys(document)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _refused(_MALFORMED, path) from None


def _root_keys(document: Any) -> dict[int, RootKey]:  # noqa: ANN401 - JSON, checked here
    if document["version"] != _VERSION or set(document) != {"version", "keys"}:
        raise ValueError
    keys: dict[int, RootKey] = {}
    for entry in document["keys"]:
        key = _root_key(entry)
        if key.kid in keys:
            raise ValueError
        keys[key.kid] = key
    if not any(key.kind == "operational" for key in keys.values()):
        raise ValueError
    return keys


def _root_key(entry: Any) -> RootKey:  # noqa: ANN401 - JSON, checked here
    kid, kind = entry["kid"], entry["kind"]
    raw = base64.b64decode(entry["key"], validate=True)
    shaped = isinstance(kid, int) and not isinstance(kid, bool) and 0 < kid <= _MAX_KID
    if not shaped or kind not in _KINDS or len(raw) != KEY_BYTES or set(entry) != {"kid", "kind", "key"}:
        raise binascii.Error
    return RootKey(kid, kind, raw)


def _refused(sentence: str, path: Path) -> KeyringRefused:
    return KeyringRefused(sentence.format(path=path))


_EXISTS = mark(
    "Berkas kunci {path} sudah ada dan tidak ditimpa. Pindahkan dahulu berkas itu bila memang hendak "
    "membuat yang baru; tanpa berkas itu data yang sudah ada tidak dapat dibuka lagi."
)
_UNWRITABLE = mark(
    "Berkas kunci {path} tidak dapat dibuat. Pastikan foldernya ada, masih ada ruang, dan akun yang menjalankan "
    "program boleh menulis di situ."
)
_MISSING = mark(
    "Berkas kunci {path} tidak ada. Kembalikan berkas itu dari cadangan, perbaiki letaknya di pengaturan, "
    "atau jalankan `mediation init` untuk pemasangan baru."
)
_UNREADABLE = mark(
    "Berkas kunci {path} tidak dapat dibaca. Jalankan program dengan akun pemilik berkas itu, atau serahkan "
    "kepemilikannya dengan `chown`."
)
_NOT_A_FILE = mark("{path} bukan berkas biasa. Arahkan pengaturan ke berkas kunci yang dibuat `mediation init`.")
_OWNER = mark(
    "Berkas kunci {path} milik akun lain. Serahkan kepada akun yang menjalankan program dengan `chown`, lalu "
    "jalankan `chmod 600`."
)
_OPEN_TO_OTHERS = mark(
    "Berkas kunci {path} dapat dibaca akun lain. Jalankan `chmod 600 {path}`, periksa siapa yang mungkin "
    "sudah menyalinnya, lalu mulai lagi."
)
_MALFORMED = mark(
    "Isi berkas kunci {path} rusak atau dibuat oleh versi lain program ini. Kembalikan berkas itu dari "
    "cadangan atau pakai versi program yang membuatnya."
)
