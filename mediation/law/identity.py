"""Employee numbers (NIP, NI PPPK) and citizen numbers (NIK): the shape refuses, the rest warns.

Layout of an employee number: birth date 8, first appointment 6, sex 1, serial 3. For a permanent employee the
six are a year and a month; for a contract employee a year and a code (21, 22, ...) that is no month.
Source: domain notes 7.1 to 7.3 [S124][S125][S127][S128].
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from mediation.errors import Refusal
from mediation.language import mark

EMPLOYEE_DIGITS = 18
CITIZEN_DIGITS = 16
_MONTHS = range(1, 13)
_WOMAN_DAY = 40
_NIK_DAYS = frozenset((*range(1, 32), *range(41, 72)))
_POSSIBLE_AGE = range(16, 61)
_SEPARATORS = {ord(sign): None for sign in " .\t\u00a0"}


class Employment(StrEnum):
    """The two kinds of civil servant."""

    PNS = "pns"
    PPPK = "pppk"

    @property
    def label(self) -> str:
        """Return the name that people see."""
        return "PNS" if self is Employment.PNS else "PPPK"

    @property
    def full_name(self) -> str:
        """Return the name in full, as a letter writes it."""
        if self is Employment.PNS:
            return "Pegawai Negeri Sipil"
        return "Pegawai Pemerintah dengan Perjanjian Kerja"

    @property
    def number_label(self) -> str:
        """Return what the number is called."""
        return "NIP" if self is Employment.PNS else "NI PPPK"

    @property
    def usual_ages(self) -> range:
        """Return the usual ages at first appointment; outside them the program asks to look again."""
        return range(18, 36) if self is Employment.PNS else range(18, 58)


class Sex(StrEnum):
    """Sex as recorded; every form of address follows from it."""

    MALE = "male"
    FEMALE = "female"

    @property
    def label(self) -> str:
        """Return the name that people see."""
        return mark("Laki-laki") if self is Sex.MALE else mark("Perempuan")

    @property
    def address(self) -> str:
        """Return "Saudara" or "Saudari"; it follows from sex and never from the part somebody plays."""
        return "Saudara" if self is Sex.MALE else "Saudari"

    @property
    def spouse_word(self) -> str:
        """Return what a married person of this sex is: "suami" or "istri"."""
        return "suami" if self is Sex.MALE else "istri"


@dataclass(frozen=True)
class NipReading:
    """An employee number of the right shape: its digits, what they say, and what to look at again."""

    digits: str
    employment: Employment
    born: date
    appointed_year: int
    sex: Sex
    warnings: tuple[str, ...] = ()

    @property
    def grouped(self) -> str:
        """Return the number as letters write it."""
        return grouped(self.digits)


@dataclass(frozen=True)
class NikReading:
    """A citizen number of the right shape and what should be looked at again."""

    digits: str
    warnings: tuple[str, ...] = ()


def bare_digits(text: str) -> str:
    """Return `text` without the spaces and dots with which numbers are written."""
    return text.translate(_SEPARATORS)


def grouped(digits: str) -> str:
    """Return an employee number in groups of 8-6-1-3; anything that is not 18 long comes back unchanged."""
    if len(digits) != EMPLOYEE_DIGITS:
        return digits
    return f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}"


def masked(digits: str) -> str:
    """Return an employee number for lists: its last three digits; the rest tells birth and sex."""
    return f"•••{digits[-3:]}"


def read_nip(text: str, employment: Employment | str, sex: Sex | str, today: date) -> NipReading | Refusal:
    """Read an employee number; refuse a wrong shape, warn about what does not fit the person."""
    kind, recorded = Employment(employment), Sex(sex)
    digits = bare_digits(text)
    refusal = _wrong_shape(digits, kind)
    if refusal:
        return refusal
    born = _real_date(digits[:8])
    if born is None:
        return _refuse_birth(kind)
    reading = NipReading(digits, kind, born, int(digits[8:12]), Sex.MALE if digits[14] == "1" else Sex.FEMALE)
    return replace(reading, warnings=_nip_warnings(reading, recorded, today))


def _wrong_shape(digits: str, kind: Employment) -> Refusal | None:
    if len(digits) != EMPLOYEE_DIGITS or not _ascii_digits(digits):
        return _refuse_length(digits, kind)
    if digits[8:12] == "0000" or (kind is Employment.PNS and int(digits[12:14]) not in _MONTHS):
        return _refuse_appointment(kind)
    if digits[14] not in "12":
        reason = mark("Angka ke-15 pada %(number)s harus 1 (laki-laki) atau 2 (perempuan).")
        return Refusal(reason, _COPY, values=_named(kind))
    if digits[15:] == "000":
        return Refusal(mark("Tiga angka terakhir %(number)s tidak mungkin 000."), _COPY, values=_named(kind))
    return None


_COPY = mark("Salin lagi nomor dari kartu pegawai atau surat keputusan.")
_COPY_NIK = mark("Salin lagi nomor dari KTP atau kartu keluarga.")


def _named(kind: Employment, **more: object) -> dict[str, object]:
    return {"number": kind.number_label, **more}


def _refuse_length(digits: str, kind: Employment) -> Refusal:
    if not digits:
        return Refusal(mark("%(number)s belum diisi."), _COPY, values=_named(kind))
    if not _ascii_digits(digits):
        return Refusal(mark("%(number)s hanya terdiri atas angka."), _COPY, values=_named(kind))
    reason = mark("%(number)s terdiri atas 18 angka; yang diisi %(count)d angka.")
    return Refusal(reason, _COPY, values=_named(kind, count=len(digits)))


def _refuse_birth(kind: Employment) -> Refusal:
    reason = mark("Delapan angka pertama %(number)s harus tanggal lahir yang ada, misalnya 19860926.")
    return Refusal(reason, _COPY, values=_named(kind))


def _refuse_appointment(kind: Employment) -> Refusal:
    if kind is Employment.PPPK:
        reason = mark("Angka ke-9 sampai ke-12 pada NI PPPK harus tahun pengangkatan, misalnya 2021.")
        return Refusal(reason, _COPY)
    reason = mark("Angka ke-9 sampai ke-14 pada NIP harus tahun dan bulan pengangkatan, misalnya 201505.")
    return Refusal(reason, mark("Salin lagi nomor dari kartu pegawai. Bila ini seorang PPPK, pilih PPPK."))


def _nip_warnings(reading: NipReading, recorded: Sex, today: date) -> tuple[str, ...]:
    found = (
        _sex_warning(reading, recorded),
        _future_warning(reading, today),
        _age_warning(reading),
        _code_warning(reading),
    )
    return tuple(text for text in found if text)


def _sex_warning(reading: NipReading, recorded: Sex) -> str:
    if reading.sex is recorded:
        return ""
    return mark("Jenis kelamin menurut nomor ini berbeda dari yang diisi. Periksa keduanya.")


def _future_warning(reading: NipReading, today: date) -> str:
    if reading.born > today:
        return mark("Tanggal lahir menurut nomor ini belum tiba. Periksa lagi nomornya.")
    month = 1 if reading.employment is Employment.PPPK else int(reading.digits[12:14])
    if (reading.appointed_year, month) > (today.year, today.month):
        return mark("Waktu pengangkatan menurut nomor ini belum tiba. Periksa lagi nomornya.")
    return ""


def _age_warning(reading: NipReading) -> str:
    age = _age_at_appointment(reading)
    if age not in _POSSIBLE_AGE:
        return mark("Usia pengangkatan menurut nomor ini di luar 16 sampai 60 tahun. Periksa lagi nomornya.")
    if age not in reading.employment.usual_ages:
        return mark("Usia pengangkatan menurut nomor ini tidak lazim. Periksa lagi nomornya.")
    return ""


def _age_at_appointment(reading: NipReading) -> int:
    """Return the age on day 1 of the first month; for contract employees the age reached that year."""
    years = reading.appointed_year - reading.born.year
    if reading.employment is Employment.PPPK:
        return years
    return years - ((int(reading.digits[12:14]), 1) < (reading.born.month, reading.born.day))


def _code_warning(reading: NipReading) -> str:
    if reading.employment is Employment.PPPK and int(reading.digits[12:14]) in _MONTHS:
        return mark("Susunan nomor ini seperti NIP seorang PNS. Periksa jenis kepegawaiannya.")
    return ""


def read_nik(text: str, sex: Sex | str, born: date | None = None) -> NikReading | Refusal:
    """Read a citizen number; another birth date only warns: a number is never re-issued [S127][S128]."""
    digits = bare_digits(text)
    if len(digits) != CITIZEN_DIGITS or not _ascii_digits(digits):
        return Refusal(mark("NIK terdiri atas 16 angka."), _COPY_NIK)
    if int(digits[6:8]) not in _NIK_DAYS or int(digits[8:10]) not in _MONTHS or digits[12:] == "0000":
        reason = mark("NIK ini tidak mungkin benar: tanggal lahir atau nomor urut di dalamnya tidak ada.")
        return Refusal(reason, _COPY_NIK)
    return NikReading(digits, _nik_warnings(digits, Sex(sex), born))


def _nik_warnings(digits: str, sex: Sex, born: date | None) -> tuple[str, ...]:
    day = int(digits[6:8])
    warnings = []
    if (day > _WOMAN_DAY) is not (sex is Sex.FEMALE):
        warnings.append(mark("Jenis kelamin menurut NIK berbeda dari yang diisi. Periksa keduanya."))
    if born and f"{day % _WOMAN_DAY:02}{digits[8:12]}" != born.strftime("%d%m%y"):
        warnings.append(mark("Tanggal lahir menurut NIK berbeda dari yang diisi. Periksa keduanya."))
    return tuple(warnings)


def _ascii_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _real_date(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
