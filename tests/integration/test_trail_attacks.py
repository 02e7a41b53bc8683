"""Whoever can write to the database file changes nothing of the trail unseen: each attack is found and named."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest

from mediation import audit
from mediation.accounts.store import people as people_rows
from mediation.audit.rows import State
from mediation.audit.verify import Damage, Verdict
from mediation.cases import store as cases
from mediation.cases import workflow
from mediation.permissions import Role
from tests import builders, trails
from tests.trails import Trail

AT = 20
Attack = Callable[[Trail], object]


@pytest.fixture
def trail(tmp_path: Path) -> Iterator[Trail]:
    """Yield a trail of at least sixty entries."""
    for made in trails.trail(tmp_path):
        made.act(60)
        yield made


def sql(statement: str) -> Attack:
    return lambda trail: trail.sql(statement)


def insert_between(trail: Trail) -> None:
    trail.shift(AT - 1, 1)
    trail.copy(AT + 5, AT)


def delete_and_renumber(trail: Trail) -> None:
    trail.sql(f"DELETE FROM audit_entry WHERE seq IN ({AT}, {AT + 1})")
    trail.shift(AT, -2)


CHAIN: dict[str, tuple[Attack, Damage, int]] = {
    "edited": (sql(f"UPDATE audit_entry SET canonical = replace(canonical, x'7265717565', x'7265737565') "
                   f"WHERE seq = {AT}"), Damage.EDITED, AT),
    "its MAC edited": (sql(f"UPDATE audit_entry SET mac = zeroblob(32) WHERE seq = {AT}"), Damage.EDITED, AT),
    "its bytes emptied": (sql(f"UPDATE audit_entry SET canonical = x'' WHERE seq = {AT}"), Damage.EDITED, AT),
    "its bytes made a text": (sql(f"UPDATE audit_entry SET canonical = 'x' WHERE seq = {AT}"), Damage.EDITED, AT),
    "its MAC made a number": (sql(f"UPDATE audit_entry SET mac = 7 WHERE seq = {AT}"), Damage.EDITED, AT),
    "replaced by a copy": (
        sql(f"UPDATE audit_entry SET (canonical, mac) = (SELECT canonical, mac FROM audit_entry WHERE seq = 9) "
            f"WHERE seq = {AT}"), Damage.EDITED, AT,
    ),
    "the first one edited": (sql("UPDATE audit_entry SET mac = zeroblob(32) WHERE seq = 1"), Damage.EDITED, 1),
    "deleted": (sql(f"DELETE FROM audit_entry WHERE seq = {AT}"), Damage.DELETED, AT),
    "the first one deleted": (sql("DELETE FROM audit_entry WHERE seq = 1"), Damage.DELETED, 1),
    "three deleted": (sql(f"DELETE FROM audit_entry WHERE seq BETWEEN {AT} AND {AT + 2}"), Damage.DELETED, AT),
    "deleted, the rest renumbered": (delete_and_renumber, Damage.DELETED, AT),
    "all deleted": (sql("DELETE FROM audit_entry"), Damage.DELETED, 1),
    "inserted between": (insert_between, Damage.INSERTED, AT),
    "inserted before the first": (lambda trail: trail.copy(AT, 0), Damage.INSERTED, 0),
    "inserted below zero": (lambda trail: trail.copy(AT, -5), Damage.INSERTED, -5),
    "added at the end": (lambda trail: trail.copy(AT, trail.end + 1), Damage.LAST, -1),
    "neighbours swapped": (lambda trail: trail.swap(AT, AT + 1), Damage.REORDERED, AT),
    "two far ones swapped": (lambda trail: trail.swap(AT, AT + 9), Damage.REORDERED, AT),
    "moved to the end": (sql(f"UPDATE audit_entry SET seq = 9999 WHERE seq = {AT}"), Damage.REORDERED, AT),
    "moved to the beginning": (sql(f"UPDATE audit_entry SET seq = -9 WHERE seq = {AT}"), Damage.REORDERED, AT),
    "time retold": (sql(f"UPDATE audit_entry SET time = time - 1 WHERE seq = {AT}"), Damage.RETOLD, AT),
    "time made a text": (sql(f"UPDATE audit_entry SET time = 'x' WHERE seq = {AT}"), Damage.RETOLD, AT),
    "time beyond bounds": (sql(f"UPDATE audit_entry SET time = -1 WHERE seq = {AT}"), Damage.RETOLD, AT),
    "actor retold": (sql(f"UPDATE audit_entry SET actor = 'person:x' WHERE seq = {AT}"), Damage.RETOLD, AT),
    "action retold": (sql(f"UPDATE audit_entry SET action = 'case.opened' WHERE seq = {AT}"), Damage.RETOLD, AT),
    "object retold": (sql(f"UPDATE audit_entry SET object = 'case:x' WHERE seq = {AT}"), Damage.RETOLD, AT),
}


def test_an_untouched_trail_is_whole(trail: Trail) -> None:
    assert trail.chain() == Verdict(trail.end)


@pytest.mark.parametrize("name", CHAIN)
def test_what_was_done_to_the_first_broken_entry_is_named(trail: Trail, name: str) -> None:
    attack, how, broken = CHAIN[name]
    attack(trail)

    verdict = trail.chain()

    assert (verdict.how, verdict.broken) == (how, trail.end if broken == -1 and how is Damage.LAST else broken)
    assert verdict.sentence.words.startswith("RUSAK: ")
    assert "%" not in verdict.sentence.words


def test_a_reordered_entry_is_told_with_where_it_stands(trail: Trail) -> None:
    trail.swap(AT, AT + 9)

    assert trail.chain().found == AT + 9


@pytest.mark.parametrize("attack", [sql(f"DELETE FROM audit_entry WHERE seq IN ({AT}, {AT + 1})"), delete_and_renumber])
def test_a_gap_is_told_with_its_width(trail: Trail, attack: Attack) -> None:
    attack(trail)

    assert trail.chain().missing == 2


def test_a_second_damage_does_not_hide_the_first(trail: Trail) -> None:
    trail.sql(f"DELETE FROM audit_entry WHERE seq IN ({AT}, {AT + 10})")
    trail.sql("UPDATE audit_entry SET time = 0 WHERE seq = 50")

    assert (trail.chain().broken, trail.chain().intact) == (AT, AT - 1)


# rows that the trail binds


def test_a_row_of_a_case_put_back_to_an_older_state_is_named(trail: Trail) -> None:
    case = builders.open_case(trail.office)
    before = trail.sql("SELECT * FROM case_file WHERE id = ?", values=(case.hex,))[0]
    change(trail, case)
    columns = ", ".join(str(row[1]) for row in trail.sql("PRAGMA table_info(case_file)"))
    trail.sql(f"UPDATE case_file SET ({columns}) = ({', '.join('?' * len(before))}) WHERE id = '{case.hex}'",
              values=before)

    assert named(trail) == [(f"case:{case}", State.ROLLED_BACK)]


@pytest.mark.parametrize("edit", [
    "stage = 'closed'", "submitted = 5", "holder = (SELECT id FROM principal WHERE id <> holder LIMIT 1)",
    "course = zeroblob(200)", "result = zeroblob(200)", "seal = zeroblob(32)", "seal = 'x'", "course = 'x'",
    "registry = 'x'", "unit = 'x'",
])
def test_an_edited_row_of_a_case_is_named(trail: Trail, edit: str) -> None:
    kept, case = builders.open_case(trail.office), builders.open_case(trail.office)
    trail.sql(f"UPDATE case_file SET {edit} WHERE id = ?", values=(case.hex,))

    assert (f"case:{case}", State.EDITED) in named(trail)
    assert (f"case:{kept}", State.EDITED) not in named(trail)


def test_a_case_newer_than_its_trail_tells_of_a_cut_tail(trail: Trail) -> None:
    case = builders.open_case(trail.office)
    end = trail.end
    change(trail, case)
    trail.sql(f"DELETE FROM audit_entry WHERE seq > {end}")

    assert trail.chain().whole
    assert named(trail) == [(f"case:{case}", State.NEWER)]


def test_a_case_of_which_the_trail_says_nothing_tells_of_a_cut_tail(trail: Trail) -> None:
    end = trail.end
    case = builders.open_case(trail.office)
    trail.sql(f"DELETE FROM audit_entry WHERE seq > {end}")

    assert named(trail) == [(f"case:{case}", State.NEWER)]


def test_an_edited_person_is_named_until_it_is_put_right(trail: Trail) -> None:
    someone = builders.member(trail.office, "petugas", Role.BUREAU_OFFICER).person.id
    about = f"person:{someone}"
    trail.sql("UPDATE principal SET roles = 'auditor' WHERE id = ?", values=(someone.hex,))
    edited = named(trail)
    trail.sql("UPDATE principal SET roles = 'bureau_officer' WHERE id = ?", values=(someone.hex,))

    assert edited == [(about, State.EDITED)]
    assert named(trail) == []


def test_a_person_who_is_gone_is_named(trail: Trail) -> None:
    someone = builders.member(trail.office, "petugas", Role.BUREAU_OFFICER).person.id
    trail.sql("DELETE FROM principal WHERE id = ?", values=(someone.hex,))

    assert named(trail) == [(f"person:{someone}", State.GONE)]


def test_an_id_that_is_none_is_named_and_hides_nothing(trail: Trail) -> None:
    case, other = builders.open_case(trail.office), builders.open_case(trail.office)
    trail.sql("UPDATE case_file SET id = 'x' WHERE id = ?", values=(case.hex,))
    trail.sql("UPDATE case_file SET stage = 'closed' WHERE id = ?", values=(other.hex,))
    someone = builders.member(trail.office, "petugas", Role.BUREAU_OFFICER).person.id
    trail.sql("UPDATE principal SET id = 'y' WHERE id = ?", values=(someone.hex,))

    assert set(named(trail)) == {
        ("case:?", State.EDITED), (f"case:{case}", State.GONE), (f"case:{other}", State.EDITED),
        ("person:?", State.EDITED), (f"person:{someone}", State.GONE),
    }


def test_an_older_row_of_a_person_is_named(trail: Trail) -> None:
    head = trail.office.head.person.id.hex
    first = trail.sql("SELECT version, status, public_key, mac FROM principal WHERE id = ?", values=(head,))[0]
    with trail.office.desk(trail.office.head) as transaction:
        found = people_rows.find(transaction, "kepala")
        assert found is not None
        people_rows.change(transaction, found, audit.Action.PERSON_CHANGED)
        transaction.commit()
    trail.sql(f"UPDATE principal SET (version, status, public_key, mac) = (?, ?, ?, ?) WHERE id = '{head}'",
              values=first)

    assert (f"person:{trail.office.head.person.id}", State.ROLLED_BACK) in named(trail)


def change(trail: Trail, case: UUID) -> None:
    """Save the case once more."""
    with trail.office.desk() as transaction:
        file = cases.get_to_change(transaction, case)
        decision = workflow.Decision(file.stage, file.progress)
        cases.save(transaction, file, decision, [], audit.Action.CONTACT_CHANGED)
        transaction.commit()


def named(trail: Trail) -> list[tuple[str, State]]:
    return [(row.subject, row.state) for row in trail.found().rows]
