"""D14, the bureau's recommendation to the agency head who decides by delegation. Pure."""

from mediation.cases.model import Party
from mediation.reports import blocks as b
from mediation.reports.bureau_facts import RecommendationFacts
from mediation.reports.letters import matters, parts
from mediation.reports.text import clause, paragraphs, sentence
from mediation.reports.wording import plain_date

NAME = "Rekomendasi"


def compose(facts: RecommendationFacts) -> b.Document:
    """Return the letter: result with each side, grounds met, delegation, reasons, what is recommended."""
    blocks: tuple[b.Block, ...] = (
        parts.kop(facts.paper.agency),
        matters.opening(facts.paper, NAME, facts.addressee, enclosures=len(facts.enclosures)),
        b.Paragraph(_occasion(facts)),
        *matters.people(facts.matter),
        b.NumberedList((_results(facts), *_grounds(facts), *_delegation(facts), *_reasons(facts))),
        *_recommended(facts),
        *_enclosures(facts),
        b.Paragraph(f"Demikian rekomendasi ini kami sampaikan. {matters.CLOSING}", keep_with_next=True),
        parts.signing(facts.paper, parts.signature(facts.paper.signatory)),
    )
    return b.Document(b.Kind.RECOMMENDATION, NAME, blocks, parts.margins(facts.paper, NAME))


def _occasion(facts: RecommendationFacts) -> str:
    report = facts.matter.report
    read = f" dan {matters.cited(report)}" if report else ""
    day = plain_date(facts.matter.requested_on)
    return (
        f"Sehubungan dengan {matters.request_words(facts.matter)} tanggal {day}{read} mengenai kedua orang di bawah "
        "ini, dengan hormat kami sampaikan rekomendasi sebagai berikut."
    )


def _results(facts: RecommendationFacts) -> b.Item:
    told = ((Party.APPLICANT, facts.applicant_result), (Party.SPOUSE, facts.spouse_result))
    sides = tuple(_side(matters.called(party, facts.matter), text) for party, text in told)
    return b.Item(("Hasil mediasi:",), sides, keep_with_next=True)


def _side(who: str, text: str) -> b.Item:
    first, *others = paragraphs(text) or ("",)
    return b.Item((f"{who}: {first}", *others))


def _grounds(facts: RecommendationFacts) -> tuple[b.Item, ...]:
    if not facts.grounds:
        return ()
    met = tuple(b.Item((f"{ground.words}.",)) for ground in facts.grounds)
    return (b.Item(("Alasan yang buktinya telah ada menurut Laporan Hasil Mediasi:",), met, keep_with_next=True),)


def _delegation(facts: RecommendationFacts) -> tuple[b.Item, ...]:
    if not facts.delegation.strip():
        return ()
    return (b.Item((f"Kewenangan untuk memutuskan dilimpahkan kepada Bapak/Ibu dengan {clause(facts.delegation)}.",)),)


def _reasons(facts: RecommendationFacts) -> tuple[b.Item, ...]:
    said = paragraphs(facts.reasons)
    return (b.Item((f"Pertimbangan kami: {said[0]}", *said[1:])),) if said else ()


def _recommended(facts: RecommendationFacts) -> tuple[b.Block, ...]:
    if facts.recommendation is None:
        return ()
    lead = "Berdasarkan hal tersebut, kami merekomendasikan agar "
    words = (b.Run(lead), b.Run(matters.recommended(facts.recommendation), bold=True), b.Run("."))
    return (b.Paragraph(words),)


def _enclosures(facts: RecommendationFacts) -> tuple[b.Block, ...]:
    items = tuple(b.Item((sentence(text),)) for text in facts.enclosures if text.strip())
    lead = b.Paragraph("Bersama surat ini kami lampirkan:", keep_with_next=True)
    return (lead, b.NumberedList(items)) if items else ()
