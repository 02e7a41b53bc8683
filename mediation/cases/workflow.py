"""What may be done when: ONE table of transitions with their legal basis, checked on every move. Pure.

A guard answers None or the Refusal that says why not and what comes first. A refusal leaves everything as it was.
"""

from collections.abc import Callable
from dataclasses import dataclass

from mediation.cases import guards
from mediation.cases.advance import advance
from mediation.cases.model import Progress, Stage
from mediation.cases.moves import Act, Move
from mediation.errors import Refusal
from mediation.language import mark

Guard = Callable[[Progress, Move], Refusal | None]


@dataclass(frozen=True)
class Transition:
    """One row of the table: the act, the stage it leads to (None: stays), its guards, its basis, what it is called."""

    act: Act
    title: str
    to: Stage | None
    guards: tuple[Guard, ...]
    basis: str


_G = guards

TRANSITIONS: tuple[Transition, ...] = (
    Transition(Act.SCREEN, mark("Percakapan sendirian"), None,
               (_G.not_finished, _G.spouse_appeared_before_screening), "design.screening"),
    Transition(Act.SET_LETTER_DAY, mark("Tetapkan hari surat keluar"), None,
               (_G.not_finished, _G.applicant_screened), "design.screening"),
    Transition(Act.SUMMON, mark("Panggil"), Stage.SUMMONING,
               (_G.not_finished, _G.not_concluded, _G.applicant_screened_before_spouse_is_called,
                _G.letter_can_arrive_in_time, _G.no_open_summons, _G.no_shared_day), "atasan.pembinaan"),
    Transition(Act.WITHDRAW_SUMMONS, mark("Tarik panggilan"), None,
               (_G.not_finished, _G.summons_stands, _G.summons_unanswered), "atasan.pembinaan"),
    Transition(Act.ISSUE_SUMMONS, mark("Terbitkan surat panggilan"), None,
               (_G.not_finished, _G.summons_stands, _G.letter_not_issued, _G.summons_unanswered,
                _G.summons_day_ahead, _G.applicant_screened_before_spouse_is_called, _G.letter_day_reached,
                _G.summons_shares_no_day), "atasan.pembinaan"),
    Transition(Act.SERVE, mark("Catat penyampaian surat"), None,
               (_G.not_finished, _G.summons_stands, _G.letter_issued, _G.summons_unanswered), "atasan.pembinaan"),
    Transition(Act.RECORD_ATTENDANCE, mark("Catat kehadiran"), None,
               (_G.not_finished, _G.summons_stands, _G.summons_unanswered, _G.summons_day_reached,
                _G.absence_needs_issued_letter), "atasan.pembinaan"),
    Transition(Act.CLOSE_ROUNDS, mark("Cukupkan panggilan"), None,
               (_G.not_finished, _G.not_concluded, _G.spouse_was_absent), "atasan.pembinaan"),
    Transition(Act.EXAMINE, mark("Periksa"), Stage.EXAMINING,
               (_G.not_finished, _G.not_concluded, _G.came, _G.screened, _G.one_record_a_party,
                _G.not_in_future, _G.no_shared_day), "atasan.pembinaan"),
    Transition(Act.REVISE_RECORD, mark("Ubah berita acara"), None,
               (_G.not_finished, _G.record_open, _G.not_in_future, _G.no_shared_day), "atasan.pembinaan"),
    Transition(Act.CLOSE_RECORD, mark("Tandatangani berita acara"), None,
               (_G.not_finished, _G.record_open, _G.record_issued, _G.not_in_future), "atasan.pembinaan"),
    Transition(Act.ISSUE_RECORD, mark("Terbitkan berita acara"), None,
               (_G.not_finished, _G.record_exists, _G.record_not_issued), "atasan.pembinaan"),
    Transition(Act.ADD_EVIDENCE, mark("Catat bukti"), None,
               (_G.not_finished, _G.not_concluded), "se08-1983.evidence"),
    Transition(Act.MEDIATE, mark("Catat mediasi"), Stage.MEDIATING,
               (_G.not_finished, _G.not_concluded, _G.applicant_record_closed, _G.together_is_safe,
                _G.present_fit_mode, _G.present_came, _G.not_in_future, _G.no_shared_day), "atasan.pembinaan"),
    Transition(Act.FIND_HOUSEHOLD, mark("Simpulkan keutuhan rumah tangga"), Stage.CONCLUDING,
               (_G.not_finished, _G.ready_to_conclude), "jatim2024.findings"),
    Transition(Act.FIND_COMMON_SENSE, mark("Simpulkan akal sehat"), Stage.CONCLUDING,
               (_G.not_finished, _G.ready_to_conclude), "jatim2024.findings"),
    Transition(Act.COMPOSE, mark("Tulis bagian laporan"), Stage.CONCLUDING,
               (_G.not_finished, _G.ready_to_conclude), "jatim2024.findings"),
    Transition(Act.CONCLUDE, mark("Simpulkan"), Stage.CONCLUDING,
               (_G.not_finished, _G.not_concluded, _G.ready_to_conclude, _G.records_closed, _G.both_findings,
                _G.composed), "jatim2024.findings"),
    Transition(Act.ISSUE_REPORT, mark("Terbitkan laporan"), None,
               (_G.not_finished, _G.both_findings, _G.concluded, _G.second_reviewer_not_awaited),
               "pp45-1990.5.2"),
)

_BY_ACT = {transition.act: transition for transition in TRANSITIONS}


def transition(act: Act) -> Transition:
    """Return the one row of the table for `act`."""
    return _BY_ACT[act]


@dataclass(frozen=True)
class Decision:
    """An allowed move: the stage and the progress after it."""

    stage: Stage
    progress: Progress


def refuse(progress: Progress, move: Move) -> Refusal | None:
    """Return why `move` is not allowed now, with what comes first; None when it is allowed."""
    for guard in transition(move.act).guards:
        refusal = guard(progress, move)
        if refusal:
            return refusal
    return None


def decide(stage: Stage, progress: Progress, move: Move) -> Decision | Refusal:
    """Return the stage and progress after `move`, or why it is refused; nothing else changes."""
    refusal = refuse(progress, move)
    if refusal:
        return refusal
    return Decision(_next_stage(stage, move.act), advance(progress, move))


def _next_stage(stage: Stage, act: Act) -> Stage:
    # A case never goes back.
    to = transition(act).to
    return to if to is not None and to.order > stage.order else stage
