"""The whole file as others read it: everything that was recorded, and nothing that is sealed apart."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID, uuid4

from mediation.cases import codec, dossier
from mediation.cases.conclude import model as c
from mediation.cases.examine import model as e
from mediation.cases.mediate.model import Session
from mediation.cases.model import (
    Appointment,
    Attendance,
    CommonSenseResult,
    Contact,
    Contacts,
    Hearing,
    HearingState,
    Opinion,
    Outcome,
    Party,
    Progress,
    Sitting,
    SittingMode,
    Stage,
    Standing,
)
from mediation.cases.papers.model import FileKind, PaperRecord, TakenBack, Tie, TieKind
from mediation.cases.second.model import Consultation, Consultations, SecondOpinion
from mediation.cases.store import CaseFile, StoredRow
from mediation.cases.summon.model import Answer, Delivery, Note, Presence, Purpose, Service, Summons
from mediation.law.grounds import Ground, evidence_kinds
from mediation.law.identity import Sex
from mediation.vault import columns
from mediation.vault.columns import CaseTable
from tests.builders import a_person, a_request

SECRET = "RAHASIA-SEKALI"
CASE, CALLED, HEARD, WITNESSED, MET, PROOF, PAPER = (uuid4() for _ in range(7))
DAY = date(2026, 11, 18)

RECORD = e.Record(
    Party.SPOUSE, DAY, time(9), "Ruang Konseling", "Atasan Contoh", companion="Kakak",
    answers=(e.Answer("S001", "Apakah Saudara sehat?", "Ya, sehat."), e.Answer("S002", "Sejak kapan?", unknown=True),
             e.Answer("S003", "Mengapa?"), e.Answer("S901", "Ada yang ditambahkan?", "Tidak ada tambahan.")),
    extra=(e.Answer("", "Siapa yang mengasuh?", "Neneknya."),), knows_request=True, stance=e.Stance.OBJECTS,
    stance_reason="Masih ingin rukun.", claims=(Ground.G5_ANIAYA,), claim_facts="Dipukul dua kali.",
    signing=e.Signing(HearingState.REFUSED, DAY, time(11), "Ingin membaca lagi."),
)
TESTIMONY = e.Record(
    Party.WITNESS, DAY, time(13), "Ruang Rapat", "Atasan Contoh",
    witness=e.Witness("Saksi Contoh", Sex.FEMALE, "Pedagang", "Tetangga", "Kota Contoh"),
    answers=(e.Answer("W001", "Apa yang Saudari lihat?", "Mereka bertengkar."),),
)
HELD = Session(
    DAY, time(10), "Ruang Konseling", SittingMode.APART, (Party.APPLICANT,), Outcome.STOPPED, "Atasan Contoh",
    applicant_points="Ingin berpisah.", spouse_points="Ingin rukun.", advice="Pikirkan anak.",
    options="Pisah sementara.", reason="Tidak aman.",
)
REASONING = c.Reasoning(
    (c.Fact("Tidak serumah sejak 2024.", c.Source(c.SourceKind.RECORD, HEARD, "S001")),), (PROOF,),
    "Keluarga melihat mereka rukun.", "Pertimbangan pertama saya.",
)
OPINION = Consultations((
    Consultation(a_person(name="Penelaah Contoh"), DAY, "Setingkat", SecondOpinion(
        Opinion.DISAGREES, "Pertimbangan penelaah.", DAY, 3), "Tanggapan atasan.", DAY),
))
ATTACHED = PaperRecord(
    name="bukti-transfer.pdf", kind=FileKind.PDF, size=1000, sha256="00", tie=Tie(TieKind.PERSON, "applicant"),
    note="Bukti nafkah", side=Standing.HOLDER, by="Atasan Contoh", at=datetime(2026, 11, 18, 3, tzinfo=UTC),
    taken_back=TakenBack("Salah berkas", "Atasan Contoh", datetime(2026, 11, 19, tzinfo=UTC)),
)


def a_file(**more: Any) -> CaseFile:
    """Return a file with a row in every table, opened by somebody who could open all of it."""
    contact = Contact(SECRET, contact=SECRET)
    progress = Progress(
        DAY, screened=(Party.APPLICANT,), apart=True,
        appointments=(Appointment(CALLED, Party.SPOUSE, 1, DAY, time(9), "examination", DAY, letter_issued_on=DAY,
                                  served_on=DAY, attendance=Attendance.ABSENT),),
        hearings=(Hearing(HEARD, Party.SPOUSE, "Pasangan", DAY, HearingState.REFUSED),
                  Hearing(WITNESSED, Party.WITNESS, "Saksi", DAY)),
        sittings=(Sitting(MET, DAY, SittingMode.APART, (Party.APPLICANT,), Outcome.STOPPED),),
    )
    called = Summons(
        Party.SPOUSE, 1, DAY, time(9), "Ruang Konseling", Purpose.BOTH, Delivery.POST, DAY, ("Hari libur.",),
        "Tidak ada hari lain.", Service(Delivery.POST, DAY, "Ibu Contoh", "ibu", "Diterima di kantor pos"),
        Answer(Presence.EXCUSED, reason="Sedang sakit"), closing=Note(DAY, "Tiga kali tidak datang"),
    )
    proof = e.Evidence(evidence_kinds([Ground.G6_CEKCOK])[0].code, "Menerangkan perselisihan", "470/12", DAY,
                       "Kepala Desa", "Map", (Ground.G6_CEKCOK,), Party.APPLICANT)
    case_row = _row(columns.CASE, CASE, {
        "request": codec.to_data(a_request()), "progress": codec.to_data(progress),
        "contacts": codec.to_data(Contacts(contact, contact)), "ending": {}, "cover": {"tasks": []},
    })
    concluded = _row(columns.CONCLUSION, uuid4(), {
        "household": None, "history": [],
        "common_sense": codec.to_data(c.CommonSenseFinding(CommonSenseResult.DOES_NOT_ACCORD, REASONING)),
        "composition": codec.to_data(c.Composition(REASONING.facts, (c.GroundAnalysis(
            Ground.G6_CEKCOK, (c.AnalysisPoint(REASONING.facts[0].source.key, "Artinya begini."),), (PROOF,),
            c.EvidenceVerdict.PARTLY, "Pembahasan contoh."),), "Saran contoh.")),
        "opinion": codec.to_data(OPINION),
    })
    rows = (
        case_row, concluded, _row(columns.SCREENING, uuid4(), {"answers": {"applicant": SECRET}}),
        _row(columns.SUMMONS, CALLED, {"record": codec.to_data(called)}),
        _row(columns.EXAMINATION, HEARD, {"record": codec.to_data(RECORD)}),
        _row(columns.EXAMINATION, WITNESSED, {"record": codec.to_data(TESTIMONY)}),
        _row(columns.EVIDENCE, PROOF, {"record": codec.to_data(proof)}),
        _row(columns.SITTING, MET, {"record": codec.to_data(HELD), "caucus": {"notes": SECRET}}),
        _row(columns.PAPER, PAPER, {"record": codec.to_data(ATTACHED)}),
        _row(columns.REVIEW_RECORD, uuid4(), {"record": {"kind": "talk", "told": {}}, "caucus": {"notes": SECRET}}),
    )
    found: dict[str, tuple[StoredRow, ...]] = {}
    for row in rows:
        found[row.table.name] = (*found.get(row.table.name, ()), row)
    return replace(CaseFile(CASE, uuid4(), uuid4(), Stage.SUBMITTED, 1, found, intact=True), **more)


def _row(table: CaseTable, row: UUID, opened: Mapping[str, Any]) -> StoredRow:
    return StoredRow(row, table, {"created": 0}, opened)


def texts(part: object) -> Iterator[str]:
    """Yield every text that stands somewhere in a part of a dossier."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, Mapping):
        for value in part.values():
            yield from texts(value)
    elif isinstance(part, tuple):
        for each in part:
            yield from texts(each)
    elif is_dataclass(part):
        for one in fields(part):
            yield from texts(getattr(part, one.name))


