"""Clocks: how each is computed, and how it stands today."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from mediation.clock import ZONES, local_day
from mediation.language import mark
from mediation.law.calendar import FIVE_DAYS, Calendar, Holiday, published, working_days_between
from mediation.law.dates import long_date, month_name
from mediation.law.identity import Employment
from mediation.law.statutes import in_force

SUPERIOR_RULE = "pp45-1990.5.2"
SUPERIOR_MONTHS = 3
OFFICIAL_RULE = "pp10-1983.12"
OFFICIAL_MONTHS = 3
DIVORCE_RULE = "pp45-1990.15"
DIVORCE_MONTHS = 1
REQUEST_RULE = "pdp.requests"
REQUEST_HOURS = 3 * 24
BREACH_RULE = "uu27-2022.46"
BREACH_HOURS = 3 * 24
NOTICE_RULE = "jarak-panggilan"
APPOINTMENT_DAY_RULE = "hari-panggilan"
NOTICE_WORKING_DAYS = 7
WARN_LEVELS = (1, 7, 14, 30)
_YEAR_MONTHS = 12


def add_months(day: date, months: int) -> date:
    """Return the same day number `months` calendar months later, or that month's last day if shorter."""
    years, zero_month = divmod(day.year * _YEAR_MONTHS + day.month - 1 + months, _YEAR_MONTHS)
    last = monthrange(years, zero_month + 1)[1]
    return date(years, zero_month + 1, min(day.day, last))


class Standing(StrEnum):
    """How a clock stands."""

    LATE = "late"
    TODAY = "today"
    RUNNING = "running"


@dataclass(frozen=True)
class Status:
    """A clock on one day: `days` late or left; `level` is the warning that applies."""

    standing: Standing
    days: int
    level: int | None = None

    @property
    def text(self) -> str:
        """Return the sentence before `days` is put into it."""
        texts = {Standing.LATE: mark("Terlambat %(days)d hari"), Standing.TODAY: mark("Batas waktu hari ini")}
        return texts.get(self.standing, mark("Sisa %(days)d hari"))

    @property
    def words(self) -> str:
        """Return "Terlambat 3 hari", "Batas waktu hari ini" or "Sisa 12 hari"."""
        return self.text % {"days": self.days}

    @property
    def soon(self) -> bool:
        """Tell whether a warning level is reached."""
        return self.level is not None or self.standing is not Standing.RUNNING


@dataclass(frozen=True)
class Sentence:
    """A plain sentence with its values: `text % values`."""

    text: str
    values: Mapping[str, str | int]

    @property
    def words(self) -> str:
        """Return the sentence in Indonesian."""
        return self.text % self.values


@dataclass(frozen=True)
class Deadline:
    """A clock: from when, until when, by which rule, how computed. It never moves for a holiday."""

    start: date
    due: date
    rule_id: str
    computed: tuple[Sentence, ...]

    @property
    def told(self) -> tuple[Sentence, ...]:
        """Return how the day was computed and on what basis, as sentences."""
        rule = in_force(self.rule_id, self.start) if self.rule_id else None
        return (*self.computed, Sentence(mark("Dasar: %(rule)s."), {"rule": rule.words})) if rule else self.computed

    def explain(self) -> str:
        """Return how the day was computed and on what basis, in Indonesian."""
        return " ".join(sentence.words for sentence in self.told)

    def status(self, today: date, *, met_on: date | None = None) -> Status:
        """Return how the clock stands on `today`; one that was met stands as on the day it was met."""
        left = (self.due - (met_on or today)).days
        if left < 0:
            return Status(Standing.LATE, -left)
        if left == 0:
            return Status(Standing.TODAY, 0, WARN_LEVELS[0])
        return Status(Standing.RUNNING, left, next((level for level in WARN_LEVELS if left <= level), None))


def superior_deadline(
    received: date, calendar: Calendar | None = None, *, employment: str = Employment.PNS,
) -> Deadline:
    """Return a superior's clock: 3 calendar months from the day that this superior received the request.

    Source: PP 45/1990 art. 5(2) [S4], which names permanent employees; for contract employees it is counted alike, and
    the basis is the agency's own.
    """
    return _clock(received, SUPERIOR_MONTHS, _RECEIVED, SUPERIOR_RULE, calendar, employment)


def official_deadline(
    received: date, calendar: Calendar | None = None, *, employment: str = Employment.PNS,
) -> Deadline:
    """Return the deciding official's clock: 3 calendar months from the day that the official received the request.

    Source: PP 10/1983 art. 12 [S5][S53]; for contract employees as for `superior_deadline`.
    """
    return _clock(received, OFFICIAL_MONTHS, _RECEIVED, OFFICIAL_RULE, calendar, employment)


