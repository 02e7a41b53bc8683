"""What the bureau's letters share: naming the request, the two people, the papers cited. Pure."""

from mediation.cases.model import Employment, Party, Person
from mediation.cases.words import DecisionKind
from mediation.reports import blocks as b
from mediation.reports.bureau_facts import Addressee, Cited, Matter
from mediation.reports.facts import Paper
from mediation.reports.letters import parts
from mediation.reports.text import clause, line
from mediation.reports.wording import count, plain_date

BLANK = "…………………………………"
CLOSING = "Atas perhatian Bapak/Ibu, kami ucapkan terima kasih."

_RECOMMENDED = {
    DecisionKind.PERMIT: "izin untuk melakukan perceraian diberikan",
    DecisionKind.REFUSAL: "permohonan izin perceraian ditolak",
    DecisionKind.CERTIFICATE: "surat keterangan untuk melakukan perceraian diterbitkan",
    DecisionKind.RECONCILED: "penanganan permohonan ditutup karena kedua pihak telah rukun kembali",
    DecisionKind.WITHDRAWN: "penanganan permohonan ditutup karena permohonan telah dicabut",
    DecisionKind.LAPSED: "penanganan permohonan ditutup karena permohonan telah gugur",
}


def request_words(matter: Matter) -> str:
    """Return what the employee handed in: a request for a permit, or the notice of a suit."""
    return "pemberitahuan adanya gugatan perceraian" if matter.suit else "permohonan izin perceraian"


def applicant_called(matter: Matter) -> str:
    """Return how a letter calls the employee."""
    return "Pegawai" if matter.suit else "Pemohon"


def called(party: Party, matter: Matter) -> str:
    """Return how a letter calls one of the two sides, the spouse by his or her own sex."""
    if party is Party.APPLICANT:
        return applicant_called(matter)
    if party is Party.SPOUSE:
        return f"{parts.married_to(matter.spouse).capitalize()} {applicant_called(matter)}"
    return "Saksi"


def numbered_person(person: Person) -> str:
    """Return form of address, name, and the employee's number when there is one."""
    if person.employment is Employment.NONE or not person.digits.strip():
        return parts.form_and_name(person)
    return f"{parts.form_and_name(person)}, {parts.number_label(person.employment)} {parts.grouped(person.digits)}"


def cited(paper: Cited) -> str:
    """Return a cited paper in a sentence: what it is, number, day, and whose it is."""
    number = f" Nomor {line(paper.number)}" if paper.number.strip() else ""
    dated = f" tanggal {plain_date(paper.on)}" if paper.on else ""
    by = f" dari {clause(paper.by)}" if paper.by.strip() else ""
    return f"{clause(paper.name)}{number}{dated}{by}"


def recommended(kind: DecisionKind) -> str:
    """Return what is recommended, to follow "agar"."""
    return _RECOMMENDED[kind]


def people(matter: Matter) -> tuple[b.Block, ...]:
    """Return who the two are, as recorded; never an address."""
    return (
        b.Paragraph(f"{applicant_called(matter)}:", keep_with_next=True),
        b.FieldTable(parts.identity_rows(matter.applicant), level=1),
        b.Paragraph(f"{called(Party.SPOUSE, matter)}:", keep_with_next=True),
        b.FieldTable(parts.identity_rows(matter.spouse, town=True), level=1),
    )


def opening(paper: Paper, subject: str, addressee: Addressee, *, enclosures: int = 0) -> b.LetterOpening:
    """Return a letter's head: Nomor, Sifat, Lampiran, Hal, place and date, addressee."""
    enclosed = count(enclosures, "berkas") if enclosures else "-"
    fields = (
        ("Nomor", line(paper.number)), ("Sifat", "Rahasia"), ("Lampiran", enclosed),
        ("Hal", line(paper.subject) or subject),
    )
    return b.LetterOpening(fields, addressed(addressee), parts.place_and_date(paper))


def addressed(addressee: Addressee) -> tuple[str, ...]:
    """Return the lines of the addressee."""
    through = f"melalui {line(addressee.through)}" if addressee.through.strip() else ""
    place = f"di {line(addressee.place)}" if addressee.place.strip() else "di tempat"
    return tuple(text for text in (f"Yth. {line(addressee.title)}", through, place) if text)


def copies(titles: tuple[str, ...]) -> tuple[b.Block, ...]:
    """Return the tembusan; nothing when there are none."""
    said = [title for title in map(clause, titles) if title]
    if not said:
        return ()
    *first, last = said
    ends = [f"{title};" for title in first] + [f"{last}."]
    return (
        b.Paragraph("Tembusan:", keep_with_next=True),
        b.NumberedList(tuple(b.Item((title,)) for title in ends)),
    )
