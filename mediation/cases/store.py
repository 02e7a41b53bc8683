"""Cases in the database: the only place where a case's seals are opened and made.

Every row of a case is read generically through the registry, checked against the case seal, and opened. ONE function,
`save`, stores whatever a step records: it seals, moves the stage and progress on, rewrites cover, course and seal, and
appends the audit entry, all in the caller's transaction.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from mediation import audit
from mediation.cases import agenda, codec, seal, summary, tables
from mediation.cases.model import Contacts, Progress, Request, Stage
from mediation.cases.workflow import Decision
from mediation.errors import Conflict, NotFound, Tampered
from mediation.transaction import Transaction
from mediation.vault import blind, columns, envelopes, grants
from mediation.vault.columns import CaseTable, Key, Sealed
from mediation.vault.keys import CaseKey

Keys = Mapping[tuple[str, int], CaseKey]


@dataclass(frozen=True)
class StoredRow:
    """One row of a case: its clear values, what was opened, and the names of what did not open."""

    id: UUID
    table: CaseTable
    clear: Mapping[str, Any]
    opened: Mapping[str, Any]
    broken: tuple[str, ...] = ()

    def value(self, column: str) -> Any:  # noqa: ANN401 - JSON-able data
        """Return the opened value of `column`; raise Tampered when it did not open, KeyError when not granted."""
        if column in self.broken:
            raise Tampered(f"{self.table.name}.{column}")  # noqa: EM102, TRY003 - a place, no content
        return self.opened[column]


@dataclass(frozen=True)
class CaseFile:
    """One opened case. `intact` is False when its seal does not match: then it is read-only."""

    id: UUID
    holder: UUID
    unit: UUID
    stage: Stage
    version: int
    rows: Mapping[str, tuple[StoredRow, ...]]
    intact: bool
    raw: tuple[seal.RawRow, ...] = field(repr=False, default=())
    keys: Keys = field(repr=False, default_factory=dict)

    def all(self, table: CaseTable) -> tuple[StoredRow, ...]:
        """Return the rows of `table` in the order they were made."""
        return self.rows.get(table.name, ())

    def row(self, table: CaseTable, row: UUID) -> StoredRow:
        """Return one row of `table`; raise NotFound when this case has none with that id."""
        for found in self.all(table):
            if found.id == row:
                return found
        raise NotFound

    @property
    def case_row(self) -> StoredRow:
        """The case's own row."""
        return self.row(columns.CASE, self.id)

    @property
    def progress(self) -> Progress:
        """What the workflow decides by; raises Tampered when it does not open."""
        return codec.from_data(Progress, self.case_row.value("progress"))

    @property
    def request(self) -> Request:
        """The request as received; raises Tampered when it does not open."""
        return codec.from_data(Request, self.case_row.value("request"))

    @property
    def contacts(self) -> Contacts | None:
        """The parties' contacts; None for a reader without the private key."""
        data = self.case_row.opened.get("contacts")
        return codec.from_data(Contacts, data) if data is not None else None


@dataclass(frozen=True)
class Write:
    """One row to store: new values for some columns, sealed as the registry says. `new` inserts the row."""

    table: CaseTable
    row: UUID
    sealed: Mapping[str, Any]
    clear: Mapping[str, Any] = field(default_factory=dict)
    new: bool = False


@dataclass(frozen=True)
class Cover:
    """What a list shows of a case from one opening: number, names, initials, stage and what is to be done next."""

    id: UUID
    stage: Stage
    data: Mapping[str, Any]
    tasks: tuple[agenda.Task, ...]


@dataclass(frozen=True)
class IssuedDocument:
    """What is kept of an issued document beside its bytes; `about` is the row it tells of, "" for the report."""

    id: UUID
    kind: str
    title: str
    number: str
    issued_on: str
    code: str
    sha256: str
    about: str


_DOCUMENT_FIELDS = ("kind", "title", "number", "issued_on", "code", "sha256", "about")


def get(transaction: Transaction, case: UUID, *, purpose: str = "read") -> CaseFile:
    """Return the opened case; raise NotFound when it is absent or not granted to the actor: the same answer.

    Opening is an audit entry, so `transaction` must be a writing one. A case whose seal does not match comes back
    with `intact` False and an entry that says so.
    """
    file = _read(transaction, case)
    audit.append(transaction, audit.Action.CASE_OPENED, f"case:{case}", purpose=purpose)
    if not file.intact:
        audit.append(transaction, audit.Action.TAMPERING_SEEN, f"case:{case}", purpose=purpose)
    return file


