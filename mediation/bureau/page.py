"""What every page of a case at the bureau does the same way. Flask lives here and in views."""

from typing import Any
from uuid import UUID

from mediation import audit
from mediation.cases import page
from mediation.cases.guards_bureau import not_own_case
from mediation.cases.model import Standing
from mediation.cases.moves import Act, Move
from mediation.cases.store import CaseFile
from mediation.errors import NotFound
from mediation.web.guards import actor


class OwnCase(Exception):  # noqa: N818 - names the finding
    """The visitor is the supervisor of this case: of what the bureau does with it, its own page alone is shown."""

    def __init__(self, file: CaseFile) -> None:
        """Take the file as it was opened."""
        super().__init__("own case")
        self.file = file


def opened(case: UUID, purpose: audit.Purpose, *, damaged: bool = False, own: bool = False) -> CaseFile:
    """Open a case as the bureau: an audit entry with its purpose, 404 when absent or not handed in.

    The supervisor of the case is refused where the page does not say that it takes him (`own`).
    """
    file = page.opened(case, purpose, damaged=damaged, standing=Standing.BUREAU)
    if not own and file.holder == actor().id:
        raise OwnCase(file)
    return file


def refuse_own(found: OwnCase) -> Any:  # noqa: ANN401 - an answer, as Flask takes it
    """Return the page (409) that says whose case it is; raises NotFound for somebody else's."""
    refusal = not_own_case(found.file.progress, attempt(found.file, Act.CHECK))
    if refusal is None:
        raise NotFound
    return page.refused(found.file, refusal)


def attempt(file: CaseFile, act: Act, **more: Any) -> Move:
    """Return the move by which the visitor would do `act` today, for `page.too_early`."""
    who = actor().id
    return Move(act, page.today(), by=Standing.BUREAU, actor=who, own_case=file.holder == who, **more)
