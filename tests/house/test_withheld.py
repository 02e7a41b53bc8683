"""Every stored field of a case stands in the one table of who sees what, and what auditors see comes from it alone."""

import importlib
import json
import typing
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any
from uuid import UUID

import pytest

import mediation.cases.tables  # noqa: F401 - fills the metadata
from mediation.bureau.store import RecordKind
from mediation.cases import summary, withheld
from mediation.cases.handling import Handling, Passage, Talk
from mediation.cases.model import Appointment, Hearing, Progress, Request, Sitting
from mediation.cases.store.covers import cover_data
from mediation.cases.withheld import Reader, Seen
from mediation.cases.words import (
    Attendance,
    CommonSenseResult,
    DecisionKind,
    HouseholdResult,
    Outcome,
    Party,
    SittingMode,
    Stage,
    TalkKind,
)
from mediation.database.metadata import metadata
from mediation.inspection.summaries import redaction
from mediation.inspection.summaries.model import FIELDS
from mediation.vault.columns import REGISTRY
from tests.builders import a_request

_MAPPINGS = {"case_file.cover", "case_file.course", "case_file.result", "case_file.ending", "mediation_session.caucus",
             "review_record.caucus", "review_record.record", "document.body"}


def model(name: str) -> type:
    """Return the class that the table calls `name`."""
    module, _dot, kind = f"mediation.{name}".rpartition(".")
    found: type = getattr(importlib.import_module(module), kind)
    return found


def name_of(kind: type) -> str:
    return f"{kind.__module__.removeprefix('mediation.')}.{kind.__qualname__}"


def kinds_in(hint: Any) -> Iterator[type]:
    """Yield the classes that a type names: those of a tuple, an optional, a union."""
    for part in typing.get_args(hint) or (hint,):
        if part is not hint and typing.get_args(part):
            yield from kinds_in(part)
        elif isinstance(part, type) and part is not NoneType:
            yield part


def reached(kind: type, known: set[type]) -> set[type]:
    """Return every dataclass that is stored within `kind`, itself included."""
    if kind in known or not is_dataclass(kind):
        return known
    known.add(kind)
    for hint in typing.get_type_hints(kind).values():
        for inner in kinds_in(hint):
            reached(inner, known)
    return known


@cache
def stored() -> dict[str, set[str]]:
    """Return every model that is sealed somewhere, with its fields."""
    found: set[type] = set()
    for names in withheld.SEALED.values():
        for name in names:
            if name not in _MAPPINGS:
                reached(model(name), found)
    return {name_of(kind): {each.name for each in fields(kind)} for kind in found}


def test_every_sealed_column_of_the_registry_names_its_model() -> None:
    sealed = {f"{table.name}.{column.name}" for table in REGISTRY for column in table.sealed()}

    assert sealed == set(withheld.SEALED)


def test_every_kind_of_record_of_the_bureau_has_its_model() -> None:
    assert len(withheld.SEALED["review_record.record"]) == len(RecordKind) + 1


def test_every_field_of_every_stored_model_is_on_the_table_and_no_other() -> None:
    told = {name: set(named) for name, named in withheld.TABLE.items() if model_like(name)}

    assert told == stored()


def model_like(name: str) -> bool:
    return name.rpartition(".")[2][0].isupper()


def test_every_column_of_every_case_table_is_on_the_table_and_no_other() -> None:
    sealed = set(withheld.SEALED)
    for table in [each.name for each in REGISTRY] + ["paper_piece"]:
        clear = {column.name for column in metadata.tables[table].c if f"{table}.{column.name}" not in sealed}
        assert set(withheld.TABLE[table]) == clear, table


def test_no_field_stands_on_the_table_twice() -> None:
    for part in withheld.PARTS:
        named = [field for line in part.lines for field in line.fields]
        assert len(named) == len(set(named)), part.model
    assert len({part.model for part in withheld.PARTS}) == len(withheld.PARTS)


def test_every_sight_has_a_known_letter_for_each_reader() -> None:
    for fields_ in withheld.TABLE.values():
        for sight in fields_.values():
            assert [Seen(letter) for letter in sight], sight
            assert len(sight) == len(Reader)


