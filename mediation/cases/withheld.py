"""Who sees what of a case: ONE table of every stored field, so that nothing is shown or withheld by accident. Pure.

A sight has a letter for each `Reader`, in their order: W whole, C coarse (a month, a code, days since receipt), N
counted (among others, or as a number), - withheld. It holds from when that reader may open the file at all: a reviewer
while he is named, the bureau from handing in on, an auditor's look while it lasts. The bureau's rooms are named by
string: cases do not import them. A test walks every model that is sealed and fails for a field that is missing here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from mediation.language import Labelled, mark


class Reader(Labelled):
    """For whom a column of the table stands, in the order of a sight's letters."""

    SUPERVISOR = "supervisor", mark("Atasan langsung")
    REVIEWER = "reviewer", mark("Penelaah kedua")
    BUREAU = "bureau", mark("Biro")
    AUDITOR = "auditor", mark("Auditor")
    LOOK = "look", mark("Auditor atas berkas contoh")
    FIGURES = "figures", mark("Angka yang diterbitkan")


class Seen(Labelled):
    """How much of a field a reader sees."""

    WHOLE = "W", mark("Utuh")
    COARSE = "C", mark("Kasar")
    COUNTED = "N", mark("Dihitung")
    WITHHELD = "-", mark("Tidak")


@dataclass(frozen=True)
class Line:
    """Fields that are seen alike: the sight, what they are in words, and their names."""

    sight: str
    words: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """One stored model, table or sealed mapping: where it lives, what it is in words, its fields."""

    model: str
    title: str
    lines: tuple[Line, ...]


def seen(model: str, field: str, reader: Reader) -> Seen:
    """Return how much of `field` of `model` a reader sees; raises KeyError for what is not in the table."""
    return Seen(TABLE[model][field][list(Reader).index(reader)])


def shown_to(reader: Reader) -> Iterator[tuple[str, str]]:
    """Yield model and name of every field that is not withheld from `reader`."""
    place = list(Reader).index(reader)
    return (
        (model, field) for model, fields in TABLE.items() for field, sight in fields.items()
        if sight[place] != Seen.WITHHELD.value
    )


FILE = "WWW-W-"  # what the content key opens
PRIVATE = "W-----"  # what the author's own key opens: never a group, never an auditor
BUREAU = "--W-W-"  # what the bureau writes for itself
OWN_NOTES = "--C---"  # of the officer who wrote them, under his own key
NOBODY = "------"  # for the program alone

_NAMES = mark("Nama dan keterangan orang")
_WHEN_WHERE = mark("Hari, jam, dan tempat")
_NOTES = mark("Catatan, alasan, dan uraian")


def _part(model: str, title: str, *lines: tuple[str, str, str]) -> Part:
    return Part(model, title, tuple(Line(sight, words, tuple(fields.split())) for sight, words, fields in lines))


