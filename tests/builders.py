"""Builders of real things: an office on a real SQLite file, its people with keys, and cases with named traits."""

import atexit
import hashlib
import shutil
import tempfile
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import TypeVar
from uuid import UUID, uuid4

from mediation import audit
from mediation.accounts import founding, groups, people, units
from mediation.accounts.model import Details, Person, Unit
from mediation.accounts.passwords import prepare
from mediation.accounts.store import credentials
from mediation.accounts.store import people as people_rows
from mediation.audit import alerts
from mediation.bureau.after.model import SupportPlan
from mediation.bureau.requests.model import Channel, PartyRequest, Wanted
from mediation.cases import codec, workflow
from mediation.cases import store as cases
from mediation.cases.examine.model import Evidence, Record
from mediation.cases.mediate.model import Session
from mediation.cases.model import (
    Appointment,
    Attendance,
    Child,
    Contact,
    Contacts,
    Employment,
    GroundClaim,
    Hearing,
    Marriage,
    Outcome,
    Party,
    Progress,
    Religion,
    Request,
    Sitting,
    SittingMode,
    Standing,
)
from mediation.cases.model import Person as PartyPerson
from mediation.cases.moves import Act, Move
from mediation.cases.papers import store as papers
from mediation.cases.papers.model import FileKind, PaperRecord, Tie, TieKind
from mediation.cases.summon.model import Answer, Delivery, Presence, Purpose, Service, Summons
from mediation.database import migrate
from mediation.database.engine import connect
from mediation.errors import Refusal
from mediation.law.grounds import Ground, evidence_kinds
from mediation.law.identity import Sex
from mediation.permissions import Role
from mediation.transaction import Premises, Transaction
from mediation.vault import columns
from mediation.vault.keyring import Keyring
from mediation.vault.keys import PrivateKey
from mediation.vault.principals import Cost, seal_private

T = TypeVar("T")

CHEAP = Cost(8, 1, 1)
PASSWORD = "tembok garpu 77 angsa"
TODAY = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    moment: datetime = TODAY

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **span: float) -> None:
        self.moment += timedelta(**span)


@dataclass(frozen=True)
class Someone:
    """A person with the opened key."""

    person: Person
    key: PrivateKey = field(repr=False)


@dataclass
class Office:
    """A founded installation: head and auditor enrolled, one unit, two supervisors."""

    folder: Path
    premises: Premises
    clock: Clock
    unit: Unit
    supervisor: Someone
    colleague: Someone
    head: Someone
    auditor: Someone
    administrator: Someone
    recovery: PrivateKey = field(repr=False)

    @contextmanager
    def desk(self, who: Someone | None = None) -> Iterator[Transaction]:
        """Begin a writing unit of work at somebody's desk, the supervisor's unless told."""
        someone = who or self.supervisor
        with self.premises.writing(someone.person.actor, someone.key) as transaction:
            yield transaction


def office(folder: Path) -> Office:
    """Return an office in `folder`: real file, real migrations, real keys, cheap password runs.

    It is founded once in a run; each test gets its own copy of the file.
    """
    kept = _template()
    file = folder / "office.db"
    shutil.copy(kept.folder / "office.db", file)
    clock = Clock()
    premises = founding.open_premises(
        connect(f"sqlite:///{file}"), kept.premises.keyring, clock=clock, cost=CHEAP,
    )
    return replace(kept, folder=folder, premises=premises, clock=clock)


@cache
def _template() -> Office:
    made = _found(Path(tempfile.mkdtemp(prefix="office-")))
    atexit.register(shutil.rmtree, made.folder, ignore_errors=True)
    # The last connection that closes brings everything from the write-ahead log into the file.
    made.premises.engines.dispose()
    return made


def _found(folder: Path) -> Office:
    return founded(folder, Keyring.ephemeral())


def founded(folder: Path, keyring: Keyring) -> Office:
    """Return an office of its own under `keyring`: for what another process opens too."""
    clock = Clock()
    engines = connect(f"sqlite:///{folder / 'office.db'}")
    migrate.upgrade(engines.write)
    recovery = PrivateKey.generate()
    made = founding.found(
        engines, keyring, recovery_recipient=recovery.public, clock=clock, cost=CHEAP,
        head=founding.Newcomer("kepala", "Kepala Biro Contoh"),
        auditor=founding.Newcomer("auditor", "Auditor Contoh"),
        administrator=founding.Newcomer("admin", "Administrator Contoh"),
    )
    premises = made.premises
    names = ("kepala", "auditor", "admin")
    head, auditor, administrator = (_enrol(premises, name) for name in names)
    with premises.writing(administrator.person.actor) as transaction:
        unit = _must(units.add_unit(transaction, name="SD Negeri 1 Contoh", zone="WIB"))
    supervisor = _supervisor(premises, administrator, unit, "atasan", "Atasan Contoh", "197001011995011001")
    colleague = _supervisor(premises, administrator, unit, "rekan", "Rekan Contoh", "197102021996012002")
    return Office(
        folder, premises, clock, unit, supervisor, colleague, head, auditor, administrator, recovery,
    )


