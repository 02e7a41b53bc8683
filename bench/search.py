"""Search at the bureau: by an employee number beside a plaintext index, and by a part of a name."""

from collections.abc import Iterator
from itertools import cycle
from os import urandom
from typing import Any
from uuid import uuid4

import sqlalchemy as sa

from bench import base, queue_page
from bench.measuring import ROUNDS, Measured, Way, interleaved, ms, times
from bench.offices import BIG, YEARS, Filled, Offices
from bench.queue_page import PlainFiles, file_of
from mediation import audit
from mediation.bureau.queue.covering import own_officers
from mediation.bureau.queue.lines import lines
from mediation.bureau.queue.searching import search, tell
from mediation.cases import tables
from mediation.cases.store import queue
from mediation.clock import now
from mediation.transaction import Transaction

WIDE = 100_000
_SESSION = b"a session of the bench"
_BATCH = 2_000
_NAME = "Wijaya"
_LARGE, _MIDDLE = 600, 300  # bytes of what is sealed in the rows that only fill


def measure(offices: Offices) -> Iterator[Measured]:
    """Yield both searches."""
    files = queue_page.copy(offices.long)
    wide = _widened(offices)
    took = interleaved({
        "sealed": _by_digits(offices.long), "plain": _by_plain_digits(offices.long, files),
        "wide": _by_digits(wide), "look": _look_up(offices.long), "plain look": _plain_look_up(offices.long, files),
    })
    yield Measured(
        "search by NIP, beside a plaintext index", times(took["sealed"], took["plain"]), 2.0,
        note=f"{ms(took['sealed'])} and {ms(took['plain'])}, trail and names included",
    )
    yield Measured(
        "search by NIP, 100,000 cases beside 10,000", times(took["wide"], took["sealed"]), 1.3,
        note=f"{ms(took['wide'])} and {ms(took['sealed'])}",
    )
    yield Measured(
        "its look-up alone, beside a plaintext index", times(took["look"], took["plain look"]), None,
        note=f"{ms(took['look'])} and {ms(took['plain look'])}",
    )
    files.close()
    wide.office.close()
    yield from _names(offices.long)


