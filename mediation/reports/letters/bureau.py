"""Which letter tells which facts, for the bureau's documents. Pure."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from mediation.reports import blocks as b
from mediation.reports import bureau_facts as f
from mediation.reports.letters import (
    answer_letter,
    certificate,
    closing_letter,
    deferral_letter,
    divorce_report,
    hand_over_receipt,
    peace_statement,
    permit_decree,
    recommendation,
    refusal_decree,
    return_letter,
    review_memo,
    salary_statement,
    session_record,
    statement_record,
    withdrawal_letter,
)

_LETTERS: Final[Mapping[type, Callable[[Any], b.Document]]] = {
    f.ReturnFacts: return_letter.compose,
    f.StatementFacts: statement_record.compose,
    f.BureauSessionFacts: session_record.compose,
    f.MemoFacts: review_memo.compose,
    f.RecommendationFacts: recommendation.compose,
    f.PermitFacts: permit_decree.compose,
    f.RefusalFacts: refusal_decree.compose,
    f.CertificateFacts: certificate.compose,
    f.ClosingFacts: closing_letter.compose,
    f.DeferralFacts: deferral_letter.compose,
    f.HandOverFacts: hand_over_receipt.compose,
    f.DivorceReportFacts: divorce_report.compose,
    f.SalaryStatementFacts: salary_statement.compose,
    f.PeaceStatementFacts: peace_statement.compose,
    f.WithdrawalFacts: withdrawal_letter.compose,
    f.AnswerFacts: answer_letter.compose,
}


def compose(facts: f.BureauFacts) -> b.Document:
    """Return the document that tells `facts`; ask `bureau_gaps.missing` first."""
    return _LETTERS[type(facts)](facts)
