"""Whether a database has this program's schema. Asked at every start, so without loading what migrates."""

from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Engine

FOLDER = Path(__file__).with_name("migrations")
_VERSION = sa.table("alembic_version", sa.column("version_num"))


def pending(engine: Engine) -> bool:
    """Tell whether the database lacks a migration of this program (or has one that it does not know)."""
    with engine.connect() as connection:
        if not sa.inspect(connection).has_table(_VERSION.name):
            return True
        return connection.execute(sa.select(_VERSION.c.version_num)).scalars().all() != [newest()]


def newest() -> str:
    """Return the revision of the newest migration: history is one line, and each file's name begins with its own."""
    return max(path.name.partition("_")[0] for path in (FOLDER / "versions").glob("[0-9]*_*.py"))
