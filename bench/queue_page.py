"""The bureau's queue page, 25 rows: sealed with warm keys, beside the same page from plaintext rows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from bench.door import Door
from bench.measuring import Measured, Way, interleaved, ms, times
from bench.offices import Filled, Offices
from mediation.app import create_app
from mediation.bureau.queue import services, store
from mediation.bureau.queue.covering import own_officers
from mediation.bureau.queue.lines import lines
from mediation.bureau.queue.model import Chosen
from mediation.bureau.queue.services import Listing
from mediation.bureau.queue.views import listing as view
from mediation.cases.model import Stage
from mediation.cases.store import queue
from mediation.cases.store.asking import Filter
from mediation.cases.store.queue import QueuedFile
from mediation.cases.store.reading import stage_of
from mediation.database.engine import Engines, connect
from mediation.transaction import Transaction

ROWS = services.PAGE_SIZE
_ROUNDS = 100
_PAGES = 20


class Base(DeclarativeBase):
    """The plaintext tables."""


class PlainFile(Base):
    """What the queue shows of a file, in plaintext."""

    __tablename__ = "plain_file"
    __table_args__ = (sa.Index("ix_plain_file", "submitted", "id"),)

    id: Mapped[UUID] = mapped_column(sa.Uuid(), primary_key=True)
    holder: Mapped[UUID] = mapped_column(sa.Uuid())
    unit: Mapped[UUID] = mapped_column(sa.Uuid())
    stage: Mapped[str] = mapped_column(sa.String(12))
    officer: Mapped[UUID | None] = mapped_column(sa.Uuid(), index=True)
    submitted: Mapped[int] = mapped_column(sa.BigInteger())
    number: Mapped[str] = mapped_column(sa.String(20), index=True)
    state: Mapped[str | None] = mapped_column(sa.String(20))
    applicant: Mapped[str] = mapped_column(sa.String(200))
    spouse: Mapped[str] = mapped_column(sa.String(200))
    digits: Mapped[str] = mapped_column(sa.String(20), index=True)
    spouse_digits: Mapped[str] = mapped_column(sa.String(20), index=True)


_TABLE = sa.inspect(PlainFile).local_table
_STAGES = [stage.value for stage in Stage if stage is not Stage.CLOSED]
_SHOWN = ("number", "state", "applicant", "spouse")


@dataclass(frozen=True)
class PlainFiles:
    """The queue's files in plaintext, in a database of their own."""

    engines: Engines

    def core(self, *, mine: Sequence[UUID], own: bool, first: int, most: int) -> tuple[QueuedFile, ...]:
        """Return the files from Core rows: those of `mine`, or (`own` False) the others."""
        with self.engines.read.connect() as connection:
            ordered = _wanted(sa.select(_TABLE), own=own).order_by(_TABLE.c.submitted, _TABLE.c.id)
            rows = connection.execute(ordered.offset(first).limit(most), {"mine": mine})
            return tuple(file_of(row) for row in rows)

    def orm(self, *, mine: Sequence[UUID], own: bool, first: int, most: int) -> tuple[QueuedFile, ...]:
        """Return the files from ORM rows."""
        with Session(self.engines.read) as session:
            query = _wanted(sa.select(PlainFile), own=own).offset(first).limit(most)
            ordered = query.order_by(PlainFile.submitted, PlainFile.id)
            return tuple(file_of(row) for row in session.scalars(ordered, {"mine": mine}))

    def count(self, mine: Sequence[UUID], *, own: bool) -> int:
        """Return how many files are those of `mine`, or the others."""
        with self.engines.read.connect() as connection:
            query = _wanted(sa.select(sa.func.count()).select_from(_TABLE), own=own)
            return int(connection.execute(query, {"mine": mine}).scalar_one())

    def close(self) -> None:
        """Close every connection."""
        self.engines.dispose()


