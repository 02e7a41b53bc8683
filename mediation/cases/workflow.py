"""What may be done when: ONE table of transitions with their legal basis, checked on every move. Pure.

A guard answers None or the Refusal that says why not and what comes first. A refusal leaves everything as it was.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from mediation.cases import guards, guards_bureau
from mediation.cases.advance import advance
from mediation.cases.model import Passage, Progress, ReturnKind, Stage, Standing
from mediation.cases.moves import Act, Move
from mediation.errors import Refusal
from mediation.language import mark

Guard = Callable[[Progress, Move], Refusal | None]


@dataclass(frozen=True)
class Transition:
    """One row of the table: the act, the stage it leads to (None: stays), its guards, its basis, what it is called.

    `by` says as what the actor must have opened the case. `back` names the stage that the act leads back to.
    """

    act: Act
    title: str
    to: Stage | None
    guards: tuple[Guard, ...]
    basis: str
    by: tuple[Standing, ...] = (Standing.HOLDER,)
    back: Stage | None = None


_G = guards
_B = guards_bureau
_BUREAU = (Standing.BUREAU,)
# Every step of the bureau before the decision.
_OPEN = (_B.not_decided, _B.with_bureau, _B.not_own_case)
_AFTER = (_B.decided, _B.not_own_case)

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
    # the second reviewer
    Transition(Act.NAME_REVIEWER, mark("Tunjuk penelaah kedua"), None,
               (_G.not_finished, _B.second_reviewer_needed, _B.opinion_not_given, _B.no_reviewer_yet),
               "design.second-reviewer"),
    Transition(Act.RELEASE_REVIEWER, mark("Batalkan penelaah kedua"), None,
               (_G.not_finished, _B.reviewer_named, _B.opinion_not_given), "design.second-reviewer"),
    Transition(Act.GIVE_OPINION, mark("Beri pendapat kedua"), None,
               (_G.not_finished, _B.is_the_reviewer, _B.second_reviewer_needed, _G.concluded, _B.opinion_not_given),
               "design.second-reviewer", (Standing.REVIEWER,)),
    Transition(Act.LET_STAND, mark("Pertahankan kesimpulan"), None,
               (_G.not_finished, _B.disagreed), "design.second-reviewer"),
    # papers and handing in
    Transition(Act.ATTACH_PAPER, mark("Lampirkan dokumen"), None,
               (_B.not_own_case, _B.paper_may_change, _B.case_has_room), "pp10-1983.3.2-3",
               (Standing.HOLDER, Standing.BUREAU)),
    Transition(Act.WITHDRAW_PAPER, mark("Tarik dokumen"), None,
               (_B.not_own_case, _B.paper_may_change), "pp10-1983.3.2-3", (Standing.HOLDER, Standing.BUREAU)),
    Transition(Act.SUBMIT, mark("Serahkan melalui saluran hierarki"), Stage.SUBMITTED,
               (_B.lies_with_supervisor, _B.report_issued), "pp45-1990.5.2"),
    # the bureau
    Transition(Act.TAKE, mark("Ambil berkas"), Stage.IN_REVIEW, _OPEN, "pp10-1983.12", _BUREAU),
    Transition(Act.HAND_ON, mark("Alihkan berkas"), Stage.IN_REVIEW, _OPEN, "pp10-1983.12", _BUREAU),
    Transition(Act.CHECK, mark("Periksa kelengkapan"), Stage.IN_REVIEW, (*_OPEN, _B.not_prepared),
               "pp10-1983.3.2-3", _BUREAU),
    Transition(Act.RETURN, mark("Kembalikan berkas"), Stage.IN_REVIEW, (*_OPEN, _B.not_prepared, _B.checked),
               "pp10-1983.3.2-3", _BUREAU, back=Stage.EXAMINING),
    Transition(Act.ISSUE_RETURN, mark("Terbitkan surat pengembalian"), None,
               (_B.not_decided, _B.not_own_case, _B.returned_without_letter), "pp10-1983.3.2-3", _BUREAU),
    Transition(Act.HEAR, mark("Minta keterangan tambahan"), Stage.IN_REVIEW,
               (*_OPEN, _B.not_prepared, _B.screened_or_just_now, _G.not_in_future, _G.no_shared_day),
               "pp10-1983.6.2", _BUREAU),
    Transition(Act.SIT, mark("Catat sidang atau mediasi biro"), Stage.IN_REVIEW,
               (*_OPEN, _B.not_prepared, _G.together_is_safe, _G.present_fit_mode, _G.present_came,
                _G.not_in_future, _G.no_shared_day), "pp10-1983.6.3", _BUREAU),
    Transition(Act.ISSUE_TALK, mark("Terbitkan berita acara biro"), None, (*_OPEN, _B.talk_not_issued),
               "pp10-1983.6.2", _BUREAU),
    Transition(Act.WRITE_MEMO, mark("Tulis telaahan"), Stage.IN_REVIEW,
               (*_OPEN, _B.not_prepared, _B.checked, _B.complete), "pp10-1983.6.1", _BUREAU),
    Transition(Act.ISSUE_MEMO, mark("Terbitkan telaahan"), None, (*_OPEN, _B.not_prepared, _B.memo_written),
               "pp10-1983.6.1", _BUREAU),
    Transition(Act.DEFER, mark("Tangguhkan"), Stage.IN_REVIEW, (*_OPEN, _B.not_prepared), "pp10-1983.12", _BUREAU),
    Transition(Act.RECORD_WITHDRAWAL, mark("Catat pencabutan"), Stage.IN_REVIEW,
               (*_OPEN, _B.not_prepared, _B.no_withdrawal_yet, _G.not_in_future), "pp10-1983.3.2-3", _BUREAU),
    Transition(Act.HEAR_WITHDRAWAL, mark("Dengar pemohon tentang pencabutan"), Stage.IN_REVIEW,
               (*_OPEN, _B.not_prepared, _B.withdrawal_recorded, _G.not_in_future, _B.heard_on_another_day,
                _G.no_shared_day), "design.screening", _BUREAU),
    Transition(Act.PREPARE, mark("Siapkan keputusan"), Stage.IN_REVIEW,
               (*_OPEN, _B.not_prepared, _B.kind_fits, _B.withdrawal_was_free, _B.complete, _B.memo_issued),
               "pp10-1983.12", _BUREAU),
    Transition(Act.TAKE_BACK, mark("Tarik keputusan yang disiapkan"), None, (*_OPEN, _B.prepared),
               "pp10-1983.12", _BUREAU),
    Transition(Act.ISSUE_RECOMMENDATION, mark("Terbitkan rekomendasi"), None,
               (*_OPEN, _B.prepared, _B.recommendation_not_printed), "pp10-1983.12", _BUREAU),
    Transition(Act.ISSUE_DECISION, mark("Terbitkan naskah keputusan"), None,
               (*_OPEN, _B.prepared, _B.decision_not_printed), "pp10-1983.12", _BUREAU),
    Transition(Act.CONFIRM, mark("Sahkan keputusan"), Stage.CLOSED,
               (*_OPEN, _B.prepared, _B.decision_printed, _B.not_the_preparer, _G.not_in_future), "pp10-1983.12",
               _BUREAU),
    # after the decision
    Transition(Act.HAND_OVER, mark("Catat penyerahan"), None, (*_AFTER, _B.not_handed_over, _G.not_in_future),
               "pp10-1983.12", _BUREAU),
    Transition(Act.RECORD_COURT, mark("Catat hasil pengadilan"), None, (*_AFTER, _B.may_sue, _G.not_in_future),
               "pp45-1990.15", _BUREAU),
    Transition(Act.RECORD_DIVORCE, mark("Catat laporan perceraian"), None,
               (*_AFTER, _B.divorced, _G.not_in_future), "pp45-1990.15", _BUREAU),
    Transition(Act.FOLLOW_UP, mark("Catat tindak lanjut"), None, _AFTER, "pp10-1983.8", _BUREAU),
    Transition(Act.SUPPORT, mark("Tulis rencana dukungan"), None, (_B.decided,), "design.support"),
    Transition(Act.CHALLENGE, mark("Catat keberatan atau gugatan"), None,
               (*_AFTER, _B.not_challenged, _G.not_in_future), "upaya-administratif", _BUREAU),
    Transition(Act.RULE, mark("Catat hasil keberatan atau gugatan"), None,
               (*_AFTER, _B.challenged, _G.not_in_future), "upaya-administratif", _BUREAU),
    Transition(Act.REOPEN, mark("Buka kembali pada kesimpulan"), None, (*_AFTER, _B.refusal_annulled),
               "upaya-administratif", _BUREAU, back=Stage.CONCLUDING),
    Transition(Act.POINT_TO_DISCIPLINE, mark("Catat penunjuk berkas disiplin"), None,
               (_B.handed_in, _B.not_own_case), "disiplin-berat", _BUREAU),
    Transition(Act.LOG_REQUEST, mark("Catat permintaan pihak"), None, (_B.handed_in, _B.not_own_case),
               "pdp.requests", _BUREAU),
    Transition(Act.ANSWER_REQUEST, mark("Jawab permintaan pihak"), None, (_B.handed_in, _B.not_own_case),
               "pdp.requests", _BUREAU),
    # A deferral or an answer is written before the decision too.
    Transition(Act.ISSUE_FORM, mark("Terbitkan tanda terima atau formulir"), None, (_B.handed_in, _B.not_own_case),
               "pp45-1990.15", _BUREAU),
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
    found = transition(move.act)
    if move.by not in found.by:
        return Refusal(mark("Langkah ini bukan bagian Anda dalam berkas ini."), mark("Kembali ke halaman berkas."))
    for guard in found.guards:
        refusal = guard(progress, move)
        if refusal:
            return refusal
    return None


def decide(stage: Stage, progress: Progress, move: Move) -> Decision | Refusal:
    """Return the stage and progress after `move`, or why it is refused; nothing else changes."""
    refusal = refuse(progress, move)
    if refusal:
        return refusal
    to = _next_stage(stage, move)
    after = advance(progress, move)
    if to is not stage:
        after = replace(after, passages=(*after.passages, Passage(to, move.today)))
    return Decision(to, after)


def _next_stage(stage: Stage, move: Move) -> Stage:
    found = transition(move.act)
    if found.back is not None and (move.act is not Act.RETURN or move.return_kind is ReturnKind.EXAMINATION):
        return found.back
    # But for a return to examination and an annulled refusal, a case never goes back.
    return found.to if found.to is not None and found.to.order > stage.order else stage
