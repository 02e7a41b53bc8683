"""Facts for the bureau's documents in tests, plainly made up, with named traits."""

from dataclasses import replace
from datetime import date, time

from mediation.bureau.requests.model import Answer
from mediation.cases.model import CommonSenseResult, Employment, HearingState, Outcome, Party, Person, SittingMode
from mediation.cases.words import DecisionKind, ReturnKind
from mediation.law.grounds import Ground
from mediation.law.identity import Sex
from mediation.law.refusals import RefusalGround
from mediation.reports import bureau_facts as f
from mediation.reports.facts import Agency, ChosenFact, Exchange, Paper, ReportFacts, ReviewerOpinion, Signatory
from tests.documents import MAN, MAN_EMPLOYED, WOMAN, WOMAN_AT_HOME

BUREAU = Agency(
    owner="Pemerintah Kota Contoh", name="Badan Kepegawaian dan Pengembangan\nSumber Daya Manusia",
    address="Jalan Contoh Nomor 9, Kota Contoh 00000",
    contact="Telepon (000) 000000, laman bkpsdm.contoh.example, pos-el surat@bkpsdm.contoh.example",
    town="Kota Contoh", addressee_title="Wali Kota Contoh", addressee_place="Kota Contoh",
)
CHIEF = Person(
    name="Drs. Wira Contohputra, M.Si.", sex=Sex.MALE, employment=Employment.PNS, digits="197001011995031001",
    rank="Pembina Utama Muda", grade="IV/c", position="Kepala Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
)
OFFICER = Person(
    name="Nawang Contohsari, S.H.", sex=Sex.FEMALE, employment=Employment.PNS, digits="198806062012012002",
    rank="Penata Tingkat I", grade="III/d", position="Analis Sumber Daya Manusia Aparatur Ahli Muda",
)
REVIEWER = Person(
    name="Ir. Galih Contohwibawa", sex=Sex.MALE, employment=Employment.PNS, digits="196905051994031002",
    rank="Pembina Tingkat I", grade="IV/b", position="Kepala Dinas Pendidikan",
)
PNS_MAN = replace(
    MAN_EMPLOYED, employment=Employment.PNS, digits="198703032011011001", rank="Penata", grade="III/c",
)
MAYOR = f.Decider(title=("WALI KOTA CONTOH",), name="H. Tirta Contohnegara, S.E.", office_head=True)
DELEGATE = f.Decider(
    title=("WALI KOTA CONTOH",), name=CHIEF.name, rank="Pembina Utama Muda (IV/c)", digits=CHIEF.digits,
    block=("a.n. WALI KOTA CONTOH", "SEKRETARIS DAERAH", "u.b.",
           "KEPALA BADAN KEPEGAWAIAN DAN PENGEMBANGAN SUMBER DAYA MANUSIA,"),
    delegation="Peraturan Wali Kota Contoh Nomor 00 Tahun 2025 tentang Pendelegasian Wewenang",
)
REPORT = f.Cited("Laporan Hasil Mediasi", "R.800.1.10.4/0007/SMPN2/2026", date(2026, 12, 18),
                 "Kepala SMP Negeri 2 Contoh")
SUIT = f.Suit("Pengadilan Agama Contoh", "0000/Pdt.G/2026/PA.Ctoh", date(2026, 10, 26))
_FIRST = "Peraturan Pemerintah Nomor 10 Tahun 1983"
_RULE = f"{_FIRST} sebagaimana telah diubah dengan Peraturan Pemerintah Nomor 45 Tahun 1990"
BASIS = (f"Pasal 3 ayat (2) dan ayat (3) {_RULE}", f"Pasal 12 {_RULE}")
LONG = (
    "Keterangan kedua pihak telah didengar sendiri-sendiri, dicatat dalam berita acara, dan dibandingkan dengan bukti "
    "yang diajukan. Perbedaan di antara keduanya menyangkut penyebab perselisihan dan bukan adanya perselisihan itu. "
)


