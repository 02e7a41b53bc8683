"""What the documents about the protection of data share: opening, signature, moments. Pure."""

from datetime import datetime

from mediation.clock import ZONES
from mediation.reports import blocks as b
from mediation.reports.duty_facts import Failure, Responsible, Sheet
from mediation.reports.letters import matters, parts
from mediation.reports.text import clause, line, paragraphs, sentence
from mediation.reports.wording import clock_time, long_date, plain_date


def opening(sheet: Sheet, subject: str, addressee: tuple[str, ...]) -> b.LetterOpening:
    """Return a letter's head."""
    fields = (
        ("Nomor", line(sheet.number) or matters.BLANK), ("Sifat", "Rahasia"), ("Lampiran", "-"), ("Hal", subject),
    )
    return b.LetterOpening(fields, tuple(text for text in map(line, addressee) if text), place_and_date(sheet))


def place_and_date(sheet: Sheet) -> str:
    """Return "Contoh, 20 November 2026"."""
    return f"{line(sheet.agency.town)}, {plain_date(sheet.on)}"


def signing(sheet: Sheet, *, place_date: str = "") -> b.SignatureBlock:
    """Return where the controller's official signs."""
    signer = sheet.signer
    office = f"{line(signer.office).upper()}," if signer.office.strip() else matters.BLANK
    number = f"NIP. {parts.grouped(signer.number)}" if signer.number.strip() else ""
    return b.SignatureBlock(b.Signature(
        tuple(text for text in (place_date, office) if text), line(signer.name) or matters.BLANK,
        (number,) if number else (),
    ))


def margins(sheet: Sheet, name: str, *, marked_first: bool = True) -> b.Margins:
    """Return what every page bears."""
    title = f"{name} Nomor {line(sheet.number)}" if sheet.number.strip() else name
    demo = b.DemoLine().text if sheet.demo else ""
    return b.Margins(running_title=title, foot=parts.FOOT, demo=demo, marked_first=marked_first)


def moment(at: datetime, zone: str) -> str:
    """Return "Jumat, 20 November 2026 pukul 10.15 WIB"."""
    local = at.astimezone(ZONES[zone])
    return f"{long_date(local.date())} {clock_time(local.time(), zone)}"


def happened(failure: Failure) -> str:
    """Return when it happened and when it became known, in one sentence each."""
    if failure.since is None:
        raise ValueError("ask `missing` first")
    began = "Terjadi sejak" if failure.repeated else "Terjadi pada"
    return (f"{began} {moment(failure.since, failure.zone)}. "
            f"Kami ketahui pada {moment(failure.known, failure.zone)}.")


def matter(failure: Failure) -> tuple[b.Item, ...]:
    """Return what a notice must say: which data, when, how, and what was done; what may follow, when recorded."""
    risks = (_told("Akibat yang mungkin terjadi:", failure.risks),) if failure.risks.strip() else ()
    return (
        listed("Data pribadi yang terungkap atau terdampak:", failure.data),
        b.Item((f"Kapan: {happened(failure)}",)),
        _told("Apa yang terjadi:", failure.what),
        _told("Bagaimana terjadinya:", failure.how),
        *risks,
        listed("Penanganan dan pemulihan:", tuple(
            f"{moment(at, failure.zone)}: {clause(text)}" for at, text in failure.handled
        )),
    )


def listed(head: str, texts: tuple[str, ...]) -> b.Item:
    """Return an item with its points below; a single one stands as running text."""
    said = [clause(text) for text in texts]
    if len(said) == 1:
        return b.Item((head, sentence(said[0])))
    *first, last = said
    return b.Item((head,), tuple(b.Item((text,)) for text in (*(f"{text};" for text in first), f"{last}.")))


def _told(head: str, text: str) -> b.Item:
    return b.Item((head, *map(sentence, paragraphs(text))))


def responsible_rows(responsible: Responsible) -> tuple[tuple[str, str], ...]:
    """Return the controller and the officer for data protection (PDP); what is not known is a line to write on."""
    return tuple((label, line(text) or matters.BLANK) for label, text in (
        ("Pengendali data", responsible.name), ("Alamat", responsible.address),
        ("Pejabat PDP", responsible.officer), ("Kontak pejabat", responsible.contact),
    ))
