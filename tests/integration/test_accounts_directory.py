"""The directory's rows: whatever is changed in the database is seen when a row is read, and nobody gets in by it."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from mediation import audit
from mediation.accounts import groups
from mediation.accounts.store import directory, people
from mediation.accounts.tables import group_member, principal
from mediation.errors import NotFound, Tampered
from mediation.permissions import Role
from mediation.vault.keys import PrivateKey
from tests.builders import Office, Someone, office

Change = Callable[[int, int], dict[str, Any]]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return office(tmp_path_factory.mktemp("office"))


def rewrite(place: Office, who: Someone, **values: object) -> None:
    with place.premises.engines.write.begin() as connection:
        connection.execute(sa.update(principal).where(principal.c.id == who.person.id).values(**values))


def row_of(place: Office, who: Someone) -> Any:
    with place.premises.engines.read.connect() as connection:
        return connection.execute(sa.select(principal).where(principal.c.id == who.person.id)).one()


CHANGES: dict[str, Change] = {
    "a public key swapped for one's own": lambda _version, _created: {"public_key": PrivateKey.generate().public},
    "a role added": lambda _version, _created: {"roles": "administrator"},
    "roles that nobody holds": lambda _version, _created: {"roles": "supervisor++"},
    "a version raised": lambda version, _created: {"version": version + 1},
    "a person closed": lambda _version, _created: {"status": "inactive"},
    "a person made a group": lambda _version, _created: {"kind": "group"},
    "an earlier creation": lambda _version, created: {"created": created - 1},
    "a MAC of nothing": lambda _version, _created: {"mac": bytes(32)},
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_row_of_the_directory_is_seen(place: Office, name: str) -> None:
    before = row_of(place, place.supervisor)
    rewrite(place, place.supervisor, **CHANGES[name](before.version, before.created))

    with place.premises.reading() as transaction, pytest.raises(Tampered):
        people.get(transaction, place.supervisor.person.id)
    rewrite(place, place.supervisor, **before._asdict())


def test_a_row_put_back_to_an_older_version_is_seen(tmp_path_factory: pytest.TempPathFactory) -> None:
    place = office(tmp_path_factory.mktemp("office"))
    older = row_of(place, place.supervisor)
    with place.desk(place.administrator) as transaction:
        person = people.get(transaction, place.supervisor.person.id)
        directory.change(transaction, directory.get(transaction, person.id), audit.Action.PERSON_CHANGED, active=True)
        transaction.commit()
    rewrite(place, place.supervisor, **older._asdict())

    with place.premises.reading() as transaction, pytest.raises(Tampered):
        people.get(transaction, place.supervisor.person.id)


def test_an_older_row_is_not_covered_by_somebody_elses_entry(tmp_path_factory: pytest.TempPathFactory) -> None:
    place = office(tmp_path_factory.mktemp("office"))
    older = row_of(place, place.supervisor)
    with place.desk(place.administrator) as transaction:
        entry = directory.get(transaction, place.supervisor.person.id)
        directory.change(transaction, entry, audit.Action.PERSON_DEACTIVATED, active=False)
        # A newer entry about somebody else that names the older version.
        audit.append(transaction, audit.Action.PERSON_CHANGED, "person:other", version=older.version)
        transaction.commit()
    rewrite(place, place.supervisor, **older._asdict())
    with place.premises.engines.write.begin() as connection:
        connection.execute(sa.text("DROP TRIGGER audit_entry_no_update"))
        connection.execute(sa.text("UPDATE audit_entry SET object = :to WHERE object = 'person:other'"),
                           {"to": directory_name(place)})

    with place.premises.reading() as transaction, pytest.raises(Tampered):
        people.get(transaction, place.supervisor.person.id)


def directory_name(place: Office) -> str:
    return f"person:{place.supervisor.person.id}"


def test_rows_of_two_people_swapped_are_seen(place: Office) -> None:
    mine, theirs = row_of(place, place.supervisor), row_of(place, place.colleague)
    rewrite(place, place.supervisor, public_key=theirs.public_key, mac=theirs.mac)

    with place.premises.reading() as transaction, pytest.raises(Tampered):
        people.everybody(transaction)
    rewrite(place, place.supervisor, **mine._asdict())


def test_a_group_key_swapped_is_seen_before_a_case_is_sealed_to_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    place = office(tmp_path_factory.mktemp("office"))
    with place.premises.engines.write.begin() as connection:
        swapped = PrivateKey.generate().public
        connection.execute(sa.update(principal).where(principal.c.kind == "group").values(public_key=swapped))

    with place.premises.reading() as transaction, pytest.raises(Tampered):
        groups.group_recipients(transaction)


def test_the_recovery_key_swapped_is_seen(tmp_path_factory: pytest.TempPathFactory) -> None:
    place = office(tmp_path_factory.mktemp("office"))
    with place.premises.engines.write.begin() as connection:
        swapped = PrivateKey.generate().public
        connection.execute(sa.update(principal).where(principal.c.kind == "recovery").values(public_key=swapped))

    with place.premises.reading() as transaction, pytest.raises(Tampered):
        groups.recovery_recipient(transaction)


def test_a_member_opens_the_group_key_and_others_do_not(place: Office) -> None:
    with place.desk(place.head) as transaction:
        opened = groups.open_group(transaction, "bureau")
        assert opened.public == groups.group(transaction, "bureau").public_key

    with place.desk(place.auditor) as transaction, pytest.raises(NotFound):
        groups.open_group(transaction, "bureau")


def test_a_group_grant_given_to_somebody_else_does_not_open(tmp_path_factory: pytest.TempPathFactory) -> None:
    place = office(tmp_path_factory.mktemp("office"))
    with place.premises.engines.write.begin() as connection:
        stolen = sa.update(group_member).where(group_member.c.member == place.head.person.id)
        connection.execute(stolen.values(member=place.supervisor.person.id))

    with place.desk() as transaction, pytest.raises(Tampered):
        groups.open_group(transaction, "bureau")


def test_cases_can_be_opened_once_both_groups_have_a_member(tmp_path_factory: pytest.TempPathFactory) -> None:
    place = office(tmp_path_factory.mktemp("office"))
    with place.premises.reading() as transaction:
        assert groups.ready(transaction) == ()
    with place.premises.engines.write.begin() as connection:
        connection.execute(sa.delete(group_member).where(group_member.c.member == place.auditor.person.id))

    with place.premises.reading() as transaction:
        assert groups.ready(transaction) == (Role.AUDITOR,)
