"""The recovery recipient: an `age1…` line whose private half was made, and stays, off this machine."""

import os

import bech32
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from mediation.language import mark
from mediation.vault.framing import KEY_BYTES

_MAX_CHARACTERS = 4096  # age's post-quantum recipients are that long


def parse_recipient(text: str) -> bytes:
    """Return the 32 raw bytes of an `age1…` recipient; raise ValueError with a sentence for the operator."""
    typed = text.strip()
    if typed.upper().startswith("AGE-SECRET-KEY-"):
        raise ValueError(_SECRET)
    public = _raw(typed)
    if not _usable(public):
        raise ValueError(_WRONG)
    return public


def _raw(typed: str) -> bytes:
    written = typed == typed.lower() and len(typed) <= _MAX_CHARACTERS  # stock age refuses capitals too
    prefix, words = bech32.bech32_decode(typed) if written else (None, None)
    if prefix is None or words is None:
        raise ValueError(_WRONG)
    if prefix != "age":
        raise ValueError(_OTHER_KIND if prefix.startswith("age1") else _WRONG)
    values = bech32.convertbits(words, 5, 8, False)  # noqa: FBT003 - "without padding"; the library takes no name
    if values is None or len(values) != KEY_BYTES:
        raise ValueError(_WRONG)
    return bytes(values)


def _usable(public: bytes) -> bool:
    """Tell whether a secret can be agreed with `public`: a few points make it zero for everybody."""
    try:
        X25519PrivateKey.from_private_bytes(os.urandom(KEY_BYTES)).exchange(X25519PublicKey.from_public_bytes(public))
    except ValueError:
        return False
    return True


_WRONG = mark(
    "Penerima pemulihan harus satu baris utuh yang diawali age1, seperti yang dicetak `age-keygen`. "
    "Salin lagi baris itu."
)
_OTHER_KIND = mark(
    "Penerima pemulihan jenis ini belum didukung. Buat yang baru dengan `age-keygen` tanpa pilihan tambahan."
)
_SECRET = mark(
    "Ini kunci rahasia, bukan penerima. Jangan pernah memasukkannya di sini: buat pasangan kunci yang baru, "
    "lalu salin baris yang diawali age1."
)
