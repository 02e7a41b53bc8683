"""What the bureau does with documents: look at one before it exists, issue it, open it. Each issue is one event."""

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID, uuid4

from mediation import audit
from mediation.accounts.model import Person
from mediation.accounts.store import people
from mediation.bureau.after.model import HandOver
from mediation.bureau.check.model import Return
from mediation.bureau.decide import services as deciding
from mediation.bureau.moves import move
from mediation.bureau.requests import store as requests
from mediation.bureau.review.model import Deferral, Memo
from mediation.bureau.store import RecordKind, newest
from mediation.cases import store as cases
from mediation.cases import workflow
from mediation.cases.model import Standing
from mediation.cases.moves import Act, Move
from mediation.cases.store import CaseFile, IssuedDocument, Write
from mediation.errors import NotFound, Refusal
from mediation.language import mark
from mediation.permissions import Role
from mediation.reports import bureau_facts, bureau_gaps, gather_bureau, gather_decision
from mediation.reports.blocks import Document, Kind
from mediation.reports.bureau_facts import BureauFacts
from mediation.reports.gather import Issuing
from mediation.reports.issue import store, writing
from mediation.reports.issue.writing import Draft, Subject
from mediation.reports.letters import bureau as letters
from mediation.transaction import Transaction

# Signed by whoever took part in what it tells.
_BY_WITNESS: Final = frozenset({Kind.STATEMENT_RECORD, Kind.SESSION_RECORD, Kind.HAND_OVER_RECEIPT})
# A decision's own paper.
DECISIONS: Final = frozenset(gather_decision.KINDS.values())
# Signed by the official, whose office may give the number.
DECREES: Final = DECISIONS - {Kind.CLOSING_LETTER}
FORMS: Final[Mapping[Kind, type[Any]]] = {
    Kind.DIVORCE_REPORT: bureau_facts.DivorceReportFacts,
    Kind.SALARY_STATEMENT: bureau_facts.SalaryStatementFacts,
    Kind.PEACE_STATEMENT: bureau_facts.PeaceStatementFacts,
    Kind.WITHDRAWAL_LETTER: bureau_facts.WithdrawalFacts,
}
TITLES: Final = {
    Kind.RETURN_LETTER: mark("Surat pengembalian berkas"),
    Kind.STATEMENT_RECORD: mark("Berita acara keterangan tambahan"),
    Kind.SESSION_RECORD: mark("Berita acara sidang biro"),
    Kind.REVIEW_MEMO: mark("Telaahan"),
    Kind.RECOMMENDATION: mark("Rekomendasi"),
    Kind.PERMIT_DECREE: mark("Keputusan"),
    Kind.REFUSAL_DECREE: mark("Keputusan"),
    Kind.CERTIFICATE: mark("Surat keterangan"),
    Kind.CLOSING_LETTER: mark("Surat penutupan"),
    Kind.DEFERRAL_LETTER: mark("Surat penangguhan"),
    Kind.HAND_OVER_RECEIPT: mark("Tanda terima"),
    Kind.ANSWER_LETTER: mark("Surat jawaban"),
    Kind.DIVORCE_REPORT: mark("Formulir laporan"),
    Kind.SALARY_STATEMENT: mark("Formulir surat pernyataan gaji"),
    Kind.PEACE_STATEMENT: mark("Formulir surat pernyataan bersama"),
    Kind.WITHDRAWAL_LETTER: mark("Formulir surat pencabutan"),
}
_ACTS: Final[Mapping[Kind, Act]] = {
    Kind.RETURN_LETTER: Act.ISSUE_RETURN,
    Kind.STATEMENT_RECORD: Act.ISSUE_TALK,
    Kind.SESSION_RECORD: Act.ISSUE_TALK,
    Kind.REVIEW_MEMO: Act.ISSUE_MEMO,
    Kind.RECOMMENDATION: Act.ISSUE_RECOMMENDATION,
    **dict.fromkeys(DECISIONS, Act.ISSUE_DECISION),
}
# What is told of one record, of which the newest alone is issued.
_NEWEST: Final[Mapping[Kind, tuple[RecordKind, type[Any]]]] = {
    Kind.RETURN_LETTER: (RecordKind.RETURN, Return),
    Kind.REVIEW_MEMO: (RecordKind.MEMO, Memo),
    Kind.DEFERRAL_LETTER: (RecordKind.DEFERRAL, Deferral),
    Kind.HAND_OVER_RECEIPT: (RecordKind.HAND_OVER, HandOver),
}


