"""What the bureau itself recorded about a file, as parts of the whole file to read. Pure."""

from mediation.bureau import store
from mediation.bureau.queue.model import HandedOn
from mediation.bureau.store import RecordKind
from mediation.cases.dossier import Entry, Section, Words, facts, prose
from mediation.cases.store import CaseFile
from mediation.language import mark


def sections(file: CaseFile) -> tuple[Section, ...]:
    """Return the bureau's records by kind, in the order of its work; what was said apart is not among them."""
    return (_handed_on(file),)


def _handed_on(file: CaseFile) -> Section:
    entries = tuple(
        Entry((
            facts((mark("Tanggal"), each.record.on), (mark("Dialihkan oleh"), each.record.by),
                  (mark("Kepada"), each.record.to)),
            *prose((mark("Alasan"), each.record.reason)),
        ))
        for each in store.filed(file, RecordKind.HANDED_ON, HandedOn)
    )
    return Section("pengalihan", Words(mark("Pengalihan antarpetugas")), entries)
