"""What an auditor asks of summaries and what he gets: codes, months and day counts under a pseudonym. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from mediation.language import Labelled, mark


class Lateness(Labelled):
    """Which cases are wanted by how their clocks stand."""

    ALL = "all", mark("Semua")
    LATE = "late", mark("Ada batas waktu yang terlewat")
    RUNNING = "running", mark("Masih berjalan, belum ada yang terlewat")
    ON_TIME = "on_time", mark("Selesai tepat waktu")


class Clock(Labelled):
    """How one clock stands."""

    MET = "met", mark("Ditepati")
    MISSED = "missed", mark("Terlewat")
    RUNNING = "running", mark("Masih berjalan")
    OVERDUE = "overdue", mark("Terlewat dan masih berjalan")
    NOT_BEGUN = "not_begun", mark("Belum dimulai")
    UNTIMED = "untimed", mark("Berakhir sebelum batasnya diperiksa")


class Group(Labelled):
    """Under which heading a field stands."""

    CASE = "case", mark("Berkas")
    CLOCKS = "clocks", mark("Batas waktu")
    COUNTS = "counts", mark("Jumlah")
    RESULT = "result", mark("Hasil, sejak berkas diserahkan")


class Kind(StrEnum):
    """What a field's value is, so that tables and spreadsheets know how to write it."""

    TEXT = "text"
    NUMBER = "number"
    CODE = "code"
    CODES = "codes"
    LIST = "list"


@dataclass(frozen=True)
class Field:
    """One thing that is told: its code, what people read, and under which heading."""

    code: str
    label: str
    group: Group
    kind: Kind = Kind.CODE


@dataclass(frozen=True)
class Filter:
    """Which summaries are wanted. `units` empty: all. Months of receipt as "2026-01", empty: unbounded."""

    units: frozenset[UUID] = frozenset()
    first: str = ""
    last: str = ""
    lateness: Lateness = Lateness.ALL
    submitted_only: bool = False


@dataclass(frozen=True)
class Redacted:
    """One case as an auditor may see it. `id` never leaves the program; `facts` is JSON-able, by field code."""

    id: UUID
    pseudonym: str
    unit: UUID
    submitted: bool
    damaged: bool
    facts: Mapping[str, Any]


FIELDS: tuple[Field, ...] = (
    Field("pseudonym", mark("Samaran"), Group.CASE, Kind.TEXT),
    Field("unit", mark("Unit kerja"), Group.CASE, Kind.TEXT),
    Field("received_month", mark("Bulan penerimaan"), Group.CASE, Kind.TEXT),
    Field("track", mark("Jalur"), Group.CASE),
    Field("stage", mark("Tahap sekarang"), Group.CASE),
    Field("level", mark("Berkas berada di"), Group.CASE),
    Field("age_weeks", mark("Umur berkas yang belum selesai, dalam minggu utuh"), Group.CASE, Kind.NUMBER),
    Field("history", mark("Riwayat tahap, dalam hari sejak penerimaan"), Group.CASE, Kind.LIST),
    Field("superior_clock", mark("Batas atasan langsung"), Group.CLOCKS),
    Field(
        "superior_days", mark("Atasan langsung: selisih dari batas, hari (minus: lewat; berjalan: minggu utuh)"),
        Group.CLOCKS, Kind.NUMBER,
    ),
    Field("official_clock", mark("Batas Pejabat"), Group.CLOCKS),
    Field(
        "official_days", mark("Pejabat: selisih dari batas, hari (minus: lewat; berjalan: minggu utuh)"),
        Group.CLOCKS, Kind.NUMBER,
    ),
    Field("return_clock", mark("Batas melengkapi berkas yang dikembalikan"), Group.CLOCKS),
    Field(
        "return_days", mark("Pengembalian: selisih dari batas, hari (minus: lewat; berjalan: minggu utuh)"),
        Group.CLOCKS, Kind.NUMBER,
    ),
    Field("met_day", mark("Laporan terbit pada hari ke-"), Group.CLOCKS, Kind.NUMBER),
    Field("submitted_day", mark("Diserahkan kepada biro pada hari ke-"), Group.CLOCKS, Kind.NUMBER),
    Field("returned_day", mark("Dikembalikan pada hari ke-"), Group.CLOCKS, Kind.NUMBER),
    Field("decided_day", mark("Diputus atau ditutup pada hari ke-"), Group.CLOCKS, Kind.NUMBER),
    Field("summonses", mark("Panggilan"), Group.COUNTS, Kind.NUMBER),
    Field("records", mark("Berita acara pemeriksaan"), Group.COUNTS, Kind.NUMBER),
    Field("sessions", mark("Sesi mediasi"), Group.COUNTS, Kind.NUMBER),
    Field("talks", mark("Keterangan tambahan dan sidang di biro"), Group.COUNTS, Kind.NUMBER),
    Field("returns", mark("Pengembalian"), Group.COUNTS, Kind.NUMBER),
    Field("evidence", mark("Alat bukti"), Group.COUNTS, Kind.NUMBER),
    Field("papers", mark("Dokumen yang dilampirkan"), Group.COUNTS, Kind.NUMBER),
    Field("documents", mark("Dokumen yang diterbitkan"), Group.COUNTS, Kind.NUMBER),
    Field("trail_entries", mark("Catatan dalam jejak"), Group.COUNTS, Kind.NUMBER),
    Field("sex", mark("Jenis kelamin pemohon"), Group.RESULT),
    Field("employment", mark("Status kepegawaian pemohon"), Group.RESULT),
    Field("standing", mark("Kedudukan pemohon"), Group.RESULT),
    Field("grounds", mark("Alasan"), Group.RESULT, Kind.CODES),
    Field("causes", mark("Penyebab"), Group.RESULT, Kind.CODES),
    Field("screened", mark("Penapisan kedua pihak selesai"), Group.RESULT),
    Field("attendance", mark("Kehadiran atas panggilan"), Group.RESULT, Kind.LIST),
    Field("session_list", mark("Sesi: cara, yang hadir, hasil"), Group.RESULT, Kind.LIST),
    Field("household", mark("Kesimpulan (a): rumah tangga"), Group.RESULT),
    Field("common_sense", mark("Kesimpulan (b): akal sehat"), Group.RESULT),
    Field("outcome", mark("Hasil akhir"), Group.RESULT),
)
