"""What a supervisor does when concluding: two findings, each by itself, the report's own text, and the conclusion."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from mediation import audit
from mediation.cases import store as cases
from mediation.cases import workflow
from mediation.cases.conclude import store
from mediation.cases.conclude.model import (
    CommonSenseFinding,
    Composition,
    Fact,
    GroundAnalysis,
    HouseholdFinding,
)
from mediation.cases.moves import Act, Move
from mediation.cases.store import CaseFile
from mediation.cases.today import today
from mediation.errors import Conflict, Refusal
from mediation.transaction import Transaction


def find_household(
    transaction: Transaction, case: UUID, *, finding: HouseholdFinding, version: int | None,
) -> Refusal | None:
    """Keep finding (a); return why not when the workflow refuses. Raises Conflict when it changed after `version`."""
    file = cases.get_to_change(transaction, case)
    _must_be_newest(store.conclusion(file).household, version)
    move = Move(Act.FIND_HOUSEHOLD, today(transaction), household=finding.result)
    write = store.write_household(file, replace(finding, revision=file.version + 1), _change(transaction))
    return _keep(transaction, file, move, write, audit.Action.FINDING_RECORDED)


def find_common_sense(
    transaction: Transaction, case: UUID, *, finding: CommonSenseFinding, version: int | None,
) -> Refusal | None:
    """Keep finding (b); return why not when the workflow refuses. Raises Conflict when it changed after `version`."""
    file = cases.get_to_change(transaction, case)
    _must_be_newest(store.conclusion(file).common_sense, version)
    move = Move(Act.FIND_COMMON_SENSE, today(transaction), common_sense=finding.result)
    write = store.write_common_sense(file, replace(finding, revision=file.version + 1), _change(transaction))
    return _keep(transaction, file, move, write, audit.Action.FINDING_RECORDED)


def choose_facts(
    transaction: Transaction, case: UUID, *, facts: tuple[Fact, ...], version: int | None,
) -> Refusal | None:
    """Keep the facts of part II; what was written about them in part III stays."""
    return _compose(transaction, case, version, lambda old: replace(old, facts=facts))


def analyse(
    transaction: Transaction, case: UUID, *, analysis: GroundAnalysis, version: int | None,
) -> Refusal | None:
    """Keep part III on one ground."""

    def put(old: Composition) -> Composition:
        others = tuple(one for one in old.analyses if one.ground is not analysis.ground)
        return replace(old, analyses=(*others, analysis))

    return _compose(transaction, case, version, put)


def advise(transaction: Transaction, case: UUID, *, advice: str, version: int | None) -> Refusal | None:
    """Keep part V."""
    return _compose(transaction, case, version, lambda old: replace(old, advice=advice))


def conclude(transaction: Transaction, case: UUID, *, version: int | None) -> Refusal | None:
    """Conclude the case after all answers were checked; return why not when the workflow refuses.

    Raises Conflict when anything in the case changed after `version`: what is confirmed is what was seen.
    """
    file = cases.get_to_change(transaction, case, version=version)
    decision = workflow.decide(file.stage, file.progress, Move(Act.CONCLUDE, today(transaction)))
    if isinstance(decision, Refusal):
        return decision
    cases.save(transaction, file, decision, [], audit.Action.CASE_CONCLUDED)
    transaction.commit()
    return None


def _compose(
    transaction: Transaction, case: UUID, version: int | None, change: Callable[[Composition], Composition],
) -> Refusal | None:
    file = cases.get_to_change(transaction, case)
    old = store.conclusion(file).composition
    _must_be_newest(old, version)
    composition = replace(change(old or Composition()), revision=file.version + 1)
    claimed = tuple(claim.ground for claim in file.request.grounds)
    move = Move(Act.COMPOSE, today(transaction), composed=not composition.gaps(claimed))
    write = store.write_composition(file, composition, _change(transaction))
    return _keep(transaction, file, move, write, audit.Action.REPORT_COMPOSED)


def _keep(
    transaction: Transaction, file: CaseFile, move: Move, write: cases.Write, action: audit.Action,
) -> Refusal | None:
    decision = workflow.decide(file.stage, file.progress, move)
    if isinstance(decision, Refusal):
        return decision
    cases.save(transaction, file, decision, [write], action)
    transaction.commit()
    return None


def _must_be_newest(part: HouseholdFinding | CommonSenseFinding | Composition | None, version: int | None) -> None:
    if part and (version is None or version < part.revision):
        raise Conflict


def _change(transaction: Transaction) -> store.Change:
    return store.Change(transaction.now, transaction.actor.name)
