"""The keys of the installation itself, random, wrapped by the keyring and stored beside the data."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Self

from mediation.errors import Tampered
from mediation.vault.framing import KEY_BYTES, u16
from mediation.vault.keyring import Keyring
from mediation.vault.keys import Secret
from mediation.vault.primitives import expand

NAMES: Final = ("index", "audit", "directory", "cookie", "checkpoint", "export")
_FIRST = 1
_MAX_INDEX_VERSION = 255
_WHAT = "system key"


@dataclass(frozen=True, slots=True)
class StoredSystemKey:
    """A system key as it stands in its row: name, version and wrapped bytes."""

    name: str
    version: int
    stored: bytes


class SystemKeys(Secret):
    """The opened system keys. Only `index` has several versions; indexes are written under the newest."""

    __slots__ = ("_index", "_single")

    def __init__(self, index: Mapping[int, bytes], single: Mapping[str, bytes]) -> None:
        """Take the versions of `index` and a key for each other name; raise ValueError if any is missing."""
        if not index or set(single) != set(NAMES) - {"index"}:
            raise ValueError("every system key is needed")
        self._index = dict(index)
        self._single = dict(single)

    @classmethod
    def create(cls, keyring: Keyring) -> list[StoredSystemKey]:
        """Return new random system keys, one for each name, wrapped and ready to store."""
        return [_stored(keyring, name, _FIRST, os.urandom(KEY_BYTES)) for name in NAMES]

    @classmethod
    def open_(cls, keyring: Keyring, rows: Iterable[StoredSystemKey]) -> Self:
        """Return the keys of `rows`; raise Tampered if one does not open, is missing, unknown or doubled."""
        index: dict[int, bytes] = {}
        single: dict[str, bytes] = {}
        for row in rows:
            key = _opened(keyring, row)
            known = row.version in index if row.name == "index" else row.name in single
            if known:
                raise Tampered(_WHAT)
            if row.name == "index":
                index[row.version] = key
            else:
                single[row.name] = key
        if not index or set(single) != set(NAMES) - {"index"}:
            raise Tampered(_WHAT)
        return cls(index, single)

    def cookie_secret(self) -> bytes:
        """Return the bytes with which the web signs its tokens; they open nothing that is stored."""
        return expand(self._single["cookie"], b"mv1|web")

    def index_versions(self) -> tuple[int, ...]:
        """Return the versions of the index key, the newest (used for writing) first."""
        return tuple(sorted(self._index, reverse=True))


def key_of(system: SystemKeys, name: str) -> bytes:
    """Return the system key called `name`, for the vault's own modules; `index` goes by `index_key`."""
    return system._single[name]  # noqa: SLF001 - the one way in for the vault's modules


def index_key(system: SystemKeys, version: int) -> bytes:
    """Return the index key of `version`, for the vault's own modules; raise ValueError when there is none."""
    if version not in system._index:  # noqa: SLF001 - the one way in for the vault's modules
        raise ValueError("there is no index key of this version")
    return system._index[version]  # noqa: SLF001 - as above


def _context(name: str, version: int) -> tuple[bytes, bytes, bytes]:
    return b"sys", name.encode(), u16(version)


def _stored(keyring: Keyring, name: str, version: int, key: bytes) -> StoredSystemKey:
    return StoredSystemKey(name, version, keyring.wrap(key, *_context(name, version)))


def _opened(keyring: Keyring, row: StoredSystemKey) -> bytes:
    last = _MAX_INDEX_VERSION if row.name == "index" else _FIRST
    if row.name not in NAMES or not _FIRST <= row.version <= last:
        raise Tampered(_WHAT)
    key = keyring.unwrap(row.stored, *_context(row.name, row.version))
    if len(key) != KEY_BYTES:
        raise Tampered(_WHAT)
    return key
