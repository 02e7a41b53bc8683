"""What the bureau itself recorded about a file, as parts of the whole file to read. Pure.

What was said apart to an officer is under that officer's own key and no part of it.
"""

from mediation.bureau import store
from mediation.bureau.after.model import Challenged, DivorceReport, HandOver, SupportPlan, Verdict
from mediation.bureau.check.model import Check, Return
from mediation.bureau.decide.model import Decision
from mediation.bureau.queue.model import HandedOn
from mediation.bureau.requests import store as requests
from mediation.bureau.review.model import BureauSession, Deferral, Memo, Statement, Talk, WithdrawalLetter
from mediation.bureau.store import RecordKind
from mediation.cases.dossier import (
    Block,
    Dialogue,
    Entry,
    Exchange,
    Grid,
    Section,
    Words,
    facts,
    label,
    listed,
    prose,
)
from mediation.cases.model import Request
from mediation.cases.store import CaseFile
from mediation.language import mark


def sections(file: CaseFile) -> tuple[Section, ...]:
    """Return the bureau's records by kind, in the order of its work; what was said apart is not among them."""
    return (
        _section("kelengkapan", mark("Pemeriksaan kelengkapan"), _checks(file)),
        _section("pengembalian", mark("Pengembalian"), _returns(file)),
        _section("keterangan", mark("Keterangan dan sidang biro"), _talks(file)),
        _section("pencabutan", mark("Surat pencabutan"), _withdrawals(file)),
        _section("telaahan", mark("Telaahan"), _memos(file)),
        _section("penangguhan", mark("Penangguhan"), _deferrals(file)),
        _section("keputusan", mark("Keputusan"), _decisions(file)),
        _section("sesudah", mark("Sesudah keputusan"), _afterwards(file)),
        _section("catatan-tambahan", mark("Catatan tambahan atas permintaan pihak"), _supplements(file)),
        _section("pengalihan", mark("Pengalihan antarpetugas"), _handed_on(file)),
    )


def _section(key: str, title: str, entries: tuple[Entry, ...]) -> Section:
    return Section(key, Words(title), entries)


def _checks(file: CaseFile) -> tuple[Entry, ...]:
    head = tuple(map(Words, (mark("Butir"), mark("Hasil"), mark("Catatan"))))
    return tuple(
        Entry(
            (
                facts((mark("Tanggal"), each.record.on), (mark("Diperiksa oleh"), each.record.by)),
                Grid(head, tuple((line.label, label(line.verdict), line.note) for line in each.record.lines)),
            ),
            Words(mark("Penyerahan ke-%(round)d"), {"round": each.record.round}),
        )
        for each in store.filed(file, RecordKind.CHECK, Check)
    )


def _returns(file: CaseFile) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            (
                facts(
                    (mark("Tanggal"), each.record.on), (mark("Dikembalikan oleh"), each.record.by),
                    (mark("Untuk"), label(each.record.kind)), (mark("Paling lambat"), each.record.due),
                    (mark("Yang harus diperbaiki"), listed(line.label for line in each.record.lines)),
                ),
                *prose((mark("Yang diminta"), each.record.asked)),
            ),
            Words(mark("Pengembalian ke-%(number)d"), {"number": each.record.number}),
        )
        for each in store.filed(file, RecordKind.RETURN, Return)
    )


def _talks(file: CaseFile) -> tuple[Entry, ...]:
    return tuple(
        Entry(_talk(each.record), _spoken_with(file.request, each.record))
        for each in store.filed(file, RecordKind.TALK, Talk)
    )


def _spoken_with(request: Request, talk: Talk) -> Words:
    told = talk.statement
    if told is None:
        return Words(talk.kind.label)
    name = told.witness.name if told.witness else request.person(told.party).name
    return Words(mark("%(who)s: %(name)s"), {"who": Words(told.party.label), "name": name})


def _talk(talk: Talk) -> tuple[Block, ...]:
    statement = _statement(talk.statement) if talk.statement else ()
    return (*statement, *(_session(talk.session) if talk.session else ()))


