"""Handing the file in through the chain of command.

Superiors between the direct supervisor and the bureau come later: each will pass the case on to the next, and the last
one does what is done here.
"""

from uuid import UUID

from mediation import audit
from mediation.agency.model import CHECKLIST
from mediation.agency.store import pinned
from mediation.cases import store as cases
from mediation.cases import workflow
from mediation.cases.model import ReturnKind
from mediation.cases.moves import Act, Move
from mediation.cases.store import CaseFile, granting
from mediation.cases.submit import store
from mediation.cases.submit.checklist import of_edition
from mediation.cases.submit.model import HandingIn
from mediation.cases.today import today
from mediation.errors import Refusal
from mediation.transaction import Transaction


def submit(
    transaction: Transaction, case: UUID, *, ticked: tuple[str, ...], note: str = "", version: int | None = None,
) -> Refusal | None:
    """Hand the file in: seal its content to the bureau's group and write the result; return why not.

    What is missing from the list does not refuse: the bureau may return the file. Raises NotFound (also while the
    bureau has no key), Conflict, Tampered.
    """
    file = cases.get_to_change(transaction, case, version=version)
    day = today(transaction)
    decision = workflow.decide(file.stage, file.progress, Move(Act.SUBMIT, day))
    if isinstance(decision, Refusal):
        return decision
    list_ = of_edition(pinned(transaction, CHECKLIST), file)
    known = {each.line.code for each in list_.lines}
    done = HandingIn(day, transaction.actor.name, list_.version, tuple(c for c in ticked if c in known), note)
    granting.to_bureau(transaction, file)
    _close_to_reviewer(transaction, file)
    moment = transaction.micros if _clock_starts(file) else None
    cases.save(transaction, file, decision, [store.add(file, done, submitted=moment)], audit.Action.CASE_SUBMITTED,
               round=decision.progress.handling.rounds if decision.progress.handling else 1)
    transaction.commit()
    return None


def _clock_starts(file: CaseFile) -> bool:
    handling = file.progress.handling
    return handling is None or handling.return_kind is ReturnKind.ANNULLED


def _close_to_reviewer(transaction: Transaction, file: CaseFile) -> None:
    # Who reviewed the finding reads along no longer than that takes.
    if file.progress.reviewer is not None:
        granting.withdraw(transaction, file.id, file.progress.reviewer)
