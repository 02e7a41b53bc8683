"""What the three documents say: all of it recorded, none of it guessed."""

import re
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from mediation.accounts.model import Capacity
from mediation.cases.model import (
    Attendance,
    CommonSenseResult,
    Employment,
    HearingState,
    HouseholdResult,
    Outcome,
    Party,
    Person,
)
from mediation.cases.summon.model import Purpose
from mediation.errors import Refusal
from mediation.law.grounds import Ground
from mediation.law.identity import Sex
from mediation.reports import facts as reports_facts
from mediation.reports.facts import AnalysisPoint, ClaimFacts, Exchange, ReliedOn, Signatory, missing
from mediation.reports.letters import examination_record, mediation_report, parts, summons
from tests import documents as given
from tests.flat import lines, text

EXPECTED = Path(__file__).with_name("expected")

WIFE = replace(given.WOMAN, name="Contoh Istri")
HUSBAND = replace(given.WOMAN, name="Contoh Suami", sex=Sex.MALE, digits="198704122010011003")

DOCUMENTS = {
    "summons-spouse": summons.compose(given.summons()),
    "summons-third": summons.compose(given.again(given.summons())),
    "summons-applicant": summons.compose(replace(given.summons(), party=Party.APPLICANT, called=given.WOMAN)),
    "summons-witness": summons.compose(replace(given.summons(), party=Party.WITNESS)),
    "record": examination_record.compose(given.record()),
    "report": mediation_report.compose(given.report()),
    "report-apart": mediation_report.compose(given.apart(given.report())),
    "report-unheard": mediation_report.compose(given.unheard(given.husband_asks(given.report()))),
    "report-reconciled": mediation_report.compose(given.reconciled(given.report())),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_word_of_a_document_is_the_expected_one(name: str) -> None:
    expected = (EXPECTED / f"{name}.txt").read_text(encoding="utf-8")

    assert text(DOCUMENTS[name]) + "\n" == expected


def test_the_facts_of_a_document_have_no_place_for_a_persons_address_or_contact() -> None:
    own = [kind for kind in vars(reports_facts).values() if is_dataclass(kind) and kind is not reports_facts.Agency]
    kinds = [kind for kind in own if isinstance(kind, type) and kind.__module__ == reports_facts.__name__]
    names = {field.name for kind in (*kinds, Person) for field in fields(kind)}

    assert not names & {"address", "contact", "contacts", "phone", "flag", "apart", "screened", "kept", "reason",
                        "violence"}


@pytest.mark.parametrize(("applicant", "spouse", "form", "word"), [
    (WIFE, HUSBAND, "Saudari", "suami"),
    (HUSBAND, WIFE, "Saudara", "istri"),
])
def test_forms_of_address_follow_from_sex_whoever_asks(
    applicant: Person, spouse: Person, form: str, word: str,
) -> None:
    report = text(mediation_report.compose(replace(given.report(), applicant=applicant, spouse=spouse)))
    letter = text(summons.compose(replace(given.summons(), party=Party.APPLICANT, called=applicant)))
    record = text(examination_record.compose(
        replace(given.record(), party=Party.SPOUSE, examined=spouse, applicant=applicant),
    ))
    other = {"Saudari": "Saudara ", "Saudara": "Saudari"}[form]

    assert f"dengan {word}nya, {parts.form_and_name(spouse)}" in report
    assert f"{word.capitalize()} Pemohon" in report
    assert f"Yth. {form} {applicant.name}" in letter
    assert other not in letter
    assert f"selaku {word} dari pemohon izin perceraian" in record


@pytest.mark.parametrize(("called", "form"), [(WIFE, "Saudari"), (HUSBAND, "Saudara")])
def test_a_called_spouse_is_addressed_by_own_sex(called: Person, form: str) -> None:
    letter = text(summons.compose(replace(given.summons(), called=called)))

    assert f"Yth. {form} {called.name}" in letter
    assert f"panggil {form} untuk hadir" in letter


@pytest.mark.parametrize("ground", list(Ground))
def test_a_summons_says_nothing_of_grounds_or_violence(ground: Ground) -> None:
    told = " ".join(text(DOCUMENTS[name]) for name in DOCUMENTS if name.startswith("summons")).lower()

    assert ground.words not in told
    assert not set(re.findall(r"\w+", told)) & {"kekerasan", "terpisah", "aman", "keamanan", "skrining", "kdrt"}


def test_a_summons_reads_the_same_for_both_sides_but_for_the_occasion() -> None:
    applicant = lines(summons.compose(replace(given.summons(), party=Party.APPLICANT)))
    spouse = lines(summons.compose(given.summons()))

    assert [pair for pair in zip(applicant, spouse, strict=True) if pair[0] != pair[1]] == [
        (applicant[12], spouse[12]),
    ]
    assert applicant[12].startswith("Sehubungan dengan permohonan izin perceraian")


@pytest.mark.parametrize(("purpose", "words"), [
    (Purpose.EXAMINATION, "Keperluan: Memberikan keterangan"),
    (Purpose.MEDIATION, "Keperluan: Mengikuti mediasi"),
    (Purpose.BOTH, "Keperluan: Memberikan keterangan dan mengikuti mediasi"),
])
def test_a_summons_names_its_purpose(purpose: Purpose, words: str) -> None:
    assert words in lines(summons.compose(replace(given.summons(), purpose=purpose)))


def test_sessions_apart_are_told_in_one_sentence_alone() -> None:
    told = text(mediation_report.compose(given.apart(given.report())))

    assert "mediasi dilaksanakan secara terpisah" in told
    assert "dihadiri" not in told


@pytest.mark.parametrize(("outcome", "words"), [
    (Outcome.RECONCILED, "kedua pihak rukun kembali"),
    (Outcome.NOT_RECONCILED, "tidak tercapai kesepakatan untuk rukun kembali"),
    (Outcome.CONTINUE, "mediasi dilanjutkan"),
    (Outcome.WITHDRAWN, "Pemohon mencabut permohonannya"),
    (Outcome.STOPPED, "mediasi dihentikan"),
])
def test_an_outcome_is_printed_when_it_was_recorded_and_only_then(outcome: Outcome, words: str) -> None:
    facts = replace(given.report(), advice="Saran.", facts=(), analysis=())
    one = replace(facts.sittings[0], outcome=outcome)

    assert f"Hasilnya: {words}" in text(mediation_report.compose(replace(facts, sittings=(one,))))
    assert words not in text(mediation_report.compose(replace(facts, sittings=())))


@pytest.mark.parametrize(("result", "words"), [
    (HouseholdResult.WORTH_PRESERVING, "masih layak dipertahankan."),
    (HouseholdResult.NOT_WORTH_PRESERVING, "tidak layak lagi dipertahankan."),
    (HouseholdResult.NOT_CONCLUDED, "belum dapat disimpulkan masih layak dipertahankan atau tidak."),
])
def test_the_household_finding_is_printed_as_recorded(result: HouseholdResult, words: str) -> None:
    facts = given.report()
    assert facts.household
    told = text(mediation_report.compose(replace(facts, household=replace(facts.household, result=result))))

    assert f"Rumah tangga Pemohon dan Suami Pemohon {words}" in told


@pytest.mark.parametrize(("result", "words"), [
    (CommonSenseResult.ACCORDS, "sesuai dengan akal sehat."),
    (CommonSenseResult.DOES_NOT_ACCORD, "bertentangan dengan akal sehat."),
    (CommonSenseResult.NOT_ENOUGH_KNOWN, "belum dapat dinilai menurut akal sehat karena keterangan belum cukup."),
])
def test_the_common_sense_finding_is_printed_as_recorded(result: CommonSenseResult, words: str) -> None:
    facts = given.report()
    assert facts.common_sense
    told = text(mediation_report.compose(replace(facts, common_sense=replace(facts.common_sense, result=result))))

    assert f"Alasan yang dikemukakan Pemohon {words}" in told


def test_a_complete_report_lacks_nothing() -> None:
    assert missing(given.report()) == ()


@pytest.mark.parametrize(("change", "reason"), [
    ({"household": None}, "Kesimpulan tentang rumah tangga belum ada."),
    ({"common_sense": None}, "Kesimpulan tentang akal sehat belum ada."),
    ({"advice": "  "}, "Saran tindak belum ditulis."),
    ({"facts": ()}, "Fakta untuk Bagian II belum dipilih."),
    ({"analysis": ()}, "Analisis untuk alasan %(ground)s belum ditulis."),
    ({"basis": Refusal("Dasar hukum instansi belum diisi.")}, "Dasar hukum instansi belum diisi."),
    ({"claims": ()}, "Alasan permohonan belum ada."),
])
def test_a_report_with_a_gap_is_refused(change: dict[str, object], reason: str) -> None:
    refused = missing(replace(given.report(), **change))  # type: ignore[arg-type]

    assert [refusal.reason for refusal in refused] == [reason]


def test_a_finding_without_reasons_is_refused() -> None:
    facts = given.report()
    assert facts.household
    bare = replace(facts.household, reasoning=replace(facts.household.reasoning, reasons=" "))
    refused = missing(replace(facts, household=bare))

    assert [refusal.reason for refusal in refused] == ["Kesimpulan tentang rumah tangga belum beralasan."]


def test_a_paper_without_a_signatory_is_refused() -> None:
    nobody = replace(given.HEAD, name="", position="")
    for facts in (given.report(), given.record(), given.summons()):
        unsigned = replace(facts, paper=replace(facts.paper, signatory=Signatory(nobody)))

        assert len(missing(unsigned)) == 2


def test_a_refusal_to_sign_stands_in_the_record_with_its_reason() -> None:
    facts = replace(given.record(), state=HearingState.REFUSED, refusal_reason="keberatan atas jawaban nomor 3.")
    told = text(examination_record.compose(facts))

    assert "tidak bersedia menandatangani Berita Acara Pemeriksaan ini dengan alasan: keberatan atas jawaban" in told
    assert "ditandatangani oleh yang diperiksa" not in told


def test_a_refusal_to_sign_without_reason_is_refused() -> None:
    assert missing(replace(given.record(), state=HearingState.REFUSED))


def test_what_was_said_outside_the_questions_is_printed_after_them() -> None:
    facts = replace(given.record(), statements=(Exchange("Pendapat tentang permohonan", "Berkeberatan."),))

    assert "- Pendapat tentang permohonan: Berkeberatan." in lines(examination_record.compose(facts))


@pytest.mark.parametrize(("capacity", "behalf", "above"), [
    (Capacity.OWN, "", ("KEPALA SMP NEGERI 2 CONTOH,",)),
    (Capacity.ACTING, "", ("Plt. KEPALA SMP NEGERI 2 CONTOH,",)),
    (Capacity.DAILY, "", ("Plh. KEPALA SMP NEGERI 2 CONTOH,",)),
    (Capacity.ON_BEHALF, "Kepala Dinas Pendidikan", (
        "a.n. KEPALA DINAS PENDIDIKAN", "KEPALA SMP NEGERI 2 CONTOH,",
    )),
])
def test_the_capacity_of_the_signatory_is_written(capacity: Capacity, behalf: str, above: tuple[str, ...]) -> None:
    assert parts.signature(Signatory(given.HEAD, capacity, behalf)).above == above


def test_employee_numbers_are_grouped_8_6_1_3_and_named_by_employment() -> None:
    contract = replace(given.HEAD, employment=Employment.PPPK, rank="", grade="IX")

    assert parts.signature(Signatory(given.HEAD)).below == ("Pembina Tingkat I (IV/b)", "NIP. 19720315 199802 2 001")
    assert parts.signature(Signatory(contract)).below == ("Golongan IX", "NI PPPK. 19720315 199802 2 001")


def test_a_document_of_made_up_data_says_so_on_every_page() -> None:
    facts = replace(given.report(), paper=replace(given.paper(), demo=True))

    assert mediation_report.compose(facts).margins.demo
    assert not mediation_report.compose(given.report()).margins.demo


def test_several_grounds_are_analysed_one_by_one() -> None:
    facts = given.report()
    more = replace(
        facts, claims=(*facts.claims, ClaimFacts(Ground.G3_TINGGAL_2TH, "Pergi sejak 2024.")),
        analysis=(*facts.analysis, replace(facts.analysis[0], ground=Ground.G3_TINGGAL_2TH)),
    )
    told = lines(mediation_report.compose(more))

    assert [line[:10] for line in told if line.startswith(("a. ", "b. "))] == ["a. Alasan:", "b. Alasan:"]


def test_the_date_is_written_in_words_and_in_figures() -> None:
    facts = replace(given.record(), on=date(2026, 12, 11))
    told = text(examination_record.compose(facts))

    assert "Jumat, tanggal sebelas bulan Desember tahun dua ribu dua puluh enam" in told


def test_every_text_of_the_facts_is_printed() -> None:
    """Canaries in every free text of the report: each comes out, and once at least."""
    facts = _canaries(given.report())
    told = text(mediation_report.compose(facts))

    assert [f"KENARI{number}" for number in range(14) if f"KENARI{number}" not in told] == []


def _canaries(facts: reports_facts.ReportFacts) -> reports_facts.ReportFacts:
    assert facts.household
    assert facts.common_sense
    house = replace(facts.household.reasoning, facts=(ReliedOn("KENARI0"),), contrary="KENARI1", reasons="KENARI2")
    sense = replace(facts.common_sense.reasoning, facts=(ReliedOn("KENARI3"),), contrary="KENARI4", reasons="KENARI5")
    return replace(
        facts,
        claims=(replace(facts.claims[0], facts="KENARI6"),),
        facts=(replace(facts.facts[0], text="KENARI7"),),
        analysis=(replace(facts.analysis[0], points=(AnalysisPoint("KENARI8", 0),), text="KENARI12"),),
        advice="KENARI9",
        basis=("KENARI10",),
        evidence=(replace(facts.evidence[0], kind="KENARI11"),),
        household=replace(facts.household, reasoning=house, indicators=(("Nafkah", "KENARI13"),)),
        common_sense=replace(facts.common_sense, reasoning=sense),
    )


def test_a_spouse_who_came_once_is_not_told_to_be_unheard() -> None:
    unheard = given.unheard(given.report())
    came = replace(unheard.summonses[-1], attendance=Attendance.CAME)
    told = text(mediation_report.compose(replace(unheard, summonses=(*unheard.summonses[:-1], came))))

    assert "keterangannya tidak kami peroleh" in text(mediation_report.compose(unheard))
    assert "keterangannya tidak kami peroleh" not in told
