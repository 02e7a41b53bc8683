"""D09, the employee's own withdrawal of the request. It asks for no reason. Pure."""

from mediation.reports import blocks as b
from mediation.reports.bureau_facts import WithdrawalFacts
from mediation.reports.letters import form_parts as form
from mediation.reports.letters import matters
from mediation.reports.wording import plain_date

NAME = "Surat Pencabutan"
SUBJECT = "Pencabutan Permohonan"


def compose(facts: WithdrawalFacts) -> b.Document:
    """Return the form."""
    matter = facts.matter
    blocks: tuple[b.Block, ...] = (
        *form.letter_head(facts, SUBJECT),
        b.Paragraph("Yang bertanda tangan di bawah ini:", keep_with_next=True),
        b.FieldTable(form.own_rows(matter.applicant), level=1),
        b.Paragraph(
            f"dengan ini mencabut {matters.request_words(matter)} yang saya ajukan dengan surat tanggal "
            f"{plain_date(matter.requested_on)}. Pencabutan ini saya lakukan atas kehendak saya sendiri.",
        ),
        b.Paragraph("Demikian surat ini saya buat dengan sebenarnya.", keep_with_next=True),
        b.SignatureBlock(form.signature(matter.applicant, above=("Hormat saya,",))),
    )
    return form.form(facts, b.Kind.WITHDRAWAL_LETTER, NAME, blocks)
