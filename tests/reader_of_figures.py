"""Somebody who has every published table and a solver, and wants to know what was hidden.

Knows nothing of how the tables were made: reads off the page that rows and columns add up, that a row of files not
handed in yet is the same in all tables, and which rows of one table are the columns of another. All numbers are whole
and not negative, and whoever has a row of his own is there: it holds one at least.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from mediation.bureau.figures.publishing import Published, Table

Name = tuple[str, ...]
Relation = dict[Name, int]

_GRANTED = "permit+certificate"
_SAME_AS_STANDING = {"permit": "suing", "certificate": "sued"}
_WHOLE = {"requests", "calls", "unknown", "open"}  # what a row or a column holds in all
_MANY = 10_000_000


@dataclass
class Bound:
    """What the solver knows of a hidden cell: it is at least `low` and at most `high`."""

    name: Name
    low: int
    high: int


def bounds(published: Published) -> list[Bound]:
    """Return what can be computed about every hidden cell."""
    known, relations = _read(published)
    hidden = sorted({name for relation in relations for name in relation if known[name] is None})
    place = {name: number for number, name in enumerate(hidden)}
    matrix, right = [], []
    for relation in relations:
        line = np.zeros(len(hidden))
        seen = 0
        for name, sign in relation.items():
            if name in place:
                line[place[name]] += sign
            else:
                seen += sign * (known[name] or 0)
        if line.any():
            matrix.append(line)
            right.append(-seen)
        else:
            assert seen == 0, f"the published tables do not add up: {relation}"
    least = np.array([1 if name[-1] in _WHOLE else 0 for name in hidden])
    return [_bound(name, place[name], np.array(matrix), np.array(right), least) for name in hidden]


def _bound(name: Name, place: int, matrix: np.ndarray, right: np.ndarray, least: np.ndarray) -> Bound:
    ends = []
    for sign in (1, -1):
        goal = np.zeros(matrix.shape[1])
        goal[place] = sign
        found = milp(
            goal, integrality=np.ones(len(goal), dtype=int), bounds=Bounds(least, _MANY),
            constraints=LinearConstraint(matrix, right, right),
        )
        assert found.success, (name, found.message)
        ends.append(round(sign * found.fun))
    return Bound(name, *ends)


def _read(published: Published) -> tuple[dict[Name, int | None], list[Relation]]:
    known: dict[Name, int | None] = {}
    relations: list[Relation] = []
    for table in published.tables:
        known |= {_name(table, row.code, column): cell for row in table.rows for column, cell in row.cells.items()}
        known |= {_name(table, "total", column): cell for column, cell in table.total.items()}
        relations += _columns(table)
        relations += _rows(table)
    relations += _outcomes_are_columns(published)
    return known, relations


def _name(table: Table, row: str, column: str) -> Name:
    if row == "unknown":
        return ("unknown",)
    if row == "open":
        return ("open",)
    if table.name == "outcome" and row in _SAME_AS_STANDING:
        return "standing", _SAME_AS_STANDING[row], _GRANTED
    return table.name, row, column


def _columns(table: Table) -> Iterator[Relation]:
    for column in table.columns:
        names = [_name(table, row.code, column) for row in table.rows if column in row.cells]
        yield dict.fromkeys(names, 1) | {_name(table, "total", column): -1}


def _rows(table: Table) -> Iterator[Relation]:
    whole, *parts = table.columns
    for row in [*(row.code for row in table.rows if row.code != "unknown"), "total"]:
        if parts:
            yield dict.fromkeys((_name(table, row, part) for part in parts), 1) | {_name(table, row, whole): -1}


def _outcomes_are_columns(published: Published) -> Iterator[Relation]:
    """Yield what ties the columns of other tables to the rows of the outcomes."""
    outcome = published.table("outcome")
    if outcome is None:
        return
    codes = {row.code: set(row.code.split("+")) for row in outcome.rows}
    for table in published.tables:
        for column in table.columns[1:] if table.name != "calls" else ():
            wanted = set(column.split("+"))
            touched = {row: parts for row, parts in codes.items() if parts & wanted}
            # An outcome that did not occur has no row. Where outcomes are merged, a row may reach beyond the column.
            if all(parts <= wanted for parts in touched.values()):
                names = [_name(outcome, row, "requests") for row in touched]
                yield dict.fromkeys(names, 1) | {_name(table, "total", column): -1}
