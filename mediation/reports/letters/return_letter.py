"""The letter "Perlu dilengkapi": what of a file is not in order, by when. No ground, no narrative. Pure."""

from mediation.cases.words import ReturnKind
from mediation.reports import blocks as b
from mediation.reports.bureau_facts import ReturnFacts
from mediation.reports.letters import matters, parts
from mediation.reports.text import line, paragraphs
from mediation.reports.wording import long_date, plain_date

NAME = "Surat Perlu Dilengkapi"

_ASKED = {
    ReturnKind.PAPERS: "Mohon bagian tersebut dilengkapi atau diperbaiki",
    ReturnKind.EXAMINATION: "Mohon pemeriksaan tambahan tersebut dilaksanakan",
    ReturnKind.ANNULLED: "Mohon kesimpulan ditinjau kembali dengan memperhatikan bagian tersebut",
}


def compose(facts: ReturnFacts) -> b.Document:
    """Return the letter that sends a file back."""
    blocks: tuple[b.Block, ...] = (
        parts.kop(facts.paper.agency),
        matters.opening(facts.paper, f"Perlu Dilengkapi (Pengembalian ke-{facts.round})", facts.addressee),
        b.Paragraph(_occasion(facts)),
        *_lines(facts),
        *_further(facts),
        b.Paragraph(_request(facts)),
        b.Paragraph(f"Demikian kami sampaikan. {matters.CLOSING}", keep_with_next=True),
        parts.signing(facts.paper, parts.signature(facts.paper.signatory)),
    )
    return b.Document(b.Kind.RETURN_LETTER, NAME, blocks, parts.margins(facts.paper, NAME))


def _occasion(facts: ReturnFacts) -> str:
    arrived = facts.matter.arrived_on
    received = f" yang kami terima pada tanggal {plain_date(arrived)}" if arrived else ""
    where = "pada bagian berikut" if facts.lines else "dengan pemeriksaan tambahan"
    return (
        f"Sehubungan dengan berkas {matters.request_words(facts.matter)} atas nama "
        f"{matters.numbered_person(facts.matter.applicant)}{received}, dengan hormat kami sampaikan bahwa berkas "
        f"tersebut perlu dilengkapi {where}."
    )


def _lines(facts: ReturnFacts) -> tuple[b.Block, ...]:
    columns = (b.Column("No.", 6, centred=True), b.Column("Bagian", 42), b.Column("Catatan", 52))
    rows = tuple(
        (f"{place}.", line(one.label), "\n".join(paragraphs(one.note)) or "-")
        for place, one in enumerate(facts.lines, start=1)
    )
    return (b.DataTable("", columns, rows),) if rows else ()


def _further(facts: ReturnFacts) -> tuple[b.Block, ...]:
    said = paragraphs(facts.request) if facts.asked is ReturnKind.EXAMINATION else ()
    if not said:
        return ()
    return (b.Paragraph("Pemeriksaan tambahan yang kami mohonkan:", keep_with_next=True),
            *(b.Paragraph(text, level=1) for text in said))


def _request(facts: ReturnFacts) -> str:
    return (
        f"{_ASKED[facts.asked]}, dan berkasnya kami terima kembali paling lambat hari {long_date(facts.due_on)}. "
        "Bagian lain yang telah sesuai tidak perlu disampaikan ulang."
    )
