"""Triggers that refuse UPDATE and DELETE on a table, in each database's own words."""

import sqlalchemy as sa


def protect(connection: sa.Connection, table: str) -> None:
    """Make `table` append-only. Whoever may change the schema can drop this; of the trail, the chain of MACs tells."""
    for statement in _STATEMENTS[connection.dialect.name]:
        connection.execute(sa.text(statement.format(table=table)))


def release(connection: sa.Connection, table: str) -> None:
    """Take away what `protect` left of a dropped `table`."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text(f"DROP FUNCTION {table}_refuse()"))


def lift(connection: sa.Connection, table: str) -> None:
    """Take the triggers off `table` while a migration changes it; it calls `protect` again when it is done."""
    for statement in _LIFTED[connection.dialect.name]:
        connection.execute(sa.text(statement.format(table=table)))


_LIFTED = {
    "sqlite": ("DROP TRIGGER {table}_no_update", "DROP TRIGGER {table}_no_delete"),
    "postgresql": ("DROP TRIGGER {table}_no_change ON {table}", "DROP FUNCTION {table}_refuse()"),
}
_STATEMENTS = {
    "sqlite": (
        """CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
        BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END""",
        """CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
        BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END""",
    ),
    "postgresql": (
        """CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$""",
        """CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()""",
    ),
}
