"""The form of a decision's paper: its number may be left to the official's office."""

from flask_babel import lazy_gettext as _l

from mediation.reports.issue.forms import IssueForm
from mediation.web.choices import ConfirmField


class DecreeForm(IssueForm):
    """Issue a paper that the official signs."""

    unnumbered = ConfirmField(
        _l("Penomoran"), text=_l("Nomor diberikan oleh kantor Pejabat: cetak tanpa nomor"),
    )


class PlainForm(IssueForm):
    """Issue a form that people sign themselves: it bears no number."""

    number = None  # type: ignore[assignment]  # WTForms' own way to drop a field
