"""Second opinions: a sealed column of the conclusion's row to the model and back."""

from dataclasses import replace

from mediation.accounts.model import Person
from mediation.cases import codec
from mediation.cases.second.model import Consultation, Consultations
from mediation.cases.store import CaseFile, Write
from mediation.vault import columns
from mediation.vault.principals import fingerprint


def consultations(file: CaseFile) -> Consultations:
    """Return every naming of a second reviewer; raises Tampered."""
    data = file.all(columns.CONCLUSION)[0].opened.get("opinion")
    return codec.from_data(Consultations, data) if data else Consultations()


def add(file: CaseFile, new: Consultation) -> Write:
    """Return the write that appends a naming."""
    before = consultations(file)
    return _write(file, replace(before, held=(*before.held, new)))


def change(file: CaseFile, newest: Consultation) -> Write:
    """Return the write that replaces the newest naming."""
    before = consultations(file)
    return _write(file, replace(before, held=(*before.held[:-1], newest)))


def fingerprint_of(person: Person) -> str:
    """Return the fingerprint of the key that the directory holds for `person`, to compare by voice."""
    return fingerprint(person.public_key)


def _write(file: CaseFile, value: Consultations) -> Write:
    row = file.all(columns.CONCLUSION)[0].id
    return Write(columns.CONCLUSION, row, {"opinion": codec.to_data(value)})
