"""The office of the demonstration is real: first sign-ins done, groups founded, the trail intact."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from mediation import audit
from mediation.accounts import groups
from mediation.demo.making import demo_settings, make
from mediation.demo.staff import Staff


@pytest.fixture(scope="module")
def staff(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Staff]:
    folder = tmp_path_factory.mktemp("demo")
    made = make(demo_settings(folder, "http://127.0.0.1:8000"), date(2026, 11, 18))
    yield made.staff
    made.staff.premises.engines.dispose()


def test_everybody_has_made_keys(staff: Staff) -> None:
    assert [each.person.name for each in staff.everybody if not each.person.enrolled] == []


def test_cases_can_be_opened_because_both_groups_have_a_member(staff: Staff) -> None:
    with staff.premises.reading() as transaction:
        missing = groups.ready(transaction)

    assert missing == ()


def test_the_trail_of_the_demonstration_is_intact(staff: Staff) -> None:
    with staff.premises.reading() as transaction:
        verdict = audit.verify(transaction)

    assert verdict.broken is None
    assert verdict.intact > len(staff.everybody)


def test_the_database_is_marked_as_made_up(staff: Staff) -> None:
    assert staff.premises.demo


def test_the_private_half_of_the_recovery_pair_is_nowhere(staff: Staff) -> None:
    folder = Path(str(staff.premises.engines.read.url.database)).parent

    files = {path.name for path in folder.iterdir()}

    assert {name for name in files if not name.startswith("database.sqlite")} == {"keyring.json"}
