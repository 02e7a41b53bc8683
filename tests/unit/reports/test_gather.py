"""From a case as recorded to what its documents say: nothing sealed apart ever comes along."""

from dataclasses import replace
from datetime import date, time
from typing import Any
from uuid import UUID, uuid4

from mediation.accounts.model import Capacity
from mediation.accounts.model import Person as Account
from mediation.cases import codec
from mediation.cases.conclude import model as c
from mediation.cases.examine import model as e
from mediation.cases.mediate.model import Session
from mediation.cases.model import (
    Appointment,
    Attendance,
    CommonSenseResult,
    Contact,
    Contacts,
    GroundClaim,
    Hearing,
    HearingState,
    HouseholdResult,
    Marriage,
    Outcome,
    Party,
    Progress,
    Request,
    Sitting,
    SittingMode,
    Stage,
)
from mediation.cases.store import CaseFile, StoredRow
from mediation.cases.summon.model import Delivery, Purpose, Service, Summons
from mediation.errors import Refusal
from mediation.law.grounds import Ground, all_evidence_kinds
from mediation.law.identity import Sex
from mediation.permissions import Role
from mediation.reports import gather
from mediation.reports.facts import missing
from mediation.reports.letterhead import LetterheadSettings
from mediation.reports.letters import examination_record, mediation_report, summons
from mediation.vault import columns
from mediation.vault.columns import CaseTable
from tests import documents as given
from tests.flat import lines, text

CASE, HERS, HIS, FIRST, SECOND, LATE, MET, PROOF, WITNESSED = (uuid4() for _ in range(9))
SECRET = "RAHASIA-SEKALI"

REQUEST = Request(
    number="0012/2026", requested_on=date(2026, 11, 2), received_on=date(2026, 11, 3), applicant=given.WOMAN,
    spouse=given.MAN, marriage=Marriage(date(2014, 5, 3), "Kecamatan Contoh", "00/45/V/2014"), children=(),
    grounds=(GroundClaim(Ground.G6_CEKCOK, "Berselisih sejak 2024."),), causes=("ekonomi",),
)
CONTACTS = Contacts(Contact(f"Jalan {SECRET} 1", contact=SECRET), Contact(f"Jalan {SECRET} 2", contact=SECRET))

HER_RECORD = e.Record(
    party=Party.APPLICANT, on=date(2026, 11, 12), at=time(9), place="Ruang Konseling", examiner="Kepala Contoh",
    answers=(
        e.Answer("A001", "Apakah Saudari sehat?", "Ya, sehat."),
        e.Answer("A002", "Sejak kapan berpisah?", "", unknown=True),
        e.Answer("A003", "Apa yang belum ditanyakan?"),
    ),
)
HIS_RECORD = e.Record(
    party=Party.SPOUSE, on=date(2026, 11, 24), at=time(9), place="Ruang Konseling", examiner="Kepala Contoh",
    answers=(e.Answer("A001", "Apakah Saudara sehat?", "Ya."),), knows_request=True, stance=e.Stance.OBJECTS,
    stance_reason="Ingin rukun",
    signing=e.Signing(HearingState.REFUSED, date(2026, 11, 24), time(11), "Ingin membaca."),
)
WITNESS_RECORD = e.Record(
    party=Party.WITNESS, on=date(2026, 11, 25), at=time(9), place="Ruang Konseling", examiner="Kepala Contoh",
    witness=e.Witness("Tetangga Contoh", Sex.MALE, "Petani", "Tetangga", "Kota Contoh"),
    answers=(e.Answer("W001", "Apa yang Saudara lihat?", "Keduanya sering bertengkar."),),
)
PROOFS = e.Evidence(
    kind=all_evidence_kinds()[0].code, about=SECRET, number="470/00/2026", on=date(2026, 11, 9), issuer="Lurah",
    kept=SECRET, grounds=(Ground.G6_CEKCOK,), brought_by=Party.APPLICANT,
)
SITTING = Session(
    on=date(2026, 12, 9), at=time(9), place=SECRET, mode=SittingMode.APART, present=(Party.APPLICANT,),
    outcome=Outcome.STOPPED, mediator="Kepala Contoh", reason=SECRET, terms=SECRET, applicant_points=SECRET,
)


def called(party: Party, round_: int, on: date, **more: Any) -> Summons:
    return Summons(party, round_, on, time(9), "Ruang Konseling", Purpose.EXAMINATION, Delivery.MESSENGER,
                   date(2026, 11, 4), **more)


SUMMONSES = {
    FIRST: called(Party.SPOUSE, 1, date(2026, 11, 13), service=Service(Delivery.MESSENGER, date(2026, 11, 5), SECRET)),
    SECOND: called(Party.SPOUSE, 2, date(2026, 11, 24)),
    LATE: called(Party.APPLICANT, 1, date(2026, 11, 24)),
}
ATTENDED = {FIRST: Attendance.ABSENT, SECOND: Attendance.CAME, LATE: None}

