"""Counts and look-ups that open no case."""

from contextlib import suppress
from uuid import UUID

import sqlalchemy as sa

from mediation import audit
from mediation.cases import tables
from mediation.cases.model import Stage
from mediation.transaction import Transaction
from mediation.vault import blind, columns
from mediation.vault.columns import Key


def count_open(transaction: Transaction, holder: UUID) -> int:
    """Return how many cases that are not closed `holder` has."""
    row = tables.case_file
    query = sa.select(sa.func.count()).where(row.c.holder == holder, row.c.stage != Stage.CLOSED.value)
    return int(transaction.execute(query).scalar_one())


def same_employee(transaction: Transaction, digits: str) -> tuple[UUID, ...]:
    """Return the ids of open cases for the same employee number, found by the blind index alone."""
    index = blind.blind_index(transaction.system, columns.CASE.number, 8, blind.normalise_digits(digits))
    row = tables.case_file
    query = sa.select(row.c.id).where(row.c.employee_index == index, row.c.stage != Stage.CLOSED.value)
    return tuple(transaction.execute(query).scalars())


def next_number(transaction: Transaction, year: int) -> str:
    """Return the next case number of `year`, as 0012/2026: it names no track."""
    counter = tables.case_counter
    last = transaction.execute(sa.select(counter.c.last).where(counter.c.year == year)).scalar()
    if last is None:
        transaction.execute(sa.insert(counter).values(year=year, last=1))
        return f"0001/{year}"
    transaction.execute(sa.update(counter).where(counter.c.year == year).values(last=last + 1))
    return f"{last + 1:04}/{year}"


def lost(transaction: Transaction) -> tuple[UUID, ...]:
    """Return the ids of cases that the trail knows and of which the row, a key or its holder's grant is missing."""
    there = _openable(transaction)
    told = (_id(subject) for subject in audit.subjects(transaction, audit.Action.CASE_RECEIVED))
    return tuple(case for case in told if case and case not in there)


def _id(subject: str) -> UUID | None:
    # What is no id was changed by hand: `audit verify` names that entry.
    with suppress(ValueError):
        return UUID(subject.removeprefix("case:"))
    return None


def _openable(transaction: Transaction) -> frozenset[UUID]:
    row, key, given = tables.case_file, tables.case_key, tables.grant
    same_key = (key.c.case_id == given.c.case_id) & (key.c.kind == given.c.kind)
    query = (
        sa.select(row.c.id)
        .join(given, (given.c.case_id == row.c.id) & (given.c.principal == row.c.holder))
        .join(key, same_key & (key.c.generation == given.c.generation))
        .group_by(row.c.id)
        .having(sa.func.count(given.c.kind.distinct()) == len(Key))
    )
    return frozenset(transaction.execute(query).scalars())
