"""The people and units of the demonstration, each through a real first sign-in."""

from dataclasses import dataclass, field, replace
from typing import TypeVar

from mediation.accounts import codes, enrolment, membership, sessions, signing_in, units
from mediation.accounts.attempts import Origin
from mediation.accounts.founding import Founded, Newcomer
from mediation.accounts.model import Details, Person, Unit
from mediation.accounts.passwords import prepare
from mediation.accounts.people import add_person, change_person
from mediation.accounts.store import people
from mediation.errors import Refusal
from mediation.permissions import Role
from mediation.transaction import Premises
from mediation.vault.keys import PrivateKey
from mediation.vault.principals import new_one_time_password

_Answer = TypeVar("_Answer")

ORIGIN = Origin("127.0.0.1")

HEAD = Newcomer(sign_in="kepala", name="Kartika Contoh, S.H., M.Si.")
AUDITOR = Newcomer(sign_in="auditor", name="Agus Rekaan, S.E.")
ADMINISTRATOR = Newcomer(sign_in="admin", name="Dimas Contoh, S.Kom.")

_SUPERVISOR = frozenset({Role.SUPERVISOR})
SCHOOL_HEAD = Details(
    sign_in="atasan1", name="Dra. Lestari Contoh, M.Pd.", roles=_SUPERVISOR, digits="197401011999032901",
    sex="female", grade="IV/b", rank="Pembina Tingkat I", position="Kepala SD Negeri 1 Contoh", trained=True,
)
CLINIC_HEAD = Details(
    sign_in="atasan2", name="dr. Wira Rekaan", roles=_SUPERVISOR, digits="197901012006041902",
    sex="male", grade="IV/a", rank="Pembina", position="Kepala Puskesmas Contoh", trained=True,
)
# Above the school: has no case of its own, and sees where those below are late.
DEPARTMENT_HEAD = Details(
    sign_in="atasan3", name="Drs. Bima Rekaan, M.M.", roles=_SUPERVISOR, digits="196901011995031906",
    sex="male", grade="IV/c", rank="Pembina Utama Muda", position="Kepala Dinas Pendidikan Kabupaten Contoh",
)
OFFICER = Details(
    sign_in="petugas", name="Wulan Contoh, S.A.P.", roles=frozenset({Role.BUREAU_OFFICER}),
    digits="199001012015032903", sex="female", grade="III/b", rank="Penata Muda Tingkat I",
    position="Analis Kepegawaian",
)


class DemoFailed(Exception):  # noqa: N818 - named as what happened
    """The program refused something that the demonstration does: a fault of the demonstration."""


@dataclass(frozen=True)
class Colleague:
    """Somebody of the demonstration with the opened key, so that stories can act for this person."""

    person: Person
    identity: PrivateKey = field(repr=False)


@dataclass(frozen=True)
class Staff:
    """Everybody, and the opened database in which they work."""

    premises: Premises
    head: Colleague
    auditor: Colleague
    administrator: Colleague
    officer: Colleague
    school_head: Colleague
    clinic_head: Colleague
    department_head: Colleague

    @property
    def everybody(self) -> tuple[Colleague, ...]:
        """Return all, those who have most to show first."""
        return (self.school_head, self.clinic_head, self.head, self.officer, self.department_head, self.auditor,
                self.administrator)

    def called(self, name: str) -> Colleague:
        """Return the one whom the stories call "head", "officer", "school_head" or "clinic_head"."""
        named = {"head": self.head, "officer": self.officer, "school_head": self.school_head,
                 "clinic_head": self.clinic_head}
        return named[name]