def divorce_report_deadline(
    divorced: date, calendar: Calendar | None = None, *, employment: str = Employment.PNS,
) -> Deadline:
    """Return the employee's clock for reporting a divorce: 1 calendar month from the day that it took effect.

    Source: PP 45/1990 art. 15 [S54][S83]; for contract employees as for `superior_deadline`.
    """
    return _clock(divorced, DIVORCE_MONTHS, _DIVORCED, DIVORCE_RULE, calendar, employment)


_RECEIVED = mark("Diterima %(start)s + %(months)d bulan kalender = %(due)s.")
_DIVORCED = mark("Perceraian terjadi %(start)s + %(months)d bulan kalender = %(due)s.")
_CONTRACT = mark("Bagi PPPK dihitung sama; dasar hukumnya ditetapkan oleh instansi.")


def _clock(
    start: date, months: int, text: str, rule_id: str, calendar: Calendar | None, employment: str,
) -> Deadline:
    due = add_months(start, months)
    days: dict[str, str | int] = {"start": long_date(start), "months": months, "due": long_date(due)}
    computed = (Sentence(text, days), *_remarks(start, due, calendar or published()))
    if employment == Employment.PPPK:
        return Deadline(start, due, "", (*computed, Sentence(_CONTRACT, {})))
    return Deadline(start, due, rule_id, computed)


def _remarks(start: date, due: date, calendar: Calendar) -> tuple[Sentence, ...]:
    found = []
    if due.day != start.day:
        text = mark("%(month)s %(year)d tidak mempunyai tanggal %(day)d, jadi batasnya hari terakhir bulan itu.")
        found.append(Sentence(text, {"month": month_name(due.month), "year": due.year, "day": start.day}))
    if _day_off(due, calendar):
        found.append(Sentence(mark("Batas waktu ini tidak bergeser walaupun jatuh pada hari libur."), {}))
    return tuple(found)


@dataclass(frozen=True)
class HourStatus:
    """A clock of hours at one moment: `hours` late or left, begun ones counted whole."""

    standing: Standing
    hours: int

    @property
    def text(self) -> str:
        """Return the sentence before `hours` is put into it."""
        return mark("Terlambat %(hours)d jam") if self.standing is Standing.LATE else mark("Sisa %(hours)d jam")

    @property
    def words(self) -> str:
        """Return "Terlambat 3 jam" or "Sisa 12 jam"."""
        return self.text % {"hours": self.hours}


@dataclass(frozen=True)
class Lateness:
    """By how much something came late; a begun minute is counted whole."""

    hours: int
    minutes: int

    def __bool__(self) -> bool:
        """Tell whether it was late at all."""
        return bool(self.hours or self.minutes)

    @property
    def text(self) -> str:
        """Return the sentence before `hours` and `minutes` are put into it."""
        return mark("terlambat %(hours)d jam %(minutes)d menit") if self else mark("tepat waktu")

    @property
    def words(self) -> str:
        """Return "terlambat 1 jam 20 menit" or "tepat waktu"."""
        return self.text % {"hours": self.hours, "minutes": self.minutes}


