"""One unit of work: its connection, its actor, the opened keys and the moment. Stores are functions that take it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from mediation.clock import Clock, now
from mediation.clock import micros as to_micros
from mediation.database.engine import Engines
from mediation.database.tables import submission
from mediation.errors import AlreadyDone
from mediation.permissions import SYSTEM, Actor
from mediation.settings import Settings
from mediation.vault.keyring import Keyring
from mediation.vault.keys import PrivateKey
from mediation.vault.memory import KeyMemory, Memories
from mediation.vault.principals import DEFAULT_COST, Cost
from mediation.vault.system import SystemKeys

_SUBMISSIONS_KEPT = timedelta(days=2)
# Made once: making them costs more than running them.
_FORGET = sa.delete(submission).where(submission.c.created < sa.bindparam("oldest"))
_CLAIMED = sa.select(submission.c.id).where(submission.c.id == sa.bindparam("key"))
_CLAIM = sa.insert(submission)


@dataclass
class Outside:
    """Where copies of the trail's head go: the name they are signed under, a file outside the database, syslog.

    `owed` names the places that did not take the last one in this process: the next commit tries again. `tried`: when
    each was tried last, by the monotonic clock.
    """

    origin: str = ""
    file: Path | None = None
    syslog: str = ""
    owed: set[str] = field(default_factory=set)
    tried: dict[str, float] = field(default_factory=dict)


@dataclass
class Transaction:
    """One unit of work. Nothing is kept unless `commit()` is called, which is the last line of a service."""

    connection: sa.Connection
    actor: Actor
    identity: PrivateKey | None
    keyring: Keyring
    system: SystemKeys
    now: datetime
    demo: bool
    work_week: int = 5
    memory: KeyMemory = field(default_factory=KeyMemory)  # of the session; else empty, and gone with this work
    opened: dict[str, Any] = field(default_factory=dict, repr=False)  # what a store opened once for this work
    outside: Outside = field(default_factory=Outside)
    _afterwards: list[Callable[[], None]] = field(default_factory=list, repr=False)

    def execute(self, statement: sa.Executable) -> sa.CursorResult[Any]:
        """Run `statement` within this unit of work."""
        return self.connection.execute(statement)

    @property
    def micros(self) -> int:
        """The moment of this unit of work in microseconds since 1970 UTC."""
        return to_micros(self.now)

    def once(self, submit_key: UUID) -> None:
        """Claim `submit_key` for this unit of work; raise AlreadyDone when a form with it was done before."""
        oldest = to_micros(self.now - _SUBMISSIONS_KEPT)
        self.connection.execute(_FORGET, {"oldest": oldest})
        if self.connection.execute(_CLAIMED, {"key": submit_key}).first():
            raise AlreadyDone
        self.connection.execute(_CLAIM, {"id": submit_key, "created": self.micros})

    def after_commit(self, act: Callable[[], None]) -> None:
        """Do `act` once this unit of work is kept, and never when it is not. `act` must not raise."""
        self._afterwards.append(act)

    def commit(self) -> None:
        """Keep the change and its audit entries, together; then do what was to be done afterwards."""
        self.connection.commit()
        acts, self._afterwards = self._afterwards, []
        for act in acts:
            act()


@dataclass(frozen=True)
class Premises:
    """An opened database with its keys: where units of work begin."""

    engines: Engines
    keyring: Keyring
    system: SystemKeys
    demo: bool = False
    clock: Clock = now
    cost: Cost = DEFAULT_COST
    work_week: int = 5
    memories: Memories = field(default_factory=Memories)
    outside: Outside = field(default_factory=Outside)
    exports: Path | None = None  # the folder of bundles to be fetched

    def outfitted(self, settings: Settings) -> "Premises":
        """Return these with what `settings` say about work, checkpoints and exports."""
        outside = replace(self.outside, file=settings.checkpoints, syslog=settings.syslog)
        return replace(self, work_week=settings.work_week, outside=outside, exports=settings.exports)

    @contextmanager
    def writing(
        self, actor: Actor = SYSTEM, identity: PrivateKey | None = None, session: bytes = b"",
    ) -> Iterator[Transaction]:
        """Begin a unit of work that may write; what is not committed is rolled back.

        `session`: the open session, whose row was just read and whose opened case keys may be used again.
        """
        with self.engines.write.connect() as connection:
            yield self._begin(connection, actor, identity, session)

    @contextmanager
    def reading(
        self, actor: Actor = SYSTEM, identity: PrivateKey | None = None, session: bytes = b"",
    ) -> Iterator[Transaction]:
        """Begin a unit of work that only reads; `session` as in `writing`."""
        with self.engines.read.connect() as connection:
            yield self._begin(connection, actor, identity, session)

    def _begin(
        self, connection: sa.Connection, actor: Actor, identity: PrivateKey | None, session: bytes,
    ) -> Transaction:
        connection.begin()
        moment = self.clock()
        memory = self.memories.of(session, moment) if session else KeyMemory()
        return Transaction(
            connection, actor, identity, self.keyring, self.system, moment, self.demo, self.work_week, memory,
            outside=self.outside,
        )
