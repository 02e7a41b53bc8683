"""A failure's rows are never changed; what is changed from outside shows, each way of it."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from mediation.errors import Conflict, Refusal
from mediation.inspection.duties import services, store
from mediation.inspection.duties.model import (
    Closing,
    Correction,
    EventKind,
    Finding,
    Handling,
    Notice,
    Span,
    Way,
    Whom,
)
from tests import duties
from tests.builders import Office

Tamper = Callable[[sa.Connection, UUID], None]


def run(statement: str) -> Tamper:
    def tamper(connection: sa.Connection, breach: UUID) -> None:
        connection.exec_driver_sql(statement, {"breach": breach.hex})

    return tamper


def swap(connection: sa.Connection, breach: UUID) -> None:
    """Put the records of two events into each other's row."""
    rows = connection.exec_driver_sql(
        "SELECT id, record FROM breach_event WHERE breach = :breach ORDER BY number", {"breach": breach.hex},
    ).all()
    for (id_, _), (_, record) in zip(rows, reversed(rows), strict=True):
        connection.exec_driver_sql("UPDATE breach_event SET record = :r WHERE id = :i", {"r": record, "i": id_})


# what somebody with the database does
TAMPERINGS: dict[str, Tamper] = {
    "a time": run("UPDATE breach_event SET made = made - 60000000 WHERE breach = :breach AND number = 1"),
    "a person": run("UPDATE breach_event SET by = (SELECT id FROM principal WHERE id != by LIMIT 1) "
                    "WHERE breach = :breach AND number = 1"),
    "a kind": run("UPDATE breach_event SET kind = 'told' WHERE breach = :breach AND number = 2"),
    "a byte": run("UPDATE breach_event SET record = CAST(substr(record, 1, length(record) - 1) || x'00' AS BLOB) "
                  "WHERE breach = :breach AND number = 1"),
    "nothing left": run("UPDATE breach_event SET record = x'' WHERE breach = :breach AND number = 1"),
    "a time that is none": run("UPDATE breach_event SET made = 'teks' WHERE breach = :breach AND number = 1"),
    "a text in its place": run("UPDATE breach_event SET record = 'teks' WHERE breach = :breach AND number = 1"),
    "the last row cut": run("DELETE FROM breach_event WHERE breach = :breach AND number = 2"),
    "the first row cut": run("DELETE FROM breach_event WHERE breach = :breach AND number = 1"),
    "another order": run("UPDATE breach_event SET number = 3 WHERE breach = :breach AND number = 1"),
    "a copy added": run(
        "INSERT INTO breach_event (id, breach, number, kind, made, by, record) SELECT "
        "'00000000000000000000000000000001', breach, 3, kind, made, by, record FROM breach_event "
        "WHERE breach = :breach AND number = 2"),
    "two rows swapped": swap,
}


@pytest.fixture
def breach(office: Office) -> UUID:
    made = duties.breached(office)
    duties.handled(office, made)
    return made


@pytest.mark.parametrize("what", list(TAMPERINGS))
def test_what_is_changed_from_outside_shows(office: Office, breach: UUID, what: str) -> None:
    before = duties.get(office, breach).intact
    with office.premises.engines.write.begin() as connection:
        for act in ("update", "delete"):
            connection.exec_driver_sql(f"DROP TRIGGER breach_event_no_{act}")
        TAMPERINGS[what](connection, breach)

    after = duties.get(office, breach)

    assert (before, after.intact) == (True, False)
    assert isinstance(duties.add(office, breach, Handling(office.clock(), "Tambahan.")), Refusal)


def test_a_failure_whose_rows_are_all_gone_is_told_by_the_trail(office: Office, breach: UUID) -> None:
    with office.premises.engines.write.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER breach_event_no_delete")
        connection.exec_driver_sql("DELETE FROM breach_event")

    with office.premises.reading() as transaction:
        assert store.gone(transaction) == (breach,)


