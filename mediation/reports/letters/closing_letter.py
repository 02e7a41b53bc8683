"""The letter that closes a file without a decision: reconciled, withdrawn or lapsed, each in its own words. Pure."""

from mediation.cases.words import DecisionKind
from mediation.reports import blocks as b
from mediation.reports.bureau_facts import ClosingFacts
from mediation.reports.letters import matters, parts
from mediation.reports.text import sentence
from mediation.reports.wording import plain_date

NAME = "Surat Penutupan"
SUBJECT = "Penutupan Penanganan Permohonan"

_ENDED = {
    DecisionKind.RECONCILED: "kedua pihak telah rukun kembali",
    DecisionKind.WITHDRAWN: "permohonan tersebut telah dicabut",
    DecisionKind.LAPSED: "permohonan tersebut telah gugur",
}
_AFTER = {
    DecisionKind.RECONCILED: (
        "Kami turut menghargai upaya kedua pihak. Apabila di kemudian hari diperlukan, permohonan dapat diajukan "
        "kembali dan akan ditangani dari awal."
    ),
    DecisionKind.WITHDRAWN: (
        "Pencabutan ini tidak mengurangi hak untuk mengajukan permohonan kembali di kemudian hari; permohonan yang "
        "baru akan ditangani dari awal."
    ),
    DecisionKind.LAPSED: "Terhadap permohonan tersebut tidak diterbitkan keputusan.",
}


def compose(facts: ClosingFacts) -> b.Document:
    """Return the letter; raises KeyError for an ending by decision, which `missing` refuses before."""
    blocks: tuple[b.Block, ...] = (
        parts.kop(facts.paper.agency),
        matters.opening(facts.paper, SUBJECT, facts.addressee),
        b.Paragraph(_ended(facts)),
        *_cause(facts),
        b.Paragraph(f"Dengan demikian, penanganan permohonan tersebut kami tutup. {_AFTER[facts.ending]}"),
        b.Paragraph("Demikian kami sampaikan. Atas perhatiannya, kami ucapkan terima kasih.", keep_with_next=True),
        parts.signing(facts.paper, parts.signature(facts.paper.signatory)),
        *matters.copies(facts.copies),
    )
    return b.Document(b.Kind.CLOSING_LETTER, NAME, blocks, parts.margins(facts.paper, NAME))


def _ended(facts: ClosingFacts) -> str:
    matter = facts.matter
    proof = f", sebagaimana tercatat dalam {matters.cited(facts.proof)}" if facts.proof else ""
    return (
        f"Sehubungan dengan {matters.request_words(matter)} tanggal {plain_date(matter.requested_on)} atas nama "
        f"{matters.numbered_person(matter.applicant)}, dengan hormat kami sampaikan bahwa {_ENDED[facts.ending]} pada "
        f"tanggal {plain_date(facts.ended_on)}{proof}."
    )


def _cause(facts: ClosingFacts) -> tuple[b.Block, ...]:
    told = facts.cause.strip() if facts.ending is DecisionKind.LAPSED else ""
    return (b.Paragraph(f"Permohonan gugur karena: {sentence(told)}"),) if told else ()