def newest_of(file: CaseFile, kind: Kind) -> Subject:
    """Return the paper of `kind` for the newest record that it tells of; raises NotFound when there is none."""
    found = deciding.waiting(file) if kind is Kind.RECOMMENDATION else newest(file, *_NEWEST[kind])
    if found is None:
        raise NotFound
    return Subject(kind, found.row)


def paper_of_decision(file: CaseFile) -> Subject:
    """Return the paper of the decision that waits; raises NotFound when none does."""
    found = deciding.waiting(file)
    if found is None:
        raise NotFound
    return Subject(gather_decision.KINDS[found.record.kind], found.row)


def draft(transaction: Transaction, file: CaseFile, subject: Subject, *, unnumbered: bool = False) -> Draft | Refusal:
    """Return the document as it would be issued now; or why it cannot be. Nothing is kept. Raises NotFound."""
    refusal = workflow.refuse(file.progress, _move(transaction, file, subject, uuid4()))
    if refusal:
        return refusal
    desk = writing.desk(transaction, transaction.actor.unit)
    if isinstance(desk, Refusal):
        return desk
    blank = unnumbered or subject.kind in FORMS
    number = "" if blank else writing.next_number(transaction, desk, subject.kind)[1]
    document = _compose(transaction, file, subject, _issuing(transaction, desk, subject, number, ""))
    return document if isinstance(document, Refusal) else Draft(document, number)


def issue(
    transaction: Transaction, case: UUID, subject: Subject, *, number: str = "", unnumbered: bool = False,
    version: int | None = None,
) -> UUID | Refusal:
    """Issue a document of the bureau: number, write and seal it, and move the case on; return its row, or why not.

    `number` is typed, or empty for the next of the pattern; `unnumbered` leaves a line for the official's office, on a
    decree alone. One of the same kind about the same row is withdrawn. Raises NotFound, Conflict, Tampered.
    """
    file = cases.get_to_change(transaction, case, version=version, standing=Standing.BUREAU)
    id_ = uuid4()
    allowed = workflow.decide(file.stage, file.progress, _move(transaction, file, subject, id_))
    if isinstance(allowed, Refusal):
        return allowed
    desk = writing.desk(transaction, transaction.actor.unit)
    if isinstance(desk, Refusal):
        return desk
    blank = subject.kind in FORMS or (unnumbered and subject.kind in DECREES)
    taken = "" if blank else writing.take_number(transaction, desk, subject.kind, number)
    if isinstance(taken, Refusal):
        return taken
    code = store.new_code()
    document = _compose(transaction, file, subject, _issuing(transaction, desk, subject, taken, code))
    if isinstance(document, Refusal):
        return document
    write = writing.row(
        transaction, desk, subject, document, title=TITLES[subject.kind], number=taken, code=code, id_=id_,
    )
    cases.save(transaction, file, allowed, [*_older(transaction, file, subject), write], audit.Action.DOCUMENT_ISSUED,
               kind=_told(subject.kind))
    transaction.commit()
    return id_


def _older(transaction: Transaction, file: CaseFile, subject: Subject) -> list[Write]:
    """Return what withdraws the papers that this one stands in for: those of the same row, and every older memo."""
    kind = subject.kind
    rows = {UUID(one.about) for one in cases.documents(file) if one.kind == kind.value and one.about}
    told = rows if kind is Kind.REVIEW_MEMO else {subject.row} - {None}
    return [write for row in told for write in cases.withdrawals(transaction, file, kind.value, row)]


