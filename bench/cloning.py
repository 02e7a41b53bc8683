"""Many cases in seconds: a told case is opened once, and sealed anew as often as wanted, with keys of its own.

Whatever the registry knows is cloned: every row, column, key, grant and entry of the trail. Only the bodies of issued
documents are stand-ins of 64 bytes, because no measure reads them and they would fill the disk.
"""

import hashlib
import json
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from bench.base import Office
from mediation.accounts import groups
from mediation.accounts.tables import principal
from mediation.audit.tables import entry as trail
from mediation.cases import store as cases
from mediation.cases import tables
from mediation.cases.store import seal
from mediation.cases.store.covers import initials
from mediation.database.metadata import metadata
from mediation.errors import Tampered
from mediation.transaction import Transaction
from mediation.vault import blind, chain, columns, envelopes, grants
from mediation.vault.columns import CaseTable, Key
from mediation.vault.keys import CaseKey, PrivateKey

_BATCH = 250
_BODY = b"PK" + bytes(62)
_DATE = re.compile(rb'"(\d{4}-\d{2}-\d{2})')
_FIRST = ("Ani", "Budi", "Citra", "Dewi", "Eka", "Fajar", "Gita", "Hadi", "Intan", "Joko", "Kiki", "Lina", "Maya",
          "Nur", "Oki", "Putri", "Rina", "Sari", "Tuti", "Umar", "Vina", "Wati", "Yani", "Zaki")
_SECOND = ("Amalia", "Bahari", "Cahya", "Damar", "Elok", "Firdaus", "Gunawan", "Harum", "Indah", "Jelita", "Kurnia",
           "Lestari", "Mulia", "Nugraha", "Permata", "Rahayu", "Sejati", "Teguh", "Utami", "Wijaya")
_LAST = ("Contoh", "Rekaan", "Misalnya", "Umpama")


@dataclass(frozen=True)
class Part:
    """One row of a told case: its clear values, and what was sealed, by column and generation."""

    table: CaseTable
    id: UUID
    values: Mapping[str, Any]
    plain: Mapping[str, tuple[int, bytes]]


@dataclass(frozen=True)
class Told:
    """A told case, opened: what its clones are made from."""

    case: UUID
    parts: tuple[Part, ...]
    keys: tuple[Any, ...]
    grants: tuple[Any, ...]
    entries: tuple[chain.Entry, ...]
    number: str
    applicant: tuple[str, str]
    spouse: tuple[str, str]

    @property
    def stage(self) -> str:
        """Return the stage in clear."""
        return str(self.own.values["stage"])

    @property
    def own(self) -> Part:
        """Return the case's own row."""
        return next(part for part in self.parts if part.table is columns.CASE)

    @cached_property
    def ids(self) -> tuple[UUID, ...]:
        """Return the ids of all rows, which a clone replaces wherever they are written."""
        return tuple({part.id: None for part in self.parts})

    def thin(self) -> "Told":
        """Return the case's own row alone, with its newest seal in the trail: all that lists and searches read."""
        newest = max(number for number, entry in enumerate(self.entries) if "seal" in entry.detail)
        return replace(self, parts=(self.own,), entries=(self.entries[newest],))

    def moved(self, days: int) -> "Told":
        """Return the same case `days` earlier, in every date that is written in it."""
        def earlier(found: re.Match[bytes]) -> bytes:
            day = date.fromisoformat(found[1].decode()) - timedelta(days=days)
            return b'"' + day.isoformat().encode()

        parts = tuple(
            replace(part, plain={
                name: (generation, _DATE.sub(earlier, plain)) for name, (generation, plain) in part.plain.items()
            })
            for part in self.parts
        )
        return replace(self, parts=parts)


@dataclass(frozen=True)
class Wish:
    """One clone to make: of what, held by whom, made and handed in when (µs), taken by whom; its numbers and names.

    `changes` is given each of the summary's columns by name, to change what is in it.
    """

    told: Told
    holder: UUID
    created: int
    number: str
    applicant: str
    digits: str
    submitted: int | None = None
    officer: UUID | None = None
    changes: Callable[[str, dict[str, Any]], None] | None = None


def told_cases(office: Office) -> tuple[Told, ...]:
    """Return every told case of `office`, opened with whatever keys its people have."""
    with office.writing(office.staff.head) as transaction:
        rings = _rings(office, transaction)
        found = transaction.execute(sa.select(tables.case_file.c.id).order_by(tables.case_file.c.created))
        return tuple(_told(transaction, case, rings) for case in found.scalars().all())


def _rings(office: Office, transaction: Transaction) -> dict[UUID, PrivateKey]:
    """Return the private keys of people and of the bureau's group, by principal."""
    rings = {colleague.person.id: colleague.identity for colleague in office.staff.everybody}
    entry = groups.group(transaction, "bureau")
    return rings | {entry.id: groups.open_group(transaction, "bureau")}


