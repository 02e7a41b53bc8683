"""What is asked about completeness: a verdict and a note for each line, and what a return needs. Shape alone."""

from collections.abc import Sequence
from types import new_class
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from mediation.bureau.check.model import Check
from mediation.cases.model import ReturnKind, Verdict
from mediation.cases.submit.checklist import Listed
from mediation.web.choices import ChoiceField
from mediation.web.fields import DateField, LongTextField, TextField
from mediation.web.forms import BaseForm, CheckedForm


class LinesForm(BaseForm):
    """A verdict and a note for each line; the fields are added by `lines_form`."""

    codes: tuple[str, ...] = ()

    def found(self) -> dict[str, tuple[Verdict | None, str]]:
        """Return what was found, by the lines' codes."""
        return {code: (self[f"v_{code}"].data, self[f"n_{code}"].data) for code in self.codes}

    def validate(self, extra_validators: object = None) -> bool:
        """Add to the usual checks that what is wanting has a note: the supervisor must know what to mend."""
        valid: bool = super().validate(extra_validators)
        for code in self.codes:
            verdict, note = self[f"v_{code}"], self[f"n_{code}"]
            if verdict.data is Verdict.FAILS and not note.data.strip():
                self.problem(_("Tuliskan apa yang tidak sesuai."), note)
                valid = False
        return valid


def lines_form(lines: Sequence[Listed]) -> type[LinesForm]:
    """Return the form for these lines."""
    fields: dict[str, Any] = {"codes": tuple(each.line.code for each in lines)}
    for each in lines:
        fields[f"v_{each.line.code}"] = ChoiceField(each.line.label, choices=Verdict, inline=True)
        fields[f"n_{each.line.code}"] = TextField(_l("Catatan"), maximum=500)
    return new_class("CaseLinesForm", (LinesForm,), exec_body=lambda body: body.update(fields))


def filled(made: Check | None, lines: Sequence[Listed], *, again: bool) -> dict[str, Any]:
    """Return the answers to begin with. In a later round (`again`) what was right stays, what was wanting is open."""
    data: dict[str, Any] = {}
    for each in lines:
        line = made.line(each.line.code) if made else None
        if line is None or (again and line.verdict is Verdict.FAILS):
            continue
        data |= {f"v_{each.line.code}": line.verdict, f"n_{each.line.code}": line.note}
    return data


class ReturnForm(CheckedForm):
    """What the returned file needs, until when."""

    kind = ChoiceField(
        _l("Yang diminta"), choices=(ReturnKind.PAPERS, ReturnKind.EXAMINATION), required=_l("Pilih yang diminta."),
    )
    asked = LongTextField(
        _l("Pemeriksaan apa yang diminta"), maximum=2000, rows=4,
        hint=_l("Hanya untuk pemeriksaan tambahan. Jangan menulis isi keterangan pihak mana pun di sini"),
    )
    due = DateField(_l("Diserahkan lagi paling lambat"), required=_l("Isi batas waktunya."))

    def given(self) -> dict[str, Any]:
        """Return what was filled in, by the names that the service knows; only for a valid form."""
        return {"kind": self.kind.data, "due": self.due.data, "asked": self.asked.data}
