"""What is asked when a new series of pseudonyms begins."""

from flask_babel import lazy_gettext as _l

from mediation.web.choices import ConfirmField
from mediation.web.fields import HiddenField
from mediation.web.forms import BaseForm


class SeriesForm(BaseForm):
    """Begin a new series, knowing what no longer fits afterwards; `seen` says which one the page showed."""

    seen = HiddenField(maximum=20)
    read = ConfirmField(
        _l("Pernyataan"), text=_l("Saya mengerti bahwa samaran yang lama tidak dapat lagi dicocokkan di sini"),
        required=_l("Centang pernyataan setelah membaca akibatnya."),
    )
