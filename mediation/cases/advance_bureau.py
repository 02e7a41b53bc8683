"""What an allowed move makes of the progress after the supervisor's report: one small function an act. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from mediation.cases import guards
from mediation.cases.model import (
    Handling,
    Outcome,
    Party,
    Prepared,
    Progress,
    ReturnKind,
    Ruling,
    TalkKind,
    Withdrawal,
)
from mediation.cases.moves import Act, Move

Step = Callable[[Progress, Move], Progress]

_ENDED = frozenset({Outcome.RECONCILED, Outcome.WITHDRAWN})


def _name_reviewer(progress: Progress, move: Move) -> Progress:
    return replace(progress, reviewer=move.reviewer, reviewer_since=move.today)


def _release_reviewer(progress: Progress, _move: Move) -> Progress:
    return replace(progress, reviewer=None, reviewer_since=None)


def _give_opinion(progress: Progress, move: Move) -> Progress:
    return replace(progress, opinion=move.opinion, lets_stand=False)


def _let_stand(progress: Progress, _move: Move) -> Progress:
    return replace(progress, lets_stand=True)


def _attach(progress: Progress, move: Move) -> Progress:
    return replace(progress, papers=progress.papers + 1, paper_bytes=progress.paper_bytes + move.size)


def _submit(progress: Progress, move: Move) -> Progress:
    before = progress.handling
    handling = _first(progress, move) if before is None else _again(before, move)
    return replace(progress, handling=handling)


def _first(progress: Progress, move: Move) -> Handling:
    return Handling(submitted_on=move.today, withdrawal=_withdrawal_at_session(progress))


def _withdrawal_at_session(progress: Progress) -> Withdrawal | None:
    if guards.last_outcome(progress) not in _ENDED:
        return None
    return Withdrawal(max(sitting.on for sitting in progress.sittings))


def _again(before: Handling, move: Move) -> Handling:
    # A refusal that was annulled is decided anew: the official's clock starts with the new receipt.
    anew = before.return_kind is ReturnKind.ANNULLED
    return replace(
        before, submitted_on=move.today if anew else before.submitted_on, rounds=before.rounds + 1, checked_on=None,
        complete=False, returned_on=None, return_due=None, return_kind=None, return_letter=False,
    )


def _same(progress: Progress, _move: Move) -> Progress:
    return progress


def _check(progress: Progress, move: Move) -> Progress:
    return _handle(progress, checked_on=move.today, complete=move.complete)


def _return(progress: Progress, move: Move) -> Progress:
    returned = _handle(
        progress, returned_on=move.today, return_due=move.due, return_kind=move.return_kind, return_letter=False,
        returns=_of(progress).returns + 1, deferred_until=None,
    )
    return _with_supervisor_again(returned) if move.return_kind is ReturnKind.EXAMINATION else returned


def _with_supervisor_again(progress: Progress) -> Progress:
    """Open the supervisor's part again: what stands stays, the conclusion and the report are made anew."""
    opened = replace(
        progress, concluded_on=None, report_issued_on=None, reviewer=None, reviewer_since=None, opinion=None,
        lets_stand=False,
    )
    return _handle(opened, memo_on=None, memo_issued=False, recommendation=None)


def _issue_return(progress: Progress, _move: Move) -> Progress:
    return _handle(progress, return_letter=True)


def _talk(progress: Progress, move: Move) -> Progress:
    if move.talk is None:
        return progress
    talked = _handle(progress, talks=(*_of(progress).talks, move.talk))
    if move.screens and move.party in {Party.APPLICANT, Party.SPOUSE}:
        talked = replace(talked, screened=tuple(p for p in Party if p in {*talked.screened, move.party}))
    if move.flagged:
        talked = replace(talked, apart=True, apart_since=talked.apart_since or move.today)
    ended = move.talk.kind is TalkKind.SESSION and move.talk.outcome in _ENDED
    if ended and _of(talked).withdrawal is None:
        return _handle(talked, withdrawal=Withdrawal(move.talk.on))
    return talked


def _issue_talk(progress: Progress, move: Move) -> Progress:
    talks = tuple(replace(t, document_issued=True) if t.id == move.row else t for t in _of(progress).talks)
    return _handle(progress, talks=talks)


def _write_memo(progress: Progress, move: Move) -> Progress:
    return _handle(progress, memo_on=move.today, memo_issued=False, recommendation=move.decision)


def _issue_memo(progress: Progress, _move: Move) -> Progress:
    return _handle(progress, memo_issued=True)


def _defer(progress: Progress, move: Move) -> Progress:
    return _handle(progress, deferred_until=move.due)


