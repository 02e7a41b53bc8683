"""A change of a group's key that is killed at any point goes on where it stopped; nobody is locked out meanwhile."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from mediation import audit
from mediation.accounts import groups, membership, people
from mediation.accounts.model import Leaving
from mediation.administration import services_groups
from mediation.cases import tables
from mediation.permissions import Role
from mediation.transaction import Transaction
from mediation.vault.grants import GrantContext, grant_to, open_grant
from mediation.vault.keyring import Keyring
from mediation.vault.keys import CaseKey, PrivateKey, raw_of
from tests import builders
from tests.builders import Office, Someone

MANY = 3000
SIZE = 100  # grants in a batch: thirty batches

# `die_at`: at which commit this process kills itself, before the commit is made; 0: never, it waits to be killed.
_CHANGING = """
import os, signal, sys
from pathlib import Path
from uuid import UUID
import sqlalchemy as sa
from mediation.accounts import founding
from mediation.accounts.store import people
from mediation.administration import services_groups
from mediation.database.engine import connect
from mediation.vault.keyring import Keyring
from mediation.vault.keys import PrivateKey

folder, person, die_at, size = Path(sys.argv[1]), UUID(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
identity = PrivateKey(bytes.fromhex(sys.stdin.readline()))
premises = founding.open_premises(connect(f"sqlite:///{folder / 'office.db'}"), Keyring.load(folder / "keyring.json"))
with premises.reading() as transaction:
    actor = people.get(transaction, person).actor
commits = 0

@sa.event.listens_for(premises.engines.write, "commit")
def count(connection):
    global commits
    commits += 1
    if commits == die_at:
        os.kill(os.getpid(), signal.SIGKILL)

print("ready", flush=True)
services_groups.settle(premises, actor, identity, batches=1000, size=size)
print("done", flush=True)
"""


@dataclass
class Place:
    """An office with thousands of cases granted to the bureau, whose key four people hold or held."""

    office: Office
    second: Someone
    leaving: Someone
    group: UUID


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    office = builders.founded(tmp_path, Keyring.create(tmp_path / "keyring.json"))
    office.clock.forward(minutes=1)
    second = builders.member(office, "wakil", Role.BUREAU_HEAD)
    leaving = builders.member(office, "petugas", Role.BUREAU_OFFICER)
    for one in (second, leaving):
        with office.desk(office.head) as transaction:
            membership.enrol_member(transaction, one.person.id, version=one.person.version)
    with office.desk() as transaction:
        group = groups.group(transaction, "bureau").id
    granted(office, group)
    yield Place(office, second, leaving, group)
    office.premises.engines.dispose()


def granted(office: Office, group: UUID) -> None:
    """Copy one case's row thousands of times, each with a summary key of its own granted to the bureau."""
    one = builders.open_case(office)
    with office.desk() as transaction:
        query = sa.select(tables.case_file).where(tables.case_file.c.id == one)
        row = dict(transaction.execute(query).mappings().one())
        bureau = groups.group_recipient(transaction, "bureau")
        made = [(uuid4(), CaseKey.generate("summary", 1)) for _number in range(MANY)]
        cases = [row | {"id": case, "number_index": case.bytes} for case, _key in made]
        keys = [
            {"case_id": case, "kind": "summary", "generation": 1, "author": None, "commitment": key.commitment}
            for case, key in made
        ]
        given = [
            {
                "case_id": case, "kind": "summary", "generation": 1, "principal": group,
                "key_version": bureau.version, "stored": grant_to(
                    transaction.keyring, bureau.public, key, GrantContext("summary", case, 1, group, bureau.version),
                ),
            }
            for case, key in made
        ]
        for table, rows in ((tables.case_file, cases), (tables.case_key, keys), (tables.grant, given)):
            transaction.connection.execute(sa.insert(table), rows)
        transaction.commit()


def process(place: Place, who: Someone, die_at: int = 0, size: int = SIZE) -> "subprocess.Popen[str]":
    folder = str(place.office.folder)
    child = subprocess.Popen(
        [sys.executable, "-c", _CHANGING, folder, str(who.person.id), str(die_at), str(size)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )
    assert child.stdin is not None
    child.stdin.write(raw_of(who.key).hex() + "\n")
    child.stdin.flush()
    return child


def ended(child: "subprocess.Popen[str]") -> tuple[int, str]:
    """Wait for the end of a process; return its status and what it complained of."""
    _out, said = child.communicate(timeout=60)
    return child.returncode, said


def removed(place: Place) -> None:
    with place.office.desk(place.office.head) as transaction:
        membership.remove_member(transaction, place.leaving.person.id, reason=Leaving.EXPOSED)


@dataclass(frozen=True)
class State:
    """How many grants each one opens, and how many are still sealed to an older key."""

    head: int
    second: int
    leaving: int
    older: int


def state(place: Place) -> State:
    office = place.office
    with office.premises.reading(office.head.person.actor, office.head.key) as transaction:
        older = services_groups.progress(transaction, "bureau").older
    head, second, leaving = (opened(place, one) for one in (office.head, place.second, place.leaving))
    return State(head, second, leaving, older)


def opened(place: Place, who: Someone) -> int:
    """Return how many of the bureau's grants `who` opens, each with the key version that its row names."""
    given, key = tables.grant, tables.case_key
    same = (key.c.case_id == given.c.case_id) & (key.c.kind == given.c.kind)
    with place.office.premises.reading(who.person.actor, who.key) as transaction:
        keys = dict(groups.open_versions(transaction, "bureau"))
        query = sa.select(given, key.c.commitment).join(key, same).where(given.c.principal == place.group)
        return sum(opens(transaction, keys, row) for row in transaction.execute(query))


def opens(transaction: Transaction, keys: dict[int, PrivateKey], row: Any) -> bool:
    if row.key_version not in keys:
        return False
    context = GrantContext(row.kind, row.case_id, row.generation, row.principal, row.key_version)
    open_grant(transaction.keyring, keys[row.key_version], row.stored, context).check(row.commitment)
    return True


@pytest.mark.parametrize("die_at", [1, 2, 17, 31])
def test_killed_at_a_commit_it_goes_on_where_it_stopped(place: Place, die_at: int) -> None:
    removed(place)
    every = MANY + 1

    status, said = ended(process(place, place.office.head, die_at))
    after = state(place)
    going_on, _said = ended(process(place, place.second))

    # The commit that was killed is none: what it did is done again.
    assert (status, said) == (-signal.SIGKILL, "")
    assert (after.head, after.second, after.leaving) == (every, every, 0)
    assert 0 < after.older <= every
    assert going_on == 0
    assert state(place) == State(every, every, 0, 0)


def test_killed_from_outside_again_and_again_it_still_comes_to_its_end(place: Place) -> None:
    removed(place)
    every, seen, wait = MANY + 1, [state(place)], 0.0
    while seen[-1].older:
        wait += 0.15
        child = process(place, place.office.head if len(seen) % 2 else place.second)
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        time.sleep(wait)
        child.kill()
        ended(child)
        seen.append(state(place))

    assert {(one.head, one.second, one.leaving) for one in seen} == {(every, every, 0)}
    assert [one.older for one in seen] == sorted((one.older for one in seen), reverse=True)
    assert len(seen) > 2, "no process was killed midway"


def test_killed_before_the_new_key_is_kept_nothing_has_begun(place: Place) -> None:
    """The change that is due after a deactivation begins with the next member's sign-in, or not at all."""
    with place.office.desk(place.office.administrator) as transaction:
        people.deactivate_person(transaction, place.leaving.person.id)
    before = versions(place)

    status, _said = ended(process(place, place.office.head, die_at=1))

    assert status == -signal.SIGKILL
    assert versions(place) == before
    assert ended(process(place, place.office.head))[0] == 0
    assert state(place) == State(MANY + 1, MANY + 1, 0, 0)
    assert len(versions(place)) == 1


def versions(place: Place) -> list[int]:
    head = place.office.head
    with place.office.premises.reading(head.person.actor, head.key) as transaction:
        return [version for version, _key in groups.open_versions(transaction, "bureau")]


def test_two_who_go_on_at_once_hinder_each_other_in_nothing(place: Place) -> None:
    removed(place)

    both = [process(place, one) for one in (place.office.head, place.second)]
    statuses = [ended(child) for child in both]

    assert statuses == [(0, ""), (0, "")]
    assert state(place) == State(MANY + 1, MANY + 1, 0, 0)
    with place.office.premises.reading() as transaction:
        counts = [one.detail["count"] for one in audit.about(transaction, f"group-key:{place.group}")]
        assert sum(counts) == MANY + 1
