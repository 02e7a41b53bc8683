"""The rows of cases. What is sealed where stands in `vault.columns`; a house test compares the two."""

import sqlalchemy as sa

from mediation.database.metadata import blob, key, metadata, moment, refer

case_file = sa.Table(
    "case_file",
    metadata,
    key(),
    refer("holder", "principal.id"),
    refer("unit", "unit.id", index=True),
    sa.Column("stage", sa.String(12), nullable=False),
    moment("created"),
    sa.Column("version", sa.BigInteger(), nullable=False),
    sa.Column("registry", sa.SmallInteger(), nullable=False),
    blob("number_index", unique=True),
    blob("employee_index", index=True),
    blob("spouse_index", nullable=True, index=True),
    sa.Column("submitted", sa.BigInteger(), nullable=True),
    # Added later, without a foreign key: SQLite would have to rebuild the table under those that refer to it.
    sa.Column("officer", sa.Uuid(), nullable=True),
    blob("seal"),
    blob("cover"),
    blob("progress"),
    blob("course"),
    blob("result", nullable=True),
    blob("request"),
    blob("contacts"),
    blob("ending"),
    # The bureau's queue: its filters and its order are answered by this index alone; rows are read when shown.
    sa.Index("ix_case_file_queue", "submitted", "id", "stage", "officer", "unit", "employee_index", "spouse_index"),
    sa.Index("ix_case_file_officer", "officer", "submitted", "id", "stage"),
    # A supervisor's list is shown page by page, the newest first; the desk asks for what is not closed.
    sa.Index("ix_case_file_holder_stage", "holder", "stage"),
    sa.Index("ix_case_file_holder_created", "holder", "created", "id"),
    # An auditor's list of very many is shown page by page, the newest first.
    sa.Index("ix_case_file_created", "created", "id"),
)

screening = sa.Table(
    "screening", metadata, key(), refer("case_id", "case_file.id", index=True),
    sa.Column("person", sa.String(10), nullable=False), blob("answers"),
)

summons = sa.Table(
    "summons", metadata, key(), refer("case_id", "case_file.id", index=True), moment("created"), blob("record"),
)

examination = sa.Table(
    "examination", metadata, key(), refer("case_id", "case_file.id", index=True), moment("created"),
    blob("record"),
)

evidence = sa.Table(
    "evidence", metadata, key(), refer("case_id", "case_file.id", index=True), moment("created"), blob("record"),
)

mediation_session = sa.Table(
    "mediation_session", metadata, key(), refer("case_id", "case_file.id", index=True), moment("created"),
    blob("record"), blob("caucus"),
)

conclusion = sa.Table(
    "conclusion", metadata, key(), refer("case_id", "case_file.id", index=True), moment("created"),
    blob("household"), blob("common_sense"), blob("composition"), blob("history"),
    blob("opinion", nullable=True),
)

document = sa.Table(
    "document", metadata, key(), refer("case_id", "case_file.id", index=True), moment("created"),
    blob("number_index", unique=True), blob("code_index", unique=True), blob("digest_index", index=True),
    blob("body_digest"), blob("record"), blob("body"), moment("withdrawn", nullable=True),
)

paper = sa.Table(
    "paper", metadata, key(), refer("case_id", "case_file.id", index=True), moment("created"), blob("body_digest"),
    blob("record"),
)

# A paper's sealed stream in pieces of some hundred kilobytes: a row is read and written whole.
paper_piece = sa.Table(
    "paper_piece",
    metadata,
    refer("paper", "paper.id", primary_key=True),
    sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
    blob("bytes"),
)

review_record = sa.Table(
    "review_record", metadata, key(), refer("case_id", "case_file.id", index=True), moment("created"),
    blob("record"), blob("caucus"),
)

party_request = sa.Table(
    "party_request", metadata, key(), refer("case_id", "case_file.id", index=True), moment("created"),
    moment("answered", nullable=True), blob("record"),
)

# The commitment stands beside the case key and is checked before first use. `author` names whose private key it is.
case_key = sa.Table(
    "case_key",
    metadata,
    refer("case_id", "case_file.id", primary_key=True),
    sa.Column("kind", sa.String(8), primary_key=True),
    sa.Column("generation", sa.SmallInteger(), primary_key=True),
    refer("author", "principal.id", nullable=True),
    blob("commitment"),
)

grant = sa.Table(
    "case_grant",
    metadata,
    refer("case_id", "case_file.id", primary_key=True),
    sa.Column("kind", sa.String(8), primary_key=True),
    sa.Column("generation", sa.SmallInteger(), primary_key=True),
    refer("principal", "principal.id", primary_key=True),
    sa.Column("key_version", sa.SmallInteger(), nullable=False, default=0),
    blob("stored"),
    # By both: whose grants alone are asked for, a holder of many cases would have all looked through.
    sa.Index("ix_case_grant_principal_case_id", "principal", "case_id", "kind"),
)

case_counter = sa.Table(
    "case_counter",
    metadata,
    sa.Column("year", sa.SmallInteger(), primary_key=True),
    sa.Column("last", sa.Integer(), nullable=False),
)


# What an auditor asks to read of one case, and what became of it. Persons who answered or ended it stand in the
# trail too, which decides (`cases.store.looks`); `sample` is a row of the room that draws them.
sample_look = sa.Table(
    "sample_look",
    metadata,
    key(),
    refer("case_id", "case_file.id", index=True),
    refer("auditor", "principal.id", index=True),
    sa.Column("sample", sa.Uuid(), nullable=False),
    sa.Column("purpose", sa.String(20), nullable=False),
    moment("asked"),
    moment("until"),
    sa.Column("approved_by", sa.Uuid(), nullable=True),
    moment("approved", nullable=True),
    sa.Column("granted_by", sa.Uuid(), nullable=True),
    moment("granted", nullable=True),
    sa.Column("refused_by", sa.Uuid(), nullable=True),
    moment("refused", nullable=True),
    sa.Column("ended_by", sa.Uuid(), nullable=True),
    moment("ended", nullable=True),
    blob("note"),
    blob("reason", nullable=True),
)

# The case's content keys for the time of a look. Apart from `case_grant`: whoever looks stands nowhere in the case.
look_grant = sa.Table(
    "look_grant",
    metadata,
    refer("look", "sample_look.id", primary_key=True),
    sa.Column("generation", sa.SmallInteger(), primary_key=True, autoincrement=False),
    blob("stored"),
)
