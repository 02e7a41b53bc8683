"""Digests reckoned beside the work: hashing leaves the interpreter to others, so it goes on on another processor."""

import threading
from queue import SimpleQueue
from types import TracebackType
from typing import Final, Protocol, Self

_PIECE: Final = 1024 * 1024  # waking the other thread costs as much as hashing some 10 KiB
_AHEAD: Final = 4  # pieces that may wait: memory stays what it is


class Digest(Protocol):
    """What `hashlib` makes."""

    def update(self, data: bytes, /) -> None:
        """Take more bytes."""


class Beside:
    """Feeds the same bytes to several digests in a thread of its own, which ends with the `with` block.

    The digests are complete when the block is left; feeding waits when hashing falls behind.
    """

    def __init__(self, *digests: Digest) -> None:
        """Take the digests; nobody else may touch them before the block has been left."""
        self._digests = digests
        self._waiting: SimpleQueue[bytes | None] = SimpleQueue()
        self._room = threading.Semaphore(_AHEAD)
        self._gathered: list[bytes] = []
        self._size = 0
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        """Begin."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Hash what is left, and end the thread."""
        self._hand_over()
        self._waiting.put(None)
        self._thread.join()

    def feed(self, piece: bytes) -> None:
        """Take the next piece."""
        self._gathered.append(piece)
        self._size += len(piece)
        if self._size >= _PIECE:
            self._hand_over()

    def _hand_over(self) -> None:
        self._room.acquire()
        self._waiting.put(b"".join(self._gathered))
        self._gathered.clear()
        self._size = 0

    def _run(self) -> None:
        while (piece := self._waiting.get()) is not None:
            for digest in self._digests:
                digest.update(piece)
            self._room.release()