def _record_withdrawal(progress: Progress, move: Move) -> Progress:
    return _handle(progress, withdrawal=Withdrawal(move.on or move.today))


def _hear_withdrawal(progress: Progress, move: Move) -> Progress:
    asked = _of(progress).withdrawal
    if asked is None:
        return progress
    heard = _handle(progress, withdrawal=replace(asked, heard_on=move.on, free=move.free))
    return _talk(heard, move)


def _prepare(progress: Progress, move: Move) -> Progress:
    if move.decision is None or move.actor is None:
        return progress
    return _handle(progress, prepared=Prepared(move.decision, move.actor, move.today), deferred_until=None)


def _take_back(progress: Progress, _move: Move) -> Progress:
    return _handle(progress, prepared=None)


def _issue_recommendation(progress: Progress, _move: Move) -> Progress:
    waiting = _of(progress).prepared
    return _handle(progress, prepared=replace(waiting, recommended=True)) if waiting else progress


def _issue_decision(progress: Progress, move: Move) -> Progress:
    waiting = _of(progress).prepared
    return _handle(progress, prepared=replace(waiting, document=move.row)) if waiting else progress


def _confirm(progress: Progress, move: Move) -> Progress:
    waiting = _of(progress).prepared
    if waiting is None:
        return progress
    decided_on = move.on or move.today
    return _handle(progress, decided=waiting.kind, decided_on=decided_on, closed_on=move.today, prepared=None)


def _hand_over(progress: Progress, move: Move) -> Progress:
    return _handle(progress, handed_over_on=move.on)


def _record_court(progress: Progress, move: Move) -> Progress:
    return _handle(progress, court=move.court, divorced_on=move.on)


def _record_divorce(progress: Progress, move: Move) -> Progress:
    return _handle(progress, reported_on=move.on)


def _challenge(progress: Progress, move: Move) -> Progress:
    return _handle(progress, challenged_on=move.on)


def _rule(progress: Progress, move: Move) -> Progress:
    annulled = move.on if move.ruling is Ruling.ANNULLED else _of(progress).annulled_on
    return _handle(progress, challenged_on=None, annulled_on=annulled)


def _reopen(progress: Progress, move: Move) -> Progress:
    opened = _handle(
        progress, decided=None, decided_on=None, closed_on=None, handed_over_on=None, annulled_on=None,
        returned_on=move.today, return_due=None, return_kind=ReturnKind.ANNULLED, return_letter=True,
    )
    return _with_supervisor_again(opened)


def _of(progress: Progress) -> Handling:
    return progress.handling or Handling(progress.received_on)


def _handle(progress: Progress, **changes: date | bool | int | object) -> Progress:
    return replace(progress, handling=replace(_of(progress), **changes))  # type: ignore[arg-type]  # dataclass fields by name


STEPS: Mapping[Act, Step] = {
    Act.NAME_REVIEWER: _name_reviewer,
    Act.RELEASE_REVIEWER: _release_reviewer,
    Act.GIVE_OPINION: _give_opinion,
    Act.LET_STAND: _let_stand,
    Act.ATTACH_PAPER: _attach,
    Act.WITHDRAW_PAPER: _same,
    Act.SUBMIT: _submit,
    Act.TAKE: _same,
    Act.HAND_ON: _same,
    Act.CHECK: _check,
    Act.RETURN: _return,
    Act.ISSUE_RETURN: _issue_return,
    Act.HEAR: _talk,
    Act.SIT: _talk,
    Act.ISSUE_TALK: _issue_talk,
    Act.WRITE_MEMO: _write_memo,
    Act.ISSUE_MEMO: _issue_memo,
    Act.DEFER: _defer,
    Act.RECORD_WITHDRAWAL: _record_withdrawal,
    Act.HEAR_WITHDRAWAL: _hear_withdrawal,
    Act.PREPARE: _prepare,
    Act.TAKE_BACK: _take_back,
    Act.ISSUE_RECOMMENDATION: _issue_recommendation,
    Act.ISSUE_DECISION: _issue_decision,
    Act.CONFIRM: _confirm,
    Act.HAND_OVER: _hand_over,
    Act.RECORD_COURT: _record_court,
    Act.RECORD_DIVORCE: _record_divorce,
    Act.FOLLOW_UP: _same,
    Act.SUPPORT: _same,
    Act.CHALLENGE: _challenge,
    Act.RULE: _rule,
    Act.REOPEN: _reopen,
    Act.POINT_TO_DISCIPLINE: _same,
    Act.LOG_REQUEST: _same,
    Act.ANSWER_REQUEST: _same,
    Act.ISSUE_FORM: _same,
}
