"""The rows of figures: years as frozen, and who looked at whole numbers with what reason."""

import sqlalchemy as sa

from mediation.database.metadata import blob, key, metadata, moment, refer

# Written once: triggers refuse to change or delete a row. The trail keeps the digest of `figures`.
figure_year = sa.Table(
    "figure_year",
    metadata,
    key(),
    sa.Column("year", sa.SmallInteger(), nullable=False, unique=True),
    sa.Column("figures", sa.Text(), nullable=False),
    moment("frozen"),
    refer("frozen_by", "principal.id"),
)

figure_look = sa.Table(
    "figure_look",
    metadata,
    key(),
    sa.Column("year", sa.SmallInteger(), nullable=False),
    moment("at"),
    refer("person", "principal.id"),
    blob("reason"),
)
