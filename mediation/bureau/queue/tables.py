"""Rows of the queue that belong to no case: in which order one likes it, who covers for whom, what a visit is for."""

import sqlalchemy as sa

from mediation.database.metadata import blob, day, key, metadata, moment, refer

queue_preference = sa.Table(
    "queue_preference",
    metadata,
    refer("person", "principal.id", primary_key=True),
    sa.Column("order", sa.String(10), nullable=False),
)

# `ended` is when it was taken back before its last day, NULL for one that runs its course.
leave_cover = sa.Table(
    "leave_cover",
    metadata,
    key(),
    refer("away", "principal.id"),
    refer("covered_by", "principal.id"),
    day("first"),
    day("last"),
    moment("made"),
    moment("ended", nullable=True),
)

# What somebody opens a file for that is not his own: asked once in a session, then kept for its later pages.
file_visit = sa.Table(
    "file_visit",
    metadata,
    blob("session", primary_key=True),
    sa.Column("case_id", sa.Uuid(), primary_key=True),
    sa.Column("purpose", sa.String(20), nullable=False),
    moment("at"),
)
