"""What the queue shows and keeps: filters, covers for leave, the reason of a handing on. Frozen; pure."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mediation.language import Labelled, mark


class Sorting(Labelled):
    """In which order somebody likes the queue; the value is stored."""

    OLDEST = "oldest", mark("Yang paling lama menunggu dahulu")
    NEWEST = "newest", mark("Yang baru diserahkan dahulu")
    UNIT = "unit", mark("Menurut unit kerja")


class Lateness(Labelled):
    """How a file stands to its limit; the value stands in the address."""

    LATE = "lewat", mark("Lewat batas")
    SOON = "dekat", mark("Batas dalam 30 hari")
    LATER = "jauh", mark("Batas masih lebih dari 30 hari")


class Place(Labelled):
    """Where a file is; the value stands in the address."""

    OPEN = "terbuka", mark("Belum ditutup")
    SUBMITTED = "baru", mark("Belum diambil petugas")
    IN_REVIEW = "ditelaah", mark("Sedang ditelaah")
    RETURNED = "kembali", mark("Diperiksa lagi oleh atasan")
    CLOSED = "tutup", mark("Sudah ditutup")


MINE = "saya"
NOBODY = "kosong"


@dataclass(frozen=True)
class Chosen:
    """What was chosen of the queue. None and empty choose all; `officer` is MINE, NOBODY or a person's id."""

    place: Place = Place.OPEN
    unit: UUID | None = None
    officer: str = ""
    lateness: Lateness | None = None
    year: int | None = None


@dataclass(frozen=True)
class LeaveCover:
    """One officer covers for another from the first to the last day; `ended` when it was taken back early."""

    id: UUID
    away: UUID
    covered_by: UUID
    first: date
    last: date
    ended: int | None = None

    def runs(self, today: date) -> bool:
        """Whether it holds on `today`."""
        return self.ended is None and self.first <= today <= self.last


@dataclass(frozen=True)
class HandedOn:
    """Who gave a file to whom, when and why; sealed among the bureau's records."""

    on: date
    by: str
    to: str
    reason: str
