"""One opened case: its rows, what was opened of them, and what its own row says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from mediation.cases import codec
from mediation.cases.model import Contacts, Progress, Request, Stage, Standing
from mediation.cases.store import seal
from mediation.errors import NotFound, Tampered
from mediation.vault import columns
from mediation.vault.columns import CaseTable
from mediation.vault.keys import CaseKey

Keys = Mapping[tuple[str, int], CaseKey]


@dataclass(frozen=True)
class StoredRow:
    """One row of a case: its clear values, what was opened, and the names of what did not open."""

    id: UUID
    table: CaseTable
    clear: Mapping[str, Any]
    opened: Mapping[str, Any]
    broken: tuple[str, ...] = ()

    def value(self, column: str) -> Any:  # noqa: ANN401 - JSON-able data
        """Return the opened value of `column`; raise Tampered when it did not open, KeyError when not granted."""
        if column in self.broken:
            raise Tampered(f"{self.table.name}.{column}")
        return self.opened[column]


@dataclass(frozen=True)
class CaseFile:
    """One opened case, as what the actor opened it. `intact` is False when its seal does not match: then read-only.

    `submitted` is the moment of the first handing in (µs), `officer` who has taken it at the bureau.
    """

    id: UUID
    holder: UUID
    unit: UUID
    stage: Stage
    version: int
    rows: Mapping[str, tuple[StoredRow, ...]]
    intact: bool
    standing: Standing = Standing.HOLDER
    submitted: int | None = None
    officer: UUID | None = None
    raw: tuple[seal.RawRow, ...] = field(repr=False, default=())
    keys: Keys = field(repr=False, default_factory=dict)

    def all(self, table: CaseTable) -> tuple[StoredRow, ...]:
        """Return the rows of `table` in the order they were made."""
        return self.rows.get(table.name, ())

    def row(self, table: CaseTable, row: UUID) -> StoredRow:
        """Return one row of `table`; raise NotFound when this case has none with that id."""
        for found in self.all(table):
            if found.id == row:
                return found
        raise NotFound

    @cached_property
    def case_row(self) -> StoredRow:
        """The case's own row."""
        return self.row(columns.CASE, self.id)

    @cached_property
    def progress(self) -> Progress:
        """What the workflow decides by; raises Tampered when it does not open."""
        return codec.from_data(Progress, self.case_row.value("progress"))

    @cached_property
    def request(self) -> Request:
        """The request as received; raises Tampered when it does not open."""
        return codec.from_data(Request, self.case_row.value("request"))

    @property
    def contacts(self) -> Contacts | None:
        """The parties' contacts; None for a reader without the private key."""
        data = self.case_row.opened.get("contacts")
        return codec.from_data(Contacts, data) if data is not None else None
