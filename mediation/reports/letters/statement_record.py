"""The bureau's own record of a further statement, from either side or from others. Pure."""

from mediation.reports import blocks as b
from mediation.reports.bureau_facts import StatementFacts
from mediation.reports.letters import examination_record

NAME = "Berita Acara Permintaan Keterangan"

_FORM = examination_record.Form(b.Kind.STATEMENT_RECORD, NAME, "Yang memberi keterangan", "Petugas")


def compose(facts: StatementFacts) -> b.Document:
    """Return the record of one person's further statement."""
    return examination_record.composed(facts, _FORM)
