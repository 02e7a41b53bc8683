"""The conclusion as facts of a report: each fact with its record, each cross-reference a place in a list. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from mediation.cases.conclude import model as m
from mediation.reports import facts as f
from mediation.reports import sources
from mediation.reports.sources import Recorded

# What is known of the household, in the order of the report. Violence is not among them: no document hints at it
# but by a ground that was put forward.
_INDICATORS = (
    ("living", "Tempat tinggal"),
    ("communication", "Komunikasi"),
    ("maintenance", "Nafkah"),
    ("children", "Anak"),
    ("will", "Kehendak para pihak"),
    ("attempts", "Upaya rukun yang telah ditempuh"),
)


@dataclass(frozen=True)
class Places:
    """The rows that facts come from, and the places of chosen facts (by source) and evidence (by id), from 0."""

    recorded: Recorded
    chosen: Mapping[str, int]
    evidence: Mapping[UUID, int]

    def proofs(self, ids: tuple[UUID, ...]) -> tuple[int, ...]:
        """Return the places of the pieces of evidence that there are."""
        return tuple(self.evidence[id_] for id_ in ids if id_ in self.evidence)


def kept_facts(composed: m.Composition | None, places: Places) -> tuple[f.ChosenFact, ...]:
    """Return the facts of part II with their sources."""
    found = composed.facts if composed else ()
    return tuple(f.ChosenFact(fact.text, sources.words(fact.source, places.recorded)) for fact in found)


def analysis(composed: m.Composition | None, places: Places) -> tuple[f.GroundAnalysis, ...]:
    """Return part III; a point on a fact that is no longer chosen is left out."""
    return tuple(_ground(one, places) for one in (composed.analyses if composed else ()))


def _ground(one: m.GroundAnalysis, places: Places) -> f.GroundAnalysis:
    points = sorted((places.chosen[point.fact], point.text) for point in one.points if point.fact in places.chosen)
    return f.GroundAnalysis(
        ground=one.ground, points=tuple(f.AnalysisPoint(text, place) for place, text in points),
        evidence=places.proofs(one.evidence), verdict=one.verdict, text=one.text,
    )


def household(finding: m.HouseholdFinding | None, places: Places) -> f.HouseholdFinding | None:
    """Return finding (a); None before it is made."""
    if finding is None:
        return None
    known = [(label, getattr(finding.indicators, name)) for name, label in _INDICATORS]
    told = tuple((label, said) for label, said in known if said.strip())
    return f.HouseholdFinding(finding.result, _reasoning(finding.reasoning, places), told)


def common_sense(finding: m.CommonSenseFinding | None, places: Places) -> f.CommonSenseFinding | None:
    """Return finding (b); None before it is made."""
    if finding is None:
        return None
    return f.CommonSenseFinding(finding.result, _reasoning(finding.reasoning, places))


def _reasoning(given: m.Reasoning, places: Places) -> f.Reasoning:
    relied = tuple(
        f.ReliedOn(fact.text, places.chosen.get(fact.source.key), sources.words(fact.source, places.recorded))
        for fact in given.facts
    )
    return f.Reasoning(relied, places.proofs(given.evidence), given.contrary, given.reasons)
