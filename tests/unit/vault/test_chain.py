"""The audit chain: an entry says what it says, and stands after the one before."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.errors import Tampered
from mediation.vault import chain
from mediation.vault.keyring import Keyring
from mediation.vault.system import SystemKeys

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
numbers = st.integers(0, 2**64 - 1)
details = st.dictionaries(words, words | st.integers() | st.booleans() | st.none(), max_size=4)


@given(numbers, numbers, words, words, words, details)
def test_an_entry_reads_as_it_was_written(
    seq: int, time_us: int, actor: str, action: str, subject: str, detail: dict[str, Any]
) -> None:
    canonical = chain.canonical(seq, time_us, actor, action, subject, detail)

    assert chain.parse(canonical) == chain.Entry(seq, time_us, actor, action, subject, detail)


@given(st.binary(max_size=200))
def test_other_bytes_are_refused_and_never_crash(data: bytes) -> None:
    with pytest.raises(Tampered):
        chain.parse(data)


def entry(seq: int, **detail: Any) -> bytes:
    return chain.canonical(seq, 5, "person:1", "case.opened", "case:1", detail)


def macs(system: SystemKeys, entries: list[bytes]) -> list[bytes]:
    found = [chain.START]
    for canonical in entries:
        found.append(chain.next_mac(system, found[-1], canonical))
    return found[1:]


def test_a_changed_removed_or_moved_entry_changes_every_mac_after_it(system: SystemKeys) -> None:
    whole = [entry(seq, round=seq) for seq in range(1, 6)]
    changed = [*whole[:2], entry(3, round=9), *whole[3:]]
    right = macs(system, whole)

    assert macs(system, changed)[:2] == right[:2]
    assert not set(macs(system, changed)[2:]) & set(right)
    assert not set(macs(system, whole[:2] + whole[3:])[2:]) & set(right)
    assert not set(macs(system, [whole[1], whole[0], *whole[2:]])) & set(right)


def test_without_the_audit_key_nobody_goes_on_with_the_chain(system: SystemKeys) -> None:
    other = Keyring.ephemeral()
    strangers = SystemKeys.open_(other, SystemKeys.create(other))

    assert not chain.same(macs(system, [entry(1)])[0], macs(strangers, [entry(1)])[0])


@pytest.mark.parametrize("previous", [b"", bytes(31), bytes(33), None, "0" * 32])
def test_a_predecessor_that_is_no_mac_is_refused(system: SystemKeys, previous: Any) -> None:
    with pytest.raises(Tampered):
        chain.next_mac(system, previous, entry(1))
    with pytest.raises(Tampered):
        chain.next_mac(system, chain.START, None)  # type: ignore[arg-type]  # what SQLite would hand over


@pytest.mark.parametrize("detail", [{"a": 1.5}, {"a": b"x"}, {"a": {"b": 1}}, {"a": [1, 2.5]}, {"a": object()}])
def test_a_detail_of_another_kind_is_refused(detail: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="audit detail"):
        entry(1, **detail)


def test_an_entry_holds_no_content(system: SystemKeys) -> None:
    with pytest.raises(ValueError, match="holds no content"):
        entry(1, text="x" * 70_000)
    with pytest.raises(Tampered):
        chain.parse(bytes(70_000))
    assert chain.same(chain.next_mac(system, chain.START, entry(1)), macs(system, [entry(1)])[0])


@pytest.mark.parametrize("where", ["actor", "action", "object", "detail"])
def test_lone_surrogates_are_refused_without_being_quoted(where: str) -> None:
    said: dict[str, Any] = {"actor": "person:1", "action": "case.opened", "object": "case:1", "detail": {}}
    said[where] = {"a": "rahasia\ud800"} if where == "detail" else "rahasia\ud800"
    with pytest.raises(ValueError, match=r"^(not text|this value cannot be sealed)$"):
        chain.canonical(1, 5, **said)


def test_every_flipped_bit_of_an_entry_is_seen(system: SystemKeys) -> None:
    canonical = entry(1, round=1)
    right = chain.next_mac(system, chain.START, canonical)
    for position in range(len(canonical) * 8):
        flipped = bytearray(canonical)
        flipped[position // 8] ^= 1 << position % 8
        assert not chain.same(chain.next_mac(system, chain.START, bytes(flipped)), right)


@given(st.lists(st.tuples(words, words, words, numbers, details), max_size=6), st.integers(0, 6))
def test_a_walk_goes_as_far_as_the_macs_of_the_format(
    told: list[tuple[str, str, str, int, dict[str, Any]]], cut: int,
) -> None:
    keyring = Keyring.ephemeral()
    system = SystemKeys.open_(keyring, SystemKeys.create(keyring))
    rows, mac = [], chain.START
    for seq, (actor, action, subject, time_us, detail) in enumerate(told, 1):
        canonical = chain.canonical(seq, time_us, actor, action, subject, detail)
        mac = chain.next_mac(system, mac, canonical)
        rows.append((seq, time_us, actor.encode(), action.encode(), subject.encode(), canonical, mac))

    assert chain.walk(system, rows) == (len(rows), mac, None)
    if cut + 1 < len(rows):
        del rows[cut]
        assert chain.walk(system, rows)[::2] == (cut, rows[cut])


@given(st.integers(0, 4), st.integers(0, 6), st.integers(0, 10_000), st.integers(0, 7))
def test_a_walk_stops_at_whatever_bit_was_turned(at: int, column: int, byte: int, bit: int) -> None:
    keyring = Keyring.ephemeral()
    system = SystemKeys.open_(keyring, SystemKeys.create(keyring))
    rows: list[chain.Row] = []
    mac = chain.START
    for seq in range(1, 6):
        canonical = entry(seq, round=seq)
        mac = chain.next_mac(system, mac, canonical)
        rows.append((seq, 5, b"person:1", b"case.opened", b"case:1", canonical, mac))
    value = rows[at][column]
    if isinstance(value, int):
        turned: int | bytes = value ^ (1 << bit)
    else:
        place = byte % len(value)
        turned = value[:place] + bytes([value[place] ^ (1 << bit)]) + value[place + 1 :]
    rows[at] = (*rows[at][:column], turned, *rows[at][column + 1 :])

    assert chain.walk(system, rows)[0] == at


@pytest.mark.parametrize("odd", [None, "text", 1.5, -1, 2**80, b"", [1]])
def test_a_walk_stops_at_a_column_of_another_kind(system: SystemKeys, odd: object) -> None:
    canonical = entry(1)
    row = (1, 5, b"person:1", b"case.opened", b"case:1", canonical, chain.next_mac(system, chain.START, canonical))
    for column in range(7):
        assert chain.walk(system, [(*row[:column], odd, *row[column + 1 :])])[0] == 0  # type: ignore[list-item]  # as above
