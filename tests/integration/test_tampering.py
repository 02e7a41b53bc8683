"""Every column of every table of the registry, tampered with in the database: seen, said, no plaintext given out."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from mediation import audit
from mediation.cases import store
from mediation.cases.workflow import Decision
from mediation.errors import Conflict, NotFound, Tampered
from mediation.vault import columns
from mediation.vault.columns import CaseTable, Clear
from mediation.vault.keyring import Keyring
from tests import builders
from tests.pages import arrive

COLUMNS = [(table, column) for table in columns.REGISTRY for column in table.columns]
IDS = [f"{table.name}.{column.name}" for table, column in COLUMNS]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[builders.Office, UUID, UUID]:
    place = builders.office(tmp_path_factory.mktemp("office"))
    return place, builders.full_case(place), builders.full_case(place)


@pytest.fixture
def office(made: tuple[builders.Office, UUID, UUID], tmp_path: Path) -> Iterator[tuple[builders.Office, UUID, UUID]]:
    """Give the office back as it was after the test has tampered with its file."""
    place, case, other = made
    place.premises.engines.dispose()
    kept = tmp_path / "kept.db"
    file = place.folder / "office.db"
    shutil.copy(file, kept)
    yield place, case, other
    place.premises.engines.dispose()
    for extra in place.folder.glob("office.db-*"):
        extra.unlink()
    shutil.copy(kept, file)


def change(place: builders.Office, statement: str, *values: object) -> int:
    """Change the file behind the program's back."""
    with closing(sqlite3.connect(place.folder / "office.db")) as connection:
        connection.execute("PRAGMA ignore_check_constraints=ON")
        done = connection.execute(statement, values).rowcount
        connection.commit()
    return done


def read_one(place: builders.Office, statement: str, *values: object) -> tuple[object, ...]:
    with closing(sqlite3.connect(place.folder / "office.db")) as connection:
        return tuple(connection.execute(statement, values).fetchone())


def is_seen(place: builders.Office, case: UUID) -> bool:
    """Tell whether opening the case says that something does not fit."""
    try:
        with place.desk() as transaction:
            file = store.get(transaction, case)
            seen = not file.intact
            told = audit.about(transaction, f"case:{case}")[0].action
    except (Tampered, NotFound):
        return True
    return seen and told == audit.Action.TAMPERING_SEEN


def where(table: CaseTable) -> str:
    return "id" if table is columns.CASE else "case_id"


def other_value(value: object) -> object:
    if isinstance(value, bytes):
        return value[:-1] + bytes([value[-1] ^ 1])
    if isinstance(value, int):
        return value + 1
    if value is None:
        return 1
    if isinstance(value, str):
        return "closed" if value != "closed" else "received"
    return b"\x01" * 32


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=IDS)
def test_a_changed_value_is_seen(
    office: tuple[builders.Office, UUID, UUID], table: CaseTable, column: Clear,
) -> None:
    place, case, _other = office
    if column.name in {"holder", "unit", "officer"}:
        changed: object = place.unit.id.hex[::-1] if column.name == "unit" else place.colleague.person.id.hex
    else:
        now = read_one(place, f"SELECT {column.name} FROM {table.name} WHERE {where(table)} = ?", case.hex)
        changed = other_value(now[0])
    assert change(place, f"UPDATE {table.name} SET {column.name} = ? WHERE {where(table)} = ?", changed, case.hex)

    if column.name == "body":
        assert body_is_refused(place, case)
    else:
        assert is_seen(place, case)


def body_is_refused(place: builders.Office, case: UUID) -> bool:
    """Tell whether the issued document is refused when it is served, where its digest is checked."""
    with place.desk() as transaction:
        file = store.get(transaction, case)
        document = store.documents(file)[0]
        with pytest.raises(Tampered):
            store.open_body(file, transaction, document.id)
    return True


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=IDS)
def test_a_value_from_another_case_is_seen(
    office: tuple[builders.Office, UUID, UUID], table: CaseTable, column: Clear,
) -> None:
    place, case, other = office
    query = f"SELECT {column.name} FROM {table.name} WHERE {where(table)} = ?"
    theirs, ours = read_one(place, query, other.hex)[0], read_one(place, query, case.hex)[0]
    if theirs == ours or column.name in {"number_index", "code_index"}:
        return  # the same in both, or unique in the table: nothing can be swapped in
    change(place, f"UPDATE {table.name} SET {column.name} = ? WHERE {where(table)} = ?", theirs, case.hex)

    assert body_is_refused(place, case) if column.name == "body" else is_seen(place, case)


