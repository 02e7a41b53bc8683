"""Samples: how one is drawn from pseudonyms so that anybody can draw it again, and what a look is asked for. Pure."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from mediation.inspection.summaries.model import Filter, Lateness
from mediation.language import Labelled, mark

MOST_SIZE = 500
MOST_SEED = 40
LONGEST_LOOK = 14  # days
USUAL_LOOK = 5


class Aim(Labelled):
    """What a sampled file is read for: the value stands in the trail."""

    TIME = "time", mark("Memeriksa ketepatan waktu")
    PROCEDURE = "procedure", mark("Memeriksa ketaatan pada tata cara")
    COMPLETENESS = "completeness", mark("Memeriksa kelengkapan berkas dan bukti")
    REASONS = "reasons", mark("Memeriksa dasar kesimpulan dan keputusan")
    COMPLAINT = "complaint", mark("Menindaklanjuti pengaduan")


class Sown(Labelled):
    """Where a seed came from: whoever chooses it can try many beforehand. The value stands in the trail."""

    CHANCE = "chance", mark("dibuat acak oleh program")
    TYPED = "typed", mark("ditentukan oleh auditor")


@dataclass(frozen=True)
class Chosen:
    """One sampled case: what it was called when the sample was drawn. `case` never leaves the program."""

    pseudonym: str
    case: UUID


@dataclass(frozen=True)
class Sample:
    """One draw, kept for good: `drawn` in µs since 1970 UTC, `digest` the SHA-256 of the list it was drawn from."""

    id: UUID
    auditor: UUID
    drawn: int
    seed: str
    wanted: Filter
    size: int
    population: int
    digest: bytes
    sealed_choice: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class Count:
    """Which draw this is of all that the auditor made, and of those with the same filter."""

    number: int
    every: int
    alike: int
    every_alike: int


def weight(seed: str, pseudonym: str) -> str:
    """Return the place of a pseudonym in the order of `seed`: the SHA-256 of both with a bar between, in hex."""
    return hashlib.sha256(f"{seed}|{pseudonym}".encode()).hexdigest()


def choose(seed: str, pseudonyms: Iterable[str], size: int) -> tuple[str, ...]:
    """Return the first `size` pseudonyms in the order of `seed`."""
    return tuple(sorted(pseudonyms, key=lambda each: weight(seed, each))[:size])


def listing(pseudonyms: Iterable[str]) -> str:
    """Return the list that a sample is drawn from as text: a pseudonym in each line, in their own order."""
    return "".join(f"{each}\n" for each in sorted(pseudonyms))


def file_name(sample: UUID) -> str:
    """Return the neutral name under which the list of a sample is taken away."""
    return f"daftar-{sample.hex[:8]}.txt"


def command(drawn: Sample) -> str:
    """Return what draws the sample again in a shell, beside the list: GNU's and BusyBox's tools do."""
    weigh = f"printf '%s|%s' '{drawn.seed}' \"$s\" | sha256sum | tr '\\n' ' '; echo \"$s\""
    return f"while read -r s; do {weigh}; done < {file_name(drawn.id)} | LC_ALL=C sort | head -n {drawn.size}"


def to_data(wanted: Filter) -> dict[str, Any]:
    """Return a filter as JSON-able data, alike for alike filters."""
    return {
        "first": wanted.first, "last": wanted.last, "lateness": wanted.lateness.value,
        "submitted_only": wanted.submitted_only, "units": sorted(str(unit) for unit in wanted.units),
    }


def from_data(data: dict[str, Any]) -> Filter:
    """Return the filter that `to_data` told of; raises KeyError, ValueError, TypeError."""
    return Filter(
        units=frozenset(map(UUID, data["units"])), first=data["first"], last=data["last"],
        lateness=Lateness(data["lateness"]), submitted_only=data["submitted_only"],
    )
