"""What an auditor may know of a case: `course` from the start, `result` from handing in or the end on. Pure.

Modes and attendance stand in `result`, since they could tell a flag (vault format, section 2).
"""

from datetime import date
from typing import Any

from mediation.cases.model import Party, Progress, Request, Sitting, Stage
from mediation.law.deadlines import OFFICIAL_MONTHS, add_months, superior_deadline

TRACK_PERMIT = "permit"


def course(request: Request, stage: Stage, progress: Progress) -> dict[str, Any]:
    """Return the case's course: number, track, stages with their days, the clocks and counts. Days are ISO dates.

    It says where the file lies and since when, never what was found or how the case ended.
    """
    handling = progress.handling
    return {
        "number": request.number,
        "track": TRACK_PERMIT,
        "stage": stage.value,
        "received_on": request.received_on.isoformat(),
        "due_on": superior_deadline(request.received_on).due.isoformat(),
        "met_on": _iso(clock_met_on(progress)),
        "submitted_on": _iso(handling.submitted_on if handling else None),
        "returned_on": _iso(handling.returned_on if handling else None),
        "return_due_on": _iso(_return_due(progress)),
        "decision_due_on": _iso(add_months(handling.submitted_on, OFFICIAL_MONTHS) if handling else None),
        "decided_on": _iso(handling.decided_on if handling else None),
        "returns": handling.returns if handling else 0,
        "summonses": sum(not a.withdrawn for a in progress.appointments),
        "records": len(progress.hearings),
        "sessions": len(progress.sittings),
        "talks": len(handling.talks) if handling else 0,
        "evidence": progress.evidence,
        "papers": progress.papers,
        "documents": progress.documents,
        "history": [{"stage": passage.stage.value, "on": passage.on.isoformat()} for passage in progress.passages],
    }


def result(request: Request, progress: Progress) -> dict[str, Any]:
    """Return what became of the case, in codes: no name, no narrative, no day. `outcome` is None while undecided."""
    handling = progress.handling
    return {
        "sex": request.applicant.sex.value,
        "employment": request.applicant.employment.value,
        "grounds": [claim.ground.value for claim in request.grounds],
        "causes": list(request.causes),
        "standing": "suing",
        "sessions": [
            {"mode": one.mode.value, "present": [p.value for p in one.present], "outcome": one.outcome.value}
            for one in (*progress.sittings, *_at_bureau(progress))
        ],
        "attendance": [
            {"party": a.party.value, "round": a.round, "attendance": a.attendance.value if a.attendance else None}
            for a in progress.appointments if not a.withdrawn
        ],
        "screened": {Party.APPLICANT, Party.SPOUSE} <= set(progress.screened),
        "household": progress.household.value if progress.household else None,
        "common_sense": progress.common_sense.value if progress.common_sense else None,
        "outcome": handling.decided.value if handling and handling.decided else None,
    }


def clock_met_on(progress: Progress) -> date | None:
    """Return the day on which the superior's clock was met; None while it runs.

    That is the day the report is issued, or that of the conclusion while it waits for the second reviewer. A file that
    came back for more examination stands as met on the day of its first handing in.
    """
    if progress.report_issued_on:
        return progress.report_issued_on
    handed_in = next((p.on for p in progress.passages if p.stage is Stage.SUBMITTED), None)
    if handed_in:
        return handed_in
    return progress.concluded_on if progress.awaits_second_reviewer else None


def _at_bureau(progress: Progress) -> tuple[Sitting, ...]:
    """Return the bureau's own sessions; further statements are none."""
    talks = progress.handling.talks if progress.handling else ()
    return tuple(
        Sitting(talk.id, talk.on, talk.mode, talk.present, talk.outcome) for talk in talks if talk.mode and talk.outcome
    )


def _return_due(progress: Progress) -> date | None:
    """Return until when a file that went back is handed in again; None while it did not go back.

    The agreed day, and never a later one than the official's. A reopened file has a superior's time anew.
    """
    handling = progress.handling
    if handling is None or handling.returned_on is None:
        return None
    if handling.return_due is None:
        return superior_deadline(handling.returned_on).due
    return min(handling.return_due, add_months(handling.submitted_on, OFFICIAL_MONTHS))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
