"""Opening many files fast is seen: counted for each reader, told once, never in the way of the reading."""

from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from mediation import audit
from mediation.audit import Purpose, alerts
from mediation.audit.alerts import MOST_FILES, WINDOW, Alert
from mediation.audit.tables import access_alert, entry, recent_look
from mediation.cases import store as cases
from mediation.cases.model import Standing
from mediation.cases.store import granting
from mediation.errors import Tampered
from mediation.vault import chain
from tests.builders import Office, Someone, open_case
from tests.pages import application, arrive
from tests.tour import Tour


def leafs(office: Office, count: int, who: Someone | None = None) -> None:
    """Look into `count` different files of others."""
    for _ in range(count):
        looks(office, uuid4(), who)


def looks(office: Office, case: UUID, who: Someone | None = None) -> None:
    with office.desk(who or office.colleague) as transaction:
        alerts.look(transaction, case)
        transaction.commit()


def raised(office: Office) -> tuple[Alert, ...]:
    with office.premises.reading() as transaction:
        return alerts.every(transaction, offset=0, limit=100)


def told(office: Office, action: audit.Action) -> list[chain.Entry]:
    with office.premises.reading() as transaction:
        rows = transaction.execute(sa.select(entry.c.canonical).where(entry.c.action == action.value))
        return [chain.parse(canonical) for canonical in rows.scalars()]


def closed(office: Office, text: str = "Contoh.") -> Alert:
    (alert,) = raised(office)
    with office.desk(office.head) as transaction:
        alerts.acknowledge(transaction, alert, text=text)
        transaction.commit()
    return raised(office)[0]


def handed_in(office: Office) -> UUID:
    """Open a case whose keys the bureau holds."""
    case = open_case(office)
    with office.desk() as transaction:
        granting.to_bureau(transaction, cases.get_to_change(transaction, case))
        transaction.commit()
    return case


def test_files_that_are_opened_through_the_groups_key_are_counted(office: Office) -> None:
    for _ in range(MOST_FILES + 1):
        case = handed_in(office)
        with office.desk(office.head) as transaction:
            cases.get(transaction, case, purpose=Purpose.CHECKLIST, standing=Standing.BUREAU)
            transaction.commit()

    (alert,) = raised(office)
    assert (alert.person, alert.files, alert.acknowledged) == (office.head.person.id, MOST_FILES + 1, None)


def test_ones_own_files_are_not_counted(office: Office) -> None:
    mine = [open_case(office) for _ in range(MOST_FILES + 2)]
    for case in mine:
        with office.desk() as transaction:
            cases.get(transaction, case)
            transaction.commit()

    assert raised(office) == ()


def test_as_many_as_somebody_reads_raise_nothing(office: Office) -> None:
    leafs(office, MOST_FILES)

    assert raised(office) == ()


def test_one_file_opened_again_and_again_is_one_file(office: Office) -> None:
    case = uuid4()
    for _ in range(MOST_FILES * 3):
        looks(office, case)

    assert raised(office) == ()


def test_many_files_over_a_longer_time_raise_nothing(office: Office) -> None:
    for _ in range(4):
        leafs(office, MOST_FILES - 5)
        office.clock.forward(minutes=11)

    assert raised(office) == ()


def test_two_who_open_files_do_not_add_up(office: Office) -> None:
    leafs(office, MOST_FILES - 3)
    leafs(office, MOST_FILES - 3, office.head)

    assert raised(office) == ()


def test_an_alert_that_goes_on_is_one_row_and_one_entry(office: Office) -> None:
    for _ in range(30):
        leafs(office, 3)
        office.clock.forward(seconds=30)

    (alert,) = raised(office)
    (entry_,) = told(office, audit.Action.ACCESS_ALERTED)
    assert alert.files > MOST_FILES + 1
    assert alert.ended - alert.started > WINDOW.total_seconds() * 1_000_000
    assert (entry_.object, dict(entry_.detail)) == (
        f"person:{office.colleague.person.id}", {"alert": alert.id.hex, "files": MOST_FILES + 1, "minutes": 10},
    )


def test_another_day_is_another_alert(office: Office) -> None:
    leafs(office, MOST_FILES + 1)
    office.clock.forward(days=1)
    leafs(office, MOST_FILES + 1)

    assert len(raised(office)) == len(told(office, audit.Action.ACCESS_ALERTED)) == 2


def test_looks_are_kept_for_the_window_alone(office: Office) -> None:
    for _ in range(5):
        leafs(office, MOST_FILES)
        office.clock.forward(minutes=11)
    leafs(office, 1)

    with office.premises.reading() as transaction:
        assert transaction.execute(sa.select(sa.func.count()).select_from(recent_look)).scalar() == 1


def test_after_the_head_has_looked_the_count_begins_anew(office: Office) -> None:
    leafs(office, MOST_FILES + 1)
    closed(office)
    leafs(office, MOST_FILES)

    assert len(raised(office)) == 1
    leafs(office, 1)
    assert len(raised(office)) == 2


def test_closing_is_told_and_names_alert_and_person_alone(office: Office) -> None:
    leafs(office, MOST_FILES + 1)
    alert = closed(office, "Qzvkwjxp")

    (entry_,) = told(office, audit.Action.ACCESS_ACKNOWLEDGED)
    assert (entry_.actor, entry_.object) == (
        f"person:{office.head.person.id}", f"person:{office.colleague.person.id}",
    )
    assert dict(entry_.detail) == {"alert": alert.id.hex}


def test_the_note_is_kept_and_stands_nowhere_in_clear(office: Office) -> None:
    leafs(office, MOST_FILES + 1)
    alert = closed(office, "Qzvkwjxp é")

    with office.premises.reading() as transaction:
        assert alerts.note(transaction, alert) == "Qzvkwjxp é"
    files = [path.read_bytes() for path in office.folder.iterdir() if path.name.startswith("office.db")]
    assert files
    assert not any(b"Qzvkwjxp" in content for content in files)


def test_a_note_of_another_alert_is_refused(office: Office) -> None:
    leafs(office, MOST_FILES + 1)
    first = closed(office)
    other = Alert(uuid4(), first.person, first.started, first.ended, first.files, sealed_note=first.sealed_note)

    with office.premises.reading() as transaction, pytest.raises(Tampered):
        alerts.note(transaction, other)


def test_no_row_names_a_file(office: Office) -> None:
    assert not any("case" in column.name for column in access_alert.c)


def test_a_purpose_that_is_not_on_the_list_is_not_written(office: Office) -> None:
    with office.desk() as transaction, pytest.raises(ValueError, match="penasaran"):
        audit.append(transaction, audit.Action.CASE_OPENED, f"case:{uuid4()}", purpose="penasaran")


def test_every_look_of_a_whole_case_has_a_purpose_from_the_list(office: Office) -> None:
    app = application(office)
    visitor = arrive(office, app=app)
    walked = Tour(visitor, office.clock, lambda name: "2016" if name.startswith("year_") else "Contoh")
    walked.receive()
    walked.screen_applicant()
    walked.visitor.get(walked.on_case(f"6/a/{walked.summon('a')}"))

    looked = told(office, audit.Action.CASE_OPENED)
    assert {Purpose(each.detail["purpose"]) for each in looked} == {Purpose.READ, Purpose.PREVIEW}
    assert all(purpose.label for purpose in Purpose)
