"""From a decision as it was prepared to what its papers may say."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from mediation.agency.model import Entry, Head, PositionKind
from mediation.bureau.after.model import HandOver, Receiver, Way
from mediation.bureau.decide.model import (
    Confirmed,
    Decision,
    Ending,
    Refused,
    SalaryStatement,
    Signatory,
    Substance,
)
from mediation.bureau.review.model import Memo
from mediation.cases import codec
from mediation.cases.store import CaseFile, StoredRow
from mediation.cases.words import DecisionKind
from mediation.errors import NotFound
from mediation.law.grounds import Ground
from mediation.law.refusals import RefusalGround
from mediation.reports import bureau_facts as f
from mediation.reports import bureau_gaps, gather_decision
from mediation.reports.letters import bureau
from mediation.vault import columns
from tests import bureau_documents as given
from tests.flat import text
from tests.unit.reports.test_gather import SECRET, issuing, row
from tests.unit.reports.test_gather_bureau import issued, with_reports

ON = date(2027, 1, 14)
ENTRY = Entry(
    "P01", "Golongan III", title=("WALI KOTA CONTOH",), block=("a.n. WALI KOTA CONTOH", "SEKRETARIS DAERAH,"),
    head=Head.AGENCY, name="Contoh Penanda Tangan", rank="Pembina Utama Muda (IV/c)", digits="197001011995031001",
)
SIGNATORY = Signatory(ENTRY, 3, PositionKind.FUNCTIONAL)
SUBSTANCE = Substance(considering=("alasan terbukti",), initials=("Kepala Bagian Hukum",))
READ = Confirmed("800/0001/2027", date(2027, 1, 20), ON, "Kepala", "R01", 1)


def decision(kind: DecisionKind, **more: Any) -> Decision:
    usual = Decision(kind, ON, f"Penyiap {SECRET}", SUBSTANCE, SIGNATORY, ("Kepala Dinas Contoh",))
    return replace(usual, **more)


def kept(kind: str, made: object) -> StoredRow:
    told = {"kind": kind, "told": codec.to_data(made)}
    return StoredRow(uuid4(), columns.REVIEW_RECORD, {"created": 1}, {"record": told, "caucus": {"notes": SECRET}})


def with_records(*rows: StoredRow) -> CaseFile:
    file = with_reports(issued("R.1"))
    return replace(file, rows={**file.rows, columns.REVIEW_RECORD.name: rows})


def prepared(made: Decision) -> tuple[CaseFile, UUID]:
    one = kept("decision", made)
    return with_records(one), one.id


def test_a_permit_is_written_as_it_was_prepared_and_names_nobody_but_the_official() -> None:
    file, id_ = prepared(decision(DecisionKind.PERMIT))
    facts = gather_decision.decree(file, id_, issuing(on=ON))
    told = text(bureau.compose(facts))

    assert bureau_gaps.missing(facts) == ()
    assert "bahwa alasan terbukti;" in told
    assert "a.n. WALI KOTA CONTOH\nSEKRETARIS DAERAH,\nContoh Penanda Tangan" in told
    assert "- Kepala Dinas Contoh." in told
    assert "Paraf: Kepala Bagian Hukum" in told
    assert SECRET not in told


def test_the_statement_on_pay_is_left_out_for_whom_the_rule_is_not() -> None:
    stated = replace(SUBSTANCE, salary=SalaryStatement("Sebagian.", ON))
    file, id_ = prepared(decision(DecisionKind.PERMIT, substance=stated))
    facts = gather_decision.decree(file, id_, issuing(on=ON))
    assert isinstance(facts, f.PermitFacts)

    assert facts.salary is None
    his = replace(file.request, applicant=given.PNS_MAN)
    case = file.all(columns.CASE)[0]
    told = row(columns.CASE, case.id, request=his, progress=file.progress)
    husband = gather_decision.decree(
        replace(file, rows={**file.rows, columns.CASE.name: (told,)}), id_, issuing(on=ON),
    )
    assert isinstance(husband, f.PermitFacts)
    assert husband.salary == f.SalaryShare("", "Sebagian.", ON)


def test_a_refusal_tells_ground_article_reasons_and_how_to_object() -> None:
    why = Refused(RefusalGround.NO_LAWFUL_GROUND, "Pasal 0 huruf b", "ALASAN X", "Wali Kota Contoh", "PTUN Contoh")
    file, id_ = prepared(decision(DecisionKind.REFUSAL, substance=replace(SUBSTANCE, refused=why)))
    facts = gather_decision.decree(file, id_, issuing(on=ON))
    told = text(bureau.compose(facts))

    assert bureau_gaps.missing(facts) == ()
    assert [words for words in ("Pasal 0 huruf b", "ALASAN X", "kepada Wali Kota Contoh", "PTUN Contoh")
            if words not in told] == []


def test_a_certificate_without_a_suit_is_refused() -> None:
    file, id_ = prepared(decision(DecisionKind.CERTIFICATE))
    facts = gather_decision.decree(file, id_, issuing(on=ON))

    assert [gap.reason for gap in bureau_gaps.missing(facts)] == ["Surat keterangan memerlukan data gugatan."]


def test_papers_that_stand_are_heeded() -> None:
    heeded = {"kind": "review_memo", "title": "x", "number": "R.21", "issued_on": "2027-01-13", "code": "x",
              "sha256": "x", "about": ""}
    papers = [StoredRow(uuid4(), columns.DOCUMENT, {"withdrawn": gone}, {"record": {**heeded, "number": number}})
              for number, gone in (("R.20", 1), ("R.21", None))]
    one = kept("decision", decision(DecisionKind.PERMIT))
    file = with_reports(issued("R.1"), *papers)
    facts = gather_decision.decree(
        replace(file, rows={**file.rows, columns.REVIEW_RECORD.name: (one,)}), one.id, issuing(on=ON),
    )

    assert facts.attention == ("Telaahan Nomor R.21 tanggal 13 Januari 2027",)


def test_an_ending_without_the_official_is_a_letter_and_no_decree() -> None:
    ending = Ending(date(2027, 1, 12), "surat pencabutan", "", date(2027, 1, 11))
    made = decision(DecisionKind.WITHDRAWN, signatory=None, substance=Substance(ending=ending))
    file, id_ = prepared(made)
    facts = gather_decision.closing(file, id_, issuing(on=ON), given.TO_SUPERVISOR)

    assert bureau_gaps.missing(facts) == ()
    told = text(bureau.compose(facts))
    assert "pada tanggal 12 Januari 2027, sebagaimana tercatat dalam surat pencabutan tanggal 11 Januari 2027." in told
    with pytest.raises(NotFound):
        gather_decision.decree(file, id_, issuing(on=ON))


def test_a_decree_is_no_closing_letter() -> None:
    file, id_ = prepared(decision(DecisionKind.PERMIT))

    with pytest.raises(NotFound):
        gather_decision.closing(file, id_, issuing(on=ON), given.TO_SUPERVISOR)


@pytest.mark.parametrize("reviewed", [True, False])
def test_a_recommendation_rests_on_the_review_or_the_reasons_the_sessions_and_the_report(*, reviewed: bool) -> None:
    memo = kept("memo", Memo(ON, "Kepala", "x", ("x",), "x", "Kesimpulan telaahan.", "x", DecisionKind.PERMIT))
    one = kept("decision", decision(DecisionKind.PERMIT))
    file = with_records(*((memo,) if reviewed else ()), one)
    facts = gather_decision.recommendation(file, one.id, issuing(on=ON))

    assert bureau_gaps.missing(facts) == ()
    assert facts.addressee.title == "WALI KOTA CONTOH"
    assert facts.grounds == (Ground.G6_CEKCOK,)
    assert facts.reasons == ("Kesimpulan telaahan." if reviewed else "alasan terbukti")


def test_a_confirmed_decision_is_cited_by_what_was_read_from_the_signed_paper() -> None:
    file, _ = prepared(decision(DecisionKind.PERMIT, confirmed=READ))
    waiting, _ = prepared(decision(DecisionKind.PERMIT))

    assert gather_decision.cited(file) == f.Cited("Keputusan WALI KOTA CONTOH", "800/0001/2027", date(2027, 1, 20))
    assert gather_decision.cited(waiting) is None


@pytest.mark.parametrize(("receiver", "name", "receives_as"), [
    (Receiver.EMPLOYEE, None, ""), (Receiver.PROXY, "Contoh Kuasa", Receiver.PROXY.label),
])
def test_a_receipt_names_who_received_and_as_what(receiver: Receiver, name: str | None, receives_as: str) -> None:
    handed = kept("hand_over", HandOver(ON, receiver, Way.BY_HAND, "Ruang Contoh", SECRET, name or "", note=SECRET))
    file = with_records(kept("decision", decision(DecisionKind.PERMIT, confirmed=READ)), handed)
    facts = gather_decision.hand_over(file, handed.id, issuing(on=ON))

    assert bureau_gaps.missing(facts) == ()
    assert (facts.receiver.name, facts.receives_as) == (name or file.request.applicant.name, receives_as)
    assert SECRET not in text(bureau.compose(facts))
