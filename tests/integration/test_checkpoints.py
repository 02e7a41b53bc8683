"""Checkpoints leave the database after the commit, at their times, and are owed where they could not."""

import re
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from structlog.testing import capture_logs

from mediation import audit
from mediation.accounts.founding import open_premises
from mediation.app import create_app
from mediation.audit import outside, records
from mediation.audit.against import Course
from mediation.database import migrate
from mediation.settings import Settings
from mediation.vault import notes
from mediation.vault.keyring import Keyring
from tests import builders, trails
from tests.builders import Office
from tests.pages import ADDRESS, arrive
from tests.trails import Trail

EVERY = audit.checkpoints.EVERY


@pytest.fixture
def trail(tmp_path: Path) -> Iterator[Trail]:
    yield from trails.trail(tmp_path)


def written(trail: Trail) -> list[int]:
    """Return the sizes that the file's checkpoints name."""
    return [notes.parse(record.note).size for record in records.read(trail.file)] if trail.file.exists() else []


# when


def test_one_is_written_every_thousand_entries(trail: Trail) -> None:
    trail.act(EVERY - 1 - trail.end)
    assert written(trail) == []

    trail.act()
    assert written(trail) == [EVERY]


def test_the_first_entry_of_a_utc_day_writes_one_over_the_chain_before_it(trail: Trail) -> None:
    trail.act()
    end = trail.end
    trail.office.clock.forward(days=1)
    trail.act(3)
    trail.act()

    assert written(trail) == [end]


def test_what_is_rolled_back_leaves_none(trail: Trail) -> None:
    with trail.premises.writing() as transaction:
        note = audit.checkpoints.current(transaction)

    assert notes.parse(note).size == trail.end
    assert written(trail) == []


def test_the_note_for_an_export_covers_what_its_own_act_appended(trail: Trail) -> None:
    with trail.premises.writing() as transaction:
        audit.append(transaction, audit.Action.EXPORT_MADE, f"export:{trail.office.unit.id}")
        note = audit.checkpoints.current(transaction)
        transaction.commit()

    assert notes.parse(note).size == trail.end
    assert [record.note for record in records.read(trail.file)] == [note]


def test_the_file_is_for_its_owner_alone(trail: Trail) -> None:
    trail.checkpoint()

    assert stat.S_IMODE(trail.file.stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["", "dua kata", "a+b", "#a", "é", "x" * 200])
def test_an_installation_without_a_usable_name_signs_nothing_and_breaks_no_act(trail: Trail, name: str) -> None:
    named = replace(trail, office=replace(trail.office, premises=replace(
        trail.premises, outside=replace(trail.premises.outside, origin=name, owed={"file"}),
    )))

    named.act()

    assert written(named) == []


# what cannot be written


def test_a_full_disk_breaks_no_act_and_is_made_good_by_the_next(trail: Trail) -> None:
    trail.file.symlink_to("/dev/full")
    trail.act(EVERY - trail.end)
    assert trail.premises.outside.owed == {"file"}
    trail.file.unlink()
    assert trail.lags()

    trail.act()

    assert (trail.end, written(trail), trail.lags()) == (EVERY + 1, [EVERY + 1], False)


def test_a_process_killed_between_commit_and_checkpoint_owes_it_to_the_next_start(tmp_path: Path) -> None:
    keyring = Keyring.create(tmp_path / "keyring.json")
    office = builders.founded(tmp_path, keyring)
    office.premises.engines.dispose()
    died = in_another_process(tmp_path, EVERY, "transaction.after_commit(lambda: os.kill(os.getpid(), signal.SIGKILL))")
    with office.premises.reading() as transaction:
        kept = audit.verify(transaction)
    named = replace(office.premises, outside=replace(office.premises.outside, file=tmp_path / "checkpoints.txt"))
    made = Trail(replace(office, premises=named))

    assert died == -signal.SIGKILL
    assert kept.whole
    assert (kept.intact >= EVERY, written(made), made.lags()) == (True, [], True)

    outside.begin(named)

    assert (written(made), made.lags()) == ([made.end], False)


_OTHER = """
import os, signal, sys
from dataclasses import replace
from pathlib import Path
from mediation import audit
from mediation.accounts.founding import open_premises
from mediation.database.engine import connect
from mediation.vault.keyring import Keyring

folder, times, each = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
premises = open_premises(connect(f"sqlite:///{folder / 'office.db'}"), Keyring.load(folder / "keyring.json"))
premises = replace(premises, outside=replace(premises.outside, file=folder / "checkpoints.txt"))
for _ in range(times):
    with premises.writing() as transaction:
        HERE
        for _ in range(each):
            audit.append(transaction, audit.Action.REQUEST_REFUSED, "person:x")
        transaction.commit()
"""


def in_another_process(folder: Path, each: int, here: str) -> int:
    return subprocess.run(
        [sys.executable, "-c", _OTHER.replace("HERE", here), str(folder), "1", str(each)], check=False,
    ).returncode


