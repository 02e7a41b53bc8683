"""What a key may be used for is what the trail tells: a row that was made or changed by hand is refused and named."""

from uuid import uuid4

import pytest
import sqlalchemy as sa

from mediation.audit.tables import entry
from mediation.database.append_only import lift
from mediation.errors import Refusal
from mediation.inspection.exporting.model import Standing
from mediation.inspection.exporting.services import keys
from mediation.inspection.exporting.store import keys as rows
from mediation.inspection.exporting.tables import export_key
from mediation.vault.keys import PrivateKey
from tests import exports
from tests.builders import Office


def tampered(office: Office, held: exports.Held, **values: object) -> Standing:
    """Change the row in the database; return what the key counts for then."""
    with office.premises.writing() as transaction:
        transaction.execute(sa.update(export_key).where(export_key.c.id == held.key.id).values(**values))
        transaction.commit()
    return standing(office, held)


def standing(office: Office, held: exports.Held) -> Standing:
    with office.premises.reading() as transaction:
        return rows.get(transaction, held.key.id).standing


def test_a_confirmed_key_may_be_used(office: Office) -> None:
    assert standing(office, exports.confirmed(office)) is Standing.CONFIRMED


@pytest.mark.parametrize("changed", [
    {"public": PrivateKey.generate().public}, {"name": "Orang Lain"}, {"public": b"short"},
])
def test_a_key_swapped_after_it_was_confirmed_is_refused(office: Office, changed: dict[str, object]) -> None:
    assert tampered(office, exports.confirmed(office), **changed) is Standing.BROKEN


def test_a_key_confirmed_in_the_database_alone_is_refused(office: Office) -> None:
    held = exports.registered(office)

    found = tampered(office, held, confirmed=1, confirmed_by=office.head.person.id)

    assert found is Standing.BROKEN


def test_a_retired_key_that_is_put_back_is_refused(office: Office) -> None:
    held = exports.confirmed(office)
    with office.desk(office.head) as transaction:
        keys.retire(transaction, held.key.id)

    assert standing(office, held) is Standing.RETIRED
    assert tampered(office, held, retired=None, retired_by=None) is Standing.BROKEN


def test_who_confirmed_cannot_be_rewritten(office: Office) -> None:
    held = exports.confirmed(office)

    assert tampered(office, held, confirmed_by=office.administrator.person.id) is Standing.BROKEN


def test_a_planted_key_is_refused_and_named(office: Office) -> None:
    held, planted = exports.confirmed(office), uuid4()
    with office.premises.writing() as transaction:
        transaction.execute(sa.insert(export_key).values(
            id=planted, name="Penyusup", public=PrivateKey.generate().public, added=1,
            added_by=office.auditor.person.id, confirmed=2, confirmed_by=office.head.person.id,
        ))
        transaction.commit()

    with office.desk(office.auditor) as transaction:
        refused = keys.check(transaction, [held.key.id, planted])
        offered = [one.id for one in keys.usable(transaction)]

    assert isinstance(refused, Refusal)
    assert refused.values == {"name": "Penyusup"}
    assert offered == [held.key.id]


def test_an_entry_about_one_key_vouches_for_no_other(office: Office) -> None:
    held, other = exports.confirmed(office), exports.registered(office, "Orang Lain")
    with office.premises.writing() as transaction:
        lift(transaction.connection, "audit_entry")
        transaction.execute(
            sa.update(entry).where(entry.c.object == rows.about(held.key.id)).values(object=rows.about(other.key.id)),
        )
        transaction.commit()

    assert tampered(office, other, confirmed=2, confirmed_by=office.head.person.id) is Standing.BROKEN


def test_who_registered_a_key_cannot_confirm_it(office: Office) -> None:
    held = exports.registered(office)

    with office.desk(office.auditor) as transaction:
        refused = keys.confirm(transaction, held.key.id, heard=held.key.fingerprint)

    assert isinstance(refused, Refusal)
    assert standing(office, held) is Standing.WAITING


@pytest.mark.parametrize("spoken", [
    lambda key: key.fingerprint, lambda key: key.fingerprint.lower().replace("-", " "),
    lambda key: key.line[-20:], lambda key: " ".join(key.line[-20:].upper()),
    lambda key: key.fingerprint.replace("0", "O").replace("1", "l"),
])
def test_the_fingerprint_or_the_end_of_the_line_is_heard_however_it_is_spaced(office: Office, spoken: object) -> None:
    held = exports.registered(office)

    assert callable(spoken)
    assert held.key.is_heard(spoken(held.key))


def test_nothing_shorter_is_heard(office: Office) -> None:
    key = exports.registered(office).key

    assert not any(key.is_heard(typed) for typed in ("", key.line[-19:], key.fingerprint[:-1], key.line[-21:]))
