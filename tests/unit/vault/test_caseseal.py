"""The case seal sees every edited, nulled, added, removed, swapped and rolled-back row."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.errors import Tampered
from mediation.vault.caseseal import Clear, Digest, Row, case_seal, clear_digest, envelope_digest, same
from mediation.vault.keys import CaseKey

KEY = CaseKey.generate("content", 1)
CASE, OTHER = UUID(int=0xC), UUID(int=0xD)
FIRST = Row(1, CASE, ("received", 5, None, True), (b"cover", None))
SECOND = Row(2, UUID(int=1), ("2026-11-20", UUID(int=7)), (b"text", b"more"))
THIRD = Row(2, UUID(int=2), ("2026-11-20", UUID(int=7)), (b"text", b"more"))
ROWS = [FIRST, SECOND, THIRD]


def seal(rows: list[Row], key: CaseKey = KEY, case: UUID = CASE, version: int = 3, registry: int = 1) -> bytes:
    return case_seal(key, case, version, registry, rows)


@given(st.permutations(ROWS))
def test_the_order_in_which_rows_are_read_does_not_matter(rows: list[Row]) -> None:
    assert same(seal(rows), seal(ROWS))


CHANGES: dict[str, list[Row]] = {
    "row removed": [FIRST, SECOND],
    "row added": [*ROWS, replace(THIRD, row=UUID(int=3))],
    "row of another table": [FIRST, SECOND, replace(THIRD, table=3)],
    "row with another id": [FIRST, SECOND, replace(THIRD, row=UUID(int=4))],
    "rows swapped": [FIRST, replace(SECOND, clear=("x",)), THIRD],
    "clear text changed": [replace(FIRST, clear=("closed", 5, None, True)), SECOND, THIRD],
    "clear number changed": [replace(FIRST, clear=("received", 6, None, True)), SECOND, THIRD],
    "clear value nulled": [replace(FIRST, clear=("received", None, None, True)), SECOND, THIRD],
    "clear value filled": [replace(FIRST, clear=("received", 5, "", True)), SECOND, THIRD],
    "clear values swapped": [replace(FIRST, clear=(5, "received", None, True)), SECOND, THIRD],
    "clear value moved": [replace(FIRST, clear=("received", None, 5, True)), SECOND, THIRD],
    "truth turned": [replace(FIRST, clear=("received", 5, None, False)), SECOND, THIRD],
    "truth nulled": [replace(FIRST, clear=("received", 5, None, None)), SECOND, THIRD],
    "clear column cut": [replace(FIRST, clear=("received", 5, None)), SECOND, THIRD],
    "envelope changed": [replace(FIRST, envelopes=(b"coveR", None)), SECOND, THIRD],
    "envelope nulled": [replace(FIRST, envelopes=(None, None)), SECOND, THIRD],
    "envelope filled": [replace(FIRST, envelopes=(b"cover", b"")), SECOND, THIRD],
    "envelopes swapped": [FIRST, replace(SECOND, envelopes=(b"more", b"text")), THIRD],
    "envelope column cut": [replace(FIRST, envelopes=(b"cover",)), SECOND, THIRD],
    "nothing left": [],
}


@pytest.mark.parametrize("rows", CHANGES.values(), ids=CHANGES.keys())
def test_every_change_of_a_row_is_seen(rows: list[Row]) -> None:
    assert not same(seal(rows), seal(ROWS))


def test_the_contents_of_two_rows_exchanged_are_seen() -> None:
    one, two = replace(SECOND, clear=("a",)), replace(THIRD, clear=("b",))
    exchanged = [replace(one, clear=two.clear), replace(two, clear=one.clear)]

    assert not same(seal([FIRST, one, two]), seal([FIRST, *exchanged]))


def test_another_case_version_registry_or_key_gives_another_seal() -> None:
    right = seal(ROWS)

    assert not same(right, seal(ROWS, case=OTHER))
    assert not same(right, seal(ROWS, version=2))
    assert not same(right, seal(ROWS, registry=2))
    assert not same(right, seal(ROWS, key=CaseKey.generate("content", 1)))


clear_values = st.none() | st.booleans() | st.integers() | st.text("ab01\x01é") | st.binary(max_size=3) | st.uuids()
rows = st.builds(
    Row,
    st.integers(1, 3),
    st.sampled_from([UUID(int=1), UUID(int=2)]),
    st.lists(clear_values, max_size=3).map(tuple),
    st.lists(st.none() | st.binary(max_size=3), max_size=3).map(tuple),
)


def written(row: Row) -> tuple[object, ...]:
    """Tell apart what the format tells apart: a number and its digits are one, NULL and an empty text are two."""
    clear = tuple(None if value is None else said(value) for value in row.clear)
    return row.table, row.row, clear, row.envelopes


def said(value: Clear) -> str:
    if isinstance(value, UUID | bytes):
        return value.hex if isinstance(value, UUID) else value.hex()
    return str(int(value)) if isinstance(value, bool) else str(value)


@given(rows, rows)
def test_two_different_rows_never_give_one_seal(one: Row, other: Row) -> None:
    assert same(seal([one]), seal([other])) is (written(one) == written(other))


def test_a_row_that_is_there_twice_is_refused() -> None:
    with pytest.raises(Tampered):
        seal([*ROWS, replace(SECOND, clear=("other",))])


@pytest.mark.parametrize("value", [5.5, ["a"], object(), "rahasia\ud800"])
def test_a_clear_value_of_another_kind_is_refused_without_being_quoted(value: object) -> None:
    strange = Row(1, CASE, (value,), ())  # type: ignore[arg-type]  # what SQLite would hand over
    with pytest.raises(Tampered) as refused:
        seal([strange])

    assert "rahasia" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_an_envelope_of_another_type_is_refused() -> None:
    with pytest.raises(Tampered):
        seal([Row(1, CASE, (), ("text",))])  # type: ignore[arg-type]  # what SQLite would hand over


def test_the_digest_beside_a_large_body_stands_for_it() -> None:
    body = bytes(100_000)
    large = replace(FIRST, envelopes=(body, None))
    standing = replace(FIRST, envelopes=(Digest(envelope_digest(body)), None))

    assert same(seal([large]), seal([standing]))
    with pytest.raises(Tampered):
        seal([replace(FIRST, envelopes=(Digest(b"short"), None))])


@pytest.mark.parametrize("kind", ["summary", "private"])
def test_the_content_key_alone_seals_a_case(kind: str) -> None:
    with pytest.raises(ValueError, match="content key"):
        seal(ROWS, key=CaseKey.generate(kind, 1))


def test_a_stored_seal_of_another_type_or_length_is_not_the_same() -> None:
    right = seal(ROWS)
    for stored in (None, right.hex(), b"", right[:31], right + b"\0"):
        assert not same(stored, right)  # type: ignore[arg-type]  # what SQLite would hand over


def test_the_digest_of_clear_values_sees_every_change() -> None:
    assert clear_digest(("a", None)) != clear_digest((None, "a"))
    assert clear_digest(("a", "")) != clear_digest(("a", None))
    assert clear_digest(("ab",)) != clear_digest(("a", "b"))
