"""Two engines on one database: one that reads, one that writes with the lock taken at BEGIN.

SQLAlchemy's default on SQLite starts a transaction only before the first write, so that what was read may be
stale by then; BEGIN IMMEDIATE takes the write lock first. On PostgreSQL the writer is SERIALIZABLE.
"""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Engine, make_url

BUSY_MILLISECONDS = 10_000

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={BUSY_MILLISECONDS}",
    "PRAGMA secure_delete=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA temp_store=MEMORY",
)


@dataclass(frozen=True)
class Engines:
    """The reading and the writing engine of one database."""

    read: Engine
    write: Engine

    def dispose(self) -> None:
        """Close every pooled connection."""
        self.read.dispose()
        self.write.dispose()


def connect(url: str | URL, *, lasting: bool = True) -> Engines:
    """Return the engines for `url` (sqlite:///… or postgresql+psycopg://…).

    `lasting` False does not wait for the disk at each commit: for what is made anew when the power fails.
    """
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        return Engines(
            read=_sqlite(address, "BEGIN", lasting=lasting), write=_sqlite(address, "BEGIN IMMEDIATE", lasting=lasting),
        )
    read = sa.create_engine(address, pool_pre_ping=True, hide_parameters=True)
    return Engines(read=read, write=_serializable(address))


def _sqlite(address: URL, begin: str, *, lasting: bool) -> Engine:
    engine = sa.create_engine(address, hide_parameters=True)
    pragmas = _PRAGMAS if lasting else (*_PRAGMAS, "PRAGMA synchronous=OFF")

    @sa.event.listens_for(engine, "connect")
    def _settle(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own connection
        # The driver must not begin transactions by itself; we do, below.
        connection.isolation_level = None
        # Bytes in a tampered text column must reach the vault, which refuses them, and not fail here.
        connection.text_factory = _text
        for pragma in pragmas:
            connection.execute(pragma)

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _serializable(address: URL) -> Engine:
    return sa.create_engine(
        address, pool_pre_ping=True, hide_parameters=True, isolation_level="SERIALIZABLE",
    )


def _text(stored: bytes) -> str:
    return stored.decode(errors="surrogateescape")
