"""What fields of a summary say in words, on pages and in spreadsheets alike."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from mediation.cases.words import (
    Attendance,
    CommonSenseResult,
    DecisionKind,
    Employment,
    HouseholdResult,
    Outcome,
    Party,
    SittingMode,
    Stage,
)
from mediation.inspection.summaries.model import FIELDS, Clock, Field, Kind
from mediation.language import mark
from mediation.law.dates import month_name
from mediation.law.grounds import Ground, causes
from mediation.law.identity import Sex

Say = Callable[[str], str]

_TRACKS = {"permit": mark("Permohonan izin")}
_LEVELS = {"supervisor": mark("Atasan langsung"), "bureau": mark("Biro kepegawaian")}
_STANDINGS = {"suing": mark("Menggugat"), "sued": mark("Digugat")}
_ENUMS: Mapping[str, type[StrEnum]] = {
    "stage": Stage, "superior_clock": Clock, "official_clock": Clock, "return_clock": Clock, "sex": Sex,
    "employment": Employment, "household": HouseholdResult, "common_sense": CommonSenseResult,
    "outcome": DecisionKind, "grounds": Ground, "mode": SittingMode, "present": Party, "party": Party,
    "attendance": Attendance, "session_outcome": Outcome,
}
_TABLES = {"track": _TRACKS, "level": _LEVELS, "standing": _STANDINGS}
_UNANSWERED = mark("Belum dijawab")
NOTHING = "–"


def same(text: str) -> str:
    """Return `text` as it is: documents and spreadsheets are Indonesian."""
    return text


def label(code: str, value: str) -> str:
    """Return what `value` of the field or part `code` is called; what is not known stands as it is."""
    if code in _TABLES:
        return _TABLES[code].get(value, value)
    if code == "causes":
        return next((cause.label for cause in causes() if cause.code == value), value)
    kind = _ENUMS.get(code)
    if kind is None:
        return value
    try:
        return str(getattr(kind(value), "label"))  # noqa: B009 - some have it as an attribute, some as a property
    except ValueError:
        return value


def written(field: Field, value: Any, say: Say = same) -> str:  # noqa: ANN401 - whatever the field holds
    """Return `value` of `field` in one line of words; `say` translates."""
    if value is None:
        return NOTHING
    if field.code == "screened":
        return say(mark("Ya")) if value else say(mark("Belum"))
    if field.code == "received_month":
        return month(value, say)
    if field.kind is Kind.LIST:
        return "; ".join(lines(field.code, value, say)) or NOTHING
    if field.kind is Kind.CODES:
        return ", ".join(say(label(field.code, each)) for each in value) or NOTHING
    return say(label(field.code, str(value))) if field.kind is Kind.CODE else str(value)


def lines(code: str, values: list[Mapping[str, Any]], say: Say = same) -> list[str]:
    """Return a line for each part of a list: of the history, the summonses or the sessions."""
    return [_LINES[code](each, say) for each in values]


def month(value: str, say: Say = same) -> str:
    """Return "Januari 2026" for "2026-01"."""
    year, _dash, number = value.partition("-")
    return f"{say(month_name(int(number))).capitalize()} {year}"


def field_of(code: str) -> Field:
    """Return the field with this code; raises KeyError."""
    return _BY_CODE[code]


def _passage(each: Mapping[str, Any], say: Say) -> str:
    words = say(mark("%(stage)s (%(level)s): hari ke-%(day)d"))
    return words % {
        "stage": say(label("stage", each["stage"])), "level": say(label("level", each["level"])), "day": each["day"],
    }


def _summons(each: Mapping[str, Any], say: Say) -> str:
    words = say(mark("%(party)s, panggilan ke-%(round)d: %(answer)s"))
    answer = label("attendance", each["attendance"]) if each["attendance"] else _UNANSWERED
    return words % {"party": say(label("party", each["party"])), "round": each["round"], "answer": say(answer)}


def _session(each: Mapping[str, Any], say: Say) -> str:
    words = say(mark("%(mode)s, hadir: %(present)s; %(outcome)s"))
    return words % {
        "mode": say(label("mode", each["mode"])),
        "present": ", ".join(say(label("present", one)) for one in each["present"] or ()) or NOTHING,
        "outcome": say(label("session_outcome", each["outcome"])),
    }


_LINES: Mapping[str, Callable[[Mapping[str, Any], Say], str]] = {
    "history": _passage, "attendance": _summons, "session_list": _session,
}
_BY_CODE = {field.code: field for field in FIELDS}
