"""Mark sentences for translation below the web, where no translator is at hand."""

from enum import StrEnum
from typing import Self


def mark(text: str) -> str:
    """Return `text` unchanged; the extractor collects it and the page translates it."""
    return text


class Labelled(StrEnum):
    """A choice that people see: its value is stored, its label is shown."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make a member whose value is `value` and whose label is `label`."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member
