"""D16, the decision that refuses: ground, the article as the official cites it, reasons, how to object. Pure."""

from mediation.reports import blocks as b
from mediation.reports.bureau_facts import RefusalFacts
from mediation.reports.letters import decree_frame as frame
from mediation.reports.letters import parts
from mediation.reports.text import clause, line, paragraphs

NAME = "Keputusan Penolakan"
SUBJECT = "PENOLAKAN PERMINTAAN IZIN PERCERAIAN"


def compose(facts: RefusalFacts) -> b.Document:
    """Return the decision as it goes to the official for signature."""
    orders = (_refused(facts), _why(facts), _objection(facts), frame.correction(), frame.in_force())
    return frame.decision(facts, b.Kind.REFUSAL_DECREE, SUBJECT, NAME, orders)


def _refused(facts: RefusalFacts) -> b.ClauseItem:
    employee, spouse = frame.whom(facts)
    return b.ClauseItem((f"Menolak permintaan izin {employee}, untuk melakukan perceraian dengan {spouse}.",))


def _why(facts: RefusalFacts) -> b.ClauseItem:
    cites = f" berdasarkan {clause(facts.article)}" if facts.article.strip() else ""
    lead = f"Penolakan sebagaimana dimaksud dalam Diktum PERTAMA ditetapkan{cites}, karena {facts.ground.words}, "
    first, *others = paragraphs(facts.reasons) or ("",)
    return b.ClauseItem((f"{lead}dengan alasan sebagai berikut.", first, *others))


def _objection(facts: RefusalFacts) -> b.ClauseItem:
    court = line(facts.court) or "pengadilan tata usaha negara"
    may = (
        f"Terhadap Keputusan ini, {parts.form_and_name(facts.matter.applicant)} dapat mengajukan keberatan secara "
        f"tertulis kepada {clause(facts.object_to)}, kemudian banding administratif, dan sesudah itu gugatan kepada "
        f"{court}, menurut ketentuan peraturan perundang-undangan."
    )
    return b.ClauseItem((may, *paragraphs(facts.object_terms)))