FACT = c.Fact("Berpisah sejak 2025", c.Source(c.SourceKind.RECORD, HERS, "A002"))
ELSEWHERE = c.Fact("Lurah menguatkan", c.Source(c.SourceKind.EVIDENCE, PROOF))
REASONING = c.Reasoning((FACT, ELSEWHERE), (PROOF,), "Ditimbang.", "Beralasan.")
CONCLUSION = {
    "household": c.HouseholdFinding(
        HouseholdResult.NOT_WORTH_PRESERVING, REASONING, c.Indicators(living="berpisah", violence=SECRET)),
    "common_sense": c.CommonSenseFinding(CommonSenseResult.ACCORDS, REASONING),
    "composition": c.Composition(
        facts=(FACT,), advice="Dikabulkan.",
        analyses=(c.GroundAnalysis(
            Ground.G6_CEKCOK,
            (c.AnalysisPoint(FACT.source.key, "Terbukti."), c.AnalysisPoint("record-lama", "Tidak dipilih lagi.")),
            (PROOF,), c.EvidenceVerdict.MEETS, "Terbukti seluruhnya.",
        ),),
    ),
    "history": (),
}


def progress() -> Progress:
    appointments = tuple(
        Appointment(row, one.party, one.round, one.on, one.at, one.purpose.value, one.planned_on,
                    attendance=ATTENDED[row], withdrawn=row == LATE)
        for row, one in SUMMONSES.items()
    )
    hearings = (
        Hearing(HERS, Party.APPLICANT, "Pemohon", HER_RECORD.on, HearingState.SIGNED),
        Hearing(HIS, Party.SPOUSE, "Suami", HIS_RECORD.on, HearingState.REFUSED),
        Hearing(WITNESSED, Party.WITNESS, "Tetangga", WITNESS_RECORD.on),
    )
    sittings = (Sitting(MET, SITTING.on, SITTING.mode, SITTING.present, SITTING.outcome),)
    return Progress(date(2026, 11, 3), apart=True, appointments=appointments, hearings=hearings, sittings=sittings)


def row(table: CaseTable, id_: UUID, **opened: object) -> StoredRow:
    return StoredRow(id_, table, {}, {name: codec.to_data(value) for name, value in opened.items()})


def letter(about: UUID, kind: str, number: str) -> StoredRow:
    record = {"kind": kind, "title": "x", "number": number, "issued_on": "2026-11-04", "code": "x", "sha256": "x",
              "about": about.hex}
    return row(columns.DOCUMENT, uuid4(), record=record)


def case() -> CaseFile:
    rows = {
        columns.CASE: (row(columns.CASE, CASE, request=REQUEST, progress=progress(), contacts=CONTACTS),),
        columns.SCREENING: (row(columns.SCREENING, uuid4(), answers={"answers": SECRET}),),
        columns.SUMMONS: tuple(row(columns.SUMMONS, id_, record=one) for id_, one in SUMMONSES.items()),
        columns.EXAMINATION: (
            row(columns.EXAMINATION, HERS, record=HER_RECORD), row(columns.EXAMINATION, HIS, record=HIS_RECORD),
            row(columns.EXAMINATION, WITNESSED, record=WITNESS_RECORD),
        ),
        columns.EVIDENCE: (row(columns.EVIDENCE, PROOF, record=PROOFS),),
        columns.SITTING: (row(columns.SITTING, MET, record=SITTING, caucus={"notes": SECRET}),),
        columns.CONCLUSION: (row(columns.CONCLUSION, uuid4(), **CONCLUSION),),
        columns.DOCUMENT: (
            letter(FIRST, "summons", "R.005/0001/X/2026"), letter(SECOND, "summons", "R.005/0002/X/2026"),
            letter(LATE, "summons", "R.005/0003/X/2026"), letter(HERS, "examination_record", "R.800/0001/X/2026"),
        ),
    }
    by_name = {table.name: found for table, found in rows.items()}
    return CaseFile(CASE, uuid4(), uuid4(), Stage.CONCLUDING, 1, by_name, intact=True)


def issuing(**traits: Any) -> gather.Issuing:
    signer = Account(
        id=uuid4(), version=1, active=True, public_key=b"", created=0, sign_in="kepala", name=given.HEAD.name,
        roles=frozenset({Role.SUPERVISOR}), digits=given.HEAD.digits, sex="female", grade="IV/b",
        rank="Pembina Tingkat I", position="Kepala SMP Negeri 2 Contoh", capacity=Capacity.ACTING.value,
    )
    settings = LetterheadSettings(
        owner="Pemerintah Kota Contoh", name="SMP Negeri 2 Contoh", address="", contact="", town="Kota Contoh",
        addressee_title="Wali Kota Contoh",
    )
    usual = gather.Issuing(settings=settings, signer=signer, number="R.1", on=date(2026, 12, 18), zone="WITA")
    return replace(usual, **traits)


