"""What every step shares: the words of the field as types. Frozen; standard library and own vocabulary only."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Self
from uuid import UUID

from mediation.language import mark
from mediation.law.grounds import Ground
from mediation.law.identity import Sex


class Labelled(StrEnum):
    """A choice that people see: its value is stored, its label is shown."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make a member whose value is `value` and whose label is `label`."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Stage(Labelled):
    """The neutral stage that stands in clear. How a case ended is sealed."""

    RECEIVED = "received", mark("Diterima")
    SUMMONING = "summoning", mark("Pemanggilan")
    EXAMINING = "examining", mark("Pemeriksaan")
    MEDIATING = "mediating", mark("Mediasi")
    CONCLUDING = "concluding", mark("Kesimpulan")
    SUBMITTED = "submitted", mark("Diserahkan")
    IN_REVIEW = "in review", mark("Ditelaah")
    CLOSED = "closed", mark("Ditutup")

    @property
    def order(self) -> int:
        """The stage's place in the course of a case, from 0."""
        return list(Stage).index(self)


class Party(Labelled):
    """Whose side a person is on."""

    APPLICANT = "applicant", mark("Pemohon")
    SPOUSE = "spouse", mark("Pasangan")
    WITNESS = "witness", mark("Saksi")

    @property
    def other(self) -> "Party":
        """The other of the two sides; a witness has none and stays a witness."""
        return {Party.APPLICANT: Party.SPOUSE, Party.SPOUSE: Party.APPLICANT}.get(self, self)


class Employment(Labelled):
    """Kind of civil servant; `NONE` for a spouse who is no ASN."""

    PNS = "pns", mark("PNS")
    PPPK = "pppk", mark("PPPK")
    NONE = "none", mark("Bukan ASN")


class Religion(Labelled):
    """Religions as recognised in practice."""

    ISLAM = "islam", mark("Islam")
    PROTESTANT = "kristen", mark("Kristen")
    CATHOLIC = "katolik", mark("Katolik")
    HINDU = "hindu", mark("Hindu")
    BUDDHIST = "buddha", mark("Buddha")
    CONFUCIAN = "khonghucu", mark("Khonghucu")
    BELIEF = "kepercayaan", mark("Kepercayaan terhadap Tuhan Yang Maha Esa")


class Attendance(Labelled):
    """How a summons was answered."""

    CAME = "came", mark("Hadir")
    ACCOMPANIED = "accompanied", mark("Hadir dengan pendamping")
    ABSENT = "absent", mark("Tidak hadir")


class SittingMode(Labelled):
    """How a mediation session is held."""

    TOGETHER = "together", mark("Bersama")
    APART = "apart", mark("Terpisah")


class Outcome(Labelled):
    """How a mediation session ended."""

    RECONCILED = "reconciled", mark("Rukun kembali")
    NOT_RECONCILED = "not_reconciled", mark("Tidak tercapai kesepakatan untuk rukun")
    CONTINUE = "continue", mark("Mediasi dilanjutkan")
    WITHDRAWN = "withdrawn", mark("Permohonan dicabut")
    STOPPED = "stopped", mark("Mediasi dihentikan")


class HouseholdResult(Labelled):
    """Finding (a): whether the household is worth preserving."""

    WORTH_PRESERVING = "worth_preserving", mark("Masih layak dipertahankan")
    NOT_WORTH_PRESERVING = "not_worth_preserving", mark("Tidak layak dipertahankan")
    NOT_CONCLUDED = "not_concluded", mark("Belum dapat disimpulkan")


class CommonSenseResult(Labelled):
    """Finding (b): whether the grounds accord with common sense."""

    ACCORDS = "accords", mark("Sesuai dengan akal sehat")
    DOES_NOT_ACCORD = "does_not_accord", mark("Bertentangan dengan akal sehat")
    NOT_ENOUGH_KNOWN = "not_enough_known", mark("Belum cukup keterangan")


class HearingState(Labelled):
    """Whether an examination record is still editable."""

    OPEN = "open", mark("Belum ditandatangani")
    SIGNED = "signed", mark("Ditandatangani")
    REFUSED = "refused", mark("Menolak menandatangani")


@dataclass(frozen=True)
class Person:
    """Who a party is. Never an address or a contact: those are sealed apart (`Contact`)."""

    name: str
    sex: Sex
    employment: Employment
    digits: str = ""
    rank: str = ""
    grade: str = ""
    position: str = ""
    unit: str = ""
    religion: Religion | None = None
    occupation: str = ""
    town: str = ""


