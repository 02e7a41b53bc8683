"""Set out the tables of a year: which cells each has, and which sums whoever reads them all can write down. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mediation.bureau.figures import figures
from mediation.bureau.figures.figures import MODE, OPEN, STANDING, UNKNOWN, Crosstab, Year
from mediation.bureau.figures.merging import (
    COARSEST,
    DETAILS,
    GRANTED,
    MERGED,
    Columns,
    Group,
    detail_for,
    merge,
    period,
)
from mediation.bureau.figures.suppression import Cell, Sum, is_small
from mediation.law.grounds import Ground, causes

REQUESTS = "requests"
OUTCOME = "outcome"
RECONCILED = "reconciled"
_UNKNOWN_CELL: Cell = (UNKNOWN,)  # the same number in every table that has such a row
_OPEN_CELL: Cell = (OUTCOME, OPEN)
_TOTAL_COST = 1.5  # a row's total tells more than one of its parts
_GRANTED_COST = 4.0  # by who sues and who is sued: these are all permits and all certificates
_ORDERS: Mapping[str, tuple[str, ...]] = {
    figures.SEX: ("female", "male"),
    figures.EMPLOYMENT: ("pns", "pppk"),
    STANDING: ("suing", "sued"),
    figures.GROUND: (*(one.value for one in Ground), figures.SEVERAL, figures.NONE),
    figures.CAUSE: (*(cause.code for cause in causes()), figures.SEVERAL, figures.NONE),
    MODE: (figures.TOGETHER, figures.APART, figures.NONE),
}
_LONG = frozenset({figures.GROUND, figures.CAUSE, figures.BRANCH})
CLOCK_ROWS = (figures.IN_TIME, figures.LATE, figures.NOT_YET, figures.UNTIMED, OPEN)
_CLOCKS = (figures.FORWARDED, figures.DECIDED)


@dataclass(frozen=True)
class Sheet:
    """A table before printing: for each row and for the total, which cell stands in which column."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, Mapping[str, Cell]], ...]
    total: Mapping[str, Cell]


@dataclass
class Draft:
    """All tables together: what each cell holds, which may be hidden, and the sums that all can see."""

    held: dict[Cell, int] = field(default_factory=dict)
    fixed: set[Cell] = field(default_factory=set)
    sums: list[Sum] = field(default_factory=list)
    costs: dict[Cell, float] = field(default_factory=dict)
    sheets: list[Sheet] = field(default_factory=list)

    def hideable(self) -> dict[Cell, int]:
        """Return what the cells hold that may be hidden."""
        return {cell: value for cell, value in self.held.items() if cell not in self.fixed}

    def relate(self, table: str, plus: Iterable[Cell], minus: Iterable[Cell] = ()) -> None:
        """Note that `plus` less `minus` gives what everybody can see; fixed cells are seen anyway."""
        terms = [(cell, 1) for cell in plus if cell not in self.fixed]
        terms += [(cell, -1) for cell in minus if cell not in self.fixed]
        if terms:
            self.sums.append(Sum(table, tuple(terms)))


@dataclass
class Plan:
    """How finely each table is to be published: a place in DETAILS, None leaves the table out."""

    details: dict[str, int | None]
    outcomes_apart: bool = True
    others: set[str] = field(default_factory=lambda: {*_CLOCKS, figures.CALLS})

    def coarsen(self, table: str) -> None:
        """Tell less in `table`, in which a small cell could not be protected."""
        if table == OUTCOME:
            self._coarsen_outcomes()
        elif table in self.others:
            self.others.discard(table)
        else:
            place = self.details[table]
            self.details[table] = None if place is None or place == COARSEST else place + 1

    def _coarsen_outcomes(self) -> None:
        if self.splits_modes:
            self.details[MODE] = COARSEST
        else:
            self.outcomes_apart = False
            # How many are still open would tell what the outcomes no longer do.
            self.others.discard(figures.DECIDED)

    @property
    def splits_modes(self) -> bool:
        """Whether the reconciled stand by mode, so that their number must be seen."""
        return self.details[MODE] == COARSEST - 1

    @property
    def finest(self) -> Columns:
        """The finest columns of any table: their totals are seen."""
        places = [place for name, place in self.details.items() if name != MODE and place is not None]
        return DETAILS[min(places, default=COARSEST)].columns

    def columns(self, name: str) -> Columns:
        """Return the columns of a dimension's table."""
        place = self.details[name]
        if name == MODE and self.splits_modes:
            return ((RECONCILED,), tuple(one for one in figures.OUTCOMES if one != RECONCILED))
        return () if place is None else DETAILS[place].columns


