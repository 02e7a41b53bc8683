"""Opened case keys stay with a session: found by the very grant, bounded, and gone with the session."""

from datetime import UTC, datetime, timedelta

import pytest

from mediation.vault.keys import CaseKey, PrivateKey
from mediation.vault.memory import UNUSED, KeyMemory, Memories

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
STORED = b"the grant as it stands in its row"
PLACE = ("content", "one case")


def remembered(most: int = 10) -> tuple[KeyMemory, CaseKey]:
    memory, key = KeyMemory(most), CaseKey.generate("content", 1)
    memory.put(STORED, key.commitment, key, PLACE)
    return memory, key


def test_a_key_is_found_by_the_grant_and_the_commitment_that_it_came_with() -> None:
    memory, key = remembered()

    assert memory.get(STORED, key.commitment, PLACE) is key


@pytest.mark.parametrize("place", range(len(STORED)))
def test_one_changed_byte_of_the_grant_finds_nothing(place: int) -> None:
    memory, key = remembered()
    changed = bytearray(STORED)
    changed[place] ^= 1

    assert memory.get(bytes(changed), key.commitment, PLACE) is None


def test_another_commitment_finds_nothing() -> None:
    memory, _key = remembered()

    assert memory.get(STORED, CaseKey.generate("content", 1).commitment, PLACE) is None


def test_a_grant_that_was_moved_to_another_place_finds_nothing() -> None:
    memory, key = KeyMemory(), CaseKey.generate("content", 1)
    memory.put(STORED, key.commitment, key, PLACE)

    assert memory.get(STORED, key.commitment, ("content", "another case")) is None


def test_a_key_that_was_not_checked_is_not_kept() -> None:
    unchecked = CaseKey("content", 1, bytes(32))
    with pytest.raises(RuntimeError, match="check the commitment"):
        KeyMemory().put(STORED, unchecked.commitment, unchecked, PLACE)


def test_a_key_is_not_kept_under_the_commitment_of_another() -> None:
    key, other = CaseKey.generate("content", 1), CaseKey.generate("content", 1)
    with pytest.raises(RuntimeError, match="another commitment"):
        KeyMemory().put(STORED, other.commitment, key, PLACE)


def test_no_private_key_is_kept() -> None:
    with pytest.raises(AttributeError):
        KeyMemory().put(STORED, b"", PrivateKey.generate(), PLACE)  # type: ignore[arg-type]  # what must not be


def test_the_key_used_least_goes_first() -> None:
    memory, keys = KeyMemory(2), [CaseKey.generate("content", 1) for _ in range(3)]
    memory.put(b"0", keys[0].commitment, keys[0], PLACE)
    memory.put(b"1", keys[1].commitment, keys[1], PLACE)
    memory.get(b"0", keys[0].commitment, PLACE)
    memory.put(b"2", keys[2].commitment, keys[2], PLACE)

    left = [memory.get(str(n).encode(), key.commitment, PLACE) for n, key in enumerate(keys)]
    assert left == [keys[0], None, keys[2]]


def test_a_closed_memory_forgets_and_keeps_nothing_more() -> None:
    memory, key = remembered()
    memory.close()
    memory.put(STORED, key.commitment, key, PLACE)

    assert len(memory) == 0


def test_each_session_has_a_memory_of_its_own() -> None:
    memories, key = Memories(), CaseKey.generate("content", 1)
    memories.of(b"one", NOW).put(STORED, key.commitment, key, PLACE)

    assert memories.of(b"other", NOW).get(STORED, key.commitment, PLACE) is None
    assert memories.of(b"one", NOW).get(STORED, key.commitment, PLACE) is key


def test_a_dropped_session_is_forgotten_also_by_the_request_that_still_holds_its_memory() -> None:
    memories, key = Memories(), CaseKey.generate("content", 1)
    held = memories.of(b"one", NOW)
    memories.drop(b"one")
    held.put(STORED, key.commitment, key, PLACE)

    assert (len(held), len(memories)) == (0, 0)


def test_what_lay_unused_for_as_long_as_a_session_may_is_closed_at_the_next_request_of_anybody() -> None:
    memories, key = Memories(), CaseKey.generate("content", 1)
    idle = memories.of(b"idle", NOW)
    idle.put(STORED, key.commitment, key, PLACE)
    memories.of(b"other", NOW + UNUSED)
    kept = len(idle)
    memories.of(b"other", NOW + UNUSED + timedelta(seconds=1))

    assert (kept, len(idle), len(memories)) == (1, 0, 1)


def test_no_key_that_lay_unused_comes_back_to_its_own_session() -> None:
    memories, key = Memories(), CaseKey.generate("content", 1)
    memories.of(b"idle", NOW).put(STORED, key.commitment, key, PLACE)

    assert len(memories.of(b"idle", NOW + UNUSED + timedelta(seconds=1))) == 0


def test_the_session_used_least_goes_first() -> None:
    memories = Memories(most_sessions=2)
    first, second = memories.of(b"1", NOW), memories.of(b"2", NOW)
    for memory in (first, second):
        key = CaseKey.generate("content", 1)
        memory.put(STORED, key.commitment, key, PLACE)
    memories.of(b"1", NOW)
    before = len(second)
    memories.of(b"3", NOW)

    assert (before, len(first), len(second), len(memories)) == (1, 1, 0, 2)


def test_all_sessions_together_hold_a_bounded_number_of_keys() -> None:
    memories = Memories(most_keys=3)
    for session in (b"1", b"2"):
        memory = memories.of(session, NOW)
        for number in range(3):
            key = CaseKey.generate("content", 1)
            memory.put(str(number).encode(), key.commitment, key, PLACE)
    memories.of(b"3", NOW)

    assert sum(len(memories.of(session, NOW)) for session in (b"1", b"2", b"3")) == 3
