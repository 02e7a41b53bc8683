"""A failure of protection: what is known of it, what was done, and how its clock stands. Pure.

Nothing of a breach is ever rewritten: what is known now is the newest of its events.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias, TypeVar
from uuid import UUID

from mediation.errors import Refusal
from mediation.language import Labelled, mark
from mediation.law.deadlines import BREACH_RULE, HourDeadline, HourStatus, Lateness, breach_deadline
from mediation.law.statutes import in_force


class DataKind(Labelled):
    """What kinds of data there are to lose: those of UU 27/2022 art. 4, and the classes of this program."""

    IDENTITY = "identity", mark("Nama, NIP, NIK, jenis kelamin, agama, status perkawinan")
    CONTACT = "contact", mark("Alamat, telepon, surel")
    FACT = "fact", mark("Adanya berkas tentang seseorang")
    STATEMENT = "statement", mark("Keterangan, isi mediasi, kesimpulan")
    VIOLENCE = "violence", mark("Keterangan tentang kekerasan atau rasa takut")
    CHILDREN = "children", mark("Data anak (spesifik)")
    HEALTH = "health", mark("Kesehatan, termasuk hasil psikolog dan visum (spesifik)")
    CRIME = "crime", mark("Catatan kejahatan, termasuk putusan pidana (spesifik)")
    MONEY = "money", mark("Keuangan pribadi, termasuk gaji dan utang (spesifik)")
    BIOMETRIC = "biometric", mark("Biometrik atau genetika, termasuk foto wajah (spesifik)")
    PAPER = "paper", mark("Berkas lampiran: pindaian, foto, surat")
    ACCOUNT = "account", mark("Akun pegawai: nama, jabatan, unit, kapan bekerja")


class Span(Labelled):
    """How well the time of the failure is known."""

    AT = "at", mark("Pada saat itu")
    SINCE = "since", mark("Sejak saat itu, mungkin lebih dari sekali")
    UNKNOWN = "unknown", mark("Belum diketahui")


class Whom(Labelled):
    """Who is told of a failure."""

    PERSON = "person", mark("Orang yang datanya terdampak")
    AUTHORITY = "authority", mark("Lembaga pelindungan data pribadi")
    PUBLIC = "public", mark("Masyarakat")


class Way(Labelled):
    """How a notice was sent."""

    BY_HAND = "by_hand", mark("Diserahkan langsung")
    POST = "post", mark("Surat tercatat")
    ELECTRONIC = "electronic", mark("Surat elektronik resmi")
    PUBLISHED = "published", mark("Diumumkan")


class Finding(Labelled):
    """As what a failure is closed."""

    FAILURE = "failure", mark("Memang kegagalan pelindungan; penanganannya selesai")
    NONE = "none", mark("Ternyata bukan kegagalan pelindungan")


class EventKind(Labelled):
    """The kinds of event. Stands in clear; the trail says the same."""

    RECORDED = "recorded", mark("Dicatat")
    CORRECTED = "corrected", mark("Catatan diperbaiki")
    HANDLED = "handled", mark("Penanganan")
    TOLD = "told", mark("Pemberitahuan")
    CLOSED = "closed", mark("Ditutup")


@dataclass(frozen=True)
class Facts:
    """What is known of a failure; `since` is None while unknown, `people` while nobody counted. No names."""

    span: Span
    since: datetime | None
    known: datetime
    what: str
    how: str
    data: tuple[DataKind, ...]
    people: int | None = None
    risks: str = ""


@dataclass(frozen=True)
class Correction:
    """What is known now, and why it differs from what stood there."""

    facts: Facts
    reason: str


@dataclass(frozen=True)
class Handling:
    """What was done, and when."""

    at: datetime
    text: str


@dataclass(frozen=True)
class Notice:
    """A notice that was sent. `everyone`: with this one, all who are concerned were told."""

    whom: Whom
    at: datetime
    way: Way
    everyone: bool = False
    count: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Closing:
    """As what it was closed, and what is done otherwise from now on."""

    finding: Finding
    lesson: str


Body: TypeAlias = Facts | Correction | Handling | Notice | Closing
AnyBody = TypeVar("AnyBody", Facts, Correction, Handling, Notice, Closing)

BODIES: dict[EventKind, type[Body]] = {
    EventKind.RECORDED: Facts, EventKind.CORRECTED: Correction, EventKind.HANDLED: Handling,
    EventKind.TOLD: Notice, EventKind.CLOSED: Closing,
}


def kind_of(body: Body) -> EventKind:
    """Return as which kind of event `body` is kept."""
    return next(kind for kind, made in BODIES.items() if isinstance(body, made))


@dataclass(frozen=True)
class Event:
    """One row of a failure's history: when (µs since 1970 UTC) and by whom it was written; None: does not open."""

    id: UUID
    kind: EventKind
    made: int
    by: UUID
    body: Body | None


