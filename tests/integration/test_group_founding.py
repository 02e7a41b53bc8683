"""A group's key is made by whoever was named at init: an account that the administrator adds first founds nothing."""

from pathlib import Path

import pytest

from mediation.accounts import groups
from mediation.accounts.store import people
from mediation.permissions import Role
from tests.doors import Door, open_door


@pytest.fixture
def door(tmp_path: Path) -> Door:
    return open_door(tmp_path)


def holders_of_the_auditors_key(door: Door) -> list[str]:
    with door.premises.reading() as transaction:
        return [people.get(transaction, one.member).sign_in for one in groups.holders(transaction, "auditors")]


def test_an_account_added_later_founds_no_group(door: Door) -> None:
    admin = door.enrolled("admin")
    door.clock.forward(minutes=5)
    door.added("penyusup", "auditor", admin)

    door.enrolled("penyusup")

    assert holders_of_the_auditors_key(door) == []


def test_the_one_named_at_init_founds_it_though_others_came_before(door: Door) -> None:
    admin = door.enrolled("admin")
    door.clock.forward(minutes=5)
    door.added("penyusup", "auditor", admin)
    door.enrolled("penyusup")

    door.enrolled("auditor")

    assert holders_of_the_auditors_key(door) == ["auditor"]


def test_until_then_the_page_says_who_is_missing(door: Door) -> None:
    with door.premises.reading() as transaction:
        assert groups.ready(transaction) == (Role.BUREAU_HEAD, Role.AUDITOR)
