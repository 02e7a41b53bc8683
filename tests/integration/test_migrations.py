"""The migrations lead to the very schema that the tables describe, and back."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import mediation.accounts.tables
import mediation.agency.tables
import mediation.audit.tables
import mediation.bureau.figures.tables
import mediation.bureau.queue.tables
import mediation.cases.tables
import mediation.database.tables
import mediation.inspection.duties.tables
import mediation.inspection.exporting.tables
import mediation.inspection.sampling.tables
import mediation.inspection.summaries.tables
import mediation.reports.tables
import mediation.reports.verify.tables  # noqa: F401 - as the others: fills the metadata
from mediation.database import migrate, state
from mediation.database.engine import connect
from mediation.database.metadata import metadata


def test_a_migrated_database_has_the_described_schema(tmp_path: Path) -> None:
    engines = connect(f"sqlite:///{tmp_path / 'new.db'}")
    migrate.upgrade(engines.write)
    with engines.read.connect() as connection:
        difference = compare_metadata(MigrationContext.configure(connection), metadata)
    engines.dispose()

    assert difference == []


def test_a_new_file_is_pending_and_a_migrated_one_is_not(tmp_path: Path) -> None:
    engines = connect(f"sqlite:///{tmp_path / 'new.db'}")
    before = migrate.pending(engines.read)
    migrate.upgrade(engines.write)
    after = migrate.pending(engines.read)
    engines.dispose()

    assert (before, after) == (True, False)


def test_what_a_start_takes_for_the_newest_migration_is_the_head_of_the_one_line_of_history() -> None:
    assert [state.newest()] == ScriptDirectory.from_config(migrate._config()).get_heads()


@pytest.mark.parametrize("told", ["0000", "9999", ""])
def test_a_database_of_another_version_is_pending(tmp_path: Path, told: str) -> None:
    engines = connect(f"sqlite:///{tmp_path / 'new.db'}")
    migrate.upgrade(engines.write)
    with engines.write.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = ?", (told,))
    found = migrate.pending(engines.read)
    engines.dispose()

    assert found


def test_the_way_back_leaves_nothing(tmp_path: Path) -> None:
    engines = connect(f"sqlite:///{tmp_path / 'new.db'}")
    migrate.upgrade(engines.write)
    config = migrate._config()
    with engines.write.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    left = set(sa.inspect(engines.read).get_table_names())
    engines.dispose()

    assert left <= {"alembic_version"}
