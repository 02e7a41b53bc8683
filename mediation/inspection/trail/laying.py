"""A day as an auditor reads it: first acts on cases, by name and without a time; then the others, by their time.

Within a day nothing tells which act on a case came first: they stand by pseudonym, kind of act and person. Looks that
are alike are counted; steps that are alike stand once, uncounted, because how often something was recorded can tell
what was recorded.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Self

from mediation.audit import Action
from mediation.clock import from_micros
from mediation.inspection.trail import telling
from mediation.inspection.trail.model import Act, Kind, Line, Names

_COUNTED = frozenset({Kind.LOOKS, Kind.DOCUMENTS, Kind.INSPECTION, Kind.DOOR})
_YEARS = range(2000, 2200)
_RANK = {action.value: number for number, action in enumerate(Action)}


@dataclass(frozen=True)
class Place:
    """Where a page begins: the day (None: the newest) and after how many of its lines."""

    day: date | None = None
    after: int = 0

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the place that `text` names; for another text the first one."""
        day, _, after = text.partition(".")
        if not (after.isascii() and after.isdigit()):
            return cls()
        try:
            begin = date.fromisoformat(day)
        except ValueError:
            return cls()
        return cls(begin, int(after[:9])) if begin.year in _YEARS else cls()

    @property
    def text(self) -> str:
        """Return it as it stands in an address: nothing in it tells a time of day."""
        return f"{self.day}.{self.after}"


def laid_out(acts: Collection[Act], names: Names, *, day: date) -> list[Line]:
    """Return the lines of one day's acts, which come newest first."""
    counted: Counter[tuple[object, ...]] = Counter()
    first: dict[tuple[object, ...], Act] = {}
    for act in acts:
        if act.case:
            alike = _alike(act, names)
            counted[alike] += 1
            first.setdefault(alike, act)
    of_cases = [
        Line(act, day, None, counted[alike] if _is_counted(act) else 1, whole=False) for alike, act in first.items()
    ]
    of_cases.sort(key=lambda line: _order(line.act, names))
    return of_cases + [Line(act, day, from_micros(act.time), whole=False) for act in acts if not act.case]


def _alike(act: Act, names: Names) -> tuple[object, ...]:
    """Return what makes two acts read the same."""
    told = tuple((part.text, tuple(sorted(part.values.items()))) for part in telling.clauses(act, names, whole=False))
    return act.case, act.action, act.actor, told


def _order(act: Act, names: Names) -> tuple[object, ...]:
    told = [str(part.values) for part in telling.clauses(act, names, whole=False)]
    called = names.cases.get(act.case, "") if act.case else ""
    return called, _RANK.get(act.action, len(_RANK)), telling.person(names, act.actor), told


def _is_counted(act: Act) -> bool:
    told = telling.of(act.action)
    return told is not None and told.kind in _COUNTED
