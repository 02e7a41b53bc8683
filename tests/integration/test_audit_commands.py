"""The commands about the trail: compared at each start, refused with the remedy, accepted with a reason, told."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from bech32 import bech32_encode, convertbits
from click.testing import CliRunner, Result

from mediation import audit
from mediation.audit import outside, records
from mediation.cli import main
from mediation.cli.opening import StartRefused, open_checked
from mediation.settings import Settings
from mediation.transaction import Premises
from mediation.vault import notes
from mediation.vault.keys import PrivateKey

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Set an installation up once, under a name of its own."""
    folder = tmp_path_factory.mktemp("made") / "instance"
    words = convertbits(PrivateKey.generate().public, 8, 5)
    assert words
    people = ["--head", "Kepala Contoh", "kepala", "--auditor", "Auditor Contoh", "auditor", "--administrator",
              "Administrator Contoh", "admin"]
    arguments = ["init", "--agency", "Kabupaten Contoh", "--address", "http://127.0.0.1:8000", "--recovery",
                 bech32_encode("age", words), "--origin", "jejak.contoh", *people]
    result = CliRunner().invoke(main, ["--instance", str(folder), *arguments])
    assert result.exit_code == 0, result.output
    (folder / "shown.txt").write_text(result.output, encoding="utf-8")
    return folder


@pytest.fixture
def instance(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "instance"))


@pytest.fixture
def run(instance: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    for name in [name for name in os.environ if name.startswith("MEDIATION_")]:
        monkeypatch.delenv(name)

    def invoke(*arguments: str, **more: str) -> Result:
        return CliRunner().invoke(main, ["--instance", str(instance), *arguments], **more)  # type: ignore[arg-type]

    return invoke


def opened(instance: Path) -> Premises:
    return open_checked(Settings.from_env({}, instance), compare=False)


def act(instance: Path, times: int = 5) -> None:
    """Let something happen, and a checkpoint leave the database."""
    premises = opened(instance)
    with premises.writing() as transaction:
        for _ in range(times):
            audit.append(transaction, audit.Action.REQUEST_REFUSED, "person:x")
        audit.checkpoints.current(transaction)
        transaction.commit()
    premises.engines.dispose()


def put_back(instance: Path) -> None:
    """Do what a restore from a backup does: what happened after the backup is in the file alone."""
    kept = instance / "kept"
    shutil.copy(instance / "database.sqlite", kept)
    act(instance)
    for more in instance.glob("database.sqlite-*"):
        more.unlink()
    kept.replace(instance / "database.sqlite")


def test_set_up_prints_the_key_that_checks_checkpoints_and_leaves_the_first_one(instance: Path, run: Run) -> None:
    shown = (instance / "shown.txt").read_text(encoding="utf-8")
    verifier = next(line for line in shown.splitlines() if line.startswith("jejak.contoh+"))
    [first] = records.read(instance / "checkpoints.txt")

    assert run("audit", "key").output.splitlines()[-1] == verifier
    assert notes.read(first.note, verifier).origin == "jejak.contoh"


@pytest.mark.parametrize("name", ["dua kata", "a+b", "#a"])
def test_set_up_refuses_a_name_that_cannot_sign(run: Run, name: str) -> None:
    result = run("init", "--origin", name)

    assert (result.exit_code, "tanpa spasi" in result.output) == (2, True)


def test_a_database_that_is_older_than_its_checkpoints_is_not_opened(instance: Path, run: Run) -> None:
    put_back(instance)

    with pytest.raises(StartRefused, match="DIKEMBALIKAN KE KEADAAN LAMA"):
        open_checked(Settings.from_env({}, instance))
    result = run("serve")
    assert result.exit_code == 1
    assert "mediation audit accept --reason restored" in result.output


def test_verify_tells_it_too_and_fails(instance: Path, run: Run) -> None:
    put_back(instance)

    result = run("audit", "verify")

    assert result.exit_code == 1
    assert "DIKEMBALIKAN KE KEADAAN LAMA" in result.output
    assert "hanya tampak bila dibandingkan dengan salinan" in result.output


def test_an_accepted_restore_opens_again_and_the_trail_tells(instance: Path, run: Run) -> None:
    put_back(instance)
    asked = run("audit", "accept", "--reason", "restored", input="n\n")
    assert asked.exit_code == 1
    assert run("audit", "verify").exit_code == 1

    accepted = run("audit", "accept", "--reason", "restored", input="y\n")

    assert accepted.exit_code == 0, accepted.output
    premises = open_checked(Settings.from_env({}, instance))
    with premises.reading() as transaction:
        told = audit.about(transaction, outside.SUBJECT)
    premises.engines.dispose()
    assert told[0].action == audit.Action.CHECKPOINTS_ACCEPTED
    assert "pemulihan itu diakui dalam jejak" in run("audit", "verify").output


def test_there_is_nothing_to_accept_when_all_agrees(instance: Path, run: Run) -> None:
    act(instance)

    result = run("audit", "accept", "--reason", "restored")

    assert "Tidak ada yang perlu diakui" in result.output


def test_a_reason_of_ones_own_words_is_no_reason(run: Run) -> None:
    assert run("audit", "accept", "--reason", "Ani Contoh").exit_code == 2


def test_verify_compares_with_a_copy_from_elsewhere(instance: Path, run: Run, tmp_path: Path) -> None:
    act(instance)
    copy = tmp_path / "salinan.txt"
    shutil.copy(instance / "checkpoints.txt", copy)
    cut = run("audit", "verify", "--against", str(copy))
    with closing(sqlite3.connect(instance / "database.sqlite")) as connection:
        connection.execute("DROP TRIGGER audit_entry_no_delete")
        connection.execute("DELETE FROM audit_entry WHERE seq > (SELECT max(seq) - 2 FROM audit_entry)")
        connection.commit()
    (instance / "checkpoints.txt").unlink()

    assert cut.exit_code == 0, cut.output
    assert run("audit", "verify").exit_code == 0
    result = run("audit", "verify", "--against", str(copy))
    assert result.exit_code == 1
    assert "jejak berakhir pada nomor" in result.output


@pytest.mark.parametrize("content", [None, "", "bukan titik periksa\n"])
def test_a_copy_without_any_checkpoint_does_not_pass(run: Run, tmp_path: Path, content: str | None) -> None:
    copy = tmp_path / "salinan.txt"
    if content is not None:
        copy.write_text(content, encoding="utf-8")

    assert run("audit", "verify", "--against", str(copy)).exit_code == 1
