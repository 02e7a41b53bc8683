import gzip
import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
STATIC = ROOT / "mediation" / "static"
OURS = {"app.js", "upload.js", "mark.svg", "NOTICES.md"}
BOUND = 25_000


def _listed(folder: Path) -> list[tuple[Path, str]]:
    rows = re.findall(r"^\| `([^`]+)` \|.*\| `([0-9a-f]{64})` \|$", (folder / "NOTICES.md").read_text(), re.MULTILINE)
    return [(folder / name, digest) for name, digest in rows]


@pytest.mark.parametrize(("path", "digest"), [*_listed(STATIC), *_listed(ROOT / "tests" / "vendor")])
def test_work_of_others_is_what_the_notices_say(path: Path, digest: str) -> None:
    found = hashlib.sha256(path.read_bytes()).hexdigest()

    assert found == digest, f"{path.name} changed: build it from theme/ or correct NOTICES.md"


def test_every_static_file_is_ours_or_stands_in_the_notices() -> None:
    present = {path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*") if path.is_file()}
    listed = {path.relative_to(STATIC).as_posix() for path, _digest in _listed(STATIC)}

    assert present == listed | OURS


def test_the_style_sheet_is_small_and_loads_nothing_but_our_fonts() -> None:
    style = (STATIC / "app.css").read_bytes()
    loaded = set(re.findall(rb"url\(([^)]*)\)", style))

    assert len(gzip.compress(style)) < BOUND
    assert all(address.strip(b"\"'").startswith(b"fonts/public-sans") for address in loaded)
    assert b"@import" not in style
