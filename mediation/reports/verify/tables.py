"""How often documents are verified: one row for each person, and one for all together."""

import sqlalchemy as sa

from mediation.database.metadata import key, metadata, moment

# `id` is the person's, or the nil UUID for all; `since` begins the window in which `times` counts.
verification_count = sa.Table(
    "verification_count", metadata, key(), moment("since"), sa.Column("times", sa.Integer(), nullable=False),
)
