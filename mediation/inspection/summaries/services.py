"""What auditors do with summaries: read them under pseudonyms, find one by its pseudonym, begin a new series."""

from collections.abc import Collection, Iterator
from uuid import UUID, uuid4

from mediation import audit
from mediation.accounts.store import units
from mediation.cases import today as days
from mediation.errors import NotFound, Refusal
from mediation.inspection.summaries import redaction, store
from mediation.inspection.summaries.model import Filter, Redacted
from mediation.inspection.summaries.store import Opened
from mediation.language import mark
from mediation.transaction import Transaction
from mediation.vault.pseudonyms import number

_EVERYTHING = Filter()


def rows(transaction: Transaction, wanted: Filter = _EVERYTHING) -> Iterator[Redacted]:
    """Yield what the actor, an auditor, may see of the cases that `wanted` chooses, in constant memory.

    In an order that tells nothing of when a case came. A case of which he is a party or supervisor is left out; who
    holds no auditors' key gets none.
    """
    redact = _Redacting(transaction)
    for found in store.opened(transaction, units=wanted.units, submitted_only=wanted.submitted_only):
        redacted = redact.one(found)
        if redaction.fits(redacted.facts, wanted):
            yield redacted


def these(transaction: Transaction, cases: Collection[UUID]) -> list[Redacted]:
    """Return what the actor may see of these cases; what he may not is not among them."""
    if not cases:
        return []
    redact = _Redacting(transaction)
    return [redact.one(found) for found in store.opened(transaction, cases=cases)]


def one(transaction: Transaction, case: UUID) -> Redacted:
    """Return what the actor may see of one case; raises NotFound: absent, his own and not granted are the same."""
    found = these(transaction, (case,))
    if not found:
        raise NotFound
    return found[0]


def note_list(transaction: Transaction, page: int) -> None:
    """Note in the trail that the actor looks at a page of the list."""
    audit.append(transaction, audit.Action.SUMMARIES_READ, f"person:{transaction.actor.id}", page=page)
    transaction.commit()


def note_one(transaction: Transaction, case: UUID) -> None:
    """Note in the trail that the actor looks at the summary of one case."""
    audit.append(transaction, audit.Action.SUMMARIES_READ, f"case:{case}")
    transaction.commit()


def pseudonym(transaction: Transaction, case: UUID) -> str:
    """Return what the case is called in the actor's series; raises Tampered."""
    return store.names(transaction).of(case)


def resolve(transaction: Transaction, pseudonym: str) -> UUID:
    """Return the case that the actor's series calls so; raises NotFound for everything else, Tampered.

    Every case that he may read is tried: no list of pseudonyms is kept anywhere.
    """
    try:
        wanted = number(pseudonym)
    except ValueError:
        raise NotFound from None
    names = store.names(transaction)
    found = next((case for case in store.ids(transaction) if names.names(case, wanted)), None)
    if found is None:
        raise NotFound
    return found


def begin_series(transaction: Transaction, *, seen: int | None) -> Refusal | None:
    """Begin a new series: from now on every case has another pseudonym for the actor. Or return why not.

    `seen`: since when (µs since 1970 UTC) the series counts that the page showed; None: the first one.
    """
    if store.begun(transaction) != seen:
        return Refusal(
            mark("Deret yang baru sudah dimulai sejak halaman ini dibuka."),
            mark("Periksa sejak kapan deret Anda berlaku; mulai lagi hanya bila memang perlu."),
        )
    made = uuid4()
    store.begin_series(transaction, made)
    audit.append(
        transaction, audit.Action.SERIES_BEGUN, store.about_series(transaction), series=str(made),
    )
    transaction.commit()
    return None


class _Redacting:
    """Turns opened summaries into what is told: names of units and the day are asked for once."""

    def __init__(self, transaction: Transaction) -> None:
        self._names = store.names(transaction) if transaction.identity else None
        self._units = {unit.id: unit.name for unit in units.every(transaction)}
        self._today = days.today(transaction)

    def one(self, found: Opened) -> Redacted:
        pseudonym = self._names.of(found.id) if self._names else ""
        facts = redaction.damaged(found.stage, found.trail) if found.damaged else redaction.facts(
            found.course, found.result, stage=found.stage, trail=found.trail, today=self._today,
        )
        told = {"pseudonym": pseudonym, "unit": self._units.get(found.unit, ""), **facts}
        return Redacted(found.id, pseudonym, found.unit, found.submitted, found.damaged, told)
