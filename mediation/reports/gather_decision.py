"""A decision as it was prepared, to the facts of its papers: decree, closing letter, recommendation, receipt."""

from typing import Any
from uuid import UUID

from mediation.bureau.after.model import HandOver
from mediation.bureau.decide.model import Decision, SalaryStatement
from mediation.bureau.decide.services import decided
from mediation.bureau.review.model import Memo
from mediation.bureau.store import RecordKind, newest, one
from mediation.cases.conclude.model import EvidenceVerdict
from mediation.cases.conclude.store import conclusion
from mediation.cases.model import Employment, Party, Person
from mediation.cases.store import CaseFile, documents
from mediation.cases.words import DecisionKind
from mediation.errors import NotFound
from mediation.law.grounds import Ground
from mediation.law.identity import Sex
from mediation.reports import bureau_facts as f
from mediation.reports import gather_bureau as g
from mediation.reports.blocks import Kind
from mediation.reports.gather import Issuing, paper
from mediation.reports.text import line
from mediation.reports.wording import plain_date
from mediation.vault import columns

KINDS = {
    DecisionKind.PERMIT: Kind.PERMIT_DECREE,
    DecisionKind.REFUSAL: Kind.REFUSAL_DECREE,
    DecisionKind.CERTIFICATE: Kind.CERTIFICATE,
    DecisionKind.RECONCILED: Kind.CLOSING_LETTER,
    DecisionKind.WITHDRAWN: Kind.CLOSING_LETTER,
    DecisionKind.LAPSED: Kind.CLOSING_LETTER,
}
_HEEDED = {Kind.REVIEW_MEMO.value: "Telaahan", Kind.RECOMMENDATION.value: "Rekomendasi"}


def decree(file: CaseFile, row: UUID, issuing: Issuing) -> f.PermitFacts | f.RefusalFacts | f.CertificateFacts:
    """Return the facts of what the official is to sign.

    Raises NotFound (also for an ending without the official), Tampered.
    """
    found = one(file, RecordKind.DECISION, Decision, row).record
    common = _common(file, found, issuing)
    employee, substance = file.request.applicant, found.substance
    if found.kind is DecisionKind.PERMIT:
        return f.PermitFacts(
            **common, salary=_salary(file, substance.salary, issuing), report_rule=g.report_rule(employee, issuing.on),
        )
    if found.kind is DecisionKind.REFUSAL and substance.refused:
        why = substance.refused
        return f.RefusalFacts(
            **common, ground=why.ground, article=why.article, reasons=why.reasons, object_to=why.object_to,
            court=why.court, object_terms=why.object_terms,
        )
    if found.kind is DecisionKind.CERTIFICATE:
        return f.CertificateFacts(**common, notified_on=file.request.requested_on)
    raise NotFound


def _common(file: CaseFile, found: Decision, issuing: Issuing) -> dict[str, Any]:
    if found.signatory is None:
        raise NotFound
    return {
        "paper": paper(issuing, KINDS[found.kind]), "matter": g.matter(file),
        "decider": g.decider(found.signatory.entry), "considering": found.substance.considering,
        "basis": g.basis(file.request.applicant, issuing.on, issuing.settings), "attention": _heeded(file),
        "copies": found.copies, "initials": found.substance.initials,
    }


def _heeded(file: CaseFile) -> tuple[str, ...]:
    standing = {row.id for row in file.all(columns.DOCUMENT) if row.clear.get("withdrawn") is None}
    return tuple(
        f"{_HEEDED[each.kind]} Nomor {line(each.number)} tanggal {plain_date(each.day)}"
        for each in documents(file) if each.kind in _HEEDED and each.id in standing
    )


def _salary(file: CaseFile, stated: SalaryStatement | None, issuing: Issuing) -> f.SalaryShare | None:
    if stated is None:
        return None
    return g.salary(file.request.applicant, issuing.on, stated.words, stated.stated_on)


def closing(file: CaseFile, row: UUID, issuing: Issuing, addressee: f.Addressee) -> f.ClosingFacts:
    """Return the facts of the letter that closes without the official; raises NotFound, Tampered."""
    found = one(file, RecordKind.DECISION, Decision, row).record
    ending = found.substance.ending
    if ending is None:
        raise NotFound
    proof = f.Cited(ending.proof, ending.proof_number, ending.proof_on) if ending.proof.strip() else None
    return f.ClosingFacts(
        paper=paper(issuing, Kind.CLOSING_LETTER), matter=g.matter(file), addressee=addressee, ending=found.kind,
        ended_on=ending.on, proof=proof, cause=ending.cause, copies=found.copies,
    )


def recommendation(file: CaseFile, row: UUID, issuing: Issuing) -> f.RecommendationFacts:
    """Return the facts of the recommendation for the decision in `row`, to whom the delegation table lets decide.

    What the sessions brought is told from the sessions, which grounds have their evidence from the report, the reasons
    from the review. Raises NotFound, Tampered.
    """
    found = one(file, RecordKind.DECISION, Decision, row).record
    if found.signatory is None:
        raise NotFound
    memo, progress = newest(file, RecordKind.MEMO, Memo), file.progress
    return f.RecommendationFacts(
        paper=paper(issuing, Kind.RECOMMENDATION), matter=g.matter(file),
        addressee=f.Addressee(" ".join(found.signatory.entry.title), place=issuing.settings.addressee_place),
        applicant_result=g.result_of(Party.APPLICANT, progress), spouse_result=g.result_of(Party.SPOUSE, progress),
        grounds=_proved(file), reasons=memo.record.conclusion if memo else "\n".join(found.substance.considering),
        delegation="", recommendation=found.kind,
    )


def _proved(file: CaseFile) -> tuple[Ground, ...]:
    composed = conclusion(file).composition
    met = {each.ground for each in composed.analyses if each.verdict is EvidenceVerdict.MEETS} if composed else set()
    return tuple(claim.ground for claim in file.request.grounds if claim.ground in met)


def cited(file: CaseFile) -> f.Cited | None:
    """Return the confirmed decision as papers cite it: number and day as read from the signed one; None before that."""
    found = decided(file)
    if found is None or found.record.confirmed is None:
        return None
    made, read = found.record, found.record.confirmed
    return f.Cited(_name(made), read.number, read.decided_on)


def _name(made: Decision) -> str:
    if made.signatory is None:
        return "Surat penutupan"
    name = "Surat Keterangan" if made.kind is DecisionKind.CERTIFICATE else "Keputusan"
    return f"{name} {' '.join(made.signatory.entry.title)}"


def hand_over(file: CaseFile, row: UUID, issuing: Issuing) -> f.HandOverFacts:
    """Return the facts of the receipt for what was handed over in `row`; raises NotFound, Tampered."""
    found, handed = one(file, RecordKind.HAND_OVER, HandOver, row).record, cited(file)
    if handed is None:
        raise NotFound
    return f.HandOverFacts(
        paper=paper(issuing, Kind.HAND_OVER_RECEIPT), handed=handed, receiver=_receiver(file, found),
        handed_on=found.on, place=found.place, receives_as=found.receives_as,
    )


def _receiver(file: CaseFile, found: HandOver) -> Person:
    if not found.receives_as:
        return file.request.applicant
    sex = found.sex or Sex.MALE  # nothing of a receipt depends on it
    return Person(found.name, sex, Employment.NONE, occupation=found.position)