def _told(transaction: Transaction, case: UUID, rings: Mapping[UUID, PrivateKey]) -> Told:
    given = transaction.execute(sa.select(tables.grant).where(tables.grant.c.case_id == case)).all()
    stored = transaction.execute(sa.select(tables.case_key).where(tables.case_key.c.case_id == case)).all()
    opened = {}
    for row in given:
        if row.principal in rings:
            context = grants.GrantContext(row.kind, case, row.generation, row.principal, row.key_version or None)
            commitment = next(k.commitment for k in stored if (k.kind, k.generation) == (row.kind, row.generation))
            key = grants.open_grant(transaction.keyring, rings[row.principal], row.stored, context)
            opened[row.kind, row.generation] = key.check(commitment)
    parts = tuple(part for table in columns.tables() for part in _parts(transaction, table, case, opened))
    request = json.loads(next(p for p in parts if p.table is columns.CASE).plain["request"][1])
    entries = transaction.execute(
        sa.select(trail.c.canonical).where(trail.c.object == f"case:{case}").order_by(trail.c.seq),
    )
    return Told(
        case, parts, tuple(stored), tuple(given), tuple(chain.parse(each) for each in entries.scalars()),
        request["number"], *((request[side]["name"], request[side]["digits"]) for side in ("applicant", "spouse")),
    )


def _parts(
    transaction: Transaction, table: CaseTable, case: UUID, keys: Mapping[tuple[str, int], CaseKey],
) -> Iterator[Part]:
    stored = metadata.tables[table.name]
    own = stored.c.id if table is columns.CASE else stored.c.case_id
    for row in transaction.execute(sa.select(stored).where(own == case)).mappings():
        plain = {}
        for column in table.sealed():
            if row[column.name] is None:
                continue
            generation = envelopes.generation(row[column.name])
            if column.digest_column:
                plain[column.name] = generation, _BODY
                continue
            key = keys[column.key.value, generation]
            plain[column.name] = generation, envelopes.open_(
                key, table=table.number, column=column.number, case=case, row=row["id"], envelope=row[column.name],
            )
        sealed = {column.name for column in table.sealed()}
        yield Part(table, row["id"], {k: v for k, v in row.items() if k not in sealed}, plain)


