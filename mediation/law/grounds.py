"""Lawful grounds, the evidence that is asked for each, and the causes that people report (a different list).

Source: the 1983 circular's six grounds and their evidence, as domain notes 4.1 found them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from mediation.law.data import read_toml


class Ground(StrEnum):
    """The six lawful grounds. Disability or illness gives no permit: it stands among the causes."""

    G1_ZINA = "G1_ZINA"
    G2_MABUK_PADAT_JUDI = "G2_MABUK_PADAT_JUDI"
    G3_TINGGAL_2TH = "G3_TINGGAL_2TH"
    G4_PENJARA_5TH = "G4_PENJARA_5TH"
    G5_ANIAYA = "G5_ANIAYA"
    G6_CEKCOK = "G6_CEKCOK"

    @property
    def label(self) -> str:
        """Return the ground in few words."""
        return ground_entry(self).label

    @property
    def words(self) -> str:
        """Return the ground as letters write it."""
        return ground_entry(self).words

    @property
    def violent(self) -> bool:
        """Tell whether claiming this ground means violence, so that the two sides are kept apart."""
        return self is Ground.G5_ANIAYA


@dataclass(frozen=True)
class GroundEntry:
    """What people read about one ground: label, wording of the law, what evidence is asked, what to tell."""

    ground: Ground
    label: str
    words: str
    evidence_asked: str
    facts_hint: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class EvidenceKind:
    """One kind of evidence: `ground` is what it bears on (None: any); `violence` marks injury or threat."""

    code: str
    label: str
    ground: Ground | None
    violence: bool
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Cause:
    """A cause that people report. It is never a legal ground; `note` says what to know about it."""

    code: str
    label: str
    note: str


@cache
def ground_entries() -> tuple[GroundEntry, ...]:
    """Return the six grounds in their legal order."""
    return tuple(_ground(entry) for entry in _data()["ground"])


def ground_entry(ground: Ground | str) -> GroundEntry:
    """Return what people read about `ground`."""
    wanted = Ground(ground)
    return next(entry for entry in ground_entries() if entry.ground is wanted)


@cache
def all_evidence_kinds() -> tuple[EvidenceKind, ...]:
    """Return every kind of evidence, by ground, those for any ground last."""
    return tuple(_evidence(entry) for entry in _data()["evidence"])


def evidence_kinds(grounds: Iterable[Ground | str]) -> tuple[EvidenceKind, ...]:
    """Return the kinds of evidence asked for `grounds`, followed by those that bear on any."""
    wanted = {Ground(ground) for ground in grounds}
    return tuple(kind for kind in all_evidence_kinds() if kind.ground is None or kind.ground in wanted)


def evidence_kind(code: str) -> EvidenceKind:
    """Return the kind of evidence with this code; raise KeyError when there is none."""
    for kind in all_evidence_kinds():
        if kind.code == code:
            return kind
    raise KeyError(code)


@cache
def causes() -> tuple[Cause, ...]:
    """Return the causes that people report, in the order of the form."""
    return tuple(Cause(entry["code"], entry["label"], entry.get("note", "")) for entry in _data()["cause"])


def _data() -> dict[str, Any]:
    return read_toml("mediation.law", "grounds.toml")


def _ground(entry: dict[str, Any]) -> GroundEntry:
    return GroundEntry(
        ground=Ground(entry["code"]),
        label=entry["label"],
        words=entry["words"],
        evidence_asked=entry["evidence_asked"],
        facts_hint=entry["facts_hint"],
        sources=tuple(entry["sources"]),
    )


def _evidence(entry: dict[str, Any]) -> EvidenceKind:
    return EvidenceKind(
        code=entry["code"],
        label=entry["label"],
        ground=Ground(entry["ground"]) if entry["ground"] else None,
        violence=entry.get("violence", False),
        sources=tuple(entry["sources"]),
    )
