"""What a bundle says of itself: its manifest, its members, its readers. Pure."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

FORMAT: Final = "mediation-bundle-1"
MANIFEST: Final = "manifest.json"
ROWS: Final = "summaries.jsonl"
CSV: Final = "summaries.csv"
XLSX: Final = "summaries.xlsx"

Member = tuple[str, Iterable[bytes]]


@dataclass(frozen=True)
class Reader:
    """Whom a bundle is sealed to: a name that people know, and the 32 raw bytes of the X25519 public key."""

    name: str
    public: bytes


@dataclass(frozen=True)
class Facts:
    """What the maker tells of a bundle before it is written; `readers` are exactly those it is sealed to.

    `filter` holds what JSON holds. `fields` gives the label of each field's code, in printed order. `checkpoint` is a
    signed note over the trail's head and `checkpoint_key` the public key that verifies it; both may be empty.
    """

    id: UUID
    requester: str
    purpose: str
    made: datetime
    valid_until: datetime
    readers: tuple[Reader, ...]
    filter: Mapping[str, Any] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    checkpoint: str = ""
    checkpoint_key: str = ""


@dataclass(frozen=True)
class Made:
    """A finished bundle: rows of `summaries.jsonl`, bytes and SHA-256 (hex) of `NAME.age`."""

    rows: int
    bytes: int
    sha256: str


def encoded(manifest: Mapping[str, Any]) -> bytes:
    """Return `manifest` as it stands in the bundle: JSON for people too, sorted, in UTF-8."""
    return (json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()