def _statement(told: Statement) -> tuple[Block, ...]:
    exchanges = tuple(Exchange(each.asked, each.said or Words(mark("Tidak dijawab"))) for each in told.answers)
    return (
        facts(
            (mark("Hari"), told.on), (mark("Pukul"), f"{told.at:%H.%M}"), (mark("Tempat"), told.place),
            (mark("Pemeriksa"), told.taken_by), (mark("Pendamping"), told.companion),
        ),
        Dialogue(exchanges),
    )


def _session(told: BureauSession) -> tuple[Block, ...]:
    held = told.session
    return (
        facts(
            (mark("Hari"), held.on), (mark("Pukul"), f"{held.at:%H.%M}"), (mark("Tempat"), held.place),
            (mark("Cara"), label(held.mode)), (mark("Yang hadir"), listed(label(party) for party in held.present)),
            (mark("Tim"), told.team), (mark("Anggota"), listed(told.members)),
            (mark("Hasil sesi"), label(held.outcome)),
        ),
        *prose(
            (mark("Pokok keterangan pemohon"), held.applicant_points),
            (mark("Pokok keterangan pasangan"), held.spouse_points),
            (mark("Nasihat yang diberikan"), held.advice), (mark("Pilihan yang dibicarakan"), held.options),
            (mark("Isi kesepakatan atau pencabutan"), held.terms), (mark("Mengapa mediasi dihentikan"), held.reason),
        ),
    )


def _withdrawals(file: CaseFile) -> tuple[Entry, ...]:
    return tuple(
        Entry((
            facts((mark("Tanggal surat"), each.record.on), (mark("Nomor"), each.record.number),
                  (mark("Dicatat oleh"), each.record.by)),
            *prose((mark("Catatan"), each.record.note)),
        ))
        for each in store.filed(file, RecordKind.WITHDRAWAL, WithdrawalLetter)
    )


def _memos(file: CaseFile) -> tuple[Entry, ...]:
    return tuple(
        Entry((
            facts(
                (mark("Tanggal"), each.record.on), (mark("Ditulis oleh"), each.record.by),
                (mark("Rekomendasi"), label(each.record.recommendation)),
                (mark("Fakta yang memengaruhi"), listed(each.record.facts)),
            ),
            *prose(
                (mark("Persoalan"), each.record.issue), (mark("Analisis"), each.record.analysis),
                (mark("Kesimpulan"), each.record.conclusion), (mark("Saran"), each.record.advice),
            ),
        ))
        for each in store.filed(file, RecordKind.MEMO, Memo)
    )


def _deferrals(file: CaseFile) -> tuple[Entry, ...]:
    return tuple(
        Entry((
            facts(
                (mark("Tanggal"), each.record.on), (mark("Dicatat oleh"), each.record.by),
                (mark("Sampai"), each.record.until), (mark("Yang ditunggu"), listed(each.record.awaited)),
            ),
            *prose((mark("Alasan"), each.record.reasons)),
        ))
        for each in store.filed(file, RecordKind.DEFERRAL, Deferral)
    )


def _decisions(file: CaseFile) -> tuple[Entry, ...]:
    return tuple(
        Entry(_decision(each.record), Words(each.record.kind.label))
        for each in store.filed(file, RecordKind.DECISION, Decision)
    )


def _decision(made: Decision) -> tuple[Block, ...]:
    told, read, back = made.substance, made.confirmed, made.taken_back
    refused, ending = told.refused, told.ending
    return (
        facts(
            (mark("Disiapkan"), made.on), (mark("Disiapkan oleh"), made.by),
            (mark("Menimbang"), listed(told.considering)),
            (mark("Nomor keputusan"), read.number if read else ""),
            (mark("Tanggal keputusan"), read.decided_on if read else None),
            (mark("Disahkan oleh"), read.by if read else ""),
        ),
        *prose(
            (mark("Dasar penolakan"), refused.article if refused else ""),
            (mark("Alasan penolakan"), refused.reasons if refused else ""),
            (mark("Sebab gugur"), ending.cause if ending else ""),
            (mark("Pernyataan tentang gaji"), told.salary.words if told.salary else ""),
            (mark("Catatan"), read.note if read else ""),
            (mark("Ditarik karena"), back.reason if back else ""),
        ),
    )


