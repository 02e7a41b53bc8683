"""Samples: what was asked in clear, which cases it chose sealed to the auditor who drew it."""

import sqlalchemy as sa

from mediation.database.metadata import blob, key, metadata, moment, refer

# `seed` may be typed by somebody and stands in the keyring's wrap. `digest` is the SHA-256 of the list of pseudonyms
# that the sample was drawn from, `chosen` those that it chose.
sample = sa.Table(
    "sample",
    metadata,
    key(),
    refer("auditor", "principal.id", index=True),
    moment("drawn"),
    blob("seed"),
    sa.Column("filter", sa.Text(), nullable=False),
    sa.Column("size", sa.Integer(), nullable=False),
    sa.Column("population", sa.Integer(), nullable=False),
    blob("digest"),
    blob("chosen"),
)

# The list of pseudonyms itself, in parts: what is sealed at once has a bound.
sample_population = sa.Table(
    "sample_population",
    metadata,
    refer("sample", "sample.id", primary_key=True),
    sa.Column("part", sa.Integer(), primary_key=True, autoincrement=False),
    blob("names"),
)
