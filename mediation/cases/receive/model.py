"""The parts in which a request is asked, and the checks that hold between them. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mediation.cases.model import Child, Contacts, GroundClaim, Marriage, Person
from mediation.errors import Refusal
from mediation.language import mark


@dataclass(frozen=True)
class Filing:
    """A filled-in request before it has a number: everything that was asked."""

    requested_on: date
    received_on: date
    applicant: Person
    spouse: Person
    contacts: Contacts
    marriage: Marriage
    children: tuple[Child, ...]
    grounds: tuple[GroundClaim, ...]
    causes: tuple[str, ...]
    other_cause: str = ""
    warnings: tuple[str, ...] = ()
    reason_for_warnings: str = ""

    @property
    def numbers(self) -> tuple[str, ...]:
        """The employee numbers of both sides, as far as they have one."""
        return tuple(person.digits for person in (self.applicant, self.spouse) if person.digits)


def concerns(numbers: tuple[str, ...], own: str) -> bool:
    """Tell whether one of `numbers` is the actor's own: then the request is not the actor's to take."""
    return bool(own) and own in numbers


def misfits(filing: Filing, today: date) -> Iterator[Refusal]:
    """Yield what cannot be: days in the wrong order, one number for two people."""
    if filing.received_on > today:
        yield Refusal(mark("Tanggal diterima belum tiba."), mark("Isi hari surat itu benar-benar diterima."))
    if filing.requested_on > filing.received_on:
        yield Refusal(mark("Tanggal surat permohonan lebih lambat daripada tanggal diterima."),
                      mark("Periksa kedua tanggal."))
    if filing.marriage.on > filing.requested_on:
        yield Refusal(mark("Tanggal nikah lebih lambat daripada tanggal surat permohonan."),
                      mark("Periksa kedua tanggal."))
    if len(set(filing.numbers)) < len(filing.numbers):
        yield Refusal(mark("Nomor pegawai pemohon dan pasangan sama."), mark("Periksa kedua nomor."))
