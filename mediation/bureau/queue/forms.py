"""What is asked at the queue: shape alone."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from mediation.audit import Purpose
from mediation.bureau.queue.model import Sorting
from mediation.web.choices import ChoiceField
from mediation.web.fields import DateField, LongTextField, NumberField, TextField
from mediation.web.forms import BaseForm

_EARLIEST = 2020
# What a member of the bureau opens a file for that is not his own; the other purposes belong to a page or to others.
_ASKED = (
    Purpose.COLLEAGUE, Purpose.CHECKLIST, Purpose.REVIEW, Purpose.DECISION, Purpose.AFTERWARDS, Purpose.PARTY_REQUEST,
    Purpose.READ,
)


class SortForm(BaseForm):
    """In which order the queue is shown from now on."""

    order = ChoiceField(_l("Urutan"), choices=Sorting, select=True, required=_l("Pilih urutannya."))


class TakeForm(BaseForm):
    """Take a file: nothing is asked."""


class HandOnForm(BaseForm):
    """To whom a file goes, and why."""

    to = ChoiceField(_l("Alihkan kepada"), required=_l("Pilih rekan yang menerima berkas ini."))
    reason = LongTextField(
        _l("Alasan"), required=_l("Tuliskan alasannya."), maximum=1000, rows=4,
        hint=_l("Misalnya: pindah tugas, atau ada hubungan dengan salah satu pihak"),
    )


class PurposeForm(BaseForm):
    """What a file is opened for that is somebody else's, or nobody's yet."""

    purpose = ChoiceField(_l("Untuk apa Anda membuka berkas ini?"), choices=_ASKED, required=_l("Pilih keperluannya."))


class CoverForm(BaseForm):
    """Who covers for whom, from when until when."""

    away = ChoiceField(_l("Yang berhalangan"), select=True, required=_l("Pilih siapa yang berhalangan."))
    covered_by = ChoiceField(_l("Digantikan oleh"), select=True, required=_l("Pilih siapa yang menggantikan."))
    first = DateField(_l("Hari pertama"), required=_l("Isi hari pertama."))
    last = DateField(_l("Hari terakhir"), required=_l("Isi hari terakhir."))

    def given(self) -> dict[str, Any]:
        """Return what was filled in, of a form that is valid."""
        return {part: self[part].data for part in ("away", "covered_by", "first", "last")}


class UncoverForm(BaseForm):
    """End a cover: nothing is asked."""


def _long_enough(typed: str) -> str | None:
    if sum(letter.isalnum() for letter in typed) > 1:
        return None
    return str(_("Tulis paling sedikit dua huruf atau angka."))


class SearchForm(BaseForm):
    """A number or a part of a name; nothing of it is kept."""

    words = TextField(
        _l("NIP, nomor berkas, atau bagian nama"), required=_l("Isi yang dicari."), maximum=100, check=_long_enough,
    )
    year = NumberField(
        _l("Tahun diserahkan"), minimum=_EARLIEST, maximum=2100, hint=_l("Mempersempit pencarian nama"),
    )
