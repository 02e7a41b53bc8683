"""An export whose process is killed at any point: whoever looks next stops it, and nothing of it stays."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mediation.inspection.exporting.model import SILENT, Cause, State
from mediation.inspection.exporting.services import orders
from mediation.vault.keyring import Keyring
from mediation.vault.keys import raw_of
from tests import builders, exports
from tests.builders import Office

# `where`: "rows", while summaries are read and sealed; "row", when the bundle lies there and its row is to say so.
_MAKING = """
import os, signal, sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import UUID
import sqlalchemy as sa
from mediation.accounts import founding
from mediation.accounts.store import people
from mediation.database.engine import connect
from mediation.inspection.exporting.services import making
from mediation.vault.keyring import Keyring
from mediation.vault.keys import PrivateKey

folder, person, export, name, session, moment, where = sys.argv[1:]
identity = PrivateKey(bytes.fromhex(sys.stdin.readline()))
root = Path(folder)
premises = founding.open_premises(
    connect(f"sqlite:///{root / 'office.db'}"), Keyring.load(root / "keyring.json"),
    clock=lambda: datetime.fromisoformat(moment),
)
with premises.reading() as transaction:
    actor = people.get(transaction, UUID(person)).actor

@sa.event.listens_for(premises.engines.read, "before_cursor_execute")
def read(connection, cursor, statement, *rest):
    if where == "rows" and "FROM case_file" in statement:
        assert list((root / "exports").iterdir())
        os.kill(os.getpid(), signal.SIGKILL)

@sa.event.listens_for(premises.engines.write, "commit")
def write(connection):
    if where == "row" and (root / "exports" / f"{name}.age.minisig").exists():
        os.kill(os.getpid(), signal.SIGKILL)

making.make(making.Job(
    premises, actor, identity, bytes.fromhex(session), UUID(export), root / "exports", name,
))
print("made")
"""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    place = builders.founded(tmp_path, Keyring.create(tmp_path / "keyring.json"))
    for number in ("0001/2026", "0002/2026", "0003/2026"):
        builders.open_case(place, builders.a_request(number))
    yield place
    place.premises.engines.dispose()


@pytest.mark.parametrize(("where", "left"), [("rows", [".age.part"]), ("row", [".age", ".age.minisig"])])
def test_a_killed_export_is_stopped_and_its_files_go(office: Office, where: str, left: list[str]) -> None:
    held = exports.confirmed(office)
    job = exports.job(office, exports.order(held))
    died = subprocess.run(
        [sys.executable, "-c", _MAKING, str(office.folder), str(job.actor.id), str(job.export), job.name,
         job.session.hex(), office.clock().isoformat(), where],
        input=raw_of(job.identity).hex(), capture_output=True, text=True, check=False,
    )
    found = sorted(path.name.removeprefix(job.name) for path in job.folder.iterdir())
    premises = replace(office.premises, exports=job.folder)

    office.clock.forward(seconds=SILENT.total_seconds() + 1)
    orders.sweep(premises)

    assert died.returncode == -signal.SIGKILL, died.stderr + died.stdout
    assert found == left
    assert list(job.folder.iterdir()) == []
    with office.desk(office.auditor) as transaction:
        shown = orders.get(transaction, job.export)
    assert (shown.state, shown.cause) == (State.STOPPED, Cause.PROCESS)
    assert isinstance(exports.begin(office, exports.order(held)), orders.Begun)
