"""The form of a document: its number, and the word that it is right."""

from flask_babel import lazy_gettext as _l

from mediation.web.choices import ConfirmField
from mediation.web.fields import TextField
from mediation.web.forms import BaseForm


class IssueForm(BaseForm):
    """Issue the document that was looked at."""

    number = TextField(
        _l("Nomor surat"), maximum=80, width="20",
        hint=_l("Kosongkan untuk memakai nomor berikutnya yang tertera pada pratinjau"),
    )
    read = ConfirmField(
        _l("Pernyataan"), required=_l("Nyatakan bahwa Anda sudah membaca dokumen ini"),
        text=_l("Saya sudah membaca dokumen ini dan isinya benar"),
    )
