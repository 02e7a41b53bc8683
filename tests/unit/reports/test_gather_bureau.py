"""From a case and the agency's tables to what the bureau's documents may say."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID, uuid4

import pytest

from mediation.agency.model import Entry, Head
from mediation.bureau.check.model import LineVerdict, Return
from mediation.bureau.requests.model import Answer as Reply
from mediation.bureau.requests.model import Answered, Channel, PartyRequest, Wanted
from mediation.bureau.review.model import BureauSession, Deferral, Memo, Statement, Talk
from mediation.cases import codec
from mediation.cases.conclude import model as c
from mediation.cases.examine.model import Answer, Witness
from mediation.cases.handling import Handling, Opinion
from mediation.cases.handling import Talk as KnownTalk
from mediation.cases.mediate.model import Session
from mediation.cases.model import CommonSenseResult, Outcome, Party, Progress, Sitting, SittingMode
from mediation.cases.second.model import Consultation, Consultations, SecondOpinion
from mediation.cases.store import CaseFile, StoredRow
from mediation.cases.words import DecisionKind, ReturnKind, TalkKind, Verdict
from mediation.errors import NotFound, Refusal
from mediation.law.identity import Sex
from mediation.reports import bureau_facts as f
from mediation.reports import bureau_gaps, gather, gather_bureau
from mediation.reports.facts import missing
from mediation.reports.letters import bureau, mediation_report
from mediation.vault import columns
from tests import bureau_documents as given
from tests import documents
from tests.flat import text
from tests.unit.reports.test_gather import REASONING, SECRET, case, issuing, progress, row

ON = date(2027, 1, 14)
SETTINGS = issuing().settings
REVISION = 7


def issued(number: str, *, withdrawn: int | None = None) -> StoredRow:
    record = {"kind": "mediation_report", "title": "x", "number": number, "issued_on": "2026-12-18", "code": "x",
              "sha256": "x", "about": ""}
    return StoredRow(uuid4(), columns.DOCUMENT, {"withdrawn": withdrawn}, {"record": codec.to_data(record)})


def with_reports(*reports: StoredRow) -> CaseFile:
    file = case()
    return replace(file, rows={**file.rows, columns.DOCUMENT.name: (*file.all(columns.DOCUMENT), *reports)})


def test_the_newest_report_that_stands_is_cited() -> None:
    file = with_reports(issued("R.1"), issued("R.2"), issued("R.3", withdrawn=1))

    assert gather_bureau.report(file) == f.Cited("Laporan Hasil Mediasi", "R.2", date(2026, 12, 18))
    assert gather_bureau.report(case()) is None


def test_a_matter_tells_who_and_when_and_nothing_that_is_sealed_apart() -> None:
    file = case()
    handled = replace(progress(), handling=Handling(date(2026, 12, 21)))
    file = replace(file, rows={**file.rows, columns.CASE.name: (row(
        columns.CASE, file.id, request=file.request, progress=handled,
    ),)})
    found = gather_bureau.matter(file)

    assert (found.received_on, found.arrived_on) == (file.request.received_on, date(2026, 12, 21))
    assert SECRET not in repr(found)


def with_record(kind: str, made: object) -> tuple[CaseFile, UUID]:
    told = {"kind": kind, "told": codec.to_data(made)}
    kept = StoredRow(uuid4(), columns.REVIEW_RECORD, {"created": 1}, {"record": told, "caucus": {"notes": SECRET}})
    file = with_reports(issued("R.1"))
    return replace(file, rows={**file.rows, columns.REVIEW_RECORD.name: (kept,)}), kept.id


SESSION = Session(
    date(2027, 1, 12), time(10), f"RUANG {SECRET}", SittingMode.APART, (Party.APPLICANT, Party.SPOUSE),
    Outcome.NOT_RECONCILED, "Ketua Contoh", applicant_points=SECRET, spouse_points=SECRET, advice=SECRET,
    terms=SECRET, reason=SECRET, options=SECRET, next_on=date(2027, 2, 1),
)


def test_of_a_session_held_apart_nothing_but_its_outcome_is_printed() -> None:
    talk = Talk(TalkKind.SESSION, session=BureauSession(SESSION, "Tim Contoh", ("Ketua Contoh", "Anggota Contoh")))
    file, kept = with_record("talk", talk)
    facts = gather_bureau.session(file, kept, issuing(on=ON))
    told = text(bureau.compose(facts))

    assert bureau_gaps.missing(facts) == ()
    assert "dilaksanakan secara terpisah" in told
    assert "Anggota Contoh" in told
    assert SECRET not in told


def test_a_session_together_is_told_without_notes_options_or_why_it_was_stopped() -> None:
    together = replace(
        SESSION, mode=SittingMode.TOGETHER, place="Ruang Contoh", applicant_points="Tetap.", spouse_points="Pulang.",
        advice="Dinasihati.", terms="",
    )
    file, kept = with_record("talk", Talk(TalkKind.SESSION, session=BureauSession(together)))
    facts = gather_bureau.session(file, kept, issuing(on=ON))
    told = text(bureau.compose(facts))

    assert bureau_gaps.missing(facts) == ()
    wanted = ("Ruang Contoh", "Tetap.", "Pulang.", "Dinasihati.", "Ketua Contoh")
    assert [words for words in wanted if words not in told] == []
    assert SECRET not in told


def test_a_further_statement_tells_what_was_asked_and_answered() -> None:
    witness = Witness("Contoh Tetangga", Sex.FEMALE, "Pedagang", "tetangga", "Kota Contoh")
    heard = Statement(
        Party.WITNESS, date(2027, 1, 11), time(9), "Ruang Contoh", "Petugas",
        (Answer("", "Apa yang Saudari lihat?", "Ia pergi."), Answer("", "Tidak dijawab?")), witness=witness,
    )
    file, kept = with_record("talk", Talk(TalkKind.STATEMENT, heard))
    facts = gather_bureau.statement(file, kept, issuing(on=ON))
    told = text(bureau.compose(facts))

    assert bureau_gaps.missing(facts) == ()
    assert "J: Ia pergi." in told
    assert "Hubungan: tetangga" in told
    assert "Tidak dijawab?" not in told
    with pytest.raises(NotFound):
        gather_bureau.session(file, kept, issuing(on=ON))


def test_a_review_is_told_part_by_part_and_cites_the_report() -> None:
    made = Memo(ON, "Kepala", "PERSOALAN X", ("FAKTA SATU", "FAKTA DUA"), "ANALISIS X", "KESIMPULAN X", "SARAN X",
                DecisionKind.PERMIT)
    file, kept = with_record("memo", made)
    facts = gather_bureau.memo(file, kept, issuing(on=ON))
    told = text(bureau.compose(facts))

    assert bureau_gaps.missing(facts) == ()
    assert "Kepada: Yth. Wali Kota Contoh" in told
    assert "Laporan Hasil Mediasi Nomor R.1 tanggal 18 Desember 2026" in told
    wanted = ("PERSOALAN X", "FAKTA DUA", "ANALISIS X", "KESIMPULAN X", "SARAN X")
    assert [part for part in wanted if part not in told] == []


def met(mode: SittingMode, present: tuple[Party, ...], outcome: Outcome) -> Sitting:
    return Sitting(uuid4(), ON, mode, present, outcome)


BOTH = (Party.APPLICANT, Party.SPOUSE)


@pytest.mark.parametrize(("held", "spouses"), [
    ((), "Tidak ada mediasi yang terlaksana."),
    ((met(SittingMode.TOGETHER, BOTH, Outcome.CONTINUE), met(SittingMode.TOGETHER, BOTH, Outcome.NOT_RECONCILED)),
     "Hadir dalam 2 (dua) kali mediasi bersama. Hasil terakhir: tidak tercapai kesepakatan untuk rukun kembali."),
    ((met(SittingMode.TOGETHER, (Party.APPLICANT,), Outcome.STOPPED),),
     "Tidak hadir dalam mediasi bersama. Hasil terakhir: mediasi dihentikan."),
    ((met(SittingMode.APART, BOTH, Outcome.NOT_RECONCILED),),
     "Mediasi dilaksanakan secara terpisah. Hasil terakhir: tidak tercapai kesepakatan untuk rukun kembali."),
])
def test_what_the_sessions_brought_is_told_from_the_sessions(held: tuple[Sitting, ...], spouses: str) -> None:
    assert gather_bureau.result_of(Party.SPOUSE, Progress(ON, sittings=held)) == spouses


def test_the_bureaus_own_session_counts_too() -> None:
    talk = KnownTalk(uuid4(), TalkKind.SESSION, ON, BOTH, SittingMode.TOGETHER, Outcome.RECONCILED)
    statement = KnownTalk(uuid4(), TalkKind.STATEMENT, ON, (Party.SPOUSE,))
    held = Progress(ON, handling=Handling(ON, talks=(talk, statement)))

    assert gather_bureau.result_of(Party.SPOUSE, held).endswith("Hasil terakhir: kedua pihak rukun kembali.")


@pytest.mark.parametrize(("kind", "rule"), [
    (f.DivorceReportFacts, "Pasal 15 Peraturan Pemerintah Nomor 45 Tahun 1990"), (f.SalaryStatementFacts, ""),
    (f.PeaceStatementFacts, ""), (f.WithdrawalFacts, ""),
])
def test_a_form_is_filled_with_who_they_are_and_the_article_that_may_be_printed(
    kind: type[f.FormFacts], rule: str,
) -> None:
    facts = gather_bureau.form(kind, case(), issuing(on=ON, demo=True))

    assert (facts.rule, facts.demo, facts.addressee.title) == (rule, True, "Wali Kota Contoh")
    assert SECRET not in text(bureau.compose(facts))  # type: ignore[arg-type]  # each kind is one of them


@pytest.mark.parametrize(("party", "sex", "form"), [
    (Party.APPLICANT, None, "Saudari Sekar"), (Party.WITNESS, Sex.MALE, "Saudara Contoh Saksi"),
])
def test_an_answer_goes_to_who_asked_and_leaves_the_supplement_out(
    party: Party, sex: Sex | None, form: str,
) -> None:
    at = datetime(2027, 1, 12, 23, 30, tzinfo=UTC)
    answered = Answered(Reply.PARTLY, "Terlampir.", at, SECRET, ("Salinan berita acara",), SECRET)
    asked = PartyRequest(party, Wanted.COPY, "salinan keterangan sendiri", at, Channel.LETTER, SECRET,
                         "Contoh Saksi" if sex else "", sex, answered)
    facts = gather_bureau.answer(case(), asked, issuing(on=ON, zone="WIB"))
    told = text(bureau.compose(facts))

    assert bureau_gaps.missing(facts) == ()
    assert f"Yth. {form}" in told
    assert "tanggal 13 Januari 2027 mengenai salinan keterangan sendiri" in told
    assert SECRET not in told
    with pytest.raises(NotFound):
        gather_bureau.answer(case(), replace(asked, answered=None), issuing(on=ON))


def test_a_deferral_tells_why_for_what_and_until_when() -> None:
    file, kept = with_record("deferral", Deferral(ON, "Kepala", date(2027, 3, 12), "Menunggu.", ("Keterangan lurah",)))
    facts = gather_bureau.deferral(file, kept, issuing(on=ON), given.TO_SUPERVISOR)
    told = text(bureau.compose(facts))

    assert bureau_gaps.missing(facts) == ()
    assert "ditangguhkan sampai dengan hari Jumat, 12 Maret 2027" in told
    assert "Keterangan lurah." in told


def test_a_return_tells_its_lines_what_is_asked_and_until_when() -> None:
    line = LineVerdict("K01", "Kartu keluarga", required=True, verdict=Verdict.FAILS, note="Tidak terbaca.")
    made = Return(ON, "Petugas", ReturnKind.EXAMINATION, date(2027, 2, 1), 2, (line,), "Dengarkan saksi kedua.")
    file, kept = with_record("return", made)
    facts = gather_bureau.returned(file, kept, issuing(on=ON), given.TO_SUPERVISOR)

    assert (facts.lines, facts.round, facts.due_on) == (
        (f.ReturnLine("Kartu keluarga", "Tidak terbaca."),), 2, date(2027, 2, 1),
    )
    assert bureau_gaps.missing(facts) == ()
    assert "Dengarkan saksi kedua." in text(bureau.compose(facts))


def test_who_decides_is_as_the_delegation_table_says() -> None:
    entry = Entry(
        "P01", "Golongan IV", title=("WALI KOTA", "CONTOH"), block=("a.n. WALI KOTA CONTOH", "SEKRETARIS DAERAH,"),
        head=Head.AGENCY, name="Contoh Penanda Tangan", rank="Pembina Utama Muda (IV/c)", digits="197001011995031001",
    )

    assert gather_bureau.decider(entry) == f.Decider(
        entry.title, entry.name, entry.block, entry.rank, entry.digits, office_head=False,
    )
    assert gather_bureau.decider(replace(entry, head=Head.OFFICE)).office_head


def test_a_decision_prints_only_verified_articles_for_permanent_employees() -> None:
    told = gather_bureau.basis(documents.WOMAN, ON, SETTINGS)
    assert not isinstance(told, Refusal)

    assert [words.split(" Peraturan")[0].split(" Undang")[0] for words in told] == [
        "Penjelasan Pasal 39 ayat (2)", "Pasal 3 ayat (2) dan ayat (3)", "Pasal 12",
    ]


def test_a_contract_employees_decision_rests_on_the_agencys_own_basis() -> None:
    own = replace(SETTINGS, pppk_basis="Peraturan Wali Kota Contoh Nomor 00 Tahun 2024")

    assert isinstance(gather_bureau.basis(documents.MAN_EMPLOYED, ON, SETTINGS), Refusal)
    assert gather_bureau.basis(documents.MAN_EMPLOYED, ON, own) == (own.pppk_basis,)


def test_the_article_on_reporting_is_for_those_whom_the_rule_names() -> None:
    assert gather_bureau.report_rule(documents.WOMAN, ON) == "Pasal 15 Peraturan Pemerintah Nomor 45 Tahun 1990"
    assert gather_bureau.report_rule(documents.MAN_EMPLOYED, ON) == ""


def test_only_a_male_permanent_employees_statement_on_pay_is_printed_and_no_unverified_article() -> None:
    assert gather_bureau.salary(given.PNS_MAN, ON, "Sebagian.", ON) == f.SalaryShare("", "Sebagian.", ON)
    assert gather_bureau.salary(given.PNS_MAN, ON, " ", None) is None
    assert gather_bureau.salary(documents.WOMAN, ON, "Sebagian.", ON) is None
    assert gather_bureau.salary(documents.MAN_EMPLOYED, ON, "Sebagian.", ON) is None


def reviewed(opinion: Opinion, *, revision: int = REVISION, released: str = "") -> CaseFile:
    file = case()
    finding = c.CommonSenseFinding(CommonSenseResult.DOES_NOT_ACCORD, REASONING, revision=REVISION)
    said = SecondOpinion(opinion, "Pertimbangan penelaah.", date(2026, 12, 16), revision)
    held = Consultation(
        given.REVIEWER, date(2026, 12, 14), f"ALASAN MENUNJUK {SECRET}", said, "Tanggapan atasan.", ON, released,
    )
    old = file.all(columns.CONCLUSION)[0]
    told: dict[str, Any] = {"common_sense": codec.to_data(finding), "opinion": codec.to_data(Consultations((held,)))}
    return replace(file, rows={**file.rows, columns.CONCLUSION.name: (replace(old, opened={**old.opened, **told}),)})


def test_a_second_opinion_on_the_standing_finding_comes_into_the_report_without_why_it_was_asked() -> None:
    facts = gather.report(reviewed(Opinion.DISAGREES), issuing())
    told = text(mediation_report.compose(facts))

    assert missing(facts) == ()
    assert "tidak sependapat" in told
    assert "Pertimbangan penelaah." in told
    assert "Tanggapan kami: Tanggapan atasan." in told
    assert SECRET not in told
    assert SECRET not in repr(facts.reviewer)


@pytest.mark.parametrize("file", [
    case(), reviewed(Opinion.AGREES, revision=REVISION - 1), reviewed(Opinion.AGREES, released="Berhalangan."),
])
def test_no_opinion_or_one_on_a_finding_that_was_changed_is_not_printed(file: CaseFile) -> None:
    assert gather.report(file, issuing()).reviewer is None
