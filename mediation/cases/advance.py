"""What an allowed move makes of the progress: one small function an act. Pure; guards were asked before."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from uuid import UUID

from mediation.cases import advance_bureau
from mediation.cases.model import Appointment, Hearing, HearingState, Party, Progress
from mediation.cases.moves import Act, Move

# The acts that issue a document.
ISSUING = frozenset(act for act in Act if act.value.startswith("issue_"))


def advance(progress: Progress, move: Move) -> Progress:
    """Return the progress after `move`, which the table allows."""
    after = _STEPS[move.act](progress, move)
    return replace(after, documents=after.documents + 1) if move.act in ISSUING else after


def _screen(progress: Progress, move: Move) -> Progress:
    # From the first flag on the case is held apart, and never back.
    party = move.party or Party.APPLICANT
    screened = tuple(p for p in Party if p in {*progress.screened, party})
    seen = replace(progress, screened=screened)
    return _held_apart(seen, move) if move.flagged else seen


def _set_letter_day(progress: Progress, move: Move) -> Progress:
    return replace(progress, letter_day=move.on)


def _summon(progress: Progress, move: Move) -> Progress:
    added = (move.appointment,) if move.appointment else ()
    return replace(progress, appointments=progress.appointments + added, rounds_closed=False)


def _withdraw(progress: Progress, move: Move) -> Progress:
    return _with_appointment(progress, move.row, lambda a: replace(a, withdrawn=True))


def _issue_summons(progress: Progress, move: Move) -> Progress:
    return _with_appointment(progress, move.row, lambda a: replace(a, letter_issued_on=move.today))


def _serve(progress: Progress, move: Move) -> Progress:
    return _with_appointment(progress, move.row, lambda a: replace(a, served_on=move.on))


def _attend(progress: Progress, move: Move) -> Progress:
    return _with_appointment(progress, move.row, lambda a: replace(a, attendance=move.attendance))


def _close_rounds(progress: Progress, _move: Move) -> Progress:
    return replace(progress, rounds_closed=True)


def _examine(progress: Progress, move: Move) -> Progress:
    added = (move.hearing,) if move.hearing else ()
    return _claimed(replace(progress, hearings=progress.hearings + added), move)


def _revise(progress: Progress, move: Move) -> Progress:
    # What was printed before no longer says what the record says: it is issued anew.
    revised = _with_hearing(
        progress, move.row, lambda h: replace(h, on=move.on or h.on, document_issued=False),
    )
    return _claimed(revised, move)


def _claimed(progress: Progress, move: Move) -> Progress:
    # G5 claimed by either side holds the case apart from then on.
    if not move.claims_violence:
        return progress
    return _held_apart(replace(progress, claimed_violence=True), move)


def _held_apart(progress: Progress, move: Move) -> Progress:
    return replace(progress, apart=True, apart_since=progress.apart_since or move.today)


def _close_record(progress: Progress, move: Move) -> Progress:
    # A refusal to sign belongs on the paper, with its reason: that record is issued anew.
    state = move.closing or HearingState.SIGNED
    signed = state is HearingState.SIGNED
    return _with_hearing(
        progress, move.row, lambda h: replace(h, state=state, document_issued=h.document_issued and signed),
    )


def _issue_record(progress: Progress, move: Move) -> Progress:
    return _with_hearing(progress, move.row, lambda h: replace(h, document_issued=True))


def _add_evidence(progress: Progress, move: Move) -> Progress:
    violent = progress.violent_evidence or move.claims_violence
    return replace(progress, evidence=progress.evidence + 1, violent_evidence=violent)


def _mediate(progress: Progress, move: Move) -> Progress:
    added = (move.sitting,) if move.sitting else ()
    return replace(progress, sittings=progress.sittings + added)


def _find_household(progress: Progress, move: Move) -> Progress:
    return _reopened(progress, replace(progress, household=move.household))


def _find_common_sense(progress: Progress, move: Move) -> Progress:
    # A second opinion was given on the finding as it stood: on a changed one it is asked anew.
    changed = replace(progress, common_sense=move.common_sense, opinion=None, lets_stand=False)
    return _reopened(progress, changed)


def _compose(progress: Progress, move: Move) -> Progress:
    # The parts of the report are written one by one; it is composed when none is missing.
    return _reopened(progress, replace(progress, composed=move.composed))


def _reopened(before: Progress, after: Progress) -> Progress:
    # A changed finding is confirmed anew, unless the case waited and still waits for the second reviewer: then the
    # superior's clock stays met on the day of the first conclusion.
    if before.awaits_second_reviewer and after.awaits_second_reviewer:
        return after
    return replace(after, concluded_on=None)


def _conclude(progress: Progress, move: Move) -> Progress:
    return replace(progress, concluded_on=progress.concluded_on or move.today)


def _issue_report(progress: Progress, move: Move) -> Progress:
    return replace(progress, report_issued_on=move.today)


def _with_appointment(
    progress: Progress, row: UUID | None, change: Callable[[Appointment], Appointment],
) -> Progress:
    changed = tuple(change(a) if a.id == row else a for a in progress.appointments)
    return replace(progress, appointments=changed)


def _with_hearing(progress: Progress, row: UUID | None, change: Callable[[Hearing], Hearing]) -> Progress:
    return replace(progress, hearings=tuple(change(h) if h.id == row else h for h in progress.hearings))


_STEPS: Mapping[Act, Callable[[Progress, Move], Progress]] = {
    Act.SCREEN: _screen,
    Act.SET_LETTER_DAY: _set_letter_day,
    Act.SUMMON: _summon,
    Act.WITHDRAW_SUMMONS: _withdraw,
    Act.ISSUE_SUMMONS: _issue_summons,
    Act.SERVE: _serve,
    Act.RECORD_ATTENDANCE: _attend,
    Act.CLOSE_ROUNDS: _close_rounds,
    Act.EXAMINE: _examine,
    Act.REVISE_RECORD: _revise,
    Act.CLOSE_RECORD: _close_record,
    Act.ISSUE_RECORD: _issue_record,
    Act.ADD_EVIDENCE: _add_evidence,
    Act.MEDIATE: _mediate,
    Act.FIND_HOUSEHOLD: _find_household,
    Act.FIND_COMMON_SENSE: _find_common_sense,
    Act.COMPOSE: _compose,
    Act.CONCLUDE: _conclude,
    Act.ISSUE_REPORT: _issue_report,
    **advance_bureau.STEPS,
}
