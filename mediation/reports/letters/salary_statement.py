"""D19, a male permanent employee's statement on sharing his pay. The shares are his to write. Pure."""

from mediation.reports import blocks as b
from mediation.reports.bureau_facts import SalaryStatementFacts
from mediation.reports.letters import form_parts as form
from mediation.reports.letters import parts
from mediation.reports.text import clause

NAME = "Surat Pernyataan Pembagian Gaji"


def compose(facts: SalaryStatementFacts) -> b.Document:
    """Return the form; `missing` refuses it for anybody but a male permanent employee."""
    matter = facts.matter
    blocks: tuple[b.Block, ...] = (
        b.TitleBlock("SURAT PERNYATAAN", ("PEMBAGIAN GAJI",)),
        b.Paragraph("Yang bertanda tangan di bawah ini:", keep_with_next=True),
        b.FieldTable(form.own_rows(matter.applicant), level=1),
        b.Paragraph(_states(facts)),
        b.Paragraph("Bagian yang saya serahkan dan cara penyerahannya:", keep_with_next=True),
        b.FieldTable((
            ("Bagian bekas istri", form.BLANK), ("Bagian anak", form.BLANK), ("Cara penyerahan", form.BLANK),
            ("Mulai bulan", form.BLANK),
        ), level=1),
        b.Paragraph(
            "Demikian surat pernyataan ini saya buat dengan sebenarnya, tanpa paksaan dari pihak mana pun.",
            keep_with_next=True,
        ),
        b.SignatureBlock(form.signature(
            matter.applicant, above=(form.place_and_day(facts), "Yang menyatakan,"), stamp=True,
        )),
    )
    return form.form(facts, b.Kind.SALARY_STATEMENT, NAME, blocks)


def _states(facts: SalaryStatementFacts) -> str:
    rule = f" sebagaimana dimaksud dalam {clause(facts.rule)}" if facts.rule.strip() else ""
    spouse = facts.matter.spouse
    return (
        f"menyatakan bahwa apabila perceraian saya dengan {parts.married_to(spouse)} saya, "
        f"{parts.form_and_name(spouse)}, terjadi atas kehendak saya, saya menyerahkan sebagian gaji saya untuk "
        f"penghidupan bekas istri dan anak-anak saya menurut ketentuan peraturan perundang-undangan{rule}."
    )