def null(place: builders.Office, table: CaseTable, column: str, case: UUID) -> int:
    """Set a column to NULL although the schema forbids it: who can write to the file can rewrite the schema."""
    with closing(sqlite3.connect(place.folder / "office.db")) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("UPDATE sqlite_master SET sql = replace(sql, ' NOT NULL', '') WHERE name = ?", (table.name,))
        connection.commit()
    return change(place, f"UPDATE {table.name} SET {column} = NULL WHERE {where(table)} = ?", case.hex)


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=IDS)
def test_a_nulled_value_is_seen_and_the_case_page_says_so(
    office: tuple[builders.Office, UUID, UUID], table: CaseTable, column: Clear,
) -> None:
    place, case, _other = office
    if column.name in {"result", "spouse_index", "submitted", "officer", "withdrawn", "answered"}:
        return  # NULL from the start
    place.premises.engines.dispose()
    assert null(place, table, column.name, case)

    if column.name == "body":
        assert body_is_refused(place, case)
    else:
        assert is_seen(place, case)
        assert the_page_says_so(place, case)


@pytest.mark.parametrize("written", [None, "bukan segel", b"", b"\x01" * 32], ids=["null", "text", "nothing", "other"])
def test_another_seal_is_seen_and_the_case_page_says_so(
    office: tuple[builders.Office, UUID, UUID], written: object,
) -> None:
    place, case, _other = office
    place.premises.engines.dispose()
    assert null(place, columns.CASE, "seal", case)
    change(place, "UPDATE case_file SET seal = ? WHERE id = ?", written, case.hex)

    assert is_seen(place, case)
    assert the_page_says_so(place, case)


def the_page_says_so(place: builders.Office, case: UUID) -> bool:
    page = arrive(place).get(f"/b/{case}")
    return page.status == 200 and "tidak cocok" in page.text


@pytest.mark.parametrize("table", columns.REGISTRY[1:], ids=lambda table: table.name)
def test_a_removed_row_is_seen(office: tuple[builders.Office, UUID, UUID], table: CaseTable) -> None:
    place, case, _other = office
    assert change(place, f"DELETE FROM {table.name} WHERE case_id = ?", case.hex)

    assert is_seen(place, case)


@pytest.mark.parametrize("table", columns.REGISTRY[1:], ids=lambda table: table.name)
def test_a_row_brought_over_from_another_case_is_seen(
    office: tuple[builders.Office, UUID, UUID], table: CaseTable,
) -> None:
    place, case, other = office
    assert change(place, f"UPDATE {table.name} SET case_id = ? WHERE case_id = ?", case.hex, other.hex)

    assert is_seen(place, case)


def test_a_row_rolled_back_to_its_former_state_is_seen(office: tuple[builders.Office, UUID, UUID]) -> None:
    place, case, _other = office
    names = ", ".join(column.name for column in columns.CASE.columns) + ", seal"
    before = read_one(place, f"SELECT {names} FROM case_file WHERE id = ?", case.hex)
    with place.desk() as transaction:
        file = store.get_to_change(transaction, case)
        decision = Decision(file.stage, file.progress)
        store.save(transaction, file, decision, [], audit.Action.SCREENING_RECORDED)
        transaction.commit()
    place.premises.engines.dispose()
    sets = ", ".join(f"{name.strip()} = ?" for name in names.split(","))
    change(place, f"UPDATE case_file SET {sets} WHERE id = ?", *before, case.hex)

    assert is_seen(place, case)


