"""D17, the certificate for an employee who is sued: that notice was given. It grants nothing. Pure."""

from mediation.errors import Refusal
from mediation.reports import blocks as b
from mediation.reports.bureau_facts import CertificateFacts, Suit
from mediation.reports.letters import decree_frame as frame
from mediation.reports.letters import matters, parts
from mediation.reports.text import clause, line
from mediation.reports.wording import plain_date

NAME = "Surat Keterangan"
TITLE = "SURAT KETERANGAN UNTUK MELAKUKAN PERCERAIAN"


def compose(facts: CertificateFacts) -> b.Document:
    """Return the certificate as it goes to the official for signature."""
    blocks: tuple[b.Block, ...] = (
        frame.kop(facts),
        b.Centred((TITLE,), bold=True, after=False),
        b.Centred((f"NOMOR {frame.number(facts)}",)),
        *_certified(facts),
        *_handled(facts),
        b.Paragraph(
            "Surat keterangan ini dibuat untuk dipergunakan sebagaimana mestinya dan bukan izin maupun perceraian.",
        ),
        *frame.closing(facts, "Dikeluarkan di"),
    )
    return b.Document(b.Kind.CERTIFICATE, NAME, blocks, parts.margins(facts.paper, NAME))


def _certified(facts: CertificateFacts) -> tuple[b.Block, ...]:
    matter = facts.matter
    office = " ".join(line(text) for text in facts.decider.title)
    noticed = f"pada tanggal {plain_date(facts.notified_on)} telah memberitahukan adanya gugatan perceraian"
    return (
        b.Paragraph(f"{office} menerangkan bahwa:", keep_with_next=True),
        b.FieldTable(parts.identity_rows(matter.applicant), level=1),
        b.Paragraph(f"{noticed} dari {parts.married_to(matter.spouse)}nya:", keep_with_next=True),
        b.FieldTable(parts.identity_rows(matter.spouse, town=True), level=1),
        *(_suit(matter.suit) if matter.suit else ()),
    )


def _suit(suit: Suit) -> tuple[b.Block, ...]:
    rows = (("Pengadilan", line(suit.court)), ("Nomor perkara", line(suit.number)),
            ("Gugatan diterima", plain_date(suit.received_on)))
    return (
        b.Paragraph("dengan keterangan gugatan:", keep_with_next=True),
        b.FieldTable(tuple((label, value) for label, value in rows if value), level=1),
    )


def _handled(facts: CertificateFacts) -> tuple[b.Block, ...]:
    report = facts.matter.report
    known = (f"{matters.cited(report)}.",) if report else ()
    basis = () if isinstance(facts.basis, Refusal) else facts.basis
    texts = (
        *known, *(f"{clause(text)}." for text in (*facts.considering, *facts.attention, *basis) if clause(text)),
    )
    items = tuple(b.Item((text,)) for text in texts)
    lead = b.Paragraph("Surat keterangan ini dikeluarkan dengan memperhatikan:", keep_with_next=True)
    return (lead, b.NumberedList(items)) if items else ()
