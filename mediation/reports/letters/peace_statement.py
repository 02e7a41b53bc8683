"""D08, both spouses' statement that they live together again; its promises are theirs to write. Pure."""

from mediation.cases.model import Party
from mediation.reports import blocks as b
from mediation.reports.bureau_facts import PeaceStatementFacts
from mediation.reports.letters import form_parts as form
from mediation.reports.letters import matters, parts
from mediation.reports.wording import plain_date

NAME = "Surat Pernyataan Rukun Kembali"


def compose(facts: PeaceStatementFacts) -> b.Document:
    """Return the form, to be signed by both before witnesses."""
    matter = facts.matter
    asked = plain_date(matter.requested_on)
    blocks: tuple[b.Block, ...] = (
        b.TitleBlock("SURAT PERNYATAAN", ("RUKUN KEMBALI",)),
        b.Paragraph("Kami yang bertanda tangan di bawah ini:", keep_with_next=True),
        b.FieldTable(parts.identity_rows(matter.applicant), level=1),
        b.FieldTable(parts.identity_rows(matter.spouse), level=1),
        b.Paragraph(
            "menyatakan dengan sukarela bahwa kami telah rukun kembali sebagai suami istri, dan "
            f"{matters.request_words(matter)} tanggal {asked} tidak diteruskan. Hal lain yang kami sepakati:",
            keep_with_next=True,
        ),
        *(b.Paragraph("…" * 36) for _ in range(3)),
        b.Paragraph("Demikian surat pernyataan ini kami buat tanpa paksaan dari pihak mana pun.", keep_with_next=True),
        _spouses(facts),
        b.Paragraph("Saksi-saksi:", keep_with_next=True),
        b.NumberedList(tuple(b.Item((f"{form.BLANK}  (tanda tangan: {form.SHORT})",)) for _ in range(2))),
    )
    return form.form(facts, b.Kind.PEACE_STATEMENT, NAME, blocks)


def _spouses(facts: PeaceStatementFacts) -> b.SignatureBlock:
    matter = facts.matter
    applicant = form.signature(
        matter.applicant, above=(form.place_and_day(facts), f"{matters.called(Party.APPLICANT, matter)},"), stamp=True,
    )
    spouse = form.signature(matter.spouse, above=("", f"{matters.called(Party.SPOUSE, matter)},"))
    return b.SignatureBlock(applicant, spouse)
