"""Triggers that refuse UPDATE and DELETE on a table, in each database's own words."""

import sqlalchemy as sa


def protect(connection: sa.Connection, table: str) -> None:
    """Make `table` append-only. Whoever may change the schema can drop this: the chain of MACs shows it."""
    for statement in _STATEMENTS[connection.dialect.name]:
        connection.execute(sa.text(statement.format(table=table)))


_STATEMENTS = {
    "sqlite": (
        """CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
        BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END""",
        """CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
        BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END""",
    ),
    "postgresql": (
        """CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'the trail is append-only'; END $$""",
        """CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()""",
    ),
}
