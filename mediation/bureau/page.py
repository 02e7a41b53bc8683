"""What every page of a case at the bureau does the same way. Flask lives here and in views."""

from typing import Any
from uuid import UUID

from mediation import audit
from mediation.cases import page
from mediation.cases.model import Standing
from mediation.cases.moves import Act, Move
from mediation.cases.store import CaseFile
from mediation.web.guards import actor


def opened(case: UUID, purpose: audit.Purpose, *, damaged: bool = False) -> CaseFile:
    """Open a case as the bureau: an audit entry with its purpose, 404 when absent or not handed in."""
    return page.opened(case, purpose, damaged=damaged, standing=Standing.BUREAU)


def attempt(file: CaseFile, act: Act, **more: Any) -> Move:
    """Return the move by which the visitor would do `act` today, for `page.too_early`."""
    who = actor().id
    return Move(act, page.today(), by=Standing.BUREAU, actor=who, own_case=file.holder == who, **more)
