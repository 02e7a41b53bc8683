"""Why a document of the bureau cannot be printed yet. Each gap says what is absent and what to do. Pure."""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from mediation.bureau.requests.model import Answer
from mediation.cases.model import Employment, Party, SittingMode
from mediation.cases.words import DecisionKind, ReturnKind
from mediation.errors import Refusal
from mediation.language import mark
from mediation.law.identity import Sex
from mediation.reports import bureau_facts as f
from mediation.reports.facts import gap, paper_gaps, record_gaps

_Gaps: TypeAlias = tuple[Refusal | None, ...]

_ASK_HEAD = mark("Minta kepala biro melengkapi tabel pendelegasian.")
_ASK_ADMINISTRATOR = mark("Minta administrator melengkapi kop surat.")
_AT_DECISION = mark("Lengkapi pada halaman keputusan.")
_AT_REVIEW = mark("Lengkapi pada halaman telaahan.")


def missing(facts: f.BureauFacts) -> tuple[Refusal, ...]:
    """Return why this document cannot be printed yet, each with its remedy; empty when it can."""
    found = (*_paper(facts), *_RULES[type(facts)](facts))
    return tuple(one for one in found if one)


def _paper(facts: f.BureauFacts) -> _Gaps:
    if isinstance(facts, f.FormFacts):
        return (gap(facts.town, mark("Tempat penandatanganan pada kop surat belum diisi."), _ASK_ADMINISTRATOR),)
    if isinstance(facts, f.Decree):
        agency = facts.paper.agency
        return (
            gap(agency.name, mark("Nama instansi pada kop surat belum diisi."), _ASK_ADMINISTRATOR),
            gap(agency.town, mark("Tempat penandatanganan pada kop surat belum diisi."), _ASK_ADMINISTRATOR),
        )
    return paper_gaps(facts.paper)


def _addressee(addressee: f.Addressee) -> Refusal | None:
    return gap(addressee.title, mark("Tujuan surat belum diisi."), mark("Isi kepada siapa surat ini ditujukan."))


def _report(matter: f.Matter) -> Refusal | None:
    known = matter.report and matter.report.number.strip() and matter.report.on
    return gap(known, mark("Nomor dan tanggal Laporan Hasil Mediasi belum ada."),
               mark("Berkas tanpa laporan yang terbit dikembalikan lebih dahulu."))


def _return(facts: f.ReturnFacts) -> _Gaps:
    noted = all(one.label.strip() and one.note.strip() for one in facts.lines)
    late = facts.due_on <= facts.paper.on
    further = facts.asked is ReturnKind.EXAMINATION
    return (
        _addressee(facts.addressee),
        gap(further or facts.lines, mark("Tidak ada baris yang dinilai Tidak sesuai."),
            mark("Nilai dahulu baris daftar periksa yang perlu dilengkapi.")),
        gap(not further or facts.request, mark("Belum tertulis apa yang perlu diperiksa lagi."),
            mark("Tuliskan permintaannya.")),
        gap(noted, mark("Ada baris Tidak sesuai yang belum diberi catatan."),
            mark("Tulis pada tiap baris apa yang perlu dilengkapi.")),
        gap(not late, mark("Batas waktu pengembalian tidak sesudah tanggal surat."), mark("Pilih hari sesudahnya.")),
    )


def _session(facts: f.BureauSessionFacts) -> _Gaps:
    led = gap(not facts.team.strip() or facts.members, mark("Anggota tim yang memimpin belum dicatat."),
              mark("Catat siapa yang memimpin sidang ini."))
    if facts.mode is SittingMode.APART:
        return (led,)
    told = {Party.APPLICANT: facts.applicant_points, Party.SPOUSE: facts.spouse_points}
    silent = [party for party in facts.present if party in told and not told[party].strip()]
    return (
        led,
        gap(facts.place, mark("Tempat pertemuan belum diisi."), mark("Isi tempatnya pada catatan pertemuan ini.")),
        gap(facts.present, mark("Pihak yang hadir belum dicatat."), mark("Catat siapa yang hadir.")),
        gap(not silent, mark("Keterangan pihak yang hadir belum dicatat."),
            mark("Catat pokok keterangannya, atau bahwa ia tidak memberi keterangan.")),
    )


