"""What the bureau does with a party's request about the own data: log it, answer it, see what waits."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from uuid import UUID, uuid4

from mediation import audit
from mediation.bureau.moves import move
from mediation.bureau.requests import store
from mediation.bureau.requests.model import Answer, Answered, Entry, PartyRequest, Wanted
from mediation.cases import store as cases
from mediation.cases import workflow
from mediation.cases.model import Standing
from mediation.cases.moves import Act
from mediation.cases.store import CaseFile, Write
from mediation.cases.today import zone
from mediation.clock import ZONES
from mediation.errors import Refusal
from mediation.language import mark
from mediation.transaction import Transaction

SHOWN_ANSWERED = 25
_FUTURE = Refusal(mark("Saat itu belum tiba."), mark("Periksa lagi tanggal dan jamnya."))


def log(
    transaction: Transaction, case: UUID, *, on: date, at: time, version: int | None = None, **given: Any,
) -> Refusal | UUID:
    """Log a request that came in on that day at that time and return its row, or why not.

    Raises NotFound, Conflict, Tampered.
    """
    file, received = _file(transaction, case, version), _moment(transaction, on, at)
    if received > transaction.now:
        return _FUTURE
    row = uuid4()
    write = store.add(row, PartyRequest(received_at=received, by=transaction.actor.name, **given))
    return _keep(transaction, file, Act.LOG_REQUEST, write, audit.Action.PARTY_REQUEST_LOGGED) or row


def answer(
    transaction: Transaction, case: UUID, row: UUID, *, answer: Answer, words: str, on: date, at: time,
    enclosures: tuple[str, ...] = (), supplement: str = "", version: int | None = None,
) -> Refusal | None:
    """Record the answer; return why not. A correction is a supplement: no record that was signed is changed.

    Raises NotFound, Conflict, Tampered.
    """
    file, moment = _file(transaction, case, version), _moment(transaction, on, at)
    asked = store.one(file, row).request
    refusal = _unfit(asked, moment, transaction.now)
    if refusal:
        return refusal
    kept = supplement if asked.wanted is Wanted.CORRECTION and answer is not Answer.REFUSED else ""
    told = Answered(answer, words, moment, transaction.actor.name, enclosures, kept)
    write = store.answer(row, replace(asked, answered=told), transaction.micros)
    return _keep(transaction, file, Act.ANSWER_REQUEST, write, audit.Action.PARTY_REQUEST_ANSWERED)


def register(transaction: Transaction) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """Return what waits for an answer, the least time left first, and what was answered lately."""
    return _by_time_left(store.waiting(transaction)), store.answered(transaction, SHOWN_ANSWERED)


def _by_time_left(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    # All have the same length of time, so who came first has the least left; what does not open comes before all.
    opened = sorted((each for each in entries if each.request), key=_received)
    return (*(each for each in entries if each.request is None), *opened)


def _received(entry: Entry) -> float:
    return entry.request.received_at.timestamp() if entry.request else 0.0


def _unfit(asked: PartyRequest, moment: datetime, now: datetime) -> Refusal | None:
    if asked.answered:
        return Refusal(mark("Permintaan ini sudah dijawab."), mark("Lihat jawabannya di daftar permintaan."))
    if moment > now:
        return _FUTURE
    if moment < asked.received_at:
        return Refusal(mark("Jawaban tidak mungkin mendahului permintaannya."), mark("Periksa tanggal dan jamnya."))
    return None


def _moment(transaction: Transaction, on: date, at: time) -> datetime:
    return datetime.combine(on, at, ZONES[zone(transaction)])


def _file(transaction: Transaction, case: UUID, version: int | None) -> CaseFile:
    return cases.get_to_change(transaction, case, version=version, standing=Standing.BUREAU)


def _keep(
    transaction: Transaction, file: CaseFile, act: Act, write: Write, action: audit.Action,
) -> Refusal | None:
    decision = workflow.decide(file.stage, file.progress, move(transaction, file, act))
    if isinstance(decision, Refusal):
        return decision
    cases.save(transaction, file, decision, [write], action)
    transaction.commit()
    return None
