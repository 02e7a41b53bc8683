"""What is done about the decision; one function for each thing. Every one commits, or returns why not."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from mediation import audit
from mediation.agency.delegation import decider
from mediation.agency.model import COPIES, DELEGATION, RETENTION, Edition, Entry, PositionKind, copies_for
from mediation.agency.store import pinned, unit_chain
from mediation.bureau import store
from mediation.bureau.decide.model import Confirmed, Decision, Signatory, Substance, TakenBack
from mediation.bureau.moves import move
from mediation.bureau.store import Filed, RecordKind
from mediation.cases import store as cases
from mediation.cases import workflow
from mediation.cases.model import DecisionKind, Standing
from mediation.cases.moves import Act, Move
from mediation.cases.papers.model import Paper, Tie, TieKind
from mediation.cases.papers.store import papers
from mediation.cases.store import CaseFile, IssuedDocument, Write
from mediation.cases.today import today
from mediation.errors import NotFound, Refusal
from mediation.language import mark
from mediation.transaction import Transaction
from mediation.vault import columns


def decisions(file: CaseFile) -> tuple[Filed[Decision], ...]:
    """Return every decision that was ever prepared, oldest first."""
    return store.filed(file, RecordKind.DECISION, Decision)


def waiting(file: CaseFile) -> Filed[Decision] | None:
    """Return the prepared decision that waits to be confirmed; None when there is none."""
    return next((each for each in reversed(decisions(file)) if each.record.waits), None)


def decided(file: CaseFile) -> Filed[Decision] | None:
    """Return the newest confirmed decision; None before the first."""
    return next((each for each in reversed(decisions(file)) if each.record.confirmed), None)


def paper_of(file: CaseFile) -> IssuedDocument | None:
    """Return the paper of the prepared decision; None before it was issued."""
    handling = file.progress.handling
    wanted = handling.prepared.document if handling and handling.prepared else None
    return next((each for each in cases.documents(file) if each.id == wanted), None)


def signed_copies(file: CaseFile, document: UUID) -> tuple[Paper, ...]:
    """Return the scans of the signed paper that lie in the file."""
    tie = Tie(TieKind.DOCUMENT, document.hex)
    return tuple(paper for paper in papers(file) if paper.stands and paper.record.tie == tie)


def who_decides(
    edition: Edition[Entry], transaction: Transaction, file: CaseFile, position: PositionKind,
) -> Entry | Refusal:
    """Return who decides about this employee today by that edition of the table, or why it cannot be told."""
    employee, chain = file.request.applicant, unit_chain(transaction, file.unit)
    return decider(
        edition.items, employee.employment.value, employee.grade, position.value, chain, today(transaction),
    )


def prepare(
    transaction: Transaction, case: UUID, *, kind: DecisionKind, substance: Substance,
    position: PositionKind | None = None, version: int | None = None,
) -> Refusal | UUID:
    """Prepare a decision and return its row, or why not; somebody else confirms it.

    `position` is the employee's, for whatever an official decides. Raises NotFound, Conflict, Tampered.
    """
    file = cases.get_to_change(transaction, case, version=version, standing=Standing.BUREAU)
    allowed = workflow.decide(file.stage, file.progress, move(transaction, file, Act.PREPARE, decision=kind))
    if isinstance(allowed, Refusal):
        return allowed
    signatory = _signatory(transaction, file, position) if kind.by_official else None
    if isinstance(signatory, Refusal):
        return signatory
    copies = tuple(each.label for each in copies_for(pinned(transaction, COPIES).items, kind.value))
    made = Decision(kind, today(transaction), transaction.actor.name, substance, signatory, copies)
    write = store.add(RecordKind.DECISION, made)
    cases.save(transaction, file, allowed, [write], audit.Action.DECISION_PREPARED)
    transaction.commit()
    return write.row


def _signatory(transaction: Transaction, file: CaseFile, position: PositionKind | None) -> Signatory | Refusal:
    if position is None:
        return Refusal(mark("Jenis jabatan pegawai ini belum dipilih."), mark("Pilih dahulu jenisnya."))
    edition = pinned(transaction, DELEGATION)
    entry = who_decides(edition, transaction, file, position)
    return entry if isinstance(entry, Refusal) else Signatory(entry, edition.version, position)


def take_back(transaction: Transaction, case: UUID, *, reason: str, version: int | None = None) -> Refusal | None:
    """Take the prepared decision back, with the reason; its papers become withdrawn. Returns why not."""
    file = cases.get_to_change(transaction, case, version=version, standing=Standing.BUREAU)
    allowed = workflow.decide(file.stage, file.progress, move(transaction, file, Act.TAKE_BACK))
    if isinstance(allowed, Refusal):
        return allowed
    found = _waiting(file)
    back = TakenBack(today(transaction), transaction.actor.name, reason)
    change = store.change(RecordKind.DECISION, found.row, replace(found.record, taken_back=back))
    cases.save(transaction, file, allowed, [change, *_withdrawn(transaction, file, found.row)],
               audit.Action.DECISION_TAKEN_BACK)
    transaction.commit()
    return None


def _withdrawn(transaction: Transaction, file: CaseFile, about: UUID) -> list[Write]:
    """Return what withdraws the papers of one decision: its own and the recommendation."""
    stands = {row.id for row in file.all(columns.DOCUMENT) if row.clear["withdrawn"] is None}
    return [
        Write(columns.DOCUMENT, each.id, {}, {"withdrawn": transaction.micros})
        for each in cases.documents(file) if each.about == about.hex and each.id in stands
    ]


def confirm(
    transaction: Transaction, case: UUID, *, number: str, decided_on: date, retention: str, without_copy: str = "",
    note: str = "", version: int | None = None,
) -> Refusal | None:
    """Close the file by what stands on the signed paper; return why not. Never by who prepared it.

    Raises NotFound (also for a retention class that the agency has not), Conflict, Tampered.
    """
    file = cases.get_to_change(transaction, case, version=version, standing=Standing.BUREAU)
    made: Move = move(transaction, file, Act.CONFIRM, on=decided_on)
    allowed = workflow.decide(file.stage, file.progress, made)
    if isinstance(allowed, Refusal):
        return allowed
    found, paper = _waiting(file), paper_of(file)
    if paper is None:
        raise NotFound
    unfit = _unfit(found.record, paper, number, decided_on) or _uncopied(file, paper, without_copy)
    if unfit:
        return unfit
    classes = pinned(transaction, RETENTION)
    if retention not in {each.code for each in classes.used}:
        raise NotFound
    read = Confirmed(number.strip(), decided_on, today(transaction), transaction.actor.name, retention,
                     classes.version, without_copy, note, paper.id)
    change = store.change(RecordKind.DECISION, found.row, replace(found.record, confirmed=read))
    cases.save(transaction, file, allowed, [change], audit.Action.CASE_CLOSED)
    transaction.commit()
    return None


def _waiting(file: CaseFile) -> Filed[Decision]:
    found = waiting(file)
    if found is None:
        raise NotFound
    return found


def _unfit(decision: Decision, paper: IssuedDocument, number: str, decided_on: date) -> Refusal | None:
    """Compare what was read from the signed paper with what was printed on it."""
    if not number.strip():
        return Refusal(mark("Nomor pada naskah bertanda tangan belum diisi."), mark("Salin nomornya dari naskah."))
    if paper.number and _plain(number) != _plain(paper.number):
        return Refusal(
            mark("Nomor itu bukan nomor naskah yang diterbitkan."),
            mark("Periksa naskahnya. Bila nomornya memang diganti, tarik keputusan ini dan terbitkan lagi."),
        )
    if decided_on < paper.day:
        return Refusal(
            mark("Tanggal itu lebih awal daripada hari naskah diterbitkan (%(day)s)."),
            mark("Periksa tanggal pada naskah bertanda tangan."), values={"day": paper.day},
        )
    if not decision.kind.by_official and decided_on != paper.day:
        return Refusal(
            mark("Surat ini bertanggal %(day)s."), mark("Isi tanggal yang tertera pada surat."),
            values={"day": paper.day},
        )
    return None


def _plain(number: str) -> str:
    return "".join(number.split()).casefold()


def _uncopied(file: CaseFile, paper: IssuedDocument, without_copy: str) -> Refusal | None:
    if signed_copies(file, paper.id) or without_copy.strip():
        return None
    return Refusal(
        mark("Salinan naskah bertanda tangan belum dilampirkan."),
        mark("Lampirkan pindaiannya, atau tuliskan mengapa belum ada."),
    )
