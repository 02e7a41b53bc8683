"""The keys that exports of the demonstration may be sealed to: one that the head confirmed, one that waits for it."""

from datetime import time, timedelta

from mediation.demo.moment import Moment
from mediation.demo.staff import Staff, done
from mediation.inspection.exporting.model import ExportKey
from mediation.inspection.exporting.services import keys
from mediation.vault.keys import PrivateKey

_CONFIRMED = "Inspektur Kabupaten Contoh"
_WAITING = "Inspektur Pembantu Khusus Contoh"


def register_keys(staff: Staff, moment: Moment) -> None:
    """Register both as the auditor does the evening before; the head hears the first one's fingerprint."""
    day = moment.today - timedelta(days=1)
    moment.set(day, time(16, 30))
    first = _registered(staff, _CONFIRMED)
    moment.set(day, time(16, 45))
    with staff.premises.writing(staff.head.person.actor, staff.head.identity) as transaction:
        done(keys.confirm(transaction, first.id, heard=first.fingerprint))
    moment.set(day, time(16, 50))
    _registered(staff, _WAITING)


def _registered(staff: Staff, name: str) -> ExportKey:
    # The private half is dropped here: whoever tries an export registers a key of his own beside it.
    public = PrivateKey.generate().public
    with staff.premises.writing(staff.auditor.person.actor, staff.auditor.identity) as transaction:
        return done(keys.register(transaction, name=name, public=public))
