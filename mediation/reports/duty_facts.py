"""What the documents about the protection of data may say, and why one cannot be printed yet. Pure."""

from dataclasses import dataclass
from datetime import date, datetime

from mediation.errors import Refusal
from mediation.language import mark
from mediation.law.identity import Sex
from mediation.reports.facts import Agency


@dataclass(frozen=True)
class Signer:
    """Who signs for the controller: an office, and whoever holds it; an unknown name is a line to write on."""

    office: str
    name: str = ""
    number: str = ""


@dataclass(frozen=True)
class Sheet:
    """What every paper bears. An empty `number` is a line to write on."""

    on: date
    agency: Agency
    signer: Signer
    number: str = ""
    demo: bool = False


@dataclass(frozen=True)
class Failure:
    """What was recorded of a failure of protection. Moments are aware, told in `zone`. No party is named."""

    zone: str
    since: datetime | None
    repeated: bool
    known: datetime
    due: datetime
    what: str
    how: str
    data: tuple[str, ...]
    people: int | None
    risks: str
    handled: tuple[tuple[datetime, str], ...]
    officer: str
    contact: str
    basis: str


@dataclass(frozen=True)
class Reader:
    """To whom a notice goes: typed for one print, kept nowhere."""

    name: str
    sex: Sex
    address: str = ""


@dataclass(frozen=True)
class NoticeFacts:
    """The letter to a person."""

    sheet: Sheet
    failure: Failure
    reader: Reader


@dataclass(frozen=True)
class Told:
    """A notice that was sent: to whom, when, by how much late (words)."""

    whom: str
    at: datetime
    late: str


@dataclass(frozen=True)
class ReportFacts:
    """The letter to the authority; `told` are the notices so far."""

    sheet: Sheet
    failure: Failure
    authority: str
    place: str
    told: tuple[Told, ...] = ()


_RECORD = mark("Perbaiki catatan kejadian ini, lalu cetak lagi.")
_OWN = mark("Kepala biro mengisinya di halaman Catatan pemrosesan.")


def missing(facts: NoticeFacts | ReportFacts) -> tuple[Refusal, ...]:
    """Return what the law asks a notice to say and nobody recorded yet; empty when it can be printed.

    Source: UU 27/2022 art. 46(2) [S34]: which data, when and how, what was done.
    """
    failure, sheet = facts.failure, facts.sheet
    found = (
        (bool(failure.data), mark("Jenis data yang terdampak belum dicatat."), _RECORD),
        (failure.since is not None, mark("Kapan terjadinya belum dicatat."), _RECORD),
        (bool(failure.how.strip()), mark("Bagaimana terjadinya belum dicatat."), _RECORD),
        (bool(failure.handled), mark("Belum ada penanganan yang dicatat."),
         mark("Catat apa yang sudah dilakukan, lalu cetak lagi.")),
        (bool(failure.contact.strip()), mark("Kontak pejabat pelindungan data belum diisi."), _OWN),
        (bool(sheet.signer.office.strip()), mark("Jabatan penanda tangan surat belum diisi."), _OWN),
        (not isinstance(facts, ReportFacts) or bool(facts.authority.strip()),
         mark("Nama lembaga yang diberi tahu belum diisi."), _OWN),
    )
    return tuple(Refusal(reason, remedy) for there, reason, remedy in found if not there)


@dataclass(frozen=True)
class Activity:
    """One activity of processing, as the record of UU 27/2022 art. 31 tells it."""

    name: str
    purpose: str
    basis: tuple[str, ...]
    people: str
    data: tuple[str, ...]
    recipients: str
    kept: str


@dataclass(frozen=True)
class Kept:
    """How long a class of closed files is kept; empty `term`: the agency has not said yet."""

    name: str
    term: str
    note: str


@dataclass(frozen=True)
class Measure:
    """What protects, in words, and where it stands in the program."""

    text: str
    where: str


@dataclass(frozen=True)
class Responsible:
    """Who is responsible, in the agency's own words; an empty one is a line to write on."""

    name: str
    address: str
    officer: str
    contact: str


@dataclass(frozen=True)
class ProcessingFacts:
    """The record of processing. `edition` numbers the agency's own words."""

    sheet: Sheet
    responsible: Responsible
    edition: int
    activities: tuple[Activity, ...]
    kept: tuple[Kept, ...]
    measures: tuple[Measure, ...]


@dataclass(frozen=True)
class Risk:
    """What may happen to whom, how bad and how likely that is, what is done, and what is left."""

    to: str
    text: str
    before: str
    measures: tuple[Measure, ...]
    after: str


@dataclass(frozen=True)
class Part:
    """A section of running text or points."""

    title: str
    text: tuple[str, ...] = ()
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class ImpactFacts:
    """The impact assessment: parts before the risks, the risks, what remains, and who signs."""

    sheet: Sheet
    responsible: Responsible
    before: tuple[Part, ...]
    risks: tuple[Risk, ...]
    remaining: tuple[str, ...]
    duties: tuple[str, ...]
