"""Which rows and columns a table is published with: the rules that the page prints. Pure.

Rows of long lists (grounds, causes, branches) with fewer than 5 requests stand together as "others". Columns are as
fine as the requests for each printed row allow. Both rules look at numbers that are published, or merge what they see.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mediation.bureau.figures import figures
from mediation.bureau.figures.suppression import LIMIT, is_small

MERGED = "merged"
GRANTED = ("permit", "certificate")
_REST = ("refusal", "reconciled", "withdrawn", "lapsed", figures.OPEN)

Group = tuple[str, ...]
Columns = tuple[Group, ...]


@dataclass(frozen=True)
class Detail:
    """A set of columns, and how many requests for each row it takes."""

    columns: Columns
    per_row: int


# From the finest to the coarsest; each makes of one column of the next several, so that totals stay comparable.
DETAILS = (
    Detail((("permit",), ("certificate",), ("reconciled",), ("withdrawn",), ("refusal",), ("lapsed", "open")), 500),
    Detail((GRANTED, ("reconciled",), ("withdrawn",), ("refusal",), ("lapsed", "open")), 250),
    Detail((GRANTED, ("reconciled", "withdrawn"), ("refusal",), ("lapsed", "open")), 160),
    Detail((GRANTED, ("reconciled", "withdrawn"), ("refusal", "lapsed", "open")), 80),
    Detail((GRANTED, _REST), 20),
    Detail((), 0),
)
COARSEST = len(DETAILS) - 1
_MONTHS_FROM = 240  # requests a year from which months are told apart; below, quarters


def detail_for(rows: int, outcomes: Mapping[str, int], *, permit_apart: bool = True) -> int:
    """Return the place in DETAILS of the finest columns for a table of `rows` rows: each column holds 5 or more.

    `permit_apart` False keeps permits and certificates in one column: sued and suing tell them apart already.
    """
    total = sum(outcomes.values())
    for place, detail in enumerate(DETAILS):
        sums = [sum(outcomes[one] for one in group) for group in detail.columns]
        apart = ("permit",) in detail.columns
        if total >= detail.per_row * rows and not any(map(is_small, sums)) and (permit_apart or not apart):
            return place
    return COARSEST


def merge(counts: Mapping[str, int], order: Sequence[str]) -> dict[str, str]:
    """Return under which row each row of `counts` is published: its own name, or MERGED.

    Rows under the limit are merged. When "others" is then so large or so small that it would tell something of them
    (more than three for each, or less than twice the limit), the smallest of the other rows join it, one at least.
    """
    listed = sorted((row for row in order if not is_small(counts.get(row, 0))), key=lambda row: counts[row])
    others = {row for row in order if is_small(counts.get(row, 0))}
    held = sum(counts.get(row, 0) for row in others)
    crowded = held > 3 * len(others)
    while held and listed and (crowded or held < 2 * LIMIT):
        joining, crowded = listed.pop(0), False
        others.add(joining)
        held += counts[joining]
    return {row: MERGED if row in others else row for row in counts}


def period(month: str, total: int) -> str:
    """Return the row of a month ("01" to "12"): itself in a large year, else its quarter ("q1" to "q4")."""
    return month if total >= _MONTHS_FROM else f"q{(int(month) + 2) // 3}"
