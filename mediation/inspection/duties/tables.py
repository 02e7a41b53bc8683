"""The rows of failures of protection and of the controller's words. Triggers refuse UPDATE and DELETE on both."""

import sqlalchemy as sa

from mediation.database.metadata import blob, key, metadata, moment, refer

# `record` is wrapped by the keyring; the trail keeps a digest over all rows of a breach, so that none can be changed,
# left out or rolled back unseen.
breach_event = sa.Table(
    "breach_event",
    metadata,
    key(),
    sa.Column("breach", sa.Uuid(), nullable=False),
    sa.Column("number", sa.Integer(), nullable=False),
    sa.Column("kind", sa.String(10), nullable=False),
    moment("made"),
    refer("by", "principal.id"),
    blob("record"),
    sa.UniqueConstraint("breach", "number"),
)

# The agency's own public words, in clear.
controller_edition = sa.Table(
    "controller_edition",
    metadata,
    sa.Column("version", sa.Integer(), primary_key=True, autoincrement=False),
    moment("made"),
    refer("by", "principal.id"),
    sa.Column("content", sa.Text(), nullable=False),
)
