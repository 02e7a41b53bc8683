"""The words of a case as choices: what is stored, and what people read. Standard library and own vocabulary only."""

from enum import StrEnum

from mediation.language import Labelled, mark


class Stage(Labelled):
    """The neutral stage that stands in clear. How a case ended is sealed."""

    RECEIVED = "received", mark("Diterima")
    SUMMONING = "summoning", mark("Pemanggilan")
    EXAMINING = "examining", mark("Pemeriksaan")
    MEDIATING = "mediating", mark("Mediasi")
    CONCLUDING = "concluding", mark("Kesimpulan")
    SUBMITTED = "submitted", mark("Diserahkan")
    IN_REVIEW = "in review", mark("Ditelaah")
    CLOSED = "closed", mark("Ditutup")

    @property
    def order(self) -> int:
        """The stage's place in the course of a case, from 0."""
        return list(Stage).index(self)


class Party(Labelled):
    """Whose side a person is on."""

    APPLICANT = "applicant", mark("Pemohon")
    SPOUSE = "spouse", mark("Pasangan")
    WITNESS = "witness", mark("Saksi")

    @property
    def other(self) -> "Party":
        """The other of the two sides; a witness has none and stays a witness."""
        return {Party.APPLICANT: Party.SPOUSE, Party.SPOUSE: Party.APPLICANT}.get(self, self)


class Employment(Labelled):
    """Kind of civil servant; `NONE` for a spouse who is no ASN."""

    PNS = "pns", mark("PNS")
    PPPK = "pppk", mark("PPPK")
    NONE = "none", mark("Bukan ASN")


class Religion(Labelled):
    """Religions as recognised in practice."""

    ISLAM = "islam", mark("Islam")
    PROTESTANT = "kristen", mark("Kristen")
    CATHOLIC = "katolik", mark("Katolik")
    HINDU = "hindu", mark("Hindu")
    BUDDHIST = "buddha", mark("Buddha")
    CONFUCIAN = "khonghucu", mark("Khonghucu")
    BELIEF = "kepercayaan", mark("Kepercayaan terhadap Tuhan Yang Maha Esa")


class Attendance(Labelled):
    """How a summons was answered."""

    CAME = "came", mark("Hadir")
    ACCOMPANIED = "accompanied", mark("Hadir dengan pendamping")
    ABSENT = "absent", mark("Tidak hadir")


class SittingMode(Labelled):
    """How a mediation session is held."""

    TOGETHER = "together", mark("Bersama")
    APART = "apart", mark("Terpisah")


class Outcome(Labelled):
    """How a mediation session ended."""

    RECONCILED = "reconciled", mark("Rukun kembali")
    NOT_RECONCILED = "not_reconciled", mark("Tidak tercapai kesepakatan untuk rukun")
    CONTINUE = "continue", mark("Mediasi dilanjutkan")
    WITHDRAWN = "withdrawn", mark("Permohonan dicabut")
    STOPPED = "stopped", mark("Mediasi dihentikan")


class HouseholdResult(Labelled):
    """Finding (a): whether the household is worth preserving."""

    WORTH_PRESERVING = "worth_preserving", mark("Masih layak dipertahankan")
    NOT_WORTH_PRESERVING = "not_worth_preserving", mark("Tidak layak dipertahankan")
    NOT_CONCLUDED = "not_concluded", mark("Belum dapat disimpulkan")


class CommonSenseResult(Labelled):
    """Finding (b): whether the grounds accord with common sense."""

    ACCORDS = "accords", mark("Sesuai dengan akal sehat")
    DOES_NOT_ACCORD = "does_not_accord", mark("Bertentangan dengan akal sehat")
    NOT_ENOUGH_KNOWN = "not_enough_known", mark("Belum cukup keterangan")


class HearingState(Labelled):
    """Whether an examination record is still editable."""

    OPEN = "open", mark("Belum ditandatangani")
    SIGNED = "signed", mark("Ditandatangani")
    REFUSED = "refused", mark("Menolak menandatangani")


class Standing(StrEnum):
    """As what somebody opens a case. Whose grant opened it decides, never the role alone."""

    HOLDER = "holder"
    REVIEWER = "reviewer"
    BUREAU = "bureau"
    AUDITOR = "auditor"

    @property
    def sees_bureau(self) -> bool:
        """Whether what the bureau wrote and received is among what is read: who looks reads what the bureau reads."""
        return self in {Standing.BUREAU, Standing.AUDITOR}


class Verdict(Labelled):
    """How a line of the checklist was found."""

    MEETS = "meets", mark("Sesuai")
    FAILS = "fails", mark("Tidak sesuai")
    NOT_APPLICABLE = "not_applicable", mark("Tidak berlaku")


class ReturnKind(Labelled):
    """What a returned file needs."""

    PAPERS = "papers", mark("Melengkapi dokumen")
    EXAMINATION = "examination", mark("Pemeriksaan tambahan oleh atasan langsung")
    ANNULLED = "annulled", mark("Penolakan dibatalkan: kesimpulan ditinjau lagi")


class HandlingState(Labelled):
    """How far the bureau has come with a file: what its queue says."""

    NEW = "new", mark("Belum diperiksa")
    INCOMPLETE = "incomplete", mark("Perlu dilengkapi")
    RETURNED = "returned", mark("Dikembalikan")
    COMPLETE = "complete", mark("Lengkap")
    REVIEWED = "reviewed", mark("Sudah ditelaah")
    DEFERRED = "deferred", mark("Ditangguhkan")
    PREPARED = "prepared", mark("Menunggu pengesahan")
    DECIDED = "decided", mark("Selesai")


class TalkKind(Labelled):
    """What the bureau held itself."""

    STATEMENT = "statement", mark("Keterangan tambahan")
    SESSION = "session", mark("Sidang atau mediasi tingkat biro")


class DecisionKind(Labelled):
    """How a case ends. Sealed; outside, every end looks closed."""

    PERMIT = "permit", mark("Izin diberikan")
    CERTIFICATE = "certificate", mark("Surat keterangan diterbitkan")
    REFUSAL = "refusal", mark("Izin ditolak")
    RECONCILED = "reconciled", mark("Rukun kembali")
    WITHDRAWN = "withdrawn", mark("Permohonan dicabut")
    LAPSED = "lapsed", mark("Permohonan gugur")

    @property
    def by_official(self) -> bool:
        """Whether the deciding official signs it; the others are closed by a letter of the bureau."""
        return self in {DecisionKind.PERMIT, DecisionKind.CERTIFICATE, DecisionKind.REFUSAL}


class CourtOutcome(Labelled):
    """How the case ended before the court."""

    DIVORCED = "divorced", mark("Perceraian diputus dan berkekuatan hukum tetap")
    REJECTED = "rejected", mark("Gugatan ditolak")
    WITHDRAWN = "withdrawn", mark("Gugatan dicabut")


class Challenge(Labelled):
    """The way on which a decision is challenged."""

    OBJECTION = "objection", mark("Keberatan")
    APPEAL = "appeal", mark("Banding administratif")
    COURT = "court", mark("Gugatan di PTUN")


class Ruling(Labelled):
    """How a challenge ended."""

    UPHELD = "upheld", mark("Keputusan dikuatkan")
    ANNULLED = "annulled", mark("Keputusan dibatalkan")
    WITHDRAWN = "withdrawn", mark("Dicabut")
