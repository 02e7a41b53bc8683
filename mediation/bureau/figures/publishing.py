"""Make of a counted year what may be seen, and read it back from what was kept. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mediation.bureau.figures.drafting import OUTCOME, Draft, Sheet, draft, first_plan
from mediation.bureau.figures.figures import Year, percentile
from mediation.bureau.figures.suppression import Cell, Unprotected, hide, is_small

_MEDIAN_FROM = 5
_MOST_HIDDEN = 0.5
_NINTH_FROM = 10  # of fewer the ninth tenth is the longest stay, which is one person's


@dataclass(frozen=True)
class Row:
    """A printed row: its code, and what stands in each column. None is hidden; a column it lacks cannot be."""

    code: str
    cells: Mapping[str, int | None]


@dataclass(frozen=True)
class Table:
    """A printed table: codes of its columns, its rows, and the total that they add up to."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    total: Mapping[str, int | None]

    def row(self, code: str) -> Row | None:
        """Return the row with this code; None when there is none."""
        return next((row for row in self.rows if row.code == code), None)

    def cells(self) -> Iterator[int | None]:
        """Yield what stands in every cell, totals too."""
        for row in self.rows:
            yield from row.cells.values()
        yield from self.total.values()


@dataclass(frozen=True)
class Stay:
    """How long files stay, in days: half of them at most `median`, nine tenths at most `ninth`; None is hidden."""

    stage: str
    median: int | None
    ninth: int | None


@dataclass(frozen=True)
class Published:
    """The figures of a year that may be seen; `total` is None when the whole year is too small to be.

    `unreadable` tells that a summary did not open, so that a request is missing.
    """

    year: int
    total: int | None
    tables: tuple[Table, ...]
    stays: tuple[Stay, ...]
    unreadable: bool = False

    def table(self, name: str) -> Table | None:
        """Return the table called `name`; None when the year is too small for it."""
        return next((table for table in self.tables if table.name == name), None)

    def cells(self) -> Iterator[int | None]:
        """Yield what stands in every cell of every table."""
        for table in self.tables:
            yield from table.cells()


def publish(year: Year, *, unreadable: bool = False) -> Published:
    """Return what may be seen of `year`: as fine as the rules allow, every small cell protected.

    A table of which more than half would be hidden, or in which a small cell cannot be protected, tells less.
    """
    if is_small(year.total):
        return Published(year.year, None, (), (), unreadable)
    plan = first_plan(year)
    while True:
        made = draft(year, plan)
        hidden = hide(made.hideable(), made.sums, made.costs)
        if isinstance(hidden, Unprotected):
            plan.coarsen(hidden.table)
            continue
        tables = [_print(sheet, made, hidden) for sheet in made.sheets]
        too_much = _too_much_hidden(tables)
        if too_much is None:
            break
        plan.coarsen(too_much)
    stays = tuple(_stay(name, days) for name, days in year.days.items())
    return Published(year.year, year.total, tuple(tables), stays, unreadable)


def _too_much_hidden(tables: Sequence[Table]) -> str | None:
    """Return the table to tell in less detail; None when enough is seen. The outcomes come last: they matter most."""
    others = [table for table in tables if table.name != OUTCOME]
    worst = max(others, key=_hidden_share, default=None)
    if worst is not None and _hidden_share(worst) > _MOST_HIDDEN:
        return worst.name
    return OUTCOME if tables and _hidden_share(*tables) > _MOST_HIDDEN else None


def _hidden_share(*tables: Table) -> float:
    cells = [cell for table in tables for cell in table.cells()]
    return sum(cell is None for cell in cells) / len(cells)


def _print(sheet: Sheet, made: Draft, hidden: frozenset[Cell]) -> Table:
    def seen(cells: Mapping[str, Cell]) -> dict[str, int | None]:
        return {column: None if cell in hidden else made.held[cell] for column, cell in cells.items()}

    rows = tuple(Row(code, seen(cells)) for code, cells in sheet.rows)
    return Table(sheet.name, sheet.columns, rows, seen(sheet.total))


def _stay(stage: str, days: tuple[int, ...]) -> Stay:
    median = percentile(days, 50) if len(days) >= _MEDIAN_FROM else None
    return Stay(stage, median, percentile(days, 90) if len(days) >= _NINTH_FROM else None)