def _names(filled: Filled) -> Iterator[Measured]:
    year = now().year - YEARS // 2
    took = interleaved({"all": _by_name(filled, None), "year": _by_name(filled, year)}, ROUNDS // 2)
    yield Measured("search by a part of a name, 10,000 covers", took["all"] * 1000, 200.0, "ms", "keys warm")
    yield Measured("search by a part of a name, one year", took["year"] * 1000, 50.0, "ms", f"{BIG // YEARS} covers")


def _by_name(filled: Filled, year: int | None) -> Way:
    head = filled.office.staff.head

    def way() -> None:
        with filled.office.premises.writing(head.person.actor, head.identity, _SESSION) as transaction:
            tell(transaction)
        with filled.office.premises.reading(head.person.actor, head.identity, _SESSION) as transaction:
            if not search(transaction, typed=_NAME, year=year):
                raise LookupError(_NAME)

    return way


def _by_digits(filled: Filled) -> Way:
    digits, head = cycle(filled.digits[:: len(filled.digits) // 50]), filled.office.staff.head

    def way() -> None:
        with filled.office.premises.writing(head.person.actor, head.identity, _SESSION) as transaction:
            tell(transaction)
        with filled.office.premises.reading(head.person.actor, head.identity, _SESSION) as transaction:
            wanted = next(digits)
            if not search(transaction, typed=wanted, year=None):
                raise LookupError(wanted)

    return way


def _by_plain_digits(filled: Filled, files: PlainFiles) -> Way:
    """Return the way that does all the same, but looks the number up in plaintext."""
    digits, head = cycle(filled.digits[:: len(filled.digits) // 50]), filled.office.staff.head

    def way() -> None:
        with filled.office.premises.writing(head.person.actor, head.identity, _SESSION) as transaction:
            audit.append(transaction, audit.Action.SEARCH_MADE, f"person:{transaction.actor.id}")
            transaction.commit()
        with filled.office.premises.reading(head.person.actor, head.identity, _SESSION) as transaction:
            found = _plain(files, next(digits))
            lines(transaction, found, own_officers(transaction))

    return way


def _look_up(filled: Filled) -> Way:
    digits, head = cycle(filled.digits[:: len(filled.digits) // 50]), filled.office.staff.head

    def way() -> object:
        with filled.office.premises.reading(head.person.actor, head.identity, _SESSION) as transaction:
            wanted = next(digits)
            return (*queue.found_by_digits(transaction, wanted), *queue.found_by_number(transaction, wanted))

    return way


def _plain_look_up(filled: Filled, files: PlainFiles) -> Way:
    digits, head = cycle(filled.digits[:: len(filled.digits) // 50]), filled.office.staff.head

    def way() -> object:
        with filled.office.premises.reading(head.person.actor, head.identity, _SESSION):
            return _plain(files, next(digits))

    return way


_TABLE = queue_page._TABLE  # noqa: SLF001 - the same plaintext rows
_ORDER = (_TABLE.c.submitted.desc(), _TABLE.c.id)
_BY_EMPLOYEE = sa.select(_TABLE).where(_TABLE.c.digits == sa.bindparam("digits")).order_by(*_ORDER)
_BY_SPOUSE = sa.select(_TABLE).where(_TABLE.c.spouse_digits == sa.bindparam("digits")).order_by(*_ORDER)
_BY_NUMBER = sa.select(_TABLE).where(_TABLE.c.number == sa.bindparam("digits")).order_by(*_ORDER)


def _plain(files: PlainFiles, digits: str) -> list[Any]:
    # The page looks for a case number too: what was typed might be one.
    with files.engines.read.connect() as connection:
        found = [
            file_of(row) for query in (_BY_EMPLOYEE, _BY_SPOUSE, _BY_NUMBER)
            for row in connection.execute(query, {"digits": digits})
        ]
    if not found:
        raise LookupError(digits)
    return found


def _widened(offices: Offices) -> Filled:
    """Return the office with the long queue, filled up to 100,000 cases.

    What fills has indexes, grants and keys of the right sizes and random bytes for what is sealed: a search by number
    opens nothing of it.
    """
    office = base.reopened(base.copied(offices.long.office, offices.folder / "wide"), lasting=False)
    with office.writing(office.staff.head) as transaction:
        like = transaction.execute(sa.select(tables.case_file).where(tables.case_file.c.id == offices.long.cases[0]))
        pattern = dict(like.mappings().one())
        grant = transaction.execute(
            sa.select(tables.grant).where(tables.grant.c.case_id == offices.long.cases[0]),
        ).mappings().all()
        for _ in range((WIDE - BIG) // _BATCH):
            _fill(transaction, pattern, [dict(row) for row in grant])
        transaction.commit()
    return Filled(base.reopened(office, lasting=True), (), offices.long.cases, offices.long.digits)


def _fill(transaction: Transaction, pattern: dict[str, Any], granted: list[dict[str, Any]]) -> None:
    ids = [uuid4() for _ in range(_BATCH)]
    large, middle = urandom(_LARGE), urandom(_MIDDLE)
    sealed = {"cover": large, "progress": large, "course": middle, "result": middle, "request": large,
              "contacts": large, "ending": large}
    transaction.connection.execute(sa.insert(tables.case_file), [
        {**pattern, **sealed, "id": id_, "number_index": urandom(16), "employee_index": urandom(16)} for id_ in ids
    ])
    kinds = {(row["kind"], row["generation"]) for row in granted}
    transaction.connection.execute(sa.insert(tables.case_key), [
        {"case_id": id_, "kind": kind, "generation": generation, "author": None, "commitment": urandom(32)}
        for id_ in ids for kind, generation in kinds
    ])
    transaction.connection.execute(sa.insert(tables.grant), [
        {**row, "case_id": id_, "stored": urandom(len(row["stored"]))} for id_ in ids for row in granted
    ])
