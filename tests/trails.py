"""An office whose trail leaves checkpoints in a file, and what somebody with the database file can do to it."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mediation import audit
from mediation.audit import outside
from mediation.audit.against import Comparison
from mediation.audit.records import Record
from mediation.inspection import verifying
from mediation.inspection.verifying import Findings
from mediation.transaction import Premises
from tests import builders
from tests.builders import Office

_COLUMNS = "seq, time, actor, action, object, canonical, mac"


@dataclass(frozen=True)
class Trail:
    """The office with its file of checkpoints; `sql` works behind the program's back."""

    office: Office

    @property
    def premises(self) -> Premises:
        return self.office.premises

    @property
    def file(self) -> Path:
        assert self.premises.outside.file is not None
        return self.premises.outside.file

    @property
    def database(self) -> Path:
        return self.office.folder / "office.db"

    @property
    def end(self) -> int:
        """Return the number of the last entry."""
        return int(self.sql("SELECT max(seq) FROM audit_entry")[0][0])

    def act(self, times: int = 1) -> None:
        """Let somebody be refused so many times, in one unit of work."""
        with self.premises.writing() as transaction:
            for _ in range(times):
                audit.append(transaction, audit.Action.REQUEST_REFUSED, f"person:{self.office.head.person.id}")
            transaction.commit()

    def checkpoint(self) -> str:
        """Write a checkpoint over the trail as it is; return its note."""
        with self.premises.writing() as transaction:
            note = audit.checkpoints.current(transaction)
            transaction.commit()
        return note

    def sql(self, *statements: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        """Change the file behind the program's back, triggers dropped; return what the last statement gives."""
        self.premises.engines.dispose()
        with closing(sqlite3.connect(self.database)) as connection:
            for name in ("audit_entry_no_update", "audit_entry_no_delete"):
                connection.execute(f"DROP TRIGGER IF EXISTS {name}")
            for statement in statements:
                found = connection.execute(statement, values).fetchall()
            connection.commit()
        return found

    def shift(self, after: int, by: int) -> None:
        """Give every entry after `after` a number that is higher by `by`."""
        self.sql(f"UPDATE audit_entry SET seq = -(seq + {by}) WHERE seq > {after}",
                 "UPDATE audit_entry SET seq = -seq WHERE seq < 0")

    def swap(self, one: int, other: int) -> None:
        """Let two entries change places, number by number."""
        self.sql(f"UPDATE audit_entry SET seq = -1 WHERE seq = {one}",
                 f"UPDATE audit_entry SET seq = {one} WHERE seq = {other}",
                 f"UPDATE audit_entry SET seq = {other} WHERE seq = -1")

    def copy(self, of: int, to: int) -> None:
        """Put a copy of an entry at another number."""
        self.sql(f"INSERT INTO audit_entry ({_COLUMNS}) SELECT {to}, time, actor, action, object, canonical, mac "
                 f"FROM audit_entry WHERE seq = {of}")

    def keep(self, name: str) -> Path:
        """Copy the whole database, as a backup does."""
        self.premises.engines.dispose()
        kept = self.office.folder / name
        shutil.copy(self.database, kept)
        return kept

    def put_back(self, kept: Path) -> None:
        """Put a copy in the place of the database."""
        self.premises.engines.dispose()
        for more in self.office.folder.glob("office.db-*"):
            more.unlink()
        shutil.copy(kept, self.database)

    def chain(self) -> audit.Verdict:
        """Verify the chain alone."""
        with self.premises.reading() as transaction:
            return audit.verify(transaction)

    def found(self, records: tuple[Record, ...] | None = None) -> Findings:
        """Verify everything, against the program's own file unless told."""
        read = verifying.own_records(self.premises) if records is None else records
        with self.premises.reading() as transaction:
            return verifying.verify(transaction, read)

    def glance(self) -> Comparison:
        """Compare as a start does."""
        with self.premises.reading() as transaction:
            return outside.glance(transaction)

    def lags(self) -> bool:
        with self.premises.reading() as transaction:
            return audit.lags(transaction)


def trail(folder: Path) -> Iterator[Trail]:
    """Yield a trail in a new office."""
    office = builders.office(folder)
    named = replace(office.premises.outside, file=folder / "checkpoints.txt")
    made = Trail(replace(office, premises=replace(office.premises, outside=named)))
    yield made
    made.premises.engines.dispose()
