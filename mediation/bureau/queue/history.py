"""The timeline of a file as the bureau reads it: neutral sentences, newest first."""

from uuid import UUID

from mediation import audit
from mediation.audit import Action
from mediation.cases.desk.history import SENTENCES, Event
from mediation.clock import from_micros
from mediation.language import mark
from mediation.transaction import Transaction

# The looks into a file are in the trail alone; what was decided stands on its own page.
TOLD = dict(SENTENCES) | {
    Action.PAPER_ATTACHED: mark("Dokumen dilampirkan"),
    Action.PAPER_WITHDRAWN: mark("Dokumen ditarik"),
    Action.CASE_SUBMITTED: mark("Diserahkan ke biro kepegawaian"),
    Action.FILE_TAKEN: mark("Diambil petugas biro"),
    Action.FILE_HANDED_ON: mark("Dialihkan ke petugas lain"),
    Action.FILE_CHECKED: mark("Kelengkapan diperiksa"),
    Action.FILE_RETURNED: mark("Dikembalikan kepada atasan langsung"),
    Action.TALK_RECORDED: mark("Keterangan atau sidang biro dicatat"),
    Action.MEMO_RECORDED: mark("Telaahan disimpan"),
    Action.FILE_DEFERRED: mark("Ditangguhkan"),
    Action.DECISION_PREPARED: mark("Keputusan disiapkan"),
    Action.DECISION_TAKEN_BACK: mark("Keputusan yang disiapkan ditarik"),
    Action.CASE_CLOSED: mark("Berkas ditutup"),
    Action.AFTERMATH_RECORDED: mark("Tindak lanjut dicatat"),
    Action.CASE_REOPENED: mark("Berkas dibuka kembali"),
    Action.LOOK_GRANTED: mark("Dibukakan bagi auditor untuk waktu tertentu"),
    Action.LOOK_ENDED: mark("Pembukaan bagi auditor berakhir"),
    Action.PARTY_REQUEST_LOGGED: mark("Permintaan pihak dicatat"),
    Action.PARTY_REQUEST_ANSWERED: mark("Permintaan pihak dijawab"),
}


def events(transaction: Transaction, case: UUID) -> tuple[Event, ...]:
    """Return what was done to `case`, newest first."""
    return tuple(
        Event(TOLD[Action(entry.action)], from_micros(entry.time_us))
        for entry in audit.about(transaction, f"case:{case}", TOLD) if entry.action in TOLD
    )
