"""The agency's own lists as types, and the rules by which they are matched. Standard library and law only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar
from uuid import UUID

from mediation.errors import Refusal
from mediation.language import mark
from mediation.law.grounds import Ground, all_evidence_kinds, ground_entry
from mediation.law.identity import Employment, Sex


class Track(StrEnum):
    """Who asks: the employee who wants to sue, or the one who is sued."""

    PERMIT = "permit"
    CERTIFICATE = "certificate"

    @property
    def label(self) -> str:
        """Return the words that people see."""
        return mark("Penggugat (izin)") if self is Track.PERMIT else mark("Tergugat (surat keterangan)")


class Faith(StrEnum):
    """Whom a line about religion concerns: marriages before the KUA, others, or one religion alone."""

    MUSLIM = "muslim"
    NON_MUSLIM = "non-muslim"
    PROTESTANT = "kristen"
    CATHOLIC = "katolik"
    HINDU = "hindu"
    BUDDHIST = "buddha"
    CONFUCIAN = "khonghucu"
    BELIEF = "kepercayaan"

    @property
    def label(self) -> str:
        """Return the words that people see."""
        return _FAITHS[self.value]

    def holds(self, religion: str) -> bool:
        """Tell whether somebody of this recorded religion is meant; an unrecorded one is nobody's."""
        if self is Faith.MUSLIM:
            return religion == _ISLAM
        return bool(religion) and religion != _ISLAM if self is Faith.NON_MUSLIM else religion == self.value


_ISLAM = "islam"
_FAITHS = {
    "muslim": mark("Islam"),
    "non-muslim": mark("Selain Islam"),
    "kristen": mark("Kristen"),
    "katolik": mark("Katolik"),
    "hindu": mark("Hindu"),
    "buddha": mark("Buddha"),
    "khonghucu": mark("Khonghucu"),
    "kepercayaan": mark("Kepercayaan terhadap Tuhan Yang Maha Esa"),
}


class KnownBy(StrEnum):
    """By what the program itself knows that a line is met; NOTHING: somebody must look at a paper."""

    NOTHING = ""
    RECORDS = "records"
    SESSIONS = "sessions"
    REPORT = "report"
    EVIDENCE = "evidence"

    @property
    def label(self) -> str:
        """Return the words that people see."""
        return {
            "": mark("Tidak; dilihat pada dokumennya"),
            "records": mark("Berita acara pemeriksaan sudah terbit"),
            "sessions": mark("Sesi mediasi sudah dicatat"),
            "report": mark("Laporan hasil mediasi sudah terbit"),
            "evidence": mark("Alat bukti untuk alasan itu sudah dicatat"),
        }[self.value]


class PositionKind(StrEnum):
    """Kinds of position under the law on ASN [OWN, domain notes 7.5]."""

    LEADER = "leader"
    ADMINISTRATOR = "administrator"
    SUPERVISOR = "supervisor"
    FUNCTIONAL = "functional"
    EXECUTOR = "executor"

    @property
    def label(self) -> str:
        """Return the words that people see."""
        return {
            "leader": mark("Pimpinan tinggi"),
            "administrator": mark("Administrator"),
            "supervisor": mark("Pengawas"),
            "functional": mark("Fungsional"),
            "executor": mark("Pelaksana"),
        }[self.value]


class Decision(StrEnum):
    """Kinds of decision, under the same codes as the cases' own (a test compares them)."""

    PERMIT = "permit"
    CERTIFICATE = "certificate"
    REFUSAL = "refusal"
    RECONCILED = "reconciled"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"

    @property
    def label(self) -> str:
        """Return the words that people see."""
        return {
            "permit": mark("Izin diberikan"),
            "certificate": mark("Surat keterangan diterbitkan"),
            "refusal": mark("Izin ditolak"),
            "reconciled": mark("Rukun kembali"),
            "withdrawn": mark("Permohonan dicabut"),
            "lapsed": mark("Permohonan gugur"),
        }[self.value]


class Head(StrEnum):
    """Under which letterhead a decree stands."""

    OFFICE = "office"
    AGENCY = "agency"

    @property
    def label(self) -> str:
        """Return the words that people see."""
        return mark("Kop jabatan (misalnya BUPATI)") if self is Head.OFFICE else mark("Kop instansi")


