"""The letter that tells a person of a failure of protection. The reader is typed for one print. Pure."""

from mediation.reports import blocks as b
from mediation.reports.duty_facts import NoticeFacts
from mediation.reports.letters import duty_parts, parts
from mediation.reports.text import clause, line
from mediation.reports.wording import address_form

NAME = "Surat Pemberitahuan"
SUBJECT = "Pemberitahuan tentang Data Pribadi"


def compose(facts: NoticeFacts) -> b.Document:
    """Return the letter; ask `duty_facts.missing` first."""
    sheet, failure, form = facts.sheet, facts.failure, address_form(facts.reader.sex)
    blocks: tuple[b.Block, ...] = (
        parts.kop(sheet.agency),
        duty_parts.opening(sheet, SUBJECT, (
            f"Yth. {form} {line(facts.reader.name)}", *facts.reader.address.splitlines(),
        )),
        b.Paragraph(
            f"Dengan hormat, kami memberitahukan bahwa terjadi kegagalan pelindungan data pribadi yang menyangkut data "
            f"{form}. {_basis(failure.basis)}", keep_with_next=True,
        ),
        b.NumberedList(duty_parts.matter(failure)),
        b.Paragraph(
            f"{form} dapat bertanya, atau meminta bantuan bila merasa tidak aman, kepada "
            f"{clause(failure.officer) or 'pejabat pelindungan data'}: {clause(failure.contact)}.",
        ),
        b.Paragraph(
            f"Kami memohon maaf atas kejadian ini. Surat ini bersifat rahasia dan hanya ditujukan kepada {form}.",
            keep_with_next=True,
        ),
        duty_parts.signing(sheet),
    )
    return b.Document(b.Kind.BREACH_NOTICE, NAME, blocks, duty_parts.margins(sheet, NAME))


def _basis(basis: str) -> str:
    return f"Pemberitahuan ini kami sampaikan berdasarkan {basis}, sebagai berikut." if basis else (
        "Pemberitahuan ini kami sampaikan sebagai berikut."
    )
