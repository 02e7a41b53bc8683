"""What two people wrote at once, side by side, so that nothing is lost. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Difference:
    """One thing that was written differently: its name, what is stored, and what was typed."""

    label: str
    theirs: str
    yours: str


def differences(theirs: Mapping[str, str], yours: Mapping[str, str]) -> tuple[Difference, ...]:
    """Return what differs between the stored and the typed texts, each by its name, in the order of the typed."""
    names = [*yours, *(name for name in theirs if name not in yours)]
    found = (Difference(name, theirs.get(name, ""), yours.get(name, "")) for name in names)
    return tuple(one for one in found if one.theirs.strip() != one.yours.strip())
