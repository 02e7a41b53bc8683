"""The receipt for a decision that is handed over. What is not yet known is left to be written by hand. Pure."""

from mediation.reports import blocks as b
from mediation.reports.bureau_facts import HandOverFacts
from mediation.reports.letters import matters, parts
from mediation.reports.text import clause, line
from mediation.reports.wording import date_in_words

NAME = "Tanda Terima"


def compose(facts: HandOverFacts) -> b.Document:
    """Return the receipt, signed by both on paper."""
    blocks: tuple[b.Block, ...] = (
        parts.kop(facts.paper.agency),
        b.ClassificationMark(),
        b.TitleBlock(NAME.upper(), (f"Nomor: {line(facts.paper.number)}",)),
        b.Paragraph(f"{_when(facts)}, saya yang bertanda tangan di bawah ini:", keep_with_next=True),
        b.FieldTable((*parts.identity_rows(facts.receiver), *_as(facts)), level=1),
        b.Paragraph("telah menerima dengan lengkap:", keep_with_next=True),
        b.Paragraph(f"{matters.cited(facts.handed)}, sebanyak 1 (satu) berkas.", level=1),
        b.Paragraph("Demikian tanda terima ini dibuat dengan sebenarnya.", keep_with_next=True),
        _signatures(facts),
    )
    page = parts.margins(facts.paper, NAME, marked_first=False)
    return b.Document(b.Kind.HAND_OVER_RECEIPT, NAME, blocks, page)


def _when(facts: HandOverFacts) -> str:
    day = date_in_words(facts.handed_on) if facts.handed_on else f"…………………, tanggal {matters.BLANK}"
    place = f", bertempat di {clause(facts.place)}" if facts.place.strip() else ""
    return f"Pada hari ini, {day}{place}"


def _as(facts: HandOverFacts) -> tuple[tuple[str, str], ...]:
    return (("Menerima selaku", line(facts.receives_as)),) if facts.receives_as.strip() else ()


def _signatures(facts: HandOverFacts) -> b.SignatureBlock:
    signer = parts.signature(facts.paper.signatory)
    giver = b.Signature(("Yang menyerahkan,", *signer.above), signer.name, signer.below)
    return parts.signing(facts.paper, giver, b.Signature(("Yang menerima,",), line(facts.receiver.name)))
