"""Facts for documents in tests, plainly made up, with named traits."""

from dataclasses import replace
from datetime import date, time

from mediation.cases.conclude.model import EvidenceVerdict
from mediation.cases.model import (
    Attendance,
    CommonSenseResult,
    Employment,
    HearingState,
    HouseholdResult,
    Marriage,
    Outcome,
    Party,
    Person,
    Religion,
    SittingMode,
)
from mediation.cases.summon.model import Purpose
from mediation.law.grounds import Ground
from mediation.law.identity import Sex
from mediation.reports.facts import (
    Agency,
    AnalysisPoint,
    ChosenFact,
    ClaimFacts,
    CommonSenseFinding,
    EvidenceEntry,
    Exchange,
    GroundAnalysis,
    HouseholdFinding,
    NoShow,
    Paper,
    Reasoning,
    RecordEntry,
    RecordFacts,
    ReliedOn,
    ReportFacts,
    Signatory,
    SittingEntry,
    SummonsEntry,
    SummonsFacts,
)

WOMAN = Person(
    name="Sekar Contohwati, S.Pd.", sex=Sex.FEMALE, employment=Employment.PNS, digits="198704122010012003",
    rank="Penata", grade="III/c", position="Guru Ahli Muda", unit="SMP Negeri 2 Contoh", religion=Religion.ISLAM,
    occupation="", town="Kota Contoh",
)
MAN = Person(
    name="Bagas Contohadi", sex=Sex.MALE, employment=Employment.NONE, religion=Religion.ISLAM,
    occupation="Wiraswasta", town="Kabupaten Contoh Utara",
)
MAN_EMPLOYED = Person(
    name="Damar Contohadi, A.Md.Kep.", sex=Sex.MALE, employment=Employment.PPPK, digits="199001012022211004",
    rank="", grade="VII", position="Perawat Terampil", unit="Puskesmas Contoh Barat", religion=Religion.CATHOLIC,
    occupation="", town="Kota Contoh",
)
WOMAN_AT_HOME = Person(
    name="Ratih Contohsari", sex=Sex.FEMALE, employment=Employment.NONE, religion=Religion.CATHOLIC,
    occupation="Mengurus rumah tangga", town="Kota Contoh",
)
HEAD = Person(
    name="Dra. Laras Contohningrum, M.Pd.", sex=Sex.FEMALE, employment=Employment.PNS, digits="197203151998022001",
    rank="Pembina Tingkat I", grade="IV/b", position="Kepala SMP Negeri 2 Contoh", unit="SMP Negeri 2 Contoh",
)
AGENCY = Agency(
    owner="Pemerintah Kota Contoh", name="Dinas Pendidikan\nSMP Negeri 2 Contoh",
    address="Jalan Contoh Nomor 1, Kota Contoh 00000",
    contact="Telepon (000) 000000, laman smpn2.contoh.example, pos-el surat@smpn2.contoh.example",
    town="Kota Contoh", addressee_title="Wali Kota Contoh melalui Kepala Dinas Pendidikan",
    addressee_place="Kota Contoh",
)


def paper(number: str = "R.800.1.10.4/0007/SMPN2/2026", on: date = date(2026, 11, 20)) -> Paper:
    return Paper(number=number, on=on, agency=AGENCY, signatory=Signatory(HEAD), code="7F3A-91CC-02BD-K4TQ")


def summons() -> SummonsFacts:
    return SummonsFacts(
        paper=paper("R.005/0003/SMPN2/2026", date(2026, 11, 4)), party=Party.SPOUSE, called=MAN, applicant=WOMAN,
        requested_on=date(2026, 11, 2), received_on=date(2026, 11, 3), round=1, on=date(2026, 11, 13), at=time(9),
        zone="WIB", place="Ruang Konseling SMP Negeri 2 Contoh", purpose=Purpose.EXAMINATION,
    )


def again(facts: SummonsFacts) -> SummonsFacts:
    """The same summons as a third round, after two that were not followed."""
    missed = (
        NoShow(1, date(2026, 11, 13), "R.005/0003/SMPN2/2026", date(2026, 11, 4)),
        NoShow(2, date(2026, 11, 24), "R.005/0005/SMPN2/2026", date(2026, 11, 16)),
    )
    return replace(facts, round=3, on=date(2026, 12, 4), earlier=missed)