def _afterwards(file: CaseFile) -> tuple[Entry, ...]:
    return (
        *(_handed_over(each.record) for each in store.filed(file, RecordKind.HAND_OVER, HandOver)),
        *(_court(each.record) for each in store.filed(file, RecordKind.COURT, Verdict)),
        *(_divorce(each.record) for each in store.filed(file, RecordKind.DIVORCE, DivorceReport)),
        *(_plan(each.record) for each in store.filed(file, RecordKind.SUPPORT, SupportPlan)),
        *(_challenge(each.record) for each in store.filed(file, RecordKind.CHALLENGE, Challenged)),
    )


def _handed_over(told: HandOver) -> Entry:
    rows = facts(
        (mark("Tanggal"), told.on), (mark("Kepada"), told.name or label(told.receiver)),
        (mark("Cara"), label(told.way)), (mark("Tempat"), told.place), (mark("Oleh"), told.by),
    )
    return Entry((rows, *prose((mark("Catatan"), told.note))), Words(mark("Penyerahan keputusan")))


def _court(told: Verdict) -> Entry:
    rows = facts(
        (mark("Hasil"), label(told.outcome)), (mark("Pengadilan"), told.court), (mark("Nomor putusan"), told.number),
        (mark("Tanggal putusan"), told.on), (mark("Berkekuatan hukum tetap"), told.final_on),
    )
    return Entry((rows, *prose((mark("Catatan"), told.note))), Words(mark("Hasil pengadilan")))


def _divorce(told: DivorceReport) -> Entry:
    rows = facts(
        (mark("Tanggal laporan"), told.on), (mark("Batas laporan"), told.due),
        (mark("Nomor akta"), told.deed_number), (mark("Tanggal akta"), told.deed_on),
    )
    return Entry((rows, *prose((mark("Catatan"), told.note))), Words(mark("Laporan perceraian")))


def _plan(told: SupportPlan) -> Entry:
    rows = facts((mark("Tanggal"), told.on), (mark("Dibuat oleh"), told.by),
                 (mark("Rujukan"), listed(label(each) for each in told.referrals)))
    texts = prose(
        (mark("Beban kerja"), told.workload), (mark("Kerahasiaan di tempat kerja"), told.confidentiality),
        (mark("Catatan"), told.note),
    )
    return Entry((rows, *texts), Words(mark("Rencana dukungan di tempat kerja")))


def _challenge(told: Challenged) -> Entry:
    ended = told.outcome
    rows = facts(
        (mark("Jalur"), label(told.way)), (mark("Diajukan oleh"), label(told.party)), (mark("Tanggal"), told.on),
        (mark("Nomor"), told.number), (mark("Kepada"), told.before),
        (mark("Hasil"), label(ended.ruling) if ended else Words(mark("Belum diputus"))),
    )
    reopened = told.reopened.reason if told.reopened else ""
    texts = prose((mark("Catatan"), told.note), (mark("Dibuka kembali karena"), reopened))
    return Entry((rows, *texts), Words(mark("Keberatan atau gugatan")))


def _supplements(file: CaseFile) -> tuple[Entry, ...]:
    """Return what was corrected at a party's request: it stands beside the signed record, which nobody changes."""
    granted = ((each.request, each.request.answered) for each in requests.logged(file))
    return tuple(
        Entry((
            facts((mark("Diminta oleh"), asked.name or file.request.person(asked.party).name),
                  (mark("Yang diminta"), asked.asked), (mark("Dicatat oleh"), told.by)),
            *prose((mark("Catatan tambahan"), told.supplement)),
        ))
        for asked, told in granted if told and told.supplement
    )


def _handed_on(file: CaseFile) -> tuple[Entry, ...]:
    return tuple(
        Entry((
            facts((mark("Tanggal"), each.record.on), (mark("Dialihkan oleh"), each.record.by),
                  (mark("Kepada"), each.record.to)),
            *prose((mark("Alasan"), each.record.reason)),
        ))
        for each in store.filed(file, RecordKind.HANDED_ON, HandedOn)
    )