@dataclass(frozen=True)
class Breach:
    """A failure with its history, oldest event first. `intact`: its rows are those that the trail tells of."""

    id: UUID
    events: tuple[Event, ...]
    intact: bool = True

    @property
    def version(self) -> int:
        """Return how many events there are: whoever adds one says which he saw."""
        return len(self.events)

    @property
    def facts(self) -> Facts | None:
        """Return what is known now; None when no row that opens says it."""
        known = [each.facts if isinstance(each, Correction) else each
                 for each in self._bodies() if isinstance(each, Facts | Correction)]
        return known[-1] if known else None

    @property
    def known_before(self) -> datetime | None:
        """Return since when it was said to be known at first, where that was changed; None where it was not."""
        first = next((each for each in self._bodies() if isinstance(each, Facts)), None)
        changed = first is not None and self.facts is not None and first.known != self.facts.known
        return first.known if first is not None and changed else None

    @property
    def handled(self) -> tuple[Handling, ...]:
        """Return what was done, in the order in which it was done."""
        return tuple(sorted(self._of(Handling), key=lambda each: each.at))

    def told(self, whom: Whom) -> tuple[Notice, ...]:
        """Return the notices to `whom`, in the order in which they were sent."""
        return tuple(sorted((each for each in self._of(Notice) if each.whom is whom), key=lambda each: each.at))

    @property
    def closing(self) -> Closing | None:
        """Return as what it was closed; None while it is open."""
        return next(iter(self._of(Closing)), None)

    @property
    def closed(self) -> bool:
        """Tell whether it was closed, also when the row that says so does not open."""
        return any(each.kind is EventKind.CLOSED for each in self.events)

    def met(self, whom: Whom) -> datetime | None:
        """Return when the duty towards `whom` was met; of several persons when the last of them was told."""
        notices = self.told(whom)
        if whom is Whom.PERSON:
            notices = tuple(each for each in notices if each.everyone)
        return notices[0].at if notices else None

    @property
    def running(self) -> bool:
        """Tell whether the clock runs: it is open, and somebody who must be told was not."""
        return not self.closed and any(self.met(whom) is None for whom in MUST_BE_TOLD)

    def deadline(self, zone: str) -> HourDeadline | None:
        """Return the clock, told in `zone`; None when nothing says from when."""
        return breach_deadline(self.facts.known, zone) if self.facts else None

    def status(self, whom: Whom, now: datetime) -> HourStatus | None:
        """Return how the clock towards `whom` stands at `now`, or stood when it was met."""
        clock = self.deadline("WIB")
        return clock.status(now, met=self.met(whom)) if clock else None

    def lateness(self, notice: Notice) -> Lateness | None:
        """Return by how much a notice came late; None for one that has no term."""
        clock = self.deadline("WIB")
        return clock.lateness(notice.at) if clock and notice.whom in MUST_BE_TOLD else None

    def _bodies(self) -> Sequence[Body]:
        return [each.body for each in self.events if each.body is not None]

    def _of(self, kind: type[AnyBody]) -> Sequence[AnyBody]:
        return [each for each in self._bodies() if isinstance(each, kind)]


MUST_BE_TOLD = (Whom.PERSON, Whom.AUTHORITY)