def test_a_whole_case_gives_a_report_that_lacks_nothing() -> None:
    assert missing(gather.report(case(), issuing())) == ()


def test_no_document_of_a_case_tells_what_is_sealed_apart() -> None:
    file = case()
    told = [
        text(mediation_report.compose(gather.report(file, issuing()))),
        *(text(summons.compose(gather.summons(file, row_, issuing()))) for row_ in SUMMONSES),
        *(text(examination_record.compose(gather.examination_record(file, row_, issuing()))) for row_ in (HERS, HIS)),
    ]

    assert not [one for one in told if SECRET in one]


def test_a_withdrawn_summons_is_not_listed() -> None:
    assert [one.number for one in gather.report(case(), issuing()).summonses] == [
        "R.005/0001/X/2026", "R.005/0002/X/2026",
    ]


def test_an_earlier_absence_is_named_with_its_letter() -> None:
    told = text(summons.compose(gather.summons(case(), SECOND, issuing())))

    assert "panggilan kedua, sehubungan dengan ketidakhadiran Saudara pada panggilan pertama" in told
    assert "(surat Nomor R.005/0001/X/2026 tanggal 4 November 2026)" in told
    assert "pukul 09.00 WITA" in told


def test_a_fact_bears_its_record_and_a_finding_refers_to_part_two() -> None:
    told = text(mediation_report.compose(gather.report(case(), issuing())))

    assert "- Berpisah sejak 2025 (Berita Acara Pemeriksaan Pemohon, 12 November 2026)." in told
    assert "- Berpisah sejak 2025 (Bagian II angka 1)." in told
    assert "Mengenai fakta angka 1: Terbukti." in told
    assert "Tidak dipilih lagi" not in told


def test_a_stopped_session_is_told_without_its_reason() -> None:
    told = text(mediation_report.compose(gather.report(case(), issuing())))

    assert "mediasi dilaksanakan secara terpisah. Hasilnya: mediasi dihentikan." in told


def test_a_record_tells_what_was_asked_and_answered_and_nothing_else() -> None:
    told = lines(examination_record.compose(gather.examination_record(case(), HERS, issuing())))

    assert [line for line in told if line.startswith(("T: ", "J: "))] == [
        "T: Apakah Saudari sehat?", "J: Ya, sehat.", "T: Sejak kapan berpisah?", "J: Belum tahu.",
    ]


def test_a_record_of_the_spouse_tells_the_opinion_and_the_refusal_to_sign() -> None:
    told = text(examination_record.compose(gather.examination_record(case(), HIS, issuing())))

    assert "Pengetahuan tentang permohonan: mengetahui." in told
    assert "Pendapat tentang permohonan: berkeberatan. Ingin rukun." in told
    assert "tidak bersedia menandatangani Berita Acara Pemeriksaan ini dengan alasan: Ingin membaca." in told


def test_a_witness_is_named_with_the_relation() -> None:
    told = lines(examination_record.compose(gather.examination_record(case(), WITNESSED, issuing())))

    assert {"Nama: Tetangga Contoh", "Hubungan: Tetangga", "Kabupaten/kota: Kota Contoh"} <= set(told)


def test_the_signatory_is_as_the_account_says() -> None:
    told = lines(mediation_report.compose(gather.report(case(), issuing())))

    assert "Plt. KEPALA SMP NEGERI 2 CONTOH," in told


def test_a_contract_employees_report_needs_the_agencys_own_basis() -> None:
    file = case()
    request = replace(REQUEST, applicant=given.MAN_EMPLOYED, spouse=given.WOMAN_AT_HOME)
    own = row(columns.CASE, CASE, request=request, progress=progress())
    file = replace(file, rows={**file.rows, columns.CASE.name: (own,)})
    settings = replace(issuing().settings, pppk_basis="Peraturan Wali Kota Contoh Nomor 1 Tahun 2026")
    with_basis = gather.report(file, issuing(settings=settings))

    assert isinstance(gather.report(file, issuing()).basis, Refusal)
    assert missing(gather.report(file, issuing()))
    assert missing(with_basis) == ()
    assert "berpedoman pada:\n- Peraturan Wali Kota Contoh" in text(mediation_report.compose(with_basis))


def test_a_case_not_concluded_yet_gives_a_report_that_is_refused() -> None:
    file = case()
    bare = row(columns.CONCLUSION, uuid4(), household=None, common_sense=None, composition=None, history=())
    reasons = [gap.reason for gap in missing(gather.report(
        replace(file, rows={**file.rows, columns.CONCLUSION.name: (bare,)}), issuing(),
    ))]

    assert "Kesimpulan tentang rumah tangga belum ada." in reasons
    assert "Saran tindak belum ditulis." in reasons


