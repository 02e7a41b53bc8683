"""The third part of a dossier: what was concluded and why, and what papers there are. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from mediation.cases.conclude.model import Composition, Conclusion, GroundAnalysis, HouseholdFinding, Reasoning
from mediation.cases.dossier.parts import Block, Entry, Grid, Linked, Section, Value, Words, facts, label, listed, prose
from mediation.cases.model import Opinion
from mediation.cases.papers.model import PaperRecord
from mediation.cases.store import IssuedDocument
from mediation.language import Labelled, mark

Labels = Mapping[UUID, Words]


def conclusion(made: Conclusion, evidence: Labels) -> Section:
    """Return both findings with their facts and reasons, and the report's own text."""
    entries = []
    if made.household:
        blocks = _finding(made.household.result, made.household.reasoning, evidence)
        entries.append(Entry((*blocks, _indicators(made.household)), Words(mark("(a) Keutuhan rumah tangga"))))
    if made.common_sense:
        blocks = _finding(made.common_sense.result, made.common_sense.reasoning, evidence)
        entries.append(Entry(blocks, Words(mark("(b) Akal sehat"))))
    if made.composition:
        entries += _composition(made.composition, evidence)
    return Section("kesimpulan", Words(mark("Kesimpulan atasan langsung")), tuple(entries))


def _finding(result: Labelled, reasoning: Reasoning, evidence: Labels) -> tuple[Block, ...]:
    return (
        facts(
            (mark("Kesimpulan"), label(result)),
            (mark("Fakta yang menjadi dasar"), listed(fact.text for fact in reasoning.facts)),
            (mark("Bukti yang mendukung"), _named(reasoning.evidence, evidence)),
        ),
        *prose((mark("Keterangan yang bertentangan"), reasoning.contrary), (mark("Pertimbangan"), reasoning.reasons)),
    )


def _indicators(finding: HouseholdFinding) -> Block:
    told = finding.indicators
    return facts(
        (mark("Tempat tinggal"), told.living), (mark("Komunikasi"), told.communication),
        (mark("Nafkah"), told.maintenance), (mark("Anak"), told.children), (mark("Kekerasan"), told.violence),
        (mark("Kehendak masing-masing"), told.will), (mark("Upaya yang pernah dilakukan"), told.attempts),
    )


def _composition(made: Composition, evidence: Labels) -> list[Entry]:
    known = {fact.source.key: fact.text for fact in made.facts}
    entries = [Entry((facts((mark("Fakta"), listed(known.values()))),), Words(mark("Bagian II. Fakta dan data")))]
    for analysis in made.analyses:
        title = Words(mark("Bagian III. Analisis: %(ground)s"), {"ground": Words(analysis.ground.label)})
        entries.append(Entry(_analysis(analysis, known, evidence), title))
    return [*entries, Entry(prose((mark("Saran"), made.advice)), Words(mark("Bagian V. Saran tindak")))]


def _analysis(analysis: GroundAnalysis, known: Mapping[str, str], evidence: Labels) -> tuple[Block, ...]:
    points = tuple((known[point.fact], point.text) for point in analysis.points if point.fact in known)
    grid = (Grid((Words(mark("Fakta")), Words(mark("Artinya bagi alasan ini"))), points),) if points else ()
    rows = facts(
        (mark("Bukti untuk alasan ini"), _named(analysis.evidence, evidence)),
        (mark("Apakah bukti yang diminta ada?"), label(analysis.verdict)),
    )
    return (*grid, rows, *prose((mark("Pembahasan keseluruhan"), analysis.text)))


def _named(rows: tuple[UUID, ...], labels: Labels) -> Value:
    return listed(labels[row] for row in rows if row in labels)


def opinion(told: Mapping[str, Any] | None) -> Section:
    """Return what the named second reviewers wrote, and the supervisor's answers; empty where nobody was asked.

    `told` is the sealed column as it is: the room of the second reviewer stands above and reads this file itself.
    """
    held = told["held"] if told else ()
    entries = tuple(Entry(_consultation(each), each["reviewer"]["name"]) for each in held)
    return Section("pendapat", Words(mark("Pendapat penelaah kedua")), entries)


def _consultation(each: Mapping[str, Any]) -> tuple[Block, ...]:
    given = each["given"]
    rows = facts(
        (mark("Ditunjuk"), date.fromisoformat(each["named_on"])),
        (mark("Pendapat"), label(Opinion(given["opinion"])) if given else Words(mark("Belum diberikan"))),
        (mark("Tanggal pendapat"), date.fromisoformat(given["on"]) if given else None),
    )
    return (rows, *prose(
        (mark("Alasan penunjukan"), each["why"]),
        (mark("Pertimbangan penelaah kedua"), given["reasons"] if given else ""),
        (mark("Tanggapan atasan langsung"), each["answer"]),
        (mark("Penunjukan dibatalkan"), each["released"]),
    ))


def documents(issued: tuple[IssuedDocument, ...]) -> Section:
    """Return the issued documents."""
    head = (mark("Dokumen"), mark("Nomor"), mark("Tanggal"))
    rows = tuple((Linked("document", each.id, Words(each.title)), each.number, each.day) for each in issued)
    entries = (Entry((Grid(tuple(map(Words, head)), rows),)),) if rows else ()
    return Section("dokumen", Words(mark("Dokumen yang diterbitkan")), entries)


def papers(attached: tuple[tuple[UUID, PaperRecord], ...]) -> Section:
    """Return the papers that stand; what was taken back is named by its reason."""
    head = (mark("Lampiran"), mark("Jenis"), mark("Dilampirkan oleh"), mark("Tanggal"), mark("Keadaan"))
    rows = tuple((*_paper(row, record), _state(record)) for row, record in attached)
    entries = (Entry((Grid(tuple(map(Words, head)), rows),)),) if rows else ()
    return Section("lampiran", Words(mark("Lampiran")), entries)


def _paper(row: UUID, record: PaperRecord) -> tuple[Value, ...]:
    name = Linked("paper", row, record.name)
    shown: Value = listed((name, record.note)) if record.note else name
    return shown, label(record.kind), record.by, record.at


def _state(record: PaperRecord) -> Value:
    if record.taken_back is None:
        return Words(mark("Berlaku"))
    return Words(mark("Ditarik: %(reason)s"), {"reason": record.taken_back.reason})
