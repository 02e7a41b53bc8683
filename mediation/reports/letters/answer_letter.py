"""The answer to a party who asked about the own data: a copy, access, a correction. Pure."""

from mediation.bureau.requests.model import Answer
from mediation.reports import blocks as b
from mediation.reports.bureau_facts import Addressee, AnswerFacts
from mediation.reports.letters import matters, parts
from mediation.reports.text import clause, paragraphs, sentence
from mediation.reports.wording import address_form, plain_date

NAME = "Surat Jawaban"
SUBJECT = "Jawaban atas Permintaan"

_ANSWERS = {
    Answer.GRANTED: "kami penuhi",
    Answer.PARTLY: "kami penuhi sebagian",
    Answer.REFUSED: "tidak dapat kami penuhi",
}


def compose(facts: AnswerFacts) -> b.Document:
    """Return the letter to the person who asked."""
    addressee = Addressee(parts.form_and_name(facts.asker), place=facts.asker.town)
    blocks: tuple[b.Block, ...] = (
        parts.kop(facts.paper.agency),
        matters.opening(facts.paper, SUBJECT, addressee, enclosures=len(facts.enclosures)),
        b.Paragraph(_answered(facts)),
        *map(b.Paragraph, paragraphs(facts.words)),
        *_enclosures(facts),
        b.Paragraph(_closing(facts), keep_with_next=True),
        parts.signing(facts.paper, parts.signature(facts.paper.signatory)),
    )
    return b.Document(b.Kind.ANSWER_LETTER, NAME, blocks, parts.margins(facts.paper, NAME))


def _answered(facts: AnswerFacts) -> str:
    form = address_form(facts.asker.sex)
    return (
        f"Sehubungan dengan permintaan {form} tanggal {plain_date(facts.asked_on)} mengenai {clause(facts.asked)}, "
        f"dengan hormat kami sampaikan bahwa permintaan tersebut {_ANSWERS[facts.answer]}."
    )


def _enclosures(facts: AnswerFacts) -> tuple[b.Block, ...]:
    items = tuple(b.Item((sentence(text),)) for text in facts.enclosures if text.strip())
    lead = b.Paragraph("Bersama surat ini kami lampirkan:", keep_with_next=True)
    return (lead, b.NumberedList(items)) if items else ()


def _closing(facts: AnswerFacts) -> str:
    form = address_form(facts.asker.sex)
    kept = f"Surat ini bersifat rahasia dan hanya ditujukan kepada {form}."
    return f"{kept} Atas perhatian {form}, kami ucapkan terima kasih."
