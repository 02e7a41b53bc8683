"""Check a bundle, or open it, with no database: who signed it, whom it is sealed to, whether all of it is there."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

from mediation.clock import ZONES
from mediation.errors import Tampered
from mediation.inspection.bundle import words
from mediation.inspection.bundle.findings import Finding, fails, good, holds, told, unsaid
from mediation.inspection.bundle.folder import Folder
from mediation.inspection.bundle.hashing import Beside
from mediation.inspection.bundle.model import (
    MANIFEST,
    ROWS,
    SEALED_SUFFIX,
    SIGNATURE_SUFFIX,
    Content,
    Manifest,
    UnknownManifest,
    comment,
    read_manifest,
)
from mediation.inspection.bundle.unpacking import NotOurs, Taker, Unpacker
from mediation.vault import age, minisign, notes
from mediation.vault.age import Identity, NotForThisIdentity
from mediation.vault.minisign import PublicKey, Signature, Verdict

CHECKPOINT: Final = "checkpoint.txt"  # what opening writes beside the members
MAX_MANIFEST_BYTES: Final = 1024 * 1024
_PIECE = 256 * 1024


@dataclass(frozen=True)
class Asked:
    """What a bundle is checked with: the signer's key, one's own identities if at hand, the time it is.

    `checkpoint_key` is the trail's verifier key when the reader has one of his own; else the manifest's is used.
    """

    key: PublicKey
    now: datetime
    identities: Sequence[Identity] = ()
    checkpoint_key: str = ""


def verify(path: Path, asked: Asked) -> list[Finding]:
    """Return what holds of the bundle at `path` and what does not; nothing of it is written anywhere.

    Without an identity the signature alone is looked at. What is not signed by `asked.key` is not opened.
    """
    with path.open("rb", buffering=_PIECE) as sealed:
        return list(_looked(sealed, path, asked, None))


def open_(path: Path, asked: Asked, into: Path) -> list[Finding]:
    """Write what is in the bundle into the new folder `into` if all of it holds; return what was found.

    The folder and its files are for their owner alone, and it bears its name only when everything was checked. Raises
    FileExistsError when there is something of that name, FileNotFoundError when the folder above is missing.
    """
    with path.open("rb", buffering=_PIECE) as sealed, Folder(into) as folder:
        findings = list(_looked(sealed, path, asked, folder))
        if good(findings):
            folder.keep()
    return findings


def _looked(sealed: BinaryIO, path: Path, asked: Asked, folder: Folder | None) -> Iterator[Finding]:
    digest = _digest(sealed)
    try:
        signature = _signature(path)
    except ValueError:
        yield fails(words.NO_SIGNATURE, file=path.name + SIGNATURE_SUFFIX)
        return
    finding = _signed(asked.key, signature, digest)
    yield finding
    if not good([finding]):
        return
    yield _named(path, signature)
    if not asked.identities:
        yield unsaid(words.NO_IDENTITY)
        return
    yield from _inside(sealed, signature, digest, asked, folder)
    yield unsaid(words.LIMITS)


def _digest(sealed: BinaryIO) -> bytes:
    digest = minisign.new_digest()
    while piece := sealed.read(_PIECE):
        digest.update(piece)
    sealed.seek(0)
    return digest.digest()


def _signature(path: Path) -> Signature:
    try:
        with path.with_name(path.name + SIGNATURE_SUFFIX).open("rb") as file:
            return minisign.parse_signature(file.read(minisign.MAX_SIGNATURE_BYTES + 1).decode())
    except OSError:
        raise ValueError from None


def _signed(key: PublicKey, signature: Signature, digest: bytes) -> Finding:
    verdict = minisign.verify(key, signature, digest)
    if verdict is Verdict.GOOD:
        return holds(words.SIGNED, key=key.line)
    return fails(words.UNSIGNED[verdict])


def _named(path: Path, signature: Signature) -> Finding:
    """Return whether the file still bears the name that was signed: else an old bundle could pass for a new one."""
    name = path.name.removesuffix(SEALED_SUFFIX)
    if signature.comment.startswith(comment(name, 0).removesuffix("0")):
        return holds(words.NAMED, name=name)
    return fails(words.RENAMED, signed=signature.comment)


def _inside(
    sealed: BinaryIO, signature: Signature, digest: bytes, asked: Asked, folder: Folder | None
) -> Iterator[Finding]:
    inside = _Inside(folder)
    try:
        count = age.sealed_to(sealed)
        sealed.seek(0)
        _open(sealed, digest, asked.identities, inside)
        manifest = read_manifest(bytes(inside.manifest))
    except NotForThisIdentity:
        yield fails(words.NOT_FOR_YOU)
        return
    except (Tampered, NotOurs):
        yield fails(words.BROKEN)
        return
    except UnknownManifest:
        yield fails(words.UNKNOWN)
        return
    yield told(words.ASKED_BY, who=manifest.requester, purpose=manifest.purpose, at=_time(manifest.made_at))
    yield from _recipients(manifest, count, asked.identities)
    yield _members(manifest, inside.content)
    yield _rows(manifest, inside.content, signature)
    yield _checkpoint(manifest, asked.checkpoint_key)
    if folder and manifest.checkpoint and CHECKPOINT not in inside.content.members:
        folder.add(CHECKPOINT, manifest.checkpoint.encode())
        yield told(words.CHECKPOINT_KEPT, file=CHECKPOINT)
    if manifest.valid_until < asked.now:
        yield told(words.EXPIRED, until=_time(manifest.valid_until))


def _open(sealed: BinaryIO, digest: bytes, identities: Sequence[Identity], inside: "_Inside") -> None:
    """Open the file that was signed; raise Tampered when it has become another since its digest was taken."""
    unpacker, again = Unpacker(inside), minisign.new_digest()
    with Beside(again) as beside:
        age.decrypt(_Fed(sealed, beside), identities, unpacker.write)
        unpacker.close()
    if again.digest() != digest:
        raise Tampered("bundle")


class _Fed:
    """A file that is hashed while it is read."""

    def __init__(self, file: BinaryIO, beside: Beside) -> None:
        self._file = file
        self._beside = beside

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes."""
        piece = self._file.read(size)
        self._beside.feed(piece)
        return piece