@dataclass(frozen=True)
class HourDeadline:
    """A clock that runs by the hour, over nights and holidays: from which moment until which, and how computed."""

    start: datetime
    due: datetime
    rule_id: str
    told: tuple[Sentence, ...]

    def explain(self) -> str:
        """Return how the moment was computed and on what basis, in Indonesian."""
        return " ".join(sentence.words for sentence in self.told)

    def status(self, now: datetime, *, met: datetime | None = None) -> HourStatus:
        """Return how the clock stands at `now`; one that was met stands as at that moment."""
        left = self.due - (met or now)
        late = left < timedelta()
        hours = -(-abs(left) // timedelta(hours=1))
        return HourStatus(Standing.LATE if late else Standing.RUNNING, hours)

    def lateness(self, met: datetime) -> Lateness:
        """Return by how much what was done at `met` came after the clock had run out; nothing when it was in time."""
        late = max(timedelta(), met - self.due)
        minutes = -(-late // timedelta(minutes=1))
        return Lateness(*divmod(minutes, 60))


def request_deadline(received: datetime, zone: str = "WIB") -> HourDeadline:
    """Return the clock for a person's request about the own data: 3 x 24 hours from the moment it was received.

    `received` is aware; `zone` is that in which the moments are told. Source: UU 27/2022 arts. 29-32 [OWN], so the
    clock warns and refuses nothing.
    """
    due = received + timedelta(hours=REQUEST_HOURS)
    counted = mark("Diterima %(start)s + 3 x 24 jam = %(due)s.")
    told = (
        Sentence(counted, {"start": _moment(received, zone), "due": _moment(due, zone)}),
        Sentence(mark("Jamnya berjalan terus, juga malam hari dan pada hari libur."), {}),
        *_unverified(local_day(received, zone)),
    )
    return HourDeadline(received, due, REQUEST_RULE, told)


def breach_deadline(known: datetime, zone: str = "WIB") -> HourDeadline:
    """Return the clock for telling of a failure of protection: 3 x 24 hours from the moment it became known.

    `known` is aware; `zone` is that in which the moments are told. Source: UU 27/2022 art. 46 [S34]; what was read of
    it does not say from when the hours are counted, and the explanation says so.
    """
    due = known + timedelta(hours=BREACH_HOURS)
    counted = mark("Diketahui %(start)s + 3 x 24 jam = %(due)s.")
    rule = in_force(BREACH_RULE, local_day(known, zone))
    told = (
        Sentence(counted, {"start": _moment(known, zone), "due": _moment(due, zone)}),
        Sentence(mark("Jamnya berjalan terus, juga malam hari dan pada hari libur."), {}),
        *((Sentence(mark("Dasar: %(rule)s."), {"rule": rule.words}), Sentence(_START_UNSAID, {})) if rule else ()),
    )
    return HourDeadline(known, due, BREACH_RULE, told)


_START_UNSAID = mark("Naskah yang terbaca tidak menyebut saat mulainya; di sini dihitung sejak diketahui.")


def _unverified(on: date) -> tuple[Sentence, ...]:
    rule = in_force(REQUEST_RULE, on)
    if rule is None:
        return ()
    return (Sentence(mark("Dasar: %(rule)s; pasalnya belum dicocokkan dengan naskah undang-undang."),
                     {"rule": rule.words}),)


def _moment(moment: datetime, zone: str) -> str:
    local = moment.astimezone(ZONES[zone])
    return f"{long_date(local.date())} pukul {local:%H.%M} {zone}"


def _day_off(day: date, calendar: Calendar) -> bool:
    return day.weekday() >= FIVE_DAYS or calendar.holiday(day) is not None


@dataclass(frozen=True)
class Caution:
    """A warning that takes a reason and refuses nothing: `text % values`, on the ground of `rule_id`."""

    rule_id: str
    text: str
    values: dict[str, Any]

    @property
    def words(self) -> str:
        """Return the sentence in Indonesian."""
        return self.text % self.values


def appointment_cautions(
    sent: date,
    appointment: date,
    week: int = FIVE_DAYS,
    calendar: Calendar | None = None,
) -> tuple[Caution, ...]:
    """Return what to look at again before a letter of `sent` summons somebody on `appointment`."""
    known = calendar or published()
    found = (
        _notice(sent, appointment, week, known),
        _off_day(appointment, week, known),
        _unknown_year(appointment, known),
    )
    return tuple(caution for caution in found if caution)


def _notice(sent: date, appointment: date, week: int, calendar: Calendar) -> Caution | None:
    days = working_days_between(sent, appointment, week, calendar)
    if days >= NOTICE_WORKING_DAYS:
        return None
    text = mark(
        "Jarak dari surat sampai hari panggilan hanya %(days)d hari kerja; "
        "disarankan paling sedikit %(least)d hari kerja.",
    )
    return Caution(NOTICE_RULE, text, {"days": days, "least": NOTICE_WORKING_DAYS})


def _off_day(appointment: date, week: int, calendar: Calendar) -> Caution | None:
    holiday = calendar.holiday(appointment)
    if holiday:
        return _holiday_caution(appointment, holiday)
    if appointment.weekday() < week:
        return None
    text = mark("%(day)s bukan hari kerja.")
    return Caution(APPOINTMENT_DAY_RULE, text, {"day": long_date(appointment)})


def _holiday_caution(appointment: date, holiday: Holiday) -> Caution:
    text = mark("%(day)s hari libur: %(name)s.")
    return Caution(APPOINTMENT_DAY_RULE, text, {"day": long_date(appointment), "name": holiday.words})


def _unknown_year(appointment: date, calendar: Calendar) -> Caution | None:
    if calendar.covers(appointment.year):
        return None
    text = mark("Hari libur tahun %(year)d belum tercatat di sini. Periksa sendiri kalendernya.")
    return Caution(APPOINTMENT_DAY_RULE, text, {"year": appointment.year})
