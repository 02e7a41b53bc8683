"""Make the whole demonstration in a folder: keyring, database, people, cases."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from pathlib import Path

from mediation.accounts.founding import Founded, found, open_premises
from mediation.database import migrate
from mediation.database.engine import Engines, connect
from mediation.demo.books import fill_books
from mediation.demo.duties import fail_once
from mediation.demo.exporting import register_keys
from mediation.demo.letterheads import write_letterheads
from mediation.demo.moment import Moment
from mediation.demo.sampling import sample_once
from mediation.demo.staff import ADMINISTRATOR, AUDITOR, HEAD, Staff, move_in
from mediation.demo.telling import tell
from mediation.settings import Settings
from mediation.transaction import Premises
from mediation.vault.keyring import Keyring
from mediation.vault.keys import PrivateKey
from mediation.vault.principals import Cost, new_one_time_password

AGENCY = "Pemerintah Kabupaten Contoh"
# A demonstration signs six people in at its start; its secrets are printed on the screen anyway.
COST = Cost(1024, 1, 1)
# The office was set up before the oldest case came.
_BEFORE = timedelta(days=240)


@dataclass(frozen=True)
class Demo:
    """A made demonstration: everybody, and the password that all share."""

    staff: Staff
    password: str = field(repr=False)


def demo_settings(folder: Path, address: str) -> Settings:
    """Return the settings of a demonstration in `folder`; the environment has no say."""
    given = {"ADDRESS": address, "AGENCY": AGENCY, "LOG": str(folder / "program.log")}
    return Settings.from_env({f"MEDIATION_{name}": value for name, value in given.items()}, folder)


def make(settings: Settings, today: date, ready: Callable[[Premises], None] = lambda _: None) -> Demo:
    """Make the demonstration as `settings` say, with everything dated relative to `today`.

    `ready` is called once people can be shown the door: before the stories are told, which takes longest.
    """
    moment = Moment(today)
    moment.set(today - _BEFORE, time(8))
    keyring = Keyring.create(settings.keyring_file)
    password = new_one_time_password()
    # Made anew when it fails, so nothing waits for the disk here; the finished one is opened as any other.
    engines = connect(settings.database, lasting=False)
    with _no_collecting():
        staff = move_in(_found(engines, keyring, moment), AGENCY, password)
        write_letterheads(staff)
        fill_books(staff)
        premises = open_premises(connect(settings.database), keyring, cost=COST)
        ready(premises)
        tell(staff, moment)
        sample_once(staff, moment)
        fail_once(staff, moment)
        register_keys(staff, moment)
    engines.dispose()
    return Demo(replace(staff, premises=premises), password)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Look for no garbage meanwhile: that takes a sixth of the time, and little is thrown away."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _found(engines: Engines, keyring: Keyring, moment: Moment) -> Founded:
    migrate.upgrade(engines.write)
    return found(
        engines,
        keyring,
        # The private half is dropped here: nobody recovers a demonstration.
        recovery_recipient=PrivateKey.generate().public,
        head=HEAD,
        auditor=AUDITOR,
        administrator=ADMINISTRATOR,
        demo=True,
        clock=moment,
        cost=COST,
    )
