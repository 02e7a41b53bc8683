"""The offices of a run: 1,000 and 10,000 cases of one supervisor, and as many in the bureau's queue."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from bench import base, cloning
from bench.base import Office
from bench.cloning import Cloner, Told, Wish
from mediation.cases.model import Stage
from mediation.clock import micros, now

SMALL, BIG = 1_000, 10_000
AT_WORK = 40  # cases of one supervisor in which something is to be done
YEARS = 10  # over which what lies in the queue was handed in
_STEP = timedelta(minutes=1)
_WHOLE = 5  # of so many closed cases one is cloned whole, of the others the case's own row
_OUTCOMES = ("permit", "certificate", "refusal", "reconciled", "withdrawn", "lapsed")
_YEAR = timedelta(days=365)


class NothingHandedIn(Exception):  # noqa: N818 - names what is missing
    """No told case lies in the queue: there is nothing to fill one from."""


@dataclass(frozen=True)
class Filled:
    """An office with the ids of its clones; `digits` are the employee numbers of `cases`, in the same order."""

    office: Office
    at_work: Sequence[UUID]
    cases: Sequence[UUID]
    digits: Sequence[str]


@dataclass(frozen=True)
class Offices:
    """The offices that most measures compare: of a supervisor, and with a queue."""

    folder: Path
    small: Filled
    big: Filled
    short: Filled
    long: Filled


def make(folder: Path) -> Offices:
    """Return the offices, made in `folder`."""
    first = base.make(folder / "told")
    told = cloning.told_cases(first)
    return Offices(
        folder, _held(first, folder / "small", told, SMALL), _held(first, folder / "big", told, BIG),
        _queued(first, folder / "short", told, SMALL), _queued(first, folder / "long", told, BIG),
    )


def _held(first: Office, folder: Path, told: Sequence[Told], count: int) -> Filled:
    """Return an office in which one supervisor holds `count` cases, most of them closed a year ago."""
    office = base.reopened(base.copied(first, folder), lasting=False)
    cloner, holder = Cloner(office, seed=count), office.staff.school_head
    closed = [one.moved(_YEAR.days) for one in told if one.stage == Stage.CLOSED.value]
    thin = [one.thin() for one in closed]
    worked = [one for one in told if one.stage in {Stage.EXAMINING.value, Stage.MEDIATING.value}]
    ends = _ends(Random(count))  # noqa: S311 - how made-up cases ended
    wishes = [
        _wish(cloner, (thin if n % _WHOLE else closed)[n % len(closed)], holder.person.id, n, ends)
        for n in range(count - AT_WORK)
    ]
    cases = cloner.make(wishes)
    at_work = cloner.make([
        _wish(cloner, worked[n % len(worked)], holder.person.id, n) for n in range(count - AT_WORK, count)
    ])
    for case in (cases[0], cases[-1], at_work[0], at_work[-1]):
        cloning.check(office, case, holder)
    return Filled(base.reopened(office, lasting=True), at_work, cases, [wish.digits for wish in wishes])


def _queued(first: Office, folder: Path, told: Sequence[Told], count: int) -> Filled:
    """Return an office with `count` files in the queue; of each, the case's own row alone was cloned."""
    office = base.reopened(base.copied(first, folder), lasting=False)
    cloner, holder = Cloner(office, seed=count + 1), office.staff.clinic_head
    thin = [one.thin() for one in _handed_in(told)]
    wishes = [_wish(cloner, thin[n % len(thin)], holder.person.id, n) for n in range(count)]
    step = YEARS * _YEAR / count
    head, officer = office.staff.head.person.id, office.staff.officer.person.id
    wishes = [
        replace(wish, submitted=micros(now() - n * step), officer=head if n < 2 * AT_WORK else officer)
        for n, wish in enumerate(wishes)
    ]
    cases = cloner.make(wishes)
    for case in (cases[0], cases[-1]):
        cloning.check(office, case, holder)
    return Filled(base.reopened(office, lasting=True), (), cases, [wish.digits for wish in wishes])


def _handed_in(told: Sequence[Told]) -> list[Told]:
    found = [one for one in told if one.stage in {Stage.SUBMITTED.value, Stage.IN_REVIEW.value}]
    if not found:
        raise NothingHandedIn
    return found


def _wish(
    cloner: Cloner, told: Told, holder: UUID, number: int,
    changes: Callable[[str, dict[str, Any]], None] | None = None,
) -> Wish:
    created = micros(now() - YEARS * _YEAR + number * _STEP)
    return Wish(
        told, holder, created, f"{number + 1:05}/2025", cloner.name(), f"19{number:016}", changes=changes,
    )


def _ends(chance: Random) -> Callable[[str, dict[str, Any]], None]:
    """Return what makes each clone's summary end in its own way."""

    def change(column: str, data: dict[str, Any]) -> None:
        if column == "result":
            data["outcome"] = chance.choices(_OUTCOMES, (60, 15, 8, 8, 6, 3))[0]
            data["sex"] = chance.choice(("male", "female"))
            data["employment"] = chance.choices(("pns", "pppk"), (8, 2))[0]

    return change
