"""What every issuing shares: under which letterhead, with which number, as which row."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mediation.accounts.model import Person
from mediation.accounts.store import people
from mediation.cases import store as cases
from mediation.cases.store import CaseFile, IssuedDocument
from mediation.cases.today import today, zone
from mediation.errors import NotFound, Refusal, Tampered
from mediation.language import mark
from mediation.reports import docx, gather, letterhead
from mediation.reports import store as letterheads
from mediation.reports.blocks import Document, Kind
from mediation.reports.issue import store
from mediation.transaction import Transaction


@dataclass(frozen=True)
class Subject:
    """Which document: its kind, and the row that it tells of (None: the case as a whole)."""

    kind: Kind
    row: UUID | None = None


@dataclass(frozen=True)
class Draft:
    """A document as it would be issued now, with the number that comes next; or why it cannot be."""

    document: Document
    number: str


@dataclass(frozen=True)
class Desk:
    """What a document is written with: the letterhead, whose it is, the day."""

    settings: letterhead.LetterheadSettings
    owner: UUID
    on: date


def desk(transaction: Transaction, unit: UUID | None) -> Desk | Refusal:
    """Return what `unit` (None: the whole agency) writes its documents with today; or what is missing."""
    settings = letterheads.for_unit(transaction, unit)
    if settings is None:
        return Refusal(mark("Kop surat belum diisi."), mark("Minta administrator mengisi kop surat instansi Anda."))
    return Desk(settings, letterheads.owner_of(transaction, unit), today(transaction))


def issuing(
    transaction: Transaction, desk: Desk, number: str, code: str, signer: Person | None = None,
) -> gather.Issuing:
    """Return what a document gets when the actor issues it, for `signer` to sign (None: the actor himself)."""
    return gather.Issuing(
        number=number, on=desk.on, settings=desk.settings,
        signer=signer or people.get(transaction, transaction.actor.id),
        zone=zone(transaction), code=code, demo=transaction.demo,
    )


def take_number(transaction: Transaction, desk: Desk, kind: Kind, typed: str) -> str | Refusal:
    """Return the number that was typed, or the next of the pattern, taken; or why the typed one cannot be used."""
    sequence, following = next_number(transaction, desk, kind)
    number = typed.strip() or following
    if _taken(transaction, desk, kind, number):
        return Refusal(
            mark("Nomor %(number)s sudah dipakai untuk dokumen sejenis pada tahun ini."),
            mark("Ketik nomor lain."), values={"number": number},
        )
    if not typed.strip():
        store.take_sequence(transaction, desk.owner, kind, desk.on.year, sequence)
    return number


def next_number(transaction: Transaction, desk: Desk, kind: Kind) -> tuple[int, str]:
    """Return the next running number of the pattern and the number it makes, past those that somebody typed."""
    sequence = store.next_sequence(transaction, desk.owner, kind, desk.on.year)
    made = _by_pattern(desk, kind, sequence)
    while _taken(transaction, desk, kind, made) and _by_pattern(desk, kind, sequence + 1) != made:
        sequence += 1
        made = _by_pattern(desk, kind, sequence)
    return sequence, made


def _by_pattern(desk: Desk, kind: Kind, sequence: int) -> str:
    return letterhead.number(desk.settings, kind, sequence, desk.on.year, desk.on.month)


def _taken(transaction: Transaction, desk: Desk, kind: Kind, number: str) -> bool:
    return store.number_taken(transaction, store.number_index(transaction, desk.owner, kind, desk.on.year, number))


def row(
    transaction: Transaction, desk: Desk, subject: Subject, document: Document, *, title: str, number: str, code: str,
    id_: UUID | None = None,
) -> cases.Write:
    """Return the row of a document that is issued now; one without a number is found by its code alone."""
    body = docx.write(document)
    record = store.Record(
        kind=subject.kind.value, title=title, number=number, issued_on=desk.on.isoformat(), code=code,
        sha256=store.sha256(body), about=subject.row.hex if subject.row else "",
    )
    index = store.number_index(transaction, desk.owner, subject.kind, desk.on.year, number or code)
    return store.write(transaction, record, body, index, row=id_)


def issued_body(transaction: Transaction, file: CaseFile, document: UUID) -> tuple[IssuedDocument, bytes]:
    """Return an issued document of `file` and its bytes as issued; raises NotFound, Tampered."""
    found = next((each for each in cases.documents_shown(file) if each.id == document), None)
    if found is None:
        raise NotFound
    body = cases.open_body(file, transaction, document)
    if store.sha256(body) != found.sha256:
        raise Tampered("document.body")
    return found, body
