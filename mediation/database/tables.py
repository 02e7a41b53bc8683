"""What every database holds about itself: its keyring, its name, its system keys, and forms already done."""

import sqlalchemy as sa

from mediation.database.metadata import blob, key, metadata, moment

installation = sa.Table(
    "installation",
    metadata,
    sa.Column("id", sa.Integer(), sa.CheckConstraint("id = 1", name="single"), primary_key=True),
    sa.Column("keyring", sa.String(64), nullable=False),
    sa.Column("demo", sa.Boolean(), nullable=False),
    moment("created"),
    # The name under which checkpoints are signed: whoever changes it makes every older one disagree.
    sa.Column("origin", sa.String(80), nullable=False, server_default=""),
)

system_key = sa.Table(
    "system_key",
    metadata,
    sa.Column("name", sa.String(16), primary_key=True),
    sa.Column("version", sa.SmallInteger(), primary_key=True),
    blob("stored"),
)

# One row per form that was done, in the same transaction: a second submit of the same form finds it.
submission = sa.Table("submission", metadata, key(), moment("created"))
