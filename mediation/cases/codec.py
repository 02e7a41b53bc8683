"""Records to JSON-able data and back: what is sealed is what the model says, nothing else."""

from collections.abc import Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, TypeVar
from uuid import UUID

from cattrs import Converter

from mediation.errors import Tampered

T = TypeVar("T")


@lru_cache(maxsize=1)
def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=False)
    for kind in (datetime, date, time):
        converter.register_unstructure_hook(kind, lambda value: value.isoformat())
        converter.register_structure_hook(kind, lambda value, to: to.fromisoformat(value))
    converter.register_unstructure_hook(UUID, str)
    converter.register_structure_hook(UUID, lambda value, _: UUID(value))
    return converter


def to_data(record: object) -> Any:  # noqa: ANN401 - JSON-able data has no better type
    """Return `record` (a frozen dataclass of the model) as dicts, lists, text and numbers."""
    return _converter().unstructure(record)


def from_data(kind: type[T], data: Mapping[str, Any] | list[Any]) -> T:
    """Return the `kind` that `data` tells; raises Tampered when it does not fit."""
    try:
        return _converter().structure(data, kind)
    except Exception:  # noqa: BLE001 - cattrs raises groups of many kinds; their text holds content
        raise Tampered("record") from None
