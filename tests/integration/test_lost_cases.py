"""A case that the trail knows and that is no longer there is named: nothing vanishes unseen."""

import sqlite3
from contextlib import closing

import pytest

from mediation.cases import store
from mediation.cli.audit import tell
from tests.builders import Office, open_case

REMOVALS = (
    "DELETE FROM case_file WHERE id = ?",
    "DELETE FROM case_key WHERE case_id = ?",
    "DELETE FROM case_grant WHERE case_id = ? AND kind = 'content'",
    "DELETE FROM case_grant WHERE case_id = ? AND kind = 'private'",
)


def remove(office: Office, statement: str, case: str) -> None:
    office.premises.engines.dispose()
    with closing(sqlite3.connect(office.folder / "office.db")) as connection:
        connection.execute(statement, (case,))
        connection.commit()


@pytest.mark.parametrize("statement", REMOVALS)
def test_a_case_without_its_row_key_or_grant_is_named(office: Office, statement: str) -> None:
    kept, gone = open_case(office), open_case(office)
    remove(office, statement, gone.hex)

    with office.desk() as transaction:
        assert store.lost(transaction) == (gone,)
    assert kept != gone


def test_nothing_is_lost_of_a_case_that_is_there(office: Office) -> None:
    open_case(office)

    with office.desk() as transaction:
        assert store.lost(transaction) == ()


def test_verify_names_the_lost_case_and_fails(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    gone = open_case(office)
    remove(office, REMOVALS[0], gone.hex)

    with office.desk() as transaction:
        assert not tell(transaction)
    assert str(gone) in capsys.readouterr().out


def test_verify_says_what_it_cannot_see_and_passes_a_whole_house(
    office: Office, capsys: pytest.CaptureFixture[str],
) -> None:
    open_case(office)

    with office.desk() as transaction:
        assert tell(transaction)
    assert "tidak dapat dilihat dari sini" in capsys.readouterr().out
