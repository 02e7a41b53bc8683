"""The form of a decision's paper: its number may be left to the official's office."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from mediation.reports.issue.forms import IssueForm
from mediation.web.choices import ConfirmField


class DecreeForm(IssueForm):
    """Issue a paper that the official signs."""

    unnumbered = ConfirmField(
        _l("Penomoran"), text=_l("Nomor diberikan oleh kantor Pejabat: cetak tanpa nomor"),
    )

    def validate(self, extra_validators: object = None) -> bool:
        """Add to the usual checks that a number is not typed and left out at once."""
        valid: bool = super().validate(extra_validators)
        if self.unnumbered.data and self.number.data:
            self.problem(_("Kosongkan nomornya, atau hapus centang “cetak tanpa nomor”."), self.number)
            return False
        return valid


class PlainForm(IssueForm):
    """Issue a form that people sign themselves: it bears no number."""

    number = None  # type: ignore[assignment]  # WTForms' own way to drop a field
