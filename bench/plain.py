"""The same list from plaintext rows: what it would cost if nothing were sealed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from bench.base import Office
from mediation.cases import store as cases
from mediation.cases.desk import views
from mediation.cases.store import Cover
from mediation.cases.store.reading import stage_of
from mediation.database.engine import Engines, connect
from mediation.permissions import Permission
from mediation.transaction import Premises
from mediation.web.guards import needs, today

ROWS = views.PAGE_SIZE


class Base(DeclarativeBase):
    """The plaintext tables."""


class PlainCase(Base):
    """What a list shows of a case, in plaintext."""

    __tablename__ = "plain_case"
    __table_args__ = (sa.Index("ix_plain_case", "holder", "created", "id"),)

    id: Mapped[UUID] = mapped_column(sa.Uuid(), primary_key=True)
    holder: Mapped[UUID] = mapped_column(sa.Uuid())
    created: Mapped[int] = mapped_column(sa.BigInteger())
    stage: Mapped[str] = mapped_column(sa.String(12))
    number: Mapped[str] = mapped_column(sa.String(20))
    initials: Mapped[str] = mapped_column(sa.String(20))
    received_on: Mapped[str] = mapped_column(sa.String(10))
    met_on: Mapped[str | None] = mapped_column(sa.String(10))
    finished_on: Mapped[str | None] = mapped_column(sa.String(10))
    awaits_reviewer: Mapped[bool] = mapped_column()


_SHOWN = ("number", "initials", "received_on", "met_on", "finished_on", "awaits_reviewer")
_TABLE = sa.inspect(PlainCase).local_table
_CORE = (
    sa.select(_TABLE).where(_TABLE.c.holder == sa.bindparam("holder"))
    .order_by(_TABLE.c.created.desc(), _TABLE.c.id.desc()).offset(sa.bindparam("first")).limit(ROWS)
)
_ORM = (
    sa.select(PlainCase).where(PlainCase.holder == sa.bindparam("holder"))
    .order_by(PlainCase.created.desc(), PlainCase.id.desc()).offset(sa.bindparam("first")).limit(ROWS)
)
_COUNT = sa.select(sa.func.count()).where(_TABLE.c.holder == sa.bindparam("holder"))

Page = Callable[[int], tuple[int, Sequence[Cover]]]  # number of the page -> how many cases, the rows


@dataclass(frozen=True)
class Plain:
    """The plaintext rows of one holder, beside the sealed ones they were copied from."""

    engines: Engines
    premises: Premises
    office: Office
    holder: UUID
    pages: "cycle[int]"

    def core(self, number: int) -> tuple[int, Sequence[Cover]]:
        """Return a page from Core rows."""
        with self.engines.read.connect() as connection:
            count = connection.execute(_COUNT, {"holder": self.holder}).scalar_one()
            values = {"holder": self.holder, "first": (number - 1) * ROWS}
            return count, [_cover(row) for row in connection.execute(_CORE, values)]

    def orm(self, number: int) -> tuple[int, Sequence[Cover]]:
        """Return a page from ORM rows."""
        with Session(self.engines.read) as session:
            count = session.execute(_COUNT, {"holder": self.holder}).scalar_one()
            values = {"holder": self.holder, "first": (number - 1) * ROWS}
            return count, [_cover(row) for row in session.scalars(_ORM, values)]

    def way_core(self) -> object:
        """Read the rows of the next page."""
        return self.core(next(self.pages))

    def way_orm(self) -> object:
        """Read the rows of the next page."""
        return self.orm(next(self.pages))

    def way_sealed(self) -> Callable[[], object]:
        """Return the way that reads and opens the rows of the next page, keys warm."""
        head, session = self.office.staff.school_head, b"a session of the bench"

        def way() -> object:
            with self.premises.reading(head.person.actor, head.identity, session) as transaction:
                count = cases.count_held(transaction)
                return count, cases.covers_on(transaction, first=(next(self.pages) - 1) * ROWS, most=ROWS)

        for _ in range(20):
            way()
        return way

    def close(self) -> None:
        """Close every connection."""
        self.engines.dispose()


def copy(office: Office, holder: UUID) -> Plain:
    """Return the list of `holder` as plaintext rows in a database of its own, written beside the office's."""
    engines = connect(f"sqlite:///{office.folder / 'plain.sqlite'}")
    Base.metadata.create_all(engines.write)
    head = office.staff.school_head
    with office.premises.reading(head.person.actor, head.identity) as transaction:
        covers = cases.covers(transaction)
    rows = [
        {"id": cover.id, "holder": holder, "created": len(covers) - place, "stage": cover.stage.value,
         **{name: cover.data[name] for name in _SHOWN}}
        for place, cover in enumerate(covers)
    ]
    with engines.write.begin() as connection:
        connection.execute(sa.insert(PlainCase), rows)
    return Plain(engines, office.premises, office, holder, cycle(range(1, 21)))


def replace_listing(app: Flask, page: Page) -> None:
    """Let the list of `app` show the rows of `page`; guard, template and all else stay as they are."""

    @needs(Permission.CASE_WORK)
    def listing() -> ResponseReturnValue:
        number = max(1, request.args.get("halaman", 1, type=int))
        (count, shown), day = page(number), today()
        return render_template(
            "desk/listing.html", cases=[views._case_row(cover, day) for cover in shown],  # noqa: SLF001 - the page's own way
            number=number, pages=max(1, -(-count // ROWS)),
        )

    app.view_functions["desk.listing"] = listing


def _cover(row: Any) -> Cover:  # noqa: ANN401 - a Core row or an ORM object
    return Cover(row.id, stage_of(row.stage), {name: getattr(row, name) for name in _SHOWN}, ())
