"""The auditor's list: counts over what was chosen, and one page of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from mediation.inspection.summaries import redaction, services, store
from mediation.inspection.summaries.model import Filter, Lateness, Redacted
from mediation.transaction import Transaction

ON_PAGE = 25
# Beyond this many, a list that is not narrowed by month or clock is shown without opening all of it.
COUNTED = 5_000
_RANK = {Lateness.LATE: 0, Lateness.RUNNING: 1, Lateness.ON_TIME: 2}


@dataclass(frozen=True)
class Listed:
    """One page. `standings` counts all that was chosen by how its clocks stand; None: too many to open them all."""

    rows: tuple[Redacted, ...]
    number: int
    pages: int
    total: int
    standings: Mapping[Lateness, int] | None
    damaged: int = 0


@dataclass(frozen=True, order=True)
class _Place:
    """Where a case stands in the list: late ones first, then the latest month, then by pseudonym."""

    rank: int
    month: int
    pseudonym: str
    id: UUID


def listed(transaction: Transaction, wanted: Filter, number: int) -> Listed:
    """Return page `number` (from 1; one that is not there is the nearest) of what `wanted` chooses.

    Within a page no order tells which case came first: of a month, cases stand by pseudonym.
    """
    total = store.count(transaction, units=wanted.units, submitted_only=wanted.submitted_only)
    sealed = wanted.first or wanted.last or wanted.lateness is not Lateness.ALL
    if total > COUNTED and not sealed:
        return _unopened(transaction, wanted, number, total)
    return _counted(transaction, wanted, number)


def _counted(transaction: Transaction, wanted: Filter, number: int) -> Listed:
    places: list[_Place] = []
    standings: Counter[Lateness] = Counter()
    damaged = 0
    for each in services.rows(transaction, wanted):
        if each.damaged:
            damaged += 1
        else:
            standings[redaction.lateness(each.facts)] += 1
        places.append(_place(each))
    places.sort()
    here, pages = _within(number, len(places))
    chosen = [place.id for place in places[(here - 1) * ON_PAGE : here * ON_PAGE]]
    return Listed(_page(transaction, chosen), here, pages, len(places), standings, damaged)


def _unopened(transaction: Transaction, wanted: Filter, number: int, total: int) -> Listed:
    here, pages = _within(number, total)
    chosen = store.newest(
        transaction, first=(here - 1) * ON_PAGE, most=ON_PAGE, units=wanted.units,
        submitted_only=wanted.submitted_only,
    )
    return Listed(_page(transaction, chosen), here, pages, total, None)


def _page(transaction: Transaction, chosen: list[UUID]) -> tuple[Redacted, ...]:
    return tuple(sorted(services.these(transaction, chosen), key=_place))


def _place(each: Redacted) -> _Place:
    if each.damaged:
        return _Place(-1, 0, each.pseudonym, each.id)
    month = int(each.facts["received_month"].replace("-", ""))
    return _Place(_RANK[redaction.lateness(each.facts)], -month, each.pseudonym, each.id)


def _within(number: int, total: int) -> tuple[int, int]:
    pages = max(1, -(-total // ON_PAGE))
    return min(max(1, number), pages), pages