def get_to_change(transaction: Transaction, case: UUID, *, version: int | None = None) -> CaseFile:
    """Return the case for a step that changes it; raise NotFound, Tampered (seal) or Conflict (`version` is old)."""
    file = _read(transaction, case)
    if not file.intact:
        raise Tampered("case")  # noqa: EM101, TRY003 - a place, no content
    if version is not None and version != file.version:
        raise Conflict
    return file


def _read(transaction: Transaction, case: UUID) -> CaseFile:
    keys = _granted(transaction, case)
    content = _newest(keys, Key.CONTENT)
    if content is None:
        raise NotFound
    raw = seal.read_rows(transaction, case)
    own = next((row for row in raw if row.table is columns.CASE), None)
    if own is None:
        raise NotFound
    rows: dict[str, tuple[StoredRow, ...]] = {}
    for found in raw:
        opened = _open_row(found, case, keys)
        rows[found.table.name] = (*rows.get(found.table.name, ()), opened)
    return CaseFile(
        id=case, holder=own.values["holder"], unit=own.values["unit"], stage=_stage(own.values["stage"]),
        version=own.values["version"], rows=rows, raw=raw, keys=keys,
        intact=seal.matches(transaction, content, case, raw) and not any(
            row.broken for of_table in rows.values() for row in of_table
        ),
    )


def _stage(value: str) -> Stage:
    try:
        return Stage(value)
    except ValueError:
        # The seal, which covers the stage, says that it was changed; the page shows the banner.
        return Stage.RECEIVED


def _granted(transaction: Transaction, case: UUID) -> Keys:
    if transaction.identity is None:
        return {}
    query = (
        sa.select(tables.grant, tables.case_key.c.commitment)
        .join(
            tables.case_key,
            (tables.case_key.c.case_id == tables.grant.c.case_id)
            & (tables.case_key.c.kind == tables.grant.c.kind)
            & (tables.case_key.c.generation == tables.grant.c.generation),
        )
        .where(tables.grant.c.case_id == case, tables.grant.c.principal == transaction.actor.id)
    )
    found: dict[tuple[str, int], CaseKey] = {}
    for row in transaction.execute(query):
        found[row.kind, row.generation] = _open_grant(transaction, row)
    return found


def _open_grant(transaction: Transaction, row: Any) -> CaseKey:  # noqa: ANN401 - a Core row
    if transaction.identity is None:
        raise NotFound
    context = grants.GrantContext(row.kind, row.case_id, row.generation, row.principal)
    return grants.open_grant(
        transaction.keyring, transaction.identity, row.stored, context,
    ).check(row.commitment)


def _newest(keys: Keys, kind: Key) -> CaseKey | None:
    generations = [generation for found, generation in keys if found == kind.value]
    return keys[kind.value, max(generations)] if generations else None


def _open_row(raw: seal.RawRow, case: UUID, keys: Keys) -> StoredRow:
    opened: dict[str, Any] = {}
    broken: list[str] = []
    for column in raw.table.sealed():
        envelope = raw.values.get(column.name)
        if envelope is None:
            continue
        try:
            key = keys.get((column.key.value, envelopes.generation(envelope)))
            if key is not None:
                opened[column.name] = _open_value(key, raw.table, column, case, raw.id, envelope)
        except Tampered:
            broken.append(column.name)
    clear = {name: raw.values[name] for name in (c.name for c in raw.table.clear())}
    return StoredRow(raw.id, raw.table, clear, opened, tuple(broken))


def _open_value(  # noqa: PLR0913 - the place of a sealed value
    key: CaseKey, table: CaseTable, column: Sealed, case: UUID, row: UUID, envelope: bytes,
) -> Any:  # noqa: ANN401 - JSON-able data
    plain = envelopes.open_(
        key, table=table.number, column=column.number, case=case, row=row, envelope=envelope,
    )
    return envelopes.decode(plain)