def _supervisor(
    premises: Premises, administrator: Someone, unit: Unit, name: str, shown: str, digits: str,
) -> Someone:
    details = Details(
        sign_in=name, name=shown, roles=frozenset({Role.SUPERVISOR}), unit=unit.id, digits=digits,
        rank="Pembina", grade="IV/a", position="Kepala Sekolah",
    )
    with premises.writing(administrator.person.actor) as transaction:
        _must(people.add_person(transaction, details, prepare("sandi-sekali-pakai", CHEAP)))
    return _enrol(premises, name)


def _enrol(premises: Premises, name: str) -> Someone:
    key = PrivateKey.generate()
    with premises.reading() as transaction:
        person = people_rows.find(transaction, name)
    assert person is not None
    with premises.writing(person.actor, key) as transaction:
        after = people_rows.change(transaction, person, audit.Action.PERSON_ENROLLED, public_key=key.public)
        _give_password(transaction, after, key)
        groups.found_missing(transaction, after, key)
        transaction.commit()
    return Someone(after, key)


def _give_password(transaction: Transaction, person: Person, key: PrivateKey) -> None:
    prepared, keyring = prepare(PASSWORD, CHEAP), transaction.keyring
    sealed = seal_private(keyring, person.id, key, prepared.stretched.unlock)
    credentials.put(transaction, prepared.credential(keyring, person.id, private=sealed))


def member(place: Office, name: str, role: Role) -> Someone:
    """Return somebody new with keys, whom the administrator added with `role`; holder of no group's key yet."""
    details = Details(sign_in=name, name=f"{name.title()} Contoh", roles=frozenset({role}))
    with place.premises.writing(place.administrator.person.actor) as transaction:
        _must(people.add_person(transaction, details, prepare("sandi-sekali-pakai", CHEAP)))
    return _enrol(place.premises, name)


def _must(result: T | Refusal) -> T:
    assert not isinstance(result, Refusal), result
    return result


def a_person(**traits: object) -> PartyPerson:
    """Return a synthetic party; `traits` replace fields."""
    usual = PartyPerson(
        name="Ani Contoh", sex=Sex.FEMALE, employment=Employment.PNS, digits="198609262015052001", rank="Penata",
        grade="III/c", position="Guru Kelas", unit="SD Negeri 1 Contoh", religion=Religion.ISLAM,
        occupation="PNS", town="Kota Contoh",
    )
    return replace(usual, **traits)  # type: ignore[arg-type]


def a_request(number: str = "0001/2026", **traits: object) -> Request:
    """Return a synthetic permit request; `traits` replace fields."""
    usual = Request(
        number=number, requested_on=date(2026, 11, 1), received_on=date(2026, 11, 2), applicant=a_person(),
        spouse=a_person(name="Budi Contoh", sex=Sex.MALE, employment=Employment.NONE, digits="", occupation="Petani"),
        marriage=Marriage(date(2014, 5, 3), "Kota Contoh", "12/34/V/2014"), children=(Child("C.C.", 2016),),
        grounds=(GroundClaim(Ground.G6_CEKCOK, "Sering bertengkar sejak tahun 2020."),), causes=("C01",),
    )
    return replace(usual, **traits)  # type: ignore[arg-type]


CONTACTS = Contacts(
    Contact("Jalan Contoh Nomor 1", address_safe=True, contact="0800000000", contact_safe=False),
    Contact("Jalan Contoh Nomor 2", address_safe=None, contact="", contact_safe=None),
)


def open_case(
    place: Office, request: Request | None = None, who: Someone | None = None, contacts: Contacts = CONTACTS,
) -> UUID:
    """Open a case at the supervisor's desk and return its id."""
    with place.desk(who) as transaction:
        number = cases.next_number(transaction, 2026)
        case = cases.open_case(
            transaction, unit=place.unit.id, request=request or a_request(number), contacts=contacts,
            recipients=recipients(transaction),
        )
        transaction.commit()
    return case


def recipients(transaction: Transaction) -> cases.Recipients:
    """Return who receives the keys of a new case."""
    bureau, auditors = groups.group_recipients(transaction)
    recovery = groups.recovery_recipient(transaction)
    return cases.Recipients(*(cases.Recipient(r.principal, r.public, r.version) for r in (bureau, auditors, recovery)))


_PLAN = SupportPlan(date(2026, 11, 20), "Atasan Contoh", "Izin pada hari sidang.", "Hanya atasan yang tahu.")
_ASKED = PartyRequest(
    Party.APPLICANT, Wanted.COPY, "salinan keterangannya", TODAY, Channel.LETTER, "Petugas Contoh",
)