def first_plan(year: Year) -> Plan:
    """Return the finest plan that the rules allow."""
    outcomes = year.outcomes()
    details: dict[str, int | None] = {}
    for name in figures.DIMENSIONS:
        rows = len({row for row, _outcome in _grouped(year, name)} - {UNKNOWN})
        details[name] = detail_for(rows, outcomes, permit_apart=name != STANDING) if rows else None
    if details[MODE] is not None:
        shown = not is_small(outcomes[RECONCILED]) and not is_small(year.total - outcomes[RECONCILED])
        details[MODE] = COARSEST - 1 if shown else COARSEST
    return Plan(details)


def draft(year: Year, plan: Plan) -> Draft:
    """Return all tables of `year` as `plan` says."""
    made = Draft()
    unknown = year.rows(figures.SEX).get(UNKNOWN, 0)
    if unknown:
        made.held[_UNKNOWN_CELL] = unknown
    _add_outcomes(made, year, plan)
    for name in figures.DIMENSIONS:
        if plan.details[name] is not None:
            _add_dimension(made, year, plan, name)
    for name in _CLOCKS:
        if name in plan.others:
            _add_clock(made, year, name)
    if figures.CALLS in plan.others:
        _add_calls(made, year)
    return made


def name_of(group: Group) -> str:
    """Return the code of a column that holds these outcomes."""
    return "+".join(group)


def _grouped(year: Year, name: str) -> Crosstab:
    """Return a dimension's table with its rows as they are published."""
    counts = year.rows(name)
    known = {row: number for row, number in counts.items() if row != UNKNOWN}
    if name == figures.MONTH:
        under = {row: period(row, year.total) for row in known}
    elif name in _LONG:
        under = merge(known, _ORDERS.get(name) or sorted(known, key=str.casefold))
    else:
        under = {row: row for row in known}
    under[UNKNOWN] = UNKNOWN
    grouped: Crosstab = Counter()
    for (row, outcome), number in year.tables[name].items():
        grouped[under[row], outcome] += number
    return grouped


def ordered(name: str, rows: set[str]) -> list[str]:
    """Return the rows of a dimension as they are printed: known ones in their order, others and unknown last."""
    last = [row for row in (MERGED, UNKNOWN) if row in rows]
    known = _ORDERS.get(name, ())
    return sorted(rows - set(last), key=lambda row: (known.index(row) if row in known else 99, row.casefold())) + last


def _add_dimension(made: Draft, year: Year, plan: Plan, name: str) -> None:
    table, groups = _grouped(year, name), plan.columns(name)
    rows = ordered(name, {row for row, _outcome in table})
    known = [row for row in rows if row != UNKNOWN]
    places = {row: _place_row(made, name, row, table, groups) for row in known}
    if name == STANDING and ("permit",) in plan.finest:
        made.fixed |= {places[row][name_of(GRANTED)] for row in known}
    unknown = [_UNKNOWN_CELL] if UNKNOWN in rows else []
    if unknown:
        open_columns = [name_of(group) for group in groups if OPEN in group]
        places[UNKNOWN] = dict.fromkeys([*open_columns, REQUESTS], _UNKNOWN_CELL)
    for row in known if groups else ():
        parts = [cell for column, cell in places[row].items() if column != REQUESTS]
        made.relate(name, parts, [places[row][REQUESTS]])
    for group in groups:
        made.relate(name, [places[row][name_of(group)] for row in known] + (unknown if OPEN in group else []))
    made.relate(name, [places[row][REQUESTS] for row in known] + unknown)
    total = {REQUESTS: _seen(made, "total", year.total)}
    outcomes = year.outcomes()
    total |= {name_of(group): _seen(made, name_of(group), sum(outcomes[one] for one in group)) for group in groups}
    columns = (REQUESTS, *map(name_of, groups))
    made.sheets.append(Sheet(name, columns, tuple((row, places[row]) for row in rows), total))


def _place_row(made: Draft, name: str, row: str, table: Crosstab, groups: Columns) -> dict[str, Cell]:
    cells: dict[str, Cell] = {REQUESTS: (name, row, REQUESTS)}
    made.held[cells[REQUESTS]] = sum(table[row, outcome] for outcome in figures.OUTCOMES)
    made.costs[cells[REQUESTS]] = _TOTAL_COST
    for group in groups:
        cell = cells[name_of(group)] = (name, row, name_of(group))
        made.held[cell] = sum(table[row, outcome] for outcome in group)
        if name == STANDING and group == GRANTED:
            made.costs[cell] = _GRANTED_COST
    return cells


def _seen(made: Draft, name: str, value: int) -> Cell:
    """Return a cell that is never hidden: a total that many tables share."""
    cell = ("seen", name)
    made.held[cell] = value
    made.fixed.add(cell)
    return cell


