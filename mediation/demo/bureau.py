"""What happens to a file at the bureau until somebody prepares a decision, each act through the pages' own service."""

from collections.abc import Mapping
from typing import Any

from mediation.bureau.check import services as checking
from mediation.bureau.queue import services as queueing
from mediation.bureau.requests import services as requests
from mediation.bureau.requests.model import Channel, Wanted
from mediation.bureau.review import services as reviewing
from mediation.bureau.review.model import Memo, Statement, WithdrawalLetter
from mediation.cases import store as cases
from mediation.cases.examine.model import Answer
from mediation.cases.model import DecisionKind, Party, ReturnKind, Standing, Verdict
from mediation.cases.submit.checklist import Listed
from mediation.demo.acts import Act
from mediation.demo.desk import Desk
from mediation.demo.staff import done
from mediation.demo.story import Scene, clock
from mediation.reports.blocks import Kind
from mediation.reports.issue.writing import Subject
from mediation.reports.issue_bureau import services as issuing

_OFFICER = "officer"
_ROOM = "Ruang Konsultasi BKPSDM"


def by(told: Mapping[str, Any]) -> str:
    """Return who of the bureau does it: the officer unless the scene says otherwise."""
    return str(told.get("by", _OFFICER))


def take(desk: Desk, scene: Scene) -> None:
    """Take the file."""
    with desk.writing_as(by(scene.told)) as transaction:
        done(queueing.take(transaction, desk.case))


def check(desk: Desk, scene: Scene) -> None:
    """Go through the checklist: `fails` are lines with what is wrong, `open` those that nobody has looked at yet."""
    with desk.writing_as(by(scene.told)) as transaction:
        file = cases.get_to_change(transaction, desk.case, standing=Standing.BUREAU)
        lines = checking.listed(transaction, file).lines
        found = {line.line.code: _found(line, scene.told) for line in lines}
        done(checking.check(transaction, desk.case, found=found))


def _found(line: Listed, told: Mapping[str, Any]) -> tuple[Verdict | None, str]:
    code = line.line.code
    if code in told.get("open", ()):
        return None, ""
    if code in told.get("fails", {}):
        return Verdict.FAILS, told["fails"][code]
    return (Verdict.MEETS if line.required or line.there else Verdict.NOT_APPLICABLE), ""


def give_back(desk: Desk, scene: Scene) -> None:
    """Return the file for papers, with its letter."""
    told = scene.told
    with desk.writing_as(by(told)) as transaction:
        done(checking.give_back(
            transaction, desk.case, kind=ReturnKind(told.get("kind", "papers")), due=desk.story.day(told["due"]),
            asked=told.get("asked", ""),
        ))
    _issue(desk, by(told), Kind.RETURN_LETTER)


def _issue(desk: Desk, who: str, kind: Kind) -> None:
    with desk.writing_as(who) as transaction:
        file = cases.get_to_change(transaction, desk.case, standing=Standing.BUREAU)
        done(issuing.issue(transaction, desk.case, issuing.newest_of(file, kind)))


def statement(desk: Desk, scene: Scene) -> None:
    """Take a further statement, and issue its record."""
    told = scene.told
    made = Statement(
        party=Party(told["side"]), on=scene.day, at=clock(told["time"]), place=_ROOM,
        taken_by=desk.staff.called(by(told)).person.name,
        answers=tuple(Answer("", asked, said) for asked, said in told["answers"]),
    )
    with desk.writing_as(by(told)) as transaction:
        row = done(reviewing.hear(transaction, desk.case, statement=made))
    with desk.writing_as(by(told)) as transaction:
        done(issuing.issue(transaction, desk.case, Subject(Kind.STATEMENT_RECORD, row)))


def memo(desk: Desk, scene: Scene) -> None:
    """Write the memo and issue it."""
    told = scene.told
    made = Memo(
        scene.day, desk.staff.called(by(told)).person.name, told["issue"], tuple(told["facts"]), told["analysis"],
        told["conclusion"], told["advice"], DecisionKind(told["recommends"]),
    )
    with desk.writing_as(by(told)) as transaction:
        done(reviewing.write_memo(transaction, desk.case, memo=made))
    _issue(desk, by(told), Kind.REVIEW_MEMO)


def withdrawal(desk: Desk, scene: Scene) -> None:
    """Keep the applicant's letter of withdrawal."""
    told = scene.told
    who = desk.staff.called(by(told)).person.name
    letter = WithdrawalLetter(scene.day, told.get("number", ""), who, told.get("note", ""))
    with desk.writing_as(by(told)) as transaction:
        done(reviewing.record_withdrawal(transaction, desk.case, letter=letter))


def log_request(desk: Desk, scene: Scene) -> None:
    """Log what a party asks about the own data."""
    told = scene.told
    with desk.writing_as(by(told)) as transaction:
        done(requests.log(
            transaction, desk.case, on=scene.day, at=clock(told["time"]), party=Party(told["side"]),
            wanted=Wanted(told["wanted"]), asked=told["asked"], channel=Channel(told["channel"]),
        ))


BUREAU: Mapping[str, Act] = {
    "take": take, "check": check, "give_back": give_back, "statement": statement, "memo": memo,
    "withdrawal": withdrawal, "log_request": log_request,
}
