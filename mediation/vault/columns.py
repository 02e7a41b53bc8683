"""The registry of what belongs to a case: every table, every column, its number, and the key that seals it.

Append-only: a number is never reused and a rename changes nothing, because the numbers, not the names, are bound
into each envelope and into the case seal. A column added later gets `since` = the new REGISTRY_VERSION
(vault format "Case seal").
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

REGISTRY_VERSION = 2

# Columns whose absence or length could tell a flag, an end or a finding are padded to at least this many bytes.
QUIET_MINIMUM = 4096


class Key(StrEnum):
    """Which of a case's keys seals a column."""

    CONTENT = "content"
    PRIVATE = "private"
    SUMMARY = "summary"


@dataclass(frozen=True)
class Clear:
    """A clear column that the case seal covers."""

    number: int
    name: str
    since: int = 1


@dataclass(frozen=True)
class Sealed:
    """A sealed column; `body` columns enter the case seal by the digest kept in `digest_column`."""

    number: int
    name: str
    key: Key
    since: int = 1
    minimum: int = 0
    digest_column: str = ""


@dataclass(frozen=True)
class CaseTable:
    """One table whose rows belong to cases. The case's own table has the case id as its row id."""

    number: int
    name: str
    columns: tuple[Clear | Sealed, ...]
    since: int = 1

    def clear(self, version: int = REGISTRY_VERSION) -> tuple[Clear, ...]:
        """Return the clear columns of registry `version`, by number."""
        found = (c for c in self.columns if isinstance(c, Clear) and c.since <= version)
        return tuple(sorted(found, key=lambda column: column.number))

    def sealed(self, version: int = REGISTRY_VERSION) -> tuple[Sealed, ...]:
        """Return the sealed columns of registry `version`, by number."""
        found = (c for c in self.columns if isinstance(c, Sealed) and c.since <= version)
        return tuple(sorted(found, key=lambda column: column.number))

    def column(self, name: str) -> Sealed:
        """Return the sealed column called `name`; KeyError when there is none."""
        for column in self.columns:
            if isinstance(column, Sealed) and column.name == name:
                return column
        raise KeyError(name)


CASE = CaseTable(1, "case_file", (
    Clear(1, "holder"),
    Clear(2, "unit"),
    Clear(3, "stage"),
    Clear(4, "created"),
    Clear(5, "version"),
    Clear(6, "registry"),
    Clear(7, "number_index"),
    Clear(8, "employee_index"),
    Clear(9, "spouse_index"),
    Clear(10, "submitted", since=2),
    Clear(11, "officer", since=2),
    Sealed(20, "cover", Key.CONTENT),
    Sealed(21, "progress", Key.CONTENT),
    Sealed(22, "course", Key.SUMMARY),
    Sealed(23, "result", Key.SUMMARY),
    Sealed(24, "request", Key.CONTENT),
    Sealed(25, "contacts", Key.PRIVATE, minimum=QUIET_MINIMUM),
    Sealed(26, "ending", Key.CONTENT, minimum=QUIET_MINIMUM),
))
SCREENING = CaseTable(2, "screening", (
    Clear(1, "person"),
    Sealed(20, "answers", Key.PRIVATE, minimum=QUIET_MINIMUM),
))
SUMMONS = CaseTable(3, "summons", (
    Clear(1, "created"),
    Sealed(20, "record", Key.CONTENT),
))
EXAMINATION = CaseTable(4, "examination", (
    Clear(1, "created"),
    Sealed(20, "record", Key.CONTENT),
))
EVIDENCE = CaseTable(5, "evidence", (
    Clear(1, "created"),
    Sealed(20, "record", Key.CONTENT),
))
SITTING = CaseTable(6, "mediation_session", (
    Clear(1, "created"),
    Sealed(20, "record", Key.CONTENT),
    Sealed(21, "caucus", Key.PRIVATE, minimum=QUIET_MINIMUM),
))
CONCLUSION = CaseTable(7, "conclusion", (
    Clear(1, "created"),
    Sealed(20, "household", Key.CONTENT, minimum=QUIET_MINIMUM),
    Sealed(21, "common_sense", Key.CONTENT, minimum=QUIET_MINIMUM),
    Sealed(22, "composition", Key.CONTENT, minimum=QUIET_MINIMUM),
    Sealed(23, "history", Key.CONTENT, minimum=QUIET_MINIMUM),
    Sealed(24, "opinion", Key.CONTENT, since=2, minimum=QUIET_MINIMUM),
))
DOCUMENT = CaseTable(8, "document", (
    Clear(1, "created"),
    Clear(2, "number_index"),
    Clear(3, "code_index"),
    Clear(4, "digest_index"),
    Clear(5, "body_digest"),
    Clear(6, "withdrawn", since=2),
    Sealed(20, "record", Key.CONTENT),
    Sealed(21, "body", Key.CONTENT, digest_column="body_digest"),
))
# The bytes of a paper are a stream in `paper_piece`; they enter the case seal by the digest that stands here.
PAPER = CaseTable(9, "paper", (
    Clear(1, "created", since=2),
    Clear(2, "body_digest", since=2),
    Sealed(20, "record", Key.CONTENT, since=2),
), since=2)
# Whatever the bureau records about a case, by the `kind` within the record.
REVIEW_RECORD = CaseTable(10, "review_record", (
    Clear(1, "created", since=2),
    Sealed(20, "record", Key.CONTENT, since=2, minimum=QUIET_MINIMUM),
    Sealed(21, "caucus", Key.PRIVATE, since=2, minimum=QUIET_MINIMUM),
), since=2)
PARTY_REQUEST = CaseTable(11, "party_request", (
    Clear(1, "created", since=2),
    Clear(2, "answered", since=2),
    Sealed(20, "record", Key.CONTENT, since=2),
), since=2)

REGISTRY: tuple[CaseTable, ...] = (
    CASE, SCREENING, SUMMONS, EXAMINATION, EVIDENCE, SITTING, CONCLUSION, DOCUMENT, PAPER, REVIEW_RECORD,
    PARTY_REQUEST,
)


def tables(version: int = REGISTRY_VERSION) -> Iterator[CaseTable]:
    """Yield the tables of registry `version`, by number."""
    return (table for table in REGISTRY if table.since <= version)
