"""`mediation export make`: asks for account and password like the door, and leaves a bundle that `verify` accepts."""

import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result

from mediation import audit
from mediation.accounts.tables import session, sign_in_failure
from mediation.cli import main
from mediation.inspection.exporting.tables import export
from mediation.vault.keyring import Keyring
from tests import builders, exports
from tests.builders import PASSWORD, Office
from tests.exports import Held

USUAL = ("--purpose", "routine", "--reason", "Surat tugas 7/2026", "--recipient", "Inspektur Contoh")


@dataclass
class Terminal:
    """An installation that a command opens, with three cases and one confirmed key."""

    office: Office
    held: Held
    instance: Path
    into: Path

    def run(self, *arguments: str, name: str = "auditor", password: str = PASSWORD) -> Result:
        """Run the command and answer what it asks."""
        return CliRunner().invoke(
            main, ["--instance", str(self.instance), "export", "make", *USUAL, "--into", str(self.into), *arguments],
            input=f"{name}\n{password}\n",
        )

    def made(self) -> list[str]:
        return sorted(path.name for path in self.into.iterdir())


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    for known in [known for known in os.environ if known.startswith("MEDIATION_")]:
        monkeypatch.delenv(known)
    instance, into = tmp_path / "instance", tmp_path / "into"
    instance.mkdir(mode=0o700)
    into.mkdir()
    office = builders.founded(instance, Keyring.create(instance / "keyring.json"))
    (instance / "settings.toml").write_text(
        f'address = "http://127.0.0.1:8000"\nagency = "Contoh"\ndatabase = "sqlite:///{instance / "office.db"}"\n',
        encoding="utf-8",
    )
    for number in ("0001/2026", "0002/2026", "0003/2026"):
        builders.open_case(office, builders.a_request(number))
    yield Terminal(office, exports.confirmed(office), instance, into)
    office.premises.engines.dispose()


def test_a_bundle_and_its_signature_are_written_and_hold(terminal: Terminal) -> None:
    done = terminal.run("--csv", "--xlsx", "--from", "2026-11", "--unit", "SD Negeri 1 Contoh")

    assert done.exit_code == 0, done.output
    sealed = next(terminal.into.glob("*.age"))
    assert terminal.made() == [sealed.name, f"{sealed.name}.minisig"]
    assert "3 ringkasan" in done.output
    line = done.output.split("minisign -V -P ")[1].split()[0]
    checked = CliRunner().invoke(main, ["export", "verify", str(sealed), "--key", line])
    assert checked.exit_code == 0, checked.output


def test_nobody_stays_signed_in(terminal: Terminal) -> None:
    terminal.run()

    with terminal.office.premises.reading() as transaction:
        assert transaction.execute(sa.select(session.c.id)).all() == []


def test_the_trail_tells_who_made_it_and_the_row_names_no_file(terminal: Terminal) -> None:
    terminal.run()

    with terminal.office.premises.reading() as transaction:
        (row,) = transaction.execute(sa.select(export)).all()
        acts = [one.action for one in reversed(audit.about(transaction, f"export:{row.id}"))]
    assert acts == ["export.begun", "export.made"]
    assert (row.state, row.file, row.auditor) == ("written", None, terminal.office.auditor.person.id)


def test_a_wrong_password_is_counted_as_at_the_door(terminal: Terminal) -> None:
    done = terminal.run(password="salah sama sekali 1")

    assert done.exit_code == 1
    assert "tidak cocok" in done.output
    with terminal.office.premises.reading() as transaction:
        assert transaction.execute(sa.select(sign_in_failure.c.failures)).scalars().all() == [1]
    assert terminal.made() == []


def test_nobody_but_an_auditor_makes_an_export(terminal: Terminal) -> None:
    done = terminal.run(name="kepala")

    assert done.exit_code == 1
    assert "Hanya auditor" in done.output
    assert terminal.made() == []


@pytest.mark.parametrize(("arguments", "said"), [
    (("--recipient", "Orang Lain"), "Tidak ada kunci yang disahkan atas nama Orang Lain"),
    (("--unit", "Dinas Lain"), "Dinas Lain tidak dikenal"),
    (("--from", "2026-13"), "bukan bulan"),
    (("--field", "name"), "name tidak dikenal"),
    (("--to", "2020-01"), "Tidak ada berkas yang cocok"),
])
def test_what_cannot_be_is_named_and_nothing_is_written(
    terminal: Terminal, arguments: tuple[str, str], said: str,
) -> None:
    done = terminal.run(*arguments)

    assert done.exit_code == 1
    assert said in done.output
    assert terminal.made() == []


def test_there_is_no_way_to_give_a_password_on_the_command_line(terminal: Terminal) -> None:
    assert terminal
    shown = CliRunner().invoke(main, ["export", "make", "--help"]).output.lower()

    assert "--password" not in shown
    assert "--account" not in shown


def test_the_password_stands_in_no_process_and_no_file_while_it_is_made(terminal: Terminal, tmp_path: Path) -> None:
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", "from mediation.cli import main; main()", "--instance", str(terminal.instance), "export",
         "make", *USUAL, "--into", str(terminal.into)],
        stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    os.close(slave)
    seen, shown, asked = set(), "", ["auditor\n", f"{PASSWORD}\n"]
    while process.poll() is None:
        seen |= lines_of_processes()
        shown += read(master)
        if asked and shown.rstrip().endswith((":",)):
            os.write(master, asked.pop(0).encode())
            shown += "\n"
        time.sleep(0.005)
    shown += read(master)
    os.close(master)

    assert process.returncode == 0, shown
    assert not any(PASSWORD.encode() in line for line in seen)
    assert PASSWORD not in shown
    files = (path for path in tmp_path.rglob("*") if path.is_file())
    assert not any(PASSWORD.encode() in path.read_bytes() for path in files)


def lines_of_processes() -> set[bytes]:
    """Return what the process list shows, environment too."""
    found = set()
    # By names, not by a pattern: a process may be gone before its folder is looked into.
    for process in (path for path in Path("/proc").iterdir() if path.name.isdigit()):
        for name in ("cmdline", "environ"):
            with suppress(OSError):
                found.add((process / name).read_bytes())
    return found


def read(master: int) -> str:
    """Return what the terminal shows by now."""
    with suppress(OSError):
        if select.select([master], [], [], 0)[0]:
            return os.read(master, 65_536).decode()
    return ""
