"""The one form of an alert: what the head found out."""

from flask_babel import lazy_gettext as _l

from mediation.web.fields import LongTextField
from mediation.web.forms import BaseForm


class AcknowledgeForm(BaseForm):
    """Close an alert with a note that is kept."""

    note = LongTextField(
        _l("Catatan"), required=_l("Tulis hasil pemeriksaan Anda."), maximum=500, rows=4,
        hint=_l("Apa yang Anda tanyakan dan apa jawabannya. Jangan menulis nama pihak atau nomor berkas."),
    )
