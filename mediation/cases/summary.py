"""What an auditor may know of a case: `course` from the start, `result` from submission or the end on. Pure.

Modes and attendance stand in `result`, since they could tell a flag (vault format, section 2).
"""

from datetime import date
from typing import Any

from mediation.cases.model import Progress, Request, Stage
from mediation.law.deadlines import superior_deadline

TRACK_PERMIT = "permit"


def course(request: Request, stage: Stage, progress: Progress) -> dict[str, Any]:
    """Return the case's course: number, track, stage, dates, the superior's clock and counts."""
    met = clock_met_on(progress)
    return {
        "number": request.number,
        "track": TRACK_PERMIT,
        "stage": stage.value,
        "received_on": request.received_on.isoformat(),
        "due_on": superior_deadline(request.received_on).due.isoformat(),
        "met_on": met.isoformat() if met else None,
        "summonses": sum(not a.withdrawn for a in progress.appointments),
        "records": len(progress.hearings),
        "sessions": len(progress.sittings),
        "evidence": progress.evidence,
    }


def clock_met_on(progress: Progress) -> date | None:
    """Return the day on which the superior's clock was met; None while it runs.

    That is the day the report is issued, or that of the conclusion while it waits for the second reviewer.
    """
    if progress.report_issued_on:
        return progress.report_issued_on
    return progress.concluded_on if progress.awaits_second_reviewer else None