@pytest.mark.parametrize("column", ["stored", "principal", "generation", "kind"])
def test_a_changed_grant_opens_nothing(office: tuple[builders.Office, UUID, UUID], column: str) -> None:
    place, case, other = office
    taken = {
        "stored": read_one(place, "SELECT stored FROM case_grant WHERE case_id = ? AND kind = 'content'", other.hex)[0],
        "principal": place.colleague.person.id.hex, "generation": 2, "kind": "summary",
    }[column]
    change(place, "DELETE FROM case_grant WHERE case_id = ? AND kind = 'summary'", case.hex)
    mine = place.supervisor.person.id.hex
    change(
        place, f"UPDATE case_grant SET {column} = ? WHERE case_id = ? AND kind = 'content' AND principal = ?",
        taken, case.hex, mine,
    )

    assert is_seen(place, case)


def test_a_colleague_who_writes_himself_a_grant_reads_nothing(office: tuple[builders.Office, UUID, UUID]) -> None:
    place, case, _other = office
    change(
        place, "UPDATE case_grant SET principal = ? WHERE case_id = ? AND principal = ?",
        place.colleague.person.id.hex, case.hex, place.supervisor.person.id.hex,
    )

    with place.desk(place.colleague) as transaction, pytest.raises(Tampered):
        store.get(transaction, case)


def test_another_keyring_opens_nothing(office: tuple[builders.Office, UUID, UUID]) -> None:
    place, case, _other = office
    strange = replace(place.premises, keyring=Keyring.ephemeral())

    with strange.writing(place.supervisor.person.actor, place.supervisor.key) as transaction, pytest.raises(Tampered):
        store.get(transaction, case)


def test_an_untouched_case_is_intact(office: tuple[builders.Office, UUID, UUID]) -> None:
    place, case, _other = office

    assert not is_seen(place, case)


def test_a_colleague_and_a_stranger_get_the_same_answer(office: tuple[builders.Office, UUID, UUID]) -> None:
    place, case, _other = office

    for absent in (case, UUID(int=7)):
        with place.desk(place.colleague) as transaction, pytest.raises(NotFound):
            store.get(transaction, absent)


def test_a_damaged_case_takes_no_step(office: tuple[builders.Office, UUID, UUID]) -> None:
    place, case, _other = office
    change(place, "UPDATE case_file SET stage = 'closed' WHERE id = ?", case.hex)

    with place.desk() as transaction, pytest.raises(Tampered):
        store.get_to_change(transaction, case)


def test_the_holder_may_take_over_a_state_that_still_opens(office: tuple[builders.Office, UUID, UUID]) -> None:
    place, case, _other = office
    change(place, "UPDATE case_file SET stage = 'mediating' WHERE id = ?", case.hex)
    with place.desk() as transaction:
        store.adopt(transaction, store.get(transaction, case), reason="Diperiksa bersama administrator.")
        transaction.commit()

    assert not is_seen(place, case)


def test_an_older_version_is_a_conflict(office: tuple[builders.Office, UUID, UUID]) -> None:
    place, case, _other = office

    with place.desk() as transaction, pytest.raises(Conflict):
        store.get_to_change(transaction, case, version=1)


def test_the_trail_refuses_update_and_delete(office: tuple[builders.Office, UUID, UUID]) -> None:
    place, _case, _other = office

    for statement in ("UPDATE audit_entry SET action = 'x'", "DELETE FROM audit_entry"):
        with pytest.raises(sqlite3.IntegrityError):
            change(place, statement)


@pytest.mark.parametrize(
    ("what", "statement"),
    [
        ("edited", "UPDATE audit_entry SET canonical = replace(canonical, 'case', 'kase') WHERE seq = 9"),
        ("retold", "UPDATE audit_entry SET action = 'case.opened' WHERE seq = 9"),
        ("deleted", "DELETE FROM audit_entry WHERE seq = 9"),
        ("moved", "UPDATE audit_entry SET seq = -9 WHERE seq = 9"),
    ],
)
def test_the_first_broken_entry_of_the_trail_is_named(
    office: tuple[builders.Office, UUID, UUID], what: str, statement: str,
) -> None:
    place, _case, _other = office
    change(place, "DROP TRIGGER audit_entry_no_update")
    change(place, "DROP TRIGGER audit_entry_no_delete")
    change(place, statement)

    with place.premises.reading() as transaction:
        verdict = audit.verify(transaction)

    assert verdict.broken in {9, 1}, what

