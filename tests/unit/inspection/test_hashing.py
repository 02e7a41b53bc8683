"""Digests reckoned beside the work are the same as those reckoned in it."""

import hashlib
import threading
from random import Random

import pytest

from mediation.inspection.bundle.hashing import Beside


@pytest.mark.parametrize("sizes", [[], [0], [1], [1024 * 1024], [3_000_000, 0, 5], [8192] * 2000])
def test_every_digest_gets_every_byte_in_order(sizes: list[int]) -> None:
    pieces = [Random(n).randbytes(size) for n, size in enumerate(sizes)]
    one, other = hashlib.sha256(), hashlib.blake2b()

    with Beside(one, other) as beside:
        for piece in pieces:
            beside.feed(piece)

    whole = b"".join(pieces)
    assert one.digest() == hashlib.sha256(whole).digest()
    assert other.digest() == hashlib.blake2b(whole).digest()


class Slow:
    """A digest that waits until it is let on, and counts what it got."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.got = 0

    def update(self, data: bytes, /) -> None:
        self.go.wait(10)
        self.got += len(data)


def test_no_more_than_a_few_pieces_wait_for_a_slow_digest() -> None:
    slow, fed = Slow(), 0
    timer = threading.Timer(0.2, slow.go.set)

    with Beside(slow) as beside:
        timer.start()
        while not slow.go.is_set():
            beside.feed(bytes(1024 * 1024))
            fed += 1

    assert fed <= 6
    assert slow.got == fed * 1024 * 1024


def test_its_thread_ends_with_the_block_also_when_the_block_breaks() -> None:
    before = threading.active_count()

    with pytest.raises(RuntimeError, match="di tengah"):
        break_off()

    assert threading.active_count() == before


def break_off() -> None:
    with Beside(hashlib.sha256()) as beside:
        beside.feed(b"a")
        raise RuntimeError("di tengah")