@dataclass(frozen=True)
class Facts:
    """What of a case decides which lines concern it. `sex` and `religion` are the employee's; "" is unrecorded."""

    track: Track
    employment: str
    religion: str
    sex: str
    grounds: frozenset[Ground] = frozenset()


@dataclass(frozen=True)
class Conditions:
    """When a line applies: each empty part asks nothing; of `grounds` one must be claimed."""

    tracks: tuple[Track, ...] = ()
    employments: tuple[Employment, ...] = ()
    faiths: tuple[Faith, ...] = ()
    sexes: tuple[Sex, ...] = ()
    grounds: tuple[Ground, ...] = ()

    def hold(self, facts: Facts) -> bool:
        """Tell whether all that is asked is so."""
        return (
            _asks(self.tracks, facts.track)
            and _asks(self.employments, facts.employment)
            and _asks(self.sexes, facts.sex)
            and (not self.faiths or any(faith.holds(facts.religion) for faith in self.faiths))
            and (not self.grounds or not facts.grounds.isdisjoint(self.grounds))
        )


def _asks(wanted: Sequence[str], given: str) -> bool:
    return not wanted or given in wanted


@dataclass(frozen=True)
class Item:
    """What every line of every list has. `code` is stable and never reused; `retired` is the reason why it ended."""

    code: str
    label: str
    retired: str = ""


@dataclass(frozen=True)
class Line(Item):
    """A line of the checklist: what must or may lie in the file. `evidence`: kinds of evidence that meet it."""

    hint: str = ""
    required: bool = False
    conditions: Conditions = field(default_factory=Conditions)
    known_by: KnownBy = KnownBy.NOTHING
    evidence: tuple[str, ...] = ()
    consent: bool = False
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry(Item):
    """Who decides for whom. `unit` covers the units below it, None the whole agency; `label` names the entry.

    `title` is the office that decides, line by line; `block` what stands above the signature ("a.n. ...", "u.b. ...").
    """

    employments: tuple[Employment, ...] = ()
    grade_from: str = ""
    grade_to: str = ""
    positions: tuple[PositionKind, ...] = ()
    unit: UUID | None = None
    since: date | None = None
    until: date | None = None
    title: tuple[str, ...] = ()
    block: tuple[str, ...] = ()
    head: Head = Head.OFFICE
    name: str = ""
    rank: str = ""
    digits: str = ""
    needs_recommendation: bool = False
    example: bool = False


@dataclass(frozen=True)
class RetentionClass(Item):
    """How long a closed file is kept. `years` is None where the agency's schedule (JRA) says it."""

    years: int | None = None
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Team(Item):
    """An examining or advising team; `label` is its name as documents print it."""

    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class FollowUp(Item):
    """Something to see to after a divorce."""

    hint: str = ""
    conditions: Conditions = field(default_factory=Conditions)
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class CopyTo(Item):
    """Somebody who gets a copy of a decree; `outcomes` are the kinds of decision, all when empty."""

    outcomes: tuple[Decision, ...] = ()
    note: str = ""
    sources: tuple[str, ...] = ()


AnyItem = TypeVar("AnyItem", bound=Item)
Conditioned = TypeVar("Conditioned", Line, FollowUp)


@dataclass(frozen=True)
class Book(Generic[AnyItem]):
    """One list of the agency's: under what name its editions are stored, and of what it consists."""

    kind: str
    item: type[AnyItem]
    prefix: str


CHECKLIST = Book("checklist", Line, "K")
DELEGATION = Book("delegation", Entry, "D")
RETENTION = Book("retention", RetentionClass, "R")
TEAMS = Book("teams", Team, "T")
FOLLOW_UP = Book("follow_up", FollowUp, "L")
COPIES = Book("copies", CopyTo, "S")


@dataclass(frozen=True)
class Edition(Generic[AnyItem]):
    """A list as it stood from `made` (µs) until the next version. `by` is None for what the program came with."""

    version: int
    items: tuple[AnyItem, ...]
    made: int = 0
    by: UUID | None = None

    @property
    def used(self) -> tuple[AnyItem, ...]:
        """Return the items that were not retired, in order."""
        return tuple(item for item in self.items if not item.retired)

    def item(self, code: str) -> AnyItem | None:
        """Return the item with this code, retired or not; None when there is none."""
        return next((item for item in self.items if item.code == code), None)


