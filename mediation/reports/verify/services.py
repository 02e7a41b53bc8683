"""Verify a letter: counted first, then looked up by its code or its bytes, with one entry in the trail."""

import hashlib
from datetime import timedelta
from uuid import UUID

from mediation import audit
from mediation.errors import Refusal
from mediation.language import mark
from mediation.reports.verify import reading, store
from mediation.reports.verify.model import (
    CODE_LETTERS,
    MOST_BY_ALL,
    MOST_BY_ONE,
    WINDOW,
    Answer,
    Finding,
    Sample,
    Way,
)
from mediation.reports.verify.store import Count, Issued
from mediation.transaction import Transaction
from mediation.vault import base32

_ALL = UUID(int=0)
_WINDOW = WINDOW // timedelta(microseconds=1)
_MINUTE = timedelta(minutes=1) // timedelta(microseconds=1)


def admit(transaction: Transaction) -> Refusal | None:
    """Count one more verification by the actor, or return why it must wait: too many, by him or by all."""
    bounds = {transaction.actor.id: MOST_BY_ONE, _ALL: MOST_BY_ALL}
    counts = {id_: _running(transaction, id_) for id_ in bounds}
    for id_, most in bounds.items():
        if counts[id_].count >= most:
            return _later(transaction, id_, counts[id_], most)
    for id_, before in counts.items():
        store.put_count(transaction, id_, Count(before.since, before.count + 1))
    transaction.commit()
    return None


def by_code(transaction: Transaction, typed: str) -> Finding:
    """Return what may be said of the letter that bears this check code; an entry in the trail says how it ended."""
    letters = _letters(typed)
    issued = store.by_codes(transaction, (letters,)) if letters else None
    return _told(transaction, _of_issued(issued, Way.CODE) or Finding(Answer.UNKNOWN, Way.CODE))


def sample(data: bytes) -> Sample:
    """Return what is looked for of a sent file. Pure and bounded: done before a unit of work begins."""
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        return Sample(sha256, reading.codes(data))
    except reading.Unreadable:
        return Sample(sha256, None)


def by_file(transaction: Transaction, given: Sample) -> Finding:
    """Return what may be said of a sent file; an entry in the trail says how it ended.

    Genuine is one that has the very bytes that were issued; changed is another one that bears a known check code.
    """
    genuine = _of_issued(store.by_digest(transaction, given.sha256), Way.FILE)
    return _told(transaction, genuine or Finding(_of_codes(transaction, given.codes), Way.FILE))


def _of_issued(issued: Issued | None, way: Way) -> Finding | None:
    if issued is None:
        return None
    answer = Answer.GENUINE if issued.withdrawn is None else Answer.WITHDRAWN
    return Finding(answer, way, issued.created)


def _of_codes(transaction: Transaction, codes: tuple[str, ...] | None) -> Answer:
    if codes is None:
        return Answer.UNREADABLE
    letters = [found for found in map(_letters, codes) if found]
    return Answer.CHANGED if store.by_codes(transaction, letters) else Answer.UNKNOWN


def _letters(typed: str) -> str | None:
    try:
        return base32.letters_of(typed, CODE_LETTERS)
    except ValueError:
        return None


def _told(transaction: Transaction, finding: Finding) -> Finding:
    """Write the entry: the result's word and the way, never the code nor which letter."""
    _tell(transaction, finding.answer.value, finding.way.value)
    transaction.commit()
    return finding


def _tell(transaction: Transaction, result: str, way: str = "") -> None:
    about = f"person:{transaction.actor.id}"
    audit.append(transaction, audit.Action.DOCUMENT_VERIFIED, about, result=result, way=way)


def _running(transaction: Transaction, id_: UUID) -> Count:
    found = store.count(transaction, id_)
    if found is None or transaction.micros - found.since >= _WINDOW:
        return Count(transaction.micros, 0)
    return found


def _later(transaction: Transaction, id_: UUID, full: Count, most: int) -> Refusal:
    """Return the refusal; the trail hears of it once for each window, so that refusals do not fill it."""
    if full.count == most:
        store.put_count(transaction, id_, Count(full.since, most + 1))
        _tell(transaction, "limited")
        transaction.commit()
    minutes = -(-(full.since + _WINDOW - transaction.micros) // _MINUTE)
    return Refusal(
        mark("Terlalu banyak pemeriksaan dalam waktu singkat."), mark("Coba lagi dalam %(minutes)s menit."),
        values={"minutes": minutes},
    )
