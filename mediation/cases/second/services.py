"""What is done about a second reviewer: naming, releasing, the opinion itself, and letting the finding stand."""

from dataclasses import replace
from uuid import UUID

from mediation import audit
from mediation.accounts.model import Person as Account
from mediation.accounts.store import people
from mediation.cases import store as cases
from mediation.cases import workflow
from mediation.cases.conclude.store import conclusion
from mediation.cases.model import Employment, Opinion, Person, Standing
from mediation.cases.moves import Act, Move
from mediation.cases.second import store
from mediation.cases.second.model import Consultation, SecondOpinion
from mediation.cases.store import CaseFile, granting
from mediation.cases.today import today
from mediation.errors import Refusal
from mediation.language import mark
from mediation.law.identity import Sex
from mediation.permissions import Role
from mediation.transaction import Transaction


def candidates(transaction: Transaction, file: CaseFile) -> list[Account]:
    """Return who may be named: supervisors with keys, not the actor and no party of the case."""
    parties = {file.request.applicant.digits, file.request.spouse.digits} - {""}
    return [
        person for person in people.everybody(transaction)
        if person.active and person.enrolled and Role.SUPERVISOR in person.roles
        and person.id != file.holder and person.digits not in parties
    ]


def name(
    transaction: Transaction, case: UUID, *, reviewer: UUID, why: str, version: int | None = None,
) -> Refusal | None:
    """Name the second reviewer and seal the case to that person's key; return why not.

    Raises NotFound, Conflict, Tampered.
    """
    file = cases.get_to_change(transaction, case, version=version)
    found = next((person for person in candidates(transaction, file) if person.id == reviewer), None)
    if found is None:
        return Refusal(mark("Orang ini tidak dapat menjadi penelaah kedua."), mark("Pilih orang lain dari daftar."))
    day = today(transaction)
    decision = workflow.decide(file.stage, file.progress, Move(Act.NAME_REVIEWER, day, reviewer=reviewer))
    if isinstance(decision, Refusal):
        return decision
    granting.to_reviewer(transaction, file, found)
    write = store.add(file, Consultation(_as_person(found), day, why))
    cases.save(transaction, file, decision, [write], audit.Action.CASE_SHARED, reader=found.id.hex)
    transaction.commit()
    return None


def release(transaction: Transaction, case: UUID, *, reason: str, version: int | None = None) -> Refusal | None:
    """Take the naming back with a reason: the reviewer's keys to the case go with it."""
    file = cases.get_to_change(transaction, case, version=version)
    decision = workflow.decide(file.stage, file.progress, Move(Act.RELEASE_REVIEWER, today(transaction)))
    if isinstance(decision, Refusal):
        return decision
    reader, current = file.progress.reviewer, store.consultations(file).current
    writes = [store.change(file, replace(current, released=reason))] if current else []
    if reader:
        granting.withdraw(transaction, case, reader)
    cases.save(transaction, file, decision, writes, audit.Action.CASE_UNSHARED, reader=reader.hex if reader else "")
    transaction.commit()
    return None


def give_opinion(
    transaction: Transaction, case: UUID, *, opinion: Opinion, reasons: str, version: int | None = None,
) -> Refusal | None:
    """Write the second reviewer's own opinion on the finding as it stands; return why not."""
    file = cases.get_to_change(transaction, case, version=version, standing=Standing.REVIEWER)
    day = today(transaction)
    move = Move(Act.GIVE_OPINION, day, by=Standing.REVIEWER, actor=transaction.actor.id, opinion=opinion)
    decision = workflow.decide(file.stage, file.progress, move)
    if isinstance(decision, Refusal):
        return decision
    current, finding = store.consultations(file).current, conclusion(file).common_sense
    if current is None or finding is None:
        return Refusal(mark("Kesimpulan yang ditelaah sudah berubah."), mark("Buka kembali halaman berkas."))
    made = replace(current, given=SecondOpinion(opinion, reasons, day, finding.revision), answer="", answered_on=None)
    # An opinion on a finding that was changed since stays beside the new one.
    write = store.add(file, made) if current.given else store.change(file, made)
    cases.save(transaction, file, decision, [write], audit.Action.FINDING_RECORDED)
    transaction.commit()
    return None


def let_stand(transaction: Transaction, case: UUID, *, answer: str, version: int | None = None) -> Refusal | None:
    """Let the finding stand against the reviewer's disagreement: the report will print both reasonings."""
    file = cases.get_to_change(transaction, case, version=version)
    day = today(transaction)
    decision = workflow.decide(file.stage, file.progress, Move(Act.LET_STAND, day))
    if isinstance(decision, Refusal):
        return decision
    current = store.consultations(file).current
    writes = [store.change(file, replace(current, answer=answer, answered_on=day))] if current else []
    cases.save(transaction, file, decision, writes, audit.Action.FINDING_RECORDED)
    transaction.commit()
    return None


def _as_person(account: Account) -> Person:
    return Person(
        name=account.name, sex=Sex(account.sex), employment=Employment(account.employment), digits=account.digits,
        rank=account.rank, grade=account.grade, position=account.position,
    )
