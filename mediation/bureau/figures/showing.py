"""What a page and the CSV show of figures: words, rates, bars. Pure; rates come from cells that are seen alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mediation.bureau.figures import figures, labels
from mediation.bureau.figures.drafting import CLOCK_ROWS, OUTCOME, RECONCILED, REQUESTS, ordered
from mediation.bureau.figures.figures import Year
from mediation.bureau.figures.publishing import Published, Row, Stay, Table
from mediation.language import mark

HIDDEN = mark("disembunyikan")
IMPOSSIBLE = "–"
TOTAL = mark("Jumlah")
LONGEST_LIMIT = 92  # days that three months can last
_LIMITED = {"superior": LONGEST_LIMIT, "bureau": LONGEST_LIMIT}

Value = int | str | None  # a number, a text to be translated, or None for hidden


@dataclass(frozen=True)
class Bar:
    """A bar of a chart: `width` and `faint` in percent of the whole breadth; `value` as it is written beside it."""

    label: str
    value: Value
    width: int
    faint: int = 0
    limit: int = 0


@dataclass(frozen=True)
class Shown:
    """A table as it is shown, its texts still to be translated. `share` is a sentence on its `percent`, or empty."""

    name: str
    title: str
    note: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Value, ...]], ...]
    bars: tuple[Bar, ...]
    share: str = ""
    percent: int = 0


def shown(published: Published) -> tuple[Shown, ...]:
    """Return everything that a published year shows, in the order of the page."""
    tables = {table.name: _table(table) for table in published.tables}
    order = (OUTCOME, *figures.DIMENSIONS, figures.CALLS, figures.FORWARDED, figures.DECIDED)
    found = [tables[name] for name in order if name in tables]
    return (*found, _stays(published.stays)) if published.stays else tuple(found)


def whole(year: Year) -> tuple[Shown, ...]:
    """Return every cell of a counted year, for the head alone."""
    columns = (REQUESTS, *figures.OUTCOMES)
    made = [_outcomes(year)]
    for name in figures.DIMENSIONS:
        counts = year.rows(name)
        rows = tuple(
            Row(row, {REQUESTS: counts[row]} | {one: year.tables[name][row, one] for one in figures.OUTCOMES})
            for row in ordered(name, set(counts))
        )
        made.append(Table(name, columns, rows, {REQUESTS: year.total} | year.outcomes()))
    made += [_calls(year), *(_clock(year, name) for name in (figures.FORWARDED, figures.DECIDED))]
    stays = tuple(Stay(name, *(figures.percentile(days, share) for share in (50, 90)))
                  for name, days in year.days.items() if days)
    return (*map(_table, made), _stays(stays))


def _outcomes(year: Year) -> Table:
    rows = tuple(Row(one, {REQUESTS: number}) for one, number in year.outcomes().items())
    return Table(OUTCOME, (REQUESTS,), rows, {REQUESTS: year.total})


def _clock(year: Year, name: str) -> Table:
    rows = tuple(Row(one, {REQUESTS: year.clocks[name][one]}) for one in CLOCK_ROWS if year.clocks[name][one])
    return Table(name, (REQUESTS,), rows, {REQUESTS: year.total})


def _calls(year: Year) -> Table:
    answers = (figures.CAME, figures.ABSENT)
    modes = ordered(figures.MODE, {mode for mode, _answer in year.calls})

    def line(wanted: Sequence[str]) -> dict[str, int | None]:
        parts: dict[str, int | None] = {
            answer: sum(year.calls[mode, answer] for mode in wanted) for answer in answers
        }
        return {figures.CALLS: sum(number or 0 for number in parts.values())} | parts

    rows = tuple(Row(mode, line([mode])) for mode in modes)
    return Table(figures.CALLS, (figures.CALLS, *answers), rows, line(modes))


def _table(table: Table) -> Shown:
    part = {figures.CALLS: figures.ABSENT, figures.MODE: RECONCILED}.get(table.name, "")
    part = part if part in table.columns else ""
    lines = [(labels.row(table.name, row.code), row.cells) for row in table.rows] + [(TOTAL, table.total)]
    rows = tuple((label, _line(table, cells, part)) for label, cells in lines)
    head = (*map(labels.column, table.columns), *([_RATES[part]] if part else []))
    share, percent = _in_time(table) if table.name in _SHARES else ("", 0)
    return Shown(
        table.name, labels.TABLES[table.name], labels.NOTES.get(table.name, ""), head, rows,
        _bars([(label, values[0]) for label, values in rows[:-1]]), share, percent,
    )


_RATES = {figures.ABSENT: mark("Bagian yang tidak hadir"), RECONCILED: mark("Bagian yang rukun kembali")}
_SHARES = {
    figures.FORWARDED: (
        mark("Dari yang sudah diteruskan, %(percent)s persen tepat waktu."),
        mark("Dari yang sudah diteruskan, paling sedikit %(percent)s persen tepat waktu."),
    ),
    figures.DECIDED: (
        mark("Dari yang sudah selesai, %(percent)s persen tepat waktu."),
        mark("Dari yang sudah selesai, paling sedikit %(percent)s persen tepat waktu."),
    ),
}


def _line(table: Table, cells: Mapping[str, int | None], part: str) -> tuple[Value, ...]:
    values: tuple[Value, ...] = tuple(cells.get(column, IMPOSSIBLE) for column in table.columns)
    return (*values, _rate(cells.get(table.columns[0]), cells.get(part, 0))) if part else values


def _rate(of_all: int | None, part: int | None) -> Value:
    if of_all is None or part is None:
        return None
    return f"{_percent(part, of_all)} %" if of_all else IMPOSSIBLE


def _percent(part: int, of_all: int) -> int:
    return (200 * part + of_all) // (2 * of_all)


def _in_time(table: Table) -> tuple[str, int]:
    """Return the sentence on the share in time and its percentage; ("", 0) when it cannot be told.

    A hidden number of late ones is at most what the seen rows leave over: that bounds the share from below.
    """
    seen = {row.code: row.cells[REQUESTS] for row in table.rows}
    met, late, total = seen.pop(figures.IN_TIME, 0), seen.pop(figures.LATE, 0), table.total[REQUESTS]
    exact, at_least = _SHARES[table.name]
    if not met or total is None:
        return "", 0
    if late is not None:
        return exact, _percent(met, met + late)
    most = total - met - sum(number or 0 for number in seen.values())
    return at_least, 100 * met // (met + most)


def _bars(lines: Sequence[tuple[str, Value]]) -> tuple[Bar, ...]:
    largest = max((value for _label, value in lines if isinstance(value, int)), default=0) or 1
    return tuple(
        Bar(label, value, max(1, 100 * value // largest) if isinstance(value, int) and value else 0)
        for label, value in lines
    )


def _stays(stays: Sequence[Stay]) -> Shown:
    rows = tuple(
        (labels.row(labels.STAYS, one.stage), (one.median, one.ninth, _LIMITED.get(one.stage, IMPOSSIBLE)))
        for one in stays
    )
    largest = max([LONGEST_LIMIT, *(one.ninth or one.median or 0 for one in stays)])
    bars = tuple(
        Bar(
            labels.row(labels.STAYS, one.stage), one.median, 100 * (one.median or 0) // largest,
            100 * (one.ninth or 0) // largest, 100 * _LIMITED.get(one.stage, 0) // largest,
        )
        for one in stays
    )
    head = (mark("Median"), mark("Persentil ke-90"), mark("Batas"))
    return Shown(labels.STAYS, labels.TABLES[labels.STAYS], labels.NOTES[labels.STAYS], head, rows, bars)
