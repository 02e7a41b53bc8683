"""Write a bundle: `NAME.age` and `NAME.age.minisig`, as a stream, with never a byte in clear on the disk."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO, Final

from mediation.inspection.bundle.hashing import Beside
from mediation.inspection.bundle.model import (
    MANIFEST,
    ROWS,
    SEALED_SUFFIX,
    SIGNATURE_SUFFIX,
    Content,
    Facts,
    Made,
    Member,
    comment,
    encoded,
    manifest_of,
)
from mediation.inspection.bundle.packing import is_plain, packed
from mediation.vault import age, minisign
from mediation.vault.system import SystemKeys

PART: Final = ".part"
_OWNER_ALONE = 0o600
_TOLD_EVERY = 256  # rows

Told = Callable[[int], None]


def write(
    folder: Path,
    name: str,
    *,
    members: Iterable[Member],
    facts: Facts,
    system: SystemKeys,
    told: Told,
) -> Made:
    """Write `NAME.age` and its signature into `folder`; return how many rows and bytes there are.

    `members` are taken in order, each a plain name and its bytes in pieces of any size; the first is `summaries.jsonl`,
    one row to a line. The manifest is added last. `told` is called now and then with the rows taken so far; whatever it
    or a member raises ends the writing and comes out unchanged. Files are for their owner alone (0600), written under
    another name and renamed when they lie on the disk, the signature last: without it a bundle counts for nothing.
    After any failure neither is there.

    Raises FileExistsError when there is such a bundle already, ValueError for a name with a path or for no reader.
    """
    sealed, signature = _paths(folder, name)
    tally = _Tally(told)
    try:
        with closing(packed(_with_manifest(members, facts, name, tally), facts.made)) as clear:
            made, digest = _seal(_part(sealed), clear, facts, tally)
        text = minisign.sign(system, digest, comment(name, made.rows))
        _put(_part(signature), text.encode())
        _name(sealed, signature)
    except BaseException:
        for path in (sealed, signature):
            _part(path).unlink(missing_ok=True)
        raise
    return made


def _paths(folder: Path, name: str) -> tuple[Path, Path]:
    if not is_plain(name):
        raise ValueError("a bundle has a plain name")
    sealed = folder / (name + SEALED_SUFFIX)
    signature = folder / (sealed.name + SIGNATURE_SUFFIX)
    for path in (sealed, signature):
        if path.exists():
            raise FileExistsError(path.name)
    return sealed, signature


def _part(path: Path) -> Path:
    return path.with_name(path.name + PART)


def _with_manifest(members: Iterable[Member], facts: Facts, name: str, tally: "_Tally") -> Iterator[Member]:
    for member, pieces in members:
        yield member, tally.counted(member, pieces)
    recipients = {age.recipient_line(reader.public): reader.name for reader in facts.readers}
    yield MANIFEST, [encoded(manifest_of(facts, name, tally.content(), recipients))]


def _seal(path: Path, clear: Iterable[bytes], facts: Facts, tally: "_Tally") -> tuple[Made, bytes]:
    """Write the sealed file, flushed to the disk; return what was made and the digest to sign."""
    signed, told = minisign.new_digest(), hashlib.sha256()
    with _new(path) as file:
        with Beside(signed, told) as digests:

            def put(piece: bytes) -> None:
                file.write(piece)
                digests.feed(piece)

            age.encrypt(clear, [reader.public for reader in facts.readers], put)
        size = file.tell()
        _settle(file)
    return Made(tally.rows, size, told.hexdigest()), signed.digest()


def _new(path: Path) -> BinaryIO:
    """Open a new file for its owner alone; what a killed process left half-written under that name is replaced."""
    path.unlink(missing_ok=True)
    return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OWNER_ALONE), "wb")


def _put(path: Path, content: bytes) -> None:
    with _new(path) as file:
        file.write(content)
        _settle(file)


def _settle(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _name(sealed: Path, signature: Path) -> None:
    """Give both files their names, and wait until the folder knows them."""
    _part(sealed).rename(sealed)
    try:
        _part(signature).rename(signature)
    except BaseException:
        sealed.unlink(missing_ok=True)
        raise
    folder = os.open(sealed.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


class _Tally:
    """What went by: rows, and a digest for each member."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._digests: dict[str, str] = {}
        self.rows = 0

    def counted(self, name: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Yield `pieces`, counting them."""
        digest = hashlib.sha256()
        for piece in pieces:
            digest.update(piece)
            if name == ROWS:
                self._count(piece)
            yield piece
        self._digests[name] = digest.hexdigest()
        self._told(self.rows)

    def _count(self, piece: bytes) -> None:
        before, self.rows = self.rows, self.rows + piece.count(b"\n")
        if self.rows // _TOLD_EVERY != before // _TOLD_EVERY:
            self._told(self.rows)

    def content(self) -> Content:
        """Return what went by so far."""
        return Content(self._digests, self.rows)
