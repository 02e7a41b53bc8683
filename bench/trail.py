"""A trail of a million entries with its checkpoints, verified by a process of its own: how long, in how much memory.

Run as a program it verifies what it made before: so its memory is its own.
"""

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bench.measuring import Measured
from mediation.accounts.founding import open_premises
from mediation.accounts.store import installation
from mediation.audit import checkpoints, heads, records
from mediation.audit.heads import Head
from mediation.audit.tables import entry
from mediation.clock import from_micros
from mediation.database import migrate
from mediation.database.engine import connect
from mediation.inspection import verifying
from mediation.transaction import Premises
from mediation.vault import chain
from mediation.vault.keyring import Keyring

ENTRIES = 1_000_000
_BATCH = 10_000
_BETWEEN = 45_000_000  # µs from one entry to the next: a year and a half of a busy office
_CASES, _PEOPLE = 20_000, 200
_DIGEST = "5e" * 32
_MB = 1024 * 1024
_ROUNDS = 3


def measure() -> Iterator[Measured]:
    """Yield the seconds that a whole verification takes, and by how much its memory grows."""
    with TemporaryDirectory(prefix="bench-trail-") as folder:
        _make(Path(folder))
        told = [_verified(Path(folder)) for _ in range(_ROUNDS)]
    seconds = sorted(each["seconds"] for each in told)[_ROUNDS // 2]
    yield Measured(
        "a trail of a million entries verified, with its checkpoints", seconds, 10, "s",
        f"{seconds / ENTRIES * 1e6:.1f} µs an entry, {told[0]['checkpoints']:.0f} checkpoints, median of {_ROUNDS}",
    )
    grown = max(each["grown"] for each in told) / _MB
    yield Measured("memory that it takes over what the process had", grown, 16, "MB", "the trail alone has 0.4 GB")


def _opened(folder: Path) -> Premises:
    engines = connect(f"sqlite:///{folder / 'database.sqlite'}", lasting=False)
    premises = open_premises(engines, Keyring.load(folder / "keyring.json"))
    return replace(premises, outside=replace(premises.outside, file=folder / "checkpoints.txt"))


def _make(folder: Path) -> None:
    engines = connect(f"sqlite:///{folder / 'database.sqlite'}", lasting=False)
    migrate.upgrade(engines.write)
    installation.create(engines, Keyring.create(folder / "keyring.json"), demo=False).engines.dispose()
    premises = _opened(folder)
    with premises.writing() as transaction:
        # Made again over all entries at once: so making the trail takes seconds.
        for index in entry.indexes:
            index.drop(transaction.connection)
        last = heads.EMPTY
        for rows in _batches(premises):
            transaction.connection.execute(sa.insert(entry), rows)
            last = Head(rows[-1]["seq"], rows[-1]["mac"], rows[-1]["time"])
        for index in entry.indexes:
            index.create(transaction.connection)
        transaction.commit()
    assert last.seq == ENTRIES  # noqa: S101 - what is measured is what was promised
    premises.engines.dispose()


def _batches(premises: Premises) -> Iterator[list[dict[str, Any]]]:
    """Yield the rows of a trail: looks into files, and saves with their digests; write its checkpoints meanwhile."""
    chance = random.Random(4)  # noqa: S311 - an order, no secret
    cases = [f"case:{UUID(int=chance.getrandbits(128))}" for _ in range(_CASES)]
    people = [f"person:{UUID(int=chance.getrandbits(128))}" for _ in range(_PEOPLE)]
    mac = chain.START
    time = round(datetime(2026, 1, 1, tzinfo=UTC).timestamp()) * 1_000_000
    rows: list[dict[str, Any]] = []
    looked: dict[str, object] = {"purpose": "read"}
    saved: dict[str, object] = dict.fromkeys(("seal", "course", "result", "row"), _DIGEST)
    for seq in range(1, ENTRIES + 1):
        time += _BETWEEN
        action, detail = ("case.opened", looked) if chance.random() < 0.7 else ("mediation.recorded", saved)  # noqa: PLR2004 - most are looks
        actor, subject = chance.choice(people), chance.choice(cases)
        canonical = chain.canonical(seq, time, actor, action, subject, detail)
        mac = chain.next_mac(premises.system, mac, canonical)
        rows.append({
            "seq": seq, "time": time, "actor": actor, "action": action, "object": subject, "canonical": canonical,
            "mac": mac,
        })
        if seq % checkpoints.EVERY == 0:
            _checkpoint(premises, Head(seq, mac, time))
        if len(rows) == _BATCH:
            yield rows
            rows = []


def _checkpoint(premises: Premises, head: Head) -> None:
    assert premises.outside.file is not None  # noqa: S101 - `_opened` names it
    note = checkpoints.signed(premises.system, premises.outside, head)
    records.append(premises.outside.file, note, from_micros(head.time))


def _verified(folder: Path) -> dict[str, float]:
    """Return what another process found: seconds, bytes by which its memory grew, checkpoints that agree."""
    done = subprocess.run(  # noqa: S603 - this very module
        [sys.executable, "-m", "bench.trail", str(folder)], capture_output=True, text=True, check=True,
        cwd=Path(__file__).parents[1],
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _verify(folder: Path) -> dict[str, float]:
    premises = _opened(folder)
    with premises.reading() as transaction:
        transaction.connection.exec_driver_sql("SELECT 1")
        before = _peak()
        began = perf_counter()
        found = verifying.verify(transaction, verifying.own_records(premises))
        took = perf_counter() - began
    if not found.whole or found.chain.intact != ENTRIES:
        raise SystemExit(" ".join(sentence.words for sentence in found.sentences))
    return {"seconds": took, "grown": _peak() - before, "checkpoints": found.comparison.agreeing}


def _peak() -> int:
    """Return the most memory that this process ever had, in bytes; `getrusage` would tell its parent's too."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) * 1024


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_verify(Path(sys.argv[1]))))
