"""Lists of the agency's to JSON and back, and from the files that the program comes with."""

import json
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from cattrs import Converter

from mediation.agency.model import AnyItem, Book, Line, with_ground_words
from mediation.errors import Tampered
from mediation.law.data import read_toml


@cache
def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True)
    converter.register_unstructure_hook(date, lambda value: value.isoformat())
    converter.register_structure_hook(date, lambda value, to: to.fromisoformat(value))
    converter.register_unstructure_hook(UUID, str)
    converter.register_structure_hook(UUID, lambda value, _: UUID(value))
    return converter


def to_text(items: tuple[AnyItem, ...]) -> str:
    """Return a list as it is stored."""
    return json.dumps(_converter().unstructure(items), ensure_ascii=False, sort_keys=True)


def from_text(book: Book[AnyItem], text: str) -> tuple[AnyItem, ...]:
    """Return the list that `to_text` wrote; raises Tampered when it is none."""
    try:
        return tuple(_items(book, json.loads(text)))
    except Exception:  # noqa: BLE001 - cattrs raises groups of many kinds
        raise Tampered(f"agency list {book.kind}") from None


@cache
def defaults(book: Book[AnyItem]) -> tuple[AnyItem, ...]:
    """Return the list that the program comes with."""
    listed = _items(book, read_toml("mediation.agency", f"defaults/{book.kind}.toml")["item"])
    return tuple(with_ground_words(item) if isinstance(item, Line) else item for item in listed)  # type: ignore[misc]  # a Line stays a Line


def _items(book: Book[AnyItem], told: list[dict[str, Any]]) -> list[AnyItem]:
    if not isinstance(told, list):
        raise TypeError
    return [_converter().structure(each, book.item) for each in told]
