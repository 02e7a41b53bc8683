"""A failure of protection of the afternoon before, whose clock still runs; and the agency's own words as controller."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from mediation.clock import ZONES
from mediation.demo.moment import Moment
from mediation.demo.staff import Colleague, Staff, done
from mediation.inspection.duties import services, store
from mediation.inspection.duties.model import Body, Controller, DataKind, Facts, Handling, Notice, Span, Way, Whom

_OWN = Controller(
    officer="Kepala Bidang Data dan Informasi BKPSDM Kabupaten Contoh",
    officer_contact="telepon (000) 555-0146, surel data@contoh.example",
    signer_office="Kepala Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", signer="Kartika Contoh, S.H., M.Si.",
    signer_number="197501012000032904", authority="Kepala Lembaga Pelindungan Data Pribadi", authority_place="Jakarta",
)


def fail_once(staff: Staff, moment: Moment) -> None:
    """Record it as the head does, and add what the head and the auditor did until the evening."""
    day = moment.today - timedelta(days=1)
    moment.set(day, time(14, 45))
    with staff.premises.writing(staff.head.person.actor, staff.head.identity) as transaction:
        done(services.write_controller(transaction, _OWN, version=0))
    moment.set(day, time(14, 55))
    with staff.premises.writing(staff.head.person.actor, staff.head.identity) as transaction:
        breach = done(services.record(transaction, _facts(day)))
    for who, at, body in _since(staff, day):
        moment.set(day, at)
        _add(staff, who, breach, body)


def _add(staff: Staff, who: Colleague, breach: UUID, body: Body) -> None:
    with staff.premises.writing(who.person.actor, who.identity) as transaction:
        seen = store.get(transaction, breach).version
        done(services.add(transaction, breach, body, version=seen))


def _facts(day: date) -> Facts:
    return Facts(
        span=Span.AT, since=_at(day, time(9, 10)), known=_at(day, time(14, 40)),
        what="Cetakan sebuah berita acara tertinggal di mesin fotokopi bersama dan diambil tamu kantor.",
        how="Dicetak ke mesin di lorong, karena mesin di ruang arsip rusak.",
        data=(DataKind.IDENTITY, DataKind.FACT, DataKind.STATEMENT), people=2,
        risks="Isinya mungkin dibaca orang lain; kedua orang itu dapat dikenali dari tempat tugasnya.",
    )


def _since(staff: Staff, day: date) -> tuple[tuple[Colleague, time, Body], ...]:
    found = Handling(_at(day, time(15, 5)), "Cetakan diminta kembali dari tamu itu, dihitung, lalu dihancurkan.")
    moved = Handling(_at(day, time(15, 40)), "Mesin di lorong dikeluarkan dari daftar pencetak komputer biro.")
    told = Notice(
        Whom.PERSON, _at(day, time(16, 10)), Way.BY_HAND, count=1,
        note="Seorang lagi sedang dinas luar; diberi tahu begitu kembali.",
    )
    return (
        (staff.head, time(15, 10), found), (staff.auditor, time(15, 50), moved), (staff.head, time(16, 20), told),
    )


def _at(day: date, at: time) -> datetime:
    return datetime.combine(day, at, ZONES["WIB"])