def _recommended(matter: f.Matter, kind: DecisionKind | None) -> Refusal | None:
    if kind is None:
        return Refusal(mark("Saran keputusan belum dipilih."), _AT_REVIEW)
    return _track(matter, kind)


def _track(matter: f.Matter, kind: DecisionKind) -> Refusal | None:
    """Return why `kind` does not fit: a permit is for whoever sues, a certificate for whoever is sued."""
    asks_permit = kind in {DecisionKind.PERMIT, DecisionKind.REFUSAL}
    if asks_permit and matter.suit:
        return Refusal(mark("Izin tidak diputus bagi pegawai yang digugat."), mark("Pilih surat keterangan."))
    if kind is DecisionKind.CERTIFICATE and not matter.suit:
        return Refusal(mark("Surat keterangan memerlukan data gugatan."),
                       mark("Lengkapi data gugatan, atau pilih izin."))
    return None


def _memo(facts: f.MemoFacts) -> _Gaps:
    return (
        _addressee(facts.addressee), _report(facts.matter),
        gap(facts.issue, mark("Persoalan belum ditulis."), _AT_REVIEW),
        gap(_said(tuple(one.text for one in facts.facts)), mark("Fakta belum ditulis."), _AT_REVIEW),
        gap(facts.analysis, mark("Analisis belum ditulis."), _AT_REVIEW),
        gap(facts.conclusion, mark("Kesimpulan telaahan belum ditulis."), _AT_REVIEW),
        gap(facts.advice, mark("Saran belum ditulis."), _AT_REVIEW),
        _recommended(facts.matter, facts.recommendation),
    )


def _said(texts: tuple[str, ...]) -> str:
    return "".join(text.strip() for text in texts)


def _recommendation(facts: f.RecommendationFacts) -> _Gaps:
    return (
        _addressee(facts.addressee), _report(facts.matter),
        gap(facts.applicant_result.strip() and facts.spouse_result, mark("Hasil mediasi tiap pihak belum ditulis."),
            _AT_REVIEW),
        gap(facts.reasons, mark("Pertimbangan rekomendasi belum ditulis."), _AT_REVIEW),
        _recommended(facts.matter, facts.recommendation),
    )


def _decree(facts: f.Decree) -> _Gaps:
    return (
        _report(facts.matter),
        gap(_said(facts.decider.title), mark("Jabatan yang memutuskan belum diketahui."), _ASK_HEAD),
        gap(facts.decider.name, mark("Nama pejabat yang memutuskan belum diketahui."), _ASK_HEAD),
        facts.basis if isinstance(facts.basis, Refusal) else None,
    )


def _considered(facts: f.Decree) -> _Gaps:
    return (
        *_decree(facts),
        gap(_said(facts.considering), mark("Pertimbangan (Menimbang) belum ditulis."), _AT_DECISION),
        gap(isinstance(facts.basis, Refusal) or facts.basis, mark("Dasar hukum (Mengingat) belum ada."), _AT_DECISION),
    )


def _permit(facts: f.PermitFacts) -> _Gaps:
    return (
        *_considered(facts), _track(facts.matter, DecisionKind.PERMIT),
        _payer(facts.matter) if facts.salary else None,
    )


def _payer(matter: f.Matter) -> Refusal | None:
    employee = matter.applicant
    if employee.employment is Employment.PNS and employee.sex is Sex.MALE:
        return None
    return Refusal(mark("Pembagian gaji menurut aturan ini hanya bagi PNS pria."), mark("Hapus bagian pembagian gaji."))


