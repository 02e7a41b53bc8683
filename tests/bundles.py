"""Bundles for tests: keys, readers, and bundles that were signed although something in them is wrong."""

import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pyrage

from mediation.inspection.bundle.model import MANIFEST, ROWS, Content, Facts, Made, Member, Reader, comment, manifest_of
from mediation.inspection.bundle.packing import packed
from mediation.inspection.bundle.reading import Asked
from mediation.inspection.bundle.writing import write
from mediation.vault import age, minisign
from mediation.vault.system import NAMES, SystemKeys

MADE = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
NAME = "bawa-7k2m"
LINES = b'{"a": 1}\n{"a": 2}\n'


def system(seed: int = 1) -> SystemKeys:
    """Return system keys that are the same for the same seed."""
    keys = {name: hashlib.sha256(f"{seed}{name}".encode()).digest() for name in NAMES}
    return SystemKeys({1: keys.pop("index")}, keys)


def key_line() -> str:
    """Return a new `AGE-SECRET-KEY-1…` line."""
    return str(pyrage.x25519.Identity.generate())


def identity() -> age.Identity:
    """Return a new identity."""
    return age.Identity(key_line())


def facts(*identities: age.Identity, **changes: Any) -> Facts:
    """Return what is told of a bundle for the holders of `identities`."""
    readers = tuple(Reader(f"Auditor Contoh {n}", one.public) for n, one in enumerate(identities, 1))
    given: dict[str, Any] = {
        "id": UUID(int=7), "requester": "Auditor Contoh 1", "purpose": "Pemeriksaan contoh", "made": MADE,
        "valid_until": MADE + timedelta(hours=24), "readers": readers, "filter": {"first": "2026-01"},
        "fields": {"track": "Jalur"},
    }
    return Facts(**given | changes)


PLAIN: tuple[Member, ...] = ((ROWS, [LINES]),)


def made(folder: Path, *identities: age.Identity, members: Iterable[Member] = PLAIN, **changes: Any) -> Made:
    """Write a bundle called NAME into `folder` for the holders of `identities`."""
    told = facts(*identities, **changes)
    return write(folder, NAME, members=members, facts=told, system=system(), told=_unheard)


def _unheard(_rows: int) -> None:
    """Take the count of rows and do nothing with it."""


def path_in(folder: Path) -> Path:
    """Return the sealed file that `made` and `forged` write."""
    return folder / f"{NAME}.age"


def asked(*identities: age.Identity, now: datetime = MADE, checkpoint_key: str = "", seed: int = 1) -> Asked:
    """Return what `verify` is asked with: the right key unless another seed is given."""
    return Asked(minisign.public_key(system(seed)), now, identities, checkpoint_key)


def manifest(rows: int, digests: Mapping[str, str], *identities: age.Identity, **changes: Any) -> dict[str, Any]:
    """Return a manifest as the program writes it."""
    told = facts(*identities, **changes)
    lines = {age.recipient_line(reader.public): reader.name for reader in told.readers}
    return manifest_of(told, NAME, Content(digests, rows), lines)


def right(*identities: age.Identity) -> dict[str, Any]:
    """Return the manifest that fits LINES."""
    return manifest(2, {ROWS: hashlib.sha256(LINES).hexdigest()}, *identities)


def zipped(told: Mapping[str, Any] | bytes, *members: tuple[str, bytes]) -> bytes:
    """Return the ZIP of `members` (LINES when none are given) with `told` as the manifest behind them."""
    last = told if isinstance(told, bytes) else json.dumps(told).encode()
    whole = [*(members or [(ROWS, LINES)]), (MANIFEST, last)]
    return b"".join(packed([(name, [content]) for name, content in whole], MADE))


def forged(folder: Path, clear: bytes, publics: Sequence[bytes], *, rows: int = 2) -> Path:
    """Seal and sign, with the right key, whatever `clear` is."""
    sealed = io.BytesIO()
    age.encrypt([clear], publics, sealed.write)
    return signed(folder, sealed.getvalue(), rows=rows)


def signed(folder: Path, sealed: bytes, *, rows: int = 2) -> Path:
    """Write `sealed` as a bundle, signed with the right key."""
    path = path_in(folder)
    path.write_bytes(sealed)
    digest = minisign.new_digest()
    digest.update(sealed)
    text = minisign.sign(system(), digest.digest(), comment(NAME, rows))
    path.with_name(path.name + ".minisig").write_text(text, encoding="utf-8")
    return path