@dataclass(frozen=True)
class Contact:
    """How a party is reached, and whether it is safe to do so. Sealed under the private key."""

    address: str = ""
    address_safe: bool | None = None
    contact: str = ""
    contact_safe: bool | None = None


@dataclass(frozen=True)
class Marriage:
    """The marriage as recorded: date, place, number of the book or deed."""

    on: date
    place: str
    certificate: str


@dataclass(frozen=True)
class Child:
    """A child by initials and year of birth alone (UU PDP art. 25: special care)."""

    initials: str
    birth_year: int


@dataclass(frozen=True)
class GroundClaim:
    """A legal ground that was put forward, with the facts that were told for it."""

    ground: Ground
    facts: str


@dataclass(frozen=True)
class Request:
    """The permit request as received."""

    number: str
    requested_on: date
    received_on: date
    applicant: Person
    spouse: Person
    marriage: Marriage
    children: tuple[Child, ...]
    grounds: tuple[GroundClaim, ...]
    causes: tuple[str, ...]
    other_cause: str = ""
    warnings: tuple[str, ...] = ()
    reason_for_warnings: str = ""

    def person(self, party: Party) -> Person:
        """Return the applicant or the spouse."""
        return self.applicant if party is Party.APPLICANT else self.spouse


@dataclass(frozen=True)
class FormerContact:
    """How a party was reached until a correction: nothing is overwritten unseen."""

    party: Party
    contact: Contact
    until: datetime


@dataclass(frozen=True)
class Contacts:
    """Both parties' contacts, and what they were before each correction."""

    applicant: Contact
    spouse: Contact
    former: tuple[FormerContact, ...] = ()

    def of(self, party: Party) -> Contact:
        """Return how `party` (one of the two sides) is reached."""
        return self.applicant if party is Party.APPLICANT else self.spouse


@dataclass(frozen=True)
class Appointment:
    """What the workflow knows of a summons: who, which round, which day, and how far it has come."""

    id: UUID
    party: Party
    round: int
    on: date
    at: time
    purpose: str
    planned_on: date
    letter_issued_on: date | None = None
    served_on: date | None = None
    attendance: Attendance | None = None
    withdrawn: bool = False


@dataclass(frozen=True)
class Hearing:
    """What the workflow knows of an examination record."""

    id: UUID
    party: Party
    label: str
    on: date
    state: HearingState = HearingState.OPEN
    document_issued: bool = False


@dataclass(frozen=True)
class Sitting:
    """What the workflow knows of a mediation session."""

    id: UUID
    on: date
    mode: SittingMode
    present: tuple[Party, ...]
    outcome: Outcome
    next_on: date | None = None


@dataclass(frozen=True)
class Progress:
    """What the workflow decides by; sealed under the content key; no narrative."""

    received_on: date
    screened: tuple[Party, ...] = ()
    letter_day: date | None = None
    apart: bool = False
    apart_since: date | None = None
    grounds: tuple[Ground, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    hearings: tuple[Hearing, ...] = ()
    sittings: tuple[Sitting, ...] = ()
    rounds_closed: bool = False
    evidence: int = 0
    violent_evidence: bool = False
    claimed_violence: bool = False
    household: HouseholdResult | None = None
    common_sense: CommonSenseResult | None = None
    composed: bool = False
    concluded_on: date | None = None
    report_issued_on: date | None = None

    @property
    def violence(self) -> bool:
        """Whether G5, a flag or evidence of injury or threat stands, whoever's it is."""
        return self.apart or self.claimed_violence or self.violent_evidence

    @property
    def awaits_second_reviewer(self) -> bool:
        """Whether no report may be issued before a second reviewer has given written reasons."""
        return self.violence and self.common_sense is CommonSenseResult.DOES_NOT_ACCORD

    def standing(self, party: Party) -> tuple[Appointment, ...]:
        """Return `party`'s appointments that were not withdrawn, in order."""
        found = (a for a in self.appointments if a.party is party and not a.withdrawn)
        return tuple(sorted(found, key=lambda a: (a.on, a.round)))

    def came(self, party: Party) -> bool:
        """Tell whether `party` ever came when called."""
        present = {Attendance.CAME, Attendance.ACCOMPANIED}
        return any(a.attendance in present for a in self.standing(party))

    def appointment(self, row: UUID) -> Appointment | None:
        """Return the appointment with id `row`; None when there is none."""
        return next((a for a in self.appointments if a.id == row), None)

    def hearing(self, row: UUID) -> Hearing | None:
        """Return the hearing with id `row`; None when there is none."""
        return next((h for h in self.hearings if h.id == row), None)
