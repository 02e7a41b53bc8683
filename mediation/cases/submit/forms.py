"""What is asked when a file is handed in: what lies in it, and the word that it is whole."""

from flask_babel import lazy_gettext as _l

from mediation.web.choices import ChoicesField, ConfirmField
from mediation.web.fields import LongTextField
from mediation.web.forms import CheckedForm


class SubmitForm(CheckedForm):
    """The lines that are there, a note, and the declaration."""

    lines = ChoicesField(
        _l("Yang ada dalam berkas ini"),
        hint=_l("Yang diketahui program sudah dicentang. Centang pula yang diserahkan di atas kertas."),
    )
    note = LongTextField(_l("Catatan untuk biro"), maximum=1000, rows=3,
                         hint=_l("Misalnya mengapa suatu dokumen belum ada"))
    declared = ConfirmField(
        _l("Pernyataan"), required=_l("Nyatakan bahwa berkas ini benar dan siap diserahkan."),
        text=_l("Berkas ini saya serahkan melalui saluran hierarki. Isinya benar menurut yang saya ketahui, dan "
                "pertimbangan saya ada dalam laporan."),
    )
