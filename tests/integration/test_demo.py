"""The demonstration is real: first sign-ins done, groups founded, cases told through the services, the trail intact."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from mediation import audit
from mediation.accounts import groups
from mediation.cases import store as cases
from mediation.cases.agenda import TaskKind
from mediation.cases.model import Stage
from mediation.demo.making import demo_settings, make
from mediation.demo.staff import Colleague, Staff

TODAY = date(2026, 11, 18)


@pytest.fixture(scope="module")
def staff(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Staff]:
    folder = tmp_path_factory.mktemp("demo")
    made = make(demo_settings(folder, "http://127.0.0.1:8000"), TODAY)
    yield made.staff
    made.staff.premises.engines.dispose()


def test_everybody_has_made_keys(staff: Staff) -> None:
    assert [each.person.name for each in staff.everybody if not each.person.enrolled] == []


def test_cases_can_be_opened_because_both_groups_have_a_member(staff: Staff) -> None:
    with staff.premises.reading() as transaction:
        missing = groups.ready(transaction)

    assert missing == ()


def test_the_trail_of_the_demonstration_is_intact(staff: Staff) -> None:
    with staff.premises.reading() as transaction:
        verdict = audit.verify(transaction)

    assert verdict.broken is None
    assert verdict.intact > len(staff.everybody)


def test_the_database_is_marked_as_made_up(staff: Staff) -> None:
    assert staff.premises.demo


def test_the_private_half_of_the_recovery_pair_is_nowhere(staff: Staff) -> None:
    folder = Path(str(staff.premises.engines.read.url.database)).parent

    files = {path.name for path in folder.iterdir()}

    assert {name for name in files if not name.startswith("database.sqlite")} == {"keyring.json"}


def covers(staff: Staff, colleague: Colleague) -> tuple[cases.Cover, ...]:
    with staff.premises.reading(colleague.person.actor, colleague.identity) as transaction:
        return cases.covers(transaction)


def everything(staff: Staff) -> tuple[cases.Cover, ...]:
    return (*covers(staff, staff.school_head), *covers(staff, staff.clinic_head))


def test_there_is_a_case_in_every_stage_that_a_supervisor_reaches(staff: Staff) -> None:
    stages = {cover.stage for cover in everything(staff)}

    assert stages == {Stage.RECEIVED, Stage.SUMMONING, Stage.EXAMINING, Stage.MEDIATING, Stage.CONCLUDING}


def test_each_supervisor_has_cases_of_his_own_alone(staff: Staff) -> None:
    school, clinic = ({cover.id for cover in covers(staff, who)} for who in (staff.school_head, staff.clinic_head))

    assert min(len(school), len(clinic)) >= 6
    assert school & clinic == set()


def test_some_are_late_some_are_finished_and_one_waits_for_the_second_reviewer(staff: Staff) -> None:
    found = everything(staff)
    late = [cover for cover in found if any(task.due < TODAY for task in cover.tasks)]
    finished = [cover for cover in found if cover.data["finished_on"]]
    waiting = [cover for cover in found if cover.data["awaits_reviewer"]]

    assert (len(late) >= 3, len(finished), len(waiting)) == (True, 2, 1)


def test_the_desks_ask_for_many_different_things(staff: Staff) -> None:
    kinds = {task.kind for cover in everything(staff) for task in cover.tasks}

    assert len(kinds) >= 10
    assert TaskKind.WITHDRAW in kinds


def test_every_case_opens_with_its_seal_intact(staff: Staff) -> None:
    for colleague in (staff.school_head, staff.clinic_head):
        for cover in covers(staff, colleague):
            with staff.premises.writing(colleague.person.actor, colleague.identity) as transaction:
                assert cases.get(transaction, cover.id).intact, cover.data["number"]


def test_nobody_but_the_supervisors_opens_a_case(staff: Staff) -> None:
    others = (staff.head, staff.officer, staff.auditor, staff.administrator)

    assert [len(covers(staff, who)) for who in others] == [0, 0, 0, 0]
