"""What is asked of the trail and what a line of it is. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from mediation.language import Labelled, mark

# Entries on a page, and on one that is made to be printed.
ON_PAGE = 50
ON_PAPER = 500
LATEST = 7_258_118_400_000_000  # µs: the year 2200, before which every moment lies


class Kind(Labelled):
    """Under which heading acts are chosen."""

    STEPS = "steps", mark("Langkah dalam berkas")
    BUREAU = "bureau", mark("Pekerjaan biro")
    LOOKS = "looks", mark("Membuka berkas dan dokumen")
    DOCUMENTS = "documents", mark("Menerbitkan dan memeriksa surat")
    GRANTS = "grants", mark("Hak baca")
    DOOR = "door", mark("Masuk, keluar, dan yang ditolak")
    PEOPLE = "people", mark("Akun dan kata sandi")
    KEYS = "keys", mark("Kunci kelompok dan kunci ekspor")
    OFFICE = "office", mark("Unit kerja, kop surat, dan pengaturan")
    FIGURES = "figures", mark("Angka tahunan")
    INSPECTION = "inspection", mark("Pemeriksaan oleh auditor")
    EXPORTS = "exports", mark("Ekspor")
    BREACHES = "breaches", mark("Kegagalan pelindungan data")


@dataclass(frozen=True)
class Wanted:
    """Which entries are wanted; None: all. Days are inclusive, in the reader's zone."""

    first: date | None = None
    last: date | None = None
    person: UUID | None = None
    case: UUID | None = None
    kind: Kind | None = None

    @property
    def filters(self) -> tuple[str, ...]:
        """Return the kinds of filters in use: these words stand in the trail, what was asked for does not."""
        given = {
            "time": self.first or self.last, "person": self.person, "case": self.case, "kind": self.kind,
        }
        return tuple(name for name, value in given.items() if value)


@dataclass(frozen=True)
class About:
    """What is known of a case by its clear row and the trail: who may be told of under its name.

    `own`: who received it and who supervises it. `submitted` is in µs since 1970 UTC, None before handing in. `lost`:
    its row is gone.
    """

    own: frozenset[UUID]
    submitted: int | None
    lost: bool = False


@dataclass(frozen=True)
class Act:
    """One entry as it was read. `subject` is what it is about, as kind and id; `damaged`: it does not read."""

    seq: int
    time: int
    actor: UUID | None
    action: str
    kind: str
    subject: UUID | None
    detail: Mapping[str, Any] = field(default_factory=dict)
    damaged: bool = False

    @property
    def case(self) -> UUID | None:
        """Return the case that it is about; None for everything else."""
        return self.subject if self.kind == "case" else None


@dataclass(frozen=True)
class Names:
    """How people, units, groups, cases and holders of export keys are called for this reader, by id."""

    people: Mapping[UUID, str]
    units: Mapping[UUID, str]
    groups: Mapping[UUID, str]
    cases: Mapping[UUID, str]
    keys: Mapping[UUID, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """One line of the page. `at` is None where the reader sees days alone; `times`: how many alike.

    `whole`: the reader may be told every listed detail.
    """

    act: Act
    day: date
    at: datetime | None
    times: int = 1
    whole: bool = True


@dataclass(frozen=True)
class Sheet:
    """One page: its lines, the names in them, and the place from which the next page begins ("" when none follows).

    `cut`: a day had more entries than can be laid out by day. `timeless`: entries that stand on no page, because their
    time was changed to something that is none.
    """

    lines: tuple[Line, ...]
    names: Names
    further: str = ""
    cut: bool = False
    timeless: int = 0
