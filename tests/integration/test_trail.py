"""The trail's rows: found by an index in their order, whatever is asked for, also those of cases that are gone."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from mediation import audit
from mediation.audit import Action
from mediation.audit.tables import entry
from mediation.inspection.trail import services, store
from mediation.inspection.trail.model import Kind, Wanted
from mediation.inspection.trail.sentences import actions_of
from mediation.inspection.trail.store import Bounds
from tests import builders
from tests.builders import Office

ME = UUID(int=7)  # a name of a test: the same in every process


@pytest.mark.parametrize(("bounds", "index"), [
    (Bounds(), "ix_audit_entry_time"),
    (Bounds(below=(5, 5)), "ix_audit_entry_time"),
    (Bounds(since=1, before=9), "ix_audit_entry_time"),
    (Bounds(actor=ME), "ix_audit_entry_actor"),
    (Bounds(actor=ME, since=1, before=9, below=(5, 5)), "ix_audit_entry_actor"),
    (Bounds(actions=(Action.CASE_OPENED,)), "ix_audit_entry_action"),
    (Bounds(actions=(Action.CASE_OPENED,), since=1, below=(5, 5)), "ix_audit_entry_action"),
], ids=str)
@pytest.mark.parametrize("without", [frozenset(), frozenset({uuid4(), uuid4()})], ids=["none", "some"])
def test_a_page_is_read_from_an_index_in_its_order(
    office: Office, bounds: Bounds, index: str, without: frozenset[object],
) -> None:
    query = store._query(replace(bounds, without=without), 51)  # type: ignore[arg-type]  # of ids
    text = str(query.compile(office.premises.engines.read, compile_kwargs={"literal_binds": True}))
    with office.premises.engines.read.connect() as connection:
        plan = " ".join(row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}"))

    assert index in plan
    assert "TEMP B-TREE" not in plan


def test_a_case_is_read_by_its_own_index(office: Office) -> None:
    query = store._query(Bounds(case=ME), 51)
    text = str(query.compile(office.premises.engines.read, compile_kwargs={"literal_binds": True}))
    with office.premises.engines.read.connect() as connection:
        plan = " ".join(row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}"))

    assert "ix_audit_entry_object" in plan


@pytest.mark.parametrize("kind", Kind, ids=lambda kind: kind.value)
def test_acts_of_a_kind_are_merged_in_the_order_of_time(office: Office, kind: Kind) -> None:
    case = builders.open_case(office)
    acts = actions_of(kind)
    for number in range(30):
        office.clock.forward(seconds=number % 3)
        with office.desk() as transaction:
            audit.append(transaction, acts[number % len(acts)], f"case:{case}")
            transaction.commit()
    with office.premises.reading() as transaction:
        merged = store.newest(transaction, Bounds(actions=acts), 20)
        rows = transaction.execute(
            sa.select(entry.c.seq).where(entry.c.action.in_(acts)).order_by(entry.c.time.desc(), entry.c.seq.desc()),
        ).scalars().all()

    assert [each.seq for each in merged] == list(rows)[:20]


def test_entries_told_out_of_turn_stand_by_their_time(office: Office) -> None:
    late = builders.open_case(office)
    office.clock.forward(days=-3)
    early = builders.open_case(office)
    office.clock.forward(days=3)
    with office.premises.reading(office.head.person.actor, office.head.key) as transaction:
        lines = services.read(transaction, Wanted(kind=Kind.STEPS), zone="WIB").lines

    assert [line.act.case for line in lines] == [late, early]


def test_entries_of_a_case_whose_row_is_gone_are_still_shown(office: Office) -> None:
    case = uuid4()
    with office.desk(office.colleague) as transaction:
        audit.append(transaction, Action.EVIDENCE_RECORDED, f"case:{case}")
        transaction.commit()
    for who in (office.head, office.auditor):
        with office.premises.reading(who.person.actor, who.key) as transaction:
            lines = services.read(transaction, Wanted(kind=Kind.STEPS), zone="WIB").lines

        assert [line.act.case for line in lines] == [case]


def test_the_bounded_entry_is_one_of_the_chain(office: Office) -> None:
    for _ in range(audit.store.MOST_TOLD + 3):
        with office.desk() as transaction:
            audit.append_bounded(transaction, Action.REQUEST_REFUSED, f"person:{office.supervisor.person.id}")
            transaction.commit()
    with office.premises.reading() as transaction:
        assert audit.verify(transaction).whole
