"""What a supervisor does when mediating: record one session."""

from uuid import UUID

from mediation import audit
from mediation.cases import store as cases
from mediation.cases import workflow
from mediation.cases.mediate import store
from mediation.cases.mediate.model import Session
from mediation.cases.model import Sitting
from mediation.cases.moves import Act, Move
from mediation.cases.today import today
from mediation.errors import Refusal
from mediation.transaction import Transaction


def record_session(
    transaction: Transaction, case: UUID, *, row: UUID, session: Session, notes: str,
) -> Refusal | None:
    """File a session under the id `row`; return why not when the workflow refuses."""
    file = cases.get_to_change(transaction, case)
    move = Move(
        Act.MEDIATE, today(transaction), on=session.on, mode=session.mode, present=session.present,
        outcome=session.outcome,
        sitting=Sitting(row, session.on, session.mode, session.present, session.outcome, session.next_on),
    )
    decision = workflow.decide(file.stage, file.progress, move)
    if isinstance(decision, Refusal):
        return decision
    write = store.write_session(row, session, notes)
    cases.save(transaction, file, decision, [write], audit.Action.MEDIATION_RECORDED)
    transaction.commit()
    return None