def paper(number: str = "R.800.1.10.4/0021/BKPSDM/2027", on: date = date(2027, 1, 14), signer: Person = CHIEF) -> Paper:
    return Paper(number=number, on=on, agency=BUREAU, signatory=Signatory(signer), code="9Q2B-77HD-41XM-P0ZE")


def matter(applicant: Person = WOMAN, spouse: Person = MAN) -> f.Matter:
    return f.Matter(applicant, spouse, date(2026, 11, 2), date(2026, 11, 3), date(2026, 12, 21), REPORT)


def sued(applicant: Person = WOMAN, spouse: Person = MAN) -> f.Matter:
    """The same employee, who is sued."""
    return replace(matter(applicant, spouse), suit=SUIT)


TO_SUPERVISOR = f.Addressee("Kepala SMP Negeri 2 Contoh", "Kepala Dinas Pendidikan", "Kota Contoh")
TO_MAYOR = f.Addressee("Wali Kota Contoh", "", "Kota Contoh")


def returned() -> f.ReturnFacts:
    return f.ReturnFacts(
        paper=paper(on=date(2026, 12, 23)), matter=matter(), addressee=TO_SUPERVISOR, asked=ReturnKind.PAPERS,
        lines=(
            f.ReturnLine("Salinan buku nikah atau akta perkawinan", "Halaman kedua tidak terbaca."),
            f.ReturnLine("Surat keputusan pangkat terakhir", "Yang dilampirkan adalah keputusan sebelumnya."),
        ),
        due_on=date(2027, 1, 8), round=1,
    )


def further(facts: f.ReturnFacts) -> f.ReturnFacts:
    """The second return, for further examination alone."""
    request = "Mohon saksi kedua yang disebut dalam berkas didengar keterangannya.\nMohon hasilnya dicatat."
    return replace(facts, asked=ReturnKind.EXAMINATION, round=2, lines=(), request=request)


def statement() -> f.StatementFacts:
    return f.StatementFacts(
        paper=paper("R.800.1.10.4/0022/BKPSDM/2027", signer=OFFICER), party=Party.SPOUSE, examined=MAN,
        applicant=WOMAN, requested_on=date(2026, 11, 2), on=date(2027, 1, 11), at=time(9, 30), zone="WIB",
        place="Ruang Konsultasi BKPSDM", state=HearingState.OPEN,
        exchanges=(
            Exchange("Apakah Saudara bersedia memberikan keterangan tambahan?", "Ya, saya bersedia."),
            Exchange("Di mana Saudara tinggal sejak Maret 2025?", "Di rumah orang tua.\nSaya belum kembali."),
        ),
    )


def session() -> f.BureauSessionFacts:
    return f.BureauSessionFacts(
        paper=paper("R.800.1.10.4/0023/BKPSDM/2027"), matter=matter(), on=date(2027, 1, 12), at=time(10), zone="WIB",
        place="Ruang Rapat BKPSDM", mode=SittingMode.TOGETHER, outcome=Outcome.NOT_RECONCILED,
        team="Tim Pertimbangan",
        members=(f.Member(CHIEF.name, CHIEF.position, "Ketua"), f.Member(OFFICER.name, OFFICER.position, "Anggota")),
        present=(Party.APPLICANT, Party.SPOUSE), spouse_companion="Bapak Contoh Pendamping",
        applicant_points="Tetap pada permohonannya.\nTidak bersedia tinggal serumah lagi.",
        spouse_points="Bersedia pulang dengan syarat yang sama seperti dahulu.",
        advice="Keduanya dinasihati untuk mendahulukan kepentingan anak.",
    )


def apart(facts: f.BureauSessionFacts) -> f.BureauSessionFacts:
    """The same session held apart."""
    return replace(facts, mode=SittingMode.APART)


