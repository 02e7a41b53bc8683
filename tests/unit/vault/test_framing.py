"""Bytes: joined without ambiguity, padded in steps, parsed within bounds."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.errors import Tampered
from mediation.vault import framing

parts = st.lists(st.binary(max_size=40), max_size=6)


@given(parts, parts)
def test_two_lists_of_parts_never_join_to_the_same_bytes(first: list[bytes], second: list[bytes]) -> None:
    assert (framing.pae(*first) == framing.pae(*second)) is (first == second)


@given(parts)
def test_joined_parts_come_apart_again(given_parts: list[bytes]) -> None:
    assert framing.parse_pae(framing.pae(*given_parts), "parts") == tuple(given_parts)


@given(st.binary(max_size=60))
def test_what_comes_apart_was_joined(data: bytes) -> None:
    try:
        found = framing.parse_pae(data, "parts")
    except Tampered:
        return

    assert framing.pae(*found) == data


@pytest.mark.parametrize(
    "data",
    [b"", b"\0", b"\0\1", b"\0\1\0\0\0\2a", b"\0\0x", b"\xff\xff", b"\0\1\xff\xff\xff\xff", b"\0\1\0\0\0\1ab"],
)
def test_a_cut_or_lengthened_join_is_refused(data: bytes) -> None:
    with pytest.raises(Tampered):
        framing.parse_pae(data, "parts")


@given(st.binary(max_size=3000), st.sampled_from([0, 1, 64, 4096, 4097]))
def test_padding_comes_off_whatever_the_text_ends_with(data: bytes, minimum: int) -> None:
    padded = framing.pad(data, minimum)

    assert framing.unpad(padded) == data
    assert len(padded) >= minimum


@given(st.binary(max_size=200), st.integers(0, 70))
def test_text_that_ends_like_padding_keeps_its_end(data: bytes, zeros: int) -> None:
    text = data + b"\x80" + bytes(zeros)

    assert framing.unpad(framing.pad(text)) == text


@given(st.integers(0, 2**24))
def test_padding_grows_and_wastes_little(length: int) -> None:
    padded = framing.padded_length(length)

    assert length < padded <= max(length + 64, (length + 1) * 1.12)
    assert framing.padded_length(padded - 1) == padded, "every length within a step pads to the same"
    assert framing.padded_length(padded) > padded


def test_a_minimum_hides_whether_anything_was_written() -> None:
    assert len(framing.pad(b"", 4096)) == len(framing.pad(b"x" * 4095, 4096)) == 4096


@pytest.mark.parametrize("data", [b"", bytes(64), b"\x81" + bytes(63), b"text"])
def test_missing_padding_is_refused(data: bytes) -> None:
    with pytest.raises(Tampered):
        framing.unpad(data)


@pytest.mark.parametrize(
    ("number", "largest"), [(framing.u16, 2**16 - 1), (framing.u32, 2**32 - 1), (framing.u64, 2**64 - 1)]
)
def test_a_number_out_of_range_is_refused(number: Callable[[int], bytes], largest: int) -> None:
    assert int.from_bytes(number(largest), "big") == largest
    for wrong in (-1, largest + 1):
        with pytest.raises(Tampered):
            number(wrong)


@pytest.mark.parametrize("length", [0, 1, 4, 5, 32, 5 + 12 + 16 + 4097])
def test_a_wrap_of_impossible_length_is_refused_before_any_key_is_used(length: int) -> None:
    with pytest.raises(Tampered):
        framing.parse_wrap((b"\x01" + bytes(length))[:length])


@pytest.mark.parametrize("length", [0, 1, 2, 3, 3 + 12 + 63 + 16, 20_000_000])
def test_an_envelope_of_impossible_length_is_refused_before_any_key_is_used(length: int) -> None:
    with pytest.raises(Tampered):
        framing.parse_envelope((b"\x01" + bytes(length))[:length])


@pytest.mark.parametrize(
    ("form", "length"), [(0, 61), (1, 60), (1, 62), (1, 81), (2, 61), (2, 80), (2, 82), (3, 61), (3, 81)]
)
def test_a_grant_has_one_of_two_forms_and_lengths(form: int, length: int) -> None:
    with pytest.raises(Tampered):
        framing.parse_grant(bytes([form]) + bytes(length - 1))


@pytest.mark.parametrize("value", [None, "\x01" * 200, 5, 5.5])
def test_a_stored_value_of_another_type_is_refused(value: object) -> None:
    with pytest.raises(Tampered):
        framing.parse_wrap(value)  # type: ignore[arg-type]  # what SQLite would hand over
    with pytest.raises(Tampered):
        framing.parse_envelope(value)  # type: ignore[arg-type]  # as above


@given(st.integers(0, 2**32 - 1), st.binary(min_size=28, max_size=100))
def test_a_wrap_is_parsed_as_it_was_built(kid: int, body: bytes) -> None:
    wrap = framing.Wrap(kid, body)

    assert framing.parse_wrap(framing.build_wrap(wrap)) == wrap


@given(st.integers(0, 2**16 - 1), st.binary(min_size=92, max_size=200))
def test_an_envelope_is_parsed_as_it_was_built(generation: int, body: bytes) -> None:
    envelope = framing.Envelope(generation, body)

    assert framing.parse_envelope(framing.build_envelope(envelope)) == envelope