PARTS: tuple[Part, ...] = (
    _part("cases.model.Request", mark("Permohonan"),
          (FILE, mark("Nomor berkas dan hari permohonan ditulis"), "number requested_on"),
          ("WWWCWN", mark("Hari diterima (auditor: bulannya)"), "received_on"),
          ("WWWCWN", mark("Pemohon (auditor: jenis kelamin dan status kepegawaian)"), "applicant"),
          (FILE, mark("Pasangan, perkawinan, dan anak"), "spouse marriage children"),
          ("WWWCWN", mark("Alasan menurut hukum (auditor: kodenya)"), "grounds"),
          ("WWWWWN", mark("Penyebab dari daftar"), "causes"),
          (FILE, mark("Penyebab lain, peringatan saat mencatat, dan alasannya"),
           "other_cause warnings reason_for_warnings")),
    _part("cases.model.Person", mark("Seorang pihak"),
          ("WWWCWN", mark("Jenis kelamin dan status kepegawaian (auditor: pemohon saja)"), "sex employment"),
          (FILE, mark("Nama, NIP atau NIK, pangkat, jabatan, unit, agama, pekerjaan, kota"),
           "name digits rank grade position unit religion occupation town")),
    _part("cases.model.Marriage", mark("Perkawinan"),
          (FILE, mark("Tanggal, tempat, dan nomor buku nikah atau akta"), "on place certificate")),
    _part("cases.model.Child", mark("Anak"), (FILE, mark("Inisial dan tahun lahir"), "initials birth_year")),
    _part("cases.model.GroundClaim", mark("Alasan yang diajukan"),
          ("WWWWWN", mark("Alasan menurut hukum"), "ground"), (FILE, mark("Kejadian yang diceritakan"), "facts")),
    _part("cases.model.Contacts", mark("Cara menghubungi kedua pihak"),
          (PRIVATE, mark("Yang sekarang dan semua yang terdahulu"), "applicant spouse former")),
    _part("cases.model.Contact", mark("Alamat dan kontak"),
          (PRIVATE, mark("Alamat, nomor, dan aman tidaknya dipakai"),
           "address address_safe contact contact_safe")),
    _part("cases.model.FormerContact", mark("Alamat yang terdahulu"),
          (PRIVATE, mark("Milik siapa, apa, dan sampai kapan"), "party contact until")),
    _part("cases.model.Progress", mark("Keadaan berkas"),
          ("WWWCWN", mark("Hari diterima, laporan terbit, dan riwayat tahap (auditor: hari sejak diterima)"),
           "received_on report_issued_on passages"),
          ("WWWCWN", mark("Hari disimpulkan (auditor: hanya bila batas waktu dihitung darinya)"), "concluded_on"),
          ("WWWCWN", mark("Panggilan dan sesi (auditor: jumlah, cara, kehadiran)"), "appointments sittings"),
          ("WWWNW-", mark("Jumlah pemeriksaan, bukti, dan lampiran"), "hearings evidence papers documents"),
          ("WWWCW-", mark("Penapisan (auditor: sudah untuk kedua pihak atau belum)"), "screened"),
          ("WWWWW-", mark("Hasil kedua kesimpulan"), "household common_sense"),
          (FILE, mark("Hari surat keluar, dipisahkan atau tidak, tanda kekerasan, alasan sebagai syarat alur"),
           "letter_day apart apart_since grounds violent_evidence claimed_violence"),
          (FILE, mark("Penelaah kedua: siapa, sejak kapan, pendapatnya"),
           "reviewer reviewer_since opinion lets_stand"),
          (FILE, mark("Panggilan ditutup, laporan tersusun, besar lampiran"),
           "rounds_closed composed paper_bytes"),
          ("W-WCWN", mark("Penanganan di biro (lihat di bawah)"), "handling")),
    _part("cases.model.Appointment", mark("Panggilan dalam alur"),
          ("WWWWWN", mark("Kehadiran"), "attendance"), ("WWWWW-", mark("Pihak dan panggilan keberapa"), "party round"),
          ("WWWNW-", mark("Ditarik kembali atau tidak (auditor: tidak dihitung)"), "withdrawn"),
          (FILE, mark("Hari, jam, keperluan, surat, dan penyampaian"),
           "id on at purpose planned_on letter_issued_on served_on")),
    _part("cases.model.Hearing", mark("Pemeriksaan dalam alur"),
          (FILE, mark("Siapa, kapan, ditandatangani atau tidak (auditor: hanya jumlahnya)"),
           "id party label on state document_issued")),
    _part("cases.model.Sitting", mark("Sesi mediasi dalam alur"),
          ("WWWWWN", mark("Cara"), "mode"), ("WWWWW-", mark("Yang hadir dan hasilnya"), "present outcome"),
          (FILE, mark("Hari sesi dan hari berikutnya"), "id on next_on")),
    _part("cases.handling.Passage", mark("Riwayat tahap"),
          ("WWWWWN", mark("Tahap"), "stage"),
          ("WWWCWN", mark("Hari tahap itu dimulai (auditor: hari sejak diterima)"), "on")),
    _part("cases.handling.Handling", mark("Penanganan di biro"),
          ("W-WCWN", mark("Hari diserahkan, dikembalikan, diputus, batas pengembalian (auditor: hari sejak diterima)"),
           "submitted_on returned_on return_due decided_on"),
          ("W-WNW-", mark("Berapa kali dikembalikan"), "returns"),
          ("--WNWN", mark("Keterangan tambahan dan sidang di biro"), "talks"),
          ("W-WWWN", mark("Hasil akhir"), "decided"),
          ("W-W-W-", mark("Apa yang diminta saat dikembalikan, dan perkembangan sesudah keputusan"),
           "rounds return_kind return_letter closed_on"),
          ("W-W-W-", mark("Pengadilan, perceraian, dan upaya hukum sesudahnya"),
           "handed_over_on court divorced_on reported_on challenged_on annulled_on"),
          (BUREAU, mark("Pemeriksaan, telaahan, penangguhan, pencabutan, dan rancangan keputusan"),
           "checked_on complete memo_on memo_issued recommendation deferred_until withdrawal prepared")),
    _part("cases.handling.Talk", mark("Keterangan dan sidang di biro, dalam alur"),
          ("--WWWN", mark("Cara sesi"), "mode"), ("--WWW-", mark("Yang hadir dan hasil sesi"), "present outcome"),
          (BUREAU, mark("Macam, hari, dan berita acaranya"), "id kind on document_issued")),
    _part("cases.handling.Withdrawal", mark("Pencabutan"),
          (BUREAU, mark("Hari surat, hari didengar, atas kemauan sendiri atau tidak"), "asked_on heard_on free")),
    _part("cases.handling.Prepared", mark("Keputusan yang disiapkan"),
          (BUREAU, mark("Macam, oleh siapa, kapan, menurut saran atau tidak"), "kind by on recommended document")),
    _part("cases.screen.model.Entry", mark("Percakapan penapisan"),
          (PRIVATE, mark("Percakapan, hari surat, dan catatan susulan"), "made screening letter_day annotation")),
    _part("cases.screen.model.Screening", mark("Penapisan"),
          (PRIVATE, mark("Jawaban, penilaian, rujukan, dan tempatnya"),
           "on place screener wording responses judged reason referral referral_note")),
    _part("cases.screen.model.Screener", mark("Yang menapis"),
          (PRIVATE, _NAMES, "name sex trained chosen why_other")),
    _part("cases.screen.model.Response", mark("Jawaban penapisan"),
          (PRIVATE, mark("Pertanyaan, jawaban, dan catatan"), "question answer note")),
    _part("cases.screen.model.LetterDay", mark("Hari surat yang diberitahukan"),
          (PRIVATE, mark("Hari surat keluar dan hari diberitahukan"), "day told_on")),
    _part("cases.screen.model.Annotation", mark("Catatan susulan penapisan"), (PRIVATE, _NOTES, "text")),
    _part("cases.summon.model.Summons", mark("Surat panggilan"),
          (FILE, _WHEN_WHERE, "on at place planned_on"),
          (FILE, mark("Pihak, keperluan, penyampaian, jawaban, dan penutupan"),
           "party round purpose delivery cautions reason service answer withdrawal closing")),
    _part("cases.summon.model.Service", mark("Penyampaian surat"),
          (FILE, mark("Cara, hari, kepada siapa, dan catatan"), "how on handed_to relation note")),
    _part("cases.summon.model.Answer", mark("Jawaban atas panggilan"),
          (FILE, mark("Kehadiran, pendamping, dan alasannya"), "presence companion companion_relation reason")),
    _part("cases.summon.model.Note", mark("Penarikan atau penutupan panggilan"),
          (FILE, mark("Hari dan alasan"), "on reason")),
    _part("cases.examine.model.Record", mark("Berita acara pemeriksaan"),
          (FILE, _WHEN_WHERE, "on at place"), (FILE, _NAMES, "party examiner second_examiner companion witness"),
          (FILE, mark("Tanya jawab, sikap, dan tanda tangan"),
           "answers extra knows_request stance stance_reason claims claim_facts revision signing")),
    _part("cases.examine.model.Answer", mark("Tanya jawab"),
          (FILE, mark("Pertanyaan dan jawaban"), "question asked said unknown")),
    _part("cases.examine.model.Witness", mark("Saksi"), (FILE, _NAMES, "name sex occupation relation town")),
    _part("cases.examine.model.Signing", mark("Tanda tangan"), (FILE, mark("Keadaan, waktu, alasan"),
                                                               "state on at reason")),
    _part("cases.examine.model.Evidence", mark("Alat bukti"),
          (FILE, mark("Macam, isi, nomor, penerbit, dan siapa yang membawa (auditor: hanya jumlahnya)"),
           "kind about number on issuer kept grounds brought_by marked_violent")),
    _part("cases.mediate.model.Session", mark("Sesi mediasi"),
          (FILE, _WHEN_WHERE, "on at place next_on"),
          (FILE, _NAMES, "mediator second_mediator applicant_companion spouse_companion"),
          (FILE, mark("Cara, yang hadir, dan hasil seperti dicatat (auditor melihatnya dari alur)"),
           "mode present outcome"),
          (FILE, mark("Pokok pembicaraan, nasihat, dan kesepakatan"),
           "applicant_points spouse_points advice options terms reason")),
    _part("cases.conclude.model.HouseholdFinding", mark("Kesimpulan (a)"),
          (FILE, mark("Hasil dengan pertimbangannya (auditor melihat hasil dari alur)"),
           "result reasoning indicators revision")),
    _part("cases.conclude.model.CommonSenseFinding", mark("Kesimpulan (b)"),
          (FILE, mark("Hasil dengan pertimbangannya (auditor melihat hasil dari alur)"), "result reasoning revision")),
    _part("cases.conclude.model.Reasoning", mark("Pertimbangan"),
          (FILE, mark("Fakta, bukti, yang bertentangan, dan alasan"), "facts evidence contrary reasons")),
    _part("cases.conclude.model.Fact", mark("Fakta"), (FILE, mark("Isi dan sumbernya"), "text source")),
    _part("cases.conclude.model.Source", mark("Sumber fakta"), (FILE, mark("Catatan yang ditunjuk"), "kind row part")),
    _part("cases.conclude.model.Indicators", mark("Petunjuk tentang rumah tangga"),
          (FILE, _NOTES, "living communication maintenance children violence will attempts")),
    _part("cases.conclude.model.Composition", mark("Isi laporan"),
          (FILE, _NOTES, "facts analyses advice revision")),
    _part("cases.conclude.model.GroundAnalysis", mark("Analisis alasan"),
          (FILE, _NOTES, "ground points evidence verdict text")),
    _part("cases.conclude.model.AnalysisPoint", mark("Pokok analisis"), (FILE, _NOTES, "fact text")),
    _part("cases.conclude.model.Past", mark("Kesimpulan yang diganti"),
          (FILE, mark("Kapan, oleh siapa, dan isinya"), "replaced by household common_sense composition")),
    _part("cases.second.model.Consultations", mark("Penelaahan kedua"),
          (FILE, mark("Semua penunjukan"), "held")),
    _part("cases.second.model.Consultation", mark("Penunjukan penelaah kedua"),
          (FILE, mark("Siapa, kapan, mengapa, jawaban"),
           "reviewer named_on why given answer answered_on released")),
    _part("cases.second.model.SecondOpinion", mark("Pendapat kedua"),
          (FILE, mark("Pendapat dan alasannya"), "opinion reasons on revision")),
    _part("cases.papers.model.PaperRecord", mark("Lampiran"),
          (FILE, mark("Nama berkas, jenis, kaitan, catatan, dan siapa yang melampirkan (auditor: hanya jumlahnya)"),
           "name kind size sha256 tie note side by at taken_back")),
    _part("cases.papers.model.Tie", mark("Kaitan lampiran"), (FILE, mark("Dengan apa"), "kind of")),
    _part("cases.papers.model.TakenBack", mark("Lampiran yang ditarik"),
          (FILE, mark("Mengapa, oleh siapa, kapan"), "reason by at")),
    _part("cases.submit.model.HandingIn", mark("Penyerahan"),
          ("W-W-W-", mark("Hari, oleh siapa, daftar yang dicentang, catatan"), "on by list_version ticked note")),
    _part("cases.agenda.Task", mark("Yang perlu dikerjakan"),
          (FILE, mark("Apa, tentang siapa, kapan"), "kind due party row opens_on round closes_on")),
    _part("bureau.check.model.Check", mark("Pemeriksaan kelengkapan"),
          (BUREAU, mark("Kapan, oleh siapa, dan setiap baris"), "on by list_version round lines")),
    _part("bureau.check.model.LineVerdict", mark("Baris kelengkapan"),
          (BUREAU, mark("Baris, hasil, dan catatan"), "code label required verdict note")),
    _part("bureau.check.model.Return", mark("Pengembalian"),
          ("W-W-W-", mark("Kapan, apa yang diminta, dan sampai kapan"), "on by kind due number lines asked")),
    _part("bureau.review.model.Talk", mark("Keterangan atau sidang di biro"),
          (BUREAU, mark("Macam dan isinya"), "kind statement session about_withdrawal")),
    _part("bureau.review.model.Statement", mark("Keterangan tambahan"),
          (BUREAU, _NOTES, "party on at place taken_by answers companion witness")),
    _part("bureau.review.model.BureauSession", mark("Sidang tingkat biro"),
          (BUREAU, mark("Sesi, tim, anggota"), "session team members")),
    _part("bureau.review.model.Memo", mark("Telaahan"),
          (BUREAU, _NOTES, "on by issue facts analysis conclusion advice recommendation")),
    _part("bureau.review.model.Deferral", mark("Penangguhan"), (BUREAU, _NOTES, "on by until reasons awaited")),
    _part("bureau.review.model.WithdrawalLetter", mark("Surat pencabutan"), (BUREAU, _NOTES, "on number by note")),
    _part("bureau.decide.model.Decision", mark("Keputusan"),
          (BUREAU, mark("Macam, isi, penanda tangan, tembusan (atasan langsung: surat keputusannya)"),
           "kind on by substance signatory copies taken_back confirmed")),
    _part("bureau.decide.model.Substance", mark("Isi keputusan"),
          (BUREAU, _NOTES, "considering refused salary ending initials")),
    _part("bureau.decide.model.Refused", mark("Penolakan"),
          (BUREAU, _NOTES, "ground article reasons object_to court object_terms")),
    _part("bureau.decide.model.SalaryStatement", mark("Pembagian gaji dalam keputusan"),
          (BUREAU, _NOTES, "words stated_on")),
    _part("bureau.decide.model.Ending", mark("Berakhir tanpa keputusan Pejabat"),
          (BUREAU, _NOTES, "on proof proof_number proof_on cause")),
    _part("bureau.decide.model.Signatory", mark("Penanda tangan"), (BUREAU, _NAMES, "entry edition position")),
    _part("agency.model.Entry", mark("Baris pendelegasian yang dikutip keputusan"),
          (BUREAU, mark("Untuk siapa baris itu berlaku"),
           "code label retired employments grade_from grade_to positions unit since until"),
          (BUREAU, _NAMES, "title block head name rank digits needs_recommendation example")),
    _part("bureau.decide.model.TakenBack", mark("Rancangan yang ditarik"), (BUREAU, _NOTES, "on by reason")),
    _part("bureau.decide.model.Confirmed", mark("Pengesahan"),
          (BUREAU, mark("Nomor, hari, oleh siapa, masa simpan"),
           "number decided_on on by retention retention_edition without_copy note document")),
    _part("bureau.after.model.HandOver", mark("Penyerahan keputusan"),
          (BUREAU, _NAMES, "on receiver way place by name sex position spouse spouse_on spouse_way note")),
    _part("bureau.after.model.Verdict", mark("Putusan pengadilan"),
          (BUREAU, _NOTES, "outcome court number on by recorded_on final_on note")),
    _part("bureau.after.model.DivorceReport", mark("Laporan perceraian"),
          (BUREAU, _NOTES, "on deed_number deed_on due by recorded_on note")),
    _part("bureau.after.model.SalaryStatement", mark("Pernyataan pembagian gaji"),
          (BUREAU, _NOTES, "on content by recorded_on")),
    _part("bureau.after.model.FollowedUp", mark("Tindak lanjut"),
          (BUREAU, _NOTES, "code label list_version state on done_by by recorded_on note")),
    _part("bureau.after.model.SupportPlan", mark("Rencana pendampingan"),
          (BUREAU, _NOTES, "on by workload confidentiality referrals referral_note talk_on note")),
    _part("bureau.after.model.Challenged", mark("Upaya hukum"),
          (BUREAU, _NOTES, "party way on number before by recorded_on note outcome reopened")),
    _part("bureau.after.model.Outcome", mark("Hasil upaya hukum"),
          (BUREAU, _NOTES, "ruling on number by recorded_on note")),
    _part("bureau.after.model.Reopened", mark("Pembukaan kembali"), (BUREAU, _NOTES, "on by reason")),
    _part("bureau.after.model.Pointer", mark("Rujukan ke berkas disiplin"),
          (BUREAU, _NOTES, "number office on by recorded_on")),
    _part("bureau.queue.model.HandedOn", mark("Pengalihan antarpetugas"), (BUREAU, _NOTES, "on by to reason")),
    _part("bureau.requests.model.PartyRequest", mark("Permintaan seseorang atas datanya"),
          (BUREAU, _NOTES, "party wanted asked received_at channel by name sex answered")),
    _part("bureau.requests.model.Answered", mark("Jawaban atas permintaan itu"),
          (BUREAU, _NOTES, "answer words at by enclosures supplement")),
    _part("reports.issue.store.Record", mark("Surat yang diterbitkan"),
          (FILE, mark("Macam, judul, nomor, hari, kode, dan sidik isinya (auditor: hanya jumlahnya)"),
           "kind title number issued_on code sha256 about")),
    _part("case_file.cover", mark("Sampul untuk daftar"),
          (FILE, mark("Nomor, nama, dan inisial"), "number applicant spouse initials"),
          (FILE, mark("Hari, keadaan, dan tugas berikutnya"),
           "received_on finished_on awaits_reviewer lies_with state return_due returns met_on tasks")),
    _part("case_file.course", mark("Ringkasan jalannya berkas"),
          ("WWW---", mark("Nomor berkas"), "number"),
          ("WWWCWN", mark("Hari dan batas waktu (auditor: bulan, hari sejak diterima, selisih)"),
           "received_on due_on met_on submitted_on returned_on return_due_on decision_due_on decided_on history"),
          ("WWWWWN", mark("Jalur dan tahap"), "track stage"),
          ("WWWWWN", mark("Jumlah panggilan, pemeriksaan, sesi, pengembalian, bukti, lampiran, dan surat"),
           "returns summonses records sessions talks evidence papers documents")),
    _part("case_file.result", mark("Ringkasan hasil, sejak diserahkan"),
          ("WWWWWN", mark("Kode pemohon, alasan, penyebab, sesi, kehadiran, kesimpulan, dan hasil"),
           "sex employment grounds causes standing sessions attendance screened household common_sense outcome")),
    _part("case_file.ending", mark("Pengambilalihan keadaan berkas"),
          (FILE, mark("Penyerahan dan pengambilalihan, dengan alasannya"), "handed_in adopted")),
    _part("mediation_session.caucus", mark("Catatan pembicaraan terpisah"), (PRIVATE, _NOTES, "notes")),
    _part("review_record.caucus", mark("Catatan pembicaraan terpisah di biro"),
          (OWN_NOTES, mark("Hanya petugas yang menulisnya"), "notes")),
    _part("review_record.record", mark("Pembungkus catatan biro"), (BUREAU, mark("Macam dan isinya"), "kind told")),
    _part("case_file", mark("Yang tidak disegel pada berkas"),
          ("WWWWWN", mark("Unit dan tahap"), "unit stage"),
          ("WWWCWN", mark("Sudah diserahkan atau belum"), "submitted"),
          ("WWWCW-", mark("Atasan langsung, petugas, dan saat dicatat (auditor: dalam jejak, menurut hari)"),
           "holder officer created"),
          (NOBODY, mark("Untuk program: versi, indeks buta, segel"),
           "id version registry number_index employee_index spouse_index seal")),
    *(
        _part(table, title, (NOBODY, mark("Untuk program: kapan baris dibuat, indeks buta, sidik"), fields))
        for table, title, fields in (
            ("screening", mark("Baris penapisan"), "id case_id person"),
            ("summons", mark("Baris panggilan"), "id case_id created"),
            ("examination", mark("Baris pemeriksaan"), "id case_id created"),
            ("evidence", mark("Baris bukti"), "id case_id created"),
            ("mediation_session", mark("Baris sesi"), "id case_id created"),
            ("conclusion", mark("Baris kesimpulan"), "id case_id created"),
            ("document", mark("Baris surat"),
             "id case_id created withdrawn number_index code_index digest_index body_digest"),
            ("paper", mark("Baris lampiran"), "id case_id created body_digest"),
            ("review_record", mark("Baris catatan biro"), "id case_id created"),
            ("party_request", mark("Baris permintaan"), "id case_id created answered"),
        )
    ),
    _part("document.body", mark("Isi surat yang diterbitkan"), (FILE, mark("Surat itu sendiri"), "body")),
    _part("paper_piece", mark("Isi lampiran"), (FILE, mark("Lampiran itu sendiri"), "bytes"),
          (NOBODY, mark("Untuk program"), "paper number")),
)

