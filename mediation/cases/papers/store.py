"""Papers in the rows of a case, and their streams in pieces: the only place where a stream is sealed or opened."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

import sqlalchemy as sa

from mediation.cases import codec
from mediation.cases.model import Standing
from mediation.cases.papers.model import PAPER_MOST, Paper, PaperRecord
from mediation.cases.store import CaseFile, StoredRow, Write
from mediation.cases.tables import paper_piece
from mediation.errors import NotFound, Tampered
from mediation.transaction import Transaction
from mediation.vault import caseseal, columns, streams
from mediation.vault.columns import Key

_PARTS_OF_PIECE = 4  # chunks of 64 KiB in one row
_FULL_SQLITE = 13  # SQLITE_FULL
_FULL_POSTGRES = "53100"  # disk_full
_WHAT = "paper"


class StorageFull(Exception):  # noqa: N818 - names the finding
    """The disk has no room for this; nothing was kept."""


@dataclass(frozen=True)
class Sealed:
    """A stream as it will be stored: its pieces, and the SHA-256 of them all."""

    pieces: tuple[bytes, ...] = field(repr=False)
    digest: bytes


def papers(file: CaseFile) -> tuple[Paper, ...]:
    """Return all papers of a case, oldest first, those taken back too; raises Tampered."""
    return tuple(_paper(row) for row in file.all(columns.PAPER))


def shown(file: CaseFile) -> tuple[Paper, ...]:
    """Return the papers that are for whoever opened the case, oldest first: the bureau's own are for the bureau."""
    return tuple(one for one in papers(file) if _is_for(file, one))


def paper(file: CaseFile, row: UUID) -> Paper:
    """Return one paper; raises NotFound when this case has none with that id for whoever opened it, Tampered."""
    found = _paper(file.row(columns.PAPER, row))
    if not _is_for(file, found):
        raise NotFound
    return found


def _is_for(file: CaseFile, one: Paper) -> bool:
    return file.standing.sees_bureau or one.record.side is not Standing.BUREAU


def seal(file: CaseFile, row: UUID, body: bytes) -> Sealed:
    """Return `body` sealed as the stream of the paper `row`, under the newest content key; raises NotFound without."""
    generations = [generation for kind, generation in file.keys if kind == Key.CONTENT.value]
    if not generations:
        raise NotFound
    key = file.keys[Key.CONTENT.value, max(generations)]
    digest, pieces = hashlib.sha256(), []
    held: list[bytes] = []
    for part in streams.seal_stream(key, case=file.id, file=row, plain=body):
        digest.update(part)
        held.append(part)
        if len(held) == _PARTS_OF_PIECE:
            pieces.append(b"".join(held))
            held.clear()
    return Sealed((*pieces, b"".join(held)) if held else tuple(pieces), digest.digest())


def write_new(row: UUID, record: PaperRecord, sealed: Sealed) -> Write:
    """Return the write of a new paper's row; its pieces follow by `put_pieces`."""
    return Write(columns.PAPER, row, {"record": codec.to_data(record)}, {"body_digest": sealed.digest}, new=True)


def write_changed(paper: Paper, record: PaperRecord) -> Write:
    """Return the write that replaces what is kept beside a paper's bytes."""
    return Write(columns.PAPER, paper.id, {"record": codec.to_data(record)})


def put_pieces(transaction: Transaction, row: UUID, sealed: Sealed) -> None:
    """Store the pieces of a stream, after its row; the caller commits."""
    transaction.connection.execute(
        sa.insert(paper_piece),
        [{"paper": row, "number": number, "bytes": piece} for number, piece in enumerate(sealed.pieces)],
    )


def open_body(transaction: Transaction, file: CaseFile, row: UUID) -> bytes:
    """Return a paper's original, verified to its last chunk and against the digest under the seal; raises Tampered."""
    stored = file.row(columns.PAPER, row)
    digest = hashlib.sha256()
    pieces = _digested(_pieces(transaction, row), digest)
    first = next(pieces, b"")
    key = file.keys.get((Key.CONTENT.value, streams.generation(first)))
    if key is None:
        raise Tampered(_WHAT)
    plain = b"".join(streams.open_stream(key, case=file.id, file=row, stored=_again(first, pieces)))
    if not caseseal.same(stored.clear["body_digest"], digest.digest()):
        raise Tampered(_WHAT)
    return plain


@contextmanager
def room_on_disk() -> Iterator[None]:
    """Raise StorageFull when the database says that it has no room left."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        told = getattr(error.orig, "sqlite_errorcode", None), getattr(error.orig, "sqlstate", None)
        if told[0] == _FULL_SQLITE or told[1] == _FULL_POSTGRES:
            raise StorageFull from None
        raise


def _paper(row: StoredRow) -> Paper:
    return Paper(row.id, codec.from_data(PaperRecord, row.value("record")))


def _pieces(transaction: Transaction, row: UUID) -> Iterator[bytes]:
    query = sa.select(paper_piece.c.bytes).where(paper_piece.c.paper == row).order_by(paper_piece.c.number)
    length = 0
    for piece in transaction.execute(query).scalars():
        length += len(piece) if isinstance(piece, bytes) else 0
        # Bounded before the work, whatever somebody put into the rows.
        if not isinstance(piece, bytes) or length > streams.stored_length(PAPER_MOST):
            raise Tampered(_WHAT)
        yield piece


def _digested(pieces: Iterator[bytes], digest: "hashlib._Hash") -> Iterator[bytes]:
    for piece in pieces:
        digest.update(piece)
        yield piece


def _again(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest
