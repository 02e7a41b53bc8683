"""The office that every measure begins from: founded, with its people, and the stories of the demonstration told.

It is no demonstration, so that the real server opens it; its people and cases are as made up as those.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import time, timedelta
from pathlib import Path
from shutil import copytree

from mediation.accounts.founding import found, open_premises
from mediation.bureau.queue import services as queueing
from mediation.cases import store as cases
from mediation.cases.submit import services as submitting
from mediation.clock import local_day, now
from mediation.database import migrate
from mediation.database.engine import connect
from mediation.demo.letterheads import write_letterheads
from mediation.demo.making import AGENCY
from mediation.demo.moment import Moment
from mediation.demo.staff import ADMINISTRATOR, AUDITOR, HEAD, Colleague, Staff, done, move_in
from mediation.demo.telling import tell
from mediation.settings import Settings
from mediation.transaction import Premises, Transaction
from mediation.vault.keyring import Keyring
from mediation.vault.keys import PrivateKey
from mediation.vault.principals import Cost, new_one_time_password

CHEAP = Cost(1024, 1, 1)
ADDRESS = "http://127.0.0.1:8000"
_BEFORE = timedelta(days=240)


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
    """Return a new office in `folder`, told as the demonstration tells its stories."""
    folder.mkdir(mode=0o700)
    settings = _settings(folder)
    moment = Moment(local_day(now(), "WIB"))
    moment.set(moment.today - _BEFORE, time(8))
    keyring = Keyring.create(settings.keyring_file)
    password = new_one_time_password()
    engines = connect(settings.database, lasting=False)
    migrate.upgrade(engines.write)
    founded = found(
        engines, keyring, recovery_recipient=PrivateKey.generate().public, head=HEAD, auditor=AUDITOR,
        administrator=ADMINISTRATOR, clock=moment, cost=CHEAP,
    )
    staff = move_in(founded, AGENCY, password)
    write_letterheads(staff)
    tell(staff, moment)
    engines.dispose()
    office = _opened(folder, Office(folder, settings, staff, password))
    _hand_in(office)
    return office


def _hand_in(office: Office) -> None:
    """Hand in every file that is ready, and let the bureau's head take every other one."""
    ready = []
    for holder in (office.staff.school_head, office.staff.clinic_head):
        with office.writing(holder) as transaction:
            held = [cover.id for cover in cases.covers(transaction)]
        for case in held:
            with office.writing(holder) as transaction:
                if submitting.submit(transaction, case, ticked=()) is None:
                    ready.append(case)
    for case in ready[::2]:
        with office.writing(office.staff.head) as transaction:
            done(queueing.take(transaction, case))


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
    premises = open_premises(engines, Keyring.load(settings.keyring_file), cost=CHEAP)
    return replace(office, folder=folder, settings=settings, staff=replace(office.staff, premises=premises))


def _settings(folder: Path) -> Settings:
    settings = folder / "settings.toml"
    settings.write_text(f'address = "{ADDRESS}"\nagency = "{AGENCY}"\n', encoding="utf-8")
    settings.chmod(0o600)
    return Settings.from_env({}, folder)
