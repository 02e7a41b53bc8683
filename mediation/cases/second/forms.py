"""What is asked about a second reviewer: shape alone."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from mediation.cases.model import Opinion
from mediation.cases.second.model import REASONS_MINIMUM
from mediation.web.choices import ChoiceField, ConfirmField
from mediation.web.fields import LongTextField
from mediation.web.forms import BaseForm, CheckedForm


def long_enough(typed: str) -> str | None:
    """Return what is missing of reasons that are too short to be any."""
    if len(typed.strip()) >= REASONS_MINIMUM:
        return None
    return str(_("Tulis pertimbangan paling sedikit %(least)s huruf.", least=REASONS_MINIMUM))


class NameForm(CheckedForm):
    """Who reads along, why, and that the fingerprint was compared."""

    reviewer = ChoiceField(_l("Penelaah kedua"), select=True, required=_l("Pilih penelaah kedua."))
    why = LongTextField(
        _l("Mengapa orang ini"), required=_l("Tuliskan alasan memilih orang ini."), maximum=1000, rows=3,
        hint=_l("Misalnya: atasan setingkat di dinas yang sama, tidak mengenal kedua pihak"),
    )
    compared = ConfirmField(
        _l("Sidik kunci"), required=_l("Cocokkan sidik kuncinya lebih dahulu, dengan suara atau tatap muka."),
        text=_l("Sidik kunci orang ini sudah saya cocokkan dengan yang ia bacakan dari halaman profilnya"),
    )


class ReasonForm(BaseForm):
    """A reason, and nothing else."""

    reason = LongTextField(_l("Alasan"), required=_l("Tuliskan alasannya."), maximum=1000, rows=4)


class OpinionForm(CheckedForm):
    """The second reviewer's own opinion and reasons."""

    opinion = ChoiceField(_l("Pendapat Anda atas kesimpulan ini"), choices=Opinion, required=_l("Pilih pendapat Anda."))
    reasons = LongTextField(
        _l("Pertimbangan Anda sendiri"), required=_l("Tuliskan pertimbangan Anda."), maximum=8000, rows=12,
        check=long_enough,
        hint=_l("Fakta dan bukti mana yang Anda pandang menentukan, dan mengapa. Pertimbangan ini dapat tercetak dalam "
                "laporan"),
    )


class AnswerForm(CheckedForm):
    """Why the finding stands although the reviewer disagrees."""

    answer = LongTextField(
        _l("Mengapa kesimpulan Anda tetap"), required=_l("Tuliskan mengapa kesimpulan Anda tetap."), maximum=8000,
        rows=8, check=long_enough, hint=_l("Tanggapi pertimbangan penelaah kedua satu per satu"),
    )