def _add_outcomes(made: Draft, year: Year, plan: Plan) -> None:
    if plan.splits_modes:
        made.fixed.add((OUTCOME, RECONCILED))
    rows = _outcome_rows(made, year, plan) if plan.outcomes_apart else _merged_outcomes(made, year, plan)
    if rows:
        total = {REQUESTS: _seen(made, "total", year.total)}
        made.sheets.append(Sheet(OUTCOME, (REQUESTS,), tuple((row, {REQUESTS: cell}) for row, cell in rows), total))


def _merged_outcomes(made: Draft, year: Year, plan: Plan) -> list[tuple[str, Cell]]:
    outcomes = year.outcomes()
    return [
        (name_of(group), _seen(made, name_of(group), sum(outcomes[one] for one in group))) for group in plan.finest
    ]


def _outcome_rows(made: Draft, year: Year, plan: Plan) -> list[tuple[str, Cell]]:
    rows = _granted_rows(made, year, plan)
    for one, number in year.outcomes().items():
        if number and one not in GRANTED:
            made.held[OUTCOME, one] = number
            rows.append((one, (OUTCOME, one)))
    # What was granted is added up by the tables with such a column; without any, it is one more part of all requests.
    groups = [group for group in plan.finest if not set(group) & set(GRANTED)]
    for group in groups or [(name_of(GRANTED), *figures.OUTCOMES)]:
        made.relate(OUTCOME, [(OUTCOME, one) for one in group if (OUTCOME, one) in made.held])
    return rows


def _granted_rows(made: Draft, year: Year, plan: Plan) -> list[tuple[str, Cell]]:
    """Return the rows of permits and certificates: the same cells as those of who sues and who is sued."""
    outcomes, together = year.outcomes(), name_of(GRANTED)
    number = sum(outcomes[one] for one in GRANTED)
    if plan.columns(STANDING):
        known = year.rows(STANDING)
        pairs = zip(GRANTED, _ORDERS[STANDING], strict=True)
        return [(one, (STANDING, standing, together)) for one, standing in pairs if standing in known]
    if ("permit",) in plan.finest:
        return [(one, _seen(made, one, outcomes[one])) for one in GRANTED]
    if GRANTED in plan.finest:
        return [(together, _seen(made, together, number))]
    if number:
        made.held[OUTCOME, together] = number
    return [(together, (OUTCOME, together))] if number else []


def _add_clock(made: Draft, year: Year, name: str) -> None:
    """Add how many were in time and how many late; what is still open is the same cell as among the outcomes."""
    rows: list[tuple[str, Cell]] = []
    for one in CLOCK_ROWS:
        if year.clocks[name][one]:
            cell = _OPEN_CELL if one == OPEN else (name, one, REQUESTS)
            made.held[cell] = year.clocks[name][one]
            rows.append((one, cell))
    made.relate(name, [cell for _row, cell in rows])
    total = {REQUESTS: _seen(made, "total", year.total)}
    made.sheets.append(Sheet(name, (REQUESTS,), tuple((row, {REQUESTS: cell}) for row, cell in rows), total))


def _add_calls(made: Draft, year: Year) -> None:
    """Add how many summonses were answered how, by the mode of the case's sessions."""
    known = {row for row, _answer in year.calls}
    modes = [mode for mode in _ORDERS[MODE] if mode in known]
    columns, all_of = (figures.CALLS, figures.CAME, figures.ABSENT), sum(year.calls.values())
    if is_small(all_of):
        return
    rows: dict[str, dict[str, Cell]] = {
        mode: {column: (figures.CALLS, mode, column) for column in columns} for mode in modes
    }
    total: dict[str, Cell] = {column: (figures.CALLS, "total", column) for column in columns[1:]}
    for answer in columns[1:]:
        made.held |= {rows[mode][answer]: year.calls[mode, answer] for mode in modes}
        made.held[total[answer]] = sum(year.calls[mode, answer] for mode in modes)
        made.relate(figures.CALLS, [rows[mode][answer] for mode in modes], [total[answer]])
    for mode in modes:
        made.held[rows[mode][figures.CALLS]] = sum(year.calls[mode, answer] for answer in columns[1:])
        made.relate(figures.CALLS, [rows[mode][answer] for answer in columns[1:]], [rows[mode][figures.CALLS]])
    made.costs |= dict.fromkeys([*total.values(), *(row[figures.CALLS] for row in rows.values())], _TOTAL_COST)
    made.relate(figures.CALLS, [row[figures.CALLS] for row in rows.values()])
    made.relate(figures.CALLS, total.values())
    total[figures.CALLS] = _seen(made, figures.CALLS, all_of)
    made.sheets.append(Sheet(figures.CALLS, columns, tuple(rows.items()), total))
