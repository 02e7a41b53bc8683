"""Make the whole demonstration in a folder: keyring, database, people, cases."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from pathlib import Path

from mediation.accounts.founding import found
from mediation.database import migrate
from mediation.database.engine import connect
from mediation.demo.letterheads import write_letterheads
from mediation.demo.moment import Moment
from mediation.demo.staff import ADMINISTRATOR, AUDITOR, HEAD, Staff, move_in
from mediation.demo.telling import tell
from mediation.settings import Settings
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
    return Settings.from_env({"MEDIATION_ADDRESS": address, "MEDIATION_AGENCY": AGENCY}, folder)


def make(settings: Settings, today: date) -> Demo:
    """Make the demonstration as `settings` say, with everything dated relative to `today`."""
    moment = Moment(today)
    moment.set(today - _BEFORE, time(8))
    engines = connect(settings.database)
    migrate.upgrade(engines.write)
    founded = found(
        engines,
        Keyring.create(settings.keyring_file),
        # The private half is dropped here: nobody recovers a demonstration.
        recovery_recipient=PrivateKey.generate().public,
        head=HEAD,
        auditor=AUDITOR,
        administrator=ADMINISTRATOR,
        demo=True,
        clock=moment,
        cost=COST,
    )
    password = new_one_time_password()
    staff = move_in(founded, AGENCY, password)
    write_letterheads(staff)
    tell(staff, moment)
    moment.release()
    return Demo(staff, password)