def open_body(file: CaseFile, transaction: Transaction, document: UUID) -> bytes:
    """Return an issued document's bytes after checking them against the digest kept in its row; raises Tampered."""
    column = columns.DOCUMENT.column("body")
    file.row(columns.DOCUMENT, document)
    envelope = transaction.execute(
        sa.select(tables.document.c.body).where(
            tables.document.c.id == document, tables.document.c.case_id == file.id,
        ),
    ).scalar_one()
    if not seal.digest_fits(envelope, file.row(columns.DOCUMENT, document).clear["body_digest"]):
        raise Tampered("document.body")  # noqa: EM101, TRY003 - a place, no content
    key = file.keys[Key.CONTENT.value, envelopes.generation(envelope)]
    return envelopes.open_(
        key, table=columns.DOCUMENT.number, column=column.number, case=file.id, row=document, envelope=envelope,
    )


def save(
    transaction: Transaction,
    file: CaseFile,
    decision: Decision,
    writes: Sequence[Write],
    action: audit.Action,
    **detail: str | int | bool | None,
) -> None:
    """Store what a step recorded, with its audit entry; the caller commits. Raises Conflict when outrun."""
    for write in writes:
        _write(transaction, file, write)
    _write_case(transaction, file, decision)
    _reseal(transaction, file, action, detail)


def _write(transaction: Transaction, file: CaseFile, write: Write) -> None:
    table = tables.metadata.tables[write.table.name]
    values = dict(write.clear) | {
        name: _sealed(file, write.table, write.table.column(name), write.row, value)
        for name, value in write.sealed.items()
    }
    if write.new:
        made = {"created": transaction.micros} if "created" in table.c else {}
        transaction.execute(sa.insert(table).values(id=write.row, case_id=file.id, **made, **values))
        return
    done = transaction.execute(
        sa.update(table).where(table.c.id == write.row, table.c.case_id == file.id).values(**values),
    )
    if done.rowcount != 1:
        raise NotFound


def _sealed(file: CaseFile, table: CaseTable, column: Sealed, row: UUID, value: Any) -> bytes:  # noqa: ANN401
    key = _newest(file.keys, column.key)
    if key is None:
        raise NotFound
    # Bodies are bytes already; everything else is JSON.
    plain = value if isinstance(value, bytes) else envelopes.encode(value)
    return envelopes.seal(
        key, table=table.number, column=column.number, case=file.id, row=row, plaintext=plain,
        minimum=column.minimum,
    )


def _write_case(
    transaction: Transaction, file: CaseFile, decision: Decision, more: Mapping[str, Any] | None = None,
) -> None:
    request = file.request
    sealed = dict(more or {}) | {
        "progress": codec.to_data(decision.progress),
        "cover": cover_data(request, decision.progress),
        "course": summary.course(request, decision.stage, decision.progress),
    }
    values = {
        name: _sealed(file, columns.CASE, columns.CASE.column(name), file.id, value)
        for name, value in sealed.items()
    }
    row = tables.case_file
    done = transaction.execute(
        sa.update(row)
        .where(row.c.id == file.id, row.c.version == file.version)
        .values(stage=decision.stage.value, version=file.version + 1, registry=columns.REGISTRY_VERSION, **values),
    )
    if done.rowcount != 1:
        raise Conflict


def cover_data(request: Request, progress: Progress) -> dict[str, Any]:
    """Return what a list shows of the case."""
    return {
        "number": request.number,
        "applicant": request.applicant.name,
        "spouse": request.spouse.name,
        "initials": initials(request.applicant.name),
        "received_on": request.received_on.isoformat(),
        "finished_on": codec.to_data(progress.report_issued_on),
        "awaits_reviewer": progress.awaits_second_reviewer and progress.concluded_on is not None,
        "met_on": codec.to_data(summary.clock_met_on(progress)),
        "tasks": [codec.to_data(task) for task in agenda.tasks(progress)],
    }


def initials(name: str) -> str:
    """Return the initials of `name`, at most three: what lists show."""
    return ".".join(word[0].upper() for word in name.split()[:3] if word) + "."


def _reseal(
    transaction: Transaction, file: CaseFile, action: audit.Action, detail: Mapping[str, str | int | bool | None],
) -> None:
    content = _newest(file.keys, Key.CONTENT)
    if content is None:
        raise NotFound
    raw = seal.read_rows(transaction, file.id)
    stored = seal.compute(content, file.id, raw)
    transaction.execute(
        sa.update(tables.case_file).where(tables.case_file.c.id == file.id).values(seal=stored),
    )
    audit.append(transaction, action, f"case:{file.id}", **seal.digests(stored, raw), **detail)


