"""A year's figures from 10,000 sealed summaries, keys warm."""

from collections.abc import Iterator

from bench.measuring import Measured, interleaved, ms
from bench.offices import BIG, Offices
from mediation.bureau.figures import services
from mediation.clock import now

_SESSION = b"a session of the bench"
_ROUNDS = 20


def measure(offices: Offices) -> Iterator[Measured]:
    """Yield the seconds in which a year is counted."""
    office, year = offices.big.office, now().year - 1
    head = office.staff.head
    counted = []

    def way() -> None:
        with office.premises.reading(head.person.actor, head.identity, _SESSION) as transaction:
            counted.append(services.gather(transaction, year))

    took = interleaved({"gather": way}, _ROUNDS)
    year_ = counted[-1].year
    if counted[-1].unreadable or year_.total < BIG // 2:
        raise LookupError("the figures are not those of the cases that were made")
    yield Measured(
        "figures of a year from 10,000 summaries", took["gather"], 1.0, "s",
        note=f"{ms(took['gather'])}, {year_.total} requests in the year",
    )
