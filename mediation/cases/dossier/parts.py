"""What a dossier is made of: sections of entries, entries of blocks, blocks of values. Frozen; pure.

`Words` are ours and are translated where they are shown; a plain `str` was typed by somebody and is shown as it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, TypeAlias
from uuid import UUID

from mediation.language import Labelled


@dataclass(frozen=True)
class Words:
    """Words of ours: `text % values`. A value that is a choice's label is translated too."""

    text: str
    values: Mapping[str, "str | int | Words"] = field(default_factory=dict)


@dataclass(frozen=True)
class Linked:
    """Something with a page of its own, which the page knows: `kind` is "document" or "paper"."""

    kind: str
    row: UUID
    text: "Words | str"


Value: TypeAlias = "str | Words | Linked | date | tuple[Value, ...] | None"


@dataclass(frozen=True)
class Facts:
    """Labels with values; what is empty stands there as a dash."""

    kind: ClassVar[str] = "facts"
    rows: tuple[tuple[Words, Value], ...]


@dataclass(frozen=True)
class Prose:
    """A heading with a text of several paragraphs as it was typed."""

    kind: ClassVar[str] = "prose"
    label: Words
    text: str


@dataclass(frozen=True)
class Exchange:
    """A question as it was read aloud and what was answered."""

    asked: Value
    said: Value


@dataclass(frozen=True)
class Dialogue:
    """Questions and answers in the order of asking."""

    kind: ClassVar[str] = "dialogue"
    items: tuple[Exchange, ...]


@dataclass(frozen=True)
class Grid:
    """A table."""

    kind: ClassVar[str] = "grid"
    head: tuple[Words, ...]
    rows: tuple[tuple[Value, ...], ...]


Block = Facts | Prose | Dialogue | Grid


@dataclass(frozen=True)
class Entry:
    """One thing of a section: a person, a summons, a record. `title` None: the section has just this one."""

    blocks: tuple[Block, ...]
    title: Value = None


@dataclass(frozen=True)
class Section:
    """One part of the file; `key` is its place on the page, the same in every file."""

    key: str
    title: Words
    entries: tuple[Entry, ...]


def label(choice: Labelled | None) -> Words | None:
    """Return a choice as words; None for none."""
    return Words(choice.label) if choice is not None else None


def facts(*rows: tuple[str, Value]) -> Facts:
    """Return labels with values; a label is one of our words."""
    return Facts(tuple((Words(said), value) for said, value in rows))


def prose(*parts: tuple[str, str]) -> tuple[Block, ...]:
    """Return the texts that were written, each under its label; what is empty is left out."""
    return tuple(Prose(Words(said), text) for said, text in parts if text)


def listed(values: Iterable[Value]) -> tuple[Value, ...]:
    """Return several values as one, each on a line of its own."""
    return tuple(values)


def joined(first: str, beside: str) -> str:
    """Return `first` with `beside` in brackets, as far as either is there."""
    return f"{first} ({beside})" if first and beside else first or beside
