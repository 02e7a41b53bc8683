"""The personnel bureau: papers, the bureau's records, what stands in clear of its work.

Existing cases keep their seal: what is added is NULL or empty until their next save (vault format "Case seal").
Each room creates its own tables in a function of its own.
"""

import sqlalchemy as sa
from alembic import op

from mediation.database.append_only import protect, release

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    _create_cases()
    _create_access()
    _create_verify()
    _create_agency()
    _create_groups()
    _create_figures()
    _create_queue()


def downgrade() -> None:
    """Take back."""
    _drop_queue()
    _drop_figures()
    _drop_verify()
    _drop_access()
    _drop_groups()
    _drop_agency()
    _drop_cases()


def _create_cases() -> None:
    op.add_column("case_file", sa.Column("submitted", sa.BigInteger(), nullable=True))
    op.add_column("case_file", sa.Column("officer", sa.Uuid(), nullable=True))
    op.create_index("ix_case_file_queue", "case_file", [
        "submitted", "id", "stage", "officer", "unit", "employee_index", "spouse_index",
    ])
    op.create_index("ix_case_file_officer", "case_file", ["officer", "submitted", "id", "stage"])
    op.create_index("ix_case_file_holder_stage", "case_file", ["holder", "stage"])
    op.drop_index("ix_case_file_holder", "case_file")
    op.create_index("ix_case_file_holder_created", "case_file", ["holder", "created", "id"])
    op.create_index("ix_case_grant_principal_case_id", "case_grant", ["principal", "case_id", "kind"])
    op.drop_index("ix_case_grant_principal", "case_grant")
    op.add_column("conclusion", sa.Column("opinion", sa.LargeBinary(), nullable=True))
    op.add_column("document", sa.Column("withdrawn", sa.BigInteger(), nullable=True))
    _case_table("paper", sa.Column("body_digest", sa.LargeBinary(), nullable=False))
    op.create_table(
        "paper_piece",
        sa.Column("paper", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["paper"], ["paper.id"], name="fk_paper_piece_paper_paper"),
        sa.PrimaryKeyConstraint("paper", "number", name="pk_paper_piece"),
    )
    _case_table("review_record", sa.Column("caucus", sa.LargeBinary(), nullable=False))
    _case_table("party_request", sa.Column("answered", sa.BigInteger(), nullable=True))


def _case_table(name: str, *more: "sa.Column[object]") -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        *more,
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=f"fk_{name}_case_id_case_file"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )
    op.create_index(f"ix_{name}_case_id", name, ["case_id"])


def _drop_cases() -> None:
    for name in ("party_request", "review_record", "paper_piece", "paper"):
        op.drop_table(name)
    op.drop_column("document", "withdrawn")
    op.drop_column("conclusion", "opinion")
    op.create_index("ix_case_grant_principal", "case_grant", ["principal"])
    op.drop_index("ix_case_grant_principal_case_id", "case_grant")
    op.create_index("ix_case_file_holder", "case_file", ["holder"])
    op.drop_index("ix_case_file_holder_stage", "case_file")
    op.drop_index("ix_case_file_holder_created", "case_file")
    op.drop_index("ix_case_file_officer", "case_file")
    op.drop_index("ix_case_file_queue", "case_file")
    op.drop_column("case_file", "officer")
    op.drop_column("case_file", "submitted")


def _create_agency() -> None:
    op.create_table(
        "agency_book",
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("made", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Uuid(), nullable=True),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["principal.id"], name="fk_agency_book_by_principal"),
        sa.PrimaryKeyConstraint("kind", "version", name="pk_agency_book"),
    )
    protect(op.get_bind(), "agency_book")


def _drop_agency() -> None:
    op.drop_table("agency_book")
    release(op.get_bind(), "agency_book")


