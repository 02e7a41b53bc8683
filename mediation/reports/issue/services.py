"""What a supervisor does with documents: look at one before it exists, issue it, open it. Each issue is one event."""

from datetime import date
from uuid import UUID

from mediation import audit
from mediation.cases import store as cases
from mediation.cases import workflow
from mediation.cases.model import Party
from mediation.cases.moves import Act, Move
from mediation.cases.store import CaseFile
from mediation.cases.today import today
from mediation.errors import Refusal
from mediation.language import mark
from mediation.reports import facts, gather
from mediation.reports.blocks import Document, Kind
from mediation.reports.issue import store, writing
from mediation.reports.issue.writing import Draft, Subject
from mediation.reports.letters import examination_record, mediation_report, summons
from mediation.transaction import Transaction
from mediation.vault import columns

__all__ = ["Draft", "Subject", "draft", "issue", "open_document"]

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


def draft(transaction: Transaction, file: CaseFile, subject: Subject) -> Draft | Refusal:
    """Return the document as it would be issued now; or why it cannot be. Nothing is kept."""
    refusal = workflow.refuse(file.progress, _move(file, subject, today(transaction)))
    if refusal:
        return refusal
    desk = writing.desk(transaction, file.unit)
    if isinstance(desk, Refusal):
        return desk
    _sequence, number = writing.next_number(transaction, desk, subject.kind)
    document = _compose(file, subject, writing.issuing(transaction, desk, number, ""))
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
    desk = writing.desk(transaction, file.unit)
    if isinstance(desk, Refusal):
        return desk
    taken = writing.take_number(transaction, desk, subject.kind, number)
    if isinstance(taken, Refusal):
        return taken
    code = store.new_code()
    document = _compose(file, subject, writing.issuing(transaction, desk, taken, code))
    if isinstance(document, Refusal):
        return document
    write = writing.row(
        transaction, desk, subject, document, title=_TITLES[subject.kind], number=taken, code=code,
    )
    older = cases.withdrawals(transaction, file, subject.kind.value, subject.row)
    cases.save(transaction, file, decision, [*older, write], audit.Action.DOCUMENT_ISSUED, kind=subject.kind.value)
    transaction.commit()
    return write.row


def open_document(transaction: Transaction, case: UUID, row: UUID) -> tuple[cases.IssuedDocument, bytes]:
    """Return an issued document and its bytes as issued, with an audit entry; raises NotFound, Tampered."""
    file = cases.get_to_change(transaction, case)
    found, body = writing.issued_body(transaction, file, row)
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
