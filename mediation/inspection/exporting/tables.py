"""Rows of the keys that exports are sealed to, and of exports. What counts of a key is what the trail tells of it."""

import sqlalchemy as sa

from mediation.database.metadata import blob, key, metadata, moment, refer

export_key = sa.Table(
    "export_key",
    metadata,
    key(),
    sa.Column("name", sa.String(200), nullable=False),
    blob("public"),
    moment("added"),
    refer("added_by", "principal.id"),
    moment("confirmed", nullable=True),
    refer("confirmed_by", "principal.id", nullable=True),
    moment("retired", nullable=True),
    refer("retired_by", "principal.id", nullable=True),
)

# `file` is the bundle's name while there is one. `asked` is what was asked for and why, under the keyring.
export = sa.Table(
    "export",
    metadata,
    key(),
    refer("auditor", "principal.id", index=True),
    sa.Column("state", sa.String(10), nullable=False),
    moment("begun"),
    moment("beat"),
    blob("asked"),
    sa.Column("done", sa.Integer(), nullable=False),
    sa.Column("total", sa.Integer(), nullable=False),
    sa.Column("file", sa.String(40), nullable=True),
    sa.Column("rows", sa.Integer(), nullable=False),
    sa.Column("damaged", sa.Integer(), nullable=False),
    sa.Column("bytes", sa.BigInteger(), nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    moment("made", nullable=True),
    moment("until", nullable=True),
    moment("taken", nullable=True),
    sa.Column("cause", sa.String(10), nullable=True),
)
