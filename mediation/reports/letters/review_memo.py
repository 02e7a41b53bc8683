"""D13, the bureau's review for the deciding official: matter, facts, analysis, conclusion, advice. Pure."""

from mediation.reports import blocks as b
from mediation.reports.bureau_facts import MemoFacts
from mediation.reports.letters import matters, parts
from mediation.reports.letters.report_sections import with_source
from mediation.reports.text import line, paragraphs
from mediation.reports.wording import plain_date

NAME = "Telaahan"


def compose(facts: MemoFacts) -> b.Document:
    """Return the review; what is recommended stands in its last part."""
    blocks: tuple[b.Block, ...] = (
        parts.kop(facts.paper.agency),
        b.ClassificationMark(),
        b.TitleBlock(NAME.upper()),
        b.FieldTable(_head(facts)),
        *_people(facts),
        b.Heading("I.", "PERSOALAN"), *map(b.Paragraph, paragraphs(facts.issue)),
        b.Heading("II.", "FAKTA"), _facts(facts),
        b.Heading("III.", "ANALISIS"), *map(b.Paragraph, paragraphs(facts.analysis)),
        b.Heading("IV.", "KESIMPULAN"), *map(b.Paragraph, paragraphs(facts.conclusion)),
        b.Heading("V.", "SARAN"), *_advice(facts),
        b.Paragraph("Demikian telaahan ini kami sampaikan sebagai bahan pertimbangan.", keep_with_next=True),
        parts.signing(facts.paper, parts.signature(
            facts.paper.signatory, place_date=parts.place_and_date(facts.paper),
        )),
    )
    return b.Document(b.Kind.REVIEW_MEMO, NAME, blocks, parts.margins(facts.paper, NAME, marked_first=False))


def _head(facts: MemoFacts) -> tuple[tuple[str, str], ...]:
    to, *more = matters.addressed(facts.addressee)
    return (
        ("Kepada", " ".join((to, *more))),
        ("Dari", parts.office(facts.paper.signatory)),
        ("Nomor", line(facts.paper.number)),
        ("Tanggal", plain_date(facts.paper.on)),
        ("Sifat", "Rahasia"),
        ("Hal", line(facts.paper.subject) or f"Telaahan atas {matters.request_words(facts.matter)}"),
    )


def _people(facts: MemoFacts) -> tuple[b.Block, ...]:
    report = facts.matter.report
    read = f", dengan membaca {matters.cited(report)}" if report else ""
    return (
        b.Paragraph(
            f"Kami telah menelaah {matters.request_words(facts.matter)} tanggal "
            f"{plain_date(facts.matter.requested_on)} di bawah ini{read}.",
        ),
        *matters.people(facts.matter),
    )


def _facts(facts: MemoFacts) -> b.NumberedList:
    return b.NumberedList(tuple(b.Item(with_source(one.text, one.source)) for one in facts.facts))


def _advice(facts: MemoFacts) -> tuple[b.Block, ...]:
    said = tuple(b.Paragraph(text) for text in paragraphs(facts.advice))
    if facts.recommendation is None:
        return said
    words = (b.Run("Kami menyarankan agar "), b.Run(matters.recommended(facts.recommendation), bold=True), b.Run("."))
    return (b.Paragraph(words), *said)