def all_of(file: CaseFile) -> list[str]:
    return [text for section in dossier.sections(file) for text in texts(section)]


def test_what_is_sealed_apart_stands_in_no_dossier_whoever_opened_the_file() -> None:
    for standing in Standing:
        assert not any(SECRET in text for text in all_of(a_file(standing=standing)))


def test_every_question_and_answer_of_every_record_is_there_in_the_order_of_asking() -> None:
    section = next(one for one in dossier.sections(a_file()) if one.key == "pemeriksaan")
    asked = [item for entry in section.entries for block in entry.blocks if isinstance(block, dossier.Dialogue)
             for item in block.items]

    assert [item.asked for item in asked] == [
        "Apakah Saudara sehat?", "Sejak kapan?", "Mengapa?", "Siapa yang mengasuh?", "Ada yang ditambahkan?",
        "Apa yang Saudari lihat?",
    ]
    assert [item.said for item in asked if isinstance(item.said, str)] == [
        "Ya, sehat.", "Neneknya.", "Tidak ada tambahan.", "Mereka bertengkar.",
    ]


def test_whatever_was_written_by_the_supervisor_is_there() -> None:
    written = {
        "Sering bertengkar sejak tahun 2020.", "Tidak ada hari lain.", "Diterima di kantor pos", "Sedang sakit",
        "Tiga kali tidak datang", "Masih ingin rukun.", "Dipukul dua kali.", "Ingin membaca lagi.", "Ingin berpisah.",
        "Ingin rukun.", "Pikirkan anak.", "Pisah sementara.", "Tidak aman.", "Menerangkan perselisihan", "470/12",
        "Tidak serumah sejak 2024.", "Keluarga melihat mereka rukun.", "Pertimbangan pertama saya.",
        "Artinya begini.", "Pembahasan contoh.", "Saran contoh.", "Saksi Contoh", "Tetangga", "bukti-transfer.pdf",
        "Bukti nafkah", "Salah berkas", "Pertimbangan penelaah.", "Tanggapan atasan.",
    }

    assert written - set(all_of(a_file())) == set()