def open_document(transaction: Transaction, case: UUID, row: UUID) -> tuple[IssuedDocument, bytes]:
    """Return an issued document and its bytes as issued, with an audit entry; raises NotFound, Tampered."""
    file = cases.get_to_change(transaction, case, standing=Standing.BUREAU)
    if file.holder == transaction.actor.id:
        raise NotFound
    found, body = writing.issued_body(transaction, file, row)
    audit.append(transaction, audit.Action.DOCUMENT_OPENED, f"case:{case}", document=row.hex,
                 kind=_told(Kind(found.kind)))
    transaction.commit()
    return found, body


def _told(kind: Kind) -> str:
    """Return how the trail calls a document: how a case ended stays sealed, and who was heard."""
    if kind in DECISIONS:
        return "decision"
    if kind in FORMS:
        return "form"
    return "talk" if _ACTS.get(kind) is Act.ISSUE_TALK else kind.value


def _move(transaction: Transaction, file: CaseFile, subject: Subject, id_: UUID) -> Move:
    """Return the move that issues the document; raises NotFound for what is not the newest of its kind."""
    kind = subject.kind
    if kind in DECISIONS and subject != paper_of_decision(file):
        raise NotFound
    if kind in {*_NEWEST, Kind.RECOMMENDATION} and subject != newest_of(file, kind):
        raise NotFound
    return move(transaction, file, _ACTS.get(kind, Act.ISSUE_FORM), row=id_ if kind in DECISIONS else subject.row)


def _issuing(transaction: Transaction, desk: writing.Desk, subject: Subject, number: str, code: str) -> Issuing:
    return writing.issuing(transaction, desk, number, code, _signer(transaction, subject.kind))


def _signer(transaction: Transaction, kind: Kind) -> Person:
    """Return who signs: whoever was there signs what was said; letters are the head's, whoever wrote them."""
    own = people.get(transaction, transaction.actor.id)
    if kind in _BY_WITNESS or Role.BUREAU_HEAD in own.roles:
        return own
    heads = (one for one in people.everybody(transaction) if one.active and Role.BUREAU_HEAD in one.roles)
    return next((one for one in heads if one.position.strip()), own)


def _compose(transaction: Transaction, file: CaseFile, subject: Subject, issuing: Issuing) -> Document | Refusal:
    gathered = _gather(transaction, file, subject, issuing)
    gaps = bureau_gaps.missing(gathered)
    return gaps[0] if gaps else letters.compose(gathered)


_Gather = Callable[[CaseFile, UUID, Issuing], BureauFacts]

_GATHER: Final[Mapping[Kind, _Gather]] = {
    Kind.STATEMENT_RECORD: gather_bureau.statement,
    Kind.SESSION_RECORD: gather_bureau.session,
    Kind.REVIEW_MEMO: gather_bureau.memo,
    Kind.RECOMMENDATION: gather_decision.recommendation,
    Kind.HAND_OVER_RECEIPT: gather_decision.hand_over,
    Kind.ANSWER_LETTER: lambda file, row, issuing: gather_bureau.answer(file, requests.one(file, row).request, issuing),
    **dict.fromkeys(DECREES, gather_decision.decree),
}
_TO_SUPERIOR: Final[Mapping[Kind, Callable[..., BureauFacts]]] = {
    Kind.RETURN_LETTER: gather_bureau.returned,
    Kind.DEFERRAL_LETTER: gather_bureau.deferral,
    Kind.CLOSING_LETTER: gather_decision.closing,
}


def _gather(transaction: Transaction, file: CaseFile, subject: Subject, issuing: Issuing) -> BureauFacts:
    kind, row = subject.kind, subject.row
    if kind in FORMS:
        plain: BureauFacts = gather_bureau.form(FORMS[kind], file, issuing, gather_decision.cited(file))
        return plain
    if row is None:
        raise NotFound
    if kind in _TO_SUPERIOR:
        superior = gather_bureau.superior(people.get(transaction, file.holder), issuing.settings)
        return _TO_SUPERIOR[kind](file, row, issuing, superior)
    if kind not in _GATHER:
        raise NotFound
    return _GATHER[kind](file, row, issuing)
