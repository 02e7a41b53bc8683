"""Files at the bureau in numbers: reported as the workflow knows it, handed in through the service."""

from dataclasses import replace
from uuid import UUID

from mediation import audit
from mediation.cases import store as cases
from mediation.cases import workflow
from mediation.cases.model import CommonSenseResult, HouseholdResult, Party, Request
from mediation.cases.submit import services as submitting
from mediation.cases.today import today
from tests.builders import Office, Someone, open_case


def unsubmitted(place: Office, request: Request | None = None, who: Someone | None = None) -> UUID:
    """Open a case and let its report be issued, as far as the workflow knows; returns its id."""
    case = open_case(place, request, who)
    with place.desk(who) as transaction:
        file = cases.get_to_change(transaction, case)
        day = today(transaction)
        progress = replace(
            file.progress, screened=(Party.APPLICANT, Party.SPOUSE), household=HouseholdResult.NOT_WORTH_PRESERVING,
            common_sense=CommonSenseResult.ACCORDS, composed=True, concluded_on=day, report_issued_on=day,
        )
        cases.save(transaction, file, workflow.Decision(file.stage, progress), [], audit.Action.CASE_CONCLUDED)
        transaction.commit()
    return case


def handed_in(place: Office, request: Request | None = None, who: Someone | None = None) -> UUID:
    """Hand a case in that is reported as far as the workflow knows; returns its id."""
    case = unsubmitted(place, request, who)
    with place.desk(who) as transaction:
        refusal = submitting.submit(transaction, case, ticked=())
    assert refusal is None, refusal
    return case


def several(place: Office, number: int) -> list[UUID]:
    """Hand in `number` files, a second between them; the oldest first."""
    made = []
    for _ in range(number):
        place.clock.forward(seconds=1)
        made.append(handed_in(place))
    return made
