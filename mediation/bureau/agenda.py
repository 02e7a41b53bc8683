"""What comes next in a file at the bureau: what, by whom, by when. From the handling alone. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mediation.cases.model import CourtOutcome, DecisionKind, Handling, Withdrawal
from mediation.cases.moves import Act
from mediation.language import Labelled, mark
from mediation.law.deadlines import OFFICIAL_MONTHS, add_months, divorce_report_deadline

# Our own working target for the first look at a file, shown as such: no rule sets a day for it.
CHECK_TARGET = timedelta(days=7)


class Who(Labelled):
    """Whose step it is."""

    OFFICER = "officer", mark("petugas biro yang memegang berkas")
    ANOTHER = "another", mark("orang lain di biro, bukan yang menyiapkan")
    SUPERVISOR = "supervisor", mark("atasan langsung")
    OFFICIAL = "official", mark("Pejabat yang berwenang")
    EMPLOYEE = "employee", mark("pegawai yang bersangkutan")


class Kind(Labelled):
    """On what the day rests."""

    LIMIT = "limit", mark("Batas keputusan")
    TARGET = "target", mark("Target")
    AGREED = "agreed", mark("Batas yang ditetapkan")
    RULE = "rule", mark("Batas menurut ketentuan")


@dataclass(frozen=True)
class Step:
    """One thing that comes next. `opens_on`: not before that day; `act` None where nothing is done in the program.

    `due` None where no day is set; `kind` says on what it rests.
    """

    title: str
    who: Who
    due: date | None
    kind: Kind = Kind.LIMIT
    act: Act | None = None
    opens_on: date | None = None


def steps(handling: Handling, *, violence: bool = False) -> tuple[Step, ...]:
    """Return what comes next in a file that was handed in, the first to be done first; empty when all is done.

    `violence`: a withdrawal counts once the applicant was heard alone about it on another day.
    """
    if handling.decided:
        return tuple(_after(handling))
    if handling.returned_on:
        return tuple(_returned(handling))
    if handling.prepared:
        return tuple(_prepared(handling))
    return tuple(_reviewing(handling, violence=violence))


def limit(handling: Handling) -> date:
    """Return the last day for the decision: three months from the receipt (PP 10/1983 art. 12)."""
    return add_months(handling.submitted_on, OFFICIAL_MONTHS)


def _returned(handling: Handling) -> Iterator[Step]:
    if not handling.return_letter:
        yield Step(mark("Terbitkan surat pengembalian"), Who.OFFICER, handling.returned_on, Kind.TARGET,
                   Act.ISSUE_RETURN)
    kind = Kind.AGREED if handling.return_due else Kind.LIMIT
    yield Step(mark("Lengkapi dan serahkan lagi"), Who.SUPERVISOR, handling.return_due or limit(handling), kind)


def _reviewing(handling: Handling, *, violence: bool) -> Iterator[Step]:
    if handling.withdrawal is not None and handling.withdrawal.free is not False:
        yield _withdrawn(handling, handling.withdrawal, violence=violence)
        return
    # Also when the withdrawal was not the applicant's own will: the review goes on.
    due = limit(handling)
    if handling.checked_on is None:
        first = handling.rounds == 1
        target = min(handling.submitted_on + CHECK_TARGET, due) if first else due
        yield Step(mark("Periksa kelengkapan"), Who.OFFICER, target, Kind.TARGET if first else Kind.LIMIT, Act.CHECK)
    elif not handling.complete:
        yield Step(mark("Kembalikan berkas, atau lengkapi daftarnya"), Who.OFFICER, due, act=Act.RETURN)
    elif handling.memo_on is None:
        yield Step(mark("Telaah dan tulis telaahan"), Who.OFFICER, due, act=Act.WRITE_MEMO)
    elif not handling.memo_issued:
        yield Step(mark("Terbitkan telaahan"), Who.OFFICER, due, act=Act.ISSUE_MEMO)
    else:
        yield Step(mark("Siapkan keputusan"), Who.OFFICER, due, act=Act.PREPARE, opens_on=handling.deferred_until)


def _withdrawn(handling: Handling, asked: Withdrawal, *, violence: bool) -> Step:
    due = limit(handling)
    if violence and asked.heard_on is None:
        another = asked.asked_on + timedelta(days=1)
        return Step(mark("Dengar pemohon sendirian pada hari lain"), Who.OFFICER, due, act=Act.HEAR_WITHDRAWAL,
                    opens_on=another)
    return Step(mark("Siapkan penutupan berkas"), Who.OFFICER, due, act=Act.PREPARE)


def _prepared(handling: Handling) -> Iterator[Step]:
    waiting, due = handling.prepared, limit(handling)
    if waiting is None:
        return
    if waiting.document is None:
        if waiting.kind.by_official and not waiting.recommended:
            yield Step(mark("Terbitkan rekomendasi"), Who.OFFICER, due, act=Act.ISSUE_RECOMMENDATION)
        yield Step(mark("Terbitkan naskah keputusan"), Who.OFFICER, due, act=Act.ISSUE_DECISION)
        return
    if waiting.kind.by_official:
        yield Step(mark("Tanda tangani naskah keputusan"), Who.OFFICIAL, due)
    yield Step(mark("Sahkan: catat nomor, tanggal, dan pindaiannya"), Who.ANOTHER, due, act=Act.CONFIRM)


def _after(handling: Handling) -> Iterator[Step]:
    if handling.challenged_on:
        yield Step(mark("Catat hasil keberatan atau gugatan"), Who.OFFICER, None, act=Act.RULE)
    if handling.decided is DecisionKind.REFUSAL and handling.annulled_on:
        yield Step(mark("Buka kembali pada kesimpulan"), Who.OFFICER, handling.annulled_on, Kind.TARGET, Act.REOPEN)
    if handling.handed_over_on is None:
        yield Step(mark("Serahkan kepada pegawai dan catat tanda terimanya"), Who.OFFICER, handling.closed_on,
                   Kind.TARGET, Act.HAND_OVER)
    if handling.decided in {DecisionKind.PERMIT, DecisionKind.CERTIFICATE}:
        yield from _court(handling)


def _court(handling: Handling) -> Iterator[Step]:
    if handling.court is None:
        yield Step(mark("Catat hasil pengadilan begitu diketahui"), Who.OFFICER, None, act=Act.RECORD_COURT)
    elif handling.court is CourtOutcome.DIVORCED and handling.reported_on is None and handling.divorced_on:
        due = divorce_report_deadline(handling.divorced_on).due
        yield Step(mark("Laporkan perceraian; biro mencatat laporannya"), Who.EMPLOYEE, due, Kind.RULE,
                   Act.RECORD_DIVORCE)