def test_the_summaries_and_the_cover_hold_what_the_table_says() -> None:
    request, progress = a_request(), full_progress()

    assert set(withheld.TABLE["case_file.course"]) == set(summary.course(request, Stage.CLOSED, progress))
    assert set(withheld.TABLE["case_file.result"]) == set(summary.result(request, progress))
    assert set(withheld.TABLE["case_file.cover"]) == set(cover_data(request, progress))


def test_nothing_of_the_private_key_is_seen_by_an_auditor_or_a_group() -> None:
    private = {f"{table.name}.{c.name}" for table in REGISTRY for c in table.sealed() if c.key.value == "private"}
    for column in private - {"review_record.caucus"}:
        for name in withheld.SEALED[column]:
            models = reached(model(name), set()) if model_like(name) else set()
            for part in {name, *(name_of(each) for each in models)}:
                assert set(withheld.TABLE[part].values()) == {"W-----"}, part
    assert withheld.TABLE["review_record.caucus"] == {"notes": "--C---"}


# --- what an auditor gets, changed field by field


DAY = date(2026, 3, 2)
ROWS = [UUID(int=number) for number in range(1, 9)]


def full_progress() -> Progress:
    """Return the progress of a decided file in which everything is set that can be."""
    talk = Talk(ROWS[3], TalkKind.SESSION, date(2026, 6, 3), (Party.APPLICANT,), SittingMode.APART, Outcome.CONTINUE)
    handling = Handling(
        date(2026, 5, 20), checked_on=date(2026, 5, 22), complete=True, returns=1, talks=(talk,),
        memo_on=date(2026, 6, 5), recommendation=DecisionKind.PERMIT, decided=DecisionKind.PERMIT,
        decided_on=date(2026, 7, 1),
    )
    appointment = Appointment(
        ROWS[0], Party.APPLICANT, 1, date(2026, 3, 20), time(9), "examination", date(2026, 3, 5),
        attendance=Attendance.CAME,
    )
    return Progress(
        DAY, screened=(Party.APPLICANT, Party.SPOUSE), letter_day=date(2026, 3, 6), appointments=(appointment,),
        hearings=(Hearing(ROWS[1], Party.APPLICANT, "Pemohon", date(2026, 3, 20)),),
        sittings=(Sitting(ROWS[2], date(2026, 4, 2), SittingMode.TOGETHER, (Party.APPLICANT,), Outcome.CONTINUE),),
        evidence=2, household=HouseholdResult.NOT_WORTH_PRESERVING, common_sense=CommonSenseResult.ACCORDS,
        concluded_on=date(2026, 5, 1), report_issued_on=date(2026, 5, 10), papers=3, documents=4,
        passages=(Passage(Stage.RECEIVED, DAY), Passage(Stage.SUBMITTED, date(2026, 5, 20))), handling=handling,
    )


def told(request: Request, progress: Progress, stage: Stage = Stage.CLOSED) -> redaction.Facts:
    """Return what an auditor gets of this case."""
    course = json.loads(json.dumps(summary.course(request, stage, progress)))
    result = json.loads(json.dumps(summary.result(request, progress))) if progress.handling else None
    return redaction.facts(course, result, stage=stage, trail=7, today=date(2026, 8, 1))


def others(value: Any, hint: Any) -> Iterator[Any]:
    """Yield other values of the same type."""
    if is_dataclass(value) and not isinstance(value, type):
        for _name, other in changed(value):
            yield other
        return
    if isinstance(value, tuple) and value and is_dataclass(value[0]):
        for other in others(value[0], None):
            yield (other, *value[1:])
        return
    kind = type(value) if value is not None else next(kinds_in(hint), str)
    yield from _other(kind, value, hint)


def _other(kind: type, value: Any, hint: Any) -> Iterator[Any]:
    if issubclass(kind, Enum):
        yield from (each for each in kind if each is not value)
    elif kind is bool:
        yield not value
    elif kind is int:
        yield (value or 0) + 5
    elif kind is datetime:
        yield datetime(2026, 3, 30, 9, 0)  # noqa: DTZ001 - a stored moment's shape is all that counts
    elif kind is date:
        yield date(2026, 3, 30)
    elif kind is time:
        yield time(13, 13)
    elif kind is UUID:
        yield ROWS[7]
    elif kind is str:
        yield f"{value or ''}Qzvkwjxp"
    elif kind is tuple:
        inner = next(kinds_in(hint), str)
        made = [each for each in inner if each not in value] if issubclass(inner, Enum) else ["Qzvkwjxp"]
        yield (*value, *made[:1])
        yield value[:-1]


