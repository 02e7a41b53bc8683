"""The one MetaData, with names for every constraint, and the column kinds that all tables use."""

from typing import Any

import sqlalchemy as sa

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    },
)


class Blob(sa.LargeBinary):
    """Bytes as the driver hands them over.

    SQLite lets a tampered row hold text or a number in place of bytes: the vault refuses that as tampered with,
    so it must arrive there instead of failing on the way.
    """

    def result_processor(self, dialect: object, coltype: object) -> None:
        """Convert nothing."""


def key(name: str = "id") -> "sa.Column[Any]":
    """Return a UUID primary-key column; the UUID is made before the INSERT."""
    return sa.Column(name, sa.Uuid(), primary_key=True)


def refer(name: str, to: str, *, nullable: bool = False, **kwargs: Any) -> "sa.Column[Any]":
    """Return a UUID column that refers to `to` ("table.column")."""
    return sa.Column(name, sa.Uuid(), sa.ForeignKey(to), nullable=nullable, **kwargs)


def moment(name: str, *, nullable: bool = False) -> "sa.Column[Any]":
    """Return a column of microseconds since 1970 UTC."""
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def day(name: str, *, nullable: bool = False) -> "sa.Column[Any]":
    """Return a column of an ISO date."""
    return sa.Column(name, sa.String(10), nullable=nullable)


def blob(name: str, *, nullable: bool = False, **kwargs: Any) -> "sa.Column[Any]":
    """Return a column of bytes."""
    return sa.Column(name, Blob(), nullable=nullable, **kwargs)
