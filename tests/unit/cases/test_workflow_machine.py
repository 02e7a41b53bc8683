"""A random walk over the transition table: whatever is tried, the safety rules hold and refusals change nothing."""

from dataclasses import MISSING, fields
from datetime import date, time, timedelta
from typing import TypeVar
from uuid import uuid4

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from mediation.cases import agenda
from mediation.cases.model import (
    Appointment,
    Attendance,
    CommonSenseResult,
    Hearing,
    HearingState,
    HouseholdResult,
    Outcome,
    Party,
    Progress,
    Sitting,
    SittingMode,
    Stage,
)
from mediation.cases.moves import Act, Move
from mediation.cases.workflow import Decision, decide, transition
from mediation.errors import Refusal

Row = TypeVar("Row")

START = date(2026, 3, 2)
SIDES = st.sampled_from([Party.APPLICANT, Party.SPOUSE])
DAYS = st.integers(0, 40)


class Case(RuleBasedStateMachine):
    """One case that is tried with every act in any order."""

    @initialize(apart=st.booleans())
    def receive(self, apart: bool) -> None:
        self.stage, self.today = Stage.RECEIVED, START
        self.progress = Progress(received_on=START, apart=apart)
        self.was_apart = apart

    @rule(days=st.integers(1, 5))
    def wait(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule(party=SIDES, flagged=st.booleans())
    def screen(self, party: Party, flagged: bool) -> None:
        self._try(Act.SCREEN, party=party, flagged=flagged)

    @rule(days=DAYS)
    def tell_day(self, days: int) -> None:
        self._try(Act.SET_LETTER_DAY, on=START + timedelta(days=days))

    @rule(party=SIDES, days=DAYS)
    def summon(self, party: Party, days: int) -> None:
        on, rounds = START + timedelta(days=days), len(self.progress.standing(party)) + 1
        made = Appointment(uuid4(), party, rounds, on, time(9), "examination", self.today)
        self._try(Act.SUMMON, party=party, on=on, appointment=made, row=made.id)

    @rule(data=st.data(), act=st.sampled_from([Act.WITHDRAW_SUMMONS, Act.ISSUE_SUMMONS, Act.SERVE]))
    def handle_summons(self, data: st.DataObject, act: Act) -> None:
        appointment = self._pick(data, self.progress.appointments)
        if appointment:
            self._try(act, row=appointment.id, party=appointment.party, on=self.today)

    @rule(data=st.data(), attendance=st.sampled_from(list(Attendance)))
    def attend(self, data: st.DataObject, attendance: Attendance) -> None:
        appointment = self._pick(data, self.progress.appointments)
        if appointment:
            self._try(Act.RECORD_ATTENDANCE, row=appointment.id, party=appointment.party, attendance=attendance)

    @rule()
    def close_rounds(self) -> None:
        self._try(Act.CLOSE_ROUNDS)

    @rule(party=st.sampled_from(list(Party)), claims=st.booleans())
    def examine(self, party: Party, claims: bool) -> None:
        made = Hearing(uuid4(), party, party.label, self.today)
        self._try(Act.EXAMINE, party=party, on=self.today, hearing=made, claims_violence=claims)

    @rule(data=st.data(), act=st.sampled_from([Act.REVISE_RECORD, Act.ISSUE_RECORD, Act.CLOSE_RECORD]))
    def handle_record(self, data: st.DataObject, act: Act) -> None:
        hearing = self._pick(data, self.progress.hearings)
        if hearing:
            self._try(act, row=hearing.id, closing=data.draw(st.sampled_from(list(HearingState)[1:])))

    @rule(violent=st.booleans())
    def add_evidence(self, violent: bool) -> None:
        self._try(Act.ADD_EVIDENCE, claims_violence=violent)

    @rule(mode=st.sampled_from(list(SittingMode)), outcome=st.sampled_from(list(Outcome)),
          present=st.sets(SIDES).map(tuple))
    def mediate(self, mode: SittingMode, outcome: Outcome, present: tuple[Party, ...]) -> None:
        made = Sitting(uuid4(), self.today, mode, present, outcome)
        self._try(Act.MEDIATE, mode=mode, present=present, on=self.today, sitting=made, outcome=outcome)

    @rule(household=st.sampled_from(list(HouseholdResult)), sense=st.sampled_from(list(CommonSenseResult)))
    def find(self, household: HouseholdResult, sense: CommonSenseResult) -> None:
        self._try(Act.FIND_HOUSEHOLD, household=household)
        self._try(Act.FIND_COMMON_SENSE, common_sense=sense)
        self._try(Act.COMPOSE)

    @rule(act=st.sampled_from([Act.CONCLUDE, Act.ISSUE_REPORT]))
    def finish(self, act: Act) -> None:
        self._try(act)

    def _pick(self, data: st.DataObject, rows: tuple[Row, ...]) -> Row | None:
        return data.draw(st.sampled_from(rows)) if rows else None

    def _try(self, act: Act, **parts: object) -> None:
        move = Move(act, self.today, **parts)  # type: ignore[arg-type]
        before = (self.stage, self.progress)
        result = decide(self.stage, self.progress, move)
        if isinstance(result, Refusal):
            assert result.reason
            assert (self.stage, self.progress) == before
            return
        assert isinstance(result, Decision)
        self._check_step(move, result)
        self.stage, self.progress = result.stage, result.progress
        self.was_apart = self.was_apart or self.progress.apart

    def _check_step(self, move: Move, after: Decision) -> None:
        assert after.stage.order >= self.stage.order
        assert self.progress.report_issued_on is None
        if move.act is Act.SUMMON and move.party is Party.SPOUSE:
            assert Party.APPLICANT in self.progress.screened
            assert self.progress.letter_day is not None
        if move.act is Act.ISSUE_SUMMONS and move.party is Party.SPOUSE:
            assert self.progress.letter_day is not None
            assert self.today >= self.progress.letter_day
        if move.act is Act.MEDIATE and move.mode is SittingMode.TOGETHER:
            assert not self.progress.apart
        if move.act is Act.EXAMINE and move.party is not Party.WITNESS:
            assert move.party in self.progress.screened
        if move.act is Act.ISSUE_REPORT:
            assert self.progress.household
            assert self.progress.common_sense
            assert not self.progress.awaits_second_reviewer

    @invariant()
    def apart_is_never_taken_back(self) -> None:
        if hasattr(self, "progress"):
            assert self.progress.apart or not self.was_apart

    @invariant()
    def two_open_letters_never_share_a_day_unless_the_desk_says_withdraw(self) -> None:
        if not hasattr(self, "progress") or not self.progress.apart or self.progress.report_issued_on:
            return
        days = {
            party: {a.on for a in self.progress.standing(party) if a.attendance is None}
            for party in (Party.APPLICANT, Party.SPOUSE)
        }
        shared = days[Party.APPLICANT] & days[Party.SPOUSE]
        kinds = {task.kind for task in agenda.tasks(self.progress)}
        assert not shared or agenda.TaskKind.WITHDRAW in kinds


Case.TestCase.settings = settings(max_examples=120, stateful_step_count=60, deadline=None)
TestCase = Case.TestCase


def test_every_act_has_exactly_one_row_in_the_table() -> None:
    assert [transition(act).act for act in Act] == list(Act)


def test_every_progress_field_but_the_first_has_a_default_so_that_old_cases_open() -> None:
    without = [f.name for f in fields(Progress) if f.default is MISSING]

    assert without == ["received_on"]