def lines_for(lines: Iterable[Conditioned], facts: Facts) -> tuple[Conditioned, ...]:
    """Return the lines that concern a case with these facts, in order; retired ones never."""
    return tuple(line for line in lines if not line.retired and line.conditions.hold(facts))


def copies_for(copies: Iterable[CopyTo], outcome: str) -> tuple[CopyTo, ...]:
    """Return who gets a copy of a decision of this kind."""
    return tuple(copy for copy in copies if not copy.retired and _asks(copy.outcomes, outcome))


# --- what may not be asked -------------------------------------------------------------------------------------------

_CONSENT = mark("Persetujuan atau pernyataan suami atau istri tidak boleh diwajibkan.")
_CONSENT_REMEDY = mark(
    "Pilih “Boleh ada”. Persetujuan pasangan bukan syarat hukum: dalam perkara 99/G/2022/PTUN.SMG pemohon pernah "
    "diminta membawa persetujuan suaminya, dan penolakan permohonannya dibatalkan pengadilan.",
)
_AGREEING = ("persetujuan", "menyetujui", "setuju", "kesepakatan", "pernyataan bersama", "izin dari", "izin suami",
             "izin istri", "izin pasangan", "tidak keberatan", "kerelaan")
_COUPLE = ("suami", "istri", "isteri", "pasangan", "kedua belah pihak", "kedua pihak", "cerai", "bersama")


def asks_consent(line: Line) -> bool:
    """Tell whether a line asks for the spouse's consent, by its mark or by its words [S89][S95]."""
    told = line.label.casefold()
    worded = any(word in told for word in _AGREEING) and any(word in told for word in _COUPLE)
    return line.consent or worded


def required(line: Line) -> bool:
    """Tell whether the file is incomplete without it; a spouse's consent never makes it so."""
    return line.required and not asks_consent(line)


def refuse_line(line: Line) -> Refusal | None:
    """Return why a line cannot stand like this: the spouse's consent as a gate, evidence of no ground."""
    if line.required and asks_consent(line):
        return Refusal(_CONSENT, _CONSENT_REMEDY)
    if line.known_by is KnownBy.EVIDENCE and not line.conditions.grounds:
        return Refusal(mark("Program tidak tahu alat bukti untuk alasan mana."), mark("Pilih alasannya."))
    return None


# --- lists in motion -------------------------------------------------------------------------------------------------


def next_code(prefix: str, items: Iterable[Item]) -> str:
    """Return a code that no item of the list has or had: the prefix and two digits or more."""
    numbers = [int(item.code[len(prefix):]) for item in items
               if item.code.startswith(prefix) and item.code[len(prefix):].isdigit()]
    return f"{prefix}{max(numbers, default=0) + 1:02}"


def placed(items: Sequence[AnyItem], given: AnyItem, after: str) -> tuple[AnyItem, ...]:
    """Return the list with `given` in its old one's stead or anew, after the item with code `after` ("": first)."""
    others = [item for item in items if item.code != given.code]
    place = next((index for index, item in enumerate(others, start=1) if item.code == after), 0)
    return (*others[:place], given, *others[place:])


def predecessor(items: Sequence[Item], code: str) -> str:
    """Return the code of the item before; "" for the first."""
    codes = [item.code for item in items]
    return codes[codes.index(code) - 1] if code in codes[1:] else ""


def with_evidence(line: Line) -> Line:
    """Return a line that is met by evidence with the kinds that the law's own data asks for its grounds."""
    if line.known_by is not KnownBy.EVIDENCE:
        return replace(line, evidence=())
    wanted = line.conditions.grounds
    return replace(line, evidence=tuple(kind.code for kind in all_evidence_kinds() if kind.ground in wanted))


def with_ground_words(line: Line) -> Line:
    """Return a line of evidence worded as the law's own data words its one ground, where it has no words yet."""
    if len(line.conditions.grounds) != 1 or line.label:
        return line
    entry = ground_entry(line.conditions.grounds[0])
    return replace(line, label=f"Alat bukti: {entry.label}", hint=entry.evidence_asked)
