"""The commands for auditors: no database, plain words, no passphrase on a command line."""

import subprocess
import sys
from pathlib import Path

import pyrage
import pytest
from click.testing import CliRunner, Result

from mediation.cli import main
from mediation.inspection.bundle.model import ROWS
from mediation.vault import age, minisign
from mediation.vault.principals import fingerprint
from tests import bundles
from tests.bundles import LINES, forged, made, path_in, right, zipped
from tests.terminal import at_terminal

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-c", "from mediation.cli import main; main()", "export"]
PASSPHRASE = "tujuh kuda kayu di rawa"


def run(*words: object) -> Result:
    return CliRunner().invoke(main, ["--instance", "/nonexistent", "export", *map(str, words)])


@pytest.fixture
def secret() -> str:
    return bundles.key_line()


@pytest.fixture
def identity(tmp_path: Path, secret: str) -> Path:
    path = tmp_path / "kunci.txt"
    path.write_text(f"# created: 2026-03-02T09:30:00Z\n{secret}\n")
    return path


@pytest.fixture
def bundle(tmp_path: Path, secret: str) -> Path:
    made(tmp_path, age.Identity(secret))
    return path_in(tmp_path)


def key(seed: int = 1) -> str:
    return minisign.public_key(bundles.system(seed)).line


def test_a_bundle_is_verified_without_any_installation(bundle: Path, identity: Path) -> None:
    result = run("verify", bundle, "--identity", identity, "--key", key())

    assert result.exit_code == 0, result.output
    assert result.output.count("COCOK: ") == 6
    assert "TIDAK COCOK" not in result.output
    assert "Semua yang dapat diperiksa cocok." in result.output


def test_the_key_may_stand_in_a_file(bundle: Path, tmp_path: Path) -> None:
    (tmp_path / "kunci.pub").write_text(f"untrusted comment: minisign public key\n{key()}\n")

    result = run("verify", bundle, "--key", tmp_path / "kunci.pub")

    assert result.exit_code == 0
    assert "TIDAK DAPAT DIKATAKAN: Isi" in result.output


def test_what_does_not_hold_ends_with_status_1(bundle: Path, identity: Path) -> None:
    result = run("verify", bundle, "--identity", identity, "--key", key(2))

    assert result.exit_code == 1
    assert "TIDAK COCOK: Tanda tangan: dibuat dengan kunci lain" in result.output
    assert "Jangan mengandalkan berkas ini" in result.output


def test_a_bundle_is_opened_into_a_new_folder(bundle: Path, identity: Path, tmp_path: Path) -> None:
    words = ("open", bundle, "--identity", identity, "--key", key(), "--into", tmp_path / "isi")

    first, again = run(*words), run(*words)

    assert first.exit_code == 0, first.output
    assert (tmp_path / "isi" / ROWS).read_bytes() == LINES
    assert again.exit_code == 1
    assert "sudah ada dan tidak ditimpa" in again.output


def test_a_bundle_with_another_member_than_listed_is_not_opened(tmp_path: Path, secret: str, identity: Path) -> None:
    one = age.Identity(secret)
    path = forged(tmp_path, zipped(right(one), (ROWS, b"lain\n")), [one.public])

    result = run("open", path, "--identity", identity, "--key", key(), "--into", tmp_path / "isi")

    assert result.exit_code == 1
    assert "TIDAK COCOK: Isi: bagian ini lain" in result.output
    assert "Tidak ada yang ditulis." in result.output
    assert not (tmp_path / "isi").exists()


@pytest.mark.parametrize("words", [
    ["verify", "tiada.age", "--key", key()], ["verify"], ["open"], ["fingerprint"], ["fingerprint", "age1salah"],
])
def test_wrong_words_end_with_status_2(words: list[str]) -> None:
    assert run(*words).exit_code == 2


def test_wrong_files_are_refused_in_the_readers_words(bundle: Path, tmp_path: Path, identity: Path) -> None:
    (tmp_path / "rusak").write_bytes(b"\xff\x00")

    for words in (
        ["--key", tmp_path / "rusak"], ["--key", "RWsalah"], ["--key", key(), "--identity", tmp_path / "rusak"],
        ["--key", key(), "--identity", tmp_path / "tiada"], ["--key", identity],
    ):
        result = run("verify", bundle, *words)
        assert result.exit_code == 2
        assert "Traceback" not in result.output
        assert "AGE-SECRET" not in result.output.replace("AGE-SECRET-KEY-1…", "")


def test_the_fingerprint_is_that_of_the_program(secret: str) -> None:
    public = age.Identity(secret).public

    assert run("fingerprint", age.recipient_line(public)).output == fingerprint(public) + "\n"


def test_a_private_key_typed_in_its_place_is_not_repeated(secret: str) -> None:
    result = run("fingerprint", secret)

    assert result.exit_code == 2
    assert secret not in result.output


def test_checking_loads_neither_the_database_nor_the_web() -> None:
    code = (
        "import sys; import mediation.cli.export; "
        "sys.exit(any(name in sys.modules for name in ('sqlalchemy', 'flask', 'mediation.transaction')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=ROOT).returncode == 0


def test_the_passphrase_is_asked_on_the_terminal_and_seen_nowhere(bundle: Path, secret: str, tmp_path: Path) -> None:
    protected = tmp_path / "kunci.age"
    protected.write_bytes(pyrage.passphrase.encrypt(secret.encode(), PASSPHRASE))
    words = ["open", str(bundle), "--identity", str(protected), "--key", key(), "--into", str(tmp_path / "isi")]

    seen = at_terminal([*COMMAND, *words], [("Frasa sandi kunci pribadi: ", PASSPHRASE)], ROOT)

    assert seen.status == 0, seen.screen
    assert (tmp_path / "isi" / ROWS).read_bytes() == LINES
    assert "kuda" not in seen.screen
    assert any(str(bundle).encode() in line for line in seen.command_lines)
    assert not any(told in line for line in seen.command_lines for told in (b"kuda", b"AGE-SECRET"))
