"""Nothing in the project names a machine's folder or a package registry."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {".git", ".venv", "node_modules", "instance", "__pycache__"}
CACHES = re.compile(r"^\.[a-z_]+_cache$|^\.hypothesis$")
TEXT = {".py", ".toml", ".txt", ".in", ".md", ".html", ".js", ".css", ".scss", ".json", ".yml", ".yaml", ".cfg", ""}
MACHINE_PATH = re.compile(r"(?<![\w.$}])/(?:work|root|home|Users)/\w")
LOCK_ADDRESS = re.compile(r"\w+://|^\s*--(?:extra-)?index-url|--find-links|--trusted-host", re.MULTILINE)


def files() -> Iterator[Path]:
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        if NOT_OURS.isdisjoint(parts) and not any(CACHES.match(part) for part in parts) and path.is_file():
            yield path


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}…"
        for path in files()
        if path.suffix in TEXT and "vendor" not in path.parts
        for match in MACHINE_PATH.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]

    assert found == [], "Remedy: name the place relative to the project, or take it from a setting"


def test_lock_files_name_no_host() -> None:
    locks = [*(ROOT / "requirements").glob("*.txt"), *(ROOT / "requirements").glob("*.in")]

    found = [path.name for path in locks if LOCK_ADDRESS.search(path.read_text(encoding="utf-8"))]

    assert found == [], "Remedy: `make locks` writes them without addresses"


def test_node_lock_files_name_no_host() -> None:
    locks = [path for path in files() if path.name == "package-lock.json"]

    found = [
        str(path.relative_to(ROOT))
        for path in locks
        if re.search(r'"resolved":\s*"http', path.read_text(encoding="utf-8"))
    ]

    assert found == [], "Remedy: npm install --omit-lockfile-registry-resolved"


def test_every_locked_package_has_a_hash() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        entries = re.split(r"\n(?=[a-z])", path.read_text(encoding="utf-8").strip())

        bare = [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry and not entry.startswith("#")]

        assert bare == [], "Remedy: `make locks`"
