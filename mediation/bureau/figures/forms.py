"""Forms of the figures: to freeze a year, and to see its whole numbers for a reason."""

from flask_babel import lazy_gettext as _l

from mediation.web.choices import ChoiceField, ConfirmField
from mediation.web.fields import HiddenField, LongTextField
from mediation.web.forms import BaseForm


class FreezeForm(BaseForm):
    """Freeze a year that was read; `seen` is the digest of what the page showed."""

    seen = HiddenField(maximum=64)
    read = ConfirmField(
        _l("Pernyataan"), text=_l("Saya sudah memeriksa angka di atas; angka ini tidak akan berubah lagi"),
        required=_l("Centang pernyataan setelah memeriksa angkanya."),
    )


class LookForm(BaseForm):
    """See the whole numbers of a year: which, and what for."""

    year = ChoiceField(_l("Tahun penerimaan"), required=_l("Pilih tahun."), select=True)
    reason = LongTextField(
        _l("Keperluan"), required=_l("Tulis untuk apa angka utuh diperlukan."), maximum=500, rows=4,
        hint=_l("Misalnya siapa yang meminta dan untuk rapat apa. Jangan menulis nama pihak atau nomor berkas. "
                "Keperluan ini disimpan dan tercatat dalam jejak."),
    )
