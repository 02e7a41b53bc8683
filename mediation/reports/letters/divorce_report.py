"""D18, the employee's report of a divorce: identity filled in, the rest left to write. Pure."""

from mediation.reports import blocks as b
from mediation.reports.bureau_facts import DivorceReportFacts
from mediation.reports.letters import form_parts as form
from mediation.reports.letters import matters, parts
from mediation.reports.text import clause

NAME = "Laporan Perceraian"


def compose(facts: DivorceReportFacts) -> b.Document:
    """Return the form."""
    matter = facts.matter
    blocks: tuple[b.Block, ...] = (
        *form.letter_head(facts, NAME, enclosures=1),
        b.Paragraph("Yang bertanda tangan di bawah ini:", keep_with_next=True),
        b.FieldTable(form.own_rows(matter.applicant), level=1),
        b.Paragraph(_told(facts), keep_with_next=True),
        b.FieldTable(_spouse(facts), level=1),
        b.Paragraph("dengan keterangan sebagai berikut:", keep_with_next=True),
        b.FieldTable(_blanks(), level=1),
        b.Paragraph("Bersama laporan ini saya lampirkan salinan akta cerai."),
        b.Paragraph("Demikian laporan ini saya buat dengan sebenarnya.", keep_with_next=True),
        b.SignatureBlock(form.signature(matter.applicant, above=("Yang melaporkan,",))),
    )
    return form.form(facts, b.Kind.DIVORCE_REPORT, NAME, blocks)


def _told(facts: DivorceReportFacts) -> str:
    rule = f", memenuhi {clause(facts.rule)}," if facts.rule.strip() else ""
    word = parts.married_to(facts.matter.spouse)
    return f"dengan ini{rule} melaporkan bahwa telah terjadi perceraian antara saya dan {word} saya:"


def _spouse(facts: DivorceReportFacts) -> tuple[tuple[str, str], ...]:
    follows = (("Berdasarkan", matters.cited(facts.decision)),) if facts.decision else ()
    return (*parts.identity_rows(facts.matter.spouse), *follows)


def _blanks() -> tuple[tuple[str, str], ...]:
    asked = ("Pengadilan", "Nomor putusan", "Tanggal putusan", "Nomor akta cerai", "Tanggal akta cerai",
             "Anak (inisial)")
    return tuple((label, form.BLANK) for label in asked)
