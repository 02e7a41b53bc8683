"""Fields that choose: one of several, several, yes or no, and one box that confirms."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.form import BaseForm

from mediation.web.fields import WordedField

Choices = Iterable[Any]  # of members, tuples or Choice


@dataclass(frozen=True)
class Choice:
    """One thing that can be chosen; `value` is what the form's data holds."""

    value: Any
    label: str
    hint: str = ""


@dataclass(frozen=True)
class Option:
    """A choice as the page draws it."""

    id: str
    sent: str
    label: str
    hint: str
    chosen: bool


def read_choice(given: Choice | Enum | tuple[Any, ...]) -> Choice:
    """Return what a StrEnum's member (with `label`, maybe `hint`) or (value, label[, hint]) offers."""
    if isinstance(given, Choice):
        return given
    if isinstance(given, Enum):
        return Choice(given, getattr(given, "label", str(given.value)), getattr(given, "hint", ""))
    return Choice(*given)


class _ChoosingField(WordedField):
    """What choosing fields share: the offered choices and their look-up by what the browser sends."""

    def __init__(self, label: str, *, choices: Choices = (), inline: bool = False, **rest: Any) -> None:
        super().__init__(label, **rest)
        self.choices = choices
        self.inline = inline

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Return what is offered."""
        return self._choices

    @choices.setter
    def choices(self, given: Choices) -> None:
        """Offer `given`; what the browser sent is looked up anew."""
        self._choices = tuple(map(read_choice, given))
        if getattr(self, "raw_data", None):
            self.process_formdata(list(self.raw_data or ()))

    @property
    def options(self) -> list[Option]:
        """Return the choices as the page draws them; the first bears the field's own id."""
        return [self._option(number, choice) for number, choice in enumerate(self._choices, start=1)]

    def is_chosen(self, value: object) -> bool:
        """Return whether `value` is chosen."""
        return bool(self.data is not None and self.data == value)

    def find(self, sent: object) -> Any:  # noqa: ANN401 - whatever the choices hold
        """Return the value that was sent as `sent`, or None when it is not offered."""
        offered = {str(choice.value): choice.value for choice in self._choices}
        return offered.get(str(sent))

    def sent_unknown(self) -> bool:
        """Return whether the browser sent something that is not offered."""
        return any(sent and self.find(sent) is None for sent in self.raw_data or ())

    def pre_validate(self, form: BaseForm) -> None:
        """Say so when what was sent is not offered; else look at the rest."""
        if self.sent_unknown() and not self.required:
            self.required = _l("Pilih salah satu jawaban yang tersedia.")
        super().pre_validate(form)

    def _option(self, number: int, choice: Choice) -> Option:
        return Option(
            id=self.id if number == 1 else f"{self.id}-{number}",
            sent=str(choice.value),
            label=_(str(choice.label)),
            hint=_(str(choice.hint)) if choice.hint else "",
            chosen=self.is_chosen(choice.value),
        )


class ChoiceField(_ChoosingField):
    """One of several: radio buttons, or with `select` a drop-down list."""

    def __init__(self, label: str, *, select: bool = False, **rest: Any) -> None:
        super().__init__(label, **rest)
        self.component = "select" if select else "radios"

    def is_blank(self) -> bool:
        """Return whether nothing that is offered was chosen."""
        return self.data is None

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take what was chosen; nothing sent is nothing chosen."""
        self.data = self.find(valuelist[0]) if valuelist else None


class ChoicesField(_ChoosingField):
    """Several of several: checkboxes. The data is a tuple in the order of the choices."""

    data: tuple[Any, ...]
    marks_optional = False
    component = "checkboxes"

    def process_data(self, value: Iterable[Any] | None) -> None:
        """Take the stored values."""
        self.data = tuple(value or ())

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take what was ticked, each once."""
        sent = set(map(str, valuelist))
        self.data = tuple(choice.value for choice in self._choices if str(choice.value) in sent)

    def is_chosen(self, value: object) -> bool:
        """Return whether `value` is ticked."""
        return value in self.data

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse what is not offered even beside what is."""
        if self.sent_unknown():
            self.data = ()
        super().pre_validate(form)


class YesNoField(ChoiceField):
    """A question that is answered yes or no; unanswered is None."""

    data: bool | None

    def __init__(self, label: str, *, yes: str = "", no: str = "", **rest: Any) -> None:
        offered = (Choice("ya", yes or _l("Ya")), Choice("tidak", no or _l("Tidak")))
        super().__init__(label, choices=offered, **{"inline": True, **rest})

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the answer."""
        self.data = {"ya": True, "tidak": False}.get(str(valuelist[0])) if valuelist else None

    def is_chosen(self, value: object) -> bool:
        """Return whether this is the answer."""
        return self.data is not None and value == ("ya" if self.data else "tidak")


class ConfirmField(_ChoosingField):
    """One box to tick; `text` stands beside it."""

    marks_optional = False
    data: bool | None
    component = "checkboxes"

    def __init__(self, label: str, *, text: str, **rest: Any) -> None:
        super().__init__(label, choices=(Choice("ya", text),), **rest)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take whether the box was ticked."""
        self.data = "ya" in map(str, valuelist)

    def is_chosen(self, value: object) -> bool:
        """Return whether the box is ticked."""
        return bool(self.data) and value == "ya"
