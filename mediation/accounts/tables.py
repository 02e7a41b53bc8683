"""The tables of people: directory, accounts, credentials, units, groups, sessions, failures, devices, drafts."""

import sqlalchemy as sa

from mediation.database.metadata import blob, key, metadata, moment, refer

# The directory: what its MAC covers stands here and nowhere else (vault format "Principal").
principal = sa.Table(
    "principal",
    metadata,
    key(),
    sa.Column("kind", sa.String(10), nullable=False),
    sa.Column("roles", sa.String(60), nullable=False),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.Column("status", sa.String(10), nullable=False),
    blob("public_key"),
    moment("created"),
    blob("mac"),
    sa.CheckConstraint("kind in ('person', 'group', 'recovery')", name="kind"),
    sa.CheckConstraint("status in ('active', 'inactive')", name="status"),
)

unit = sa.Table(
    "unit",
    metadata,
    key(),
    sa.Column("name", sa.String(200), nullable=False),
    refer("parent", "unit.id", nullable=True),
    refer("supervisor", "principal.id", nullable=True),
    sa.Column("zone", sa.String(4), nullable=False),
    sa.Column("version", sa.Integer(), nullable=False),
)

account = sa.Table(
    "account",
    metadata,
    sa.Column("id", sa.Uuid(), sa.ForeignKey("principal.id"), primary_key=True),
    sa.Column("sign_in", sa.String(60), nullable=False, unique=True),
    sa.Column("name", sa.String(150), nullable=False),
    sa.Column("digits", sa.String(18), nullable=False),
    sa.Column("employment", sa.String(10), nullable=False),
    sa.Column("sex", sa.String(10), nullable=False),
    sa.Column("grade", sa.String(10), nullable=False),
    sa.Column("rank", sa.String(40), nullable=False),
    sa.Column("position", sa.String(200), nullable=False),
    sa.Column("capacity", sa.String(10), nullable=False),
    sa.Column("on_behalf_of", sa.String(200), nullable=False),
    refer("unit", "unit.id", nullable=True),
    sa.Column("trained", sa.Boolean(), nullable=False),
)

# `private` is NULL before the first sign-in and after a reset; `code` outlives a reset, so that keys can be kept.
credential = sa.Table(
    "credential",
    metadata,
    sa.Column("id", sa.Uuid(), sa.ForeignKey("principal.id"), primary_key=True),
    blob("salt"),
    sa.Column("memory", sa.Integer(), nullable=False),
    sa.Column("passes", sa.Integer(), nullable=False),
    sa.Column("lanes", sa.Integer(), nullable=False),
    blob("verifier"),
    blob("private", nullable=True),
    blob("code", nullable=True),
    moment("one_time_until", nullable=True),
)

group_member = sa.Table(
    "group_member",
    metadata,
    sa.Column("group", sa.Uuid(), sa.ForeignKey("principal.id"), primary_key=True),
    sa.Column("version", sa.SmallInteger(), primary_key=True, autoincrement=False),
    sa.Column("member", sa.Uuid(), sa.ForeignKey("principal.id"), primary_key=True),
    blob("stored"),
    moment("since"),
    refer("enrolled_by", "principal.id"),
)

# An ended session keeps id and person for a day, without the key, so that a late form can be kept.
session = sa.Table(
    "session",
    metadata,
    sa.Column("id", sa.LargeBinary(16), primary_key=True),
    refer("principal", "principal.id", index=True),
    sa.Column("stage", sa.String(10), nullable=False),
    blob("stored", nullable=True),
    moment("started"),
    moment("last_input"),
    moment("ended", nullable=True),
    sa.CheckConstraint("stage in ('enrolling', 'code', 'open')", name="stage"),
)

# `id` is a keyed hash of the typed name and where it came from: an unknown name counts like a known one.
sign_in_failure = sa.Table(
    "sign_in_failure",
    metadata,
    sa.Column("id", sa.LargeBinary(32), primary_key=True),
    sa.Column("failures", sa.Integer(), nullable=False),
    moment("since"),
    sa.Column("last", sa.BigInteger(), nullable=False, index=True),
    moment("blocked_until"),
    moment("told"),
)

known_device = sa.Table(
    "known_device",
    metadata,
    sa.Column("id", sa.LargeBinary(32), primary_key=True),
    sa.Column("principal", sa.Uuid(), sa.ForeignKey("principal.id"), primary_key=True),
    moment("last"),
)

# Sealed to the person's own key; outside case seal and trail. `form` is the submit-once key of the page it came from.
draft = sa.Table(
    "draft",
    metadata,
    key(),
    refer("person", "principal.id"),
    sa.Column("place", sa.String(200), nullable=False),
    sa.Column("form", sa.Uuid(), nullable=True),
    blob("sealed"),
    moment("updated"),
    sa.UniqueConstraint("person", "place"),
)

# Who has read that somebody else holds the group's key now: one row for each member and newcomer.
group_acknowledgement = sa.Table(
    "group_acknowledgement",
    metadata,
    sa.Column("group", sa.Uuid(), sa.ForeignKey("principal.id"), primary_key=True),
    sa.Column("newcomer", sa.Uuid(), sa.ForeignKey("principal.id"), primary_key=True),
    sa.Column("since", sa.BigInteger(), primary_key=True, autoincrement=False),
    sa.Column("member", sa.Uuid(), sa.ForeignKey("principal.id"), primary_key=True),
    moment("acknowledged"),
)
