"""100 MB sealed by our age beside the age program, file to file; the whole bundle and its memory told beside them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from uuid import uuid4

from bench.measuring import Measured, interleaved, ms
from mediation.clock import now
from mediation.inspection.bundle import writing
from mediation.inspection.bundle.model import ROWS, Facts, Reader
from mediation.vault import age
from mediation.vault.keyring import Keyring
from mediation.vault.keys import PrivateKey
from mediation.vault.system import SystemKeys

SIZE: Final = 100_000_000
ROUNDS: Final = 20
_PIECE = 1024 * 1024
_MOST_TIME = 1.66  # times the program's: at least 60 % of its speed
_KIB = 1024
_MOST_MEMORY = 64.0  # MB over a process that made a small one


class NoProgram(Exception):  # noqa: N818 - names what is missing
    """The program age is not installed, so there is nothing to compare with."""


def measure() -> Iterator[Measured]:
    """Yield our time for 100 MB as a part of the age program's, the whole bundle's, and the memory that it takes."""
    program = shutil.which("age")
    if program is None:
        raise NoProgram("the program age is missing: apt-get install age")
    with TemporaryDirectory(prefix="bench-bundle-") as folder:
        yield from _speed(Path(folder), program)
        yield _memory(Path(folder))


def _speed(folder: Path, program: str) -> Iterator[Measured]:
    public = PrivateKey.generate().public
    clear = folder / "clear"
    _fill(clear)
    took = interleaved({
        "program": lambda: _by_program(program, public, clear, folder / "program.age"),
        "ours": lambda: _by_us(public, clear, folder / "ours.age"),
        "bundle": lambda: _bundled(public, clear, folder),
    }, ROUNDS)
    yield Measured(
        "100 MB sealed, file to file, beside the age program", took["ours"] / took["program"], _MOST_TIME,
        note=f"{ms(took['ours'])} and {ms(took['program'])}: {took['program'] / took['ours']:.0%} of its speed",
    )
    yield Measured(
        "a bundle of 100 MB, beside the age program", took["bundle"] / took["program"], None,
        note=f"{ms(took['bundle'])}: ZIP, three digests, signature and the wait for the disk included",
    )


def _fill(path: Path) -> None:
    with path.open("wb") as file:
        for _ in range(SIZE // _PIECE):
            file.write(os.urandom(_PIECE // 2 - 1).hex().encode() + b"\n\n")
        file.truncate(SIZE)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb", buffering=0) as file:
        while piece := file.read(_PIECE):
            yield piece


def _by_program(program: str, public: bytes, clear: Path, sealed: Path) -> None:
    sealed.unlink(missing_ok=True)
    command = [program, "-r", age.recipient_line(public), "-o", str(sealed), str(clear)]
    subprocess.run(command, check=True)  # noqa: S603 - our own words


def _by_us(public: bytes, clear: Path, sealed: Path) -> None:
    sealed.unlink(missing_ok=True)
    with sealed.open("wb") as file:
        age.encrypt(_pieces(clear), [public], file.write)


def _bundled(public: bytes, clear: Path, folder: Path) -> None:
    for made in folder.glob("bundle.age*"):
        made.unlink()
    _write(folder, "bundle", public, lambda: _pieces(clear))


def _write(folder: Path, name: str, public: bytes, rows: Callable[[], Iterator[bytes]]) -> None:
    at = now()
    facts = Facts(uuid4(), "Auditor Contoh", "Pengukuran", at, at + timedelta(days=1), (Reader("Auditor", public),))
    writing.write(folder, name, members=[(ROWS, rows())], facts=facts, system=_SYSTEM, told=_unheard)


def _unheard(_rows: int) -> None:
    """Take the count of rows and do nothing with it."""


def _memory(folder: Path) -> Measured:
    """Return by how much making 100 MB raises the peak of a process of its own over making a small one."""
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", "import sys; from bench import bundle; bundle.peaks(sys.argv[1])", str(folder)],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parent.parent,
    )
    few, many = (int(kib) for kib in done.stdout.split())
    return Measured(
        "memory of a bundle of 100,000 rows over one of 1,000", (many - few) / _KIB, _MOST_MEMORY, unit="MB",
        note=f"peaks of {many / _KIB:.0f} and {few / _KIB:.0f} MB",
    )


def peaks(folder: str) -> None:
    """Print the peak memory in KiB after a bundle of 1,000 rows and after one of 100,000, of 1,000 bytes each."""
    public = PrivateKey.generate().public
    for name, count in (("few", 1_000), ("many", 100_000)):
        _write(Path(folder), name, public, lambda count=count: (b"x" * 999 + b"\n" for _ in range(count)))  # type: ignore[misc]
        print(_peak())  # noqa: T201 - read by the process that asked


def _peak() -> int:
    """Return the most KiB that this process has held: not `ru_maxrss`, which begins with the parent's."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0])


def _system() -> SystemKeys:
    keyring = Keyring.ephemeral()
    return SystemKeys.open_(keyring, SystemKeys.create(keyring))


_SYSTEM: Final = _system()
