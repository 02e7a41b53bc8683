"""Rows of issued documents: the running numbers, and what finds a document again."""

import hashlib
import secrets
from dataclasses import asdict, dataclass
from uuid import UUID, uuid4

import sqlalchemy as sa

from mediation.cases import tables
from mediation.cases.store import Write
from mediation.reports.blocks import Kind
from mediation.reports.tables import document_counter
from mediation.transaction import Transaction
from mediation.vault import blind, columns
from mediation.vault.base32 import in_fours

_NUMBER, _CODE, _DIGEST = 2, 3, 4
_CODE_LETTERS = 12


@dataclass(frozen=True)
class Record:
    """What is kept, sealed, beside an issued document's bytes; `about` is the row it tells of, "" for the report."""

    kind: str
    title: str
    number: str
    issued_on: str
    code: str
    sha256: str
    about: str


# The counters stand in clear: what tells how a case ended is counted together.
_ENDINGS = frozenset({Kind.PERMIT_DECREE, Kind.REFUSAL_DECREE, Kind.CERTIFICATE, Kind.CLOSING_LETTER})
_ENDED = "decision"


def _series(kind: Kind) -> str:
    return _ENDED if kind in _ENDINGS else kind.value


def next_sequence(transaction: Transaction, owner: UUID, kind: Kind, year: int) -> int:
    """Return the next running number of `kind` in `year` under the letterhead of `owner`, without taking it."""
    row = document_counter
    last = transaction.execute(
        sa.select(row.c.last).where(row.c.owner == owner, row.c.kind == _series(kind), row.c.year == year),
    ).scalar()
    return (last or 0) + 1


def take_sequence(transaction: Transaction, owner: UUID, kind: Kind, year: int, taken: int) -> None:
    """Write `taken` as the last running number that was used."""
    row = document_counter
    here = (row.c.owner == owner, row.c.kind == _series(kind), row.c.year == year)
    if transaction.execute(sa.update(row).where(*here).values(last=taken)).rowcount == 0:
        transaction.execute(sa.insert(row).values(owner=owner, kind=_series(kind), year=year, last=taken))


def number_index(transaction: Transaction, owner: UUID, kind: Kind, year: int, number: str) -> bytes:
    """Return under what a document's number is found: unique for each letterhead, kind and year."""
    text = blind.normalise_text(f"{owner.hex}{kind.value}{year}{number}")
    return blind.blind_index(transaction.system, columns.DOCUMENT.number, _NUMBER, text)


def number_taken(transaction: Transaction, index: bytes) -> bool:
    """Tell whether a document with this number index was issued before."""
    row = tables.document
    return transaction.execute(sa.select(row.c.id).where(row.c.number_index == index)).first() is not None


def write(transaction: Transaction, record: Record, body: bytes, index: bytes, *, row: UUID | None = None) -> Write:
    """Return the row of an issued document, to be stored with the step that issues it."""
    code = blind.normalise_text(record.code)
    clear = {
        "number_index": index,
        "code_index": blind.blind_index(transaction.system, columns.DOCUMENT.number, _CODE, code),
        "digest_index": blind.blind_index(transaction.system, columns.DOCUMENT.number, _DIGEST, record.sha256),
    }
    sealed = {"record": asdict(record), "body": body}
    return Write(columns.DOCUMENT, row or uuid4(), sealed, clear, new=True)


def new_code() -> str:
    """Return a random check code of 60 bits in fours; it carries nothing of the case."""
    return in_fours(secrets.token_bytes(8), _CODE_LETTERS)


def sha256(body: bytes) -> str:
    """Return the SHA-256 of a document's bytes, in hex."""
    return hashlib.sha256(body).hexdigest()
