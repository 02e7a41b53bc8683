"""What the forms share that people fill in and sign themselves: no kop, lines to write on, place for a stamp. Pure."""

from mediation.cases.model import Employment, Person
from mediation.reports import blocks as b
from mediation.reports.bureau_facts import FormFacts
from mediation.reports.letters import matters, parts
from mediation.reports.text import line
from mediation.reports.wording import count

BLANK = matters.BLANK
SHORT = "……………………"
STAMP = "(meterai)"


def form(facts: FormFacts, kind: b.Kind, name: str, blocks: tuple[b.Block, ...]) -> b.Document:
    """Return a form; it bears no secrecy mark, since it is the signer's own."""
    demo = b.DemoLine().text if facts.demo else ""
    return b.Document(kind, name, blocks, b.Margins(mark="", running_title=name, foot="", demo=demo))


def letter_head(facts: FormFacts, subject: str, *, enclosures: int = 0) -> tuple[b.Block, ...]:
    """Return the head of a letter that its signer dates."""
    fields = (("Lampiran", count(enclosures, "berkas") if enclosures else "-"), ("Hal", subject))
    place = f"{line(facts.town)}, {SHORT}"
    return (b.LetterOpening(fields, matters.addressed(facts.addressee), place),)


def own_rows(person: Person) -> tuple[tuple[str, str], ...]:
    """Return the signer's identity as recorded; the address is left to write, for it is never filled in."""
    return (*parts.identity_rows(person), ("Alamat", BLANK))


def place_and_day(facts: FormFacts) -> str:
    """Return the place, and a line for the day."""
    return f"{line(facts.town)}, {SHORT}"


def signature(person: Person, *, above: tuple[str, ...] = (), stamp: bool = False) -> b.Signature:
    """Return where `person` signs, with place for a stamp when asked."""
    civil = person.employment is not Employment.NONE and person.digits.strip()
    digits = (f"{parts.number_label(person.employment)}. {parts.grouped(person.digits)}",) if civil else ()
    return b.Signature(above, line(person.name), digits, STAMP if stamp else "")
