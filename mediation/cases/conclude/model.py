"""The conclusion as it is recorded: facts in the superior's own words, two findings, the report's own text. Pure.

A `revision` is the case's version since which a part stands as it is: a page made before must not overwrite it.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from mediation.cases.model import CommonSenseResult, HouseholdResult
from mediation.language import Labelled, mark
from mediation.law.grounds import Ground

REASONS_MINIMUM = 100


class SourceKind(StrEnum):
    """Where a fact was recorded."""

    REQUEST = "request"
    SUMMONS = "summons"
    RECORD = "record"
    SESSION = "session"
    EVIDENCE = "evidence"


@dataclass(frozen=True)
class Source:
    """The recorded thing that a fact comes from: which row, and which part of it (a question's id, a field)."""

    kind: SourceKind
    row: UUID | None = None
    part: str = ""

    @property
    def key(self) -> str:
        """Return the source as one word, which forms and analyses refer to."""
        return "-".join(filter(None, (self.kind.value, self.row.hex if self.row else "", self.part)))


@dataclass(frozen=True)
class Fact:
    """A fact in the superior's own words, and where it was recorded."""

    text: str
    source: Source


@dataclass(frozen=True)
class Reasoning:
    """What a finding rests on. `evidence` holds ids; `contrary` is what was said against it and how it was weighed."""

    facts: tuple[Fact, ...]
    evidence: tuple[UUID, ...]
    contrary: str
    reasons: str


@dataclass(frozen=True)
class Indicators:
    """How the household stands, in short texts; what is not known stays empty."""

    living: str = ""
    communication: str = ""
    maintenance: str = ""
    children: str = ""
    violence: str = ""
    will: str = ""
    attempts: str = ""


@dataclass(frozen=True)
class HouseholdFinding:
    """Finding (a): whether the household is worth preserving."""

    result: HouseholdResult
    reasoning: Reasoning
    indicators: Indicators
    revision: int = 0


@dataclass(frozen=True)
class CommonSenseFinding:
    """Finding (b): whether the grounds accord with common sense."""

    result: CommonSenseResult
    reasoning: Reasoning
    revision: int = 0


class EvidenceVerdict(Labelled):
    """Whether the evidence of a ground is what the circular asks for."""

    MEETS = "meets", mark("Bukti yang diminta ada")
    PARTLY = "partly", mark("Bukti ada, tetapi bukan yang diminta")
    NONE = "none", mark("Belum ada bukti")


@dataclass(frozen=True)
class AnalysisPoint:
    """What one chosen fact means for a ground; `fact` is the key of the fact's source."""

    fact: str
    text: str


@dataclass(frozen=True)
class GroundAnalysis:
    """Part III on one ground: fact by fact, whether the evidence is what is asked, and the whole in own words."""

    ground: Ground
    points: tuple[AnalysisPoint, ...]
    evidence: tuple[UUID, ...]
    verdict: EvidenceVerdict
    text: str


@dataclass(frozen=True)
class Composition:
    """The superior's own text of the report: II facts, III analysis, V advice."""

    facts: tuple[Fact, ...] = ()
    analyses: tuple[GroundAnalysis, ...] = ()
    advice: str = ""
    revision: int = 0

    def analysis(self, ground: Ground) -> GroundAnalysis | None:
        """Return the analysis of `ground`; None before it is written."""
        return next((one for one in self.analyses if one.ground is ground), None)

    def gaps(self, claimed: tuple[Ground, ...]) -> tuple["Gap", ...]:
        """Return the parts that are still missing, in the order of the report."""
        found = [] if self.facts else [Gap(Part.FACTS)]
        found += [Gap(Part.ANALYSIS, ground) for ground in claimed if not self._analysed(ground)]
        return tuple(found if self.advice else [*found, Gap(Part.ADVICE)])

    def _analysed(self, ground: Ground) -> bool:
        analysis = self.analysis(ground)
        known = {fact.source.key for fact in self.facts}
        return analysis is not None and any(point.fact in known for point in analysis.points)


class Part(Labelled):
    """The parts of the report that the superior writes."""

    FACTS = "facts", mark("Bagian II. Fakta dan data")
    ANALYSIS = "analysis", mark("Bagian III. Analisis")
    ADVICE = "advice", mark("Bagian V. Saran tindak")


@dataclass(frozen=True)
class Gap:
    """A part of the report that is still to be written."""

    part: Part
    ground: Ground | None = None


@dataclass(frozen=True)
class Past:
    """What stood before a change: when it was replaced, by whom, and the old value of the one part that changed."""

    replaced: datetime
    by: str
    household: HouseholdFinding | None = None
    common_sense: CommonSenseFinding | None = None
    composition: Composition | None = None


@dataclass(frozen=True)
class Conclusion:
    """All that stands in the conclusion of a case; None is not written yet."""

    household: HouseholdFinding | None = None
    common_sense: CommonSenseFinding | None = None
    composition: Composition | None = None
    history: tuple[Past, ...] = ()

    def facts(self) -> tuple[Fact, ...]:
        """Return every fact that was written anywhere in the conclusion, each source once, the newest part first."""
        parts = (
            self.composition.facts if self.composition else (),
            self.common_sense.reasoning.facts if self.common_sense else (),
            self.household.reasoning.facts if self.household else (),
        )
        by_key = {fact.source.key: fact for part in reversed(parts) for fact in part}
        return tuple(by_key.values())
