"""What a supervisor does with documents: look at one before it exists, issue it, open it. Each issue is one event."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mediation import audit
from mediation.accounts.store import people
from mediation.cases import store as cases
from mediation.cases import workflow
from mediation.cases.model import Party
from mediation.cases.moves import Act, Move
from mediation.cases.store import CaseFile
from mediation.cases.today import today, zone
from mediation.errors import NotFound, Refusal, Tampered
from mediation.language import mark
from mediation.reports import docx, facts, gather, letterhead
from mediation.reports import store as letterheads
from mediation.reports.blocks import Document, Kind
from mediation.reports.issue import store
from mediation.reports.letters import examination_record, mediation_report, summons
from mediation.transaction import Transaction
from mediation.vault import columns

_ACTS = {
    Kind.SUMMONS: Act.ISSUE_SUMMONS,
    Kind.EXAMINATION_RECORD: Act.ISSUE_RECORD,
    Kind.MEDIATION_REPORT: Act.ISSUE_REPORT,
}
_TABLES = {Kind.SUMMONS: columns.SUMMONS, Kind.EXAMINATION_RECORD: columns.EXAMINATION}
_TITLES = {
    Kind.SUMMONS: mark("Surat panggilan"),
    Kind.EXAMINATION_RECORD: mark("Berita acara pemeriksaan"),
    Kind.MEDIATION_REPORT: mark("Laporan Hasil Mediasi"),
}


@dataclass(frozen=True)
class Subject:
    """Which document: its kind, and the row that it tells of (None: the report)."""

    kind: Kind
    row: UUID | None = None


@dataclass(frozen=True)
class Draft:
    """A document as it would be issued now, with the number that comes next; or why it cannot be."""

    document: Document
    number: str


@dataclass(frozen=True)
class _Desk:
    """What a document is written with: the letterhead, whose it is, the day."""

    settings: letterhead.LetterheadSettings
    owner: UUID
    on: date


def draft(transaction: Transaction, file: CaseFile, subject: Subject) -> Draft | Refusal:
    """Return the document as it would be issued now; or why it cannot be. Nothing is kept."""
    refusal = workflow.refuse(file.progress, _move(file, subject, today(transaction)))
    if refusal:
        return refusal
    desk = _desk(transaction, file)
    if isinstance(desk, Refusal):
        return desk
    _sequence, number = _next(transaction, desk, subject.kind)
    document = _compose(file, subject, _issuing(transaction, desk, number, ""))
    return document if isinstance(document, Refusal) else Draft(document, number)


def issue(
    transaction: Transaction, case: UUID, subject: Subject, *, number: str = "", version: int | None = None,
) -> UUID | Refusal:
    """Issue a document: number, write and seal it, and move the case on; return its row, or why not.

    One of the same kind that was issued before about the same row is withdrawn by it.
    `number` is typed by the supervisor, or empty for the next of the pattern. Raises NotFound, Conflict, Tampered.
    """
    file = cases.get_to_change(transaction, case, version=version)
    decision = workflow.decide(file.stage, file.progress, _move(file, subject, today(transaction)))
    if isinstance(decision, Refusal):
        return decision
    desk = _desk(transaction, file)
    if isinstance(desk, Refusal):
        return desk
    taken = _number(transaction, desk, subject.kind, number)
    if isinstance(taken, Refusal):
        return taken
    code = store.new_code()
    document = _compose(file, subject, _issuing(transaction, desk, taken, code))
    if isinstance(document, Refusal):
        return document
    write = _row(transaction, desk, subject, document, taken, code)
    older = cases.withdrawals(transaction, file, subject.kind.value, subject.row)
    cases.save(transaction, file, decision, [*older, write], audit.Action.DOCUMENT_ISSUED, kind=subject.kind.value)
    transaction.commit()
    return write.row


def open_document(transaction: Transaction, case: UUID, row: UUID) -> tuple[cases.IssuedDocument, bytes]:
    """Return an issued document and its bytes as issued, with an audit entry; raises NotFound, Tampered."""
    file = cases.get_to_change(transaction, case)
    found = next((each for each in cases.documents(file) if each.id == row), None)
    if found is None:
        raise NotFound
    body = cases.open_body(file, transaction, row)
    if store.sha256(body) != found.sha256:
        raise Tampered("document.body")
    audit.append(transaction, audit.Action.DOCUMENT_OPENED, f"case:{case}", document=row.hex, kind=found.kind)
    transaction.commit()
    return found, body


def _move(file: CaseFile, subject: Subject, on: date) -> Move:
    """Return the move that issues the document; raises NotFound when this case has no such row."""
    if subject.row is not None:
        file.row(_TABLES[subject.kind], subject.row)
    return Move(_ACTS[subject.kind], on, party=_party(file, subject), row=subject.row)


def _party(file: CaseFile, subject: Subject) -> Party | None:
    appointment = file.progress.appointment(subject.row) if subject.row else None
    return appointment.party if appointment else None


def _desk(transaction: Transaction, file: CaseFile) -> _Desk | Refusal:
    settings = letterheads.for_unit(transaction, file.unit)
    if settings is None:
        return Refusal(mark("Kop surat belum diisi."), mark("Minta administrator mengisi kop surat instansi Anda."))
    owner = letterheads.owner_of(transaction, file.unit)
    return _Desk(settings, owner, today(transaction))


def _issuing(transaction: Transaction, desk: _Desk, number: str, code: str) -> gather.Issuing:
    return gather.Issuing(
        number=number, on=desk.on, settings=desk.settings, signer=people.get(transaction, transaction.actor.id),
        zone=zone(transaction), code=code, demo=transaction.demo,
    )


def _number(transaction: Transaction, desk: _Desk, kind: Kind, typed: str) -> str | Refusal:
    sequence, following = _next(transaction, desk, kind)
    number = typed.strip() or following
    if _taken(transaction, desk, kind, number):
        return Refusal(
            mark("Nomor %(number)s sudah dipakai untuk dokumen sejenis pada tahun ini."),
            mark("Ketik nomor lain."), values={"number": number},
        )
    if not typed.strip():
        store.take_sequence(transaction, desk.owner, kind, desk.on.year, sequence)
    return number


def _next(transaction: Transaction, desk: _Desk, kind: Kind) -> tuple[int, str]:
    """Return the next running number of the pattern and the number it makes, past those that somebody typed."""
    sequence = store.next_sequence(transaction, desk.owner, kind, desk.on.year)
    made = _by_pattern(desk, kind, sequence)
    while _taken(transaction, desk, kind, made) and _by_pattern(desk, kind, sequence + 1) != made:
        sequence += 1
        made = _by_pattern(desk, kind, sequence)
    return sequence, made


def _by_pattern(desk: _Desk, kind: Kind, sequence: int) -> str:
    return letterhead.number(desk.settings, kind, sequence, desk.on.year, desk.on.month)


def _taken(transaction: Transaction, desk: _Desk, kind: Kind, number: str) -> bool:
    return store.number_taken(transaction, store.number_index(transaction, desk.owner, kind, desk.on.year, number))


def _compose(
    file: CaseFile, subject: Subject, issuing: gather.Issuing,
) -> Document | Refusal:
    gathered = _gather(file, subject, issuing)
    gaps = facts.missing(gathered)
    if gaps:
        return gaps[0]
    if isinstance(gathered, facts.SummonsFacts):
        return summons.compose(gathered)
    if isinstance(gathered, facts.RecordFacts):
        return examination_record.compose(gathered)
    return mediation_report.compose(gathered)


def _gather(
    file: CaseFile, subject: Subject, issuing: gather.Issuing,
) -> facts.SummonsFacts | facts.RecordFacts | facts.ReportFacts:
    if subject.kind is Kind.SUMMONS and subject.row:
        return gather.summons(file, subject.row, issuing)
    if subject.kind is Kind.EXAMINATION_RECORD and subject.row:
        return gather.examination_record(file, subject.row, issuing)
    return gather.report(file, issuing)


def _row(
    transaction: Transaction, desk: _Desk, subject: Subject, document: Document, number: str, code: str,
) -> cases.Write:
    body = docx.write(document)
    record = store.Record(
        kind=subject.kind.value, title=_TITLES[subject.kind], number=number, issued_on=desk.on.isoformat(), code=code,
        sha256=store.sha256(body), about=subject.row.hex if subject.row else "",
    )
    index = store.number_index(transaction, desk.owner, subject.kind, desk.on.year, number)
    return store.write(transaction, record, body, index)
