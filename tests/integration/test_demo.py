"""The demonstration is real: first sign-ins done, groups founded, cases told through the services, the trail intact."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from mediation import audit
from mediation.accounts import groups
from mediation.bureau.decide import services as deciding
from mediation.cases import store as cases
from mediation.cases.agenda import TaskKind
from mediation.cases.model import DecisionKind, HandlingState, Stage, Standing
from mediation.cases.papers.model import FileKind
from mediation.cases.papers.services import open_paper
from mediation.cases.papers.store import papers
from mediation.cases.store import looks, queue
from mediation.cases.store.asking import Filter
from mediation.demo.making import demo_settings, make
from mediation.demo.staff import Colleague, Staff
from mediation.inspection.duties import services as duties

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


def opened(staff: Staff, colleague: Colleague, case: UUID, standing: Standing) -> cases.CaseFile:
    with staff.premises.writing(colleague.person.actor, colleague.identity) as transaction:
        return cases.get(transaction, case, standing=standing)


def at_the_bureau(staff: Staff) -> list[cases.CaseFile]:
    """Return the files that were handed in, as the head opens them."""
    with staff.premises.reading(staff.head.person.actor, staff.head.identity) as transaction:
        found = queue.queued(transaction, Filter(tuple(Stage)), first=0, most=50)
    return [opened(staff, staff.head, one.id, Standing.BUREAU) for one in found]


def test_there_is_a_case_in_every_stage(staff: Staff) -> None:
    stages = {cover.stage for cover in everything(staff)}

    assert stages == set(Stage)


def test_the_bureau_has_a_file_at_every_step_and_each_opens_with_its_seal_intact(staff: Staff) -> None:
    files = at_the_bureau(staff)
    states = {file.progress.handling.state for file in files if file.progress.handling}

    assert [file.id for file in files if not file.intact] == []
    assert len(files) == 10
    assert states == {
        HandlingState.NEW, HandlingState.INCOMPLETE, HandlingState.RETURNED, HandlingState.COMPLETE,
        HandlingState.REVIEWED, HandlingState.PREPARED, HandlingState.DECIDED,
    }


def test_a_permit_a_challenged_refusal_and_a_reconciliation_are_closed_alike(staff: Staff) -> None:
    ended = [file for file in at_the_bureau(staff) if file.progress.decided]
    told = {file.progress.handling.decided for file in ended if file.progress.handling}

    assert {file.stage for file in ended} == {Stage.CLOSED}
    assert told == {DecisionKind.PERMIT, DecisionKind.REFUSAL, DecisionKind.RECONCILED}


def test_nobody_prepared_and_confirmed_the_same_decision(staff: Staff) -> None:
    made = [deciding.decided(file) for file in at_the_bureau(staff) if file.progress.decided]

    assert all(one and one.record.confirmed and one.record.by != one.record.confirmed.by for one in made)


def test_a_withdrawal_under_a_flag_waits_until_the_applicant_was_heard_alone(staff: Staff) -> None:
    files = [file for file in at_the_bureau(staff) if file.progress.violence and file.progress.handling]
    withdrawn = [file.progress.handling.withdrawal for file in files if file.progress.handling]

    assert [one.heard_on for one in withdrawn if one] == [None]


def test_papers_open_and_say_that_they_are_made_up(staff: Staff) -> None:
    file = next(one for one in at_the_bureau(staff) if papers(one))
    kinds = {one.record.kind for one in papers(file)}

    with staff.premises.writing(staff.officer.person.actor, staff.officer.identity) as transaction:
        shown = {one.id: open_paper(transaction, file.id, one.id, standing=Standing.BUREAU) for one in papers(file)[:1]}

    assert kinds == {FileKind.PDF, FileKind.PNG}
    assert all(one.body for one in shown.values())


def test_the_named_second_reviewer_reads_the_case_of_a_colleague(staff: Staff) -> None:
    asked = [cover.id for cover in covers(staff, staff.clinic_head) if cover.data["awaits_reviewer"]]

    assert [opened(staff, staff.school_head, case, Standing.REVIEWER).intact for case in asked] == [True]


def test_each_supervisor_has_cases_of_his_own_alone(staff: Staff) -> None:
    school, clinic = ({cover.id for cover in covers(staff, who)} for who in (staff.school_head, staff.clinic_head))

    assert min(len(school), len(clinic)) >= 6
    assert school & clinic == set()


def test_some_are_late_some_are_finished_and_one_waits_for_the_second_reviewer(staff: Staff) -> None:
    found = everything(staff)
    late = [cover for cover in found if any(task.due < TODAY for task in cover.tasks)]
    finished = [cover for cover in found if cover.data["finished_on"]]
    waiting = [cover for cover in found if cover.data["awaits_reviewer"]]

    assert (len(late) >= 3, len(finished) >= 2, len(waiting)) == (True, True, 1)


def test_the_desks_ask_for_many_different_things(staff: Staff) -> None:
    kinds = {task.kind for cover in everything(staff) for task in cover.tasks}

    assert len(kinds) >= 10
    assert TaskKind.WITHDRAW in kinds


def test_every_case_opens_with_its_seal_intact(staff: Staff) -> None:
    for colleague in (staff.school_head, staff.clinic_head):
        for cover in covers(staff, colleague):
            with staff.premises.writing(colleague.person.actor, colleague.identity) as transaction:
                assert cases.get(transaction, cover.id).intact, cover.data["number"]


def test_nobody_but_the_supervisors_has_a_desk(staff: Staff) -> None:
    others = (staff.department_head, staff.head, staff.officer, staff.auditor, staff.administrator)

    assert [len(covers(staff, who)) for who in others] == [0, 0, 0, 0, 0]


def test_a_failure_of_protection_waits_for_its_notices(staff: Staff) -> None:
    with staff.premises.reading() as transaction:
        running = duties.running(transaction)

    assert [(breach.intact, len(breach.events)) for breach in running] == [(True, 4)]


def test_the_auditor_drew_a_sample_and_reads_one_file_while_another_look_waits(staff: Staff) -> None:
    who, that_day = staff.auditor, replace(staff.premises, clock=lambda: datetime(2026, 11, 18, 3, tzinfo=UTC))
    with that_day.writing(who.person.actor, who.identity) as transaction:
        found = looks.of_auditor(transaction, who.person.id)
        states = {look.state(transaction.micros): look for look in found}
        running = cases.get(transaction, states[looks.State.GRANTED].case_id, standing=Standing.AUDITOR)

    assert set(states) == {looks.State.GRANTED, looks.State.ASKED}
    assert running.intact
    assert running.submitted is not None
