"""What is asked to draw a sample, for a look, and of those who grant one: shape alone."""

import re
from datetime import date, timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from mediation.inspection.sampling.model import LONGEST_LOOK, MOST_SEED, MOST_SIZE, USUAL_LOOK, Aim
from mediation.inspection.summaries.model import Filter, Lateness
from mediation.web.choices import Choice, ChoiceField, ConfirmField
from mediation.web.fields import DateField, LongTextField, NumberField, TextField
from mediation.web.forms import BaseForm, CheckedForm

_SEED = re.compile(r"[0-9A-Za-z-]+")
ANY = ""
_YES, _NO = "yes", "no"


def _seed(typed: str) -> str | None:
    if _SEED.fullmatch(typed):
        return None
    return str(_("Benih hanya huruf tanpa tanda, angka, dan tanda hubung."))


class DrawForm(CheckedForm):
    """From which cases a sample is drawn, how many, and by which seed."""

    unit = ChoiceField(_l("Unit kerja"), select=True, hint=_l("Bersama unit di bawahnya"))
    first = ChoiceField(_l("Diterima sejak"), select=True)
    last = ChoiceField(_l("Diterima sampai"), select=True)
    lateness = ChoiceField(
        _l("Batas waktu"), choices=Lateness, default=Lateness.ALL, required=_l("Pilih keadaan batas waktunya."),
    )
    submitted_only = ConfirmField(
        _l("Penyerahan"), text=_l("Hanya berkas yang sudah diserahkan atau ditutup"),
    )
    size = NumberField(
        _l("Banyaknya contoh"), minimum=1, maximum=MOST_SIZE, required=_l("Isi banyaknya contoh."),
        hint=_l("1 sampai 500. Bila berkas yang cocok lebih sedikit, semuanya terpilih"),
    )
    seed = TextField(
        _l("Benih"), maximum=MOST_SEED, width="20", check=_seed,
        hint=_l("Kosong: program membuat benih acak. Benih dari luar, misalnya hasil undian di depan saksi, "
                "membuktikan bahwa contoh tidak dipilih-pilih"),
    )

    def offer(self, units: list[Choice], months: list[Choice]) -> None:
        """Offer these units and months of receipt."""
        self.unit.choices = [Choice(ANY, _l("Semua unit kerja")), *units]
        self.first.choices = [Choice(ANY, _l("Sejak awal")), *months]
        self.last.choices = [Choice(ANY, _l("Sampai sekarang")), *months]

    def validate(self, extra_validators: object = None) -> bool:
        """Look at the order of the months too."""
        right = bool(super().validate(extra_validators))
        if self.first.data and self.last.data and self.first.data > self.last.data:
            self.problem(_("Bulan terakhir lebih awal daripada bulan pertama."), self.last)
            return False
        return right

    def wanted(self, units: frozenset[object]) -> Filter:
        """Return the filter that was filled in; `units` are the chosen unit and those below it."""
        return Filter(
            units=units, first=self.first.data or "", last=self.last.data or "",  # type: ignore[arg-type]  # ids
            lateness=self.lateness.data or Lateness.ALL, submitted_only=bool(self.submitted_only.data),
        )


class AskForm(CheckedForm):
    """What a sampled file is to be read for, and until when."""

    aim = ChoiceField(_l("Keperluan"), choices=Aim, required=_l("Pilih keperluannya."))
    note = LongTextField(
        _l("Catatan untuk biro"), required=_l("Tulis apa yang akan Anda periksa."), maximum=500, rows=4,
        hint=_l("Apa yang diperiksa dan mengapa ringkasan tidak cukup. Jangan menulis nama pihak atau nomor berkas."),
    )
    last = DateField(
        _l("Hari terakhir"), required=_l("Isi hari terakhir."),
        hint=_l("Paling lama %(days)s hari dari sekarang; sesudahnya berkas tertutup sendiri", days=LONGEST_LOOK),
    )

    def suggest(self, today: date) -> None:
        """Suggest the usual end where nothing was filled in yet."""
        if not self.is_submitted() and self.last.data is None:
            self.last.process_data(today + timedelta(days=USUAL_LOOK))


class AnswerForm(CheckedForm):
    """Whether a look is granted; a refusal has its reason."""

    answer = ChoiceField(
        _l("Jawaban Anda"), choices=(Choice(_YES, _l("Setuju")), Choice(_NO, _l("Tolak"))),
        required=_l("Pilih jawaban Anda."),
    )
    compared = ConfirmField(
        _l("Sidik kunci"), text=_l("Sidik kunci auditor sudah saya cocokkan dengan yang ia bacakan sendiri"),
    )
    reason = LongTextField(
        _l("Alasan penolakan"), maximum=500, rows=4,
        hint=_l("Wajib bila ditolak; auditor membacanya. Jangan menulis nama pihak atau nomor berkas."),
    )

    @property
    def agrees(self) -> bool:
        """Whether the look is granted."""
        return bool(self.answer.data == _YES)

    def validate(self, extra_validators: object = None) -> bool:
        """Ask for the reason of a refusal, and before a file is given away for the comparing of the fingerprint."""
        right = bool(super().validate(extra_validators))
        if self.answer.data == _NO and not self.reason.data:
            self.problem(_("Tulis alasan penolakan."), self.reason)
            return False
        if self.agrees and not self.compared.data:
            self.problem(_("Cocokkan dahulu sidik kuncinya, lalu centang pernyataan ini."), self.compared)
            return False
        return right


class EndForm(BaseForm):
    """End a look: nothing is asked."""
