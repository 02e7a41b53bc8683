"""Failures of protection with named traits, made through the services as people make them."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from mediation.errors import Refusal
from mediation.inspection.duties import services, store
from mediation.inspection.duties.model import (
    Body,
    Breach,
    Controller,
    DataKind,
    Facts,
    Handling,
    Notice,
    Span,
    Way,
    Whom,
)
from mediation.reports import store as letterheads
from mediation.reports.letterhead import LetterheadSettings
from tests.builders import Office, Someone

OWN = Controller(
    officer="Kepala Bidang Data Contoh", officer_contact="(021) 555-0100, data@contoh.example",
    signer_office="Kepala BKPSDM Kabupaten Contoh", signer="Kepala Contoh, S.H.", signer_number="197001011995031001",
    authority="Kepala Lembaga Pelindungan Data Pribadi", authority_place="Jakarta",
)


def facts(known: datetime, **traits: object) -> Facts:
    """Return what is known of a failure that became known at `known`."""
    usual = Facts(
        span=Span.AT, since=known - timedelta(hours=5), known=known,
        what="Sebuah cetakan tertinggal di mesin fotokopi umum.", how="Dicetak ke mesin yang salah.",
        data=(DataKind.IDENTITY, DataKind.STATEMENT), people=2, risks="Isinya mungkin dibaca orang lain.",
    )
    return replace(usual, **traits)  # type: ignore[arg-type]  # named traits


def breached(office: Office, **traits: object) -> UUID:
    """Record a failure that became known now; return its id."""
    with office.premises.writing(office.head.person.actor) as transaction:
        made = services.record(transaction, facts(transaction.now, **traits))
    assert not isinstance(made, Refusal), made
    return made


def add(office: Office, breach: UUID, body: Body, who: Someone | None = None) -> Refusal | None:
    """Add what happened, seen as it stands."""
    with office.premises.writing((who or office.head).person.actor) as transaction:
        return services.add(transaction, breach, body, version=store.get(transaction, breach).version)


def handled(office: Office, breach: UUID, text: str = "Cetakan diambil dan dihancurkan.") -> None:
    """Record that something was done."""
    assert add(office, breach, Handling(office.clock(), text)) is None


def told(office: Office, breach: UUID, whom: Whom) -> None:
    """Record that everyone was told now."""
    assert add(office, breach, Notice(whom, office.clock(), Way.BY_HAND, everyone=whom is Whom.PERSON)) is None


def get(office: Office, breach: UUID) -> Breach:
    """Return the failure."""
    with office.premises.reading() as transaction:
        return store.get(transaction, breach)


def furnish(office: Office, own: Controller = OWN) -> None:
    """Give the agency a letterhead and its own words."""
    kop = LetterheadSettings(
        owner="Pemerintah Kabupaten Contoh", name="Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
        address="Jalan Contoh Nomor 1", contact="Telepon (021) 555-0100", town="Contoh",
    )
    with office.premises.writing(office.head.person.actor) as transaction:
        letterheads.put(transaction, None, kop)
        assert services.write_controller(transaction, own, version=0) is None
