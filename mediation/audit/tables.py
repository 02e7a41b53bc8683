"""The trail's table. Triggers in the migration refuse UPDATE and DELETE."""

import sqlalchemy as sa

from mediation.database.metadata import blob, metadata

# `action` and `object` repeat what the canonical bytes say, for filters; `verify` compares them.
entry = sa.Table(
    "audit_entry",
    metadata,
    sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=False),
    sa.Column("time", sa.BigInteger(), nullable=False),
    sa.Column("action", sa.String(40), nullable=False),
    sa.Column("object", sa.String(80), nullable=False, index=True),
    blob("canonical"),
    blob("mac"),
)
