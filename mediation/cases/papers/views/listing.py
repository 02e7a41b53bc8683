"""Papers as a page lists them, and what a new one can be tied to, in words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from flask_babel import gettext as _

from mediation.agency import store as agency
from mediation.agency.model import CHECKLIST, Facts, Line, Track, lines_for
from mediation.cases import codec
from mediation.cases import store as cases
from mediation.cases.examine.model import Evidence
from mediation.cases.model import Party, Standing
from mediation.cases.papers import store
from mediation.cases.papers.model import Paper, Tie, TieKind
from mediation.cases.store import CaseFile, StoredRow
from mediation.clock import from_micros
from mediation.law.grounds import Ground
from mediation.transaction import Transaction
from mediation.vault import columns
from mediation.web.filters import jumlah, tanggal_pendek
from mediation.web.guards import zone

Ties = list[tuple[Tie, str]]
_KIB, _MIB = 1024, 1024 * 1024


@dataclass(frozen=True)
class Shown:
    """A paper as a page lists it; an empty address is not shown."""

    title: str
    kind: str
    meta: str
    note: str
    tie: str
    href: str
    inline: bool
    taken_back: str = ""
    take_back_href: str = ""

    @property
    def download(self) -> str:
        """The address under which the copy is handed out as a download."""
        return f"{self.href}?unduh=1"


def listed(
    file: CaseFile, lines: Iterable[Line], look: Callable[[UUID], str],
    take_back: Callable[[Paper], str] | None = None,
) -> list[Shown]:
    """Return all papers of `file`; `look` gives each its address, `take_back` the page that takes it back, or ""."""
    labels = {tie.text: label for tie, label in ties(file, lines)}
    return [_shown(paper, labels, look, take_back) for paper in store.shown(file)]


def checklist(transaction: Transaction, file: CaseFile) -> tuple[Line, ...]:
    """Return the agency's lines that concern this case."""
    asked = file.request
    who = asked.applicant
    facts = Facts(
        Track.PERMIT, employment=who.employment.value, religion=who.religion.value if who.religion else "",
        sex=who.sex.value, grounds=frozenset(claim.ground for claim in asked.grounds),
    )
    return lines_for(agency.current(transaction, CHECKLIST).items, facts)


def ties(file: CaseFile, lines: Iterable[Line]) -> Ties:
    """Return everything that a paper of `file` can be tied to, each in words."""
    return [
        *((Tie(TieKind.LINE, line.code), _("Kelengkapan: %(what)s", what=_(line.label))) for line in lines),
        *((Tie(TieKind.PERSON, party.value), _("Orang: %(who)s", who=_(party.label))) for party in Party),
        *((Tie(TieKind.GROUND, each.value), _("Alasan: %(what)s", what=_(each.label))) for each in _grounds(file)),
        *_recorded(file),
        *_of_bureau(file),
        *((Tie(TieKind.DOCUMENT, issued.id.hex), _signed(issued)) for issued in cases.documents_shown(file)),
    ]


def _grounds(file: CaseFile) -> list[Ground]:
    return [claim.ground for claim in file.request.grounds]


def _signed(issued: cases.IssuedDocument) -> str:
    if not issued.number:
        return str(_("Salinan bertanda tangan: %(what)s", what=_(issued.title)))
    return str(_("Salinan bertanda tangan: %(what)s nomor %(number)s", what=_(issued.title), number=issued.number))


def _recorded(file: CaseFile) -> Ties:
    progress = file.progress
    found = [
        *((a.id, _("Panggilan ke-%(round)s: %(who)s", round=a.round, who=_(a.party.label).lower()))
          for a in progress.appointments),
        *((h.id, _("Berita acara: %(who)s", who=h.label)) for h in progress.hearings),
        *((row.id, _evidence(codec.from_data(Evidence, row.value("record")))) for row in file.all(columns.EVIDENCE)),
        *((s.id, _("Sesi mediasi ke-%(round)s", round=number)) for number, s in enumerate(progress.sittings, start=1)),
    ]
    return [(Tie(TieKind.ROW, row.hex), str(label)) for row, label in found]


def _of_bureau(file: CaseFile) -> Ties:
    """Return the bureau's own records, for the bureau alone: what is signed on paper by its name."""
    titles = {
        "hand_over": _("Tanda terima penyerahan"), "court": _("Hasil pengadilan"), "divorce": _("Laporan perceraian"),
        "salary": _("Pernyataan pembagian gaji"), "challenge": _("Keberatan, banding, atau gugatan"),
        "withdrawal": _("Surat pencabutan"),
    }
    rows = file.all(columns.REVIEW_RECORD) if file.standing is Standing.BUREAU else ()
    return [
        (Tie(TieKind.ROW, row.id.hex), str(_("%(what)s, %(on)s", what=what, on=_day(row))) if what
         else str(_("Catatan biro ke-%(number)s, %(on)s", number=number, on=_day(row))))
        for number, row in enumerate(rows, start=1)
        for what in (titles.get(row.value("record")["kind"], ""),)
    ]


def _day(row: StoredRow) -> str:
    return tanggal_pendek(from_micros(row.clear["created"]), zone())


def _evidence(found: Evidence) -> str:
    return str(_("Bukti: %(what)s", what=_(found.label)))


def _shown(
    paper: Paper, labels: dict[str, str], look: Callable[[UUID], str], take_back: Callable[[Paper], str] | None,
) -> Shown:
    record = paper.record
    taken = record.taken_back
    facts = (_(record.kind.label), size(record.size), record.by, tanggal_pendek(record.at, zone()))
    return Shown(
        title=record.name, kind=_(record.kind.label), meta=" · ".join(facts), note=record.note,
        tie=labels.get(record.tie.text) or _(record.tie.kind.label), href=look(paper.id), inline=record.kind.inline,
        taken_back=_("Ditarik %(by)s: %(reason)s", by=taken.by, reason=taken.reason) if taken else "",
        take_back_href=take_back(paper) if take_back and not taken else "",
    )


def size(count: int) -> str:
    """Return a number of bytes as people read it: "812 KB", "3,4 MB"."""
    if count < _MIB:
        return str(_("%(count)s KB", count=jumlah(max(1, round(count / _KIB)))))
    tenths = round(count * 10 / _MIB)
    return str(_("%(whole)s,%(tenth)s MB", whole=jumlah(tenths // 10), tenth=tenths % 10))
