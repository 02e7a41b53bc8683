"""What an auditor calls a case: a name that neither the database nor the keyring can lead back to the case.

It is made from the auditor's own private key, so it opens nothing, and nobody else can make or undo it. A series is
known by a random number: another one gives every case another name.
"""

import hmac
from uuid import UUID

from mediation.vault import base32
from mediation.vault.framing import pae
from mediation.vault.keys import PrivateKey, Secret, expand, raw_of

LETTERS = 12
_BYTES = 8
_SPARE_BITS = 4  # 12 letters hold 60 of the 64 bits


class Pseudonyms(Secret):
    """The pseudonyms of one auditor's series."""

    __slots__ = ("_key",)

    def __init__(self, private: PrivateKey, series: UUID) -> None:
        """Take the auditor's opened key and the number of the series."""
        own = expand(raw_of(private), b"mv1|pseudonym")
        self._key = expand(own, pae(b"mv1.series", series.bytes))

    def of(self, case: UUID) -> str:
        """Return what the case is called: 12 letters in fours."""
        return base32.in_fours(self._digest(case), LETTERS)

    def names(self, case: UUID, wanted: int) -> bool:
        """Tell whether `wanted`, as `number` returns it, is the case's pseudonym."""
        return int.from_bytes(self._digest(case), "big") >> _SPARE_BITS == wanted

    def _digest(self, case: UUID) -> bytes:
        return hmac.digest(self._key, case.bytes, "sha256")[:_BYTES]


def number(typed: str) -> int:
    """Return a typed pseudonym as a number; raise ValueError for what is none, without quoting it."""
    value = 0
    for letter in base32.letters_of(typed, LETTERS):
        value = value << 5 | base32.ALPHABET.index(letter)
    return value
