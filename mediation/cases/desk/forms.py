"""The one form of the desk: take over the state of a damaged case."""

from flask_babel import lazy_gettext as _l

from mediation.web.choices import ConfirmField
from mediation.web.fields import LongTextField
from mediation.web.forms import BaseForm


class AdoptForm(BaseForm):
    """Why the state as it is now is taken over."""

    reason = LongTextField(
        _l("Alasan mengambil alih keadaan ini"), required=_l("Tulis alasannya"), maximum=1000, rows=4,
    )
    sure = ConfirmField(
        _l("Pernyataan"), required=_l("Nyatakan bahwa Anda telah memeriksa isinya"),
        text=_l("Saya sudah memeriksa setiap bagian yang masih terbuka dan bertanggung jawab atas isinya"),
    )
