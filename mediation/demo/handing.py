"""How a file leaves the supervisor: the second reviewer, papers, handing in; and what comes back to him."""

from collections.abc import Mapping

from mediation.bureau.after import services as afterwards
from mediation.bureau.after.model import Referral
from mediation.cases.papers import services as papers
from mediation.cases.papers.model import Tie, TieKind
from mediation.cases.second import services as second
from mediation.cases.submit import services as submitting
from mediation.demo.acts import Act
from mediation.demo.desk import Desk
from mediation.demo.scans import scan
from mediation.demo.staff import done
from mediation.demo.story import Scene


def name_reviewer(desk: Desk, scene: Scene) -> None:
    """Name the second reviewer."""
    reviewer = desk.staff.called(scene.told["reviewer"]).person.id
    with desk.writing() as transaction:
        done(second.name(transaction, desk.case, reviewer=reviewer, why=scene.told["why"]))


def attach(desk: Desk, scene: Scene) -> None:
    """Attach a scan to a line of the checklist."""
    told = scene.told
    tie = Tie(TieKind.LINE, told["line"])
    with desk.writing() as transaction:
        done(papers.attach(transaction, desk.case, scan(told["name"], told["shows"]), tie=tie,
                           note=told.get("note", "")))
    desk.ticked.append(told["line"])


def submit(desk: Desk, scene: Scene) -> None:
    """Hand the file in; what has a paper is ticked."""
    with desk.writing() as transaction:
        done(submitting.submit(transaction, desk.case, ticked=tuple(desk.ticked), note=scene.told.get("note", "")))


def support(desk: Desk, scene: Scene) -> None:
    """Write how the workplace is kept supportive."""
    told = scene.told
    with desk.writing() as transaction:
        done(afterwards.support(
            transaction, desk.case, workload=told["workload"], confidentiality=told["confidentiality"],
            referrals=tuple(Referral(one) for one in told.get("referrals", ())),
            talk_on=desk.story.day(told["talk"]) if "talk" in told else None,
        ))


HANDING: Mapping[str, Act] = {
    "name_reviewer": name_reviewer, "attach": attach, "submit": submit, "support": support,
}