def measure(offices: Offices) -> Iterator[Measured]:
    """Yield what the page costs beside plaintext, and with ten times as many files."""
    office = offices.long.office
    files = copy(offices.long)
    core, orm = (Door(office, office.staff.head, create_app(office.settings, office.premises)) for _ in range(2))
    _replace(core.app, files, files.core)
    _replace(orm.app, files, files.orm)
    took = interleaved(rounds=_ROUNDS, ways={
        "sealed": _ways(_door(offices.long)), "core": _ways(core),
        "orm": _ways(orm), "small": _ways(_door(offices.short)),
    })
    files.close()
    note = f"{ms(took['sealed'])} sealed, {ms(took['core'])} Core, {ms(took['orm'])} ORM"
    for name, limit in (("Core", 1.3), ("ORM", 1.1)):
        ratio = times(took["sealed"], took[name.lower()])
        yield Measured(f"queue page, 25 rows, beside plaintext {name} rows", ratio, limit, note=note)
    yield Measured(
        "queue page, 10,000 files beside 1,000", times(took["sealed"], took["small"]), 1.3,
        note=f"{ms(took['sealed'])} and {ms(took['small'])}",
    )


def copy(filled: Filled) -> PlainFiles:
    """Return the queue of an office as plaintext rows, written beside it."""
    file = filled.office.folder / "plain-queue.sqlite"
    file.unlink(missing_ok=True)
    engines = connect(f"sqlite:///{file}")
    Base.metadata.create_all(engines.write)
    digits = dict(zip(filled.cases, filled.digits, strict=True))
    with filled.office.writing(filled.office.staff.head) as transaction:
        found = queue.queued(transaction, Filter(), first=0, most=2**31)
    rows = [
        {"id": file.id, "holder": file.holder, "unit": file.unit, "stage": file.stage.value, "officer": file.officer,
         "submitted": file.submitted, "digits": digits.get(file.id, ""), "spouse_digits": "",
         **{name: file.cover[name] for name in _SHOWN}}
        for file in found
    ]
    with engines.write.begin() as connection:
        connection.execute(sa.insert(PlainFile), rows)
    return PlainFiles(engines)


def file_of(row: Any) -> QueuedFile:  # noqa: ANN401 - a Core row or an ORM object
    """Return a plaintext row as the page takes it."""
    cover = {name: getattr(row, name) for name in _SHOWN}
    return QueuedFile(row.id, row.holder, row.unit, stage_of(row.stage), row.officer, row.submitted, cover)


def _wanted(query: "sa.Select[Any]", *, own: bool) -> "sa.Select[Any]":
    named: sa.BindParameter[Any] = sa.bindparam("mine", expanding=True)
    officer = _TABLE.c.officer.in_(named) if own else _TABLE.c.officer.is_(None) | _TABLE.c.officer.not_in(named)
    return query.where(_TABLE.c.stage.in_(_STAGES), officer)


def _replace(app: Flask, files: PlainFiles, read: Callable[..., tuple[QueuedFile, ...]]) -> None:
    """Let the queue of `app` show plaintext rows; guard, names, template and all else stay as they are."""
    real = app.view_functions["queue.listing"]

    def listed(transaction: Transaction, chosen: Chosen, number: int) -> Listing:  # noqa: ARG001 - nothing is chosen
        mine, sorting = own_officers(transaction), store.sorting(transaction)
        own, rest = files.count(mine, own=True), files.count(mine, own=False)
        first = (number - 1) * ROWS
        shown = read(mine=mine, own=True, first=first, most=ROWS)
        if len(shown) < ROWS:
            shown += read(mine=mine, own=False, first=max(0, first - own), most=ROWS - len(shown))
        return Listing(lines(transaction, shown, mine), number, -(-(own + rest) // ROWS), own + rest, own, sorting)

    def listing() -> Any:  # noqa: ANN401 - what the view answers
        kept, services.listed = services.listed, listed
        try:
            return real()
        finally:
            services.listed = kept

    listing.needs = view.listing.needs  # type: ignore[attr-defined]  # the guard's mark
    app.view_functions["queue.listing"] = listing


def _door(filled: Filled) -> Door:
    return Door(filled.office, filled.office.staff.head)


def _ways(door: Door) -> Way:
    """Return a way that asks for one page after another, each visited once before: its keys are warm."""
    for number in range(1, _PAGES + 1):
        door.get(f"/k?halaman={number}")
    turns = cycle(range(1, _PAGES + 1))
    return lambda: door.get(f"/k?halaman={next(turns)}")
