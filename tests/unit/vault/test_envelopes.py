"""A sealed column opens in its place alone, whole, with its own key."""

from typing import Any, NamedTuple
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.errors import Tampered
from mediation.vault import envelopes
from mediation.vault.keys import CaseKey

KEY = CaseKey.generate("content", 3)
SECRET = b"Pernyataan contoh yang tidak boleh tampak"


class Place(NamedTuple):
    table: int
    column: int
    case: UUID
    row: UUID


HERE = Place(4, 7, UUID(int=0xA1), UUID(int=0xB2))
numbers = st.integers(0, 2**16 - 1)
places = st.builds(Place, numbers, numbers, st.uuids(), st.uuids())


def sealed(place: Place = HERE, key: CaseKey = KEY, plaintext: bytes = SECRET, minimum: int = 0) -> bytes:
    return envelopes.seal(key, **place._asdict(), plaintext=plaintext, minimum=minimum)


def opened(envelope: bytes, place: Place = HERE, key: CaseKey = KEY) -> bytes:
    return envelopes.open_(key, **place._asdict(), envelope=envelope)


@given(places, st.binary(max_size=2000), st.sampled_from([0, 4096]))
def test_what_is_sealed_opens_in_its_place(place: Place, plaintext: bytes, minimum: int) -> None:
    assert opened(sealed(place, plaintext=plaintext, minimum=minimum), place) == plaintext


@given(places, places)
def test_it_opens_in_no_other_place(place: Place, other: Place) -> None:
    envelope = sealed(place)

    if place != other:
        with pytest.raises(Tampered):
            opened(envelope, other)


@pytest.mark.parametrize(
    "other",
    [
        HERE._replace(table=5),
        HERE._replace(column=8),
        HERE._replace(table=7, column=4),
        HERE._replace(case=UUID(int=0xA2)),
        HERE._replace(row=UUID(int=0xB3)),
        HERE._replace(case=HERE.row, row=HERE.case),
    ],
)
def test_moved_to_another_table_column_case_or_row_it_is_refused(other: Place) -> None:
    with pytest.raises(Tampered):
        opened(sealed(), other)


def test_another_generation_is_refused_even_under_the_same_bytes_of_key() -> None:
    raw = bytes(range(32))
    old, new = CaseKey("content", 1, raw, checked=True), CaseKey("content", 2, raw, checked=True)
    envelope = sealed(key=old)

    with pytest.raises(Tampered):
        opened(envelope, key=new)
    renumbered = envelope[:2] + b"\x02" + envelope[3:]
    with pytest.raises(Tampered):
        opened(renumbered, key=new)


def test_another_key_of_the_same_generation_is_refused() -> None:
    with pytest.raises(Tampered):
        opened(sealed(), key=CaseKey.generate("content", 3))


def test_every_flipped_bit_is_refused() -> None:
    envelope = sealed(plaintext=b"x")
    for position in range(len(envelope) * 8):
        flipped = bytearray(envelope)
        flipped[position // 8] ^= 1 << position % 8
        with pytest.raises(Tampered):
            opened(bytes(flipped))


def test_every_cut_and_every_lengthening_is_refused() -> None:
    envelope = sealed(plaintext=b"x")
    for wrong in [*(envelope[:n] for n in range(len(envelope))), envelope + b"\0", b"\0" + envelope]:
        with pytest.raises(Tampered):
            opened(wrong)


def test_the_same_text_is_never_sealed_to_the_same_bytes() -> None:
    assert len({sealed() for _ in range(500)}) == 500


def test_the_length_tells_the_step_alone() -> None:
    assert len({len(sealed(plaintext=b"x" * n)) for n in range(64)}) == 1
    assert len({len(sealed(plaintext=b"x" * n, minimum=4096)) for n in (0, 1, 500, 4000)}) == 1


def test_plaintext_is_not_in_what_is_stored() -> None:
    assert SECRET[:8] not in sealed()


def test_a_failure_tells_nothing_of_the_content() -> None:
    with pytest.raises(Tampered) as failure:
        opened(sealed(), HERE._replace(row=UUID(int=1)))

    assert str(failure.value) == "sealed column"
    assert failure.value.__cause__ is None
    assert failure.value.__suppress_context__


def test_more_than_a_column_holds_is_refused_before_it_is_sealed() -> None:
    with pytest.raises(ValueError, match="too long"):
        sealed(plaintext=bytes(16 * 1024 * 1024 + 1))
    with pytest.raises(ValueError, match="too long"):
        sealed(minimum=2**40)


def test_the_generation_is_read_without_a_key() -> None:
    assert envelopes.generation(sealed()) == 3


def test_a_key_from_a_grant_serves_only_after_its_commitment_was_checked() -> None:
    unchecked = CaseKey("content", 1, bytes(32))

    with pytest.raises(RuntimeError, match="commitment"):
        sealed(key=unchecked)
    with pytest.raises(Tampered):
        unchecked.check(KEY.commitment)
    with pytest.raises(RuntimeError, match="commitment"):
        sealed(key=unchecked)
    checked = unchecked.check(CaseKey("content", 1, bytes(32)).commitment)
    assert opened(sealed(key=checked), key=checked) == SECRET


text = st.text(st.characters(exclude_categories=["Cs"]))
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(text, inner, max_size=4),
)


@given(json_values)
def test_structures_come_back_as_they_were(value: Any) -> None:
    assert envelopes.decode(envelopes.encode(value)) == value


def test_structures_are_sorted_compact_and_not_escaped() -> None:
    assert envelopes.encode({"z": 1, "a": "✓ é", "k": [True, None]}) == '{"a":"✓ é","k":[true,null],"z":1}'.encode()


CIRCLE: list[Any] = []
CIRCLE.append(CIRCLE)
DEEP: Any = None
for _ in range(100_000):
    DEEP = [DEEP]


@pytest.mark.parametrize(
    "value",
    [
        {"nama": "rahasia\ud800"},
        float("nan"),
        float("inf"),
        {1: "x", "y": 2},
        object(),
        b"bytes",
        CIRCLE,
        {UUID(int=1)},
    ],
    ids=["surrogate", "nan", "infinity", "mixed keys", "object", "bytes", "circle", "set"],
)
def test_what_is_no_json_is_refused_without_being_quoted(value: object) -> None:
    with pytest.raises(ValueError, match=r"^this value cannot be sealed$") as failure:
        envelopes.encode(value)

    assert failure.value.__suppress_context__
    assert type(failure.value) is ValueError


def test_a_structure_too_deep_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be sealed"):
        envelopes.encode(DEEP)


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b'{"a":1}x', b"[" * 100_000, b"1" * 10_000])
def test_sealed_bytes_that_are_no_json_are_refused(data: bytes) -> None:
    with pytest.raises(Tampered):
        envelopes.decode(data)
