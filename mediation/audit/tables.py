"""The trail's table, whose rows triggers keep from UPDATE and DELETE; and those of who looks at how much."""

import sqlalchemy as sa

from mediation.database.metadata import blob, key, metadata, moment, refer

# `actor`, `action` and `object` repeat what the canonical bytes say, for filters; `verify` compares them.
entry = sa.Table(
    "audit_entry",
    metadata,
    sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True, autoincrement=False),
    sa.Column("time", sa.BigInteger(), nullable=False, index=True),
    sa.Column("actor", sa.String(80), nullable=False),
    sa.Column("action", sa.String(40), nullable=False),
    sa.Column("object", sa.String(80), nullable=False, index=True),
    blob("canonical"),
    blob("mac"),
    sa.Index(None, "actor", "time"),
    sa.Index(None, "action", "time"),
)

# How often somebody was refused lately: told in the trail, and beyond its bound only counted here until the next entry.
told_lately = sa.Table(
    "told_lately",
    metadata,
    sa.Column("actor", sa.Uuid(), primary_key=True),
    sa.Column("action", sa.String(40), primary_key=True),
    moment("since"),
    sa.Column("told", sa.Integer(), nullable=False),
    sa.Column("untold", sa.Integer(), nullable=False),
)

# Who looked into which file that is not his own, for ten minutes: each pair once, older rows are deleted.
recent_look = sa.Table(
    "recent_look",
    metadata,
    refer("person", "principal.id", primary_key=True),
    sa.Column("case_id", sa.Uuid(), primary_key=True),
    moment("at"),
)

# Many files in a short time. The note is wrapped by the keyring; no row names a file or a party.
access_alert = sa.Table(
    "access_alert",
    metadata,
    key(),
    refer("person", "principal.id", index=True),
    moment("started"),
    moment("ended"),
    sa.Column("files", sa.Integer(), nullable=False),
    moment("acknowledged", nullable=True),
    refer("acknowledged_by", "principal.id", nullable=True),
    blob("note", nullable=True),
)