def memo() -> f.MemoFacts:
    return f.MemoFacts(
        paper=paper(), matter=matter(), addressee=TO_MAYOR,
        issue="Apakah permohonan Pemohon memenuhi syarat pemberian izin.",
        facts=(
            ChosenFact("Keduanya berpisah tempat tinggal sejak Maret 2025", "Laporan Hasil Mediasi Bagian II"),
            ChosenFact("Sidang Tim Pertimbangan tidak mencapai kesepakatan untuk rukun kembali"),
        ),
        analysis=LONG + "\n" + LONG, conclusion="Alasan yang dikemukakan terbukti.",
        advice="Kedua pihak tetap diberi nasihat pada waktu keputusan diserahkan.",
        recommendation=DecisionKind.PERMIT,
    )


def recommendation() -> f.RecommendationFacts:
    return f.RecommendationFacts(
        paper=paper(), matter=matter(), addressee=f.Addressee("Kepala Dinas Pendidikan", "", "Kota Contoh"),
        applicant_result="Tetap pada permohonannya.", spouse_result="Menyerahkan keputusan kepada Pejabat.",
        grounds=(Ground.G6_CEKCOK,), reasons="Bukti yang diminta telah ada dan keterangan keduanya sejalan.",
        delegation="Peraturan Wali Kota Contoh Nomor 00 Tahun 2025", recommendation=DecisionKind.PERMIT,
        enclosures=("Laporan Hasil Mediasi", "Berita Acara Sidang Tim Pertimbangan"),
    )


def permit() -> f.PermitFacts:
    return f.PermitFacts(
        paper=paper("800.1.10.4/0003/BKPSDM/2027"), matter=matter(), decider=MAYOR,
        considering=(
            "alasan yang dikemukakan dapat diterima oleh akal sehat",
            "bahwa keduanya berpisah tempat tinggal sejak Maret 2025, sebagaimana diterangkan oleh lurah setempat;",
            "upaya atasan langsung untuk merukunkan keduanya tidak berhasil",
        ),
        basis=BASIS, attention=("Telaahan Kepala BKPSDM Nomor R.800.1.10.4/0021/BKPSDM/2027 tanggal 14 Januari 2027",),
        copies=("Kepala Dinas Pendidikan", "Kepala SMP Negeri 2 Contoh", "Ketua Pengadilan Agama Contoh"),
        initials=("Sekretaris Daerah", "Asisten Administrasi Umum", "Kepala BKPSDM"),
        report_rule="Pasal 15 Peraturan Pemerintah Nomor 45 Tahun 1990",
    )


def husband(facts: f.PermitFacts) -> f.PermitFacts:
    """The permit of a male permanent employee, with his statement on sharing pay."""
    share = f.SalaryShare("", "Saya menyerahkan bagian gaji saya untuk bekas istri dan dua anak.", date(2026, 11, 2))
    return replace(facts, matter=matter(PNS_MAN, WOMAN_AT_HOME), salary=share, decider=DELEGATE)


def refusal() -> f.RefusalFacts:
    one = permit()
    return f.RefusalFacts(
        paper=one.paper, matter=one.matter, decider=DELEGATE,
        considering=("alasan yang dikemukakan belum ditunjang bukti",), basis=BASIS,
        ground=RefusalGround.COMMON_SENSE, article="Pasal 0 ayat (0) huruf x Peraturan Contoh",
        reasons=LONG, object_to="Wali Kota Contoh melalui Sekretaris Daerah",
        court="Pengadilan Tata Usaha Negara Contoh", copies=one.copies,
    )


def certificate() -> f.CertificateFacts:
    return f.CertificateFacts(
        paper=paper("800.1.10.4/0004/BKPSDM/2027"), matter=sued(), decider=MAYOR, considering=(), basis=BASIS,
        notified_on=date(2026, 10, 29), copies=("Kepala Dinas Pendidikan",),
    )


