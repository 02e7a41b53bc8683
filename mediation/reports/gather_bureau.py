"""A case and the agency's tables to facts of the bureau's documents. Never opens the screening, a contact, a caucus.

Each room of the bureau's keeps records of its own; what they share is taken here: whom a document is about, who
decides, which law may be printed, who gets a copy.
"""

from dataclasses import replace
from datetime import date
from typing import TypeVar
from uuid import UUID

from mediation.accounts.model import Person as Account
from mediation.agency.model import Entry, Head
from mediation.bureau.check.model import Return
from mediation.bureau.requests.model import PartyRequest
from mediation.bureau.review.model import BureauSession, Deferral, Memo, Talk
from mediation.bureau.store import RecordKind, one
from mediation.cases.model import Employment, HearingState, Party, Person, Progress, Sitting, SittingMode
from mediation.cases.store import CaseFile, documents
from mediation.clock import local_day
from mediation.errors import NotFound, Refusal
from mediation.law.identity import Sex
from mediation.law.statutes import DECISION_BASIS, basis_for, printable_article
from mediation.reports import bureau_facts as f
from mediation.reports.blocks import Kind
from mediation.reports.facts import ChosenFact
from mediation.reports.gather import Issuing, exchanges, paper, witness_person
from mediation.reports.letterhead import LetterheadSettings
from mediation.reports.letters.report_sections import OUTCOMES
from mediation.reports.wording import times
from mediation.vault import columns

_Form = TypeVar("_Form", bound=f.FormFacts)

_REPORT_NAME = "Laporan Hasil Mediasi"
_REPORTING = "pp45-1990.15"
_SALARY = "pp10-1983.8"


def matter(file: CaseFile) -> f.Matter:
    """Return whom and what the bureau's documents are about; raises Tampered."""
    request, handling = file.request, file.progress.handling
    return f.Matter(
        applicant=request.applicant, spouse=request.spouse, requested_on=request.requested_on,
        received_on=request.received_on, arrived_on=handling.submitted_on if handling else None, report=report(file),
    )


def report(file: CaseFile) -> f.Cited | None:
    """Return the newest mediation-result report that was not withdrawn; None before there is one."""
    standing = {row.id for row in file.all(columns.DOCUMENT) if row.clear.get("withdrawn") is None}
    issued = [one for one in documents(file) if one.kind == Kind.MEDIATION_REPORT.value and one.id in standing]
    return f.Cited(_REPORT_NAME, issued[-1].number, issued[-1].day) if issued else None


def returned(file: CaseFile, row: UUID, issuing: Issuing, addressee: f.Addressee) -> f.ReturnFacts:
    """Return the facts of the letter for the return in `row`; raises NotFound, Tampered."""
    found = one(file, RecordKind.RETURN, Return, row).record
    return f.ReturnFacts(
        paper=paper(issuing, Kind.RETURN_LETTER), matter=matter(file), addressee=addressee, asked=found.kind,
        lines=tuple(f.ReturnLine(line.label, line.note) for line in found.lines), due_on=found.due,
        round=found.number, request=found.asked,
    )


def statement(file: CaseFile, row: UUID, issuing: Issuing) -> f.StatementFacts:
    """Return the facts of the record of a further statement; raises NotFound, Tampered."""
    found = one(file, RecordKind.TALK, Talk, row).record.statement
    if found is None:
        raise NotFound
    request, witness = file.request, found.witness
    return f.StatementFacts(
        paper=paper(issuing, Kind.STATEMENT_RECORD), party=found.party,
        examined=witness_person(witness) if witness else request.person(found.party), applicant=request.applicant,
        requested_on=request.requested_on, on=found.on, at=found.at, zone=issuing.zone, place=found.place,
        exchanges=exchanges(found.answers), state=HearingState.OPEN, companion=found.companion,
        relation=witness.relation if witness else "",
    )


def session(file: CaseFile, row: UUID, issuing: Issuing) -> f.BureauSessionFacts:
    """Return the facts of the record of the bureau's own session; raises NotFound, Tampered.

    Of a session held apart neither points nor terms are taken at all.
    """
    found = one(file, RecordKind.TALK, Talk, row).record.session
    if found is None:
        raise NotFound
    held = found.session
    facts = f.BureauSessionFacts(
        paper=paper(issuing, Kind.SESSION_RECORD), matter=matter(file), on=held.on, at=held.at, zone=issuing.zone,
        place=held.place, mode=held.mode, outcome=held.outcome, team=found.team, members=_members(found),
    )
    if held.mode is SittingMode.APART:
        return facts
    return replace(
        facts, present=held.present, applicant_companion=held.applicant_companion,
        spouse_companion=held.spouse_companion, applicant_points=held.applicant_points,
        spouse_points=held.spouse_points, advice=held.advice, terms=held.terms, next_on=held.next_on,
    )


def _members(found: BureauSession) -> tuple[f.Member, ...]:
    names = found.members or (found.session.mediator, found.session.second_mediator)
    return tuple(f.Member(name) for name in names if name.strip())


