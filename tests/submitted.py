"""Files that were handed in, through the services that people use, and how far the bureau has come with them."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from mediation import audit
from mediation.accounts import membership
from mediation.accounts import people as people_
from mediation.accounts.store import people
from mediation.bureau.check import services as checking
from mediation.bureau.queue import services as queueing
from mediation.bureau.review import services as reviewing
from mediation.bureau.review.model import Memo
from mediation.cases import store as cases
from mediation.cases.model import DecisionKind, Request, Standing, Verdict
from mediation.cases.submit import services as submitting
from mediation.cases.today import today
from mediation.errors import Refusal
from mediation.permissions import Role
from mediation.reports import store as letterheads
from mediation.reports.blocks import Kind
from mediation.reports.issue import services as issuing
from mediation.reports.letterhead import LetterheadSettings
from tests import hearings
from tests.builders import Office, Someone, member
from tests.pages import Visitor, arrive

KOP = LetterheadSettings(
    owner="Pemerintah Kabupaten Contoh", name="SD Negeri 1 Contoh", address="Jalan Contoh Nomor 9", contact="",
    town="Contoh", addressee_title="Bupati Contoh melalui Kepala Dinas Pendidikan", addressee_place="Contoh",
)


def lettered(place: Office) -> None:
    """Give the agency a letterhead, unless it has one."""
    with place.desk(place.administrator) as transaction:
        if letterheads.get(transaction, None) is None:
            letterheads.put(transaction, None, KOP)
            transaction.commit()


def reported(
    place: Office, *, flagged: bool = False, outcome: str = "not_reconciled", sense: str = "accords",
    request: Request | None = None,
) -> UUID:
    """Bring a case to its issued report and return its id; `flagged`: held apart because of violence."""
    lettered(place)
    visitor = arrive(place)
    case = hearings.arrived(place, flagged=flagged, request=request)
    hearings.heard(place, case, visitor, "a")
    hearings.heard(place, case, visitor, "b")
    apart: dict[str, str | list[str]] = {"mode": "apart", "present": ["applicant"]} if flagged else {}
    ended = {"terms": "Disepakati oleh pemohon."} if outcome in {"reconciled", "withdrawn"} else {}
    held = visitor.get(f"/b/{case}/4").send(hearings.session(outcome=outcome, **apart, **ended))
    assert held.path == f"/b/{case}", held.text
    concluded(place, case, visitor, sense)
    with place.desk() as transaction:
        _done(issuing.issue(transaction, case, issuing.Subject(Kind.MEDIATION_REPORT)))
    return case


def awaiting_reviewer(place: Office) -> UUID:
    """Conclude a case with violence against the applicant's grounds: it waits for a second reviewer."""
    lettered(place)
    visitor = arrive(place)
    case = hearings.arrived(place, flagged=True)
    hearings.heard(place, case, visitor, "a")
    hearings.heard(place, case, visitor, "b")
    visitor.get(f"/b/{case}/4").send(hearings.session(outcome="not_reconciled", mode="apart", present=["applicant"]))
    concluded(place, case, visitor, "does_not_accord")
    return case


def concluded(place: Office, case: UUID, visitor: Visitor, sense: str) -> None:
    """Make both findings, write the report's parts and conclude."""
    visitor.get(f"/b/{case}/5/a").send(hearings.finding(place, case, "not_worth_preserving"))
    visitor.get(f"/b/{case}/5/b").send(hearings.finding(place, case, sense))
    hearings.composed(place, case, visitor)
    checked = visitor.get(f"/b/{case}/5/periksa").send({})
    assert checked.status == 200, checked.text


def submitted(place: Office, case: UUID) -> UUID:
    """Hand a reported file in at the supervisor's desk and return its id."""
    with place.desk() as transaction:
        _done(submitting.submit(transaction, case, ticked=()))
    return case


def handed_in(
    place: Office, *, flagged: bool = False, outcome: str = "not_reconciled", request: Request | None = None,
) -> UUID:
    """Return a file that was handed in; `outcome` is that of the one session, `flagged` held apart for violence."""
    return submitted(place, reported(place, flagged=flagged, outcome=outcome, request=request))


def signs(place: Office, who: Someone | None = None, position: str = "Kepala BKPSDM") -> None:
    """Give somebody at the bureau (the head unless told) what stands under a signature."""
    with place.desk(place.administrator) as transaction:
        person = people.get(transaction, (who or place.head).person.id)
        digits = person.digits or ("197003031995031003" if who is None else "198004042005042004")
        told = replace(
            people.details_of(person), position=position, rank="Pembina", grade="IV/a", digits=digits,
        )
        people.change(transaction, person, audit.Action.PERSON_CHANGED, details=told)
        transaction.commit()


def officer(place: Office, name: str = "petugas", role: Role = Role.BUREAU_OFFICER) -> Someone:
    """Return somebody new at the bureau who holds the group's key."""
    someone = member(place, name, role)
    with place.desk(place.head) as transaction:
        entry = people.get(transaction, someone.person.id)
        _done(membership.enrol_member(transaction, entry.id, version=entry.version))
    signs(place, someone, "Analis Kepegawaian")
    with place.premises.reading() as transaction:
        return replace(someone, person=people.get(transaction, someone.person.id))


def also_officer(place: Office, who: Someone) -> Someone:
    """Give a supervisor the bureau's role and key beside his own: a small agency has such people."""
    with place.desk(place.administrator) as transaction:
        person = people.get(transaction, who.person.id)
        details = replace(people.details_of(person), roles=person.roles | {Role.BUREAU_OFFICER})
        _done(people_.change_person(transaction, person.id, details, person.version))
    with place.desk(place.head) as transaction:
        entry = people.get(transaction, who.person.id)
        _done(membership.enrol_member(transaction, entry.id, version=entry.version))
    with place.premises.reading() as transaction:
        return replace(who, person=people.get(transaction, who.person.id))


def taken(place: Office, case: UUID, who: Someone | None = None) -> None:
    """Let somebody at the bureau (the head unless told) take the file."""
    with place.desk(who or place.head) as transaction:
        _done(queueing.take(transaction, case))


def complete(place: Office, case: UUID, who: Someone | None = None) -> None:
    """Go through the checklist and find every line in order."""
    with place.desk(who or place.head) as transaction:
        file = cases.get_to_change(transaction, case, standing=Standing.BUREAU)
        lines = checking.listed(transaction, file).lines
        found = {each.line.code: (Verdict.MEETS, "") for each in lines}
        _done(checking.check(transaction, case, found=found))


def memo(place: Office, case: UUID, kind: DecisionKind = DecisionKind.PERMIT, who: Someone | None = None) -> None:
    """Write the bureau's memo with `kind` as its recommendation."""
    with place.desk(who or place.head) as transaction:
        made = Memo(
            today(transaction), transaction.actor.name, "Permohonan izin perceraian.",
            ("Kedua pihak tidak serumah sejak Maret 2024.",), "Alasan didukung keterangan kedua pihak.",
            "Alasan terpenuhi.", "Permohonan dapat diputus sesuai saran.", kind,
        )
        _done(reviewing.write_memo(transaction, case, memo=made))


def days_on(place: Office, days: int) -> date:
    """Move the clock on and return the day that it then is."""
    place.clock.forward(days=days)
    return (place.clock.moment + timedelta(hours=7)).date()


def _done(result: object) -> None:
    assert not isinstance(result, Refusal), result
