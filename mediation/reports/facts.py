"""What a document may say. Whatever is not here is never printed: no address, no contact, no screening. Pure."""

from dataclasses import dataclass
from datetime import date, time

from mediation.accounts.model import Capacity
from mediation.cases.conclude.model import EvidenceVerdict
from mediation.cases.model import (
    Attendance,
    CommonSenseResult,
    HearingState,
    HouseholdResult,
    Marriage,
    Outcome,
    Party,
    Person,
    SittingMode,
)
from mediation.cases.summon.model import Purpose
from mediation.errors import Refusal
from mediation.language import mark
from mediation.law.grounds import Ground


@dataclass(frozen=True)
class Agency:
    """The agency's side of a letterhead: kop, town, and to whom its reports go."""

    owner: str
    name: str
    address: str
    contact: str
    town: str
    emblem: bytes | None = None
    addressee_title: str = ""
    addressee_place: str = ""


@dataclass(frozen=True)
class Signatory:
    """Who signs, and in what capacity. `on_behalf_of` is the office, when signing a.n."""

    person: Person
    capacity: Capacity = Capacity.OWN
    on_behalf_of: str = ""


@dataclass(frozen=True)
class Paper:
    """What every issued paper bears. `code` is empty in a preview; `subject` may replace the usual Hal."""

    number: str
    on: date
    agency: Agency
    signatory: Signatory
    code: str = ""
    subject: str = ""
    demo: bool = False


@dataclass(frozen=True)
class NoShow:
    """An earlier summons that was not followed."""

    round: int
    on: date
    letter: str = ""
    letter_on: date | None = None


@dataclass(frozen=True)
class SummonsFacts:
    """A summons letter: the grounds and the other party's address have no place in it."""

    paper: Paper
    party: Party
    called: Person
    applicant: Person
    requested_on: date
    received_on: date
    round: int
    on: date
    at: time
    zone: str
    place: str
    purpose: Purpose
    earlier: tuple[NoShow, ...] = ()


@dataclass(frozen=True)
class Exchange:
    """A question put and the answer given."""

    question: str
    answer: str


@dataclass(frozen=True)
class RecordFacts:
    """An examination record: one person's, never shown to the other side.

    `statements` are what the person said outside the questions: opinion on the request, grounds in turn.
    """

    paper: Paper
    party: Party
    examined: Person
    applicant: Person
    requested_on: date
    on: date
    at: time
    zone: str
    place: str
    exchanges: tuple[Exchange, ...]
    state: HearingState
    refusal_reason: str = ""
    companion: str = ""
    relation: str = ""
    second_examiner: str = ""
    statements: tuple[Exchange, ...] = ()


@dataclass(frozen=True)
class ClaimFacts:
    """A ground as it was put forward."""

    ground: Ground
    facts: str


@dataclass(frozen=True)
class SummonsEntry:
    """A line of the annex on summonses."""

    number: str
    letter_on: date | None
    party: Party
    name: str
    round: int
    on: date
    served_on: date | None
    served_how: str
    attendance: Attendance | None


@dataclass(frozen=True)
class SittingEntry:
    """A mediation session: its day, mode, who was there, and its outcome as recorded."""

    on: date
    mode: SittingMode
    present: tuple[Party, ...]
    outcome: Outcome
    terms: str = ""


@dataclass(frozen=True)
class RecordEntry:
    """A line of the annex on examination records."""

    number: str
    on: date
    party: Party
    name: str
    state: HearingState


@dataclass(frozen=True)
class EvidenceEntry:
    """A line of the annex on evidence."""

    kind: str
    number: str
    on: date | None
    grounds: tuple[Ground, ...]


@dataclass(frozen=True)
class ChosenFact:
    """A fact chosen for part II, and where it was recorded, in words."""

    text: str
    source: str = ""


@dataclass(frozen=True)
class AnalysisPoint:
    """What the supervisor says about one fact; `fact` is its place among the chosen facts, from 0."""

    text: str
    fact: int | None = None


@dataclass(frozen=True)
class GroundAnalysis:
    """Part III on one ground: fact by fact, the evidence by its places (from 0) with what it amounts to, the whole."""

    ground: Ground
    points: tuple[AnalysisPoint, ...]
    evidence: tuple[int, ...] = ()
    verdict: EvidenceVerdict | None = None
    text: str = ""


@dataclass(frozen=True)
class ReliedOn:
    """A fact that a finding relies on; `fact` is its place among the chosen facts, None when it is none of them."""

    text: str
    fact: int | None = None
    source: str = ""


@dataclass(frozen=True)
class Reasoning:
    """What a finding rests on: facts, evidence by its places (from 0), contrary statements weighed, reasons."""

    facts: tuple[ReliedOn, ...]
    evidence: tuple[int, ...]
    contrary: str
    reasons: str


@dataclass(frozen=True)
class HouseholdFinding:
    """Finding (a), on whether the household is worth preserving; `indicators` are what is known of it, labelled."""

    result: HouseholdResult
    reasoning: Reasoning
    indicators: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class CommonSenseFinding:
    """Finding (b), on whether the grounds accord with common sense."""

    result: CommonSenseResult
    reasoning: Reasoning


@dataclass(frozen=True)
class ReviewerOpinion:
    """What a second reviewer wrote on the finding on common sense that is printed.

    `answer` is why the superior lets the finding stand against a reviewer who does not agree.
    """

    reviewer: Person
    agrees: bool
    reasons: str
    on: date
    answer: str = ""