def closing(ending: DecisionKind = DecisionKind.RECONCILED) -> f.ClosingFacts:
    proofs = {
        DecisionKind.RECONCILED: f.Cited("Surat Pernyataan Rukun Kembali", "", date(2027, 1, 12)),
        DecisionKind.WITHDRAWN: f.Cited("surat pencabutan", "", date(2027, 1, 12)),
    }
    return f.ClosingFacts(
        paper=paper(), matter=matter(), addressee=TO_SUPERVISOR, ending=ending, ended_on=date(2027, 1, 12),
        proof=proofs.get(ending), cause="Pemohon pindah ke instansi lain" if ending is DecisionKind.LAPSED else "",
        copies=("Saudari Sekar Contohwati, S.Pd.",),
    )


def deferral() -> f.DeferralFacts:
    return f.DeferralFacts(
        paper=paper(), matter=matter(), addressee=TO_SUPERVISOR,
        reasons="Keterangan tambahan dari pihak lain belum diterima.", until=date(2027, 3, 12),
        awaited=("Keterangan lurah setempat", "Salinan putusan yang telah berkekuatan hukum tetap"),
    )


def hand_over() -> f.HandOverFacts:
    handed = f.Cited("Keputusan Wali Kota Contoh", "800.1.10.4/0003/BKPSDM/2027", date(2027, 1, 20))
    return f.HandOverFacts(paper=paper(signer=OFFICER), handed=handed, receiver=WOMAN, receives_as="Yang bersangkutan")


def answer(kind: Answer = Answer.PARTLY) -> f.AnswerFacts:
    return f.AnswerFacts(
        paper=paper(), asker=MAN, asked="salinan keterangan sendiri", asked_on=date(2027, 1, 13), answer=kind,
        words="Salinan berita acara keterangan Saudara kami lampirkan. Keterangan pihak lain tidak dapat kami berikan.",
        enclosures=("Salinan Berita Acara Pemeriksaan",),
    )


def form(kind: type[f.FormFacts], applicant: Person = WOMAN, spouse: Person = MAN) -> f.FormFacts:
    return kind("Kota Contoh", f.Addressee("Wali Kota Contoh", "Kepala Dinas Pendidikan", "Kota Contoh"),
                matter(applicant, spouse), hand_over().handed)


def second(facts: ReportFacts, *, agrees: bool = False) -> ReportFacts:
    """The report with a second reviewer's opinion on its finding on common sense."""
    assert facts.common_sense
    result = CommonSenseResult.DOES_NOT_ACCORD
    reasons = "Pertengkaran yang berulang dan terpisahnya tempat tinggal diterangkan oleh kedua pihak."
    answer = "" if agrees else "Keterangan kedua pihak tentang penyebabnya belum dapat dipertemukan."
    opinion = ReviewerOpinion(REVIEWER, agrees, reasons, date(2026, 12, 16), answer)
    return replace(facts, common_sense=replace(facts.common_sense, result=result), reviewer=opinion)


def every() -> dict[str, f.BureauFacts]:
    """Return one of each, and the variants that differ in words."""
    return {
        "return": returned(), "return-examination": further(returned()),
        "statement": statement(), "session": session(), "session-apart": apart(session()),
        "session-bureau": replace(session(), team="", present=(Party.APPLICANT,)),
        "memo": memo(), "recommendation": recommendation(),
        "permit": permit(), "permit-husband": husband(permit()), "refusal": refusal(), "certificate": certificate(),
        "closing-reconciled": closing(), "closing-withdrawn": closing(DecisionKind.WITHDRAWN),
        "closing-lapsed": closing(DecisionKind.LAPSED), "deferral": deferral(), "hand-over": hand_over(),
        "divorce-report": form(f.DivorceReportFacts), "peace": form(f.PeaceStatementFacts),  # type: ignore[dict-item]
        "salary": form(f.SalaryStatementFacts, PNS_MAN, WOMAN_AT_HOME),  # type: ignore[dict-item]
        "withdrawal": form(f.WithdrawalFacts), "answer": answer(),  # type: ignore[dict-item]
    }
