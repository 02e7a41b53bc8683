"""Summonses for tests: made through the services, with the letter's issue as the workflow sees it."""

from datetime import date, time
from uuid import UUID

from mediation import audit
from mediation.cases import store as cases
from mediation.cases import workflow
from mediation.cases.model import Party
from mediation.cases.moves import Act, Move
from mediation.cases.screen import services as screen
from mediation.cases.screen.bank import Answer, screening_questions, screening_version
from mediation.cases.screen.model import Referral, Response, Screener, Screening
from mediation.cases.summon import services as summon
from mediation.cases.summon.model import Answer as Answered
from mediation.cases.summon.model import Delivery, Presence, Purpose
from mediation.cases.today import today
from mediation.errors import Refusal
from mediation.law.identity import Sex
from tests.builders import Office


def a_screening(on: date, *, flagged: bool = False) -> Screening:
    """Return a synthetic screening; `flagged` by judgement."""
    responses = tuple(Response(question.id, Answer.NO) for question in screening_questions())
    return Screening(
        on, "Ruang Konseling", Screener("Atasan Contoh", Sex.MALE, trained=True), screening_version(), responses,
        flagged, "Contoh.", Referral.DECLINED,
    )


def screened(office: Office, case: UUID, party: Party = Party.APPLICANT, *, flagged: bool = False) -> None:
    """Record a screening of today; the applicant is told that the letter goes out today."""
    with office.desk() as transaction:
        day = today(transaction)
        letter = day if party is Party.APPLICANT else None
        _done(screen.screen(transaction, case, party, screening=a_screening(day, flagged=flagged), letter_day=letter))


def planned(office: Office, case: UUID, party: Party, on: date | None = None, **more: object) -> UUID:
    """Plan a summons for `on` (today unless told) and return its row."""
    with office.desk() as transaction:
        given = {
            "on": on or today(transaction), "at": time(9, 30), "place": "Ruang Konseling",
            "purpose": Purpose.EXAMINATION, "delivery": Delivery.BY_HAND, "reason": "Contoh.", **more,
        }
        row = summon.plan(transaction, case, party=party, **given)  # type: ignore[arg-type]
    assert not isinstance(row, Refusal), row
    return row


def issued(office: Office, case: UUID, row: UUID) -> None:
    """Let the letter be issued, as far as the workflow knows."""
    with office.desk() as transaction:
        file = cases.get_to_change(transaction, case)
        move = Move(Act.ISSUE_SUMMONS, today(transaction), row=row)
        decision = workflow.decide(file.stage, file.progress, move)
        assert not isinstance(decision, Refusal), decision
        cases.save(transaction, file, decision, [], audit.Action.DOCUMENT_ISSUED)
        transaction.commit()


def answered(office: Office, case: UUID, row: UUID, presence: Presence = Presence.CAME) -> None:
    """Record how a summons was answered."""
    with office.desk() as transaction:
        _done(summon.attend(transaction, case, row, answer=Answered(presence)))


def called(
    office: Office, case: UUID, party: Party, presence: Presence = Presence.CAME, *, screening: bool = True,
) -> UUID:
    """Screen the applicant unless `screening` is False (it was done), and call `party` today, who answers so."""
    if screening:
        screened(office, case)
    row = planned(office, case, party)
    if presence.attendance.value == "absent":
        issued(office, case, row)
    answered(office, case, row, presence)
    return row


def absent_thrice(office: Office, case: UUID) -> None:
    """Call the spouse three times in vain, a week apart."""
    screened(office, case)
    for _round in range(3):
        called(office, case, Party.SPOUSE, Presence.SILENT, screening=False)
        office.clock.forward(days=7)


def _done(result: Refusal | None) -> None:
    assert result is None, result