def record() -> RecordFacts:
    return RecordFacts(
        paper=paper("R.800.1.10.4/0004/SMPN2/2026", date(2026, 11, 12)), party=Party.APPLICANT, examined=WOMAN,
        applicant=WOMAN, requested_on=date(2026, 11, 2), on=date(2026, 11, 12), at=time(10, 15), zone="WIB",
        place="Ruang Konseling SMP Negeri 2 Contoh", state=HearingState.SIGNED,
        exchanges=(
            Exchange("Apakah hari ini Saudari dalam keadaan sehat dan bersedia memberikan keterangan?",
                     "Ya, saya sehat dan bersedia."),
            Exchange("Kapan dan di mana Saudari menikah?",
                     "Kami menikah pada 3 Mei 2014 di Kecamatan Contoh. Waktu itu saya baru empat tahun mengajar."),
            Exchange("Sejak kapan rumah tangga Saudari tidak lagi rukun?",
                     "Sejak awal tahun 2024. Mula-mula kami berselisih tentang uang belanja.\nSejak Maret 2025 kami "
                     "tidak lagi tinggal serumah. Suami saya pulang ke rumah orang tuanya."),
            Exchange("Upaya apa yang pernah dilakukan untuk rukun kembali?",
                     "Dua kali keluarga besar berkumpul, dan satu kali kami menemui penasihat perkawinan."),
            Exchange("Adakah yang ingin Saudari tambahkan?", "Tidak ada."),
        ),
    )


_HERS = "Berita Acara Pemeriksaan Pemohon, 12 November 2026"
_HIS = "Berita Acara Pemeriksaan Suami Pemohon, 24 November 2026"


