"""The bureau's next step: whoever does just what it says gets from the receipt to the end, in every kind of file."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from mediation.bureau import agenda
from mediation.bureau.agenda import Kind, Step, Who
from mediation.bureau.queue.links import STEP_PAGES
from mediation.cases.model import (
    CourtOutcome,
    DecisionKind,
    Handling,
    Party,
    Prepared,
    Progress,
    ReturnKind,
    Ruling,
    Stage,
    Standing,
    Withdrawal,
)
from mediation.cases.moves import Act, Move
from mediation.cases.workflow import Decision, decide

START = date(2026, 3, 2)
OFFICER, ANOTHER, PAPER = uuid4(), uuid4(), uuid4()
STEPS = 40


class Walker:
    """Does the first step that can be done in the program, again and again; waits a day when there is none."""

    def __init__(self, progress: Progress, kind: DecisionKind = DecisionKind.PERMIT, *, complete: bool = True) -> None:
        self.progress, self.stage, self.today = progress, Stage.SUBMITTED, START
        self.kind, self.complete, self.done = kind, complete, list[Act]()

    @property
    def handling(self) -> Handling:
        assert self.progress.handling is not None
        return self.progress.handling

    def walk(self, until: Callable[["Walker"], bool] = lambda _walker: False) -> "Walker":
        for _ in range(STEPS):
            steps = agenda.steps(self.handling, violence=self.progress.violence)
            if not steps or until(self):
                return self
            step = next((s for s in steps if s.act and (s.opens_on or self.today) <= self.today), None)
            if step is None or step.act is None:
                self.today += timedelta(days=1)
                continue
            self.do(step.act, step.who)
        raise AssertionError(self.done)

    def do(self, act: Act, who: Who = Who.OFFICER) -> None:
        by = Standing.HOLDER if act is Act.SUBMIT else Standing.BUREAU
        actor = ANOTHER if who is Who.ANOTHER else OFFICER
        result = decide(self.stage, self.progress, self._move(Move(act, self.today, by=by, actor=actor)))
        assert isinstance(result, Decision), (act, result)
        self.stage, self.progress = result.stage, result.progress
        self.done.append(act)

    def _move(self, bare: Move) -> Move:
        more: dict[Act, dict[str, object]] = {
            Act.CHECK: {"complete": self.complete},
            Act.RETURN: {"return_kind": ReturnKind.PAPERS, "due": self.today + timedelta(days=14)},
            Act.WRITE_MEMO: {"decision": self.kind}, Act.PREPARE: {"decision": self.kind},
            Act.ISSUE_DECISION: {"row": PAPER}, Act.CONFIRM: {"on": self.today}, Act.HAND_OVER: {"on": self.today},
            Act.RECORD_COURT: {"court": CourtOutcome.DIVORCED, "on": self.today},
            Act.RECORD_DIVORCE: {"on": self.today}, Act.RULE: {"ruling": Ruling.UPHELD, "on": self.today},
            Act.HEAR_WITHDRAWAL: {"party": Party.APPLICANT, "on": self.today, "free": True, "screens": True},
        }
        return replace(bare, **more.get(bare.act, {}))  # type: ignore[arg-type]  # fields by name


def handed_in(**traits: object) -> Progress:
    """Return a reported case that was handed in on START."""
    usual = Progress(
        START - timedelta(days=60), screened=(Party.APPLICANT, Party.SPOUSE), concluded_on=START,
        report_issued_on=START, handling=Handling(START),
    )
    return replace(usual, **traits)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", [DecisionKind.PERMIT, DecisionKind.REFUSAL])
def test_whoever_follows_the_steps_gets_to_the_decision_and_to_the_end(kind: DecisionKind) -> None:
    walker = Walker(handed_in(), kind).walk()

    assert walker.stage is Stage.CLOSED
    assert walker.handling.decided is kind
    assert walker.done[:9] == [
        Act.CHECK, Act.WRITE_MEMO, Act.ISSUE_MEMO, Act.PREPARE, Act.ISSUE_RECOMMENDATION, Act.ISSUE_DECISION,
        Act.CONFIRM, Act.HAND_OVER, *([Act.RECORD_COURT] if kind is DecisionKind.PERMIT else []),
    ][:9]


def test_an_incomplete_file_goes_back_with_its_letter_and_the_step_is_then_the_supervisors() -> None:
    walker = Walker(handed_in(), complete=False)
    walker.walk(until=lambda w: w.handling.returned_on is not None and w.handling.return_letter)
    steps = agenda.steps(walker.handling)

    assert walker.done == [Act.CHECK, Act.RETURN, Act.ISSUE_RETURN]
    assert [(s.who, s.due, s.kind) for s in steps] == [
        (Who.SUPERVISOR, walker.handling.return_due, Kind.AGREED),
    ]


def test_after_two_returns_the_file_still_gets_to_its_decision() -> None:
    walker = Walker(handed_in(), complete=False)
    for _ in range(2):
        walker.walk(until=lambda w: w.handling.returned_on is not None and w.handling.return_letter)
        walker.do(Act.SUBMIT)
    walker.complete = True
    walker.walk()

    assert (walker.handling.returns, walker.handling.decided) == (2, DecisionKind.PERMIT)


def test_a_withdrawal_under_a_flag_is_heard_on_another_day_before_the_file_is_closed() -> None:
    progress = handed_in(apart=True, handling=Handling(START, withdrawal=Withdrawal(START)))
    walker = Walker(progress, DecisionKind.WITHDRAWN).walk()

    assert walker.done[:2] == [Act.HEAR_WITHDRAWAL, Act.PREPARE]
    assert walker.handling.withdrawal is not None
    assert walker.handling.withdrawal.heard_on == START + timedelta(days=1)


def test_a_withdrawal_without_violence_is_closed_at_once() -> None:
    progress = handed_in(handling=Handling(START, withdrawal=Withdrawal(START)))

    assert Walker(progress, DecisionKind.WITHDRAWN).walk().done[0] is Act.PREPARE


def test_a_withdrawal_that_was_not_free_lets_the_review_go_on() -> None:
    heard = Handling(START, withdrawal=Withdrawal(START, START, free=False))

    assert [step.act for step in agenda.steps(heard, violence=True)] == [Act.CHECK]


def test_a_deferred_file_waits_for_its_day() -> None:
    until = START + timedelta(days=20)
    deferred = Handling(START, checked_on=START, complete=True, memo_on=START, memo_issued=True, deferred_until=until)

    assert [(step.act, step.opens_on) for step in agenda.steps(deferred)] == [(Act.PREPARE, until)]


def test_the_one_who_confirms_is_another_than_the_one_who_prepared() -> None:
    printed = Handling(START, prepared=Prepared(DecisionKind.PERMIT, OFFICER, START, recommended=True, document=PAPER))

    assert [(step.act, step.who) for step in agenda.steps(printed)] == [
        (None, Who.OFFICIAL), (Act.CONFIRM, Who.ANOTHER),
    ]


@pytest.mark.parametrize("kind", [DecisionKind.RECONCILED, DecisionKind.WITHDRAWN, DecisionKind.LAPSED])
def test_an_end_without_a_decree_is_signed_by_no_official(kind: DecisionKind) -> None:
    printed = Handling(START, prepared=Prepared(kind, OFFICER, START, document=PAPER))

    assert [step.who for step in agenda.steps(printed)] == [Who.ANOTHER]


def test_a_running_challenge_and_an_annulled_refusal_come_first() -> None:
    refused = Handling(START, decided=DecisionKind.REFUSAL, decided_on=START, closed_on=START, handed_over_on=START)

    assert [s.act for s in agenda.steps(replace(refused, challenged_on=START))] == [Act.RULE]
    assert [s.act for s in agenda.steps(replace(refused, annulled_on=START))] == [Act.REOPEN]


def test_a_divorce_is_reported_within_one_month() -> None:
    divorced = Handling(
        START, decided=DecisionKind.PERMIT, decided_on=START, closed_on=START, handed_over_on=START,
        court=CourtOutcome.DIVORCED, divorced_on=date(2026, 5, 31),
    )

    assert [(s.who, s.due, s.kind) for s in agenda.steps(divorced)] == [
        (Who.EMPLOYEE, date(2026, 6, 30), Kind.RULE),
    ]


def test_the_first_look_has_a_target_of_our_own_and_everything_else_the_legal_limit() -> None:
    new = agenda.steps(Handling(START))[0]
    later = agenda.steps(Handling(START, rounds=2))[0]

    assert (new.due, new.kind) == (START + timedelta(days=7), Kind.TARGET)
    assert (later.due, later.kind) == (date(2026, 6, 2), Kind.LIMIT)


def test_every_step_that_is_done_in_the_program_has_its_page() -> None:
    told = {step.act for step in _every_step() if step.act}

    assert told - set(STEP_PAGES) == set()


def _every_step() -> tuple[Step, ...]:
    walkers: list[tuple[Progress, DecisionKind, bool]] = [
        (handed_in(), DecisionKind.PERMIT, True), (handed_in(), DecisionKind.REFUSAL, True),
        (handed_in(apart=True, handling=Handling(START, withdrawal=Withdrawal(START))), DecisionKind.WITHDRAWN, True),
    ]
    found: list[Step] = []

    def look(walker: Walker) -> bool:
        found.extend(agenda.steps(walker.handling, violence=walker.progress.violence))
        return False

    for progress, kind, complete in walkers:
        Walker(progress, kind, complete=complete).walk(look)
    incomplete = Walker(handed_in(), complete=False)
    incomplete.walk(lambda w: look(w) or (w.handling.returned_on is not None and w.handling.return_letter))
    return tuple(found)
