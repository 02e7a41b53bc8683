"""D10, the mediation-result report, in the order of live letters: what was recorded and nothing else. Pure."""

from mediation.reports import blocks as b
from mediation.reports.facts import ReportFacts
from mediation.reports.letters import parts
from mediation.reports.letters.annexes import annexes, has_annexes
from mediation.reports.letters.findings import conclusions
from mediation.reports.letters.report_sections import analysis, facts_and_data, matter
from mediation.reports.text import line, paragraphs

NAME = "Laporan Hasil Mediasi"
SUBJECT = "Laporan Hasil Mediasi Permohonan Izin Perceraian"


def compose(facts: ReportFacts) -> b.Document:
    """Return the report; call `missing` first, for it prints no empty finding."""
    blocks: tuple[b.Block, ...] = (
        parts.kop(facts.paper.agency),
        _opening(facts),
        *_people(facts),
        *matter(facts),
        *facts_and_data(facts),
        *analysis(facts),
        *conclusions(facts),
        *_advice(facts),
        *_closing(facts),
        *annexes(facts),
    )
    return b.Document(b.Kind.MEDIATION_REPORT, NAME, blocks, parts.margins(facts.paper, NAME))


def _opening(facts: ReportFacts) -> b.LetterOpening:
    paper = facts.paper
    fields = (
        ("Nomor", line(paper.number)),
        ("Sifat", "Rahasia"),
        ("Lampiran", "1 (satu) berkas" if has_annexes(facts) else "-"),
        ("Hal", line(paper.subject) or SUBJECT),
    )
    place = line(paper.agency.addressee_place)
    addressee = (f"Yth. {line(paper.agency.addressee_title)}", *((f"di {place}",) if place else ()))
    return b.LetterOpening(fields, addressee)


def _people(facts: ReportFacts) -> tuple[b.Block, ...]:
    word = parts.married_to(facts.spouse)
    return (
        b.Paragraph(
            "Sehubungan dengan permohonan izin perceraian yang diajukan oleh pegawai di bawah ini, dengan hormat kami "
            "sampaikan laporan hasil mediasi sebagai berikut.",
        ),
        b.Paragraph("Pegawai yang mengajukan permohonan (selanjutnya disebut Pemohon):", keep_with_next=True),
        b.FieldTable(parts.identity_rows(facts.applicant), level=1),
        b.Paragraph(f"{word.capitalize()} Pemohon:", keep_with_next=True),
        b.FieldTable(parts.identity_rows(facts.spouse, town=True), level=1),
    )


def _advice(facts: ReportFacts) -> tuple[b.Block, ...]:
    lead = "Sehubungan dengan kesimpulan tersebut, dengan hormat kami sarankan hal berikut."
    advice = tuple(b.Paragraph(said) for said in paragraphs(facts.advice))
    return (b.Heading("V.", "SARAN TINDAK"), b.Paragraph(lead, keep_with_next=True), *advice)


def _closing(facts: ReportFacts) -> tuple[b.Block, ...]:
    paper = facts.paper
    return (
        b.Paragraph(
            "Demikian laporan ini kami sampaikan sebagai bahan pertimbangan. Atas perhatian Bapak/Ibu, kami ucapkan "
            "terima kasih.", keep_with_next=True,
        ),
        parts.signing(paper, parts.signature(paper.signatory, place_date=parts.place_and_date(paper))),
    )
