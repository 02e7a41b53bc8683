"""The auditor: who acted stands beside each entry, samples and looks, keys and exports, failures of protection.

Each room creates its own tables in a function of its own.
"""

import sqlalchemy as sa
from alembic import op

from mediation.database.append_only import lift, protect

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    _create_trail()
    _create_summaries()


def downgrade() -> None:
    """Take back."""
    _drop_summaries()
    _drop_trail()


def _create_trail() -> None:
    """Repeat who acted beside each entry, as its canonical bytes say; nothing of the chain is touched."""
    bind = op.get_bind()
    lift(bind, "audit_entry")
    op.add_column("audit_entry", sa.Column("actor", sa.String(length=80), nullable=True))
    _fill_actors(bind)
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.alter_column("actor", existing_type=sa.String(length=80), nullable=False)
        batch_op.create_index(batch_op.f("ix_audit_entry_actor"), ["actor", "seq"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_entry_action"), ["action", "seq"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_entry_time"), ["time"], unique=False)
    protect(bind, "audit_entry")


def _fill_actors(bind: sa.Connection) -> None:
    entry = sa.table("audit_entry", sa.column("seq"), sa.column("actor"), sa.column("canonical"))
    page = sa.select(entry.c.seq, entry.c.canonical).where(entry.c.seq > sa.bindparam("after")).order_by(entry.c.seq)
    fill = sa.update(entry).where(entry.c.seq == sa.bindparam("of")).values(actor=sa.bindparam("who"))
    after: int | None = bind.execute(sa.select(sa.func.min(entry.c.seq) - 1)).scalar()
    while after is not None and (rows := bind.execute(page.limit(5_000), {"after": after}).all()):
        bind.execute(fill, [{"of": row.seq, "who": _actor(row.canonical)} for row in rows])
        after = rows[-1].seq


def _actor(canonical: object) -> str:
    """Return the fourth part of an entry's bytes; nothing for an entry that says none: `verify` names it."""
    if not isinstance(canonical, bytes):
        return ""
    start = 2
    for _ in range(3):
        start += 4 + int.from_bytes(canonical[start : start + 4])
    length = int.from_bytes(canonical[start : start + 4])
    return canonical[start + 4 : start + 4 + length].decode(errors="replace")[:80]


def _drop_trail() -> None:
    bind = op.get_bind()
    lift(bind, "audit_entry")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_entry_time"))
        batch_op.drop_index(batch_op.f("ix_audit_entry_action"))
        batch_op.drop_index(batch_op.f("ix_audit_entry_actor"))
        batch_op.drop_column("actor")
    protect(bind, "audit_entry")


def _create_summaries() -> None:
    op.create_table(
        "audit_series",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person", sa.Uuid(), nullable=False),
        sa.Column("begun", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["principal.id"], name="fk_audit_series_person_principal"),
        sa.PrimaryKeyConstraint("id", name="pk_audit_series"),
    )
    op.create_index("ix_audit_series_person", "audit_series", ["person"])


def _drop_summaries() -> None:
    op.drop_table("audit_series")
