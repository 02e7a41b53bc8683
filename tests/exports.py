"""Exports for tests: keys that two persons vouch for, and exports that are begun and not made yet."""

from dataclasses import dataclass

from pyrage import x25519

from mediation.accounts import sessions
from mediation.accounts.model import Stage
from mediation.errors import Refusal
from mediation.inspection.exporting.model import DEFAULT_FIELDS, Aim, ExportKey, Order, Sheet
from mediation.inspection.exporting.services import keys, making, orders
from mediation.inspection.exporting.store import keys as rows
from mediation.inspection.summaries.model import Filter
from mediation.vault.recipient import parse_recipient
from mediation.vault.sessions import session_id
from tests.builders import Office


@dataclass(frozen=True)
class Held:
    """A registered key and its private half."""

    key: ExportKey
    identity: x25519.Identity


def registered(office: Office, name: str = "Inspektur Contoh") -> Held:
    """Return a key that the auditor registered and nobody confirmed."""
    identity = x25519.Identity.generate()
    with office.desk(office.auditor) as transaction:
        made = keys.register(transaction, name=name, public=parse_recipient(str(identity.to_public())))
    assert isinstance(made, ExportKey), made
    return Held(made, identity)


def confirmed(office: Office, name: str = "Inspektur Contoh") -> Held:
    """Return a key that the head confirmed."""
    held = registered(office, name)
    with office.desk(office.head) as transaction:
        assert keys.confirm(transaction, held.key.id, heard=held.key.fingerprint) is None
    with office.desk(office.head) as transaction:
        return Held(rows.get(transaction, held.key.id), held.identity)


def order(*held: Held, sheets: tuple[Sheet, ...] = (), wanted: Filter | None = None) -> Order:
    """Return what asks for everything usual."""
    chosen = tuple(one.key.id for one in held)
    return Order(wanted or Filter(), Aim.ROUTINE, "Surat tugas 7/2026", DEFAULT_FIELDS, chosen, sheets)


def begin(office: Office, asked: Order) -> orders.Begun | Refusal:
    """Begin an export as the auditor."""
    with office.desk(office.auditor) as transaction:
        return orders.begin(transaction, asked, orders.count(transaction, asked.wanted))


def job(office: Office, asked: Order) -> making.Job:
    """Begin an export in a session of the auditor's; return the work that is to be done."""
    with office.desk(office.auditor) as transaction:
        secret = sessions.start(transaction, office.auditor.person, office.auditor.key, Stage.OPEN)
        transaction.commit()
    begun = begin(office, asked)
    assert isinstance(begun, orders.Begun), begun
    folder = office.folder / "exports"
    return making.Job(
        office.premises, office.auditor.person.actor, office.auditor.key, session_id(secret), begun.id, folder,
        begun.name,
    )