def full_case(place: Office) -> UUID:
    """Open a case that has a row in every table of the registry."""
    case = open_case(place)
    appointment = Appointment(
        uuid4(), Party.APPLICANT, 1, date(2026, 11, 18), time(9), "examination", date(2026, 11, 3),
        letter_issued_on=date(2026, 11, 3), served_on=date(2026, 11, 4), attendance=Attendance.CAME,
    )
    hearing = Hearing(uuid4(), Party.APPLICANT, "Pemohon", date(2026, 11, 18))
    sitting = Sitting(uuid4(), date(2026, 11, 19), SittingMode.APART, (Party.APPLICANT,), Outcome.CONTINUE)
    rows = (
        (columns.SUMMONS, appointment.id, {"record": codec.to_data(_summons(appointment))}),
        (columns.EXAMINATION, hearing.id, {"record": codec.to_data(_record(hearing))}),
        (columns.EVIDENCE, uuid4(), {"record": codec.to_data(_evidence())}),
        (columns.SITTING, sitting.id, {"record": codec.to_data(_session(sitting)), "caucus": {"notes": ""}}),
        (columns.REVIEW_RECORD, uuid4(), {"record": {"kind": "support", "told": codec.to_data(_PLAN)}, "caucus": {}}),
        (columns.PARTY_REQUEST, uuid4(), {"record": codec.to_data(_ASKED)}),
    )
    progress = Progress(
        date(2026, 11, 2), screened=(Party.APPLICANT,), letter_day=date(2026, 11, 4), appointments=(appointment,),
        hearings=(hearing,), sittings=(sitting,), evidence=1,
    )
    with place.desk() as transaction:
        file = cases.get_to_change(transaction, case)
        writes = [cases.Write(table, row, sealed, new=True) for table, row, sealed in rows]
        paper, pieces = _paper(transaction, file)
        writes += [_document(transaction), paper]
        decision = workflow.Decision(file.stage, progress)
        cases.save(transaction, file, decision, writes, audit.Action.MEDIATION_RECORDED)
        papers.put_pieces(transaction, paper.row, pieces)
        transaction.commit()
    return case


def _summons(known: Appointment) -> Summons:
    return Summons(
        known.party, known.round, known.on, known.at, "Ruang Contoh", Purpose.EXAMINATION, Delivery.BY_HAND,
        known.planned_on, service=Service(Delivery.BY_HAND, date(2026, 11, 4), "Ani Contoh"),
        answer=Answer(Presence.CAME),
    )


def _record(known: Hearing) -> Record:
    return Record(known.party, known.on, time(9, 30), "Ruang Contoh", "Atasan Contoh")


def _evidence() -> Evidence:
    kind = evidence_kinds([Ground.G6_CEKCOK])[0].code
    return Evidence(
        kind, "Surat keterangan", "1/2026", date(2026, 11, 1), "Kepala Desa Contoh", "Lemari berkas",
        (Ground.G6_CEKCOK,), Party.APPLICANT,
    )


def _session(known: Sitting) -> Session:
    return Session(
        known.on, time(10), "Ruang Contoh", known.mode, known.present, known.outcome, "Atasan Contoh",
        applicant_points="Pokok contoh", advice="Nasihat contoh", next_on=date(2026, 11, 25),
    )


def _document(transaction: Transaction) -> cases.Write:
    record = {
        "kind": "summons", "title": "Surat panggilan", "number": "R.1/2026", "issued_on": "2026-11-03",
        "code": "ABCD", "sha256": hashlib.sha256(b"PK contoh").hexdigest(), "about": "",
    }
    clear = {"number_index": uuid4().bytes, "code_index": uuid4().bytes, "digest_index": uuid4().bytes}
    return cases.Write(columns.DOCUMENT, uuid4(), {"record": record, "body": b"PK contoh"}, clear, new=True)


PICTURE = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==",
)


def _paper(transaction: Transaction, file: cases.CaseFile) -> tuple[cases.Write, papers.Sealed]:
    row = uuid4()
    told = PaperRecord(
        "contoh.png", FileKind.PNG, len(PICTURE), hashlib.sha256(PICTURE).hexdigest(),
        Tie(TieKind.PERSON, "applicant"), "", Standing.HOLDER, "Atasan Contoh", transaction.now,
    )
    sealed = papers.seal(file, row, PICTURE)
    return papers.write_new(row, told, sealed), sealed


def alerted(place: Office) -> UUID:
    """Let the colleague look into more files than one reads; return the alert."""
    for _ in range(alerts.MOST_FILES + 1):
        with place.desk(place.colleague) as transaction:
            alerts.look(transaction, uuid4())
            transaction.commit()
    with place.premises.reading() as transaction:
        return alerts.every(transaction, offset=0, limit=1)[0].id


def screened_move(party: Party = Party.APPLICANT, *, flagged: bool = False) -> Move:
    """Return the move that records a screening."""
    return Move(Act.SCREEN, date(2026, 11, 3), party=party, flagged=flagged)