def memo(file: CaseFile, row: UUID, issuing: Issuing) -> f.MemoFacts:
    """Return the facts of the review, addressed to whom the letterhead names; raises NotFound, Tampered."""
    found = one(file, RecordKind.MEMO, Memo, row).record
    return f.MemoFacts(
        paper=paper(issuing, Kind.REVIEW_MEMO), matter=matter(file), addressee=official(issuing.settings),
        issue=found.issue, facts=tuple(ChosenFact(text) for text in found.facts), analysis=found.analysis,
        conclusion=found.conclusion, advice=found.advice, recommendation=found.recommendation,
    )


def result_of(party: Party, progress: Progress) -> str:
    """Return what the sessions with one side brought: whether he or she came, and the last outcome.

    Of sessions held apart it says that alone: who came on which day is nobody else's business.
    """
    held = _sessions(progress)
    if not held:
        return "Tidak ada mediasi yang terlaksana."
    joint = [one for one in held if one.mode is SittingMode.TOGETHER]
    came = sum(party in one.present for one in joint)
    said = []
    if joint:
        said.append(f"Hadir dalam {times(came)} mediasi bersama." if came else "Tidak hadir dalam mediasi bersama.")
    if len(joint) < len(held):
        said.append("Mediasi dilaksanakan secara terpisah.")
    return " ".join((*said, f"Hasil terakhir: {OUTCOMES[held[-1].outcome]}."))


def _sessions(progress: Progress) -> tuple[Sitting, ...]:
    talks = progress.handling.talks if progress.handling else ()
    bureaus = (Sitting(one.id, one.on, one.mode, one.present, one.outcome) for one in talks if one.mode and one.outcome)
    return (*progress.sittings, *bureaus)


def form(kind: type[_Form], file: CaseFile, issuing: Issuing, decision: f.Cited | None = None) -> _Form:
    """Return what is filled in beforehand on a form that people sign themselves; raises Tampered.

    `decision` is the paper that it follows, None when there is none.
    """
    employee = file.request.applicant
    rules = {f.DivorceReportFacts: report_rule(employee, issuing.on),
             f.SalaryStatementFacts: printable_article(_SALARY, issuing.on)}
    return kind(
        town=issuing.settings.town, addressee=official(issuing.settings), matter=matter(file), decision=decision,
        rule=rules.get(kind, ""), demo=issuing.demo,
    )


def answer(file: CaseFile, asked: PartyRequest, issuing: Issuing) -> f.AnswerFacts:
    """Return the facts of the answer to a party's request; raises NotFound before it was answered.

    `issuing.zone` tells on which day the request came in. The supplement to a record is no part of the letter.
    """
    given = asked.answered
    if given is None:
        raise NotFound
    return f.AnswerFacts(
        paper=paper(issuing, Kind.ANSWER_LETTER), asker=_asker(file, asked), asked=asked.asked,
        asked_on=local_day(asked.received_at, issuing.zone), answer=given.answer, words=given.words,
        enclosures=given.enclosures,
    )


def _asker(file: CaseFile, asked: PartyRequest) -> Person:
    if asked.party is not Party.WITNESS:
        return file.request.person(asked.party)
    if asked.sex is None:
        raise NotFound
    return Person(asked.name, asked.sex, Employment.NONE)


def superior(account: Account, settings: LetterheadSettings) -> f.Addressee:
    """Return the superior who holds the file as addressee: his office, never his name."""
    return f.Addressee(account.position, place=settings.town)


def official(settings: LetterheadSettings) -> f.Addressee:
    """Return the deciding official as the letterhead names him."""
    return f.Addressee(settings.addressee_title, place=settings.addressee_place)


def deferral(file: CaseFile, row: UUID, issuing: Issuing, addressee: f.Addressee) -> f.DeferralFacts:
    """Return the facts of the letter that defers; raises NotFound, Tampered."""
    found = one(file, RecordKind.DEFERRAL, Deferral, row).record
    return f.DeferralFacts(
        paper=paper(issuing, Kind.DEFERRAL_LETTER), matter=matter(file), addressee=addressee, reasons=found.reasons,
        awaited=found.awaited, until=found.until,
    )


def decider(entry: Entry) -> f.Decider:
    """Return who signs, as the entry of the delegation table says."""
    return f.Decider(
        title=entry.title, name=entry.name, block=entry.block, rank=entry.rank, digits=entry.digits,
        office_head=entry.head is Head.OFFICE,
    )


def basis(employee: Person, on: date, settings: LetterheadSettings) -> tuple[str, ...] | Refusal:
    """Return the law that a decision dated `on` prints; for a contract employee the agency's own basis, or why not."""
    return basis_for(employee.employment, on, settings.pppk_basis, DECISION_BASIS)


def report_rule(employee: Person, on: date) -> str:
    """Return the article on reporting a divorce as it may be printed; empty for whom the 1983 rule does not name."""
    return printable_article(_REPORTING, on) if employee.employment is Employment.PNS else ""


def salary(employee: Person, on: date, statement: str, stated_on: date | None) -> f.SalaryShare | None:
    """Return the part on sharing pay; None for anybody but a male permanent employee who gave a statement."""
    payer = employee.employment is Employment.PNS and employee.sex is Sex.MALE
    if not payer or not statement.strip():
        return None
    return f.SalaryShare(printable_article(_SALARY, on), statement, stated_on)
