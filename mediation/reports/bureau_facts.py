"""What the bureau's documents may say. As in `facts`: whatever has no field here is never printed. Pure.

The fields are what the bureau must record; `bureau_gaps.missing` says which of them a document cannot do without.
"""

from dataclasses import dataclass
from datetime import date, time
from typing import TypeAlias

from mediation.bureau.requests.model import Answer
from mediation.cases.model import Outcome, Party, Person, SittingMode
from mediation.cases.words import DecisionKind, ReturnKind
from mediation.errors import Refusal
from mediation.law.grounds import Ground
from mediation.law.refusals import RefusalGround
from mediation.reports.facts import ChosenFact, Paper, RecordFacts


@dataclass(frozen=True)
class Cited:
    """A paper that another paper cites: what it is, number, day, and whose it is ("Kepala SMP Negeri 2 Contoh")."""

    name: str
    number: str
    on: date | None
    by: str = ""


@dataclass(frozen=True)
class Suit:
    """The suit against the employee: which court, its number, the day on which the employee received it."""

    court: str
    number: str
    received_on: date


@dataclass(frozen=True)
class Matter:
    """Whom and what a document is about. `received_on` is the superior's day, `arrived_on` the official's.

    `suit` is there when the employee is sued and asks for a certificate; None when he or she asks for a permit.
    """

    applicant: Person
    spouse: Person
    requested_on: date
    received_on: date
    arrived_on: date | None = None
    report: Cited | None = None
    suit: Suit | None = None


@dataclass(frozen=True)
class Addressee:
    """To whom a letter goes: a title, through whom ("melalui …") when by the hierarchy, the place."""

    title: str
    through: str = ""
    place: str = ""


@dataclass(frozen=True)
class ReturnLine:
    """A checklist line that was not in order, and the officer's note on it."""

    label: str
    note: str


@dataclass(frozen=True)
class ReturnFacts:
    """The letter that returns a file: its lines, what is asked, until when, which round. No ground, no narrative.

    `request` says what is to be examined further, in the officer's words; for EXAMINATION alone.
    """

    paper: Paper
    matter: Matter
    addressee: Addressee
    asked: ReturnKind
    lines: tuple[ReturnLine, ...]
    due_on: date
    round: int
    request: str = ""


@dataclass(frozen=True)
class StatementFacts(RecordFacts):
    """A further statement that the bureau took, from either side or from others: as an examination record."""


@dataclass(frozen=True)
class Member:
    """Who sat in a session for the bureau, and as what ("Ketua", "Anggota")."""

    name: str
    position: str = ""
    part: str = ""


@dataclass(frozen=True)
class BureauSessionFacts:
    """The record of the bureau's own session. `team` is empty when the bureau itself mediated.

    Of a session held apart only the fact and the outcome are printed: no points, no terms, no one present.
    """

    paper: Paper
    matter: Matter
    on: date
    at: time
    zone: str
    place: str
    mode: SittingMode
    outcome: Outcome
    team: str = ""
    members: tuple[Member, ...] = ()
    present: tuple[Party, ...] = ()
    applicant_companion: str = ""
    spouse_companion: str = ""
    applicant_points: str = ""
    spouse_points: str = ""
    advice: str = ""
    terms: str = ""
    next_on: date | None = None


@dataclass(frozen=True)
class MemoFacts:
    """The bureau's review (telaahan) for the deciding official: five parts, each in the writer's words."""

    paper: Paper
    matter: Matter
    addressee: Addressee
    issue: str
    facts: tuple[ChosenFact, ...]
    analysis: str
    conclusion: str
    advice: str
    recommendation: DecisionKind | None


@dataclass(frozen=True)
class RecommendationFacts:
    """The bureau's recommendation to the agency head who decides by delegation.

    The two results are what the sessions with each side brought; `grounds` are those for which the report found the
    evidence that is asked; `delegation` is the instrument that delegates, empty when none is cited.
    """

    paper: Paper
    matter: Matter
    addressee: Addressee
    applicant_result: str
    spouse_result: str
    grounds: tuple[Ground, ...]
    reasons: str
    delegation: str
    recommendation: DecisionKind | None
    enclosures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Decider:
    """Who decides and signs on paper, from the delegation table.

    `title` is the office that decides, line by line; `block` what stands above the signature ("a.n. …", "u.b."),
    the title when empty. `office_head` puts the office's name in the kop instead of the agency's. `delegation` is the
    instrument that delegates, in words; empty: none is cited.
    """

    title: tuple[str, ...]
    name: str
    block: tuple[str, ...] = ()
    rank: str = ""
    digits: str = ""
    office_head: bool = False
    delegation: str = ""


