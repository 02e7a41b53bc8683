"""What letters share: kop, forms of naming people, signatures, margins. Pure."""

from mediation.accounts.model import Capacity
from mediation.cases.model import Employment, Party, Person
from mediation.reports import blocks as b
from mediation.reports.facts import Agency, Paper, Signatory
from mediation.reports.text import line
from mediation.reports.wording import address_form, plain_date, spouse_word

_GROUPS = ((0, 8), (8, 14), (14, 15), (15, 18))
_DIGITS = 18

FOOT = "Naskah ini bersifat rahasia."


def kop(agency: Agency) -> b.Letterhead:
    """Return the agency's kop."""
    names = tuple(line(part).upper() for part in agency.name.splitlines() if part.strip())
    lines = tuple(line(part) for part in (agency.address, agency.contact) if part.strip())
    return b.Letterhead(line(agency.owner).upper(), names, lines, agency.emblem)


def margins(paper: Paper, name: str, *, marked_first: bool = True, foot: str = FOOT) -> b.Margins:
    """Return what every page of `paper` bears."""
    title = f"{name} Nomor {line(paper.number)}" if paper.number.strip() else name
    demo = b.DemoLine().text if paper.demo else ""
    return b.Margins(running_title=title, marked_first=marked_first, foot=foot, demo=demo)


def form_and_name(person: Person) -> str:
    """Return the person with the form of address that follows from sex: "Saudari Sri Contoh, S.Pd."."""
    return f"{address_form(person.sex)} {line(person.name)}"


def married_to(person: Person) -> str:
    """Return what `person` is to the other: "suami" or "istri", from his or her own sex."""
    return spouse_word(person.sex)


def part_of(party: Party, examined: Person) -> str:
    """Return as what somebody is heard, in a sentence."""
    if party is Party.APPLICANT:
        return "pemohon izin perceraian"
    return f"{married_to(examined)} dari pemohon izin perceraian" if party is Party.SPOUSE else "saksi"


def number_label(employment: Employment) -> str:
    """Return what an employee's number is called."""
    return "NI PPPK" if employment is Employment.PPPK else "NIP"


def grouped(digits: str) -> str:
    """Return an employee number in groups of 8, 6, 1 and 3; anything else as it is."""
    bare = "".join(digits.split())
    if len(bare) != _DIGITS or not bare.isdigit():
        return line(digits)
    return " ".join(bare[start:end] for start, end in _GROUPS)


def rank_words(person: Person) -> str:
    """Return "Penata Tingkat I (III/d)"; the grade alone where there is no rank name."""
    if person.rank.strip() and person.grade.strip():
        return f"{line(person.rank)} ({line(person.grade)})"
    return line(person.rank or (f"Golongan {person.grade}" if person.grade.strip() else ""))


def identity_rows(person: Person, *, town: bool = False) -> tuple[tuple[str, str], ...]:
    """Return who somebody is, as label and value; what is not recorded is left out. Never an address."""
    civil = person.employment is not Employment.NONE
    rows = (
        ("Nama", line(person.name)),
        (number_label(person.employment), grouped(person.digits) if civil else ""),
        ("Pangkat/golongan" if person.rank.strip() else "Golongan", _rank_or_grade(person) if civil else ""),
        ("Jabatan", line(person.position) if civil else ""),
        ("Unit kerja", line(person.unit) if civil else ""),
        ("Pekerjaan", line(person.occupation)),
        ("Agama", person.religion.label if person.religion else ""),
        ("Kabupaten/kota", line(person.town) if town else ""),
    )
    return tuple((label, value) for label, value in rows if value)


def _rank_or_grade(person: Person) -> str:
    return rank_words(person) if person.rank.strip() else line(person.grade)


def signer_rows(signatory: Signatory) -> tuple[tuple[str, str], ...]:
    """Return who signs, as label and value."""
    person = signatory.person
    rows = (
        ("Nama", line(person.name)),
        (number_label(person.employment), grouped(person.digits)),
        ("Pangkat/golongan", rank_words(person)),
        ("Jabatan", office(signatory)),
    )
    return tuple((label, value) for label, value in rows if value)


def office(signatory: Signatory) -> str:
    """Return the office in which somebody signs: "Plt. Kepala SMP Negeri 2 Contoh"."""
    position = line(signatory.person.position)
    if signatory.capacity in {Capacity.ACTING, Capacity.DAILY}:
        return f"{signatory.capacity} {position}"
    return position


def signature(signatory: Signatory, *, place_date: str = "") -> b.Signature:
    """Return where the signatory signs: office, name, rank, number."""
    person = signatory.person
    number = f"{number_label(person.employment)}. {grouped(person.digits)}" if person.digits.strip() else ""
    above = (place_date, *_office_lines(signatory))
    return b.Signature(_said(above), line(person.name), _said((rank_words(person), number)))


def _office_lines(signatory: Signatory) -> tuple[str, ...]:
    position = line(signatory.person.position).upper()
    if signatory.capacity is Capacity.ON_BEHALF:
        return (f"a.n. {line(signatory.on_behalf_of).upper()}", f"{position},")
    return (f"{signatory.capacity} {position},".lstrip(),)


def _said(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text for text in lines if text)


def place_and_date(paper: Paper) -> str:
    """Return "Contoh, 20 November 2026", without a full stop."""
    return f"{line(paper.agency.town)}, {plain_date(paper.on)}"


def signing(paper: Paper, right: b.Signature, left: b.Signature | None = None) -> b.SignatureBlock:
    """Return the signatures with the check code, once there is one."""
    return b.SignatureBlock(right, left, b.CheckCode(paper.code) if paper.code else None)
