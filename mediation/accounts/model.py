"""People, units and groups as the rooms above see them. Frozen; standard library and own vocabulary only."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from mediation.language import mark
from mediation.permissions import Actor, Role

GROUP_ROLES: dict[str, frozenset[Role]] = {
    "bureau": frozenset({Role.BUREAU_HEAD, Role.BUREAU_OFFICER}),
    "auditors": frozenset({Role.AUDITOR}),
}
FOUNDING_ROLES: dict[Role, str] = {Role.BUREAU_HEAD: "bureau", Role.AUDITOR: "auditors"}

ROLE_LABELS: dict[Role, str] = {
    Role.SUPERVISOR: mark("Atasan langsung"),
    Role.BUREAU_OFFICER: mark("Petugas biro kepegawaian"),
    Role.BUREAU_HEAD: mark("Kepala biro kepegawaian"),
    Role.AUDITOR: mark("Auditor"),
    Role.ADMINISTRATOR: mark("Administrator"),
}
GROUP_LABELS: dict[str, str] = {"bureau": mark("Biro kepegawaian"), "auditors": mark("Auditor")}


class Capacity(StrEnum):
    """In what capacity a person signs."""

    OWN = ""
    ACTING = "Plt."
    DAILY = "Plh."
    ON_BEHALF = "a.n."

    @property
    def label(self) -> str:
        """Return the words that people see."""
        return {
            "": mark("Pejabat definitif"),
            "Plt.": mark("Pelaksana tugas (Plt.)"),
            "Plh.": mark("Pelaksana harian (Plh.)"),
            "a.n.": mark("Atas nama (a.n.)"),
        }[self.value]


class Zone(StrEnum):
    """The time zones of Indonesia."""

    WIB = "WIB"
    WITA = "WITA"
    WIT = "WIT"

    @property
    def label(self) -> str:
        """Return the words that people see."""
        return {
            "WIB": mark("WIB (Waktu Indonesia Barat)"),
            "WITA": mark("WITA (Waktu Indonesia Tengah)"),
            "WIT": mark("WIT (Waktu Indonesia Timur)"),
        }[self.value]


class Stage(StrEnum):
    """How far a session has come: new keys to be made, code to be confirmed, or open."""

    ENROLLING = "enrolling"
    CODE = "code"
    OPEN = "open"


@dataclass(frozen=True, kw_only=True)
class Details:
    """What the administrator writes about a person. `digits` is the NIP or NI PPPK, empty when not given."""

    sign_in: str
    name: str
    roles: frozenset[Role]
    unit: UUID | None = None
    digits: str = ""
    employment: str = "pns"
    sex: str = "male"
    grade: str = ""
    rank: str = ""
    position: str = ""
    capacity: str = ""
    on_behalf_of: str = ""
    trained: bool = False


@dataclass(frozen=True, kw_only=True)
class Person(Details):
    """A person of the directory, its MAC checked. `public_key` is empty before the first sign-in."""

    id: UUID
    version: int
    active: bool
    public_key: bytes = field(repr=False)
    created: int

    @property
    def enrolled(self) -> bool:
        """Whether the person has made keys."""
        return bool(self.public_key)

    @property
    def actor(self) -> Actor:
        """Return the person as the one who acts."""
        return Actor(self.id, self.name, self.roles, self.unit, self.digits)


@dataclass(frozen=True)
class Unit:
    """A unit of the agency, who supervises it and its time zone."""

    id: UUID
    name: str
    parent: UUID | None
    supervisor: UUID | None
    zone: str
    version: int = 1


@dataclass(frozen=True)
class Recipient:
    """A group or recovery key to which a case is sealed. `version` is that of the key, None for recovery."""

    principal: UUID
    name: str
    public: bytes = field(repr=False)
    version: int | None = None


@dataclass(frozen=True)
class Membership:
    """Who holds a group's key, since when (µs) and by whose act."""

    member: UUID
    version: int
    since: int
    enrolled_by: UUID


class Leaving(StrEnum):
    """Why somebody no longer holds a group's key: a word of this list stands in the trail, and no other."""

    MOVED = "moved"
    AWAY = "away"
    RETIRED = "retired"
    EXPOSED = "exposed"
    DOUBTED = "doubted"
    ELSEWHERE = "elsewhere"
    # what the program itself writes
    DEACTIVATED = "deactivated"
    OTHER_ROLES = "other_roles"
    OTHER_KEYS = "other_keys"
    UNPROVEN = "unproven"

    @property
    def label(self) -> str:
        """Return the words that people see."""
        return {
            "moved": mark("Pindah tugas"),
            "away": mark("Lama tidak bertugas"),
            "retired": mark("Berhenti atau pensiun"),
            "exposed": mark("Kata sandi, kode pemulihan, atau perangkatnya mungkin diketahui orang lain"),
            "doubted": mark("Diduga menyalahgunakan akses"),
            "elsewhere": mark("Alasan lain, tercatat dalam surat di luar program"),
            "deactivated": mark("Akunnya dinonaktifkan"),
            "other_roles": mark("Perannya berubah"),
            "other_keys": mark("Ia membuat kunci baru"),
            "unproven": mark("Catatan keanggotaannya tidak cocok dengan jejak"),
        }[self.value]


CHOSEN_LEAVINGS = (
    Leaving.MOVED, Leaving.AWAY, Leaving.RETIRED, Leaving.EXPOSED, Leaving.DOUBTED, Leaving.ELSEWHERE,
)
