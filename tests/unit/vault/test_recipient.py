"""The recovery recipient is taken as stock age prints it, and refused in plain words."""

import bech32
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.vault.keys import PrivateKey
from mediation.vault.recipient import parse_recipient

# From age's own documentation.
PUBLISHED = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"


def written(raw: bytes, prefix: str = "age") -> str:
    return str(bech32.bech32_encode(prefix, bech32.convertbits(raw, 8, 5) or []))


def test_a_published_recipient_is_read() -> None:
    assert written(parse_recipient(PUBLISHED)) == PUBLISHED
    assert parse_recipient(f" {PUBLISHED}\n") == parse_recipient(PUBLISHED)


def test_a_new_recipient_is_read() -> None:
    public = PrivateKey.generate().public

    assert parse_recipient(written(public)) == public


@given(st.integers(4, len(PUBLISHED) - 1), st.sampled_from(bech32.CHARSET))
def test_one_mistyped_letter_is_noticed(position: int, letter: str) -> None:
    typed = PUBLISHED[:position] + letter + PUBLISHED[position + 1 :]

    if typed != PUBLISHED:
        with pytest.raises(ValueError, match="satu baris utuh"):
            parse_recipient(typed)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "age1",
        PUBLISHED[:-1],
        PUBLISHED.upper(),
        "A" + PUBLISHED[1:],
        PUBLISHED + "\n" + PUBLISHED,
        "1" * 100_000,
        "\ud800",
        written(bytes(31)),
        written(bytes(33)),
        written(bytes(32)),
        written(b"\1" + bytes(31)),
        written(bytes(range(32)), "bc"),
    ],
)
def test_what_is_no_recipient_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="satu baris utuh"):
        parse_recipient(text)


@pytest.mark.parametrize("prefix", ["age1pq", "age1yubikey"])
def test_another_kind_of_recipient_is_named_as_such(prefix: str) -> None:
    with pytest.raises(ValueError, match="belum didukung"):
        parse_recipient(written(bytes(range(1, 33)) * 30, prefix))


@pytest.mark.parametrize("typed", ["AGE-SECRET-KEY-1QQQQ", "age-secret-key-1qqqq"])
def test_a_private_key_is_recognised_and_not_quoted(typed: str) -> None:
    with pytest.raises(ValueError, match="kunci rahasia") as refused:
        parse_recipient(typed)

    assert typed not in str(refused.value)
