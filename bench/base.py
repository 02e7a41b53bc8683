"""The office that every measure begins from: the demonstration's people, and its stories told to the end.

It is no longer marked as one, so that the real server opens it; its people and cases are as made up as those.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from shutil import copytree

import sqlalchemy as sa

from mediation.accounts.founding import open_premises
from mediation.clock import local_day, now
from mediation.database.engine import connect
from mediation.database.tables import installation
from mediation.demo import making
from mediation.demo.staff import Colleague, Staff
from mediation.settings import Settings
from mediation.transaction import Premises, Transaction
from mediation.vault.keyring import Keyring

ADDRESS = "http://127.0.0.1:8000"


@dataclass(frozen=True)
class Office:
    """An office in a folder of its own, opened, with the keys of its people."""

    folder: Path
    settings: Settings
    staff: Staff = field(repr=False)
    password: str = field(repr=False)

    @property
    def premises(self) -> Premises:
        """Return the opened installation."""
        return self.staff.premises

    @property
    def database(self) -> Path:
        """Return the database file."""
        return self.folder / "database.sqlite"

    @contextmanager
    def writing(self, who: Colleague) -> Iterator[Transaction]:
        """Begin a unit of work of `who`."""
        with self.premises.writing(who.person.actor, who.identity) as transaction:
            yield transaction

    def close(self) -> None:
        """Close every connection; what stands in the write-ahead log goes into the file."""
        self.premises.engines.dispose()


def make(folder: Path) -> Office:
    """Return a new office in `folder`: the demonstration, told to the end, and no longer marked as one."""
    folder.mkdir(mode=0o700)
    settings = _settings(folder)
    told = making.make(settings, local_day(now(), "WIB"))
    with told.staff.premises.engines.write.begin() as connection:
        connection.execute(sa.update(installation).values(demo=False))
    told.staff.premises.engines.dispose()
    return _opened(folder, Office(folder, settings, told.staff, told.password))


def copied(office: Office, folder: Path) -> Office:
    """Return a copy of a closed `office` in `folder`."""
    office.close()
    copytree(office.folder, folder)
    return _opened(folder, office)


def reopened(office: Office, *, lasting: bool) -> Office:
    """Return `office` with new connections that wait for the disk at each commit, or (`lasting` False) do not."""
    office.close()
    return _opened(office.folder, office, lasting=lasting)


def _opened(folder: Path, office: Office, *, lasting: bool = True) -> Office:
    settings = _settings(folder)
    engines = connect(settings.database, lasting=lasting)
    premises = open_premises(engines, Keyring.load(settings.keyring_file), cost=making.COST)
    return replace(office, folder=folder, settings=settings, staff=replace(office.staff, premises=premises))


def _settings(folder: Path) -> Settings:
    settings = folder / "settings.toml"
    lines = f'address = "{ADDRESS}"\nagency = "{making.AGENCY}"\nlog = "{folder / "program.log"}"\n'
    settings.write_text(lines, encoding="utf-8")
    settings.chmod(0o600)
    return Settings.from_env({}, folder)
