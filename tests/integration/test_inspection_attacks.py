"""What somebody with the database, a full disk or a lost key tries against exports, bundles and the agency's words."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from mediation import audit
from mediation.accounts.store import people
from mediation.audit.verify import Damage
from mediation.database.append_only import lift
from mediation.errors import Refusal, Tampered
from mediation.inspection import verifying
from mediation.inspection.bundle import reading, words
from mediation.inspection.bundle.model import UnknownManifest, read_manifest
from mediation.inspection.duties import services as duty_services
from mediation.inspection.duties import store as duty_store
from mediation.inspection.exporting.model import Cause
from mediation.inspection.exporting.services import keys, making, orders
from mediation.inspection.exporting.tables import export
from mediation.inspection.verifying import UNSEEN
from mediation.vault import age
from tests import builders, bundles, duties, exports
from tests.builders import Office
from tests.pages import arrive


def hide(office: Office, statement: str) -> None:
    """Change the database behind the program's back."""
    with office.premises.engines.write.connect() as connection, connection.begin():
        if "UPDATE audit_entry" in statement:
            lift(connection, "audit_entry")
        connection.exec_driver_sql(statement)


def test_an_export_whose_time_was_prolonged_in_the_database_is_not_handed_out(office: Office) -> None:
    builders.open_case(office)
    job = exports.job(office, exports.order(exports.confirmed(office)))
    making.make(job)
    office.clock.forward(hours=25)
    with office.premises.writing() as transaction:
        transaction.execute(sa.update(export).values(until=export.c.until + 30 * 86_400_000_000))
        transaction.commit()

    with office.desk(office.auditor) as transaction, pytest.raises(Tampered):
        orders.take(transaction, job.export)


def test_a_key_retired_while_an_export_is_sealed_to_it_ends_it(office: Office) -> None:
    builders.open_case(office)
    held = exports.confirmed(office)
    job = exports.job(office, exports.order(held))
    done = making._written(job)
    with office.desk(office.head) as transaction:
        assert keys.retire(transaction, held.key.id) is None

    with pytest.raises(making.Stopped) as stopped:
        making._finish(job, done)
    assert stopped.value.cause is Cause.KEYS


_OPENING = """
import resource, sys
from pathlib import Path
from mediation.inspection.bundle import reading
from tests import bundles
identity = bundles.identity()
folder = Path(sys.argv[1])
bundles.made(folder, identity, members=[("summaries.jsonl", [b'{"a": 1}\\n' * int(sys.argv[2])])])
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    reading.open_(bundles.path_in(folder), bundles.asked(identity), folder / "isi")
except OSError:
    sys.exit(0)
sys.exit(3)
"""


@pytest.mark.parametrize("rows", [700, 100_000])
def test_a_disk_that_fills_while_a_bundle_is_opened_leaves_nothing_in_clear(tmp_path: Path, rows: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _OPENING, str(tmp_path), str(rows)], check=False, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )

    assert done.returncode == 0, done.stderr
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == []


def test_who_else_could_be_meant_by_a_recipient_is_not_claimed_to_be_known(tmp_path: Path) -> None:
    # Named are two; sealed is twice to the first, which nobody but the second can notice.
    first, second = bundles.identity(), bundles.identity()
    path = bundles.forged(tmp_path, bundles.zipped(bundles.right(first, second)), [first.public, first.public])

    findings = reading.verify(path, bundles.asked(first))

    assert [each for each in findings if each.text == words.RECIPIENTS]
    assert "dinyatakan penanda tangannya" in words.RECIPIENTS
    with path.open("rb") as sealed, pytest.raises(age.NotForThisIdentity):
        age.decrypt(sealed, [second], len)


def test_a_number_without_end_in_a_manifest_is_no_fault(tmp_path: Path) -> None:
    told = bundles.right(bundles.identity())
    for raw in (b"1e999", b"-1e999"):
        with pytest.raises(UnknownManifest):
            read_manifest(json.dumps({**told, "rows": 0}).encode().replace(b'"rows": 0', b'"rows": ' + raw))


def test_what_verification_cannot_see_is_said_of_both_who_have_the_keys_and_who_write_both_files() -> None:
    assert "mengembalikan basis data bersama berkas titik periksa" in UNSEEN