@dataclass(frozen=True, kw_only=True)
class Decree:
    """What every decision has. `paper.number` may be empty: then a line is left to write it on, as for the day.

    `considering` are the reasons (Menimbang), `basis` the law (Mengingat) or why there is none, `attention` the papers
    heeded (Memperhatikan), `copies` the tembusan, `initials` the offices that initial the draft.
    """

    paper: Paper
    matter: Matter
    decider: Decider
    considering: tuple[str, ...]
    basis: tuple[str, ...] | Refusal
    attention: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()


@dataclass(frozen=True)
class SalaryShare:
    """Pay to be shared: the article (empty unless it may be printed) and the statement as recorded. Never a sum."""

    rule: str
    statement: str
    statement_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class PermitFacts(Decree):
    """The permit. `salary` is for a male permanent employee who wills the divorce.

    `report_rule` is the article on reporting the divorce, empty unless it may be printed.
    """

    salary: SalaryShare | None = None
    report_rule: str = ""


@dataclass(frozen=True, kw_only=True)
class RefusalFacts(Decree):
    """The refusal. `article` is the article and letter as the official cites it; it is typed, never supplied by us.

    `object_to` is to whom an objection is sent, `court` the administrative court, `object_terms` the agency's own
    words on time and form (empty: none are printed).
    """

    ground: RefusalGround
    article: str
    reasons: str
    object_to: str
    court: str = ""
    object_terms: str = ""


@dataclass(frozen=True, kw_only=True)
class CertificateFacts(Decree):
    """The certificate for an employee who is sued: that notice was given. It grants nothing and needs `matter.suit`."""

    notified_on: date


@dataclass(frozen=True)
class ClosingFacts:
    """The letter that closes a file without a decision: reconciled, withdrawn or lapsed.

    `proof` is the paper that shows it; `cause` why it lapsed (for LAPSED alone: a withdrawal gives no reason).
    """

    paper: Paper
    matter: Matter
    addressee: Addressee
    ending: DecisionKind
    ended_on: date
    proof: Cited | None = None
    cause: str = ""
    copies: tuple[str, ...] = ()


@dataclass(frozen=True)
class DeferralFacts:
    """The letter that defers a decision: why, what is awaited, until when (None: not known)."""

    paper: Paper
    matter: Matter
    addressee: Addressee
    reasons: str
    awaited: tuple[str, ...] = ()
    until: date | None = None


@dataclass(frozen=True)
class HandOverFacts:
    """The receipt for a decision: which paper, who hands over (the signatory), who receives. No day: left to write."""

    paper: Paper
    handed: Cited
    receiver: Person
    handed_on: date | None = None
    place: str = ""
    receives_as: str = ""


@dataclass(frozen=True)
class FormFacts:
    """What is filled in beforehand on a form that people sign themselves. `decision` is the paper it follows."""

    town: str
    addressee: Addressee
    matter: Matter
    decision: Cited | None = None
    rule: str = ""
    demo: bool = False


@dataclass(frozen=True)
class DivorceReportFacts(FormFacts):
    """The employee's report of the divorce (D18): identity filled in, the rest left to write."""


@dataclass(frozen=True)
class SalaryStatementFacts(FormFacts):
    """A male permanent employee's statement on sharing his pay (D19), with place for a stamp duty."""


@dataclass(frozen=True)
class PeaceStatementFacts(FormFacts):
    """Both spouses' statement that they live together again (D08)."""


@dataclass(frozen=True)
class WithdrawalFacts(FormFacts):
    """The employee's withdrawal of the request (D09). It asks for no reason."""


@dataclass(frozen=True)
class AnswerFacts:
    """The answer to a party's request about the own data.

    `asked` is what was asked for, in words that go on within a sentence ("salinan keterangan sendiri").
    """

    paper: Paper
    asker: Person
    asked: str
    asked_on: date
    answer: Answer
    words: str
    enclosures: tuple[str, ...] = ()


BureauFacts: TypeAlias = (
    ReturnFacts | StatementFacts | BureauSessionFacts | MemoFacts | RecommendationFacts | PermitFacts | RefusalFacts
    | CertificateFacts | ClosingFacts | DeferralFacts | HandOverFacts | DivorceReportFacts | SalaryStatementFacts
    | PeaceStatementFacts | WithdrawalFacts | AnswerFacts
)
