"""Make `.venv` from the locked requirements, or leave it when nothing changed: `environment.py runtime|dev`."""

import hashlib
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
LOCKS = {"runtime": ("runtime.txt",), "dev": ("runtime.txt", "dev.txt")}


def main(kind: str) -> None:
    """Bring `.venv` up to date for `kind`."""
    if is_current("runtime") and (kind == "runtime" or is_current("dev")):
        return
    if not is_current("runtime"):
        say("Making .venv")
        venv.create(ENVIRONMENT, clear=True, with_pip=True, symlinks=True)
        install("runtime")
        # The checkout itself; --no-index: what builds it is among the locked packages.
        pip("--no-index", "--no-build-isolation", "--no-deps", "--editable", str(ROOT))
        stamp("runtime").write_text(fingerprint("runtime"), encoding="utf-8")
    if kind == "dev":
        install("dev")
        stamp("dev").write_text(fingerprint("dev"), encoding="utf-8")


def is_current(kind: str) -> bool:
    """Tell whether `.venv` holds what the locks of `kind` say, for this Python."""
    path = stamp(kind)
    return path.exists() and path.read_text(encoding="utf-8") == fingerprint(kind)


def stamp(kind: str) -> Path:
    """Return the file that remembers what `.venv` was made from."""
    return ENVIRONMENT / f".{kind}-stamp"


def fingerprint(kind: str) -> str:
    """Return the digest of everything that `.venv` depends on, its place included."""
    digest = hashlib.sha256(f"{sys.version}\0{sys.base_prefix}\0{ROOT}".encode())
    for path in (ROOT / "pyproject.toml", *(ROOT / "requirements" / name for name in LOCKS[kind])):
        digest.update(b"\0" + path.read_bytes())
    return digest.hexdigest()


def install(kind: str) -> None:
    """Install the locked packages of `kind`, each checked against its hash."""
    say(f"Installing the locked packages ({kind})")
    pip("--require-hashes", *(word for name in LOCKS[kind] for word in ("-r", str(ROOT / "requirements" / name))))


def pip(*arguments: str) -> None:
    """Run `pip install` in `.venv`; leave with its status when it fails."""
    command = [str(ENVIRONMENT / "bin" / "python"), "-m", "pip", "install", "-qq", *arguments]
    status = subprocess.run([*command, "--disable-pip-version-check"], check=False).returncode  # noqa: S603 - our own words
    if status:
        sys.exit(status)


def say(text: str) -> None:
    """Print `text` at once, on the side of messages."""
    print(f"{text} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
