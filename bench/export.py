"""10,000 summaries from the database to the finished bundle, beside the same rows from plaintext to a plain file."""

import json
import os
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa

from bench.base import Office
from bench.measuring import Measured, interleaved, ms, times
from bench.offices import BIG, Offices
from mediation.accounts import groups
from mediation.audit.tables import entry
from mediation.cases.store import summaries
from mediation.cases.store.reading import stage_of
from mediation.clock import now
from mediation.database.engine import Engines, connect
from mediation.inspection.bundle import writing
from mediation.inspection.bundle.model import ROWS, Facts, Reader
from mediation.inspection.summaries import redaction, services
from mediation.inspection.summaries.model import FIELDS
from mediation.vault.keys import PrivateKey
from mediation.vault.memory import KeyMemory

_ROUNDS = 20
_BATCH = 500
_KIB = 1024
_MOST_MEMORY = 64  # MB
_FEW_KEYS = 8  # as the export itself keeps them: each key is used once
_CODES = tuple(field.code for field in FIELDS)

_metadata = sa.MetaData()
_SUMMARY = sa.Table(
    "plain_summary", _metadata, sa.Column("id", sa.Uuid(), primary_key=True), sa.Column("unit", sa.String(200)),
    sa.Column("stage", sa.String(12)), sa.Column("course", sa.Text()), sa.Column("result", sa.Text()),
)
_ENTRY = sa.Table(
    "plain_entry", _metadata, sa.Column("seq", sa.Integer(), primary_key=True),
    sa.Column("object", sa.String(80), index=True),
)


def measure(offices: Offices) -> Iterator[Measured]:
    """Yield how many times the plaintext export a bundle takes, and what the bundle takes by itself."""
    office, folder = offices.long.office, offices.folder / "exported"
    folder.mkdir(mode=0o700)
    # First: what the other rounds leave behind would be used again.
    yield _memory(office, folder)
    plain = _copied(office, folder)
    numbers = count()
    took = interleaved(rounds=_ROUNDS, ways={
        "bundle": lambda: _bundle(office, folder, f"b{next(numbers)}"),
        "plain": lambda: _plain(plain, folder / f"p{next(numbers)}.jsonl"),
    })
    plain.dispose()
    yield Measured(
        "10,000 summaries to a finished bundle, beside the plaintext export", times(took["bundle"], took["plain"]),
        3.5, note=f"{ms(took['bundle'])} and {ms(took['plain'])}; two readers, no key kept",
    )


def _memory(office: Office, folder: Path) -> Measured:
    """Return by how much the whole way from the database to the bundle raises this process above where it stands."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak begins anew
    before = _held("VmRSS")
    _bundle(office, folder, "first")
    over = _held("VmHWM") - before
    return Measured(
        "memory over idle while 10,000 summaries become a bundle", over / _KIB, _MOST_MEMORY, unit="MB",
        note="from the database to the disk, in this process; more rows hold no more",
    )


def _held(name: str) -> int:
    """Return what the system says that this process holds (VmRSS), or has held at most (VmHWM), in KiB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition(f"{name}:")[2].split()[0])


def _bundle(office: Office, folder: Path, name: str) -> None:
    """Open, redact, seal and sign every summary, as the auditor does."""
    auditor = office.staff.auditor
    with office.premises.reading(auditor.person.actor, auditor.identity) as transaction:
        transaction.memory = KeyMemory(_FEW_KEYS)
        recovery = groups.recovery_recipient(transaction)
        facts = Facts(
            uuid4(), "Auditor", "bench", transaction.now, transaction.now,
            (Reader("Auditor", PrivateKey.generate().public), Reader("recovery", recovery.public)),
        )
        made = writing.write(
            folder, name, members=[(ROWS, (_line(row.facts) for row in services.rows(transaction)))], facts=facts,
            system=transaction.system, told=lambda _rows: None,
        )
    _must_be_all(made.rows)


def _plain(engines: Engines, file: Path) -> None:
    """Read, redact and write the same rows, nothing sealed; the file lies on the disk as a bundle does."""
    written, today = 0, now().date()
    with engines.read.connect() as connection, file.open("wb") as out:
        for line in _plain_lines(connection, today):
            out.write(line)
            written += 1
        out.flush()
        os.fsync(out.fileno())
    _must_be_all(written)


def _plain_lines(connection: sa.Connection, today: date) -> Iterator[bytes]:
    last = UUID(int=0)
    while rows := connection.execute(_PAGE, {"after": last}).all():
        entries = {
            row.object: row.entries
            for row in connection.execute(_COUNTED, {"subjects": [f"case:{row.id}" for row in rows]})
        }
        for row in rows:
            told = redaction.facts(
                json.loads(row.course), json.loads(row.result) if row.result else None,
                stage=stage_of(row.stage), trail=entries.get(f"case:{row.id}", 0), today=today,
            )
            yield _line({"pseudonym": str(row.id), "unit": row.unit, **told})
        last = rows[-1].id


_PAGE = sa.select(_SUMMARY).where(_SUMMARY.c.id > sa.bindparam("after")).order_by(_SUMMARY.c.id).limit(_BATCH)
_COUNTED = (
    sa.select(_ENTRY.c.object, sa.func.count().label("entries"))
    .where(_ENTRY.c.object.in_(sa.bindparam("subjects", expanding=True))).group_by(_ENTRY.c.object)
)


def _line(facts: Mapping[str, Any]) -> bytes:
    told = {code: facts[code] for code in _CODES}
    return (json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _copied(office: Office, folder: Path) -> Engines:
    """Return the summaries and the trail's objects in plaintext, in a database of their own."""
    engines = connect(f"sqlite:///{folder / 'plain.sqlite'}")
    _metadata.create_all(engines.write)
    auditor = office.staff.auditor
    with office.premises.reading(auditor.person.actor, auditor.identity) as transaction:
        rows = [
            {"id": one.id, "unit": "Dinas Contoh", "stage": one.stage.value, "course": json.dumps(dict(one.course)),
             "result": json.dumps(dict(one.result)) if one.result else None}
            for one in summaries(transaction)
        ]
        entries = [dict(row._mapping) for row in transaction.execute(sa.select(entry.c.seq, entry.c.object))]  # noqa: SLF001 - SQLAlchemy's public name
    with engines.write.begin() as connection:
        connection.execute(sa.insert(_SUMMARY), rows)
        connection.execute(sa.insert(_ENTRY), entries)
    return engines


def _must_be_all(rows: int) -> None:
    if rows < BIG:
        raise LookupError("not every summary was exported")
