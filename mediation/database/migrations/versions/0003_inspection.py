"""The auditor: who acted stands beside each entry, samples and looks, keys and exports, failures of protection.

Each room creates its own tables in a function of its own.
"""

import secrets

import sqlalchemy as sa
from alembic import op

from mediation.database.append_only import lift, protect, release

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    _create_trail()
    _create_checkpoints()
    _create_summaries()
    _create_sampling()
    _create_duties()
    _create_exporting()


def downgrade() -> None:
    """Take back."""
    _drop_exporting()
    _drop_duties()
    _drop_sampling()
    _drop_summaries()
    _drop_checkpoints()
    _drop_trail()


def _create_checkpoints() -> None:
    """Name the installation, if there is one, by chance: the name says nothing and is nobody else's."""
    op.add_column("installation", sa.Column("origin", sa.String(length=80), nullable=False, server_default=""))
    installation = sa.table("installation", sa.column("origin"))
    op.get_bind().execute(sa.update(installation).values(origin=f"mediation.{secrets.token_hex(5)}"))


def _drop_checkpoints() -> None:
    with op.batch_alter_table("installation", schema=None) as batch_op:
        batch_op.drop_column("origin")


def _create_trail() -> None:
    """Repeat who acted beside each entry, as its canonical bytes say; nothing of the chain is touched."""
    bind = op.get_bind()
    lift(bind, "audit_entry")
    op.add_column("audit_entry", sa.Column("actor", sa.String(length=80), nullable=True))
    _fill_actors(bind)
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.alter_column("actor", existing_type=sa.String(length=80), nullable=False)
        batch_op.create_index(batch_op.f("ix_audit_entry_actor"), ["actor", "time"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_entry_action"), ["action", "time"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_entry_time"), ["time"], unique=False)
    protect(bind, "audit_entry")
    op.create_table(
        "told_lately",
        sa.Column("actor", sa.Uuid(), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("untold", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("actor", "action", name=op.f("pk_told_lately")),
    )


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
    op.drop_table("told_lately")
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
    op.create_index("ix_case_file_created", "case_file", ["created", "id"])


def _drop_summaries() -> None:
    op.drop_index("ix_case_file_created", "case_file")
    op.drop_table("audit_series")


def _create_sampling() -> None:
    op.create_table(
        "sample",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("auditor", sa.Uuid(), nullable=False),
        sa.Column("drawn", sa.BigInteger(), nullable=False),
        sa.Column("seed", sa.LargeBinary(), nullable=False),
        sa.Column("filter", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("chosen", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["auditor"], ["principal.id"], name="fk_sample_auditor_principal"),
        sa.PrimaryKeyConstraint("id", name="pk_sample"),
    )
    op.create_index("ix_sample_auditor", "sample", ["auditor"])
    op.create_table(
        "sample_population",
        sa.Column("sample", sa.Uuid(), nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("names", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["sample"], ["sample.id"], name="fk_sample_population_sample_sample"),
        sa.PrimaryKeyConstraint("sample", "part", name="pk_sample_population"),
    )
    _create_looks()


def _create_looks() -> None:
    persons = ("approved", "granted", "refused", "ended")
    acts = [
        column for act in persons
        for column in (sa.Column(f"{act}_by", sa.Uuid(), nullable=True), sa.Column(act, sa.BigInteger(), nullable=True))
    ]
    op.create_table(
        "sample_look",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("auditor", sa.Uuid(), nullable=False),
        sa.Column("sample", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("asked", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        *acts,
        sa.Column("note", sa.LargeBinary(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name="fk_sample_look_case_id_case_file"),
        sa.ForeignKeyConstraint(["auditor"], ["principal.id"], name="fk_sample_look_auditor_principal"),
        sa.PrimaryKeyConstraint("id", name="pk_sample_look"),
    )
    op.create_index("ix_sample_look_case_id", "sample_look", ["case_id"])
    op.create_index("ix_sample_look_auditor", "sample_look", ["auditor"])
    op.create_table(
        "look_grant",
        sa.Column("look", sa.Uuid(), nullable=False),
        sa.Column("generation", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("stored", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["look"], ["sample_look.id"], name="fk_look_grant_look_sample_look"),
        sa.PrimaryKeyConstraint("look", "generation", name="pk_look_grant"),
    )


def _drop_sampling() -> None:
    for name in ("look_grant", "sample_look", "sample_population", "sample"):
        op.drop_table(name)


def _create_duties() -> None:
    op.create_table(
        "breach_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("breach", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("made", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["principal.id"], name="fk_breach_event_by_principal"),
        sa.PrimaryKeyConstraint("id", name="pk_breach_event"),
        sa.UniqueConstraint("breach", "number", name="uq_breach_event_breach"),
    )
    op.create_table(
        "controller_edition",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("made", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["principal.id"], name="fk_controller_edition_by_principal"),
        sa.PrimaryKeyConstraint("version", name="pk_controller_edition"),
    )
    for table in ("breach_event", "controller_edition"):
        protect(op.get_bind(), table)


def _drop_duties() -> None:
    for table in ("controller_edition", "breach_event"):
        op.drop_table(table)
        release(op.get_bind(), table)


def _create_exporting() -> None:
    op.create_table(
        "export_key",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("public", sa.LargeBinary(), nullable=False),
        sa.Column("added", sa.BigInteger(), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.Column("confirmed", sa.BigInteger(), nullable=True),
        sa.Column("confirmed_by", sa.Uuid(), nullable=True),
        sa.Column("retired", sa.BigInteger(), nullable=True),
        sa.Column("retired_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["added_by"], ["principal.id"], name="fk_export_key_added_by_principal"),
        sa.ForeignKeyConstraint(["confirmed_by"], ["principal.id"], name="fk_export_key_confirmed_by_principal"),
        sa.ForeignKeyConstraint(["retired_by"], ["principal.id"], name="fk_export_key_retired_by_principal"),
        sa.PrimaryKeyConstraint("id", name="pk_export_key"),
    )
    op.create_table(
        "export",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("auditor", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("begun", sa.BigInteger(), nullable=False),
        sa.Column("beat", sa.BigInteger(), nullable=False),
        sa.Column("asked", sa.LargeBinary(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(length=40), nullable=True),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("damaged", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("made", sa.BigInteger(), nullable=True),
        sa.Column("until", sa.BigInteger(), nullable=True),
        sa.Column("taken", sa.BigInteger(), nullable=True),
        sa.Column("cause", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(["auditor"], ["principal.id"], name="fk_export_auditor_principal"),
        sa.PrimaryKeyConstraint("id", name="pk_export"),
    )
    op.create_index("ix_export_auditor", "export", ["auditor"])


def _drop_exporting() -> None:
    for name in ("export", "export_key"):
        op.drop_table(name)
