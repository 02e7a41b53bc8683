"""The fields of all forms: each knows its words, its bound and the component that draws it.

`required` is the very text of the error, None for a field that may stay empty. `check(value)` returns an
error text or None and looks at the shape alone. No validator of WTForms is used: they speak English.
"""

import re
from collections.abc import Callable
from datetime import date, time
from typing import Any

from flask_babel import gettext as _
from wtforms import Field
from wtforms.form import BaseForm
from wtforms.validators import StopValidation
from wtforms.widgets import HiddenInput

from mediation.web.cleaning import clean_line, clean_long, encodable
from mediation.web.filters import jumlah, nip

Check = Callable[[Any], "str | None"]

_TYPED_MOST = 100  # of a date, a time or a number that is none, this much is shown again


class WordedField(Field):
    """What all fields share: the words, one error at a time, and where the error summary leads."""

    component = "input"
    marks_optional = True

    def __init__(
        self,
        label: str,
        *,
        required: str | None = None,
        hint: str = "",
        check: Check | None = None,
        **rest: Any,
    ) -> None:
        super().__init__(label, **rest)
        self.required = required
        self.hint = hint
        self.check = check

    @property
    def focus_id(self) -> str:
        """Return the id of the first input: the error summary leads there."""
        return self.id

    @property
    def shown(self) -> str:
        """Return the text that stands in the input: what was typed, or the value."""
        return self.data or ""

    def is_blank(self) -> bool:
        """Return whether nothing was typed or chosen."""
        return not self.data

    def find_problem(self) -> str | None:
        """Return what is wrong with the shape of what was typed, or None."""
        return None

    def pre_validate(self, form: BaseForm) -> None:  # noqa: ARG002 - WTForms' protocol
        """Stop at the first problem, so that one field gives one error."""
        if self.is_blank():
            problem = self.required
        else:
            problem = self.find_problem() or (self.check(self.data) if self.check else None)
        if problem:
            raise StopValidation(str(problem))


class TextField(WordedField):
    """One line of text; `width` is full or a number of characters, `digits` brings up the number keys."""

    data: str

    def __init__(
        self,
        label: str,
        *,
        maximum: int = 200,
        width: str = "full",
        autocomplete: str = "off",
        digits: bool = False,
        **rest: Any,
    ) -> None:
        super().__init__(label, **rest)
        self.maximum = maximum
        self.width = width
        self.autocomplete = autocomplete
        self.digits = digits

    def process_data(self, value: object) -> None:
        """Take the stored value; None is empty."""
        self.data = "" if value is None else str(value)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take what was typed, cleaned; a field that was not sent keeps its value."""
        if valuelist:
            self.data = self.tidy(str(valuelist[0]))

    def tidy(self, typed: str) -> str:
        """Return `typed` as it is kept."""
        return clean_line(typed)

    def find_problem(self) -> str | None:
        """Return the bound and what is there, when it is too long."""
        return too_long(str(self.label.text), len(self.data), self.maximum)


class LongTextField(TextField):
    """Text of several lines, with a count of what is left."""

    component = "textarea"

    def __init__(self, label: str, *, maximum: int = 4000, rows: int = 6, **rest: Any) -> None:
        super().__init__(label, maximum=maximum, **rest)
        self.rows = rows

    def tidy(self, typed: str) -> str:
        """Return `typed` with its lines."""
        return clean_long(typed)


class NipField(TextField):
    """A personnel number: kept as digits as far as it is digits, shown in groups."""

    def __init__(self, label: str, *, maximum: int = 30, **rest: Any) -> None:
        super().__init__(label, maximum=maximum, width="20", digits=True, **rest)

    @property
    def shown(self) -> str:
        """Return the groups of a whole number, else what was typed."""
        return nip(self.data) if self.data else ""

    def tidy(self, typed: str) -> str:
        """Return `typed` without the spaces, dots and hyphens that people put between the groups."""
        return re.sub(r"[\s.\-–]", "", clean_line(typed))


class PasswordField(TextField):
    """A password: neither trimmed nor cut nor shown again. `new` tells the browser's key store."""

    component = "password"

    def __init__(self, label: str, *, new: bool = False, maximum: int = 1000, **rest: Any) -> None:
        kind = "new-password" if new else "current-password"
        super().__init__(label, maximum=maximum, autocomplete=kind, **rest)

    @property
    def shown(self) -> str:
        """Return nothing: a password never goes back into a page."""
        return ""

    def tidy(self, typed: str) -> str:
        """Return `typed` as it is; only what cannot be encoded is replaced."""
        return encodable(typed)


class HiddenField(TextField):
    """A value that the page carries and nobody sees."""

    component = "hidden"
    widget = HiddenInput()

    def __init__(self, label: str = "", *, maximum: int = 100, **rest: Any) -> None:
        super().__init__(label, maximum=maximum, **rest)

    def find_problem(self) -> str | None:
        """Return one sentence for whatever is wrong: it is not the reader's doing."""
        broken = len(self.data) > self.maximum
        return str(_("Halaman ini rusak. Muat ulang lalu coba lagi.")) if broken else None


