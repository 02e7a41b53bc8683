"""What a supervisor does when examining: begin a record, revise it, close it, describe evidence."""

from dataclasses import replace
from uuid import UUID, uuid4

from mediation import audit
from mediation.cases import store as cases
from mediation.cases import workflow
from mediation.cases.examine import store
from mediation.cases.examine.model import Evidence, Record, Signing
from mediation.cases.model import Hearing
from mediation.cases.moves import Act, Move
from mediation.cases.store import CaseFile
from mediation.cases.today import today
from mediation.errors import Conflict, Refusal
from mediation.transaction import Transaction


def begin(transaction: Transaction, case: UUID, *, row: UUID, record: Record) -> Refusal | None:
    """File a new record of one person under the id `row`; return why not when the workflow refuses."""
    file = cases.get_to_change(transaction, case)
    move = Move(
        Act.EXAMINE, today(transaction), party=record.party, on=record.on, claims_violence=record.claims_violence,
        hearing=Hearing(row, record.party, _name(file, record), record.on),
    )
    decision = workflow.decide(file.stage, file.progress, move)
    if isinstance(decision, Refusal):
        return decision
    write = store.write_record(row, replace(record, revision=file.version + 1), new=True)
    cases.save(transaction, file, decision, [write], audit.Action.EXAMINATION_RECORDED)
    transaction.commit()
    return None


def revise(
    transaction: Transaction, case: UUID, row: UUID, *, record: Record, version: int | None,
) -> Refusal | None:
    """Replace an unsigned record; raises Conflict when it was changed after the case's `version`: nothing is lost."""
    file = cases.get_to_change(transaction, case)
    stored = store.record(file, row).record
    if version is None or version < stored.revision:
        raise Conflict
    if replace(record, revision=stored.revision) == stored:
        # Nothing changed: the paper that was issued still says what the record says.
        transaction.commit()
        return None
    moved = record.on if record.on != stored.on else None
    move = Move(
        Act.REVISE_RECORD, today(transaction), party=record.party, row=row, on=moved,
        claims_violence=record.claims_violence,
    )
    decision = workflow.decide(file.stage, file.progress, move)
    if isinstance(decision, Refusal):
        return decision
    write = store.write_record(row, replace(record, revision=file.version + 1))
    cases.save(transaction, file, decision, [write], audit.Action.EXAMINATION_RECORDED)
    transaction.commit()
    return None


def close(transaction: Transaction, case: UUID, row: UUID, *, signing: Signing) -> Refusal | None:
    """Close a record as signed or as refused; return why not when the workflow refuses."""
    file = cases.get_to_change(transaction, case)
    move = Move(Act.CLOSE_RECORD, today(transaction), row=row, on=signing.on, closing=signing.state)
    decision = workflow.decide(file.stage, file.progress, move)
    if isinstance(decision, Refusal):
        return decision
    stored = store.record(file, row).record
    write = store.write_record(row, replace(stored, signing=signing, revision=file.version + 1))
    cases.save(transaction, file, decision, [write], audit.Action.EXAMINATION_CLOSED)
    transaction.commit()
    return None


def add_evidence(transaction: Transaction, case: UUID, *, evidence: Evidence) -> Refusal | None:
    """File a description of evidence; return why not when the workflow refuses."""
    file = cases.get_to_change(transaction, case)
    move = Move(Act.ADD_EVIDENCE, today(transaction), claims_violence=evidence.violent)
    decision = workflow.decide(file.stage, file.progress, move)
    if isinstance(decision, Refusal):
        return decision
    write = store.write_evidence(uuid4(), evidence)
    cases.save(transaction, file, decision, [write], audit.Action.EVIDENCE_RECORDED)
    transaction.commit()
    return None


def _name(file: CaseFile, record: Record) -> str:
    return record.witness.name if record.witness else file.request.person(record.party).name
