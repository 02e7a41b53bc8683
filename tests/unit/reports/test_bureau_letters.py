"""What the bureau's documents say: all of it recorded, none of it guessed, and nothing while something is absent."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from mediation.cases.model import Employment, Party, Person
from mediation.cases.words import DecisionKind
from mediation.errors import Refusal
from mediation.law.identity import Sex
from mediation.law.refusals import RefusalGround, proposed_article
from mediation.reports import bureau_facts
from mediation.reports import facts as reports_facts
from mediation.reports.bureau_gaps import missing
from mediation.reports.docx import write
from mediation.reports.html import render
from mediation.reports.letters import bureau, matters, mediation_report
from tests import bureau_documents as given
from tests import documents
from tests.flat import lines, text
from tests.unit.reports.test_docx import HOSTILE, reopened
from tests.unit.reports.test_html import words

EXPECTED = Path(__file__).with_name("expected")
EVERY = given.every()
DECREES = ("permit", "permit-husband", "refusal", "certificate")

WIFE = replace(documents.WOMAN, name="Contoh Istri")
HUSBAND = replace(documents.WOMAN, name="Contoh Suami", sex=Sex.MALE, digits="198704122010011003")
CONTRACT = replace(WIFE, employment=Employment.PPPK, rank="", grade="IX")


@pytest.mark.parametrize("name", EVERY)
def test_every_word_of_a_document_is_the_expected_one(name: str) -> None:
    expected = (EXPECTED / f"bureau-{name}.txt").read_text(encoding="utf-8")

    assert text(bureau.compose(EVERY[name])) + "\n" == expected


@pytest.mark.parametrize("name", EVERY)
def test_what_is_complete_lacks_nothing(name: str) -> None:
    assert missing(EVERY[name]) == ()


@pytest.mark.parametrize("name", EVERY)
def test_the_file_and_the_preview_have_every_word_and_the_file_the_same_bytes(name: str) -> None:
    document = bureau.compose(EVERY[name])
    form = {"-", "|", "/", "T:", "J:", ":", "Paraf:"}
    wanted = {word for line in lines(document) for word in line.split()} - form
    for told in (reopened(document), words(render(document))):
        assert [word for word in sorted(wanted) if word.rstrip(":") not in told] == []

    assert write(document) == write(bureau.compose(EVERY[name]))


def test_the_facts_have_no_place_for_an_address_a_contact_or_a_reason_for_holding_apart() -> None:
    kinds = [kind for kind in vars(bureau_facts).values() if isinstance(kind, type) and is_dataclass(kind)]
    names = {field.name for kind in kinds if kind is not reports_facts.Agency for field in fields(kind)}

    assert not names & {"address", "contact", "contacts", "phone", "flag", "apart", "screened", "violence", "consent"}


@pytest.mark.parametrize("name", EVERY)
def test_no_document_speaks_of_violence_or_of_the_other_sides_consent(name: str) -> None:
    told = text(bureau.compose(EVERY[name])).lower()

    assert not [word for word in ("kekerasan", "aniaya", "kdrt", "persetujuan", "menyetujui") if word in told]


def _typed(facts: Any, make: Callable[[str], str], path: str = "") -> Any:
    """Return `facts` with each text replaced by `make(path)`; choices, days and numbers stay."""
    if isinstance(facts, tuple):
        return tuple(_typed(one, make, f"{path}.{place}") for place, one in enumerate(facts))
    if is_dataclass(facts) and not isinstance(facts, type):
        return replace(facts, **{
            field.name: _typed(getattr(facts, field.name), make, f"{path}.{field.name}") for field in fields(facts)
        })
    kept = isinstance(facts, Enum) or facts in {"", "WIB"}
    return make(path) if isinstance(facts, str) and not kept else facts


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("name", ["permit-husband", "session", "return", "memo", "answer", "refusal"])
def test_hostile_text_in_every_field_opens_and_becomes_no_markup(name: str, typed: str) -> None:
    facts = _typed(EVERY[name], lambda path: path if path in {".paper.code", ".decider.digits"} else typed[:3000])
    document = bureau.compose(facts)
    shown = render(document)

    assert reopened(document)
    assert not [tag for tag in ("<c>", "<w:t>", "<![CDATA") if tag in shown]


_TOWN = ".paper.agency.town"
_UNPRINTED = {
    "return": {".matter.report", ".matter.spouse"}, "session": {".matter.report", _TOWN},
    "statement": {".applicant.digits", _TOWN}, "closing-lapsed": {".matter.report", ".matter.spouse"},
    "deferral": {".matter.report", ".matter.spouse"}, "answer": {".asker"}, "hand-over": {_TOWN}, "memo": set(),
    "recommendation": set(), "refusal": set(), "permit-husband": set(),
    "certificate": {f".paper.agency.{name}" for name in ("owner", "name", "address", "contact")},
}


@pytest.mark.parametrize("name", _UNPRINTED)
def test_every_text_that_was_recorded_is_printed(name: str) -> None:
    canaries: list[str] = []

    def canary(path: str) -> str:
        unprinted = (".paper.signatory", ".paper.agency.addressee", ".paper.subject", *_UNPRINTED[name])
        if not path.startswith(unprinted) and not _identity(path):
            canaries.append(f"kenari{path.replace('.', '-')}x")
        return f"kenari{path.replace('.', '-')}x"

    told = text(bureau.compose(_typed(EVERY[name], canary))).lower()

    assert [one for one in canaries if one.lower() not in told] == []


def _identity(path: str) -> bool:
    people = (".matter.applicant", ".matter.spouse", ".applicant", ".examined", ".receiver")
    return path.startswith(people) and not path.endswith(".name")


@pytest.mark.parametrize("name", DECREES)
def test_a_decision_names_only_the_official_as_its_signer(name: str) -> None:
    decree = EVERY[name]
    assert isinstance(decree, bureau_facts.Decree)
    told = text(bureau.compose(replace(decree, paper=replace(decree.paper, signatory=reports_facts.Signatory(
        replace(documents.HEAD, name="Contoh Penyiap Konsep"),
    )))))

    assert "Penyiap Konsep" not in told
    assert decree.decider.name in told


@pytest.mark.parametrize("name", DECREES)
def test_a_decision_leaves_its_day_and_an_unknown_number_to_be_written(name: str) -> None:
    decree = EVERY[name]
    assert isinstance(decree, bureau_facts.Decree)
    told = lines(bureau.compose(replace(decree, paper=replace(decree.paper, number=""))))

    assert [line for line in told if line.startswith("NOMOR …")]
    assert "pada tanggal …………………………" in told


def test_the_kop_bears_the_office_when_the_head_of_the_region_signs_and_the_agency_otherwise() -> None:
    own, delegated = (lines(bureau.compose(EVERY[name])) for name in ("permit", "refusal"))

    assert own[:2] == ["WALI KOTA CONTOH", "KEPUTUSAN WALI KOTA CONTOH"]
    assert delegated[0] == "PEMERINTAH KOTA CONTOH"
    assert "KEPUTUSAN WALI KOTA CONTOH" in delegated


def test_who_signs_for_another_says_for_whom_and_through_whom() -> None:
    told = text(bureau.compose(EVERY["refusal"]))

    assert "a.n. WALI KOTA CONTOH\nSEKRETARIS DAERAH\nu.b.\nKEPALA BADAN" in told


def test_a_decision_cites_the_number_and_the_day_of_the_report() -> None:
    for name in DECREES:
        told = text(bureau.compose(EVERY[name]))

        assert "Laporan Hasil Mediasi Nomor R.800.1.10.4/0007/SMPN2/2026 tanggal 18 Desember 2026" in told


@pytest.mark.parametrize("name", ["permit", "refusal", "certificate"])
def test_the_1983_rule_is_not_said_to_bind_contract_employees(name: str) -> None:
    decree = EVERY[name]
    assert isinstance(decree, bureau_facts.Decree)
    changes: dict[str, Any] = {"basis": ("Dasar instansi bagi PPPK",)}
    if name == "permit":
        changes["report_rule"] = ""
    told = text(bureau.compose(replace(decree, matter=replace(decree.matter, applicant=CONTRACT), **changes)))

    assert "Nomor 10 Tahun 1983" not in told
    assert "NI PPPK" in told


@pytest.mark.parametrize("ground", list(RefusalGround))
def test_a_refusal_prints_the_article_as_it_was_typed_and_none_of_its_own(ground: RefusalGround) -> None:
    told = text(bureau.compose(replace(given.refusal(), ground=ground, basis=())))

    assert f"berdasarkan Pasal 0 ayat (0) huruf x Peraturan Contoh, karena {ground.words}" in told
    assert proposed_article(ground, date(2027, 1, 1)) not in told


def test_a_permit_computes_nothing_and_shows_the_statement_as_it_was_written() -> None:
    told = text(bureau.compose(given.husband(given.permit())))

    assert "Surat pernyataan yang bersangkutan tanggal 2 November 2026: Saya menyerahkan bagian gaji" in told
    assert not [share for share in ("Rp", "1/3", "sepertiga", "seperdua", "1/2") if share in told]


def test_an_article_on_pay_is_printed_only_when_it_may_be() -> None:
    one = given.husband(given.permit())
    assert one.salary
    cited = replace(one, salary=replace(one.salary, rule="Pasal 0 Peraturan Contoh"))

    assert "Pasal 0 Peraturan Contoh" in text(bureau.compose(cited))
    assert "sebagaimana dimaksud dalam Pasal" not in text(bureau.compose(one))


def test_a_session_held_apart_says_so_and_how_it_ended_and_nothing_else() -> None:
    told = text(bureau.compose(given.apart(given.session())))

    assert "dilaksanakan secara terpisah." in told
    assert "Tidak tercapai kesepakatan untuk rukun kembali." in told
    assert not [words for words in ("Ruang Rapat", "10.00", "Pihak yang hadir", "KETERANGAN", "NASIHAT", "Pendamping")
                if words in told]


def test_a_party_who_was_not_there_said_nothing() -> None:
    told = text(bureau.compose(replace(given.session(), present=(Party.APPLICANT,))))

    assert "KETERANGAN SUAMI" not in told


@pytest.mark.parametrize(("applicant", "spouse", "form", "word"), [
    (WIFE, HUSBAND, "Saudari", "suami"),
    (HUSBAND, WIFE, "Saudara", "istri"),
])
@pytest.mark.parametrize("sued", [False, True])
def test_forms_of_address_follow_from_sex_whoever_sues(
    applicant: Person, spouse: Person, form: str, word: str, *, sued: bool,
) -> None:
    matter = (given.sued if sued else given.matter)(applicant, spouse)
    decree = replace(given.certificate() if sued else given.permit(), matter=matter)
    memo = text(bureau.compose(replace(given.memo(), matter=matter)))
    told = text(bureau.compose(decree))

    assert f"{word.capitalize()} {'Pegawai' if sued else 'Pemohon'}:" in memo
    assert f"{word}nya" in told
    assert (f"kepada {form} {applicant.name}" in told) is not sued


def test_whoever_is_sued_gets_a_certificate_and_never_words_of_grant() -> None:
    told = text(bureau.compose(given.certificate()))

    assert "memberikan izin" not in told.lower()
    assert "0000/Pdt.G/2026/PA.Ctoh" in told


@pytest.mark.parametrize(("ending", "said", "unsaid"), [
    (DecisionKind.RECONCILED, "kedua pihak telah rukun kembali", ("dicabut", "gugur")),
    (DecisionKind.WITHDRAWN, "permohonan tersebut telah dicabut", ("rukun", "gugur")),
    (DecisionKind.LAPSED, "permohonan tersebut telah gugur", ("rukun", "dicabut")),
])
def test_a_file_is_closed_in_the_words_of_its_own_end(ending: DecisionKind, said: str, unsaid: tuple[str, ...]) -> None:
    told = text(bureau.compose(given.closing(ending)))

    assert said in told
    assert not [word for word in unsaid if word in told]


def test_a_withdrawal_is_closed_without_its_reason() -> None:
    told = text(bureau.compose(replace(given.closing(DecisionKind.WITHDRAWN), cause="ALASAN PRIBADI")))

    assert "ALASAN PRIBADI" not in told


def test_a_form_leaves_the_address_and_what_is_unknown_to_be_written() -> None:
    told = lines(bureau.compose(EVERY["divorce-report"]))

    assert [line.split(":")[0] for line in told if line.endswith(": " + matters.BLANK)] == [
        "Alamat", "Pengadilan", "Nomor putusan", "Tanggal putusan", "Nomor akta cerai", "Tanggal akta cerai",
        "Anak (inisial)",
    ]


def test_a_report_prints_both_reasonings_when_the_finding_stands() -> None:
    facts = given.second(documents.report())
    assert facts.common_sense
    told = text(mediation_report.compose(facts))

    assert facts.common_sense.reasoning.reasons in told
    assert ("Penelaah kedua, Ir. Galih Contohwibawa, Kepala Dinas Pendidikan, pada tanggal 16 Desember 2026 menyatakan "
            "tidak sependapat dengan kesimpulan ini.") in told
    assert "Pertimbangan penelaah kedua: Pertengkaran yang berulang" in told
    assert "Tanggapan kami: Keterangan kedua pihak tentang penyebabnya" in told


def test_a_report_says_that_the_second_reviewer_agreed() -> None:
    told = text(mediation_report.compose(given.second(documents.report(), agrees=True)))

    assert "menyatakan sependapat dengan kesimpulan ini." in told
    assert "Kami tetap pada" not in told


@pytest.mark.parametrize(("change", "reason"), [
    ({"reasons": " "}, "Alasan penelaah kedua belum ditulis."),
    ({"answer": " "}, "Tanggapan atas pendapat penelaah kedua belum ditulis."),
])
def test_a_second_opinion_without_reasons_or_a_stand_without_an_answer_is_refused(
    change: dict[str, Any], reason: str,
) -> None:
    facts = given.second(documents.report())
    assert facts.reviewer
    silent = replace(facts, reviewer=replace(facts.reviewer, **change))

    assert [gap.reason for gap in reports_facts.missing(silent)] == [reason]
    assert reports_facts.missing(facts) == ()


_NOBODY = replace(given.MAYOR, name=" ")
_GAPS: list[tuple[str, dict[str, Any], str]] = [
    ("return", {"lines": ()}, "Tidak ada baris yang dinilai Tidak sesuai."),
    ("return", {"lines": (bureau_facts.ReturnLine("Kartu keluarga", " "),)},
     "Ada baris Tidak sesuai yang belum diberi catatan."),
    ("return-examination", {"request": " "}, "Belum tertulis apa yang perlu diperiksa lagi."),
    ("return", {"due_on": date(2026, 12, 23)}, "Batas waktu pengembalian tidak sesudah tanggal surat."),
    ("return", {"addressee": bureau_facts.Addressee(" ")}, "Tujuan surat belum diisi."),
    ("statement", {"exchanges": ()}, "Belum ada tanya jawab."),
    ("session", {"present": ()}, "Pihak yang hadir belum dicatat."),
    ("session", {"spouse_points": ""}, "Keterangan pihak yang hadir belum dicatat."),
    ("session", {"place": ""}, "Tempat pertemuan belum diisi."),
    ("session", {"members": ()}, "Anggota tim yang memimpin belum dicatat."),
    ("memo", {"issue": ""}, "Persoalan belum ditulis."),
    ("memo", {"facts": ()}, "Fakta belum ditulis."),
    ("memo", {"analysis": " "}, "Analisis belum ditulis."),
    ("memo", {"conclusion": ""}, "Kesimpulan telaahan belum ditulis."),
    ("memo", {"advice": ""}, "Saran belum ditulis."),
    ("memo", {"recommendation": None}, "Saran keputusan belum dipilih."),
    ("memo", {"recommendation": DecisionKind.CERTIFICATE}, "Surat keterangan memerlukan data gugatan."),
    ("memo", {"matter": replace(given.matter(), report=None)}, "Nomor dan tanggal Laporan Hasil Mediasi belum ada."),
    ("recommendation", {"spouse_result": ""}, "Hasil mediasi tiap pihak belum ditulis."),
    ("recommendation", {"reasons": ""}, "Pertimbangan rekomendasi belum ditulis."),
    ("permit", {"considering": (" ",)}, "Pertimbangan (Menimbang) belum ditulis."),
    ("permit", {"basis": ()}, "Dasar hukum (Mengingat) belum ada."),
    ("permit", {"basis": Refusal("Dasar hukum instansi belum diisi.")}, "Dasar hukum instansi belum diisi."),
    ("permit", {"decider": _NOBODY}, "Nama pejabat yang memutuskan belum diketahui."),
    ("permit", {"matter": given.sued()}, "Izin tidak diputus bagi pegawai yang digugat."),
    ("permit", {"salary": bureau_facts.SalaryShare("", "x")}, "Pembagian gaji menurut aturan ini hanya bagi PNS pria."),
    ("refusal", {"article": ""}, "Pasal dan huruf yang menjadi dasar penolakan belum diisi."),
    ("refusal", {"reasons": ""}, "Alasan penolakan belum ditulis."),
    ("refusal", {"object_to": ""}, "Kepada siapa keberatan diajukan belum diisi."),
    ("certificate", {"matter": given.matter()}, "Surat keterangan memerlukan data gugatan."),
    ("closing-lapsed", {"cause": ""}, "Sebab gugurnya permohonan belum diisi."),
    ("closing-lapsed", {"ending": DecisionKind.PERMIT}, "Surat penutupan bukan untuk perkara yang diputus Pejabat."),
    ("deferral", {"reasons": ""}, "Alasan penangguhan belum ditulis."),
    ("hand-over", {"handed": bureau_facts.Cited("Keputusan", "", None)}, "Nomor dan tanggal keputusan belum dicatat."),
    ("salary", {"matter": given.matter()}, "Surat pernyataan pembagian gaji hanya bagi PNS pria."),
    ("divorce-report", {"addressee": bureau_facts.Addressee("")}, "Tujuan surat belum diisi."),
    ("answer", {"words": ""}, "Alasan jawaban belum ditulis."),
]


@pytest.mark.parametrize(("name", "change", "reason"), _GAPS, ids=[f"{name}-{reason}" for name, _, reason in _GAPS])
def test_a_document_with_a_gap_is_refused(name: str, change: dict[str, Any], reason: str) -> None:
    refused = missing(replace(EVERY[name], **change))

    assert [refusal.reason for refusal in refused] == [reason]
    assert all(refusal.remedy for refusal in refused if refusal.reason != "Dasar hukum instansi belum diisi.")
