"""Measure all that was promised, print it beside its limits, write RESULTS.md; exit status 1 when a limit is missed.

A measure whose code is missing or breaks counts as missed. Everything is made in a temporary folder.
"""

import importlib
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench.measuring import Measured

RESULTS = Path(__file__).with_name("RESULTS.md")
_PACKAGES = ("flask", "sqlalchemy", "cryptography", "jinja2", "python-docx", "gunicorn", "pillow")
_MEASURES = (
    "list_page:measure", "list_page:desk", "queue_page:measure", "case_page:measure", "report:measure",
    "search:measure", "statistics:measure", "export:measure", "serve:measure", "bundle:measure",
    "trail:measure",
)
_ALONE = {"report", "bundle", "trail"}  # which need no office


@dataclass(frozen=True)
class Missing:
    """A measure that could not be taken: which, and the last words of the error."""

    name: str
    why: str


Line = Measured | Missing


def main() -> int:
    """Run all measures, or those named on the command line; return the exit status."""
    began, load = time.perf_counter(), os.getloadavg()[0]
    wanted = [name for name in _MEASURES if not sys.argv[1:] or name.partition(":")[0] in sys.argv[1:]]
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as folder:
        lines = list(_measured(wanted, Path(folder)))
    missed = [line for line in lines if isinstance(line, Missing) or not line.kept]
    if wanted == list(_MEASURES):
        seconds = time.perf_counter() - began
        RESULTS.write_text(_page(lines, missed, seconds, (load, os.getloadavg()[0])), encoding="utf-8")
    print(f"{len(missed)} of {len(lines)} missed" if missed else "every limit is kept")
    return 1 if missed else 0


def _measured(wanted: Sequence[str], folder: Path) -> Iterator[Line]:
    try:
        offices = importlib.import_module("bench.offices").make(folder)
    except Exception as error:  # noqa: BLE001 - whatever it is, all that needs the offices is missed
        traceback.print_exc()
        offices = error
    for name in wanted:
        for line in _taken(name, offices):
            print(_told(line), flush=True)
            yield line


def _taken(name: str, offices: object) -> Iterator[Line]:
    """Yield what one measure finds; a broken one is a line that says so."""
    module, _, function = name.partition(":")
    try:
        measure: Callable[..., Iterator[Measured]] = getattr(importlib.import_module(f"bench.{module}"), function)
        if module in _ALONE:
            yield from measure()
            return
        yield from measure(_there(offices))
    except Exception as error:  # noqa: BLE001 - a measure that breaks must not hide the others
        traceback.print_exc()
        yield Missing(name, f"{type(error).__name__}: {error}".splitlines()[0][:160])


def _there(offices: object) -> object:
    if isinstance(offices, Exception):
        raise offices
    return offices


def _told(line: Line) -> str:
    if isinstance(line, Missing):
        return f"MISSING  {line.name}  {line.why}"
    state = "told   " if line.limit is None else "kept   " if line.kept else "MISSED "
    return f"{state}  {line.name}: {_value(line)}{_limit(line)}  {line.note}"


def _value(line: Measured) -> str:
    return f"{line.value:.2f} {line.unit}"


def _limit(line: Measured) -> str:
    return "" if line.limit is None else f" (limit {line.limit:g})"


def _page(lines: Sequence[Line], missed: Sequence[Line], seconds: float, load: tuple[float, float]) -> str:
    return "\n".join([
        "# What `make bench` measured last",
        "",
        "Written by the run; not by hand. Ratios are of medians of 20 to 120 interleaved rounds within one run.",
        "",
        f"- {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, commit {_commit()}, {seconds / 60:.1f} minutes and up",
        f"- {_processor()}, {os.cpu_count()} cores, {_memory()}; load {load[0]:.1f} to {load[1]:.1f} during the run",
        f"- {platform.system()}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {_packages()}",
        "",
        "| measure | value | limit | | of it |",
        "|---|---:|---:|---|---|",
        *(_row(line) for line in lines),
        "",
        "## Losses",
        "",
        *([f"- {_name(line)}" for line in missed] or ["None: every limit is kept."]),
        "",
        "## How it is measured, and what that leaves out",
        "",
        *_NOTES,
        "",
    ])


_NOTES = (
    "- Pages are asked for at the application's own door (WSGI), signed in, with the guard, the session's row and the",
    "  template; the plaintext page differs by its rows alone. Cold start, uploads and memory use the real server.",
    "- Cases are clones of told ones, sealed anew under keys of their own; bodies of issued documents are stand-ins of",
    "  64 bytes. Of files in the queue and of four in five closed ones the case's own row alone is cloned: lists,",
    "  searches and figures read no other.",
    "- The 90,000 cases beyond 10,000 hold random bytes of the right kind instead of seals: a search by number opens",
    "  none of them.",
    "- Databases are SQLite files with WAL and synchronous=FULL, made without waiting for the disk and opened again.",
    "- Other programs on the machine slow both sides of a ratio alike, and absolute values by what the load says.",
)


def _row(line: Line) -> str:
    if isinstance(line, Missing):
        return f"| {line.name} | – | | **missing** | {line.why} |"
    state = "" if line.limit is None else "kept" if line.kept else "**missed**"
    limit = "" if line.limit is None else f"{line.limit:g} {line.unit}"
    return f"| {line.name} | {_value(line)} | {limit} | {state} | {line.note} |"


def _name(line: Line) -> str:
    if isinstance(line, Missing):
        return f"{line.name} could not be measured: {line.why}"
    return f"{line.name}: {_value(line)}{_limit(line)}; {line.note}"


def _commit() -> str:
    try:
        told = subprocess.run(
            ["git", "describe", "--always", "--dirty"],  # noqa: S607 - found as the shell finds it
            capture_output=True, text=True, check=True, cwd=RESULTS.parent,
        )
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return told.stdout.strip()


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.machine()


def _packages() -> str:
    return ", ".join(f"{name} {version(name)}" for name in _PACKAGES)


def _memory() -> str:
    kib = int(Path("/proc/meminfo").read_text(encoding="ascii").split()[1])
    return f"{kib / 1024 / 1024:.0f} GB"


if __name__ == "__main__":
    sys.exit(main())