@pytest.mark.parametrize("tampering", [
    "UPDATE controller_edition SET content = replace(content, '555-0100', '555-6666')",
    "UPDATE controller_edition SET version = 9 WHERE version = 2", "DELETE FROM controller_edition WHERE version = 2",
    "UPDATE controller_edition SET made = made + 1",
])
def test_whom_to_ask_is_not_read_from_words_that_were_changed_in_the_database(office: Office, tampering: str) -> None:
    duties.furnish(office, replace(duties.OWN, officer_contact="lama@contoh.example"))
    with office.premises.writing(office.head.person.actor) as transaction:
        assert duty_services.write_controller(transaction, duties.OWN, version=1) is None
    breach = duties.breached(office)
    with office.premises.engines.write.connect() as connection, connection.begin():
        lift(connection, "controller_edition")
        connection.exec_driver_sql(tampering)

    with office.premises.writing(office.head.person.actor) as transaction:
        assert not duty_store.controller(transaction).intact
        refused = duty_services.print_report(transaction, breach, number="1")
    page = arrive(office).get("/perlindungan")

    assert isinstance(refused, Refusal)
    assert "tidak cocok dengan jejak" in refused.reason
    assert page.status == 200
    assert "contoh.example" not in page.text


def test_words_that_were_changed_are_put_right_by_writing_them_again(office: Office) -> None:
    duties.furnish(office)
    with office.premises.engines.write.connect() as connection, connection.begin():
        lift(connection, "controller_edition")
        connection.exec_driver_sql("UPDATE controller_edition SET made = made + 1")
    with office.premises.writing(office.head.person.actor) as transaction:
        assert duty_services.write_controller(transaction, duties.OWN, version=1) is None

    with office.premises.reading() as transaction:
        assert duty_store.controller(transaction).intact
        assert [each.intact for each in duty_store.editions(transaction)] == [True, False]


@pytest.mark.parametrize("column", ["actor", "action", "object"])
def test_a_column_that_holds_its_bytes_as_something_else_than_text_is_named(office: Office, column: str) -> None:
    # No query for the text finds it any more: an older entry would pass for the newest.
    hide(office, f"UPDATE audit_entry SET {column} = CAST({column} AS BLOB) WHERE seq = 3")

    with office.premises.reading() as transaction:
        found = audit.verify(transaction)

    assert (found.broken, found.how) == (3, Damage.RETOLD)


def test_a_retired_key_does_not_come_back_when_its_entry_is_hidden_and_all_seems_whole(office: Office) -> None:
    held = exports.confirmed(office)
    with office.desk(office.head) as transaction:
        keys.retire(transaction, held.key.id)
    hide(office, "UPDATE audit_entry SET object = CAST(object AS BLOB) WHERE action = 'export_key.retired'")
    hide(office, "UPDATE export_key SET retired = NULL, retired_by = NULL")

    with office.premises.reading() as transaction:
        assert not audit.verify(transaction).whole


def test_an_index_exchanged_for_one_without_an_entry_is_named(office: Office) -> None:
    held = exports.confirmed(office)
    with office.desk(office.head) as transaction:
        keys.retire(transaction, held.key.id)
    office.premises.engines.dispose()
    with closing(sqlite3.connect(office.folder / "office.db")) as connection:
        connection.executescript("""
            CREATE TABLE other (seq INTEGER PRIMARY KEY, object TEXT);
            INSERT INTO other SELECT seq, object FROM audit_entry WHERE action != 'export_key.retired';
            CREATE INDEX other_object ON other (object);
            PRAGMA writable_schema = 1;
            UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'other_object')
            WHERE name = 'ix_audit_entry_object';
        """)

    with office.premises.reading() as transaction:
        found = audit.verify(transaction)

    assert found.how is Damage.UNLISTED


@pytest.mark.parametrize("value", ["x''", "zeroblob(9)", "1.5", "CAST(object AS BLOB)", "'person'", "''"])
def test_an_object_that_is_none_is_named_and_no_fault(office: Office, value: str) -> None:
    hide(office, f"UPDATE audit_entry SET object = {value}")

    with office.premises.reading() as transaction:
        found = verifying.verify(transaction, ())

    assert (found.chain.broken, found.chain.how) == (1, Damage.RETOLD)


@pytest.mark.parametrize("value", ["'teks'", "1", "1.5", "x''"])
@pytest.mark.parametrize("table", ["audit_entry", "principal"])
def test_a_seal_of_another_kind_is_named_and_no_fault(office: Office, table: str, value: str) -> None:
    where = " WHERE object LIKE 'person:%'" if table == "audit_entry" else " WHERE kind = 'person'"
    hide(office, f"UPDATE {table} SET mac = {value}{where}")

    with office.premises.reading() as transaction:
        found = verifying.verify(transaction, ())
    with office.premises.reading() as transaction, pytest.raises(Tampered):
        people.get(transaction, office.head.person.id)

    assert not found.whole