@dataclass
class _Inside(Taker):
    """Takes what is in a bundle: digests, the number of rows, the manifest; and writes it when there is a folder."""

    folder: Folder | None
    manifest: bytearray = field(default_factory=bytearray)
    rows: int = 0

    def __post_init__(self) -> None:
        self._digests: dict[str, str] = {}
        self._name = ""
        self._digest = hashlib.sha256()

    @property
    def content(self) -> Content:
        """Return what was met, the manifest aside."""
        return Content(self._digests, self.rows)

    def begin(self, name: str) -> None:
        if self._name == MANIFEST:  # it is the last
            raise NotOurs
        self._name, self._digest = name, hashlib.sha256()
        if self.folder:
            self.folder.begin(name)

    def more(self, piece: bytes) -> None:
        if self._name == MANIFEST:
            self.manifest += piece
            if len(self.manifest) > MAX_MANIFEST_BYTES:
                raise NotOurs
        self._digest.update(piece)
        self.rows += piece.count(b"\n") if self._name == ROWS else 0
        if self.folder:
            self.folder.more(piece)

    def end(self) -> None:
        if self._name != MANIFEST:
            self._digests[self._name] = self._digest.hexdigest()
        if self.folder:
            self.folder.end()


def _recipients(manifest: Manifest, count: int, identities: Sequence[Identity]) -> Iterator[Finding]:
    own = [age.recipient_line(identity.public) for identity in identities]
    listed = any(line in manifest.recipients for line in own)
    yield holds(words.YOU) if listed else fails(words.NOT_NAMED)
    names = "; ".join(f"{name} ({line[:12]}…)" for line, name in manifest.recipients.items())
    if count == len(manifest.recipients):
        yield holds(words.RECIPIENTS, count=count, names=names)
    else:
        yield fails(words.MORE_RECIPIENTS, count=count, named=len(manifest.recipients), names=names)


def _members(manifest: Manifest, content: Content) -> Finding:
    names = sorted({*manifest.members, *content.members})
    wrong = [name for name in names if manifest.members.get(name) != content.members.get(name)]
    if wrong:
        return fails(words.OTHER_MEMBERS, names=", ".join(wrong))
    return holds(words.MEMBERS, names=", ".join(names))


def _rows(manifest: Manifest, content: Content, signature: Signature) -> Finding:
    same = manifest.rows == content.rows and signature.comment == comment(manifest.name, content.rows)
    if same:
        return holds(words.SAME_ROWS, rows=content.rows)
    return fails(words.OTHER_ROWS, rows=content.rows, manifest=manifest.rows, signed=signature.comment)


def _checkpoint(manifest: Manifest, given: str) -> Finding:
    if not manifest.checkpoint:
        return unsaid(words.NO_CHECKPOINT)
    if given and manifest.checkpoint_key and given != manifest.checkpoint_key:
        return fails(words.OTHER_CHECKPOINT_KEY)
    key = given or manifest.checkpoint_key
    if not key:
        return unsaid(words.NO_CHECKPOINT_KEY)
    try:
        checkpoint = notes.read(manifest.checkpoint, key)
    except Tampered:
        return fails(words.BAD_CHECKPOINT)
    text = words.CHECKPOINT if given else words.CHECKPOINT_BY_ITSELF
    return holds(text, size=checkpoint.size, origin=checkpoint.origin)


def _time(at: datetime) -> str:
    return at.astimezone(ZONES["WIB"]).strftime("%d-%m-%Y %H.%M WIB")
