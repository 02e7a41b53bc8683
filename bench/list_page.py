"""The supervisor's list page, 25 rows: sealed with warm keys, beside the same page from plaintext rows."""

from collections.abc import Iterator
from itertools import cycle

from bench import plain
from bench.door import Door
from bench.measuring import Measured, Way, interleaved, ms, times
from bench.offices import Filled, Offices
from mediation.app import create_app

_ROUNDS = 120
_PAGES = 20  # from the first on, asked for by turns, whatever the length of the list


def measure(offices: Offices) -> Iterator[Measured]:
    """Yield what the page costs beside plaintext, and with ten times as many cases."""
    big, head = offices.big.office, offices.big.office.staff.school_head
    core, orm = (Door(big, head, create_app(big.settings, big.premises)) for _ in range(2))
    store = plain.copy(big, head.person.id)
    plain.replace_listing(core.app, store.core)
    plain.replace_listing(orm.app, store.orm)
    sealed, small = _list(offices.big), _list(offices.small)
    took = interleaved(rounds=_ROUNDS, ways={
        "sealed": sealed, "core": _ways(core), "orm": _ways(orm), "small": small,
        "rows sealed": store.way_sealed(), "rows core": store.way_core, "rows orm": store.way_orm,
    })
    store.close()
    note = f"{ms(took['sealed'])} sealed, {ms(took['core'])} Core, {ms(took['orm'])} ORM"
    for name, limit in (("Core", 1.3), ("ORM", 1.1)):
        ratio = times(took["sealed"], took[name.lower()])
        yield Measured(f"list page, 25 rows, beside plaintext {name} rows", ratio, limit, note=note)
    yield Measured(
        "list page, 10,000 cases beside 1,000", times(took["sealed"], took["small"]), 1.3,
        note=f"{ms(took['sealed'])} and {ms(took['small'])}",
    )
    yield Measured(
        "its rows alone, read and opened, beside plaintext Core rows", times(took["rows sealed"], took["rows core"]),
        None, note=f"{ms(took['rows sealed'])} sealed, {ms(took['rows core'])} Core, {ms(took['rows orm'])} ORM",
    )


def desk(offices: Offices) -> Iterator[Measured]:
    """Yield what the desk costs, which opens every case at work."""
    doors = {name: Door(filled.office, filled.office.staff.school_head)
             for name, filled in (("big", offices.big), ("small", offices.small))}
    took = interleaved({name: lambda door=door: door.get("/b") for name, door in doors.items()})  # type: ignore[misc]
    yield Measured(
        "desk, 40 cases at work, 10,000 cases beside 1,000", times(took["big"], took["small"]), None,
        note=f"{ms(took['big'])} and {ms(took['small'])}",
    )


def _list(filled: Filled) -> Way:
    return _ways(Door(filled.office, filled.office.staff.school_head))


def _ways(door: Door) -> Way:
    """Return a way that asks for one page after another, each visited once before: its keys are warm."""
    for number in range(1, _PAGES + 1):
        door.get(f"/b/semua?halaman={number}")
    pages = cycle(range(1, _PAGES + 1))
    return lambda: door.get(f"/b/semua?halaman={next(pages)}")