@pytest.mark.parametrize("statement", [
    "UPDATE breach_event SET number = 9", "DELETE FROM breach_event",
    "UPDATE controller_edition SET content = ''", "DELETE FROM controller_edition",
])
def test_the_database_itself_refuses_to_change_a_row(office: Office, breach: UUID, statement: str) -> None:
    duties.furnish(office)
    with office.premises.engines.write.begin() as connection, pytest.raises(DatabaseError, match="append-only"):
        connection.exec_driver_sql(statement)


def test_no_text_stands_in_clear(office: Office) -> None:
    duties.breached(office, what="kanarikejadian")

    stored = b"".join(path.read_bytes() for path in office.folder.rglob("*") if path.is_file())

    assert b"kanarikejadian" not in stored


def test_a_long_text_of_long_letters_comes_back(office: Office) -> None:
    text = "字👩\u200d👩\u200d👧é" * 300

    breach = duties.breached(office, what=text, how=text, risks=text)

    known = duties.get(office, breach).facts
    assert known is not None
    assert (known.what, known.how, known.risks) == (text, text, text)


def test_whoever_did_not_see_the_newest_event_adds_nothing(office: Office, breach: UUID) -> None:
    with office.premises.writing(office.auditor.person.actor) as transaction, pytest.raises(Conflict):
        services.add(transaction, breach, Handling(office.clock(), "Tambahan."), version=1)

    assert duties.get(office, breach).version == 2


def test_a_notice_is_not_earlier_than_the_knowledge_and_nothing_is_in_the_future(office: Office) -> None:
    breach, now = duties.breached(office), office.clock()
    early = Notice(Whom.AUTHORITY, now - timedelta(minutes=1), Way.POST)
    later = Handling(now + timedelta(minutes=1), "Nanti.")

    refused = [duties.add(office, breach, body) for body in (early, later)]

    assert all(isinstance(each, Refusal) for each in refused)


def test_knowledge_is_not_moved_behind_a_notice_that_was_sent(office: Office) -> None:
    breach = duties.breached(office)
    duties.told(office, breach, Whom.AUTHORITY)
    office.clock.forward(hours=80)
    later = duties.facts(office.clock())

    assert isinstance(duties.add(office, breach, Correction(later, "Agar tidak terlambat.")), Refusal)


def test_of_several_persons_the_last_one_told_stops_the_clock(office: Office) -> None:
    breach = duties.breached(office)
    duties.add(office, breach, Notice(Whom.PERSON, office.clock(), Way.BY_HAND, everyone=False, count=1))
    some = duties.get(office, breach).met(Whom.PERSON)
    office.clock.forward(hours=2)
    duties.told(office, breach, Whom.PERSON)

    assert (some, duties.get(office, breach).met(Whom.PERSON)) == (None, office.clock())


def test_the_clock_runs_until_both_were_told_or_it_was_none(office: Office) -> None:
    told, none = duties.breached(office), duties.breached(office, span=Span.UNKNOWN, since=None)
    for whom in (Whom.PERSON, Whom.AUTHORITY):
        duties.told(office, told, whom)
    with office.premises.reading() as transaction:
        before = [each.id for each in services.running(transaction)]
    duties.add(office, none, Closing(Finding.NONE, "Cetakan itu kosong."))
    with office.premises.reading() as transaction:
        after = services.running(transaction)

    assert (before, after) == ([none], ())


def test_an_auditor_and_a_head_write_in_the_same_history(office: Office, breach: UUID) -> None:
    duties.add(office, breach, Handling(office.clock(), "Diperiksa auditor."), office.auditor)

    found = duties.get(office, breach)

    assert [event.by for event in found.events] == [
        office.head.person.id, office.head.person.id, office.auditor.person.id,
    ]
    assert [event.kind for event in found.events] == [EventKind.RECORDED, EventKind.HANDLED, EventKind.HANDLED]