def move_in(founded: Founded, agency: str, password: str) -> Staff:
    """Let the founders sign in, add the units and the others, and let these sign in; all get `password`."""
    premises, first = founded.premises, founded.passwords
    administrator, head, auditor = (
        _first_sign_in(premises, founder.sign_in, first[founder.sign_in], password)
        for founder in (ADMINISTRATOR, HEAD, AUDITOR)
    )
    head = _signing(premises, administrator, head)
    whole = _unit(premises, administrator, agency)
    schools = _unit(premises, administrator, "Dinas Pendidikan Kabupaten Contoh", whole)
    clinics = _unit(premises, administrator, "Dinas Kesehatan Kabupaten Contoh", whole)
    school = _unit(premises, administrator, "SD Negeri 1 Contoh", schools)
    clinic = _unit(premises, administrator, "Puskesmas Contoh", clinics)
    officer = _newcomer(premises, administrator, OFFICER, password)
    _enrol(premises, head, officer)
    return Staff(
        premises=premises,
        head=head,
        auditor=auditor,
        administrator=administrator,
        officer=officer,
        school_head=_supervisor(premises, administrator, SCHOOL_HEAD, school, password),
        clinic_head=_supervisor(premises, administrator, CLINIC_HEAD, clinic, password),
        department_head=_supervisor(premises, administrator, DEPARTMENT_HEAD, schools, password),
    )


def _signing(premises: Premises, administrator: Colleague, head: Colleague) -> Colleague:
    """Write down what stands under the head's signature."""
    with premises.writing(administrator.person.actor, administrator.identity) as transaction:
        person = people.get(transaction, head.person.id)
        told = replace(
            people.details_of(person), digits="197501012000032904", sex="female", grade="IV/c",
            rank="Pembina Utama Muda", position="Kepala Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
        )
        return replace(head, person=done(change_person(transaction, person.id, told, person.version)))


def _enrol(premises: Premises, head: Colleague, officer: Colleague) -> None:
    """Let the head enrol the officer, after comparing the fingerprint: from now on she holds the group's key."""
    with premises.writing(head.person.actor, head.identity) as transaction:
        person = people.get(transaction, officer.person.id)
        done(membership.enrol_member(transaction, person.id, version=person.version))


def _supervisor(
    premises: Premises, administrator: Colleague, details: Details, unit: Unit, password: str,
) -> Colleague:
    """Add the person who supervises `unit`."""
    supervisor = _newcomer(premises, administrator, replace(details, unit=unit.id), password)
    with premises.writing(administrator.person.actor, administrator.identity) as transaction:
        done(units.change_unit(transaction, replace(unit, supervisor=supervisor.person.id)))
    return supervisor


def _unit(premises: Premises, administrator: Colleague, name: str, above: Unit | None = None) -> Unit:
    with premises.writing(administrator.person.actor, administrator.identity) as transaction:
        return done(units.add_unit(transaction, name=name, zone="WIB", parent=above.id if above else None))


def _newcomer(premises: Premises, administrator: Colleague, details: Details, password: str) -> Colleague:
    one_time = new_one_time_password()
    with premises.writing(administrator.person.actor, administrator.identity) as transaction:
        done(add_person(transaction, details, prepare(one_time, premises.cost)))
    return _first_sign_in(premises, details.sign_in, one_time, password)


def _first_sign_in(premises: Premises, name: str, one_time: str, password: str) -> Colleague:
    arrival = done(signing_in.sign_in(premises, name=name, password=one_time, origin=ORIGIN))
    presence = _present(premises, arrival.secret)
    with premises.writing(presence.person.actor) as transaction:
        secret = enrolment.enrol(transaction, presence.session, prepare(password, premises.cost))
    presence = _present(premises, secret)
    identity = presence.identity
    if identity is None:
        raise DemoFailed(name)
    with premises.writing(presence.person.actor, identity) as transaction:
        first, second = codes.asked(transaction)
        shown = codes.shown(transaction)
        done(codes.confirm(transaction, presence.session, (shown[first - 1], shown[second - 1])))
    with premises.writing(presence.person.actor, identity) as transaction:
        sessions.sign_out(transaction, presence.session)
    return Colleague(presence.person, identity)


def _present(premises: Premises, secret: bytes) -> sessions.Presence:
    presence = sessions.arrive(premises, secret)
    if presence is None:
        raise DemoFailed("session")
    return presence


def done(answer: _Answer | Refusal) -> _Answer:
    """Return what a service answered; raises DemoFailed for a refusal."""
    if isinstance(answer, Refusal):
        raise DemoFailed(answer.reason)
    return answer
