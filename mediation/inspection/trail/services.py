"""What people do with the trail: read a page of it, find a case in it, have it verified. Each is an entry itself.

A bureau head reads entry by entry, newest first. An auditor reads day by day: acts on cases stand without a time,
under his pseudonyms, in an order that is that of the names and not that of the day, and alike ones once.
"""

from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from mediation import audit
from mediation.accounts.model import Person
from mediation.accounts.store import directory, people, units
from mediation.clock import ZONES, from_micros, local_day, micros
from mediation.errors import NotFound, Tampered
from mediation.inspection.summaries import services as summaries
from mediation.inspection.trail import store, telling
from mediation.inspection.trail.laying import Place, laid_out
from mediation.inspection.trail.model import ON_PAGE, About, Act, Line, Names, Sheet, Wanted
from mediation.inspection.trail.sentences import actions_of
from mediation.inspection.trail.store import Bounds
from mediation.inspection.verifying import Findings
from mediation.permissions import Permission
from mediation.transaction import Transaction

MOST_OF_A_DAY = 20_000
_MOST_AT_ONCE = 2_000
_OF_BUREAU = (Permission.BUREAU_WORK, Permission.AUDIT_WORK)


def note(transaction: Transaction, wanted: Wanted, *, printed: bool = False) -> None:
    """Append that the actor reads a page of the trail: by which kinds of filters, and whom they name by id."""
    detail: dict[str, str | int | bool | None] = {"filters": " ".join(wanted.filters), "printed": printed}
    if wanted.person:
        detail["person"] = str(wanted.person)
    audit.append(transaction, audit.Action.TRAIL_READ, f"person:{transaction.actor.id}", **detail)
    transaction.commit()


def note_verified(transaction: Transaction, found: Findings) -> None:
    """Append that the actor verified the trail, and what came of it."""
    audit.append(
        transaction, audit.Action.TRAIL_VERIFIED, f"person:{transaction.actor.id}", intact=found.chain.intact,
        broken=found.chain.broken, checkpoints=found.comparison.course.value, rows=len(found.rows) + found.more,
    )
    transaction.commit()


def read(transaction: Transaction, wanted: Wanted, *, zone: str, place: str = "", most: int = ON_PAGE) -> Sheet:
    """Return the page that begins at `place` ("" or one that was given; another begins anew) in `zone`."""
    reader = _Reader(transaction, wanted, zone)
    if reader.auditor:
        return reader.by_day(Place.parse(place), most)
    return reader.by_entry(place, most)


def find(transaction: Transaction, typed: str) -> UUID:
    """Return the case that is called so: a pseudonym for an auditor, a number for a head. Raises NotFound, Tampered."""
    if is_auditor(transaction):
        found = summaries.resolve(transaction, typed)
        if found in store.own_cases(transaction):
            raise NotFound
        return found
    return store.by_number(transaction, typed)


def readable(transaction: Transaction, case: UUID) -> bool:
    """Tell whether a bureau head may choose this case by its id."""
    return case not in store.own_cases(transaction) and bool(store.numbers(transaction, [case]))


def name_of(transaction: Transaction, case: UUID) -> str:
    """Return what the case is called for the actor; empty when nothing opens."""
    if is_auditor(transaction):
        return summaries.pseudonym(transaction, case)
    return store.numbers(transaction, [case]).get(case, "")


def is_auditor(transaction: Transaction) -> bool:
    """Tell whether the actor reads as an auditor."""
    return transaction.actor.may(Permission.AUDIT_WORK)


def accounts(transaction: Transaction) -> list[Person]:
    """Return who may be chosen: everybody with an account, by name."""
    return people.everybody(transaction)


@dataclass(frozen=True)
class Untold:
    """How often, in a year that is over, a second reader was named: days would tell of which case."""

    year: int
    count: int


def untold(transaction: Transaction, zone: str) -> tuple[Untold, ...]:
    """Return those of the last three years that are over in which somebody was named, with the count."""
    this = local_day(transaction.now, zone).year
    found = []
    for year in range(this - 1, this - 4, -1):
        begin, end = (_midnight(date(each, 1, 1), zone) for each in (year, year + 1))
        found.append(Untold(year, store.count(transaction, audit.Action.CASE_SHARED, begin, end)))
    return tuple(each for each in found if each.count)


