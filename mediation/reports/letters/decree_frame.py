"""The frame of a decision: head, Membaca to Memperhatikan, MEMUTUSKAN, signature of the official, tembusan. Pure."""

from dataclasses import replace

from mediation.errors import Refusal
from mediation.reports import blocks as b
from mediation.reports.bureau_facts import Decider, Decree
from mediation.reports.letters import matters, parts
from mediation.reports.text import clause, line
from mediation.reports.wording import plain_date

_ORDINALS = (
    "PERTAMA", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA", "KEENAM", "KETUJUH", "KEDELAPAN", "KESEMBILAN", "KESEPULUH",
)
_ORIGINAL = "Asli Keputusan ini disampaikan kepada yang bersangkutan untuk dipergunakan sebagaimana mestinya."
NUMBER_TO_WRITE = "…………………………"


def decision(facts: Decree, kind: b.Kind, subject: str, name: str, orders: tuple[b.ClauseItem, ...]) -> b.Document:
    """Return a decision on `subject` with its `orders` (diktum), ready to be signed on paper."""
    blocks: tuple[b.Block, ...] = (
        kop(facts),
        *_head(facts, subject),
        *preamble(facts),
        b.Centred(("MEMUTUSKAN:",), bold=True),
        b.Clause("Menetapkan", (b.ClauseItem((f"KEPUTUSAN {office(facts.decider)} TENTANG {subject}.",)),)),
        *diktum(orders),
        b.Paragraph(_ORIGINAL, keep_with_next=True),
        *closing(facts, "Ditetapkan di"),
    )
    return b.Document(kind, name, blocks, parts.margins(facts.paper, name))


def kop(facts: Decree) -> b.Letterhead:
    """Return the kop: the office's name where the delegation table says so, else the agency's."""
    if facts.decider.office_head:
        return b.Letterhead("", _lines(facts.decider.title), ())
    return parts.kop(facts.paper.agency)


def office(decider: Decider) -> str:
    """Return the office whose decision it is, on one line."""
    return " ".join(_lines(decider.title))


def _lines(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line(text).upper() for text in texts if text.strip())


def number(facts: Decree) -> str:
    """Return the number, or a line to write it on."""
    return line(facts.paper.number) or NUMBER_TO_WRITE


def _head(facts: Decree, subject: str) -> tuple[b.Block, ...]:
    return (
        b.Centred((f"KEPUTUSAN {office(facts.decider)}", f"NOMOR {number(facts)}")),
        b.Centred(("TENTANG", subject), bold=True),
        b.Centred(("DENGAN RAHMAT TUHAN YANG MAHA ESA", f"{office(facts.decider)},")),
    )


def preamble(facts: Decree) -> tuple[b.Block, ...]:
    """Return Membaca, Menimbang, Mengingat, Memperhatikan: each only when there is something."""
    basis = () if isinstance(facts.basis, Refusal) else facts.basis
    clauses = (
        b.Clause("Membaca", _read(facts), b.Numerals.FIGURES),
        b.Clause("Menimbang", _considered(facts.considering), b.Numerals.LETTERS),
        b.Clause("Mengingat", _listed((*basis, facts.decider.delegation)), b.Numerals.FIGURES),
        b.Clause("Memperhatikan", _listed(facts.attention), b.Numerals.FIGURES),
    )
    return tuple(one for one in clauses if one.items)


def _read(facts: Decree) -> tuple[b.ClauseItem, ...]:
    matter = facts.matter
    asked = f"surat {matters.request_words(matter)} tanggal {plain_date(matter.requested_on)} yang diajukan oleh:"
    whose = f"mengenai perkawinan dengan {parts.married_to(matter.spouse)}nya:"
    report = (b.ClauseItem((f"{matters.cited(matter.report)};",)),) if matter.report else ()
    return (
        *report,
        b.ClauseItem((asked,), parts.identity_rows(matter.applicant)),
        b.ClauseItem((whose,), parts.identity_rows(matter.spouse, town=True), goes_on=True),
    )


def _considered(reasons: tuple[str, ...]) -> tuple[b.ClauseItem, ...]:
    said = [clause(text) for text in reasons if clause(text)]
    if not said:
        return ()
    last = b.letter(len(said) - 1)
    up_to = f"huruf a sampai dengan huruf {last}" if len(said) > 1 else "huruf a"
    whole = f"bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam {up_to}, perlu menetapkan Keputusan ini"
    return tuple(b.ClauseItem((f"{_that(text)};",)) for text in (*said, whole))


def _that(text: str) -> str:
    return text if text.lower().startswith("bahwa ") else f"bahwa {text}"


def _listed(texts: tuple[str, ...]) -> tuple[b.ClauseItem, ...]:
    return tuple(b.ClauseItem((f"{clause(text)};",)) for text in texts if clause(text))


def diktum(orders: tuple[b.ClauseItem, ...]) -> tuple[b.Block, ...]:
    """Return what is decided, counted PERTAMA, KEDUA, KETIGA."""
    return tuple(b.Clause(_ORDINALS[place], (order,)) for place, order in enumerate(orders))


def correction() -> b.ClauseItem:
    """Return the order that a mistake is mended."""
    mistake = "Apabila di kemudian hari terdapat kekeliruan dalam Keputusan ini"
    return b.ClauseItem((f"{mistake}, akan diadakan perbaikan sebagaimana mestinya.",))


def in_force() -> b.ClauseItem:
    """Return the order on the day from which it holds."""
    return b.ClauseItem(("Keputusan ini mulai berlaku pada tanggal ditetapkan.",))


def whom(facts: Decree) -> tuple[str, str]:
    """Return how a decision names the two: the employee with the number, and the spouse with what he or she is."""
    applicant, spouse = facts.matter.applicant, facts.matter.spouse
    return matters.numbered_person(applicant), f"{parts.married_to(spouse)}nya, {parts.form_and_name(spouse)}"


def closing(facts: Decree, made: str) -> tuple[b.Block, ...]:
    """Return where the official signs, with the box for the initials beside it, and the tembusan."""
    initials = tuple(line(one) for one in facts.initials if one.strip())
    signing = parts.signing(facts.paper, _signature(facts, made))
    return (replace(signing, initials=initials), *matters.copies(facts.copies))


def _signature(facts: Decree, made: str) -> b.Signature:
    decider = facts.decider
    place = (f"{made} {line(facts.paper.agency.town)}", f"pada tanggal {NUMBER_TO_WRITE}", "")
    digits = f"NIP. {parts.grouped(decider.digits)}" if decider.digits.strip() else ""
    below = tuple(text for text in (line(decider.rank), digits) if text)
    return b.Signature((*place, *_office_lines(decider)), line(decider.name), below)


def _office_lines(decider: Decider) -> tuple[str, ...]:
    *first, last = tuple(line(text) for text in decider.block if text.strip()) or _lines(decider.title) or ("",)
    return (*first, f"{last.rstrip(',')},")
