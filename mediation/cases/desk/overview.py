"""What the page of one case says of its course: the strip of steps, the tasks, what else can be done. Pure."""

from dataclasses import dataclass
from datetime import date

from mediation.cases import agenda
from mediation.cases.guards import last_outcome
from mediation.cases.model import HearingState, Outcome, Party, Progress, SittingMode
from mediation.cases.moves import Act, Move
from mediation.cases.workflow import refuse
from mediation.language import Labelled, mark


class StepState(Labelled):
    """How a step of the strip stands."""

    DONE = "done", mark("Selesai")
    CURRENT = "current", mark("Sedang berjalan")
    LOCKED = "locked", mark("Belum dapat dimulai")


@dataclass(frozen=True)
class Step:
    """One step of the strip: title, state and a few words with their values."""

    title: str
    state: StepState
    text: str
    values: dict[str, int]


def steps(progress: Progress) -> tuple[Step, ...]:
    """Return the four steps: summons, examination, mediation, conclusion."""
    done = (_called(progress), _heard(progress), _mediated(progress), progress.report_issued_on is not None)
    # The first step that is not done is the current one; a later step never looks done before an earlier one.
    reached = next((index for index, finished in enumerate(done) if not finished), len(done))
    return tuple(
        Step(title, _state(index, reached), *_words(progress, index)) for index, title in enumerate(_TITLES)
    )


_TITLES = (mark("Pemanggilan"), mark("Pemeriksaan"), mark("Mediasi"), mark("Kesimpulan"))


def _state(index: int, reached: int) -> StepState:
    if index < reached:
        return StepState.DONE
    return StepState.CURRENT if index == reached else StepState.LOCKED


def _called(progress: Progress) -> bool:
    answered = progress.came(Party.SPOUSE) or _may_conclude(progress)
    return progress.came(Party.APPLICANT) and answered


def _heard(progress: Progress) -> bool:
    closed = {h.party for h in progress.hearings if h.state is not HearingState.OPEN}
    needed = {p for p in (Party.APPLICANT, Party.SPOUSE) if progress.came(p)}
    return bool(needed) and needed <= closed


def _mediated(progress: Progress) -> bool:
    ended = bool(progress.sittings) and last_outcome(progress) is not Outcome.CONTINUE
    return ended or _may_conclude(progress)


def _may_conclude(progress: Progress) -> bool:
    from_today = Move(Act.FIND_HOUSEHOLD, progress.received_on)
    return progress.report_issued_on is not None or refuse(progress, from_today) is None


def _words(progress: Progress, index: int) -> tuple[str, dict[str, int]]:
    counts = (
        len([a for a in progress.appointments if not a.withdrawn]),
        len(progress.hearings),
        len(progress.sittings),
        sum(1 for made in (progress.household, progress.common_sense) if made),
    )
    texts = (
        mark("%(count)d panggilan"), mark("%(count)d berita acara"), mark("%(count)d sesi"),
        mark("%(count)d dari 2 kesimpulan"),
    )
    return texts[index], {"count": counts[index]}


def optional_acts(progress: Progress, today: date) -> tuple[tuple[Act, Party | None], ...]:
    """Return what may also be done now though nothing asks for it, so that nobody has to search."""
    asked = {(task.kind.value, task.party) for task in agenda.tasks(progress)}
    wanted = (
        (Act.SUMMON, Party.APPLICANT), (Act.SUMMON, Party.SPOUSE), (Act.CLOSE_ROUNDS, Party.SPOUSE),
        (Act.SCREEN, Party.APPLICANT), (Act.SCREEN, Party.SPOUSE), (Act.SET_LETTER_DAY, None),
        (Act.EXAMINE, Party.APPLICANT), (Act.EXAMINE, Party.SPOUSE), (Act.EXAMINE, Party.WITNESS),
        (Act.ADD_EVIDENCE, None), (Act.MEDIATE, None), (Act.ATTACH_PAPER, None), (Act.RELEASE_REVIEWER, None),
        (Act.SUPPORT, None),
    )
    return tuple(
        (act, party) for act, party in wanted
        if (act.value, party) not in asked and refuse(progress, _probe(act, today, party)) is None
    )


def _probe(act: Act, today: date, party: Party | None) -> Move:
    # The mildest form of the act: a session apart with the applicant.
    if act is Act.MEDIATE:
        return Move(act, today, mode=SittingMode.APART, present=(Party.APPLICANT,))
    return Move(act, today, party=party)
