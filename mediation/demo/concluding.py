"""How a story ends: the two findings, the report's own text, the conclusion, the report."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from mediation.cases.conclude import services as concluding
from mediation.cases.conclude.model import (
    AnalysisPoint,
    CommonSenseFinding,
    EvidenceVerdict,
    Fact,
    GroundAnalysis,
    HouseholdFinding,
    Indicators,
    Reasoning,
)
from mediation.cases.model import CommonSenseResult, HouseholdResult
from mediation.demo.acts import Act
from mediation.demo.desk import Desk
from mediation.demo.staff import done
from mediation.demo.story import Scene
from mediation.law.grounds import Ground
from mediation.reports.blocks import Kind
from mediation.reports.issue import services as issuing

_NOTHING_AGAINST = "Tidak ada keterangan yang bertentangan."


def household(desk: Desk, scene: Scene) -> None:
    """Make finding (a)."""
    told = scene.told
    with desk.writing() as transaction:
        finding = HouseholdFinding(
            HouseholdResult(told["result"]), _reasoning(desk, told),
            Indicators(**told.get("indicators", {})),
        )
        done(concluding.find_household(transaction, desk.case, finding=finding, version=None))


def common_sense(desk: Desk, scene: Scene) -> None:
    """Make finding (b)."""
    told = scene.told
    with desk.writing() as transaction:
        reasoning = _reasoning(desk, told)
        finding = CommonSenseFinding(CommonSenseResult(told["result"]), reasoning)
        done(concluding.find_common_sense(transaction, desk.case, finding=finding, version=None))


def _reasoning(desk: Desk, told: Mapping[str, Any]) -> Reasoning:
    return Reasoning(
        _facts(desk, told), _evidence(desk, told), told["contrary"] or _NOTHING_AGAINST,
        told["reasons"],
    )


def _facts(desk: Desk, told: Mapping[str, Any]) -> tuple[Fact, ...]:
    return tuple(Fact(one["text"], desk.source(one["from"])) for one in told["facts"])


def _evidence(desk: Desk, told: Mapping[str, Any]) -> tuple[UUID, ...]:
    return tuple(desk.evidence[place - 1] for place in told["evidence"])


def facts(desk: Desk, scene: Scene) -> None:
    """Choose the facts of part II."""
    with desk.writing() as transaction:
        chosen = _facts(desk, scene.told)
        done(concluding.choose_facts(transaction, desk.case, facts=chosen, version=None))


def analysis(desk: Desk, scene: Scene) -> None:
    """Write part III on one ground."""
    told = scene.told
    with desk.writing() as transaction:
        points = (
            AnalysisPoint(desk.source(one["from"]).key, one["text"]) for one in told["points"]
        )
        made = GroundAnalysis(
            Ground(told["ground"]), tuple(points), _evidence(desk, told),
            EvidenceVerdict(told["verdict"]), told["text"],
        )
        done(concluding.analyse(transaction, desk.case, analysis=made, version=desk.version(transaction)))


def advice(desk: Desk, scene: Scene) -> None:
    """Write part V."""
    with desk.writing() as transaction:
        done(concluding.advise(transaction, desk.case, advice=scene.told["text"], version=desk.version(transaction)))


def conclude(desk: Desk, _scene: Scene) -> None:
    """Conclude after a look at all answers."""
    with desk.writing() as transaction:
        done(concluding.conclude(transaction, desk.case, version=desk.version(transaction)))


def report(desk: Desk, _scene: Scene) -> None:
    """Issue the report."""
    with desk.writing() as transaction:
        done(issuing.issue(transaction, desk.case, issuing.Subject(Kind.MEDIATION_REPORT)))


CONCLUDING: Mapping[str, Act] = {
    "household": household, "common_sense": common_sense, "facts": facts, "analysis": analysis, "advice": advice,
    "conclude": conclude, "report": report,
}
