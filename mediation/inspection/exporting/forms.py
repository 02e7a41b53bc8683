"""What is asked about export keys, and on the pages of an export."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from mediation.inspection.exporting.model import DEFAULT_FIELDS, LINKS, Aim, Sheet, fields_of, read_month
from mediation.inspection.summaries.model import Group, Lateness
from mediation.vault.recipient import parse_recipient
from mediation.web.choices import Choice, ChoiceField, ChoicesField, ConfirmField
from mediation.web.fields import HiddenField, LongTextField, TextField
from mediation.web.forms import BaseForm, CheckedForm

_SECRET = "AGE-SECRET-KEY-"  # noqa: S105 - how age begins the line that must not come here
_MOST_HEARD = 40  # twenty letters with whatever stands between them


def _line_problem(typed: str) -> str | None:
    """Return why `typed` is no recipient of age's usual kind, or None."""
    if is_secret(typed):
        return str(_(
            "Ini kunci rahasia, dan sekarang tidak lagi rahasia. Jangan memakainya: buat pasangan kunci baru dengan "
            "age-keygen, dan tempelkan di sini hanya baris yang diawali age1.",
        ))
    try:
        parse_recipient(typed)
    except ValueError:
        return str(_("Tempelkan satu baris utuh yang diawali age1, seperti yang dicetak age-keygen."))
    return None


def is_secret(typed: str) -> bool:
    """Tell whether somebody pasted the private half."""
    return _SECRET in typed.upper()


class RegisterForm(CheckedForm):
    """Register a public key and who holds its private half."""

    name = TextField(
        _l("Pemegang kunci"), required=_l("Isi nama pemegang kunci."), maximum=200,
        hint=_l("Nama dan jabatan orang yang memegang kunci rahasianya, misalnya Inspektur Contoh."),
    )
    line = TextField(
        _l("Kunci publik"), required=_l("Tempelkan baris yang diawali age1."), maximum=5000, check=_line_problem,
        hint=_l("Baris yang diawali age1. Jangan pernah menempelkan baris yang diawali AGE-SECRET-KEY."),
    )

    def forget_secret(self) -> None:
        """Do not show a private half again, nor put it into a page."""
        if is_secret(self.line.data):
            self.line.data = ""

    @property
    def public(self) -> bytes:
        """Return the 32 bytes of a line that was checked."""
        return parse_recipient(self.line.data)


def _heard_problem(typed: str) -> str | None:
    if len(typed) <= _MOST_HEARD:
        return None
    return str(_("Ketik dua puluh huruf yang dibacakan pemegang kunci saja; jangan menempelkan seluruh baris."))


class HeardForm(CheckedForm):
    """What a second person heard from the holder."""

    heard = TextField(
        _l("Yang Anda dengar"), required=_l("Ketik huruf yang dibacakan pemegang kunci."), maximum=5000, width="full",
        check=_heard_problem,
        hint=_l("Dua puluh huruf dan angka. Spasi, tanda hubung, dan huruf besar tidak berpengaruh."),
    )


class RetireForm(BaseForm):
    """Take a key away for good."""

    sure = ConfirmField(
        _l("Pernyataan"), text=_l("Saya mengerti bahwa kunci yang dicabut tidak dapat dipakai lagi"),
        required=_l("Centang pernyataan itu lebih dahulu."),
    )


def _month_problem(typed: str) -> str | None:
    return None if read_month(typed) else str(_("Tulis bulan dan tahun, misalnya 1 2026 atau Januari 2026."))


class PeriodForm(BaseForm):
    """Of which cases."""

    first = TextField(
        _l("Dari bulan penerimaan"), maximum=20, width="10", check=_month_problem,
        hint=_l("Bulan dan tahun, misalnya 1 2026. Kosong: sejak awal."),
    )
    last = TextField(
        _l("Sampai bulan penerimaan"), maximum=20, width="10", check=_month_problem,
        hint=_l("Bulan dan tahun, misalnya 6 2026. Kosong: sampai sekarang."),
    )
    units = ChoicesField(_l("Unit kerja"), hint=_l("Tidak ada yang dicentang: semua unit."))
    lateness = ChoiceField(
        _l("Keadaan batas waktu"), choices=Lateness, default=Lateness.ALL, required=_l("Pilih salah satu."),
    )
    submitted_only = ConfirmField(
        _l("Tahap"), text=_l("Hanya yang sudah diserahkan atau berakhir"),
    )

    @property
    def months(self) -> tuple[str, str]:
        """Return both months as "2026-01", "" where none was typed."""
        return read_month(self.first.data) or "", read_month(self.last.data) or ""

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 - the library's signature
        """Tell whether the form is right: the months in their order too."""
        return bool(super().validate(extra_validators)) and self._in_order()

    def _in_order(self) -> bool:
        first, last = self.months
        if first and last and last < first:
            self.problem(_("Bulan terakhir tidak boleh mendahului bulan pertama."), self.last)
            return False
        return True


class AimForm(BaseForm):
    """What for, and the reason that is kept with it."""

    aim = ChoiceField(_l("Keperluan"), choices=Aim, required=_l("Pilih keperluannya."))
    reason = LongTextField(
        _l("Alasan"), required=_l("Tulis alasannya."), maximum=500, rows=4,
        hint=_l(
            "Misalnya nomor surat tugas. Ikut tertulis dalam ekspor dan disimpan tersegel. Jangan menulis nama pihak.",
        ),
    )


def _of(group: Group) -> ChoicesField:
    known = fields_of(group)
    return ChoicesField(
        _l(group.label), choices=[Choice(one.code, one.label, LINKS.get(one.code, "")) for one in known],
        default=tuple(one.code for one in known if one.code in DEFAULT_FIELDS),
    )


class FieldsForm(BaseForm):
    """What is told of each case, and in which shapes beside the lines that machines read."""

    case = _of(Group.CASE)
    clocks = _of(Group.CLOCKS)
    counts = _of(Group.COUNTS)
    result = _of(Group.RESULT)
    sheets = ChoicesField(
        _l("Untuk dibuka dengan lembar kerja"), choices=Sheet,
        hint=_l("Ditambahkan di samping summaries.jsonl, di dalam berkas yang sama dan sama-sama tersegel."),
    )

    @property
    def chosen(self) -> tuple[str, ...]:
        """Return the codes of the fields that were ticked."""
        return tuple(code for part in (self.case, self.clocks, self.counts, self.result) for code in part.data)


class ReadersForm(BaseForm):
    """Whose keys the export is sealed to."""

    keys = ChoicesField(_l("Penerima"), required=_l("Pilih paling sedikit satu penerima."))


class MakeForm(BaseForm):
    """The button under the answers; `seen` says which answers were shown."""

    seen = HiddenField(maximum=64)


class EndForm(BaseForm):
    """Stop an export or delete it before its time."""
