"""The timeline of one case, from the trail: neutral sentences, newest first."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mediation import audit
from mediation.audit import Action
from mediation.clock import from_micros
from mediation.language import mark
from mediation.transaction import Transaction

SENTENCES = {
    Action.CASE_RECEIVED: mark("Permohonan diterima"),
    Action.SCREENING_RECORDED: mark("Percakapan sendirian dicatat"),
    Action.CONTACT_CHANGED: mark("Alamat dan kontak diperbaiki"),
    Action.SUMMONS_PLANNED: mark("Panggilan dibuat"),
    Action.SUMMONS_WITHDRAWN: mark("Panggilan ditarik"),
    Action.SUMMONS_SERVED: mark("Penyampaian surat dicatat"),
    Action.ATTENDANCE_RECORDED: mark("Kehadiran dicatat"),
    Action.EXAMINATION_RECORDED: mark("Berita acara disimpan"),
    Action.EXAMINATION_CLOSED: mark("Berita acara ditutup"),
    Action.EVIDENCE_RECORDED: mark("Bukti dicatat"),
    Action.MEDIATION_RECORDED: mark("Sesi mediasi dicatat"),
    Action.FINDING_RECORDED: mark("Kesimpulan disimpan"),
    Action.REPORT_COMPOSED: mark("Bagian laporan disimpan"),
    Action.CASE_CONCLUDED: mark("Berkas disimpulkan"),
    Action.DOCUMENT_ISSUED: mark("Dokumen diterbitkan"),
    Action.CASE_ADOPTED: mark("Keadaan berkas diambil alih"),
}


@dataclass(frozen=True)
class Event:
    """Something that was done to the case, and when."""

    sentence: str
    when: datetime


def events(transaction: Transaction, case: UUID) -> tuple[Event, ...]:
    """Return what was done to `case`, newest first; looks into it are in the trail alone."""
    return tuple(
        Event(SENTENCES[Action(entry.action)], from_micros(entry.time_us))
        for entry in audit.about(transaction, f"case:{case}", SENTENCES)
        if entry.action in SENTENCES
    )
