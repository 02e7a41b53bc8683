"""The sentence for every act, and which details of it may be told to whom: an allow-list.

A detail that is not listed is never shown. What could tell of a flag, of who came or how a case ended is told to nobody
before the file is handed in, and to an auditor never (vault format, section 1).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mediation.accounts.model import Leaving
from mediation.audit import Action, Purpose
from mediation.audit.outside import Reason
from mediation.cases.store.looks import Cause
from mediation.inspection.trail.model import Kind
from mediation.language import mark


class Label(str):
    """Words of the program that the page translates."""

    __slots__ = ()


class Form(StrEnum):
    """How the value of a detail is turned into words."""

    NUMBER = "number"
    PLAIN = "plain"
    PERSON = "person"
    DAY = "day"
    UNTIL = "until"
    WORD = "word"
    WORDS = "words"
    KEYS = "keys"


@dataclass(frozen=True)
class Clause:
    """A detail that may be told. `text` holds %(value)s; a value of `unless`, or one without words, is passed over.

    `whole`: told only to who may read the whole file.
    """

    key: str
    text: str
    form: Form = Form.NUMBER
    words: Mapping[str, str] | None = None
    whole: bool = False
    unless: object = None


@dataclass(frozen=True)
class Told:
    """How an act is told: the sentence, with %(who)s and %(about)s, and people named by its details.

    `of_case`: the sentence when it is about a case, where `text` is not.
    """

    kind: Kind
    text: str
    clauses: tuple[Clause, ...] = ()
    people: tuple[str, ...] = ()
    of_case: str = ""


@dataclass(frozen=True)
class Part:
    """Words with their values; a `Label` among these is translated first."""

    text: str
    values: Mapping[str, object]


SOMEBODY = Label(mark("seseorang yang datanya tidak cocok dengan segelnya"))
PROGRAM = Label(mark("Program"))
A_CASE = Label(mark("sebuah berkas"))
SOMETHING = Label(mark("yang tidak dikenal"))
UNKNOWN = mark("%(who)s melakukan sesuatu yang belum dikenal halaman ini (%(action)s)")
DAMAGED = mark("Catatan ini tidak terbaca atau tidak cocok dengan isinya sendiri. Jalankan Verifikasi.")
GROUPS = {"bureau": mark("kelompok Biro kepegawaian"), "auditors": mark("kelompok Auditor"),
          "recovery": mark("kunci pemulihan")}

_PURPOSE = Clause("purpose", mark("keperluan: %(value)s"), Form.WORD, {each.value: each.label for each in Purpose})
_ROUND = Clause("round", mark("putaran ke-%(value)s"), unless=1)
_LETTERS = {
    "summons": mark("panggilan"), "examination_record": mark("berita acara pemeriksaan"),
    "mediation_report": mark("laporan"), "return_letter": mark("surat pengembalian"),
    "decision": mark("keputusan atau surat tentangnya"), "form": mark("formulir"),
    "talk": mark("berita acara di biro"), "review_memo": mark("telaahan"),
}
_LETTER = Clause("kind", mark("jenis: %(value)s"), Form.WORD, _LETTERS, whole=True)
_YEAR = Clause("year", mark("tahun %(value)s"), Form.PLAIN)
_FILTERS = {"time": mark("waktu"), "person": mark("orang"), "case": mark("berkas"), "kind": mark("jenis kegiatan")}
_ALONE = Clause("unrecorded", mark("%(value)s lainnya dalam waktu singkat tidak dicatat satu per satu"), unless=0)
_RESULTS = {
    "genuine": mark("asli"), "changed": mark("berubah"), "unknown": mark("tidak dikenal"),
    "withdrawn": mark("sudah ditarik"), "unreadable": mark("tidak terbaca"),
}
_COURSES = {
    "kept": mark("cocok"), "none": mark("tidak ada"), "cut": mark("ekor jejak dipotong"),
    "rolled_back": mark("dikembalikan ke keadaan lama"), "continued": mark("dikembalikan lalu diteruskan"),
    "rewritten": mark("ditulis ulang"),
}
_LEAVING = {each.value: each.label for each in Leaving}


def _step(text: str, *clauses: Clause) -> Told:
    return Told(Kind.STEPS, text, clauses)


def _bureau(text: str, *clauses: Clause) -> Told:
    return Told(Kind.BUREAU, text, clauses)


_CASES: Mapping[Action, Told] = {
    Action.CASE_RECEIVED: _step(mark("%(who)s menerima permohonan dan membuka berkas %(about)s")),
    Action.CASE_DECLINED: _step(mark("%(who)s menyatakan tidak dapat memeriksa sebuah permohonan")),
    Action.CASE_DUPLICATE: _step(mark("%(who)s membuka berkas %(about)s; orang yang sama sudah mempunyai berkas lain")),
    Action.CASE_ADOPTED: _step(mark("%(who)s mengambil alih berkas %(about)s yang tidak cocok dengan segelnya")),
    Action.CONTACT_CHANGED: _step(mark("%(who)s memperbaiki alamat dan kontak dalam berkas %(about)s")),
    Action.SCREENING_RECORDED: _step(mark("%(who)s mencatat percakapan sendirian dalam berkas %(about)s")),
    Action.SUMMONS_PLANNED: _step(
        mark("%(who)s membuat panggilan dalam berkas %(about)s"),
        Clause("round", mark("panggilan ke-%(value)s"), whole=True),
    ),
    Action.SUMMONS_WITHDRAWN: _step(mark("%(who)s menarik sebuah panggilan dalam berkas %(about)s")),
    Action.SUMMONS_SERVED: _step(mark("%(who)s mencatat penyampaian surat dalam berkas %(about)s")),
    Action.ATTENDANCE_RECORDED: _step(mark("%(who)s mencatat kehadiran dalam berkas %(about)s")),
    Action.EXAMINATION_RECORDED: _step(mark("%(who)s menyimpan berita acara dalam berkas %(about)s")),
    Action.EXAMINATION_CLOSED: _step(mark("%(who)s menutup berita acara dalam berkas %(about)s")),
    Action.EVIDENCE_RECORDED: _step(mark("%(who)s mencatat bukti dalam berkas %(about)s")),
    Action.MEDIATION_RECORDED: _step(mark("%(who)s mencatat sesi mediasi dalam berkas %(about)s")),
    Action.FINDING_RECORDED: _step(mark("%(who)s menyimpan kesimpulan dalam berkas %(about)s")),
    Action.REPORT_COMPOSED: _step(mark("%(who)s menyimpan bagian laporan dalam berkas %(about)s")),
    Action.CASE_CONCLUDED: _step(mark("%(who)s menyimpulkan berkas %(about)s")),
    Action.PAPER_ATTACHED: _step(mark("%(who)s melampirkan dokumen pada berkas %(about)s")),
    Action.PAPER_WITHDRAWN: _step(mark("%(who)s menarik lampiran dari berkas %(about)s")),
    Action.CASE_SUBMITTED: _step(mark("%(who)s menyerahkan berkas %(about)s kepada biro"), _ROUND),
    Action.FILE_TAKEN: _bureau(mark("%(who)s mengambil berkas %(about)s untuk diperiksa")),
    Action.FILE_HANDED_ON: _bureau(
        mark("%(who)s mengalihkan berkas %(about)s"), Clause("officer", mark("kepada %(value)s"), Form.PERSON),
    ),
    Action.COVER_SET: _bureau(
        mark("%(who)s menetapkan pengganti cuti %(about)s"),
        Clause("covered_by", mark("pengganti: %(value)s"), Form.PERSON),
        Clause("first", mark("mulai %(value)s"), Form.DAY), Clause("last", mark("sampai %(value)s"), Form.DAY),
    ),
    Action.COVER_ENDED: _bureau(
        mark("%(who)s mengakhiri penggantian cuti %(about)s"),
        Clause("covered_by", mark("pengganti: %(value)s"), Form.PERSON),
    ),
    Action.FILE_CHECKED: _bureau(mark("%(who)s memeriksa kelengkapan berkas %(about)s"), _ROUND),
    Action.FILE_RETURNED: _bureau(mark("%(who)s mengembalikan berkas %(about)s kepada atasan langsung"), _ROUND),
    Action.TALK_RECORDED: _bureau(mark("%(who)s mencatat keterangan atau sidang di biro dalam berkas %(about)s")),
    Action.MEMO_RECORDED: _bureau(mark("%(who)s menyimpan telaahan dalam berkas %(about)s")),
    Action.FILE_DEFERRED: _bureau(mark("%(who)s menangguhkan berkas %(about)s")),
    Action.DECISION_PREPARED: _bureau(mark("%(who)s menyiapkan keputusan dalam berkas %(about)s")),
    Action.DECISION_TAKEN_BACK: _bureau(mark("%(who)s menarik keputusan yang disiapkan dalam berkas %(about)s")),
    Action.CASE_CLOSED: _bureau(mark("%(who)s menutup berkas %(about)s")),
    Action.AFTERMATH_RECORDED: _bureau(mark("%(who)s mencatat tindak lanjut dalam berkas %(about)s")),
    Action.CASE_REOPENED: _bureau(mark("%(who)s membuka kembali berkas %(about)s")),
    Action.PARTY_REQUEST_LOGGED: _bureau(mark("%(who)s mencatat permintaan pihak dalam berkas %(about)s")),
    Action.PARTY_REQUEST_ANSWERED: _bureau(mark("%(who)s menjawab permintaan pihak dalam berkas %(about)s")),
}

_READING: Mapping[Action, Told] = {
    Action.CASE_OPENED: Told(Kind.LOOKS, mark("%(who)s membuka berkas %(about)s"), (_PURPOSE,)),
    Action.SCREENING_READ: Told(Kind.LOOKS, mark("%(who)s membaca catatan percakapan dalam berkas %(about)s")),
    Action.PAPER_OPENED: Told(Kind.LOOKS, mark("%(who)s membuka lampiran berkas %(about)s"), (_PURPOSE,)),
    Action.DOCUMENT_OPENED: Told(
        Kind.LOOKS, mark("%(who)s membuka dokumen terbitan dari berkas %(about)s"), (_LETTER,),
    ),
    Action.SEARCH_MADE: Told(Kind.LOOKS, mark("%(who)s mencari berkas")),
    Action.ACCESS_ALERTED: Told(
        Kind.LOOKS, mark("Peringatan: %(about)s membuka banyak berkas dalam waktu singkat"),
        (Clause("files", mark("%(value)s berkas")), Clause("minutes", mark("dalam %(value)s menit"))),
    ),
    Action.ACCESS_ACKNOWLEDGED: Told(Kind.LOOKS, mark("%(who)s menutup peringatan tentang %(about)s")),
    Action.CASE_SHARED: Told(
        Kind.GRANTS, mark("%(who)s memberi hak baca atas berkas %(about)s"),
        (Clause("reader", mark("kepada %(value)s"), Form.PERSON, whole=True),),
    ),
    Action.CASE_UNSHARED: Told(
        Kind.GRANTS, mark("%(who)s mengakhiri hak baca atas berkas %(about)s"),
        (Clause("reader", mark("milik %(value)s"), Form.PERSON, whole=True),),
    ),
    Action.DOCUMENT_PREVIEWED: Told(
        Kind.DOCUMENTS, mark("%(who)s mencetak sebuah dokumen"),
        of_case=mark("%(who)s melihat dokumen dari berkas %(about)s sebelum diterbitkan"),
    ),
    Action.DOCUMENT_ISSUED: Told(
        Kind.DOCUMENTS, mark("%(who)s menerbitkan dokumen dari berkas %(about)s"), (_LETTER,),
    ),
    Action.DOCUMENT_VERIFIED: Told(
        Kind.DOCUMENTS, mark("%(who)s memeriksa keaslian sebuah surat"),
        (Clause("way", mark("lewat %(value)s"), Form.WORD, {"code": mark("kode"), "file": mark("berkas surat")}),
         Clause("result", mark("jawaban: %(value)s"), Form.WORD, _RESULTS)),
    ),
    Action.FIGURES_FROZEN: Told(Kind.FIGURES, mark("%(who)s menetapkan angka tahunan"), (_YEAR,)),
    Action.FIGURES_READ: Told(Kind.FIGURES, mark("%(who)s melihat angka utuh"), (_YEAR,)),
    Action.FIGURES_EXPORTED: Told(Kind.FIGURES, mark("%(who)s mengunduh angka tahunan"), (_YEAR,)),
}

_ACCOUNTS: Mapping[Action, Told] = {
    Action.SESSION_STARTED: Told(Kind.DOOR, mark("%(who)s masuk")),
    Action.SESSION_ENDED: Told(Kind.DOOR, mark("%(who)s keluar")),
    Action.SESSION_LOCKED: Told(Kind.DOOR, mark("Layar %(who)s terkunci")),
    Action.SIGN_IN_FAILED: Told(
        Kind.DOOR, mark("Percobaan masuk gagal: sandi atau kode keliru untuk satu nama dari satu tempat"),
        (Clause("failures", mark("kegagalan ke-%(value)s")), _ALONE),
    ),
    Action.REQUEST_REFUSED: Told(
        Kind.DOOR, mark("Permintaan %(who)s ditolak"), (_ALONE,),
        of_case=mark("Permintaan %(who)s dalam berkas %(about)s ditolak"),
    ),
    Action.TAMPERING_SEEN: Told(
        Kind.DOOR, mark("%(who)s mendapati data yang tidak cocok dengan segelnya"), (_ALONE,),
        of_case=mark("%(who)s mendapati berkas %(about)s tidak cocok dengan segelnya"),
    ),
    Action.INSTALLATION_MADE: Told(Kind.PEOPLE, mark("Pemasangan disiapkan: %(about)s")),
    Action.PERSON_ADDED: Told(Kind.PEOPLE, mark("%(who)s menambahkan akun %(about)s")),
    Action.PERSON_CHANGED: Told(Kind.PEOPLE, mark("%(who)s mengubah data akun %(about)s")),
    Action.PERSON_ENROLLED: Told(Kind.PEOPLE, mark("%(about)s membuat kunci pribadinya")),
    Action.PERSON_RESET: Told(Kind.PEOPLE, mark("%(who)s memberi %(about)s kata sandi sekali pakai yang baru")),
    Action.PERSON_DEACTIVATED: Told(Kind.PEOPLE, mark("%(who)s menonaktifkan akun %(about)s")),
    Action.PASSWORD_CHANGED: Told(Kind.PEOPLE, mark("%(about)s mengganti kata sandinya")),
    Action.RECOVERY_USED: Told(Kind.PEOPLE, mark("%(about)s memakai kode pemulihannya")),
    Action.GROUP_FOUNDED: Told(Kind.KEYS, mark("%(who)s membuat kunci %(about)s")),
    Action.GROUP_MEMBER_ENROLLED: Told(
        Kind.KEYS, mark("%(member)s memegang kunci %(about)s, oleh %(who)s"), people=("member",),
    ),
    Action.GROUP_MEMBER_REMOVED: Told(
        Kind.KEYS, mark("%(member)s tidak lagi memegang kunci %(about)s, oleh %(who)s"),
        (Clause("reason", mark("alasan: %(value)s"), Form.WORD, _LEAVING),), ("member",),
    ),
    Action.GROUP_MEMBER_ACKNOWLEDGED: Told(
        Kind.KEYS, mark("%(who)s menyatakan tahu bahwa %(newcomer)s memegang kunci %(about)s"), people=("newcomer",),
    ),
    Action.GROUP_KEY_ROTATED: Told(Kind.KEYS, mark("%(who)s mengganti kunci %(about)s")),
    Action.GROUP_GRANTS_RESEALED: Told(
        Kind.KEYS, mark("Hak buka disegel ulang ke kunci baru %(about)s, oleh %(who)s"),
        (Clause("count", mark("%(value)s hak")),
         Clause("left_as_they_are", mark("%(value)s dibiarkan karena tidak terbuka"), unless=0)),
    ),
    Action.GROUP_KEY_RETIRED: Told(Kind.KEYS, mark("Kunci lama %(about)s tidak dipakai lagi")),
    Action.UNIT_ADDED: Told(Kind.OFFICE, mark("%(who)s menambahkan unit kerja %(about)s")),
    Action.UNIT_CHANGED: Told(Kind.OFFICE, mark("%(who)s mengubah unit kerja %(about)s")),
    Action.LETTERHEAD_CHANGED: Told(Kind.OFFICE, mark("%(who)s mengubah sebuah kop surat")),
    Action.AGENCY_CHANGED: Told(
        Kind.OFFICE, mark("%(who)s mengubah pengaturan instansi"), (Clause("version", mark("edisi ke-%(value)s")),),
    ),
}

_AUDITOR = Clause("auditor", mark("auditor: %(value)s"), Form.PERSON)
_UNTIL = Clause("until", mark("sampai %(value)s"), Form.UNTIL)
# The words of rooms that are strangers to this one; a test compares them with theirs.
AIMS_OF_LOOKS = {
    "time": mark("Memeriksa ketepatan waktu"), "procedure": mark("Memeriksa ketaatan pada tata cara"),
    "completeness": mark("Memeriksa kelengkapan berkas dan bukti"),
    "reasons": mark("Memeriksa dasar kesimpulan dan keputusan"), "complaint": mark("Menindaklanjuti pengaduan"),
}
AIMS_OF_EXPORTS = {
    "routine": mark("Pemeriksaan berkala"), "assigned": mark("Pemeriksaan khusus atas penugasan pimpinan"),
    "complaint": mark("Menindaklanjuti pengaduan"), "follow_up": mark("Memeriksa tindak lanjut hasil pemeriksaan"),
    "report": mark("Laporan hasil pengawasan"),
}
CAUSES_OF_FAILURE = {
    "disk": mark("tempat penyimpanan penuh"), "session": mark("sesi berakhir"), "process": mark("program berhenti"),
    "by_hand": mark("dihentikan"), "changed": mark("data berubah"), "keys": mark("kunci penerima tidak lagi sah"),
    "damaged": mark("ada yang tidak cocok dengan segelnya"), "busy": mark("server sedang membuat ekspor lain"),
    "other": mark("kesalahan yang tidak terduga"),
}
SEEDS = {"chance": mark("dibuat acak oleh program"), "typed": mark("ditentukan oleh auditor")}
_AIM = Clause("aim", mark("keperluan: %(value)s"), Form.WORD, AIMS_OF_LOOKS)
_PARTS = Clause("rows", mark("%(value)s ringkasan"))
_INSPECTION: Mapping[Action, Told] = {
    Action.TRAIL_READ: Told(
        Kind.INSPECTION, mark("%(who)s membaca jejak"),
        (Clause("filters", mark("saringan: %(value)s"), Form.WORDS, _FILTERS),
         Clause("person", mark("orang: %(value)s"), Form.PERSON),
         Clause("printed", mark("untuk dicetak"), unless=False)),
    ),
    Action.TRAIL_VERIFIED: Told(
        Kind.INSPECTION, mark("%(who)s memverifikasi jejak"),
        (Clause("intact", mark("%(value)s catatan utuh")), Clause("broken", mark("rusak pada nomor %(value)s")),
         Clause("checkpoints", mark("titik periksa: %(value)s"), Form.WORD, _COURSES),
         Clause("rows", mark("%(value)s baris tidak cocok dengan jejak"), unless=0)),
    ),
    Action.CHECKPOINTS_BEGUN: Told(Kind.INSPECTION, mark("Berkas titik periksa yang baru dimulai")),
    Action.CHECKPOINTS_ACCEPTED: Told(
        Kind.INSPECTION, mark("Ketidakcocokan dengan berkas titik periksa diakui"),
        (Clause("reason", mark("alasan: %(value)s"), Form.WORD, {each.value: each.label for each in Reason}),),
    ),
    Action.SUMMARIES_READ: Told(
        Kind.INSPECTION, mark("%(who)s membaca ringkasan"), (Clause("page", mark("halaman %(value)s")),),
        of_case=mark("%(who)s membaca ringkasan berkas %(about)s"),
    ),
    Action.SERIES_BEGUN: Told(Kind.INSPECTION, mark("%(who)s memulai deret samaran baru")),
    Action.SAMPLE_DRAWN: Told(
        Kind.INSPECTION, mark("%(who)s mengundi contoh pemeriksaan"),
        (Clause("size", mark("%(value)s berkas")), Clause("population", mark("dari %(value)s yang memenuhi pilihan")),
         Clause("sown", mark("benih %(value)s"), Form.WORD, SEEDS)),
    ),
    Action.LOOK_ASKED: Told(
        Kind.GRANTS, mark("%(who)s meminta membaca berkas %(about)s sebagai contoh pemeriksaan"), (_AIM, _UNTIL),
    ),
    Action.LOOK_APPROVED: Told(
        Kind.GRANTS, mark("%(who)s menyetujui pembacaan berkas %(about)s oleh auditor"), (_AUDITOR, _UNTIL),
    ),
    Action.LOOK_GRANTED: Told(
        Kind.GRANTS, mark("%(who)s membuka berkas %(about)s bagi auditor"), (_AUDITOR, _AIM, _UNTIL),
    ),
    Action.LOOK_REFUSED: Told(
        Kind.GRANTS, mark("%(who)s menolak pembacaan berkas %(about)s oleh auditor"), (_AUDITOR,),
    ),
    Action.LOOK_ENDED: Told(
        Kind.GRANTS, mark("Hak baca auditor atas berkas %(about)s berakhir, oleh %(who)s"),
        (_AUDITOR, Clause("cause", mark("sebab: %(value)s"), Form.WORD, {each.value: each.label for each in Cause})),
    ),
    Action.EXPORT_KEY_ADDED: Told(Kind.KEYS, mark("%(who)s mendaftarkan kunci penerima ekspor %(about)s")),
    Action.EXPORT_KEY_CONFIRMED: Told(Kind.KEYS, mark("%(who)s mengesahkan kunci penerima ekspor %(about)s")),
    Action.EXPORT_KEY_RETIRED: Told(Kind.KEYS, mark("%(who)s mengakhiri kunci penerima ekspor %(about)s")),
    Action.EXPORT_BEGUN: Told(
        Kind.EXPORTS, mark("%(who)s memulai ekspor"),
        (_PARTS, Clause("aim", mark("keperluan: %(value)s"), Form.WORD, AIMS_OF_EXPORTS),
         Clause("recipients", mark("penerima: %(value)s"), Form.KEYS)),
    ),
    Action.EXPORT_MADE: Told(
        Kind.EXPORTS, mark("Ekspor selesai dibuat, oleh %(who)s"),
        (_PARTS, Clause("by", mark("diminta oleh %(value)s"), Form.PERSON)),
    ),
    Action.EXPORT_FAILED: Told(
        Kind.EXPORTS, mark("Ekspor gagal dibuat, oleh %(who)s"),
        (Clause("cause", mark("sebab: %(value)s"), Form.WORD, CAUSES_OF_FAILURE),),
    ),
    Action.EXPORT_TAKEN: Told(Kind.EXPORTS, mark("%(who)s mengunduh ekspor"), (_PARTS,)),
    Action.EXPORT_GONE: Told(Kind.EXPORTS, mark("Sebuah ekspor dihapus dari server")),
    Action.BREACH_RECORDED: Told(Kind.BREACHES, mark("%(who)s mencatat kegagalan pelindungan data")),
    Action.BREACH_CHANGED: Told(Kind.BREACHES, mark("%(who)s melengkapi catatan kegagalan pelindungan data")),
    Action.BREACH_TOLD: Told(Kind.BREACHES, mark("%(who)s mencatat pemberitahuan tentang kegagalan pelindungan data")),
    Action.BREACH_CLOSED: Told(Kind.BREACHES, mark("%(who)s menutup catatan kegagalan pelindungan data")),
}

SENTENCES: Mapping[Action, Told] = {**_CASES, **_READING, **_ACCOUNTS, **_INSPECTION}


def actions_of(kind: Kind) -> tuple[Action, ...]:
    """Return the acts that `kind` chooses, in the order in which the program lists them."""
    return tuple(action for action in Action if action in SENTENCES and SENTENCES[action].kind is kind)