def report() -> ReportFacts:
    """A wife asks; the spouse is no civil servant; sessions together without reconciliation."""
    return ReportFacts(
        paper=paper(on=date(2026, 12, 18)), applicant=WOMAN, spouse=MAN,
        marriage=Marriage(date(2014, 5, 3), "Kecamatan Contoh", "00/45/V/2014"),
        requested_on=date(2026, 11, 2), received_on=date(2026, 11, 3),
        claims=(ClaimFacts(
            Ground.G6_CEKCOK,
            "Sejak awal 2024 kami berselisih hampir setiap minggu tentang nafkah dan pekerjaan. Sejak Maret 2025 "
            "kami hidup terpisah dan tidak lagi saling menyapa.",
        ),),
        summonses=(
            SummonsEntry("R.005/0002/SMPN2/2026", date(2026, 11, 4), Party.APPLICANT, WOMAN.name, 1,
                         date(2026, 11, 12), date(2026, 11, 4), "Diserahkan langsung", Attendance.CAME),
            SummonsEntry("R.005/0003/SMPN2/2026", date(2026, 11, 4), Party.SPOUSE, MAN.name, 1,
                         date(2026, 11, 13), date(2026, 11, 5), "Kurir dengan tanda terima", Attendance.ABSENT),
            SummonsEntry("R.005/0005/SMPN2/2026", date(2026, 11, 16), Party.SPOUSE, MAN.name, 2,
                         date(2026, 11, 24), date(2026, 11, 17), "Kurir dengan tanda terima", Attendance.CAME),
        ),
        sittings=(
            SittingEntry(date(2026, 12, 2), SittingMode.TOGETHER, (Party.APPLICANT, Party.SPOUSE), Outcome.CONTINUE),
            SittingEntry(date(2026, 12, 9), SittingMode.TOGETHER, (Party.APPLICANT, Party.SPOUSE),
                         Outcome.NOT_RECONCILED),
        ),
        records=(
            RecordEntry("R.800.1.10.4/0004/SMPN2/2026", date(2026, 11, 12), Party.APPLICANT, WOMAN.name,
                        HearingState.SIGNED),
            RecordEntry("R.800.1.10.4/0006/SMPN2/2026", date(2026, 11, 24), Party.SPOUSE, MAN.name,
                        HearingState.SIGNED),
        ),
        evidence=(EvidenceEntry("Surat pernyataan lurah yang disahkan camat", "470/00/XI/2026", date(2026, 11, 9),
                                (Ground.G6_CEKCOK,)),),
        facts=(
            ChosenFact("Pemohon dan suaminya tidak lagi tinggal serumah sejak Maret 2025", _HERS),
            ChosenFact("Perselisihan tentang nafkah berulang sejak awal 2024 dan diakui kedua pihak", _HIS),
            ChosenFact("Keluarga besar telah dua kali berupaya merukunkan keduanya tanpa hasil", _HERS),
        ),
        analysis=(GroundAnalysis(Ground.G6_CEKCOK, (
            AnalysisPoint("Keterangan keduanya tentang saat berpisah sama, dan lurah menguatkannya.", 0),
            AnalysisPoint("Perselisihan diakui kedua pihak; yang berbeda hanya penyebabnya.", 1),
            AnalysisPoint("Upaya keluarga menunjukkan bahwa jalan damai sudah ditempuh sebelum permohonan.", 2),
        ), (0,), EvidenceVerdict.MEETS, "Alasan ini terbukti dari keterangan yang sama dan surat lurah."),),
        household=HouseholdFinding(HouseholdResult.NOT_WORTH_PRESERVING, Reasoning(
            facts=(
                ReliedOn("Berpisah tempat tinggal sejak Maret 2025.", 0),
                ReliedOn("Upaya keluarga tidak berhasil.", None, _HERS),
            ),
            evidence=(0,),
            contrary=(
                "Suami menyatakan masih bersedia pulang apabila istrinya berhenti menuntut nafkah. Kesediaan "
                "bersyarat itu telah ditawarkan dalam mediasi dan tidak diterima."
            ),
            reasons=(
                "Tidak ada lagi komunikasi selama dua puluh bulan, dan kedua pihak tidak menyepakati satu pun "
                "langkah untuk hidup serumah kembali."
            ),
        ), (("Tempat tinggal", "berpisah sejak Maret 2025"), ("Nafkah", "tidak diberikan sejak April 2025"))),
        common_sense=CommonSenseFinding(CommonSenseResult.ACCORDS, Reasoning(
            facts=(ReliedOn("Perselisihan berulang hampir setiap minggu.", 1),), evidence=(0,), contrary="",
            reasons=(
                "Orang yang wajar dalam keadaan demikian dapat memahami keinginan untuk berpisah: perselisihan "
                "menyangkut kebutuhan pokok, berlangsung hampir tiga tahun, dan tidak mereda sesudah didamaikan."
            ),
        )),
        advice="Permohonan izin perceraian Pemohon dapat dipertimbangkan untuk dikabulkan.",
        basis=(
            "Pasal 3 ayat (2) dan ayat (3) Peraturan Pemerintah Nomor 10 Tahun 1983",
            "Pasal 5 ayat (2) Peraturan Pemerintah Nomor 45 Tahun 1990",
        ),
    )


def apart(facts: ReportFacts) -> ReportFacts:
    """The same report with its sessions held apart."""
    sittings = tuple(replace(one, mode=SittingMode.APART, present=()) for one in facts.sittings)
    return replace(facts, sittings=sittings)


def unheard(facts: ReportFacts) -> ReportFacts:
    """The same report when the spouse never came: no session, one record, three rounds."""
    rounds = ((1, date(2026, 11, 13)), (2, date(2026, 11, 24)), (3, date(2026, 12, 4)))
    missed = tuple(
        SummonsEntry(f"R.005/000{number + 2}/SMPN2/2026", date(2026, 11, 4), Party.SPOUSE, MAN.name, number, on,
                     date(2026, 11, 6), "Kurir dengan tanda terima", Attendance.ABSENT)
        for number, on in rounds
    )
    return replace(
        facts, sittings=(), records=facts.records[:1], summonses=(facts.summonses[0], *missed),
        facts=tuple(replace(fact, source=_HERS) for fact in facts.facts),
    )


def reconciled(facts: ReportFacts) -> ReportFacts:
    """The same report when the two were reconciled in the last session."""
    last = replace(facts.sittings[-1], outcome=Outcome.RECONCILED)
    return replace(
        facts, sittings=(*facts.sittings[:-1], last),
        advice="Permohonan tidak perlu diteruskan karena kedua pihak telah rukun kembali.",
    )


def husband_asks(facts: ReportFacts) -> ReportFacts:
    """The same report with a husband who asks and a wife who is no civil servant."""
    return replace(facts, applicant=MAN_EMPLOYED, spouse=WOMAN_AT_HOME)
