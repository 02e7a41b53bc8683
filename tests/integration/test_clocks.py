"""Clocks over all units: what is late below is seen above, and nothing tells whose it is."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from mediation import audit
from mediation.accounts import units
from mediation.bureau.check import services as checking
from mediation.bureau.clocks import services as clocks
from mediation.bureau.clocks.model import Level
from mediation.bureau.queue import services
from mediation.cases import store as cases
from mediation.cases import tables, workflow
from mediation.cases.model import ReturnKind, Stage, Standing, Verdict
from mediation.errors import NotFound, Refusal
from tests.builders import Office, open_case
from tests.files import handed_in

TODAY = date(2026, 11, 20)


def _move_to(office: Office, case: UUID, name: str, parent: UUID | None = None) -> UUID:
    """Let a case lie in another unit, in clear: who lists, reads no seal."""
    with office.desk(office.administrator) as transaction:
        unit = units.add_unit(transaction, name=name, zone="WIT", parent=parent)
    assert not isinstance(unit, Refusal)
    with office.premises.engines.write.begin() as connection:
        connection.execute(sa.update(tables.case_file).where(tables.case_file.c.id == case).values(unit=unit.id))
    return unit.id


def test_a_file_that_is_late_one_level_down_is_seen_one_level_up_and_at_the_top(office: Office) -> None:
    case = open_case(office)
    top = _move_to(office, open_case(office), "Dinas Contoh")
    below = _move_to(office, case, "Bidang Contoh", top)
    office.clock.forward(days=120)
    with office.desk(office.head) as transaction:
        whole, branch = clocks.overview(transaction, None), clocks.overview(transaction, top)
    late = {each.unit: each.supervisors.late for each in whole.branches}

    assert late[top] == 2
    assert {each.unit: each.supervisors.late for each in branch.branches} == {top: 1, below: 1}
    assert whole.total.supervisors.late == len(whole.late) == 2


def test_the_clock_says_who_holds_a_file(office: Office) -> None:
    open_case(office)
    case = handed_in(office)
    with office.desk(office.head) as transaction:
        services.take(transaction, case)
    office.clock.forward(days=10)
    with office.desk(office.head) as transaction:
        found = clocks.overview(transaction, None)

    assert (found.total.supervisors.files, found.total.bureau.files) == (1, 1)
    assert [(each.name, each.files.files, each.files.longest) for each in found.officers] == [
        (office.head.person.name, 1, 10),
    ]


def test_late_at_the_bureau_is_counted_from_the_receipt(office: Office) -> None:
    handed_in(office)
    office.clock.forward(days=93)
    with office.desk(office.head) as transaction:
        found = clocks.overview(transaction, None)

    assert [(held.level, held.late(TODAY + timedelta(days=93))) for _unit, held in found.late] == [(Level.BUREAU, 1)]


def test_a_returned_file_is_late_with_the_supervisor_when_its_agreed_day_is_over(office: Office) -> None:
    case = handed_in(office)
    with office.desk(office.head) as transaction:
        assert services.take(transaction, case) is None
    with office.desk(office.head) as transaction:
        file = cases.get_to_change(transaction, case, standing=Standing.BUREAU)
        code = checking.listed(transaction, file).lines[0].line.code
        assert checking.check(transaction, case, found={code: (Verdict.FAILS, "Tidak terbaca.")}) is None
    with office.desk(office.head) as transaction:
        due = TODAY + timedelta(days=14)
        assert checking.give_back(transaction, case, kind=ReturnKind.PAPERS, due=due) is None
    office.clock.forward(days=15)
    with office.desk(office.head) as transaction:
        found = clocks.overview(transaction, None)
    late = [(held.level, held.late(TODAY + timedelta(days=15))) for _unit, held in found.late]

    assert late == [(Level.SUPERVISOR, 1)]


def test_a_reopened_file_is_not_late_by_the_clock_of_its_first_decision(office: Office) -> None:
    case = handed_in(office)
    office.clock.forward(days=400)
    with office.desk() as transaction:
        file = cases.get_to_change(transaction, case)
        handling = file.progress.handling
        assert handling is not None
        reopened = replace(
            handling, returned_on=TODAY + timedelta(days=400), return_due=None, return_kind=ReturnKind.ANNULLED,
        )
        after = workflow.Decision(Stage.CONCLUDING, replace(file.progress, handling=reopened))
        cases.save(transaction, file, after, [], audit.Action.CASE_REOPENED)
        transaction.commit()
    with office.desk(office.head) as transaction:
        now = clocks.overview(transaction, None)
    office.clock.forward(days=93)
    with office.desk(office.head) as transaction:
        later = clocks.overview(transaction, None)

    assert now.late == ()
    assert [held.level for _unit, held in later.late] == [Level.SUPERVISOR]


def test_a_superior_is_told_how_many_are_late_right_below_and_no_more(office: Office) -> None:
    case = open_case(office)
    with office.desk(office.administrator) as transaction:
        top = units.add_unit(transaction, name="Dinas Contoh", zone="WIB", supervisor=office.colleague.person.id)
    assert not isinstance(top, Refusal)
    middle = _move_to(office, case, "Bidang Contoh", top.id)
    _move_to(office, case, "Seksi Contoh", middle)
    with office.desk(office.colleague) as transaction:
        before = clocks.late_below(transaction)
    office.clock.forward(days=93)
    with office.desk(office.colleague) as transaction:
        after = clocks.late_below(transaction)
    with office.desk(office.supervisor) as transaction:
        elsewhere = clocks.late_below(transaction)

    assert [(each.name, each.late) for each in before] == [("Bidang Contoh", 0)]
    assert [(each.name, each.late) for each in after] == [("Bidang Contoh", 1)]
    assert elsewhere == ()


def test_an_unknown_unit_has_no_clocks(office: Office) -> None:
    with office.desk(office.head) as transaction, pytest.raises(NotFound):
        clocks.overview(transaction, uuid4())