class NumberField(WordedField):
    """A whole number between `minimum` and `maximum`."""

    data: int | None
    typed: str

    component = "input"
    autocomplete = "off"
    digits = True

    def __init__(self, label: str, *, minimum: int = 0, maximum: int = 999_999, width: str = "5", **rest: Any) -> None:
        super().__init__(label, **rest)
        self.minimum = minimum
        self.maximum = maximum
        self.width = width

    @property
    def shown(self) -> str:
        """Return what was typed, or the number."""
        return self.typed if self.data is None else str(self.data)

    def is_blank(self) -> bool:
        """Return whether nothing was typed."""
        return not self.typed

    def process_data(self, value: int | None) -> None:
        """Take the stored number."""
        self.data = value
        self.typed = "" if value is None else str(value)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take what was typed; points between thousands are allowed."""
        if valuelist:
            self.typed = clean_line(str(valuelist[0]))[:_TYPED_MOST]
            digits = re.sub(r"[\s.]", "", self.typed)
            self.data = int(digits) if re.fullmatch("[0-9]{1,12}", digits) else None

    def find_problem(self) -> str | None:
        """Return the bounds, when it is no number or outside them."""
        if self.data is not None and self.minimum <= self.data <= self.maximum:
            return None
        return str(
            _(
                "%(label)s harus angka dari %(least)s sampai %(most)s.",
                label=self.label.text,
                least=jumlah(self.minimum),
                most=jumlah(self.maximum),
            )
        )


class PartsField(WordedField):
    """Several inputs of one name that make one value and one error."""

    part_names: tuple[str, ...] = ()
    typed: list[str]

    @property
    def focus_id(self) -> str:
        """Return the id of the first part."""
        return f"{self.id}-{self.part_names[0]}"

    def process_data(self, value: object) -> None:
        """Take the stored value apart."""
        self.data = value
        self.typed = self.take_apart(value) if value is not None else [""] * len(self.part_names)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take what was typed; it stays there even when it is nonsense."""
        if valuelist:
            parts = [clean_line(str(part))[:_TYPED_MOST] for part in valuelist[: len(self.part_names)]]
            self.data = self.put_together(" ".join(parts))
            kept = parts + [""] * (len(self.part_names) - len(parts))
            self.typed = kept if self.data is None else self.take_apart(self.data)

    def is_blank(self) -> bool:
        """Return whether all parts are empty."""
        return not any(self.typed)

    def take_apart(self, value: Any) -> list[str]:  # noqa: ANN401 - a day here, a time there
        """Return the texts of the parts."""
        raise NotImplementedError

    def put_together(self, typed: str) -> object:
        """Return the value that `typed` means, or None."""
        raise NotImplementedError


MONTHS = (
    "januari februari maret april mei juni juli agustus september oktober november desember".split()  # noqa: SIM905 - reads as the year goes
)


class DateField(PartsField):
    """A day: three inputs; takes month names, "20/11/2026" and ISO in the first one too."""

    data: date | None
    component = "date"
    part_names = ("hari", "bulan", "tahun")

    def take_apart(self, value: date) -> list[str]:
        """Return day, month and year."""
        return [str(value.day), str(value.month), str(value.year)]

    def put_together(self, typed: str) -> date | None:
        """Return the day that `typed` names, or None."""
        return read_date(typed)

    def find_problem(self) -> str | None:
        """Return one error, whichever part is wrong."""
        if self.data is not None:
            return None
        example = "20 11 2026"
        return str(
            _(
                "%(label)s harus tanggal yang ada, misalnya %(example)s.",
                label=self.label.text,
                example=example,
            )
        )


class TimeField(PartsField):
    """A time of day: two inputs; takes "10.15" and "10:15" in the first one too."""

    data: time | None
    component = "time"
    part_names = ("jam", "menit")

    def take_apart(self, value: time) -> list[str]:
        """Return hour and minute, two digits each."""
        return [f"{value:%H}", f"{value:%M}"]

    def put_together(self, typed: str) -> time | None:
        """Return the time that `typed` names, or None."""
        found = re.fullmatch(r"([0-9]{1,2})[\s.:]+([0-9]{1,2})", typed.strip())
        if found is None:
            return None
        hour, minute = map(int, found.groups())
        return time(hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004 - the clock

    def find_problem(self) -> str | None:
        """Return one error, whichever part is wrong."""
        if self.data is not None:
            return None
        return str(_("%(label)s harus jam yang ada, misalnya 10.15.", label=self.label.text))


class FileField(WordedField):
    """A file; `accept` is a hint for the browser and checks nothing."""

    component = "file"

    def __init__(self, label: str, *, accept: str = "", **rest: Any) -> None:
        super().__init__(label, **rest)
        self.accept = accept

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the file that was chosen; the browser sends an empty one for none."""
        chosen = [value for value in valuelist if getattr(value, "filename", "")]
        self.data = chosen[0] if chosen else None


def read_date(typed: str) -> date | None:
    """Return the day that `typed` names ("20 11 2026", "20 Nov 2026", "2026-11-20"), or None.

    The year has four digits, from 1900 to 2100, so that nobody's 26 becomes the year 26.
    """
    words = re.split(r"[\s./,-]+", typed.strip().casefold())
    if len(words) != 3:  # noqa: PLR2004 - day, month, year
        return None
    day, month, year = reversed(words) if re.fullmatch("[0-9]{4}", words[0]) else words
    if not (re.fullmatch("[0-9]{1,2}", day) and re.fullmatch("(19|20)[0-9]{2}|2100", year)):
        return None
    try:
        return date(int(year), _month(month), int(day))
    except ValueError:
        return None


def too_long(label: str, length: int, maximum: int) -> str | None:
    """Return the error that names the bound and what is there, or None."""
    if length <= maximum:
        return None
    return str(
        _(
            "%(label)s paling banyak %(most)s huruf; sekarang %(length)s.",
            label=label,
            most=jumlah(maximum),
            length=jumlah(length),
        )
    )


def _month(word: str) -> int:
    """Return the number of the month, 0 when there is none."""
    if re.fullmatch("[0-9]{1,2}", word):
        return int(word)
    named = [number for number, name in enumerate(MONTHS, start=1) if name.startswith(word)]
    return named[0] if len(word) >= 3 and named else 0  # noqa: PLR2004 - "jan", but not "j"
