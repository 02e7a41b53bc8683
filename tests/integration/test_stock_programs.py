"""The stock programs age and minisign read our bundles, and we read theirs."""

import io
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from mediation.cli import main
from mediation.inspection.bundle.model import MANIFEST, ROWS
from mediation.vault import age, minisign
from tests import bundles
from tests.bundles import LINES, NAME, made, path_in, right, zipped
from tests.terminal import at_terminal

pytestmark = [
    pytest.mark.sealing,
    pytest.mark.skipif(
        not (shutil.which("age") and shutil.which("minisign")),
        reason="needs the programs age and minisign: `make test` as root on Debian installs them",
    ),
]
ROOT = Path(__file__).parents[2]
VERIFY = [sys.executable, "-c", "from mediation.cli import main; main()", "export", "verify"]
PASSPHRASE = "tujuh kuda kayu di rawa"


@pytest.fixture
def identity(tmp_path: Path) -> Path:
    path = tmp_path / "kunci.txt"
    path.write_text(f"{bundles.key_line()}\n")
    return path


@pytest.fixture
def bundle(tmp_path: Path, identity: Path) -> Path:
    made(tmp_path, *age.identities_of(identity.read_bytes(), str))
    return path_in(tmp_path)


def key(seed: int = 1) -> str:
    return minisign.public_key(bundles.system(seed)).line


def stock(*words: object) -> subprocess.CompletedProcess[str]:
    """Run a program of others."""
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False, env=os.environ)


def test_minisign_verifies_what_we_sign(bundle: Path) -> None:
    told = stock("minisign", "-V", "-P", key(), "-m", bundle)

    assert told.returncode == 0
    assert f"Trusted comment: export:{NAME} rows:2" in told.stdout


def test_minisign_refuses_a_changed_file_and_another_key(bundle: Path) -> None:
    assert stock("minisign", "-V", "-P", key(2), "-m", bundle).returncode == 1
    bundle.write_bytes(bundle.read_bytes() + b"x")
    assert stock("minisign", "-V", "-P", key(), "-m", bundle).returncode == 1


def test_we_verify_what_minisign_signs(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"berkas contoh")
    public, private = tmp_path / "a.pub", tmp_path / "a.key"
    assert stock("minisign", "-G", "-W", "-p", public, "-s", private).returncode == 0
    assert stock("minisign", "-S", "-s", private, "-m", tmp_path / "a.txt", "-t", "rows:1").returncode == 0
    digest = minisign.new_digest()
    digest.update(b"berkas contoh")

    signature = minisign.parse_signature((tmp_path / "a.txt.minisig").read_text("utf-8"))
    verdict = minisign.verify(minisign.parse_public(public.read_text()), signature, digest.digest())

    assert (verdict, signature.comment) == (minisign.Verdict.GOOD, "rows:1")


def test_age_opens_our_bundle_as_a_zip(bundle: Path, identity: Path) -> None:
    told = subprocess.run(["age", "-d", "-i", identity, bundle], capture_output=True, check=True)

    with zipfile.ZipFile(io.BytesIO(told.stdout)) as archive:
        assert archive.namelist() == [ROWS, MANIFEST]
        assert archive.read(ROWS) == LINES


def test_age_refuses_another_identity(bundle: Path, tmp_path: Path) -> None:
    (tmp_path / "lain.txt").write_text(bundles.key_line())

    assert stock("age", "-d", "-i", tmp_path / "lain.txt", bundle).returncode == 1


def test_we_open_what_age_seals_to_a_key_of_age_keygen(tmp_path: Path) -> None:
    identity, clear = tmp_path / "baru.txt", tmp_path / "isi.zip"
    assert stock("age-keygen", "-o", identity).returncode == 0
    one = age.identities_of(identity.read_bytes(), str)[0]
    clear.write_bytes(zipped(right(one)))
    recipient = age.recipient_line(one.public)
    assert stock("age", "-r", recipient, "-o", tmp_path / "isi.age", clear).returncode == 0
    path = bundles.signed(tmp_path, (tmp_path / "isi.age").read_bytes())

    words = ["open", path, "--identity", identity, "--key", key(), "--into", tmp_path / "isi"]
    result = CliRunner().invoke(main, ["export", *map(str, words)])

    assert result.exit_code == 0, result.output
    assert (tmp_path / "isi" / ROWS).read_bytes() == LINES


@pytest.mark.parametrize("armour", [[], ["-a"]])
def test_an_identity_that_age_protects_opens_our_bundle(
    bundle: Path, identity: Path, tmp_path: Path, armour: list[str]
) -> None:
    protected = tmp_path / "kunci.age"
    command = ["age", "-p", *armour, "-o", str(protected), str(identity)]
    at_terminal(command, [("Enter passphrase", PASSPHRASE), ("Confirm passphrase", PASSPHRASE)], tmp_path)
    words = [str(bundle), "--identity", str(protected), "--key", key()]

    seen = at_terminal([*VERIFY, *words], [("Frasa sandi kunci pribadi: ", PASSPHRASE)], ROOT)

    assert seen.status == 0, seen.screen
    assert "Penerima: kunci Anda tercatat di antaranya." in seen.screen
