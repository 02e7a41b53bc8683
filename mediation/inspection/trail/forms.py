"""What is asked to find one case in the trail, and to have the trail verified."""

from flask_babel import lazy_gettext as _l

from mediation.web.fields import TextField
from mediation.web.forms import BaseForm


class CaseForm(BaseForm):
    """One case, by what the reader calls it. What is typed stands in no address and in no entry."""

    called = TextField(_l("Nomor berkas"), required=_l("Isi nomor berkas"), maximum=40, width="20")

    def for_auditor(self) -> None:
        """Ask for a pseudonym instead of a number."""
        self.called.label.text = _l("Samaran berkas")
        self.called.hint = _l("Dua belas huruf dan angka, seperti pada halaman Ringkasan")


class VerifyForm(BaseForm):
    """Nothing but the button."""