@dataclass(frozen=True)
class ReportFacts:
    """The mediation-result report, printed only from what was recorded."""

    paper: Paper
    applicant: Person
    spouse: Person
    marriage: Marriage
    requested_on: date
    received_on: date
    claims: tuple[ClaimFacts, ...]
    summonses: tuple[SummonsEntry, ...]
    sittings: tuple[SittingEntry, ...]
    records: tuple[RecordEntry, ...]
    evidence: tuple[EvidenceEntry, ...]
    facts: tuple[ChosenFact, ...]
    analysis: tuple[GroundAnalysis, ...]
    household: HouseholdFinding | None
    common_sense: CommonSenseFinding | None
    advice: str
    basis: tuple[str, ...] | Refusal
    reviewer: ReviewerOpinion | None = None


def missing(facts: SummonsFacts | RecordFacts | ReportFacts) -> tuple[Refusal, ...]:
    """Return why this document cannot be printed yet, each with its remedy; empty when it can."""
    own: tuple[Refusal | None, ...]
    if isinstance(facts, ReportFacts):
        own = _report_gaps(facts)
    elif isinstance(facts, RecordFacts):
        own = record_gaps(facts)
    else:
        own = (gap(facts.place, mark("Tempat menghadap belum diisi."), mark("Isi tempat pada panggilan ini.")),)
    return tuple(gap for gap in (*paper_gaps(facts.paper), *own) if gap)


def gap(present: object, reason: str, remedy: str) -> Refusal | None:
    """Return a refusal when `present` says nothing."""
    return None if present and str(present).strip() else Refusal(reason, remedy)


_ASK_ADMINISTRATOR = mark("Minta administrator melengkapi kop surat.")


def paper_gaps(paper: Paper) -> tuple[Refusal | None, ...]:
    """Return what every paper lacks."""
    signer = paper.signatory.person
    return (
        gap(paper.agency.name, mark("Nama instansi pada kop surat belum diisi."), _ASK_ADMINISTRATOR),
        gap(paper.agency.town, mark("Tempat penandatanganan pada kop surat belum diisi."), _ASK_ADMINISTRATOR),
        gap(signer.name, mark("Nama penanda tangan belum ada."), mark("Minta administrator melengkapi akun ini.")),
        gap(signer.position, mark("Jabatan penanda tangan belum ada."),
             mark("Minta administrator melengkapi akun ini.")),
    )


def record_gaps(facts: RecordFacts) -> tuple[Refusal | None, ...]:
    """Return what a record of one person's statement lacks."""
    reason_known = facts.state is not HearingState.REFUSED or facts.refusal_reason.strip()
    return (
        gap(facts.exchanges, mark("Belum ada tanya jawab."), mark("Catat keterangan pada halaman pemeriksaan.")),
        gap(reason_known, mark("Alasan menolak menandatangani belum diisi."),
             mark("Isi alasannya pada berita acara ini.")),
    )


def _report_gaps(facts: ReportFacts) -> tuple[Refusal | None, ...]:
    return (
        gap(facts.paper.agency.addressee_title, mark("Tujuan laporan belum diisi."), _ASK_ADMINISTRATOR),
        gap(facts.claims, mark("Alasan permohonan belum ada."), mark("Lengkapi data permohonan.")),
        facts.basis if isinstance(facts.basis, Refusal) else None,
        gap(facts.facts, mark("Fakta untuk Bagian II belum dipilih."), mark("Pilih fakta pada Susun laporan.")),
        *(_analysis_gap(claim.ground, facts.analysis) for claim in facts.claims),
        *_finding_gaps(facts.household, mark("Kesimpulan tentang rumah tangga belum ada."),
                       mark("Kesimpulan tentang rumah tangga belum beralasan.")),
        *_finding_gaps(facts.common_sense, mark("Kesimpulan tentang akal sehat belum ada."),
                       mark("Kesimpulan tentang akal sehat belum beralasan.")),
        gap(facts.advice, mark("Saran tindak belum ditulis."), mark("Tulis saran pada Susun laporan.")),
        *_opinion_gaps(facts.reviewer),
    )


def _opinion_gaps(opinion: ReviewerOpinion | None) -> tuple[Refusal | None, ...]:
    if opinion is None:
        return ()
    return (
        gap(opinion.reviewer.name, mark("Nama penelaah kedua belum ada."), mark("Minta penelaah kedua mengisinya.")),
        gap(opinion.reasons, mark("Alasan penelaah kedua belum ditulis."), mark("Minta penelaah kedua menulisnya.")),
        gap(opinion.agrees or opinion.answer, mark("Tanggapan atas pendapat penelaah kedua belum ditulis."),
            mark("Tulis mengapa kesimpulan dipertahankan, atau ubah kesimpulannya.")),
    )


def _analysis_gap(ground: Ground, analysis: tuple[GroundAnalysis, ...]) -> Refusal | None:
    told = any(point.text.strip() for one in analysis if one.ground is ground for point in one.points)
    if told:
        return None
    return Refusal(mark("Analisis untuk alasan %(ground)s belum ditulis."),
                   mark("Tulis analisisnya pada Susun laporan."), values={"ground": ground.label})


def _finding_gaps(
    finding: HouseholdFinding | CommonSenseFinding | None, absent: str, unreasoned: str,
) -> tuple[Refusal | None, ...]:
    if finding is None:
        return (Refusal(absent, mark("Isi kesimpulan ini beserta fakta, bukti, dan alasannya.")),)
    reasoning = finding.reasoning
    return (
        gap(reasoning.reasons, unreasoned, mark("Tulis alasan kesimpulan ini.")),
        gap(reasoning.facts, mark("Kesimpulan belum menyebut fakta yang menjadi dasarnya."),
             mark("Pilih fakta pada kesimpulan ini.")),
    )
