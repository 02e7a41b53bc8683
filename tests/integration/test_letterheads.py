"""Letterheads in the database: whose words a unit writes under, and that nobody overwrites another."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from mediation import audit
from mediation.accounts.model import Unit
from mediation.accounts.store import units
from mediation.errors import Conflict
from mediation.reports import store
from mediation.reports.blocks import Kind
from mediation.reports.letterhead import LetterheadSettings, Pattern
from mediation.transaction import Transaction
from tests import builders

AGENCY = LetterheadSettings(
    owner="Pemerintah Kota Contoh", name="Dinas Contoh", address="Jalan Contoh 1", contact="", town="Contoh",
    addressee_title="Wali Kota Contoh", addressee_place="Contoh", pppk_basis="Peraturan Contoh",
    patterns={Kind.SUMMONS: Pattern("[[urut]]/[[tahun]]", code="005", unit="SD1", subject="Panggilan")},
    emblem=b"gambar",
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> builders.Office:
    return builders.office(Path(tmp_path_factory.mktemp("office")))


def below(transaction: Transaction, parent: UUID) -> UUID:
    unit = Unit(uuid4(), "Unit bawahan", parent, None, "WIB")
    units.add(transaction, unit)
    return unit.id


def test_a_letterhead_is_read_as_it_was_written(office: builders.Office) -> None:
    with office.desk(office.administrator) as transaction:
        store.put(transaction, None, AGENCY)

        assert store.get(transaction, None) == replace(AGENCY, version=1)


def test_a_unit_writes_under_its_own_letterhead_or_the_nearest_above(office: builders.Office) -> None:
    with office.desk(office.administrator) as transaction:
        child = below(transaction, office.unit.id)
        store.put(transaction, None, AGENCY)
        before = store.for_unit(transaction, child)
        store.put(transaction, office.unit.id, replace(AGENCY, name="SD Negeri 1 Contoh"))
        above = store.for_unit(transaction, child)
        store.put(transaction, child, replace(AGENCY, name="Kelas jauh"))
        own = store.for_unit(transaction, child)

    assert [found.name for found in (before, above, own) if found] == [
        "Dinas Contoh", "SD Negeri 1 Contoh", "Kelas jauh",
    ]


def test_nobody_has_a_letterhead_before_it_is_written(office: builders.Office) -> None:
    with office.desk(office.administrator) as transaction:
        assert store.for_unit(transaction, office.unit.id) is None


@pytest.mark.parametrize("version", [0, 2])
def test_a_letterhead_that_somebody_else_changed_is_not_overwritten(office: builders.Office, version: int) -> None:
    with office.desk(office.administrator) as transaction:
        store.put(transaction, None, AGENCY)

        with pytest.raises(Conflict):
            store.put(transaction, None, replace(AGENCY, version=version))


def test_a_change_of_letterhead_is_in_the_trail(office: builders.Office) -> None:
    with office.desk(office.administrator) as transaction:
        store.put(transaction, None, AGENCY)
        told = audit.about(transaction, f"letterhead:{store.WHOLE_AGENCY}")

    assert [entry.action for entry in told] == [audit.Action.LETTERHEAD_CHANGED]
