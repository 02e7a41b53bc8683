"""Keys that exports are sealed to, and exports: what was asked for and how far it has come. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from mediation.inspection.summaries.model import FIELDS, Field, Filter, Group, Lateness
from mediation.language import Labelled, mark
from mediation.law.dates import MONTHS

VALID: Final = timedelta(hours=24)
SILENT: Final = timedelta(seconds=60)  # without a sign of life for so long, whoever made it is gone
LETTERS_HEARD: Final = 20
MOST_ROWS_OF_A_SHEET: Final = 1_048_575  # what a spreadsheet holds under its head

# The one field that is always told: without it nothing else could be traced back to a question.
PSEUDONYM: Final = "pseudonym"


class Aim(Labelled):
    """What an export is made for. The words are fixed; the reason beside them is kept sealed."""

    ROUTINE = "routine", mark("Pemeriksaan berkala")
    ASSIGNED = "assigned", mark("Pemeriksaan khusus atas penugasan pimpinan")
    COMPLAINT = "complaint", mark("Menindaklanjuti pengaduan")
    FOLLOW_UP = "follow_up", mark("Memeriksa tindak lanjut hasil pemeriksaan")
    REPORT = "report", mark("Laporan hasil pengawasan")


class Sheet(Labelled):
    """What is added for people who read in a spreadsheet."""

    CSV = "csv", mark("Lembar CSV")
    XLSX = "xlsx", mark("Lembar XLSX (Excel, LibreOffice)")


class State(Labelled):
    """How far an export has come."""

    MAKING = "making", mark("Sedang dibuat")
    MADE = "made", mark("Siap diunduh")
    WRITTEN = "written", mark("Ditulis dari terminal")
    FAILED = "failed", mark("Gagal")
    STOPPED = "stopped", mark("Terhenti")
    GONE = "gone", mark("Sudah dihapus")


class Cause(Labelled):
    """Why an export was not finished."""

    DISK = "disk", mark("Tempat penyimpanan di peladen penuh atau tidak dapat ditulisi. Beri tahu administrator.")
    SESSION = "session", mark("Sesi Anda berakhir atau terkunci sebelum selesai.")
    PROCESS = "process", mark("Program berhenti di tengah pekerjaan.")
    BY_HAND = "by_hand", mark("Anda menghentikannya.")
    CHANGED = "changed", mark("Data berubah selagi ekspor dibuat.")
    KEYS = "keys", mark("Kunci penerima tidak lagi sah.")
    DAMAGED = "damaged", mark("Ada kunci atau catatan yang tidak cocok dengan segelnya. Beri tahu administrator.")
    BUSY = "busy", mark("Peladen sedang membuat ekspor lain.")
    OTHER = "other", mark("Terjadi kesalahan yang tidak terduga.")


class Standing(Labelled):
    """What a registered key may be used for, as the trail tells it."""

    WAITING = "waiting", mark("Menunggu pengesahan")
    CONFIRMED = "confirmed", mark("Disahkan")
    RETIRED = "retired", mark("Dicabut")
    BROKEN = "broken", mark("Tidak cocok dengan jejak")


@dataclass(frozen=True)
class ExportKey:
    """A public key to which exports may be sealed, and who holds its private half. Times in µs since 1970 UTC."""

    id: UUID
    name: str
    public: bytes
    added: int
    added_by: UUID
    confirmed: int | None = None
    confirmed_by: UUID | None = None
    retired: int | None = None
    retired_by: UUID | None = None
    standing: Standing = Standing.WAITING
    line: str = ""
    fingerprint: str = ""

    def is_heard(self, typed: str) -> bool:
        """Tell whether `typed` is what the holder reads aloud: the fingerprint, or the end of the `age1…` line."""
        heard = re.sub(r"[\s.\-–]", "", typed)
        read = heard.upper().translate(_READ_AS)
        return read == self.fingerprint.replace("-", "") or heard.lower() == self.line[-LETTERS_HEARD:]


# A fingerprint holds no such letters; heard or written down they stand for these.
_READ_AS = str.maketrans("OIL", "011")


@dataclass(frozen=True)
class Order:
    """What somebody asks to take away: which cases, what of them, for whom and why."""

    wanted: Filter
    aim: Aim
    reason: str
    fields: tuple[str, ...]
    keys: tuple[UUID, ...]
    sheets: tuple[Sheet, ...] = ()

    @property
    def told(self) -> tuple[Field, ...]:
        """The fields in printed order; the pseudonym always among them."""
        return tuple(one for one in FIELDS if one.code == PSEUDONYM or one.code in self.fields)

    @property
    def passes(self) -> int:
        """How often the summaries are read: once for each member, because nothing is kept in between."""
        return 1 + len(self.sheets)


@dataclass(frozen=True)
class Export:
    """One export as its row tells it. `done` and `total` count rows taken over all passes; times in µs."""

    id: UUID
    auditor: UUID
    state: State
    begun: int
    beat: int
    order: Order
    done: int = 0
    total: int = 0
    file: str = ""
    rows: int = 0
    damaged: int = 0
    bytes: int = 0
    sha256: str = ""
    made: int | None = None
    until: int | None = None
    taken: int | None = None
    cause: Cause | None = None

    @property
    def percent(self) -> int:
        """How much is done, 0 to 99 while it is being made: the last percent is the signature."""
        return min(99, self.done * 100 // self.total) if self.total else 0


def order_to_data(order: Order) -> dict[str, Any]:
    """Return `order` as JSON holds it."""
    wanted = order.wanted
    return {
        "units": sorted(map(str, wanted.units)), "first": wanted.first, "last": wanted.last,
        "lateness": wanted.lateness.value, "submitted_only": wanted.submitted_only, "aim": order.aim.value,
        "reason": order.reason, "fields": list(order.fields), "sheets": [one.value for one in order.sheets],
        "keys": [str(one) for one in order.keys],
    }


def order_from_data(data: Mapping[str, Any]) -> Order:
    """Return what `order_to_data` took apart; raises KeyError or ValueError for anything else."""
    wanted = Filter(
        frozenset(map(UUID, data["units"])), data["first"], data["last"], Lateness(data["lateness"]),
        bool(data["submitted_only"]),
    )
    return Order(
        wanted, Aim(data["aim"]), data["reason"], tuple(data["fields"]), tuple(map(UUID, data["keys"])),
        tuple(map(Sheet, data["sheets"])),
    )


def read_month(typed: str) -> str | None:
    """Return the month that `typed` names ("1 2026", "Januari 2026", "01/2026", "2026-01") as "2026-01", or None."""
    words = re.split(r"[\s./,-]+", typed.strip().casefold())
    if len(words) != 2:  # noqa: PLR2004 - month and year
        return None
    month, year = reversed(words) if re.fullmatch("[0-9]{4}", words[0]) else words
    number = _month(month)
    return f"{year}-{number:02}" if number and re.fullmatch("20[0-9]{2}", year) else None


def _month(word: str) -> int:
    if re.fullmatch("[0-9]{1,2}", word):
        return int(word) if 1 <= int(word) <= len(MONTHS) else 0
    named = [number for number, name in enumerate(MONTHS, start=1) if name.casefold().startswith(word)]
    return named[0] if len(word) >= 3 and named else 0  # noqa: PLR2004 - "jan", but not "j"


# What somebody who knows the people could still recognise a case by.
LINKS: Mapping[str, str] = {
    "unit": mark("Di unit kecil, satu berkas dapat dikenali orangnya."),
    "received_month": mark("Bulan yang hanya berisi satu berkas menunjuk berkas itu."),
    "age_weeks": mark("Bersama bulan penerimaan mempersempit hari penerimaannya."),
    "history": mark("Urutan hari dapat dicocokkan dengan surat yang pernah dilihat orang."),
    "met_day": mark("Dapat dicocokkan dengan tanggal surat."),
    "submitted_day": mark("Dapat dicocokkan dengan tanggal surat pengantar."),
    "returned_day": mark("Dapat dicocokkan dengan tanggal surat pengembalian."),
    "decided_day": mark("Dapat dicocokkan dengan tanggal keputusan."),
    "sex": mark("Bersama unit dan bulan mempersempit siapa orangnya."),
    "employment": mark("Bersama unit dan bulan mempersempit siapa orangnya."),
    "grounds": mark("Alasan yang jarang dapat menunjuk orangnya."),
    "causes": mark("Penyebab yang jarang dapat menunjuk orangnya."),
    "attendance": mark("Pola kehadiran dapat dikenali oleh yang terlibat."),
    "session_list": mark("Cara mediasi dan kehadiran dapat dikenali oleh yang terlibat."),
}

_LEFT_OUT = frozenset({
    "history", "age_weeks", "met_day", "submitted_day", "returned_day", "decided_day", "sex", "employment", "grounds",
    "causes", "attendance", "session_list",
})
DEFAULT_FIELDS: tuple[str, ...] = tuple(
    one.code for one in FIELDS if one.code != PSEUDONYM and one.code not in _LEFT_OUT
)


def fields_of(group: Group) -> tuple[Field, ...]:
    """Return what can be chosen under a heading; the pseudonym is no choice."""
    return tuple(one for one in FIELDS if one.group is group and one.code != PSEUDONYM)


@dataclass(frozen=True)
class Rows:
    """What passes over the rows found: how many, how many of them damaged, and a digest of all."""

    rows: int = 0
    damaged: int = 0
    digest: str = field(default="", repr=False)
