"""Counts and look-ups that open no case."""

from uuid import UUID

import sqlalchemy as sa

from mediation.cases import tables
from mediation.cases.model import Stage
from mediation.transaction import Transaction
from mediation.vault import blind, columns


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
