"""Crockford's base32: what people read aloud, type and compare by voice. Pure."""

import re

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ = str.maketrans("OIL", "011")
_VALUES = {letter: value for value, letter in enumerate(ALPHABET)}
_BITS = 5
_GROUP = 4


def in_fours(data: bytes, letters: int) -> str:
    """Return the first `letters` × 5 bits of `data` as letters in groups of four."""
    bits = len(data) * 8
    value = int.from_bytes(data, "big")
    text = "".join(ALPHABET[(value >> (bits - _BITS * (i + 1))) & 31] for i in range(letters))
    return "-".join(text[i : i + _GROUP] for i in range(0, letters, _GROUP))


def letters_of(text: str, letters: int) -> str:
    """Return `letters` typed letters as they are printed, without hyphens.

    Hyphens, spaces, case, O for 0, I or L for 1 are all one. Raise ValueError, without quoting what was typed, for
    another count or another letter.
    """
    short = text if len(text) <= letters * 8 else ""
    typed = re.sub(r"[\s\-‐-―]+", "", short).upper().translate(_READ)
    if len(typed) != letters or any(letter not in _VALUES for letter in typed):
        raise ValueError("this is not such a code")
    return typed


def read(text: str, letters: int) -> bytes:
    """Return the bytes of `letters` typed letters, read as `letters_of` does; raise ValueError as it does."""
    value = 0
    for letter in letters_of(text, letters):
        value = value << _BITS | _VALUES[letter]
    return value.to_bytes(letters * _BITS // 8, "big")
