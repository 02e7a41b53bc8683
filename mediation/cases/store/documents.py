"""Issued documents of a case: what is kept beside their bytes, and the bytes themselves."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from mediation.cases import tables
from mediation.cases.store import seal
from mediation.cases.store.file import CaseFile
from mediation.cases.store.writing import Write
from mediation.errors import Tampered
from mediation.transaction import Transaction
from mediation.vault import columns, envelopes
from mediation.vault.columns import Key


@dataclass(frozen=True)
class IssuedDocument:
    """What is kept of an issued document beside its bytes; `about` is the row it tells of, "" for the report."""

    id: UUID
    kind: str
    title: str
    number: str
    issued_on: str
    code: str
    sha256: str
    about: str
    withdrawn: bool = False

    @property
    def day(self) -> date:
        """The day of issue."""
        return date.fromisoformat(self.issued_on)


_DOCUMENT_FIELDS = ("kind", "title", "number", "issued_on", "code", "sha256", "about")


def documents(file: CaseFile) -> tuple[IssuedDocument, ...]:
    """Return the issued documents of a case, oldest first."""
    return tuple(
        IssuedDocument(
            row.id, **{name: row.value("record")[name] for name in _DOCUMENT_FIELDS},
            withdrawn=row.clear.get("withdrawn") is not None,
        )
        for row in file.all(columns.DOCUMENT)
    )


# Kinds of documents (`reports.blocks.Kind`): the supervisor's own, and what the bureau writes to him.
_SUPERVISORS = frozenset({
    "summons", "examination_record", "mediation_report", "return_letter", "deferral_letter",
})
# Theirs to read once the decision is confirmed, and not while it is a draft before the official.
_DECISIONS = frozenset({"permit_decree", "refusal_decree", "certificate", "closing_letter"})


def documents_shown(file: CaseFile) -> tuple[IssuedDocument, ...]:
    """Return the issued documents that are for whoever opened the case, oldest first.

    The bureau reads all of them, and so does an auditor with a look. What it heard, its memo and recommendation,
    drafts of a decision and answers to a party are not for the supervisor's desk, nor for a second reviewer.
    """
    if file.standing.sees_bureau:
        return documents(file)
    known = _SUPERVISORS | _DECISIONS if file.progress.decided else _SUPERVISORS
    return tuple(each for each in documents(file) if each.kind in known)


def withdrawals(transaction: Transaction, file: CaseFile, kind: str, about: UUID | None) -> list[Write]:
    """Return what withdraws the documents of `kind` issued so far about a row (None: about the case as a whole)."""
    told = about.hex if about else ""
    return [
        Write(columns.DOCUMENT, row.id, {}, {"withdrawn": transaction.micros})
        for row in file.all(columns.DOCUMENT)
        if (row.value("record")["kind"], row.value("record")["about"]) == (kind, told)
        and row.clear["withdrawn"] is None
    ]


def open_body(file: CaseFile, transaction: Transaction, document: UUID) -> bytes:
    """Return an issued document's bytes after checking them against the digest kept in its row; raises Tampered."""
    column = columns.DOCUMENT.column("body")
    file.row(columns.DOCUMENT, document)
    envelope = transaction.execute(
        sa.select(tables.document.c.body).where(
            tables.document.c.id == document, tables.document.c.case_id == file.id,
        ),
    ).scalar_one()
    if not seal.digest_fits(envelope, file.row(columns.DOCUMENT, document).clear["body_digest"]):
        raise Tampered("document.body")
    key = file.keys[Key.CONTENT.value, envelopes.generation(envelope)]
    return envelopes.open_(
        key, table=columns.DOCUMENT.number, column=column.number, case=file.id, row=document, envelope=envelope,
    )
