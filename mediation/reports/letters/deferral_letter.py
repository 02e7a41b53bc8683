"""The letter that defers a decision: why, what is awaited, until when. Pure."""

from mediation.reports import blocks as b
from mediation.reports.bureau_facts import DeferralFacts
from mediation.reports.letters import matters, parts
from mediation.reports.text import paragraphs, sentence
from mediation.reports.wording import long_date, plain_date

NAME = "Surat Penangguhan"
SUBJECT = "Penangguhan Keputusan"


def compose(facts: DeferralFacts) -> b.Document:
    """Return the letter."""
    reasons = paragraphs(facts.reasons)
    blocks: tuple[b.Block, ...] = (
        parts.kop(facts.paper.agency),
        matters.opening(facts.paper, SUBJECT, facts.addressee),
        b.Paragraph(_deferred(facts)),
        *map(b.Paragraph, reasons),
        *_awaited(facts),
        b.Paragraph("Demikian kami sampaikan. Atas perhatiannya, kami ucapkan terima kasih.", keep_with_next=True),
        parts.signing(facts.paper, parts.signature(facts.paper.signatory)),
    )
    return b.Document(b.Kind.DEFERRAL_LETTER, NAME, blocks, parts.margins(facts.paper, NAME))


def _deferred(facts: DeferralFacts) -> str:
    matter = facts.matter
    until = f" sampai dengan hari {long_date(facts.until)}" if facts.until else ""
    return (
        f"Sehubungan dengan {matters.request_words(matter)} tanggal {plain_date(matter.requested_on)} atas nama "
        f"{matters.numbered_person(matter.applicant)}, dengan hormat kami sampaikan bahwa keputusan atasnya "
        f"ditangguhkan{until} dengan alasan sebagai berikut."
    )


def _awaited(facts: DeferralFacts) -> tuple[b.Block, ...]:
    items = tuple(b.Item((sentence(text),)) for text in facts.awaited if text.strip())
    lead = b.Paragraph("Yang masih kami tunggu:", keep_with_next=True)
    return (lead, b.NumberedList(items)) if items else ()