_FUTURE = Refusal(mark("Saat itu belum tiba."), mark("Periksa lagi tanggal dan jamnya."))


def refuse(breach: Breach | None, body: Body, now: datetime) -> Refusal | None:
    """Return why `body` cannot be added to `breach` (None: a new one) at `now`; None when it can."""
    if breach is not None:
        refusal = _unfit(breach)
        if refusal:
            return refusal
    if isinstance(body, Facts | Correction):
        return _unfit_facts(breach, body.facts if isinstance(body, Correction) else body, now)
    if isinstance(body, Handling):
        return _FUTURE if body.at > now else None
    if isinstance(body, Notice):
        return _unfit_notice(breach, body, now)
    return _unfit_closing(breach, body) if breach else None


def _unfit(breach: Breach) -> Refusal | None:
    if not breach.intact:
        return Refusal(
            mark("Catatan ini tidak cocok dengan jejak, sehingga tidak dapat ditambah."),
            mark("Catat kejadian baru yang menyebut catatan ini, dan beri tahu auditor."),
        )
    if breach.closed:
        return Refusal(mark("Kejadian ini sudah ditutup."), mark("Bila ada yang baru, catat kejadian baru."))
    return None


def _unfit_facts(breach: Breach | None, facts: Facts, now: datetime) -> Refusal | None:
    if facts.known > now or (facts.since and facts.since > now):
        return _FUTURE
    if facts.since and facts.since > facts.known:
        return Refusal(
            mark("Kejadian tidak mungkin diketahui sebelum terjadi."), mark("Periksa kedua tanggal dan jamnya."),
        )
    told = [notice.at for whom in Whom for notice in breach.told(whom)] if breach else []
    if told and min(told) < facts.known:
        return Refusal(
            mark("Sudah ada pemberitahuan yang lebih awal daripada saat diketahui yang Anda isi."),
            mark("Periksa saat diketahui, atau jelaskan dalam penanganan."),
        )
    return None


def _unfit_notice(breach: Breach | None, notice: Notice, now: datetime) -> Refusal | None:
    if notice.at > now:
        return _FUTURE
    if breach and breach.facts and notice.at < breach.facts.known:
        return Refusal(
            mark("Pemberitahuan tidak mungkin mendahului saat kejadian diketahui."),
            mark("Periksa tanggal dan jamnya, atau perbaiki saat diketahui lebih dahulu."),
        )
    return None


def _unfit_closing(breach: Breach, closing: Closing) -> Refusal | None:
    if closing.finding is Finding.NONE:
        return None
    untold = next((whom for whom in MUST_BE_TOLD if breach.met(whom) is None), None)
    if untold:
        return Refusal(_UNTOLD[untold], mark("Catat pemberitahuannya, juga bila terlambat."), _basis(breach))
    if not breach.handled:
        return Refusal(
            mark("Belum ada penanganan yang dicatat."), mark("Catat apa yang sudah dilakukan, lalu tutup."),
            _basis(breach),
        )
    return None


_UNTOLD = {
    Whom.PERSON: mark("Belum dicatat bahwa semua orang yang terdampak sudah diberi tahu."),
    Whom.AUTHORITY: mark("Belum dicatat bahwa lembaga pelindungan data pribadi sudah diberi tahu."),
}


def _basis(breach: Breach) -> str:
    rule = in_force(BREACH_RULE, breach.facts.known.date()) if breach.facts else None
    return rule.words if rule else ""


@dataclass(frozen=True)
class Controller:
    """The agency's few words about itself as controller of the data: public, in clear, by editions."""

    name: str = ""
    address: str = ""
    officer: str = ""
    officer_contact: str = ""
    authority: str = ""
    authority_place: str = ""
    signer_office: str = ""
    signer: str = ""
    signer_number: str = ""


@dataclass(frozen=True)
class Edition:
    """One edition of the controller's words; version 0 before anybody wrote one. `made` in µs since 1970 UTC.

    `intact`: it is the one of which the trail keeps the digest.
    """

    version: int
    controller: Controller
    made: int = 0
    by: UUID | None = None
    intact: bool = True
