"""What cannot be in a request, what a screening means, and which round comes next."""

from dataclasses import replace
from datetime import date, time
from uuid import uuid4

import pytest

from mediation.cases.model import Appointment, Attendance, Party, Progress
from mediation.cases.receive.model import Filing, concerns, misfits
from mediation.cases.screen.bank import Answer, screening_questions
from mediation.cases.screen.model import ChosenSex, Response
from mediation.cases.summon.model import Presence, Purpose
from mediation.cases.summon.services import next_round, usual_purpose
from mediation.law.identity import Sex
from tests.builders import CONTACTS, a_person, a_request
from tests.summonses import a_screening

TODAY = date(2026, 11, 20)


def a_filing(**traits: object) -> Filing:
    request = a_request()
    usual = Filing(
        request.requested_on, request.received_on, request.applicant, request.spouse, CONTACTS, request.marriage,
        request.children, request.grounds, request.causes,
    )
    return replace(usual, **traits)  # type: ignore[arg-type]


@pytest.mark.parametrize(("traits", "count"), [
    ({}, 0),
    ({"received_on": TODAY}, 0),
    ({"received_on": date(2026, 11, 21)}, 1),
    ({"requested_on": date(2026, 11, 3)}, 1),
    ({"requested_on": date(2014, 5, 2)}, 1),
    ({"spouse": a_person(name="Budi Contoh", sex=Sex.MALE)}, 1),
])
def test_what_cannot_be_is_named(traits: dict[str, object], count: int) -> None:
    assert len(list(misfits(a_filing(**traits), TODAY))) == count


@pytest.mark.parametrize(("numbers", "own", "expected"), [
    (("1",), "1", True), (("2", "1"), "1", True), (("2",), "1", False), ((), "", False), (("",), "", False),
])
def test_ones_own_number_among_the_two(numbers: tuple[str, ...], own: str, *, expected: bool) -> None:
    assert concerns(numbers, own) is expected


@pytest.mark.parametrize("question", [each.id for each in screening_questions() if each.flags])
def test_a_yes_that_tells_of_danger_outweighs_the_judgement(question: str) -> None:
    calm = a_screening(TODAY)
    told = tuple(
        Response(each.question, Answer.YES) if each.question == question else each for each in calm.responses
    )

    assert not calm.flagged
    assert replace(calm, responses=told).flagged


@pytest.mark.parametrize(("chosen", "sex", "suits"), [
    (ChosenSex.ANY, Sex.MALE, True), (ChosenSex.FEMALE, Sex.FEMALE, True), (ChosenSex.FEMALE, Sex.MALE, False),
])
def test_whom_somebody_would_rather_talk_to(chosen: ChosenSex, sex: Sex, *, suits: bool) -> None:
    assert chosen.suits(sex) is suits


@pytest.mark.parametrize(("presence", "attendance"), [
    (Presence.CAME, Attendance.CAME), (Presence.ACCOMPANIED, Attendance.ACCOMPANIED),
    (Presence.EXCUSED, Attendance.ABSENT), (Presence.SILENT, Attendance.ABSENT),
])
def test_an_excuse_is_an_absence_too(presence: Presence, attendance: Attendance) -> None:
    assert presence.attendance is attendance


def called(number: int, *, withdrawn: bool = False) -> Appointment:
    return Appointment(
        uuid4(), Party.SPOUSE, number, date(2026, 11, number), time(9), "examination", TODAY, withdrawn=withdrawn,
    )


def test_a_withdrawn_summons_does_not_count_as_a_round() -> None:
    progress = Progress(TODAY, appointments=(called(1), called(2, withdrawn=True)))

    assert next_round(progress, Party.SPOUSE) == 2
    assert next_round(progress, Party.APPLICANT) == 1


def test_somebody_is_called_to_be_heard_first() -> None:
    assert usual_purpose(Progress(TODAY), Party.APPLICANT) is Purpose.EXAMINATION
