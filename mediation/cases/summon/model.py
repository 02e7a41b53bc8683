"""What is recorded of a summons beyond what the workflow knows. Frozen; pure."""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from mediation.cases.model import Appointment, Attendance, Party
from mediation.language import Labelled, mark


class Purpose(Labelled):
    """What somebody is called for."""

    EXAMINATION = "examination", mark("Pemeriksaan (dimintai keterangan)")
    MEDIATION = "mediation", mark("Mediasi")
    BOTH = "both", mark("Pemeriksaan, lalu mediasi")


class Delivery(Labelled):
    """How a letter reaches the person."""

    BY_HAND = "by_hand", mark("Diserahkan langsung")
    MESSENGER = "messenger", mark("Melalui petugas pengantar surat")
    SUPERIOR = "superior", mark("Melalui atasan orang yang dipanggil")
    POST = "post", mark("Pos tercatat")
    ELECTRONIC = "electronic", mark("Surel atau pesan pribadi")


class Presence(Labelled):
    """How a summons was answered, as the page asks it."""

    CAME = "came", mark("Hadir sendiri")
    ACCOMPANIED = "accompanied", mark("Hadir dengan pendamping")
    EXCUSED = "excused", mark("Tidak hadir, ada alasannya")
    SILENT = "silent", mark("Tidak hadir, tanpa keterangan")

    @property
    def attendance(self) -> Attendance:
        """Return what the workflow makes of it."""
        known = {Presence.CAME: Attendance.CAME, Presence.ACCOMPANIED: Attendance.ACCOMPANIED}
        return known.get(self, Attendance.ABSENT)


@dataclass(frozen=True)
class Service:
    """Proof of delivery: how, when, into whose hands, and what that person is to the one called."""

    how: Delivery
    on: date
    handed_to: str
    relation: str = ""
    note: str = ""


@dataclass(frozen=True)
class Answer:
    """Who came, with whom; or why nobody did."""

    presence: Presence
    companion: str = ""
    companion_relation: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Note:
    """A reason with its day: of a withdrawal, or of calling no more."""

    on: date
    reason: str


@dataclass(frozen=True)
class Summons:
    """One summons as recorded. `cautions` are the warnings that were accepted with `reason`."""

    party: Party
    round: int
    on: date
    at: time
    place: str
    purpose: Purpose
    delivery: Delivery
    planned_on: date
    cautions: tuple[str, ...] = ()
    reason: str = ""
    service: Service | None = None
    answer: Answer | None = None
    withdrawal: Note | None = None
    closing: Note | None = None


@dataclass(frozen=True)
class StoredSummons:
    """A summons with its row and what the workflow knows of it (letter issued, served, answered, withdrawn)."""

    row: UUID
    summons: Summons
    appointment: Appointment
