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
SEALED_SUFFIX: Final = ".age"
SIGNATURE_SUFFIX: Final = ".minisig"

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


@dataclass(frozen=True)
class Content:
    """What came out of a bundle: the SHA-256 (hex) of each member but the manifest, and how many rows there are."""

    members: Mapping[str, str]
    rows: int


def comment(name: str, rows: int) -> str:
    """Return the comment that is signed with a bundle and that `minisign -V` prints."""
    return f"export:{name} rows:{rows}"


def manifest_of(facts: Facts, name: str, content: Content, recipients: Mapping[str, str]) -> dict[str, Any]:
    """Return the manifest; `recipients` holds each reader's `age1…` line and name."""
    return {
        "format": FORMAT,
        "name": name,
        "id": str(facts.id),
        "requester": facts.requester,
        "purpose": facts.purpose,
        "made_at": facts.made.isoformat(timespec="seconds"),
        "valid_until": facts.valid_until.isoformat(timespec="seconds"),
        "filter": dict(facts.filter),
        "fields": [{"code": code, "label": label} for code, label in facts.fields.items()],
        "rows": content.rows,
        "members": [{"name": member, "sha256": digest} for member, digest in content.members.items()],
        "recipients": [{"name": reader, "recipient": line} for line, reader in recipients.items()],
        "watermark": "Hanya untuk " + "; ".join(recipients.values()),
        "checkpoint": facts.checkpoint,
        "checkpoint_key": facts.checkpoint_key,
    }


def encoded(manifest: Mapping[str, Any]) -> bytes:
    """Return `manifest` as it stands in the bundle: JSON for people too, in UTF-8."""
    return (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()


@dataclass(frozen=True)
class Manifest:
    """What a manifest says that can be compared with the bundle around it."""

    name: str
    requester: str
    purpose: str
    made_at: datetime
    valid_until: datetime
    rows: int
    members: Mapping[str, str]
    recipients: Mapping[str, str]  # age1… line → name
    checkpoint: str
    checkpoint_key: str


class UnknownManifest(Exception):  # noqa: N818 - names the finding
    """This manifest was not written in this format."""


def read_manifest(raw: bytes) -> Manifest:
    """Return what stands in a bundle's manifest; raise UnknownManifest for anything of another shape."""
    try:
        return _manifest(json.loads(raw))
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        raise UnknownManifest from None


def _manifest(stored: Mapping[str, Any]) -> Manifest:
    if stored["format"] != FORMAT:
        raise UnknownManifest
    return Manifest(
        name=_text(stored["name"]),
        requester=_text(stored["requester"]),
        purpose=_text(stored["purpose"]),
        made_at=_moment(stored["made_at"]),
        valid_until=_moment(stored["valid_until"]),
        rows=int(stored["rows"]),
        members={_text(member["name"]): _text(member["sha256"]) for member in stored["members"]},
        recipients={_text(one["recipient"]): _text(one["name"]) for one in stored["recipients"]},
        checkpoint=_text(stored["checkpoint"]),
        checkpoint_key=_text(stored["checkpoint_key"]),
    )


def _moment(value: object) -> datetime:
    moment = datetime.fromisoformat(_text(value))
    if moment.tzinfo is None:
        raise UnknownManifest
    return moment


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise UnknownManifest
    return value
