"""A pseudonym comes from the auditor's key, the series and the case, and from nothing else."""

import hashlib
import hmac
from itertools import pairwise
from uuid import UUID

import pytest

from mediation.vault import base32
from mediation.vault.keys import PrivateKey
from mediation.vault.pseudonyms import Pseudonyms, number

RAW = bytes(range(32))
SERIES, CASE = UUID(int=7), UUID("5f0c2f9e-3f57-4a7e-9f0e-0d7c1a2b3c4d")


def by_hand(raw: bytes, series: UUID, case: UUID) -> str:
    """Return what the format's words give, without the vault's own functions."""

    def mac(key: bytes, message: bytes) -> bytes:
        return hmac.new(key, message, hashlib.sha256).digest()

    context = (2).to_bytes(2, "big")
    for part in (b"mv1.series", series.bytes):
        context += len(part).to_bytes(4, "big") + part
    key = mac(mac(raw, b"mv1|pseudonym\x01"), context + b"\x01")
    bits = int.from_bytes(mac(key, case.bytes)[:8], "big") >> 4
    letters = "".join("0123456789ABCDEFGHJKMNPQRSTVWXYZ"[bits >> shift & 31] for shift in range(55, -1, -5))
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"


def test_a_pseudonym_is_made_as_the_format_says() -> None:
    assert Pseudonyms(PrivateKey(RAW), SERIES).of(CASE) == by_hand(RAW, SERIES, CASE)


def test_key_series_and_case_each_give_another_one() -> None:
    made = [
        Pseudonyms(PrivateKey(key), series).of(case)
        for key, series, case in (
            (RAW, SERIES, CASE), (bytes(31) + b"\x01", SERIES, CASE), (RAW, UUID(int=8), CASE), (RAW, SERIES, SERIES),
        )
    ]

    assert len(set(made)) == len(made)


def test_one_is_known_again_however_it_is_typed_and_no_other_case_by_it() -> None:
    names = Pseudonyms(PrivateKey(RAW), SERIES)
    typed = names.of(CASE).lower().replace("-", "  ").replace("0", "o").replace("1", "l")

    assert names.names(CASE, number(typed))
    assert not names.names(SERIES, number(typed))


def test_ten_thousand_cases_have_ten_thousand_names_in_no_order() -> None:
    names = Pseudonyms(PrivateKey(RAW), SERIES)
    made = [names.of(UUID(int=case)) for case in range(10_000)]

    assert len(set(made)) == len(made)
    assert 4_500 < sum(before < after for before, after in pairwise(made)) < 5_500


@pytest.mark.parametrize("typed", ["", "0000-0000-000", "0000-0000-00000", "UUUU-0000-0000", "0001/2026", "é" * 12])
def test_what_is_no_pseudonym_is_refused_without_being_quoted(typed: str) -> None:
    with pytest.raises(ValueError, match="not such a code") as refused:
        number(typed)

    assert not typed or typed not in str(refused.value)


def test_it_prints_nothing_of_the_key() -> None:
    shown = repr(Pseudonyms(PrivateKey(RAW), SERIES))

    assert shown == "<Pseudonyms>"
    assert base32.ALPHABET not in shown
