"""Blind indexes: find an exact number without storing it. Never for names or anything with few values."""

import hmac
import unicodedata

from mediation.vault.framing import u16, utf8
from mediation.vault.primitives import expand
from mediation.vault.system import SystemKeys, index_key

_MAC_BYTES = 15
_MAX_CHARACTERS = 512


def blind_index(system: SystemKeys, table: int, column: int, normalised: str, *, version: int | None = None) -> bytes:
    """Return the 16 bytes under which `normalised` is found in this column, under the newest index key.

    To search rows written under an older key, ask for each of `system.index_versions()`. Raise ValueError for
    an empty or overlong value: all that have none would be found together.
    """
    if not 0 < len(normalised) <= _MAX_CHARACTERS:
        raise ValueError("nothing to index")
    used = system.index_versions()[0] if version is None else version
    key = expand(index_key(system, used), b"mv1|bi" + u16(table) + u16(column))
    return bytes([used]) + hmac.digest(key, utf8(normalised), "sha256")[:_MAC_BYTES]


def normalise_digits(text: str) -> str:
    """Return the ASCII digits of `text`, for NIP and NIK: spaces and points do not matter."""
    compatible = unicodedata.normalize("NFKC", text)
    return "".join(letter for letter in compatible if letter in "0123456789")


def normalise_text(text: str) -> str:
    """Return the letters and digits of `text`, case folded, for case and document numbers and check codes."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return "".join(letter for letter in folded if letter.isalnum())
