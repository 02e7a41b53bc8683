"""The commands: set-up never overwrites, the start is refused with the remedy, the trail is verified."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from bech32 import bech32_encode, convertbits
from click.testing import CliRunner, Result

from mediation.cli import main
from mediation.cli.opening import StartRefused, open_checked
from mediation.settings import Settings
from mediation.vault.keyring import Keyring, KeyringRefused
from mediation.vault.keys import PrivateKey
from mediation.vault.minisign import parse_public, public_key

NEWCOMERS = (
    ("--head", "Kepala Contoh", "kepala"),
    ("--auditor", "Auditor Contoh", "auditor"),
    ("--administrator", "Administrator Contoh", "admin"),
)

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on the instance folder of this test."""
    for name in [name for name in os.environ if name.startswith("MEDIATION_")]:
        monkeypatch.delenv(name)

    def invoke(*arguments: str, **environment: str) -> Result:
        return CliRunner().invoke(main, ["--instance", str(tmp_path / "instance"), *arguments], env=environment)

    return invoke


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Set an installation up once, at the real cost of its passwords."""
    folder = tmp_path_factory.mktemp("made") / "instance"
    result = CliRunner().invoke(main, ["--instance", str(folder), *set_up()])
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture
def instance(made: Path, tmp_path: Path) -> Path:
    """Return a copy of it, for this test alone, where `run` looks."""
    return Path(shutil.copytree(made, tmp_path / "instance"))


def set_up() -> list[str]:
    people = [word for newcomer in NEWCOMERS for word in newcomer]
    return ["init", "--agency", "Kabupaten Contoh", "--address", "http://127.0.0.1:8000", "--recovery", age(), *people]


def age() -> str:
    words = convertbits(PrivateKey.generate().public, 8, 5)
    assert words is not None
    return bech32_encode("age", words)


def settings_of(instance: Path, **changes: str) -> Settings:
    return Settings.from_env({f"MEDIATION_{name.upper()}": value for name, value in changes.items()}, instance)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_set_up_makes_everything_for_its_owner_alone(instance: Path) -> None:
    modes = {path.name: mode(path) for path in instance.iterdir()}

    assert mode(instance) == 0o700
    assert {"database.sqlite", "keyring.json", "settings.toml", "checkpoints.txt"} <= modes.keys()
    assert set(modes.values()) == {0o600}


def test_set_up_closes_a_folder_that_was_open_to_others(run: Run, tmp_path: Path) -> None:
    (tmp_path / "instance").mkdir(mode=0o755)

    run(*set_up())

    assert mode(tmp_path / "instance") == 0o700


def test_set_up_prints_a_one_time_password_for_each_of_the_three(run: Run) -> None:
    lines = run(*set_up()).output.splitlines()

    passwords = {line.split()[0]: line.split()[1] for line in lines if line.startswith("  ")}
    assert passwords.keys() == {"kepala", "auditor", "admin"}
    assert len(set(passwords.values())) == len(NEWCOMERS)


def test_set_up_asks_for_what_is_not_given(tmp_path: Path) -> None:
    typed = ["Kabupaten Contoh", "", age(), "Kepala", "kepala", "Auditor", "auditor", "Admin", "admin"]

    result = CliRunner().invoke(
        main, ["--instance", str(tmp_path / "instance"), "init"], input="".join(f"{line}\n" for line in typed),
    )

    assert result.exit_code == 0, result.output
    assert settings_of(tmp_path / "instance").agency == "Kabupaten Contoh"


@pytest.mark.parametrize("name", ["database.sqlite", "keyring.json", "settings.toml", "checkpoints.txt"])
def test_set_up_never_overwrites(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "instance").mkdir()
    (tmp_path / "instance" / name).write_text("punya orang", encoding="utf-8")

    result = run(*set_up())

    assert result.exit_code == 1
    assert f"{name} sudah ada" in result.output
    assert {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "instance").iterdir()} == {
        name: "punya orang",
    }


def test_set_up_that_fails_half_way_leaves_nothing(run: Run, tmp_path: Path) -> None:
    result = run(*set_up(), MEDIATION_DATABASE=f"sqlite:///{tmp_path}/nowhere/database.sqlite")

    assert result.exit_code == 1
    assert list((tmp_path / "instance").iterdir()) == []


def test_a_secret_identity_is_not_taken_for_a_recipient(run: Run) -> None:
    arguments = [word if not word.startswith("age1") else "AGE-SECRET-KEY-1QQQQ" for word in set_up()]

    result = run(*arguments)

    assert result.exit_code == 2
    assert "QQQQ" not in result.output


def test_set_up_refuses_two_people_of_one_name(run: Run) -> None:
    arguments = ["Kepala" if word == "admin" else word for word in set_up()]

    assert "berbeda nama masuknya" in run(*arguments).output


def test_the_trail_of_a_new_installation_is_intact(instance: Path, run: Run) -> None:
    result = run("audit", "verify")

    assert result.exit_code == 0
    assert result.output.startswith("Utuh: ")
    assert "Yang tidak dapat dilihat" in result.output
    assert instance.exists()


def test_a_changed_entry_is_named_and_the_exit_status_is_1(instance: Path, run: Run) -> None:
    change(instance, "DROP TRIGGER audit_entry_no_update", "UPDATE audit_entry SET time = time + 1 WHERE seq = 2")

    result = run("audit", "verify")

    assert result.exit_code == 1
    assert "RUSAK: kolom catatan nomor 2 diubah" in result.output


def change(instance: Path, *statements: str) -> None:
    with sqlite3.connect(instance / "database.sqlite") as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def test_a_set_up_installation_opens(instance: Path) -> None:
    premises = open_checked(settings_of(instance))

    assert not premises.demo
    premises.engines.dispose()


def test_the_start_is_refused_without_keyring(instance: Path) -> None:
    (instance / "keyring.json").unlink()

    with pytest.raises(KeyringRefused, match=r"tidak ada[.] Kembalikan"):
        open_checked(settings_of(instance))


def test_the_start_is_refused_with_a_keyring_that_others_may_read(instance: Path) -> None:
    (instance / "keyring.json").chmod(0o640)

    with pytest.raises(KeyringRefused, match="chmod 600"):
        open_checked(settings_of(instance))


def test_the_start_is_refused_with_another_databases_keyring(instance: Path) -> None:
    (instance / "keyring.json").unlink()
    Keyring.create(instance / "keyring.json")

    with pytest.raises(StartRefused, match="bukan berkas kunci basis data ini"):
        open_checked(settings_of(instance))


def test_the_start_is_refused_with_damaged_system_keys(instance: Path) -> None:
    change(instance, "UPDATE system_key SET stored = zeroblob(length(stored)) WHERE name = 'audit'")

    with pytest.raises(StartRefused, match="Kunci sistem dalam basis data rusak"):
        open_checked(settings_of(instance))


def test_the_start_is_refused_without_database(instance: Path) -> None:
    (instance / "database.sqlite").unlink()

    with pytest.raises(StartRefused, match=r"tidak ada[.] Jalankan `mediation init`"):
        open_checked(settings_of(instance))

    assert not (instance / "database.sqlite").exists()


def test_the_start_is_refused_while_migrations_are_pending(instance: Path) -> None:
    change(instance, "UPDATE alembic_version SET version_num = '0000'")

    with pytest.raises(StartRefused, match="jalankan `mediation migrate`"):
        open_checked(settings_of(instance))


def test_the_start_is_refused_with_a_database_of_a_demonstration(instance: Path) -> None:
    change(instance, "UPDATE installation SET demo = 1")

    with pytest.raises(StartRefused, match="DATA CONTOH"):
        open_checked(settings_of(instance))


def test_a_demonstration_is_refused_on_a_real_database(instance: Path) -> None:
    with pytest.raises(StartRefused, match="pekerjaan sungguhan"):
        open_checked(settings_of(instance), demo=True)


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"MEDIATION_ADDRESS": "http://berkas.contoh.example"}, "harus memakai https"),
        ({"MEDIATION_WARNA": "biru"}, "tidak dikenal: warna"),
        ({"MEDIATION_KEYRING": "{}"}, "Hapus MEDIATION_KEYRING"),
        ({"MEDIATION_KEYRING_FILE": "/nowhere/keyring.json"}, "Kembalikan"),
    ],
)
def test_serve_refuses_to_start_and_names_the_remedy(
    instance: Path, run: Run, environment: dict[str, str], said: str,
) -> None:
    result = run("serve", **environment)

    assert instance.exists()
    assert result.exit_code == 1
    assert said in result.output


def test_serve_refuses_to_start_when_a_setting_is_missing(instance: Path, run: Run) -> None:
    (instance / "settings.toml").write_text('agency = "Kabupaten Contoh"\n', encoding="utf-8")

    assert "Setelan address belum diisi" in run("serve").output


def test_the_diagram_of_the_workflow_is_printed(run: Run) -> None:
    assert "stateDiagram-v2" in run("workflow", "diagram").output


def test_importing_a_rule_does_not_import_flask() -> None:
    code = "import sys, mediation.law.deadlines, mediation.cases.workflow; sys.exit('flask' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_export_key_prints_the_line_by_which_bundles_are_verified(instance: Path, run: Run) -> None:
    premises = open_checked(settings_of(instance))
    line = public_key(premises.system).line
    premises.engines.dispose()

    result = run("export", "key")

    assert result.output == f"{line}\n"
    assert parse_public(result.output).line == line
