"""The annexes of the report: summonses, sessions, records, evidence. Lists alone, no narrative. Pure."""

from mediation.cases.model import Attendance, HearingState, Party, SittingMode
from mediation.reports import blocks as b
from mediation.reports.facts import EvidenceEntry, RecordEntry, ReportFacts, SittingEntry, SummonsEntry
from mediation.reports.letters.report_sections import spouse_called
from mediation.reports.text import line
from mediation.reports.wording import long_date, plain_date

_CAME = {
    Attendance.CAME: "Hadir",
    Attendance.ACCOMPANIED: "Hadir dengan pendamping",
    Attendance.ABSENT: "Tidak hadir",
    None: "-",
}
_SIGNED = {
    HearingState.OPEN: "Belum ditandatangani",
    HearingState.SIGNED: "Ditandatangani",
    HearingState.REFUSED: "Tidak bersedia menandatangani",
}
_MODES = {SittingMode.TOGETHER: "Bersama", SittingMode.APART: "Mediasi dilaksanakan secara terpisah"}
_NO = b.Column("No.", 6, centred=True)


def has_annexes(facts: ReportFacts) -> bool:
    """Tell whether there is anything to list."""
    return any((facts.summonses, facts.sittings, facts.records, facts.evidence))


def annexes(facts: ReportFacts) -> tuple[b.Block, ...]:
    """Return the annexes on pages of their own; nothing when there is nothing to list."""
    lists = (_summonses(facts), _records(facts), _sittings(facts), _evidence(facts))
    found = [(columns, rows, name) for name, columns, rows in lists if rows]
    if not found:
        return ()
    tables = [
        b.DataTable(f"{'ABCD'[place]}. {name}", columns, _numbered(rows))
        for place, (columns, rows, name) in enumerate(found)
    ]
    return (b.PageBreak(), _head(facts), *tables)


_Table = tuple[str, tuple[b.Column, ...], list[tuple[str, ...]]]


def _head(facts: ReportFacts) -> b.TitleBlock:
    paper = facts.paper
    lines = (f"Nomor {line(paper.number)}", f"Tanggal {plain_date(paper.on)}")
    return b.TitleBlock("LAMPIRAN LAPORAN HASIL MEDIASI", lines)


def _numbered(rows: list[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    return tuple((f"{place}.", *row) for place, row in enumerate(rows, start=1))


def _who(party: Party, name: str, facts: ReportFacts) -> str:
    named = {Party.APPLICANT: "Pemohon", Party.SPOUSE: spouse_called(facts), Party.WITNESS: "Saksi"}
    return f"{line(name)}\n({named[party]})"


def _summonses(facts: ReportFacts) -> _Table:
    columns = (
        _NO, b.Column("Nomor dan tanggal surat", 28), b.Column("Ditujukan kepada", 22),
        b.Column("Panggilan dan hari menghadap", 19), b.Column("Disampaikan", 19), b.Column("Kehadiran", 15),
    )
    return "Daftar Panggilan", columns, [_summons(one, facts) for one in facts.summonses]


def _summons(one: SummonsEntry, facts: ReportFacts) -> tuple[str, ...]:
    dated = f"\n{plain_date(one.letter_on)}" if one.letter_on else ""
    served = plain_date(one.served_on) if one.served_on else "-"
    how = f"\n{line(one.served_how)}" if one.served_how.strip() else ""
    return (
        f"{line(one.number) or '-'}{dated}", _who(one.party, one.name, facts),
        f"Ke-{one.round}\n{long_date(one.on)}", f"{served}{how}", _CAME[one.attendance],
    )


def _records(facts: ReportFacts) -> _Table:
    columns = (
        _NO, b.Column("Nomor", 34), b.Column("Tanggal", 22), b.Column("Yang diperiksa", 26), b.Column("Keterangan", 18),
    )
    return "Daftar Berita Acara Pemeriksaan", columns, [_record(one, facts) for one in facts.records]


def _record(one: RecordEntry, facts: ReportFacts) -> tuple[str, ...]:
    return (line(one.number) or "-", plain_date(one.on), _who(one.party, one.name, facts), _SIGNED[one.state])


def _sittings(facts: ReportFacts) -> _Table:
    columns = (_NO, b.Column("Hari, tanggal", 40), b.Column("Pelaksanaan", 54))
    return "Daftar Pertemuan Mediasi", columns, [_sitting(one) for one in facts.sittings]


def _sitting(one: SittingEntry) -> tuple[str, ...]:
    return (long_date(one.on), _MODES[one.mode])


def _evidence(facts: ReportFacts) -> _Table:
    columns = (
        _NO, b.Column("Jenis bukti", 36), b.Column("Nomor dan tanggal", 24), b.Column("Berkaitan dengan alasan", 34),
    )
    return "Daftar Bukti", columns, [_proof(one) for one in facts.evidence]


def _proof(one: EvidenceEntry) -> tuple[str, ...]:
    dated = f"\n{plain_date(one.on)}" if one.on else ""
    bears = "; ".join(ground.label for ground in one.grounds) or "-"
    return (line(one.kind), f"{line(one.number) or '-'}{dated}", bears)