def test_two_processes_append_to_one_chain_and_one_file(tmp_path: Path) -> None:
    office = builders.founded(tmp_path, Keyring.create(tmp_path / "keyring.json"))
    office.premises.engines.dispose()
    script = [sys.executable, "-c", _OTHER.replace("HERE", "pass"), str(tmp_path), "30", "120"]
    both = [subprocess.Popen(script) for _ in range(2)]
    ended = [process.wait() for process in both]
    named = replace(office.premises, outside=replace(office.premises.outside, file=tmp_path / "checkpoints.txt"))
    made = Trail(replace(office, premises=named))

    assert ended == [0, 0]
    found = made.found()
    assert found.chain.whole
    assert {size for size in written(made) if size % EVERY == 0} == set(range(EVERY, made.end + 1, EVERY))
    assert (found.comparison.course, found.comparison.torn) == (Course.KEPT, ())


# syslog


def test_syslog_gets_each_as_a_line_that_can_be_compared_later(trail: Trail) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.settimeout(5)
        heard = replace(trail.premises.outside, syslog=f"127.0.0.1:{listener.getsockname()[1]}")
        Trail(replace(trail.office, premises=replace(trail.premises, outside=heard))).checkpoint()
        line = f"Nov 22 10:00:00 mesin {listener.recv(4096).decode()}\n"

    comparison = trail.found(tuple(records.parse([line]))).comparison

    assert (comparison.course, comparison.upto) == (Course.KEPT, trail.end)


def test_a_syslog_that_is_not_there_breaks_no_act_and_is_owed(trail: Trail, tmp_path: Path) -> None:
    deaf = replace(trail.premises.outside, syslog=str(tmp_path / "nowhere"), owed=set())
    office = Trail(replace(trail.office, premises=replace(trail.premises, outside=deaf)))
    office.checkpoint()

    assert (deaf.owed, written(trail)) == ({"syslog"}, [trail.end])
    assert office.lags()


def test_a_syslog_that_is_away_is_asked_once_a_minute_and_the_file_gets_nothing_twice(
    trail: Trail, tmp_path: Path,
) -> None:
    deaf = replace(trail.premises.outside, syslog=str(tmp_path / "nowhere"), owed=set(), tried={})
    office = Trail(replace(trail.office, premises=replace(trail.premises, outside=deaf)))
    end = trail.end
    with capture_logs() as told:
        office.checkpoint()
        for _ in range(3):
            office.act()
        deaf.tried["syslog"] -= 61
        office.act()

    assert written(trail) == [end]
    assert [each["event"] for each in told].count("checkpoint.failed") == 2


# starting


def test_a_file_that_is_gone_begins_anew_and_the_trail_tells(trail: Trail) -> None:
    trail.checkpoint()
    trail.file.unlink()
    end = trail.end
    outside.begin(trail.premises)
    with trail.premises.reading() as transaction:
        told = audit.about(transaction, outside.SUBJECT)

    assert [(entry.action, entry.detail["size"]) for entry in told] == [("checkpoints.begun", end)]
    assert written(trail) == [trail.end]


def test_a_start_without_news_writes_nothing(trail: Trail) -> None:
    outside.begin(trail.premises)
    before = trail.file.read_bytes()
    outside.begin(trail.premises)

    assert trail.file.read_bytes() == before


def test_a_day_without_its_checkpoint_lags(trail: Trail) -> None:
    trail.checkpoint()
    blind = replace(trail.premises, outside=replace(trail.premises.outside, file=None))
    for _ in range(2):
        trail.office.clock.forward(days=1)
        Trail(replace(trail.office, premises=blind)).act()

    assert trail.lags()


@pytest.mark.parametrize(
    ("who", "told"), [("administrator", True), ("auditor", True), ("head", True), ("supervisor", False)],
)
def test_a_page_says_that_the_file_lags_to_those_who_can_do_something(trail: Trail, who: str, told: bool) -> None:
    settings = Settings.from_env(
        {"MEDIATION_ADDRESS": ADDRESS, "MEDIATION_AGENCY": "Dinas Contoh", "MEDIATION_CHECKPOINTS": "/dev/full"},
        trail.office.folder,
    )
    trail.act(EVERY)
    page = arrive(trail.office, getattr(trail.office, who), create_app(settings, trail.premises)).get("/profil")

    assert ("Titik periksa jejak belum tersimpan di luar basis data" in page.text) is told


def test_an_installation_from_before_gets_a_name_by_chance(office: Office) -> None:
    config = migrate._config()
    for step, to in ((command.downgrade, "0002"), (command.upgrade, "head")):
        with office.premises.engines.write.begin() as connection:
            config.attributes["connection"] = connection
            step(config, to)
    opened = open_premises(office.premises.engines, office.premises.keyring)

    assert re.fullmatch("mediation[.][0-9a-f]{10}", opened.outside.origin)
    assert opened.outside.origin != office.premises.outside.origin