def changed(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield "model.field" and a copy of `value` in which that field, or one within it, is another."""
    hints = typing.get_type_hints(type(value))
    for each in fields(value):
        for other in others(getattr(value, each.name), hints[each.name]):
            yield f"{name_of(type(value))}.{each.name}", replace(value, **{each.name: other})


def leaves(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield the innermost "model.field" and a copy of `value` in which it alone is another."""
    hints = typing.get_type_hints(type(value))
    for each in fields(value):
        held = getattr(value, each.name)
        if is_dataclass(held):
            yield from ((name, replace(value, **{each.name: made})) for name, made in leaves(held))
        elif isinstance(held, tuple) and held and is_dataclass(held[0]):
            yield from (
                (name, replace(value, **{each.name: (made, *held[1:])})) for name, made in leaves(held[0])
            )
        else:
            for other in others(held, hints[each.name]):
                yield f"{name_of(type(value))}.{each.name}", replace(value, **{each.name: other})


def cases() -> Iterator[tuple[str, Request, Progress]]:
    request, progress = a_request(received_on=DAY), full_progress()
    yield from ((name, made, progress) for name, made in leaves(request))
    yield from ((name, request, made) for name, made in leaves(progress))


# The spouse is a `Person` as the applicant is, whose sex and employment alone are told.
_CASES = [(name, request, progress) for name, request, progress in cases()]


def sight(name: str) -> Seen:
    part, _dot, field = name.rpartition(".")
    return withheld.seen(part, field, Reader.AUDITOR)


@pytest.mark.parametrize(
    ("name", "request_", "progress"), [case for case in _CASES if sight(case[0]) is Seen.WITHHELD],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_withheld_field_changes_nothing_of_what_an_auditor_gets(
    name: str, request_: Request, progress: Progress,
) -> None:
    assert told(request_, progress) == told(a_request(received_on=DAY), full_progress())


def test_every_field_that_is_told_changes_what_an_auditor_gets() -> None:
    usual = told(a_request(received_on=DAY), full_progress())
    effective = {name for name, request, progress in _CASES if told(request, progress) != usual}
    shown = {name for name, _request, _progress in _CASES if sight(name) is not Seen.WITHHELD}

    assert effective <= shown
    # Copies: the request's own day and grounds are those that count; the rest needs another state of the case.
    assert shown - effective <= {
        "cases.model.Progress.received_on", "cases.model.Progress.concluded_on", "cases.handling.Handling.return_due",
        "cases.model.Hearing.id",
    }


@pytest.mark.parametrize("flag", [
    {"apart": True}, {"violent_evidence": True}, {"claimed_violence": True}, {"reviewer": ROWS[5]},
])
def test_before_handing_in_no_flag_and_no_second_reader_shows(flag: dict[str, Any]) -> None:
    before = replace(
        full_progress(), handling=None, report_issued_on=None, common_sense=CommonSenseResult.DOES_NOT_ACCORD,
        passages=(Passage(Stage.RECEIVED, DAY), Passage(Stage.CONCLUDING, date(2026, 4, 20))),
    )
    course = [
        summary.course(a_request(received_on=DAY), Stage.CONCLUDING, each) for each in (before, replace(before, **flag))
    ]
    facts = [
        redaction.facts(each, None, stage=Stage.CONCLUDING, trail=7, today=date(2026, 5, 15)) for each in course
    ]

    assert facts[0] == facts[1]


def test_what_an_auditor_gets_are_the_listed_fields_and_no_date_stands_in_them() -> None:
    facts = told(a_request(received_on=DAY), full_progress())

    assert {"pseudonym", "unit", *facts} == {field.code for field in FIELDS}
    assert not [word for word in json.dumps(facts).split('"') if len(word) >= len("2026-03-02") and word[:2] == "20"]


def test_the_order_of_readers_is_that_of_the_letters() -> None:
    assert [reader.value for reader in Reader] == ["supervisor", "reviewer", "bureau", "auditor", "look", "figures"]
