"""The record of processing activities. Pure."""

from mediation.reports import blocks as b
from mediation.reports.duty_facts import Activity, ProcessingFacts
from mediation.reports.letters import duty_parts, parts
from mediation.reports.text import line, sentence

NAME = "Catatan Kegiatan Pemrosesan Data Pribadi"
_LETTERS = "ABCDEFGHIJ"


def compose(facts: ProcessingFacts) -> b.Document:
    """Return the record as the program and the agency's own words give it."""
    sheet = facts.sheet
    blocks: tuple[b.Block, ...] = (
        parts.kop(sheet.agency),
        b.ClassificationMark(),
        b.TitleBlock(NAME.upper(), (f"Edisi {facts.edition}",) if facts.edition else ()),
        b.Heading("I.", "PENGENDALI"), b.FieldTable(duty_parts.responsible_rows(facts.responsible)),
        b.Heading("II.", "KEGIATAN PEMROSESAN"),
        *(block for place, activity in enumerate(facts.activities) for block in _activity(place, activity)),
        b.Heading("III.", "MASA SIMPAN BERKAS YANG DITUTUP"), _kept(facts),
        b.Heading("IV.", "LANGKAH PENGAMANAN"),
        b.NumberedList(tuple(b.Item((sentence(each.text),)) for each in facts.measures)),
        b.Heading("V.", "PROSESOR DAN PENGIRIMAN KE LUAR NEGERI"),
        b.Paragraph(
            "Program dijalankan instansi sendiri, tanpa prosesor. Data tidak dikirim ke luar negeri. Bila instansi "
            "menyewa tempat peladen, pihak itu menjadi prosesor dan dicatat di sini.",
            keep_with_next=True,
        ),
        duty_parts.signing(sheet, place_date=duty_parts.place_and_date(sheet)),
    )
    return b.Document(
        b.Kind.PROCESSING_RECORD, NAME, blocks, duty_parts.margins(sheet, NAME, marked_first=False),
    )


def _activity(place: int, activity: Activity) -> tuple[b.Block, ...]:
    rows = (
        ("Tujuan", sentence(activity.purpose)),
        ("Dasar", _basis(activity.basis)),
        ("Orang", sentence(activity.people)),
        ("Data", sentence("; ".join(line(each) for each in activity.data))),
        ("Penerima", sentence(activity.recipients)),
        ("Masa simpan", sentence(activity.kept)),
    )
    return b.Heading(f"{_LETTERS[place]}.", activity.name, rank=2), b.FieldTable(rows)


def _basis(basis: tuple[str, ...]) -> str:
    if not basis:
        return "tidak diperlukan, karena tidak memuat data pribadi."
    *first, last = map(line, basis)
    return "\n".join((*(f"{each};" for each in first), f"{last}."))


def _kept(facts: ProcessingFacts) -> b.DataTable:
    columns = (b.Column("Golongan", 34), b.Column("Lama", 16), b.Column("Catatan", 50))
    return b.DataTable("", columns, tuple(
        (line(each.name), line(each.term) or "belum diisi", line(each.note) or "-") for each in facts.kept
    ))
