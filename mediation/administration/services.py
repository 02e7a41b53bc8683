"""What the administrator does to people, where open cases have a say: `accounts` cannot ask cases."""

from uuid import UUID

from mediation.accounts import people
from mediation.accounts.model import Details, Person
from mediation.accounts.passwords import Prepared
from mediation.accounts.store import people as rows
from mediation.cases.store import count_open, looks
from mediation.errors import Refusal
from mediation.language import mark
from mediation.permissions import Role
from mediation.transaction import Transaction


def change(transaction: Transaction, id_: UUID, details: Details, version: int) -> Person | Refusal:
    """Write what changed of a person; a holder of open cases stays a supervisor. Raises Conflict, NotFound."""
    person = rows.get(transaction, id_)
    loses = Role.SUPERVISOR in person.roles - details.roles
    refusal = _holds_cases(transaction, id_) if loses else None
    if Role.AUDITOR in person.roles - details.roles:
        looks.end_of(transaction, id_)
    return refusal or people.change_person(transaction, id_, details, version)


def reset(transaction: Transaction, id_: UUID, one_time: Prepared) -> Person | Refusal:
    """Give a person a new one-time password; what it does not open, the page has said."""
    return people.reset_person(transaction, id_, one_time)


def deactivate(transaction: Transaction, id_: UUID) -> Person | Refusal:
    """Close an account that holds no open case; returns the person or why not. What an auditor may read ends too."""
    looks.end_of(transaction, id_)
    return _holds_cases(transaction, id_) or people.deactivate_person(transaction, id_)


def _holds_cases(transaction: Transaction, id_: UUID) -> Refusal | None:
    count = count_open(transaction, id_)
    return Refusal(_HOLDS, _HAND_OVER, values={"count": count}) if count else None


_HOLDS = mark("Orang ini masih memegang %(count)s berkas berjalan.")
_HAND_OVER = mark("Berkas itu harus selesai atau beralih dahulu.")
