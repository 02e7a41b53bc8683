"""From an entry to words, and what is told of a case to nobody yet or to an auditor never.

A second reviewer is asked for in one kind of case alone: that one was named, reads or writes would tell a flag and a
finding. Such entries are left out, with their person and case, until the file is handed in; for an auditor always.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from mediation.audit import Action, Purpose
from mediation.cases.words import Standing
from mediation.clock import from_micros
from mediation.inspection.trail import sentences
from mediation.inspection.trail.model import LATEST, About, Act, Kind, Names
from mediation.inspection.trail.sentences import SENTENCES, Clause, Form, Label, Part, Told
from mediation.permissions import SYSTEM

# What nobody but the supervisor, or a second reviewer in his place, does in a case.
_OWN = frozenset({Action.FINDING_RECORDED, Action.SCREENING_READ, Action.REQUEST_REFUSED})
_NO_NUMBER = 1 << 63
_SHARING = frozenset({Action.CASE_SHARED, Action.CASE_UNSHARED})


def of(action: str) -> Told | None:
    """Return how an act is told; None for one that this program does not know."""
    try:
        return SENTENCES[Action(action)]
    except ValueError:
        return None


def is_whole(about: About | None, *, auditor: bool) -> bool:
    """Tell whether the reader may be told all that is listed: a head, of what is no case or was handed in."""
    return not auditor and (about is None or about.submitted is not None)


def is_hidden(act: Act, about: About, *, whole: bool, of_bureau: bool) -> bool:
    """Tell whether an act on a case is left out: it would tell that somebody reads along.

    `of_bureau`: who acted works in the bureau or as an auditor now.
    """
    if whole:
        return False
    if act.action in _SHARING or act.detail.get("standing") == Standing.REVIEWER.value:
        return True
    if act.detail.get("purpose") == Purpose.SECOND.value:
        return True
    told = of(act.action)
    # Of a case whose row is gone the trail is all there is: its other entries are not hidden too.
    if about.lost or act.actor in {*about.own, SYSTEM.id} or (told and told.kind in {Kind.INSPECTION, Kind.GRANTS}):
        return False
    handed_in = about.submitted is not None and act.time >= about.submitted
    return not handed_in or (act.action in _OWN and not of_bureau)


def sentence(act: Act, names: Names) -> Part:
    """Return the sentence of an act with what stands in it."""
    if act.damaged:
        return Part(sentences.DAMAGED, {})
    told, who = of(act.action), person(names, act.actor)
    if told is None:
        return Part(sentences.UNKNOWN, {"who": who, "action": act.action})
    text = told.of_case if told.of_case and act.case else told.text
    named = {key: person(names, _id(act.detail.get(key))) for key in told.people}
    return Part(text, {"who": who, "about": _about(act, names), **named})


def clauses(act: Act, names: Names, *, whole: bool) -> tuple[Part, ...]:
    """Return the details of an act that may be told."""
    told = None if act.damaged else of(act.action)
    found = []
    for clause in told.clauses if told else ():
        value = _value(clause, act.detail, names) if whole or not clause.whole else None
        if value is not None:
            found.append(Part(clause.text, {"value": value}))
    return tuple(found)


def people_in(acts: Collection[Act]) -> frozenset[UUID]:
    """Return whose names are asked for: who acted, about whom, and those whom a listed detail names."""
    found: set[UUID | None] = set()
    for act in acts:
        told = of(act.action)
        listed = [*told.people, *(each.key for each in told.clauses if each.form is Form.PERSON)] if told else []
        found |= {act.actor, act.subject if act.kind == "person" else None, *(_id(act.detail.get(k)) for k in listed)}
    return frozenset(each for each in found if each and each != SYSTEM.id)


def person(names: Names, id_: UUID | None) -> str:
    """Return somebody's name; words in its place for the program, and for one whom nobody vouches for."""
    if id_ == SYSTEM.id:
        return sentences.PROGRAM
    return (names.people.get(id_) if id_ else None) or sentences.SOMEBODY


def _about(act: Act, names: Names) -> str:
    if act.kind == "person":
        return person(names, act.subject)
    if act.subject is None:
        return sentences.SOMETHING
    if act.kind == "case":
        return names.cases.get(act.subject) or sentences.A_CASE
    found = {"unit": names.units, "group": names.groups, "group-key": names.groups, "recovery": names.groups,
             "export-key": names.keys}
    name = found.get(act.kind, {}).get(act.subject)
    if act.kind in {"group", "group-key", "recovery"} and name:
        return Label(sentences.GROUPS.get(name, name))
    return name or sentences.SOMETHING


def _value(clause: Clause, detail: Mapping[str, Any], names: Names) -> object | None:
    given = detail.get(clause.key)
    if given in (None, "", clause.unless):
        return None
    return _FORMS[clause.form](clause, given, names)


def _number(_clause: Clause, given: object, _names: Names) -> object | None:
    # True for a detail whose words need no value. What is longer than any number here cannot be written out.
    return given if isinstance(given, int) and abs(given) < _NO_NUMBER else None


def _plain(_clause: Clause, given: object, _names: Names) -> object | None:
    return str(given) if isinstance(given, int) and abs(given) < _NO_NUMBER else None


def _person(_clause: Clause, given: object, names: Names) -> object | None:
    return person(names, _id(given))


def _day(_clause: Clause, given: object, _names: Names) -> date | None:
    try:
        return date.fromisoformat(str(given))
    except ValueError:
        return None


def _until(_clause: Clause, given: object, _names: Names) -> datetime | None:
    """Return the last moment before `given`, whose day is the last one."""
    return from_micros(given - 1) if isinstance(given, int) and 0 < given <= LATEST else None


def _word(clause: Clause, given: object, _names: Names) -> object | None:
    words = (clause.words or {}).get(str(given))
    return Label(words) if words else None


def _words(clause: Clause, given: object, _names: Names) -> object | None:
    found = [Label((clause.words or {})[each]) for each in str(given).split(" ") if each in (clause.words or {})]
    return tuple(found) or None


def _keys(_clause: Clause, given: object, names: Names) -> object | None:
    found = [names.keys.get(id_, sentences.SOMETHING) for each in str(given).split("+") if (id_ := _id(each))]
    return tuple(found) or None


_FORMS = {
    Form.NUMBER: _number, Form.PERSON: _person, Form.DAY: _day, Form.UNTIL: _until, Form.WORD: _word,
    Form.WORDS: _words, Form.PLAIN: _plain, Form.KEYS: _keys,
}


def _id(given: object) -> UUID | None:
    try:
        return UUID(str(given))
    except ValueError:
        return None