def _create_groups() -> None:
    op.create_table(
        "group_acknowledgement",
        sa.Column("group", sa.Uuid(), nullable=False),
        sa.Column("newcomer", sa.Uuid(), nullable=False),
        sa.Column("since", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member", sa.Uuid(), nullable=False),
        sa.Column("acknowledged", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["group"], ["principal.id"], name="fk_group_acknowledgement_group_principal"),
        sa.ForeignKeyConstraint(["member"], ["principal.id"], name="fk_group_acknowledgement_member_principal"),
        sa.ForeignKeyConstraint(["newcomer"], ["principal.id"], name="fk_group_acknowledgement_newcomer_principal"),
        sa.PrimaryKeyConstraint("group", "newcomer", "since", "member", name="pk_group_acknowledgement"),
    )


def _drop_groups() -> None:
    op.drop_table("group_acknowledgement")


def _create_access() -> None:
    op.create_table(
        "recent_look",
        sa.Column("person", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["principal.id"], name="fk_recent_look_person_principal"),
        sa.PrimaryKeyConstraint("person", "case_id", name="pk_recent_look"),
    )
    op.create_table(
        "access_alert",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person", sa.Uuid(), nullable=False),
        sa.Column("started", sa.BigInteger(), nullable=False),
        sa.Column("ended", sa.BigInteger(), nullable=False),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.Column("acknowledged", sa.BigInteger(), nullable=True),
        sa.Column("acknowledged_by", sa.Uuid(), nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["principal.id"], name="fk_access_alert_person_principal"),
        sa.ForeignKeyConstraint(
            ["acknowledged_by"], ["principal.id"], name="fk_access_alert_acknowledged_by_principal",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_access_alert"),
    )
    op.create_index("ix_access_alert_person", "access_alert", ["person"])


def _drop_access() -> None:
    op.drop_table("access_alert")
    op.drop_table("recent_look")


def _create_verify() -> None:
    op.create_table(
        "verification_count",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_verification_count"),
    )


def _drop_verify() -> None:
    op.drop_table("verification_count")


def _create_figures() -> None:
    op.create_table(
        "figure_year",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("frozen", sa.BigInteger(), nullable=False),
        sa.Column("frozen_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["frozen_by"], ["principal.id"], name="fk_figure_year_frozen_by_principal"),
        sa.PrimaryKeyConstraint("id", name="pk_figure_year"),
        sa.UniqueConstraint("year", name="uq_figure_year_year"),
    )
    op.create_table(
        "figure_look",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["principal.id"], name="fk_figure_look_person_principal"),
        sa.PrimaryKeyConstraint("id", name="pk_figure_look"),
    )
    for table in ("figure_year", "figure_look"):
        protect(op.get_bind(), table)


def _drop_figures() -> None:
    for table in ("figure_look", "figure_year"):
        op.drop_table(table)
        release(op.get_bind(), table)


def _create_queue() -> None:
    op.create_table(
        "queue_preference",
        sa.Column("person", sa.Uuid(), nullable=False),
        sa.Column("order", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["principal.id"], name="fk_queue_preference_person_principal"),
        sa.PrimaryKeyConstraint("person", name="pk_queue_preference"),
    )
    op.create_table(
        "leave_cover",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("away", sa.Uuid(), nullable=False),
        sa.Column("covered_by", sa.Uuid(), nullable=False),
        sa.Column("first", sa.String(length=10), nullable=False),
        sa.Column("last", sa.String(length=10), nullable=False),
        sa.Column("made", sa.BigInteger(), nullable=False),
        sa.Column("ended", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["away"], ["principal.id"], name="fk_leave_cover_away_principal"),
        sa.ForeignKeyConstraint(["covered_by"], ["principal.id"], name="fk_leave_cover_covered_by_principal"),
        sa.PrimaryKeyConstraint("id", name="pk_leave_cover"),
    )
    op.create_table(
        "file_visit",
        sa.Column("session", sa.LargeBinary(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("session", "case_id", name="pk_file_visit"),
    )


def _drop_queue() -> None:
    for name in ("file_visit", "leave_cover", "queue_preference"):
        op.drop_table(name)
