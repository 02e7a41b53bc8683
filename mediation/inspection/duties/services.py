"""What a head or an auditor does about a failure of protection; and how the head words the agency's own record."""

from datetime import date, datetime, time
from uuid import UUID, uuid4

from mediation import audit
from mediation.cases.today import zone
from mediation.clock import ZONES
from mediation.errors import Refusal
from mediation.inspection.duties import papers, store
from mediation.inspection.duties.model import Body, Breach, Controller, refuse
from mediation.language import mark
from mediation.reports import docx
from mediation.reports.blocks import Document, Kind
from mediation.reports.duty_facts import Reader
from mediation.transaction import Transaction


def moment(transaction: Transaction, on: date, at: time) -> datetime:
    """Return the moment that clocks in the actor's unit showed."""
    return datetime.combine(on, at, ZONES[zone(transaction)])


def record(transaction: Transaction, body: Body, *, breach: UUID | None = None) -> UUID | Refusal:
    """Write a new failure of protection and return its id, or why not."""
    refusal = refuse(None, body, transaction.now)
    if refusal:
        return refusal
    made = breach or uuid4()
    store.add(transaction, made, body, expected=0)
    transaction.commit()
    return made


def add(transaction: Transaction, breach: UUID, body: Body, *, version: int | None) -> Refusal | None:
    """Add what happened since, or return why not. Nothing that stands is changed.

    `version`: how many events the page showed. Raises NotFound, Conflict.
    """
    found = store.get(transaction, breach)
    refusal = refuse(found, body, transaction.now)
    if refusal:
        return refusal
    store.add(transaction, breach, body, expected=-1 if version is None else version)
    transaction.commit()
    return None


def running(transaction: Transaction) -> tuple[Breach, ...]:
    """Return the failures whose clock runs, the least time left first; those that were tampered with before all."""
    found = [each for each in store.every(transaction, unclosed=True) if each.running or not each.intact]
    return tuple(sorted(found, key=_known))


def _known(breach: Breach) -> float:
    return breach.facts.known.timestamp() if breach.facts and breach.intact else 0.0


def print_notice(transaction: Transaction, breach: UUID, reader: Reader, *, number: str) -> bytes | Refusal:
    """Return the letter to a person as DOCX, or what is missing; the trail keeps that it was printed, not to whom."""
    found = store.get(transaction, breach)
    made = papers.notice(transaction, found, reader, zone(transaction), number)
    return _printed(transaction, made, store.about(breach), Kind.BREACH_NOTICE)


def print_report(transaction: Transaction, breach: UUID, *, number: str) -> bytes | Refusal:
    """Return the letter to the authority as DOCX, or what is missing."""
    found = store.get(transaction, breach)
    made = papers.report(transaction, found, zone(transaction), number)
    return _printed(transaction, made, store.about(breach), Kind.BREACH_REPORT)


def print_processing(transaction: Transaction) -> bytes | Refusal:
    """Return the record of processing as DOCX, or why not."""
    made = papers.processing(transaction, store.controller(transaction))
    return _printed(transaction, made, "agency:controller", Kind.PROCESSING_RECORD)


def print_impact(transaction: Transaction) -> bytes | Refusal:
    """Return the impact assessment as DOCX, or why not."""
    return _printed(transaction, papers.impact(transaction), "agency:controller", Kind.IMPACT_ASSESSMENT)


def _printed(transaction: Transaction, made: Document | Refusal, about: str, kind: Kind) -> bytes | Refusal:
    if isinstance(made, Refusal):
        return made
    # No digest: of a letter with a guessable name it would tell to whom it went.
    audit.append(transaction, audit.Action.DOCUMENT_PREVIEWED, about, kind=kind.value)
    written = docx.write(made)
    transaction.commit()
    return written


def write_controller(transaction: Transaction, given: Controller, *, version: int | None) -> Refusal | None:
    """Write a new edition of the agency's words; return why not. Raises Conflict."""
    newest = store.controller(transaction)
    if newest.intact and given == newest.controller:
        return Refusal(mark("Tidak ada yang berubah."), mark("Ubah isiannya, atau kembali ke catatan pemrosesan."))
    store.put_controller(transaction, given, expected=-1 if version is None else version)
    transaction.commit()
    return None
