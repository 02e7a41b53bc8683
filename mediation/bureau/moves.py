"""The bureau's moves: who makes them, and on which day."""

from typing import Any

from mediation.cases.model import Standing
from mediation.cases.moves import Act, Move
from mediation.cases.store import CaseFile
from mediation.cases.today import today
from mediation.transaction import Transaction


def move(transaction: Transaction, file: CaseFile, act: Act, **more: Any) -> Move:
    """Return the move by which the actor does `act` on `file` today."""
    who = transaction.actor.id
    return Move(act, today(transaction), by=Standing.BUREAU, actor=who, own_case=file.holder == who, **more)
