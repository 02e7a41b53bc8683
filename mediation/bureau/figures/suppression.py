"""Hide small cells together with whatever would let one subtract them back. Pure.

What is published is a set of cells and of sums that everybody can write down: rows and columns that add up to totals. A
small cell is safe when the very same publication could also come from another year, in which that cell is larger: one
can then walk from this year to that one by moving people between hidden cells, without changing anything that is
visible. `hide` looks for such a walk for every small cell, and hides the cells on it.

The walk adds one to the small cell and, by turns, takes from and adds to other cells of the same table (a cycle through
rows and columns; the "hypercube" of official statistics is the shortest). It can be walked `LIMIT` times, because it
takes only from cells that hold at least `LIMIT`. So nobody who has all tables can tell even that a hidden small cell is
small. A cell that stands in several tables (how many files are still open) needs such a walk in each of them.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

LIMIT = 5

Cell = tuple[str, ...]


@dataclass(frozen=True)
class Sum:
    """Cells of one table that, each with its sign (1 or -1), add up to something that everybody can see."""

    table: str
    terms: tuple[tuple[Cell, int], ...]


@dataclass(frozen=True)
class Unprotected:
    """No walk hides a small cell of this table: it must be published in less detail, or not at all."""

    table: str


@dataclass(frozen=True)
class _Net:
    """The sums of a publication, and in which of them each cell stands."""

    values: Mapping[Cell, int]
    sums: Sequence[Sum]
    costs: Mapping[Cell, float]
    places: Mapping[Cell, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for number, one in enumerate(self.sums):
            for cell, sign in one.terms:
                self.places[cell].append((number, sign))

    def tables(self, cell: Cell) -> tuple[str, ...]:
        """Return the tables in which `cell` stands."""
        return tuple(dict.fromkeys(self.sums[number].table for number, _sign in self.places[cell]))

    def ends(self, cell: Cell, table: str) -> list[tuple[int, int]]:
        """Return the sums of `table` in which `cell` stands, each with its sign."""
        return [(number, sign) for number, sign in self.places[cell] if self.sums[number].table == table]


def is_small(value: int) -> bool:
    """Tell whether a cell with `value` must be hidden. Zero must: else a mark would say that somebody is there."""
    return value < LIMIT


def hide(
    values: Mapping[Cell, int], sums: Sequence[Sum], costs: Mapping[Cell, float] | None = None,
) -> frozenset[Cell] | Unprotected:
    """Return the cells to hide: the small ones and, at the least cost (1 a cell unless given), what protects them.

    Only cells in `values` can be hidden; sums are over these alone, so their result is what everybody knows. Returns
    Unprotected for a table in which a small cell cannot be protected.
    """
    net = _Net(values, sums, costs or {})
    small = [cell for cell, value in values.items() if is_small(value)]
    hidden = set(small)
    # Cells of several tables have the least choice, so they come first.
    for cell in sorted(small, key=lambda cell: (-len(net.tables(cell)), cell)):
        for table in net.tables(cell):
            walk = _Search(net, hidden, frozenset(net.tables(cell))).walk(cell, table, 1)
            if walk is None:
                return Unprotected(table)
            hidden |= walk.cells
    return frozenset(hidden)


@dataclass(frozen=True)
class _Walk:
    """Cells that together make up for a change, and what hiding those still visible costs."""

    cells: frozenset[Cell]
    cost: float


_OUT = (-1, 0)  # a cell that stands in one sum of its table makes up for a change without disturbing another


@dataclass(frozen=True)
class _Search:
    """Looks for the cheapest walk. `taken` are the tables of the cell it starts at: a detour must not come back."""

    net: _Net
    hidden: set[Cell]
    taken: frozenset[str]

    def walk(self, start: Cell, table: str, change: int) -> _Walk | None:
        """Return the cheapest walk in `table` that makes up for `change` in `start`; None when there is none."""
        (first, sign), *rest = self.net.ends(start, table)
        goal = (rest[0][0], -rest[0][1] * change) if rest else _OUT
        seen: set[tuple[int, int]] = set()
        order = count()
        queue = [(0.0, next(order), (first, sign * change), frozenset[Cell]())]
        while queue:
            cost, _number, place, walked = heapq.heappop(queue)
            if place == goal:
                return _Walk(walked, cost)
            if place in seen or place == _OUT:
                continue
            seen.add(place)
            for step, onward in self._steps(start, table, place):
                heapq.heappush(queue, (cost + step.cost, next(order), onward, walked | step.cells))
        return None

    def _steps(self, start: Cell, table: str, place: tuple[int, int]) -> Iterator[tuple[_Walk, tuple[int, int]]]:
        """Yield what can balance the sum at `place`, with the sum that it disturbs in turn."""
        number, surplus = place
        for cell, sign in self.net.sums[number].terms:
            change = -surplus * sign
            step = None if cell == start else self._step(cell, table, change)
            if step is not None:
                others = [(other, kind * change) for other, kind in self.net.ends(cell, table) if other != number]
                yield step, others[0] if others else _OUT

    def _step(self, cell: Cell, table: str, change: int) -> _Walk | None:
        """Return what it takes to change `cell`: itself, and in its other tables what makes up for it."""
        if change < 0 and self.net.values[cell] < LIMIT:
            return None
        cells, cost = {cell}, 0.0 if cell in self.hidden else self.net.costs.get(cell, 1.0)
        for other in self.net.tables(cell):
            if other == table:
                continue
            detour = None if other in self.taken else _Search(self.net, self.hidden, self.taken | {table}).walk(
                cell, other, change,
            )
            if detour is None:
                return None
            cells |= detour.cells
            cost += detour.cost
        return _Walk(frozenset(cells), cost)
