"""The editions of the agency's lists. Triggers in the migration refuse UPDATE and DELETE: cases remember versions."""

import sqlalchemy as sa

from mediation.database.metadata import metadata, moment, refer

# `content` is a whole list in clear: the agency's own words, nothing of a case. `by` is NULL for what the program
# came with.
agency_book = sa.Table(
    "agency_book",
    metadata,
    sa.Column("kind", sa.String(16), primary_key=True),
    sa.Column("version", sa.Integer(), primary_key=True, autoincrement=False),
    moment("made"),
    refer("by", "principal.id", nullable=True),
    sa.Column("content", sa.Text(), nullable=False),
)