class _Reader:
    """Reads for one person: what is left out, what things are called, and as how much is told of each."""

    def __init__(self, transaction: Transaction, wanted: Wanted, zone: str) -> None:
        self._transaction = transaction
        self._zone = zone
        self.auditor = is_auditor(transaction)
        self._about: dict[UUID, About] = {}
        self._of_bureau: dict[UUID, bool] = {}
        self._known = Names(
            {}, {unit.id: unit.name for unit in units.every(transaction)}, _groups(transaction), {},
            store.export_keys(transaction),
        )
        self._bounds = Bounds(
            since=_midnight(wanted.first, zone) if wanted.first else None,
            before=_midnight(wanted.last + timedelta(days=1), zone) if wanted.last else None,
            actor=wanted.person, case=wanted.case,
            actions=actions_of(wanted.kind) if wanted.kind else (),
            without=store.own_cases(transaction),
        )

    def by_entry(self, place: str, most: int) -> Sheet:
        """Return a page of single entries with their times."""
        bounds = replace(self._bounds, below=_below(place))
        found: list[Act] = []
        asked = most + 1
        while len(found) <= most and (acts := store.newest(self._transaction, bounds, asked)):
            found += self._shown(acts)
            bounds = replace(bounds, below=(acts[-1].time, acts[-1].seq))
            asked = min(2 * asked, _MOST_AT_ONCE)  # where much is left out, the next look is longer
        page = found[:most]
        further = f"{page[-1].time}-{page[-1].seq}" if len(found) > most else ""
        return self._sheet(tuple(self._line(act) for act in page), further)

    def by_day(self, place: Place, most: int) -> Sheet:
        """Return a page of whole days, or the part of a day that fits."""
        lines: list[Line] = []
        further, cut = "", False
        for day, acts, more in self._days(place.day):
            cut = cut or more
            begin = place.after if day == place.day else 0
            laid = laid_out(acts, self._names(acts), day=day)[begin:]
            room = most - len(lines)
            lines += laid[:room]
            if len(laid) > room:
                further = Place(day, begin + room).text
                break
        return self._sheet(tuple(lines), further, cut=cut)

    def _days(self, first: date | None) -> Iterator[tuple[date, list[Act], bool]]:
        """Yield the days that have something to be shown, newest first, from `first` on."""
        bounds = self._bounds
        if first:
            end = _midnight(first + timedelta(days=1), self._zone)
            bounds = replace(bounds, before=min(end, bounds.before or end))
        while newest := store.newest(self._transaction, bounds, 1):
            day = local_day(from_micros(newest[0].time), self._zone)
            begin = _midnight(day, self._zone)
            acts = store.newest(
                self._transaction, replace(bounds, since=max(begin, bounds.since or begin)), MOST_OF_A_DAY + 1,
            )
            shown = self._shown(acts[:MOST_OF_A_DAY])
            if shown:
                yield day, shown, len(acts) > MOST_OF_A_DAY
            bounds = replace(bounds, before=begin)

    def _shown(self, acts: Collection[Act]) -> list[Act]:
        missing = {act.case for act in acts if act.case} - self._about.keys()
        self._about |= store.about(self._transaction, missing)
        return [act for act in acts if not self._hides(act)]

    def _hides(self, act: Act) -> bool:
        if act.case is None:
            return False
        about = self._about[act.case]
        whole = telling.is_whole(about, auditor=self.auditor)
        return telling.is_hidden(act, about, whole=whole, of_bureau=self._works_in_bureau(act.actor))

    def _works_in_bureau(self, person: UUID | None) -> bool:
        if person is None:
            return False
        if person not in self._of_bureau:
            self._of_bureau[person] = any(
                found.actor.may(each) for found in self._people([person]).values() for each in _OF_BUREAU
            )
        return self._of_bureau[person]

    def _line(self, act: Act) -> Line:
        moment = from_micros(act.time)
        whole = telling.is_whole(self._about[act.case] if act.case else None, auditor=self.auditor)
        return Line(act, local_day(moment, self._zone), moment.astimezone(ZONES[self._zone]), whole=whole)

    def _sheet(self, lines: tuple[Line, ...], further: str, *, cut: bool = False) -> Sheet:
        timeless = store.timeless(self._transaction)
        return Sheet(lines, self._names([line.act for line in lines]), further, cut, timeless)

    def _names(self, acts: Collection[Act]) -> Names:
        """Return what stands in `acts` by name; each is asked for once on a page."""
        cases = {act.case for act in acts if act.case} - self._known.cases.keys()
        called = (
            {case: summaries.pseudonym(self._transaction, case) for case in cases}
            if self.auditor else store.numbers(self._transaction, cases)
        )
        people_ = self._people(telling.people_in(acts) - self._known.people.keys())
        self._known = replace(
            self._known, cases={**self._known.cases, **called},
            people={**self._known.people, **{id_: person.name for id_, person in people_.items()}},
        )
        return self._known

    def _people(self, wanted: Collection[UUID]) -> dict[UUID, Person]:
        found: dict[UUID, Person] = {}
        for id_ in wanted:
            with suppress(NotFound, Tampered):
                found[id_] = people.get(self._transaction, id_)
        return found


def _groups(transaction: Transaction) -> dict[UUID, str]:
    """Return the groups by id, and what stands for the recovery key; empty when the directory is damaged."""
    with suppress(Tampered):
        found = {each.id: next(iter(each.roles), "") for each in directory.of_kind(transaction, "group")}
        return found | {each.id: "recovery" for each in directory.of_kind(transaction, "recovery")}
    return {}


def _below(place: str) -> tuple[int, int] | None:
    first, _, second = place.partition("-")
    if first.isascii() and second.isascii() and first.isdigit() and second.isdigit():
        found = int(first[:20]), int(second[:20])
        return found if max(found) < 1 << 63 else None
    return None


def _midnight(day: date, zone: str) -> int:
    return micros(datetime.combine(day, time(), ZONES[zone]))
