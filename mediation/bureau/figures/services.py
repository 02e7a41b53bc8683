"""What the bureau does with figures: read a frozen year, freeze one, and look at whole numbers for a reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from mediation import audit
from mediation.accounts.model import Unit
from mediation.accounts.store import units
from mediation.bureau.figures import store
from mediation.bureau.figures.figures import OPEN, Case, Year, count
from mediation.bureau.figures.labels import UNIT
from mediation.bureau.figures.publishing import Published, publish
from mediation.bureau.figures.store import Frozen, Look
from mediation.cases.store import summaries
from mediation.clock import from_micros
from mediation.errors import NotFound, Refusal
from mediation.language import mark
from mediation.transaction import Transaction

_GONE = mark("Unit yang sudah tidak ada")
_ENTERED_LATER = timedelta(days=366)  # a request may be entered long after the superior received it
LOOK_MINUTES = 15  # after which a reason must be given anew


@dataclass(frozen=True)
class Counted:
    """A year counted from the summaries; `unreadable` tells that one did not open and is missing."""

    year: Year
    unreadable: bool


def gather(transaction: Transaction, year: int) -> Counted:
    """Return the figures of `year` as they stand now, from the summaries that the actor's keys open."""
    branches = branches_of(units.every(transaction))
    damaged: list[UUID] = []

    def cases() -> Iterator[Case]:
        for summary in summaries(transaction):
            if summary.course:
                yield Case(branches.get(summary.unit, f"{UNIT}{_GONE}"), summary.course, summary.result)
            else:
                damaged.append(summary.id)

    return Counted(count(year, cases()), bool(damaged))


def branches_of(listed: list[Unit]) -> dict[UUID, str]:
    """Return the branch of every unit: what stands directly below the single top, else the top itself."""
    above = {unit.id: unit.parent for unit in listed}
    names = {unit.id: unit.name for unit in listed}
    tops = [unit for unit, parent in above.items() if parent not in above]

    def branch(unit: UUID) -> UUID:
        # A circle cannot be made by the pages; were there one, the walk ends where it has been.
        seen = {unit}
        while (parent := above[unit]) in above and parent not in seen and not (len(tops) == 1 and parent == tops[0]):
            unit = parent
            seen.add(unit)
        return unit

    return {unit: f"{UNIT}{names[branch(unit)]}" for unit in above}


def first_year(transaction: Transaction, this_year: int) -> int:
    """Return the first year of which there can be requests; `this_year` without any."""
    first = store.first_case(transaction)
    return this_year if first is None else min(this_year, (from_micros(first) - _ENTERED_LATER).year)


def unfrozen(transaction: Transaction, this_year: int) -> list[int]:
    """Return the years that are over and not frozen, the latest first."""
    done = {year for year, _at, _by in store.years(transaction)}
    return [year for year in range(this_year - 1, first_year(transaction, this_year) - 1, -1) if year not in done]


def proposed(transaction: Transaction, year: int) -> tuple[Published, str, bool]:
    """Return what freezing `year` now would publish, its digest, and whether any request is still open."""
    counted = gather(transaction, year)
    published = publish(counted.year, unreadable=counted.unreadable)
    return published, store.digest_of(published), counted.year.outcomes()[OPEN] > 0


def freeze(transaction: Transaction, published: Published, digest: str, *, seen: str) -> Refusal | None:
    """Freeze a year that is over, for good, or return why not. `seen` is the digest of what the head has read."""
    if store.is_frozen(transaction, published.year):
        return Refusal(mark("Angka tahun ini sudah ditutup."), mark("Buka daftar angka untuk membacanya."))
    if digest != seen:
        return Refusal(
            mark("Angkanya berubah sejak halaman ini dibuka."), mark("Periksa angka yang baru, lalu tutup lagi."),
        )
    row = uuid4()
    store.freeze(transaction, row, published)
    audit.append(transaction, audit.Action.FIGURES_FROZEN, store.about(row), year=published.year, digest=digest)
    transaction.commit()
    return None


def export(transaction: Transaction, year: int) -> Frozen:
    """Return a frozen year to take away; raises NotFound, Tampered."""
    frozen = store.get(transaction, year)
    audit.append(transaction, audit.Action.FIGURES_EXPORTED, f"person:{transaction.actor.id}", year=year)
    transaction.commit()
    return frozen


def look(transaction: Transaction, row: UUID, year: int, *, reason: str) -> None:
    """Note as `row` that the head looks at the whole numbers of a year, and why; counting them comes after."""
    store.add_look(transaction, row, year, reason)
    audit.append(transaction, audit.Action.FIGURES_READ, f"figure_look:{row}", year=year)
    transaction.commit()


def still_open(transaction: Transaction, row: UUID) -> Look:
    """Return the actor's own look that is not older than `LOOK_MINUTES`; raises NotFound for any other, Tampered."""
    noted = store.get_look(transaction, row)
    if noted.person != transaction.actor.id or transaction.micros - noted.at > LOOK_MINUTES * 60_000_000:
        raise NotFound
    return noted
