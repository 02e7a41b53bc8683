"""Who acted stands beside entries that were there before, and the chain stays as it was."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from mediation import audit
from mediation.audit.tables import entry
from mediation.database import migrate
from tests import builders


@pytest.fixture
def old(office: builders.Office) -> builders.Office:
    """Return an office with a trail, on the schema of the release before."""
    builders.open_case(office, builders.a_request())
    _run(office, command.downgrade, "0002")
    return office


def _run(office: builders.Office, step: Callable[[Config, str], None], to: str) -> None:
    config = migrate._config()
    with office.premises.engines.write.begin() as connection:
        config.attributes["connection"] = connection
        step(config, to)


def _chain(office: builders.Office) -> list[tuple[int, bytes, bytes]]:
    with office.premises.engines.read.connect() as connection:
        query = sa.select(entry.c.seq, entry.c.canonical, entry.c.mac).order_by(entry.c.seq)
        return [tuple(row) for row in connection.execute(query)]


def test_going_back_and_forth_leaves_every_entry_as_it_was_and_verifies(old: builders.Office) -> None:
    before = _chain(old)
    _run(old, command.upgrade, "head")
    with old.premises.reading() as transaction:
        verdict = audit.verify(transaction)
        actors = set(transaction.execute(sa.select(entry.c.actor)).scalars())

    assert (_chain(old), verdict.broken, verdict.intact) == (before, None, len(before))
    assert "" not in actors
    assert len(actors) > 1


def test_an_entry_that_was_broken_before_stays_the_one_that_is_named(old: builders.Office) -> None:
    with old.premises.engines.write.begin() as connection:
        connection.execute(sa.text("DROP TRIGGER audit_entry_no_update"))
        connection.execute(sa.text("UPDATE audit_entry SET canonical = x'00' WHERE seq = 3"))
        connection.execute(sa.text(
            "CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry BEGIN SELECT RAISE(ABORT, 'no'); END",
        ))
    _run(old, command.upgrade, "head")
    with old.premises.reading() as transaction:
        verdict = audit.verify(transaction)

    assert verdict.broken == 3


@pytest.mark.parametrize("to", ["head", "0002"])
def test_the_trail_is_append_only_after_either_way(old: builders.Office, to: str) -> None:
    _run(old, command.upgrade, "head")
    if to != "head":
        _run(old, command.downgrade, to)

    for statement in ("UPDATE audit_entry SET action = 'x'", "DELETE FROM audit_entry"):
        with old.premises.engines.write.begin() as connection, pytest.raises(sa.exc.IntegrityError):
            connection.execute(sa.text(statement))