def adopt(transaction: Transaction, file: CaseFile, *, reason: str) -> None:
    """Take over the state of a case whose seal does not match, as it is now; raises Tampered when parts do not open.

    The reason is kept, sealed, in the case's own row.
    """
    if any(row.broken for of_table in file.rows.values() for row in of_table):
        raise Tampered("case")  # noqa: EM101, TRY003 - a place, no content
    ending = dict(file.case_row.value("ending"))
    ending["adopted"] = [*ending.get("adopted", []), {"on": transaction.now.isoformat(), "reason": reason}]
    _write_case(transaction, file, Decision(file.stage, file.progress), {"ending": ending})
    _reseal(transaction, file, audit.Action.CASE_ADOPTED, {})


def covers(transaction: Transaction) -> tuple[Cover, ...]:
    """Return the covers of all cases granted to the actor, newest first; one opening per row.

    A cover that does not open stands there as one that says so.
    """
    if transaction.identity is None:
        return ()
    row, given = tables.case_file, tables.grant
    query = (
        sa.select(row.c.id, row.c.stage, row.c.cover, given, tables.case_key.c.commitment)
        .join(given, given.c.case_id == row.c.id)
        .join(
            tables.case_key,
            (tables.case_key.c.case_id == given.c.case_id)
            & (tables.case_key.c.kind == given.c.kind)
            & (tables.case_key.c.generation == given.c.generation),
        )
        .where(given.c.principal == transaction.actor.id, given.c.kind == Key.CONTENT.value)
        .order_by(row.c.created.desc())
    )
    return tuple(_cover(transaction, found) for found in transaction.execute(query))


def _cover(transaction: Transaction, row: Any) -> Cover:  # noqa: ANN401 - a Core row
    try:
        data = _open_value(
            _open_grant(transaction, row), columns.CASE, columns.CASE.column("cover"), row.id, row.id, row.cover,
        )
        tasks = tuple(codec.from_data(agenda.Task, task) for task in data["tasks"])
    except Tampered:
        return Cover(row.id, _stage(row.stage), {}, ())
    return Cover(row.id, _stage(row.stage), data, tasks)


def cover_of(file: CaseFile) -> Cover:
    """Return the cover of an opened case, computed anew from its progress."""
    data = cover_data(file.request, file.progress)
    return Cover(file.id, file.stage, data, agenda.tasks(file.progress))


def received_on(cover: Cover) -> date:
    """Return the day on which the case was received."""
    return date.fromisoformat(cover.data["received_on"])


def met_on(cover: Cover) -> date | None:
    """Return the day on which the superior's clock was met; None while it runs."""
    met = cover.data["met_on"]
    return date.fromisoformat(met) if met else None


def documents(file: CaseFile) -> tuple[IssuedDocument, ...]:
    """Return the issued documents of a case, oldest first."""
    return tuple(
        IssuedDocument(row.id, **{name: row.value("record")[name] for name in _DOCUMENT_FIELDS})
        for row in file.all(columns.DOCUMENT)
    )


def count_open(transaction: Transaction, holder: UUID) -> int:
    """Return how many cases that are not closed `holder` has."""
    row = tables.case_file
    query = sa.select(sa.func.count()).where(row.c.holder == holder, row.c.stage != Stage.CLOSED.value)
    return transaction.execute(query).scalar_one()


def same_employee(transaction: Transaction, digits: str) -> tuple[UUID, ...]:
    """Return the ids of open cases for the same employee number, found by the blind index alone."""
    index = blind.blind_index(transaction.system, columns.CASE.number, 8, blind.normalise_digits(digits))
    row = tables.case_file
    query = sa.select(row.c.id).where(row.c.employee_index == index, row.c.stage != Stage.CLOSED.value)
    return tuple(transaction.execute(query).scalars())


def next_number(transaction: Transaction, year: int) -> str:
    """Return the next case number of `year`, as 0012/2026: it names no track."""
    counter = tables.case_counter
    last = transaction.execute(sa.select(counter.c.last).where(counter.c.year == year)).scalar()
    if last is None:
        transaction.execute(sa.insert(counter).values(year=year, last=1))
        return f"0001/{year}"
    transaction.execute(sa.update(counter).where(counter.c.year == year).values(last=last + 1))
    return f"{last + 1:04}/{year}"
