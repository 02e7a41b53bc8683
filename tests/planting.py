"""Real cases, sealed and granted as the desk does it, whose summaries tell what a made-up year says."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa

from mediation.accounts.model import Unit
from mediation.accounts.store import units
from mediation.bureau.figures.figures import Case
from mediation.cases import store as cases
from mediation.cases.store.reading import newest
from mediation.cases.tables import case_file
from mediation.transaction import Transaction
from mediation.vault import columns, envelopes
from mediation.vault.columns import Key
from tests import builders
from tests.builders import Office


def plant(place: Office, year: Iterable[Case]) -> list[UUID]:
    """Open a case for each of `year`, in units of these names below the office's own; return their ids."""
    made: list[UUID] = []
    with place.desk() as transaction:
        recipients = builders.recipients(transaction)
        branches = {unit.name: unit.id for unit in units.every(transaction)}
        for case in year:
            name = case.branch.partition(":")[2]
            if name not in branches:
                branches[name] = uuid4()
                units.add(transaction, Unit(branches[name], name, place.unit.id, None, "WIB"))
            number = cases.next_number(transaction, 2026)
            made.append(cases.open_case(
                transaction, unit=branches[name], request=builders.a_request(number), contacts=builders.CONTACTS,
                recipients=recipients,
            ))
            tell(transaction, made[-1], case.course, case.result)
        transaction.commit()
    return made


def tell(transaction: Transaction, case: UUID, course: Mapping[str, Any], result: Mapping[str, Any] | None) -> None:
    """Write another summary over that of a case, under the case's own key."""
    # Opened, not to change: a summary told twice no longer fits the seal, which no summary key checks.
    key = newest(cases.get(transaction, case).keys, Key.SUMMARY)
    assert key is not None

    def sealed(name: str, value: Mapping[str, Any]) -> bytes:
        return envelopes.seal(
            key, table=columns.CASE.number, column=columns.CASE.column(name).number, case=case, row=case,
            plaintext=envelopes.encode(dict(value)),
        )

    told = {"course": sealed("course", course), "result": sealed("result", result) if result is not None else None}
    transaction.execute(sa.update(case_file).where(case_file.c.id == case).values(**told))
