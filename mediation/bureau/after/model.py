"""What is recorded after the decision: hand-over, court, report, follow-up, support, challenge, pointer. Pure."""

from dataclasses import dataclass
from datetime import date

from mediation.cases.model import Challenge, CourtOutcome, Party, Ruling
from mediation.language import Labelled, mark
from mediation.law.identity import Sex


class Receiver(Labelled):
    """As what somebody received the decision."""

    EMPLOYEE = "employee", mark("Pegawai yang bersangkutan")
    PROXY = "proxy", mark("Kuasa pegawai, dengan surat kuasa")
    AGENCY = "agency", mark("Pengelola kepegawaian perangkat daerahnya")


class Way(Labelled):
    """How a paper was handed over."""

    BY_HAND = "by_hand", mark("Diserahkan langsung")
    POST = "post", mark("Pos tercatat")
    COURIER = "courier", mark("Kurir kantor")


class SpouseCopy(Labelled):
    """What became of the copy for the spouse, where the agency hands one over."""

    GIVEN = "given", mark("Sudah disampaikan")
    LATER = "later", mark("Belum; cara yang aman masih dicari")
    NOT_SAFE = "not_safe", mark("Tidak disampaikan, karena tidak aman")


@dataclass(frozen=True)
class HandOver:
    """To whom the decision was handed over, as what, when, where, how; `spouse` is None where no copy is given."""

    on: date
    receiver: Receiver
    way: Way
    place: str
    by: str
    name: str = ""
    sex: Sex | None = None
    position: str = ""
    spouse: SpouseCopy | None = None
    spouse_on: date | None = None
    spouse_way: Way | None = None
    note: str = ""

    @property
    def receives_as(self) -> str:
        """As what the receiver signs the receipt; empty for the employee."""
        return "" if self.receiver is Receiver.EMPLOYEE else self.receiver.label


@dataclass(frozen=True)
class Verdict:
    """How it ended before the court. `final_on`: from then on the divorce counts; only when there is one."""

    outcome: CourtOutcome
    court: str
    number: str
    on: date
    by: str
    recorded_on: date
    final_on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class DivorceReport:
    """The employee's report of the divorce (D18) with the court's deed; `due` as it was when it came in."""

    on: date
    deed_number: str
    deed_on: date
    due: date
    by: str
    recorded_on: date
    note: str = ""

    @property
    def days_late(self) -> int:
        """By how many days the report came late; 0 when it was in time."""
        return max(0, (self.on - self.due).days)


@dataclass(frozen=True)
class SalaryStatement:
    """The statement on sharing pay (D19) in the employee's words. Nothing is computed from it."""

    on: date
    content: str
    by: str
    recorded_on: date


class LineState(Labelled):
    """What became of a line of the follow-up."""

    DONE = "done", mark("Selesai")
    NOT_NEEDED = "not_needed", mark("Tidak diperlukan")


@dataclass(frozen=True)
class FollowedUp:
    """One line of the follow-up as it was seen to; the newest of a code counts. `by` wrote down what `done_by` did."""

    code: str
    label: str
    list_version: int
    state: LineState
    on: date
    done_by: str
    by: str
    recorded_on: date
    note: str = ""


class Referral(Labelled):
    """To whom the supervisor can refer."""

    PSYCHOLOGIST = "psychologist", mark("Psikolog atau layanan konseling pegawai")
    PROTECTION = "protection", mark("UPTD PPA")
    COUNSELLING = "counselling", mark("BP4 atau lembaga konseling keagamaan")
    FAMILY_CENTRE = "family_centre", mark("Puspaga")


@dataclass(frozen=True)
class SupportPlan:
    """What the supervisor keeps supportive at the workplace, and when they speak again."""

    on: date
    by: str
    workload: str
    confidentiality: str
    referrals: tuple[Referral, ...] = ()
    referral_note: str = ""
    talk_on: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Outcome:
    """How a challenge ended, by a ruling that stands."""

    ruling: Ruling
    on: date
    number: str
    by: str
    recorded_on: date
    note: str = ""


@dataclass(frozen=True)
class Reopened:
    """Why and when the case went back to the finding."""

    on: date
    by: str
    reason: str


@dataclass(frozen=True)
class Challenged:
    """An objection, appeal or suit against the decision, what came of it, and whether the case was reopened."""

    party: Party
    way: Challenge
    on: date
    number: str
    before: str
    by: str
    recorded_on: date
    note: str = ""
    outcome: Outcome | None = None
    reopened: Reopened | None = None


@dataclass(frozen=True)
class Pointer:
    """Where the discipline file lies: its number, office and date. Never the file nor what it says."""

    number: str
    office: str
    on: date
    by: str
    recorded_on: date