class Cloner:
    """Makes clones in one office, in batches, each batch committed."""

    def __init__(self, office: Office, seed: int) -> None:
        """Take the office; equal seeds make equal ids and names."""
        self._office = office
        self._random = random.Random(seed)  # noqa: S311 - ids and names of made-up cases, never keys
        with office.writing(office.staff.head) as transaction:
            rows = transaction.execute(sa.select(principal.c.id, principal.c.public_key))
            self._public: dict[UUID, bytes] = {row.id: row.public_key for row in rows}
        self._own = {colleague.person.id: colleague.identity for colleague in office.staff.everybody}

    def name(self) -> str:
        """Return a plainly made-up name."""
        return " ".join(self._random.choice(words) for words in (_FIRST, _SECOND, _LAST))

    def make(self, wishes: Sequence[Wish]) -> list[UUID]:
        """Make what is wished; return the new cases' ids in that order."""
        made: list[UUID] = []
        for start in range(0, len(wishes), _BATCH):
            with self._office.writing(self._office.staff.head) as transaction:
                made += self._batch(transaction, wishes[start : start + _BATCH])
                transaction.commit()
        return made

    def _batch(self, transaction: Transaction, wishes: Sequence[Wish]) -> list[UUID]:
        rows: dict[str, list[dict[str, Any]]] = {}
        tail = _Tail(transaction)
        made = []
        for wish in wishes:
            case = UUID(int=self._random.getrandbits(128), version=4)
            self._clone(transaction, wish, case, rows, tail)
            made.append(case)
        for name in sorted(rows, key=lambda name: (name != "case_file", name == "case_grant", name)):
            transaction.connection.execute(sa.insert(metadata.tables[name]), rows[name])
        return made

    def _clone(
        self, transaction: Transaction, wish: Wish, case: UUID, rows: dict[str, list[dict[str, Any]]], tail: "_Tail",
    ) -> None:
        told = wish.told
        keys = {(row.kind, row.generation): CaseKey.generate(row.kind, row.generation) for row in told.keys}
        holder = told.own.values["holder"]
        swap = {holder: wish.holder}
        ids = {id_: UUID(int=self._random.getrandbits(128), version=4) for id_ in told.ids} | {told.case: case}
        words = self._words(wish, ids)
        raw = []
        for part in told.parts:
            values = self._row(transaction, wish, part, case, ids, keys, words, swap)
            raw.append(seal.RawRow(part.table, ids[part.id], values))
            rows.setdefault(part.table.name, []).append(values)
        own = next(row for row in raw if row.table is columns.CASE)
        content = keys["content", max(generation for kind, generation in keys if kind == "content")]
        sealed = seal.compute(content, case, raw, own.values["registry"])
        own.values["seal"] = sealed  # type: ignore[index]  # made above, as a dict
        rows.setdefault("case_key", []).extend(
            {"case_id": case, "kind": row.kind, "generation": row.generation,
             "author": swap.get(row.author, row.author), "commitment": keys[row.kind, row.generation].commitment}
            for row in told.keys
        )
        rows.setdefault("case_grant", []).extend(
            self._grant(transaction, row, case, keys[row.kind, row.generation], swap.get(row.principal, row.principal))
            for row in told.grants
        )
        rows.setdefault("audit_entry", []).extend(tail.entries(told, case, seal.digests(sealed, raw), wish.created))

    def _words(self, wish: Wish, ids: Mapping[UUID, UUID]) -> list[tuple[bytes, bytes]]:
        name, digits = wish.told.applicant
        words = [(str(old).encode(), str(new).encode()) for old, new in ids.items()]
        words += [(wish.told.number.encode(), wish.number.encode()), (name.encode(), wish.applicant.encode())]
        words.append((f'"initials":"{initials(name)}"'.encode(), f'"initials":"{initials(wish.applicant)}"'.encode()))
        return [*words, (digits.encode(), wish.digits.encode())] if digits else words

    def _row(
        self, transaction: Transaction, wish: Wish, part: Part, case: UUID, ids: Mapping[UUID, UUID],
        keys: Mapping[tuple[str, int], CaseKey], words: Sequence[tuple[bytes, bytes]], swap: Mapping[UUID, UUID],
    ) -> dict[str, Any]:
        values: dict[str, Any] = {
            name: swap.get(value, value) if isinstance(value, UUID) else value for name, value in part.values.items()
        }
        values["id"] = ids[part.id]
        if part.table is columns.CASE:
            values |= {"created": wish.created, **_indexes(transaction, wish)}
            values["submitted"] = wish.submitted or values["submitted"]
            values["officer"] = wish.officer if values["officer"] else None
        else:
            values["case_id"] = case
            # Found by numbers that no other row may have.
            values |= {name: self._random.randbytes(16) for name in values if name.endswith("_index")}
        for column in part.table.sealed():
            values[column.name] = None
            if column.name in part.plain:
                generation, plain = part.plain[column.name]
                for old, new in words:
                    plain = plain.replace(old, new)
                if column.key is Key.SUMMARY and wish.changes:
                    data = json.loads(plain)
                    wish.changes(column.name, data)
                    plain = envelopes.encode(data)
                values[column.name] = envelopes.seal(
                    keys[column.key.value, generation], table=part.table.number, column=column.number, case=case,
                    row=values["id"], plaintext=plain, minimum=column.minimum,
                )
                if column.digest_column:
                    values[column.digest_column] = hashlib.sha256(values[column.name]).digest()
        return values

    def _grant(
        self, transaction: Transaction, row: Any, case: UUID, key: CaseKey, to: UUID,  # noqa: ANN401 - a Core row
    ) -> dict[str, Any]:
        context = grants.GrantContext(row.kind, case, row.generation, to, row.key_version or None)
        if to in self._own:
            stored = grants.grant_own(transaction.keyring, self._own[to], key, context)
        else:
            stored = grants.grant_to(transaction.keyring, self._public[to], key, context)
        return {"case_id": case, "kind": row.kind, "generation": row.generation, "principal": to,
                "key_version": row.key_version, "stored": stored}


def _indexes(transaction: Transaction, wish: Wish) -> dict[str, bytes | None]:
    def index(column: int, normalised: str) -> bytes:
        return blind.blind_index(transaction.system, columns.CASE.number, column, normalised)

    spouse = wish.told.spouse[1]
    return {
        "number_index": index(7, blind.normalise_text(wish.number)),
        "employee_index": index(8, blind.normalise_digits(wish.digits)),
        "spouse_index": index(9, blind.normalise_digits(spouse)) if spouse else None,
    }


class _Tail:
    """The end of the trail while clones are added to it."""

    def __init__(self, transaction: Transaction) -> None:
        last = transaction.execute(sa.select(trail.c.seq, trail.c.mac).order_by(trail.c.seq.desc()).limit(1)).one()
        self._system, self._seq, self._mac = transaction.system, last.seq, last.mac

    def entries(self, told: Told, case: UUID, digests: Mapping[str, str], since: int) -> list[dict[str, Any]]:
        """Return the entries of a clone: those of the told case, the newest seal being the clone's own."""
        subject, found = f"case:{case}", []
        newest = max(number for number, entry in enumerate(told.entries) if "seal" in entry.detail)
        for number, entry in enumerate(told.entries):
            self._seq += 1
            detail = {**entry.detail, **digests} if number == newest else entry.detail
            canonical = chain.canonical(self._seq, since + number, entry.actor, entry.action, subject, detail)
            self._mac = chain.next_mac(self._system, self._mac, canonical)
            found.append({"seq": self._seq, "time": since + number, "actor": entry.actor, "action": entry.action,
                          "object": subject, "canonical": canonical, "mac": self._mac})
        return found


def check(office: Office, case: UUID, who: Any) -> None:  # noqa: ANN401 - a colleague of the office
    """Raise Tampered unless `case` opens whole for `who`: the clones must be as good as told cases."""
    with office.writing(who) as transaction:
        if not cases.get(transaction, case).intact:
            raise Tampered("clone")
