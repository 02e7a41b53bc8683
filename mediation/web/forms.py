"""The form that all forms begin with: token, submit-once key, version and the errors for the summary."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from flask import request
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from flask_wtf.csrf import _FlaskFormCSRF
from wtforms import Field, ValidationError

from mediation.errors import Refusal
from mediation.web.fields import HiddenField, PartsField, WordedField
from mediation.web.filters import tanggal


@dataclass(frozen=True)
class Problem:
    """A line of the error summary; `href` leads to the input, empty for the form as a whole."""

    text: str
    href: str = ""


def words_of(refusal: Refusal) -> list[str]:
    """Return the sentences of `refusal`: why, what helps, on what basis; days are written out."""
    values = {name: tanggal(value) if isinstance(value, date) else value for name, value in refusal.values.items()}
    said = [_(part, **values) for part in (refusal.reason, refusal.remedy) if part]
    if refusal.basis:
        said.append(_("Dasar: %(basis)s.", basis=_(refusal.basis, **values).rstrip(".")))
    return said


class _Token(_FlaskFormCSRF):
    """The token against forged forms, with its error in words that help."""

    def validate_csrf_token(self, form: FlaskForm, field: Field) -> None:
        """Check the token; raises ValidationError with the way out."""
        try:
            super().validate_csrf_token(form, field)
        except ValidationError:
            # The library's own text is English and names the mechanism.
            raise ValidationError(
                _("Halaman ini sudah tidak berlaku. Isian Anda masih ada; kirim sekali lagi.")
            ) from None


def _broken_version(typed: str) -> str | None:
    if typed.isascii() and typed.isdigit():
        return None
    return str(_("Halaman ini rusak. Muat ulang lalu coba lagi."))


class BaseForm(FlaskForm):
    """A form with a key that works once and the version of what is changed."""

    class Meta(FlaskForm.Meta):
        """Our token in place of Flask-WTF's."""

        csrf_class = _Token

    submit_key = HiddenField(default=lambda: str(uuid4()))
    # Nine digits fit every database's integer; a broken one must not pass for "made from no version".
    version = HiddenField(maximum=9, check=_broken_version)

    @property
    def key(self) -> UUID:
        """Return the key that this rendering may use up once; a broken one is replaced."""
        try:
            return UUID(self.submit_key.data)
        except ValueError:
            fresh = uuid4()
            self.submit_key.data = str(fresh)
            return fresh

    @property
    def expected_version(self) -> int | None:
        """Return the version that the page was made from, None when it carried none."""
        typed = self.version.data
        return int(typed) if typed.isascii() and typed.isdigit() else None

    def renew(self, version: int) -> None:
        """Carry `version` and a fresh key from now on: after the page showed both texts."""
        self.version.data = str(version)
        self.submit_key.data = str(uuid4())

    def problem(self, text: str, field: WordedField | None = None) -> None:
        """Add an error that came up after validation, to `field` or to the form as a whole."""
        if field is None:
            self.form_errors.append(str(text))
        else:
            field.errors = [*field.errors, str(text)]

    def refuse(self, refusal: Refusal) -> None:
        """Show why this is refused, what helps and on what basis, in one line of the summary."""
        self.problem(" ".join(words_of(refusal)))

    def errors_for_summary(self) -> list[Problem]:
        """Return the errors in the order of the page, those of the form as a whole first."""
        whole = [Problem(text) for text in self.form_errors]
        return whole + [self._line(field) for field in self if field.errors]

    def written(self) -> dict[str, str]:
        """Return what stands in the visible fields, each by its label: for two texts side by side."""
        unseen = {"hidden", "password", "file", "button"}
        seen = (field for field in self if isinstance(field, WordedField) and field.component not in unseen)
        return {str(field.label.text): _text_of(field) for field in seen}

    def _line(self, field: Field) -> Problem:
        if isinstance(field, WordedField) and field.component != "hidden":
            return Problem(str(field.errors[0]), f"#{field.focus_id}")
        return Problem(str(field.errors[0]))


SURE, AGAIN = "sure", "again"


class _Step(HiddenField):
    """Which button was pressed: it is sent by the buttons alone."""

    component = "button"


class CheckedForm(BaseForm):
    """A form for what is final: its answers are shown once more before they count (`components/checked_form`)."""

    step = _Step(maximum=5)

    def validate_on_submit(self, extra_validators: Any = None) -> bool:  # noqa: ANN401 - the library's signature
        """Tell whether the answers are right and were confirmed on the page that shows them once more."""
        return bool(super().validate_on_submit(extra_validators)) and self.step.data == SURE

    @property
    def checking(self) -> bool:
        """Whether the answers are to be shown once more: they are right, and not confirmed yet."""
        return self.is_submitted() and not self.errors and self.step.data not in {SURE, AGAIN}

    def sent(self) -> list[tuple[str, str]]:
        """Return what was sent, as it was sent, for the page that shows the answers once more."""
        own = {"csrf_token", "step"} | {f.name for f in self if getattr(f, "component", "") == "hidden"}
        return [(name, value) for name, value in request.form.items(multi=True) if name not in own]


def _text_of(field: WordedField) -> str:
    if hasattr(field, "options"):
        return "; ".join(option.label for option in field.options if option.chosen)
    return " ".join(field.typed).strip() if isinstance(field, PartsField) else str(field.shown)