def _refusal(facts: f.RefusalFacts) -> _Gaps:
    return (
        *_considered(facts), _track(facts.matter, DecisionKind.REFUSAL),
        gap(facts.article, mark("Pasal dan huruf yang menjadi dasar penolakan belum diisi."),
            mark("Periksa naskah peraturannya, lalu ketik pasal dan hurufnya.")),
        gap(facts.reasons, mark("Alasan penolakan belum ditulis."), _AT_DECISION),
        gap(facts.object_to, mark("Kepada siapa keberatan diajukan belum diisi."), _AT_DECISION),
    )


def _certificate(facts: f.CertificateFacts) -> _Gaps:
    suit = facts.matter.suit
    return (
        *_decree(facts), _track(facts.matter, DecisionKind.CERTIFICATE),
        gap(suit is None or suit.court, mark("Pengadilan yang memeriksa gugatan belum diisi."),
            mark("Lengkapi data gugatan.")),
    )


def _closing(facts: f.ClosingFacts) -> _Gaps:
    lapsed = facts.ending is DecisionKind.LAPSED
    return (
        _addressee(facts.addressee),
        gap(not facts.ending.by_official, mark("Surat penutupan bukan untuk perkara yang diputus Pejabat."),
            mark("Terbitkan keputusannya.")),
        gap(not lapsed or facts.cause, mark("Sebab gugurnya permohonan belum diisi."), _AT_DECISION),
    )


def _deferral(facts: f.DeferralFacts) -> _Gaps:
    return (
        _addressee(facts.addressee),
        gap(facts.reasons, mark("Alasan penangguhan belum ditulis."), _AT_DECISION),
    )


def _hand_over(facts: f.HandOverFacts) -> _Gaps:
    known = facts.handed.number.strip() and facts.handed.on
    return (
        gap(known, mark("Nomor dan tanggal keputusan belum dicatat."),
            mark("Catat keduanya dari naskah yang bertanda tangan.")),
        gap(facts.receiver.name, mark("Nama penerima belum diisi."), mark("Isi siapa yang menerima.")),
    )


def _form(facts: f.FormFacts) -> _Gaps:
    own = isinstance(facts, f.DivorceReportFacts | f.WithdrawalFacts)
    return (_addressee(facts.addressee) if own else None,)


def _salary(facts: f.SalaryStatementFacts) -> _Gaps:
    employee = facts.matter.applicant
    fits = employee.employment is Employment.PNS and employee.sex is Sex.MALE
    return (gap(fits, mark("Surat pernyataan pembagian gaji hanya bagi PNS pria."),
                mark("Formulir ini tidak diperlukan.")),)


def _answer(facts: f.AnswerFacts) -> _Gaps:
    whole = facts.answer is Answer.GRANTED
    return (
        gap(facts.asker.name, mark("Nama pemohon data belum diisi."), mark("Isi siapa yang meminta.")),
        gap(facts.asked, mark("Isi permintaan belum dicatat."), mark("Catat apa yang diminta.")),
        gap(whole or facts.words, mark("Alasan jawaban belum ditulis."),
            mark("Tulis mengapa tidak dipenuhi seluruhnya.")),
    )


_RULES: Final[Mapping[type, Callable[[Any], _Gaps]]] = {
    f.ReturnFacts: _return,
    f.StatementFacts: record_gaps,
    f.BureauSessionFacts: _session,
    f.MemoFacts: _memo,
    f.RecommendationFacts: _recommendation,
    f.PermitFacts: _permit,
    f.RefusalFacts: _refusal,
    f.CertificateFacts: _certificate,
    f.ClosingFacts: _closing,
    f.DeferralFacts: _deferral,
    f.HandOverFacts: _hand_over,
    f.DivorceReportFacts: _form,
    f.SalaryStatementFacts: _salary,
    f.PeaceStatementFacts: _form,
    f.WithdrawalFacts: _form,
    f.AnswerFacts: _answer,
}
