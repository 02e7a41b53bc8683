"""The directory: its MAC and its version are checked whenever a row is read (vault format "Principal")."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from mediation import audit
from mediation.accounts.tables import principal
from mediation.audit.rows import Astray, State
from mediation.audit.store import Detail
from mediation.errors import NotFound, Tampered
from mediation.transaction import Transaction
from mediation.vault.principals import directory_mac, same


@dataclass(frozen=True)
class Entry:
    """A row of the directory. `about` is how the trail names it."""

    id: UUID
    kind: str
    roles: tuple[str, ...]
    version: int
    active: bool
    public_key: bytes = field(repr=False)
    created: int

    @property
    def about(self) -> str:
        """Return how the trail names it: kind and id."""
        return f"{self.kind}:{self.id}"

    @property
    def status(self) -> str:
        """Return the status as it stands in the row and under the MAC."""
        return "active" if self.active else "inactive"


def add(transaction: Transaction, entry: Entry, action: audit.Action) -> None:
    """Write a new row with the audit entry that carries its version."""
    transaction.execute(sa.insert(principal).values(id=entry.id, **_values(transaction, entry)))
    _tell(transaction, entry, action)


def change(
    transaction: Transaction,
    entry: Entry,
    action: audit.Action,
    detail: Mapping[str, Detail] | None = None,
    **changed: Any,
) -> Entry:
    """Write `entry` with what changed, the next version and its audit entry, which tells `detail` too; return it."""
    after = replace(entry, version=entry.version + 1, **changed)
    transaction.execute(
        sa.update(principal).where(principal.c.id == entry.id).values(**_values(transaction, after)),
    )
    _tell(transaction, after, action, detail)
    return after


def get(transaction: Transaction, id_: UUID) -> Entry:
    """Return the checked row; raises NotFound, Tampered."""
    row = transaction.execute(sa.select(principal).where(principal.c.id == id_)).first()
    if row is None:
        raise NotFound
    return checked(transaction, row)


def group(transaction: Transaction, name: str) -> Entry:
    """Return the checked row of the group called `name`; raises NotFound, Tampered."""
    rows = transaction.connection.execute(_GROUP, {"name": name}).all()
    if not rows:
        raise NotFound
    if len(rows) > 1:
        raise Tampered("directory")
    return checked(transaction, rows[0])


# Made once: every opening of a case by a group asks it.
_GROUP = sa.select(principal).where(principal.c.kind == "group", principal.c.roles == sa.bindparam("name"))


def of_kind(transaction: Transaction, kind: str) -> Iterable[Entry]:
    """Return the checked rows of `kind`, oldest first; raises Tampered."""
    query = sa.select(principal).where(principal.c.kind == kind).order_by(principal.c.created, principal.c.id)
    return [checked(transaction, row) for row in transaction.execute(query)]


def checked(transaction: Transaction, row: Any) -> Entry:  # noqa: ANN401 - a row of the directory, maybe joined
    """Return the row when MAC and version hold; raises Tampered."""
    entry = _entry(row)
    if not same(row.mac, _mac(transaction, entry)) or entry.version != _told(transaction, entry):
        raise Tampered("directory")
    return entry


def _entry(row: Any) -> Entry:  # noqa: ANN401 - as above
    return Entry(
        id=row.id,
        kind=row.kind,
        roles=tuple(row.roles.split("+")) if row.roles else (),
        version=row.version,
        active=row.status == "active",
        public_key=row.public_key,
        created=row.created,
    )


def _told(transaction: Transaction, entry: Entry) -> object:
    """Return the version that the newest audit entry about it names: an older row is a rolled-back one."""
    detail = audit.latest(transaction, entry.about, "version")
    return detail["version"] if detail else None


def _tell(
    transaction: Transaction, entry: Entry, action: audit.Action, detail: Mapping[str, Detail] | None = None,
) -> None:
    audit.append(transaction, action, entry.about, **(detail or {}), version=entry.version)


def _values(transaction: Transaction, entry: Entry) -> dict[str, object]:
    return {
        "kind": entry.kind,
        "roles": "+".join(sorted(entry.roles)),
        "version": entry.version,
        "status": entry.status,
        "public_key": entry.public_key,
        "created": entry.created,
        "mac": _mac(transaction, entry),
    }


def _mac(transaction: Transaction, entry: Entry) -> bytes:
    try:
        return directory_mac(
            transaction.system,
            principal=entry.id,
            kind=entry.kind,
            roles=entry.roles,
            version=entry.version,
            status=entry.status,
            public_key=entry.public_key,
            created_us=entry.created,
        )
    except ValueError:
        # A row that nobody could have written through here.
        raise Tampered("directory") from None


def astray(transaction: Transaction) -> Iterator[Astray]:
    """Yield each row of the directory that does not fit the trail, then those that are not there."""
    there = set()
    # As text: an id that is none must be named, and not stop the others from being looked at.
    for text in transaction.execute(sa.select(sa.cast(principal.c.id, sa.String())).order_by(principal.c.id)).scalars():
        id_ = _id(f":{text}")
        there.add(id_)
        row = transaction.execute(sa.select(principal).where(principal.c.id == id_)).first() if id_ else None
        state = State.EDITED if row is None else _state(transaction, row)
        if state is not None:
            yield Astray(f"{row.kind if row else 'person'}:{id_ or '?'}", state)
    for subject in (*audit.subjects(transaction, audit.Action.INSTALLATION_MADE),
                    *audit.subjects(transaction, audit.Action.PERSON_ADDED)):
        if _id(subject) not in there:
            yield Astray(subject, State.GONE)


def _state(transaction: Transaction, row: Any) -> State | None:  # noqa: ANN401 - a row of the directory
    """Return what became of the row; None when it fits, and when the trail itself is broken there."""
    try:
        told = audit.latest(transaction, f"{row.kind}:{row.id}", "version")
    except Tampered:
        return None
    with suppress(Tampered):
        checked(transaction, row)
        return None
    with suppress(Tampered, ValueError, TypeError):
        if same(row.mac, _mac(transaction, _entry(row))):
            return State.NEWER if row.version > (int(told["version"] or 0) if told else 0) else State.ROLLED_BACK
    return State.EDITED


def _id(subject: str) -> UUID | None:
    # What is no id was changed by hand: `audit verify` names that entry.
    with suppress(ValueError):
        return UUID(subject.partition(":")[2])
    return None
