"""Opened case keys that stay in a worker's memory with a session, so that a list need not open each grant again.

Only keys of cases stay, never a name and never a private key, a group's least of all. What stays is bounded for
each session and for all together, least used first out. A session's memory is asked for by requests whose session
row was just read, and is closed when that row says that the session is over; in a worker that does not hear of it,
it is closed after fifteen unused minutes, when the session would be locked anyway.
"""

from collections import OrderedDict
from collections.abc import Hashable
from datetime import datetime, timedelta
from threading import Lock

from mediation.vault.keys import CaseKey, Secret, dek_of
from mediation.vault.primitives import same

MOST_KEYS = 20_000  # of one session and of all together: under 1 KB each
MOST_SESSIONS = 200
UNUSED = timedelta(minutes=15)


class KeyMemory(Secret):
    """The opened case keys of one session, each under the very bytes of the grant that it came from.

    A changed grant or commitment is another place and is opened, and refused, as if for the first time.
    """

    __slots__ = ("_closed", "_keys", "_lock", "_most")

    def __init__(self, most: int = MOST_KEYS) -> None:
        """Hold at most `most` keys."""
        self._keys: OrderedDict[Hashable, CaseKey] = OrderedDict()
        self._most = most
        self._lock = Lock()
        self._closed = False

    def get(self, stored: bytes, commitment: bytes, context: Hashable) -> CaseKey | None:
        """Return the key that was put under the same grant, commitment and context; None when there is none.

        `context` is the place of the grant (which key of which case for whom): a moved one is opened, and refused.
        """
        place = (stored, commitment, context)
        with self._lock:
            found = self._keys.get(place)
            # The order matters only when there may soon be too many.
            if found is not None and len(self._keys) > self._most // 2:
                self._keys.move_to_end(place)
            return found

    def put(self, stored: bytes, commitment: bytes, key: CaseKey, context: Hashable) -> None:
        """Keep `key`, which came out of `stored`; raise RuntimeError unless it was checked against `commitment`.

        A closed memory keeps nothing: the request that still holds it ends as it began.
        """
        dek_of(key)
        if not same(commitment, key.commitment):
            raise RuntimeError("this key was checked against another commitment")
        with self._lock:
            if self._closed:
                return
            self._keys[stored, commitment, context] = key
            while len(self._keys) > self._most:
                self._keys.popitem(last=False)

    def close(self) -> None:
        """Forget every key and keep none from now on."""
        with self._lock:
            self._closed = True
            self._keys.clear()

    def __len__(self) -> int:
        """Return how many keys are held."""
        return len(self._keys)


class Memories(Secret):
    """The key memories of the sessions that this worker serves; a new process begins with none."""

    __slots__ = ("_lock", "_most_keys", "_most_sessions", "_sessions")

    def __init__(self, most_keys: int = MOST_KEYS, most_sessions: int = MOST_SESSIONS) -> None:
        """Hold at most `most_keys` keys in all, of at most `most_sessions` sessions."""
        self._sessions: OrderedDict[bytes, tuple[KeyMemory, datetime]] = OrderedDict()
        self._most_keys = most_keys
        self._most_sessions = most_sessions
        self._lock = Lock()

    def of(self, session: bytes, now: datetime) -> KeyMemory:
        """Return the memory of a session whose row was read in this request; what lay unused is closed."""
        with self._lock:
            held = self._sessions.get(session)
            if held:
                self._sessions.move_to_end(session)
            self._shrink(now, room_for=0 if held else 1)
            memory = held[0] if held and now - held[1] <= UNUSED else KeyMemory(self._most_keys)
            self._sessions[session] = (memory, now)
            return memory

    def drop(self, session: bytes) -> None:
        """Close the memory of a session that ended, was locked or is not known."""
        with self._lock:
            held = self._sessions.pop(session, None)
        if held:
            held[0].close()

    def __len__(self) -> int:
        """Return how many sessions have a memory here."""
        return len(self._sessions)

    def _shrink(self, now: datetime, room_for: int) -> None:
        """Close, the least used first, what lay unused too long or is too much."""
        keys = sum(len(memory) for memory, _used in self._sessions.values())
        while self._sessions:
            memory, used = next(iter(self._sessions.values()))
            fits = len(self._sessions) + room_for <= self._most_sessions and keys <= self._most_keys
            if fits and now - used <= UNUSED:
                return
            keys -= len(memory)
            self._sessions.popitem(last=False)
            memory.close()