TABLE: Mapping[str, Mapping[str, str]] = MappingProxyType({
    part.model: MappingProxyType({field: line.sight for line in part.lines for field in line.fields}) for part in PARTS
})

# Which model each sealed column holds; a column of mappings is a part of its own name.
SEALED: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "case_file.cover": ("case_file.cover", "cases.agenda.Task"),
    "case_file.progress": ("cases.model.Progress",),
    "case_file.course": ("case_file.course",),
    "case_file.result": ("case_file.result",),
    "case_file.request": ("cases.model.Request",),
    "case_file.contacts": ("cases.model.Contacts",),
    "case_file.ending": ("case_file.ending", "cases.submit.model.HandingIn"),
    "screening.answers": ("cases.screen.model.Entry",),
    "summons.record": ("cases.summon.model.Summons",),
    "examination.record": ("cases.examine.model.Record",),
    "evidence.record": ("cases.examine.model.Evidence",),
    "mediation_session.record": ("cases.mediate.model.Session",),
    "mediation_session.caucus": ("mediation_session.caucus",),
    "conclusion.household": ("cases.conclude.model.HouseholdFinding",),
    "conclusion.common_sense": ("cases.conclude.model.CommonSenseFinding",),
    "conclusion.composition": ("cases.conclude.model.Composition",),
    "conclusion.history": ("cases.conclude.model.Past",),
    "conclusion.opinion": ("cases.second.model.Consultations",),
    "document.record": ("reports.issue.store.Record",),
    "document.body": ("document.body",),
    "paper.record": ("cases.papers.model.PaperRecord",),
    "review_record.record": (
        "review_record.record", "bureau.check.model.Check", "bureau.check.model.Return", "bureau.review.model.Talk",
        "bureau.review.model.Memo", "bureau.review.model.Deferral", "bureau.review.model.WithdrawalLetter",
        "bureau.decide.model.Decision", "bureau.after.model.HandOver", "bureau.after.model.Verdict",
        "bureau.after.model.DivorceReport", "bureau.after.model.FollowedUp", "bureau.after.model.SupportPlan",
        "bureau.after.model.Challenged", "bureau.after.model.Pointer", "bureau.after.model.SalaryStatement",
        "bureau.queue.model.HandedOn",
    ),
    "review_record.caucus": ("review_record.caucus",),
    "party_request.record": ("bureau.requests.model.PartyRequest",),
})