def test_a_child_is_initials_and_a_year() -> None:
    section = next(one for one in dossier.sections(a_file()) if one.key == "perkawinan")
    found = [words for words in _words(section) if words.text == "%(initials)s, lahir %(year)d"]

    assert [words.values for words in found] == [{"initials": "C.C.", "year": 2016}]


def _words(part: object) -> Iterator[dossier.Words]:
    if isinstance(part, dossier.Words):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from _words(each)
    elif is_dataclass(part):
        for one in fields(part):
            yield from _words(getattr(part, one.name))


def test_evidence_is_named_where_a_finding_rests_on_it() -> None:
    section = next(one for one in dossier.sections(a_file()) if one.key == "kesimpulan")
    label = evidence_kinds([Ground.G6_CEKCOK])[0].label

    assert label in [words.text for words in _words(section)]


def test_a_part_with_nothing_in_it_is_left_out() -> None:
    file = a_file()
    bare = replace(file, rows={name: rows for name, rows in file.rows.items() if name not in {"paper", "evidence"}})
    keys = {section.key for section in dossier.sections(bare)}

    assert {"lampiran", "bukti", "dokumen"} & keys == set()
    assert {"permohonan", "pihak", "perkawinan", "alasan"} <= keys


def test_what_another_room_adds_comes_last() -> None:
    more = dossier.Section("tambahan", dossier.Words("Tambahan"), (dossier.Entry(dossier.prose(("Isi", "Teks"))),))

    assert dossier.sections(a_file(), (more,))[-1] is more
