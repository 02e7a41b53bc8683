"""How a file ends: prepared by one person, printed, confirmed by another; and what follows."""

from collections.abc import Mapping
from typing import Any

from mediation.agency.model import PositionKind
from mediation.bureau.after import services as afterwards
from mediation.bureau.after.model import LineState, Receiver, SpouseCopy, Way
from mediation.bureau.decide import services as deciding
from mediation.bureau.decide.model import Ending, Refused, SalaryStatement, Substance
from mediation.cases import store as cases
from mediation.cases.model import Challenge, CourtOutcome, DecisionKind, Party, Standing
from mediation.cases.papers import services as papers
from mediation.cases.papers.model import Tie, TieKind
from mediation.cases.store import CaseFile
from mediation.demo.acts import Act
from mediation.demo.bureau import by
from mediation.demo.desk import Desk
from mediation.demo.scans import scan
from mediation.demo.staff import DemoFailed, done
from mediation.demo.story import Scene
from mediation.law.refusals import RefusalGround
from mediation.reports.issue_bureau import services as issuing
from mediation.transaction import Transaction

_HEAD = "head"
_CLASSES = {DecisionKind.PERMIT: "R01", DecisionKind.CERTIFICATE: "R01", DecisionKind.REFUSAL: "R02"}
_OTHERS = "R03"


def prepare(desk: Desk, scene: Scene) -> None:
    """Prepare the decision and print its paper."""
    told = scene.told
    with desk.writing_as(by(told)) as transaction:
        done(deciding.prepare(
            transaction, desk.case, kind=DecisionKind(told["kind"]), substance=_substance(desk, told),
            position=PositionKind(told.get("position", "functional")),
        ))
    with desk.writing_as(by(told)) as transaction:
        done(issuing.issue(transaction, desk.case, issuing.paper_of_decision(_file(desk, transaction))))


def _substance(desk: Desk, told: Mapping[str, Any]) -> Substance:
    refused, salary, ending = (told.get(name) for name in ("refused", "salary", "ending"))
    return Substance(
        considering=tuple(told.get("considering", ())),
        refused=Refused(**{**refused, "ground": RefusalGround(refused["ground"])}) if refused else None,
        salary=SalaryStatement(salary["words"], desk.story.day(salary["on"])) if salary else None,
        ending=Ending(desk.story.day(ending["on"]), ending.get("proof", ""), ending.get("number", ""),
                      desk.story.day(ending["on"])) if ending else None,
    )


def confirm(desk: Desk, scene: Scene) -> None:
    """Attach the scan of the signed paper and confirm what stands on it."""
    who = desk.staff.called(by({"by": _HEAD, **scene.told}))
    with desk.writing(who) as transaction:
        paper = deciding.paper_of(_file(desk, transaction))
        if paper is None:
            raise DemoFailed("paper")
        done(papers.attach(transaction, desk.case, scan("naskah contoh.pdf", "Naskah bertanda tangan"),
                           tie=Tie(TieKind.DOCUMENT, paper.id.hex), standing=Standing.BUREAU))
    with desk.writing(who) as transaction:
        file = _file(desk, transaction)
        prepared = deciding.waiting(file)
        kind = prepared.record.kind if prepared else DecisionKind.LAPSED
        done(deciding.confirm(
            transaction, desk.case, number=paper.number, decided_on=scene.day if kind.by_official else paper.day,
            retention=_CLASSES.get(kind, _OTHERS),
        ))


def _file(desk: Desk, transaction: Transaction) -> CaseFile:
    return cases.get_to_change(transaction, desk.case, standing=Standing.BUREAU)


def hand_over(desk: Desk, scene: Scene) -> None:
    """Record that the employee received the decision."""
    told = scene.told
    with desk.writing_as(by(told)) as transaction:
        done(afterwards.hand_over(
            transaction, desk.case, on=scene.day, receiver=Receiver.EMPLOYEE, way=Way.BY_HAND,
            place="Ruang Konsultasi BKPSDM", spouse=SpouseCopy(told["spouse"]) if "spouse" in told else None,
        ))


def court(desk: Desk, scene: Scene) -> None:
    """Record how it ended before the court."""
    told = scene.told
    with desk.writing_as(by(told)) as transaction:
        done(afterwards.record_court(
            transaction, desk.case, outcome=CourtOutcome(told["outcome"]), on=desk.story.day(told["decided"]),
            final_on=desk.story.day(told["final"]), court=told["court"], number=told["number"],
        ))


def follow_up(desk: Desk, scene: Scene) -> None:
    """Record what became of a line of the follow-up."""
    told = scene.told
    with desk.writing_as(by(told)) as transaction:
        done(afterwards.see_to(
            transaction, desk.case, code=told["code"], state=LineState(told["state"]), on=scene.day,
            done_by=told["done_by"], note=told.get("note", ""),
        ))


def challenge(desk: Desk, scene: Scene) -> None:
    """Record that the decision is challenged."""
    told = scene.told
    with desk.writing_as(by(told)) as transaction:
        done(afterwards.challenge(
            transaction, desk.case, on=scene.day, party=Party.APPLICANT, way=Challenge(told["way"]),
            number=told["number"], before=told["before"],
        ))


DECIDING: Mapping[str, Act] = {
    "prepare": prepare, "confirm": confirm, "hand_over": hand_over, "court": court, "follow_up": follow_up,
    "challenge": challenge,
}
