"""The letterheads: one row for the whole agency and one for each unit that words its own."""

import sqlalchemy as sa

from mediation.database.metadata import blob, key, metadata, refer

# The row's id is the unit's, or WHOLE_AGENCY's, so that each has one at most.
letterhead = sa.Table(
    "letterhead",
    metadata,
    key(),
    refer("unit", "unit.id", nullable=True),
    sa.Column("owner", sa.String(200), nullable=False),
    sa.Column("name", sa.String(400), nullable=False),
    sa.Column("address", sa.String(300), nullable=False),
    sa.Column("contact", sa.String(300), nullable=False),
    sa.Column("town", sa.String(100), nullable=False),
    sa.Column("addressee_title", sa.String(300), nullable=False),
    sa.Column("addressee_place", sa.String(100), nullable=False),
    sa.Column("pppk_basis", sa.Text(), nullable=False),
    sa.Column("patterns", sa.Text(), nullable=False),
    blob("emblem", nullable=True),
    sa.Column("version", sa.Integer(), nullable=False),
)

# The running numbers: counts, nothing of a case.
document_counter = sa.Table(
    "document_counter",
    metadata,
    sa.Column("owner", sa.Uuid(), primary_key=True),
    sa.Column("kind", sa.String(24), primary_key=True),
    sa.Column("year", sa.SmallInteger(), primary_key=True, autoincrement=False),
    sa.Column("last", sa.Integer(), nullable=False),
)
