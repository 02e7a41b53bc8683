"""Clean what people type or paste before anybody looks at it. Pure."""

import re
import unicodedata

# Marks that turn the direction of the text round: they can make a name or a sentence read as another one.
_DIRECTION = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# Invisible marks that word processors leave behind.
_INVISIBLE = "\u00ad\u200b\u2060\ufeff\ufff9\ufffa\ufffb"
_DROPPED = dict.fromkeys(map(ord, _DIRECTION + _INVISIBLE))
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_REPLACEMENT = "\ufffd"


def clean(text: str) -> str:
    """Return `text` in NFC, with one kind of line end, without control, direction and invisible marks.

    Newlines and tabs stay. What is no character at all (a lone surrogate, U+FFFE, U+FFFF) becomes U+FFFD, so
    that neither the seal nor a document can fail on it.
    """
    lines = _LINE_ENDS.sub("\n", text).translate(_DROPPED)
    return unicodedata.normalize("NFC", "".join(map(_kept, lines)))


def clean_line(text: str) -> str:
    """Return `text` cleaned, on one line, with single spaces and none at its ends."""
    return " ".join(clean(text).split())


def clean_long(text: str) -> str:
    """Return `text` cleaned, without spaces at the ends of its lines and without empty lines at its ends."""
    return "\n".join(line.rstrip() for line in clean(text).split("\n")).strip("\n")


def encodable(text: str) -> str:
    """Return `text` unchanged but for lone surrogates, which become U+FFFD: for passwords."""
    return "".join(_REPLACEMENT if _is_surrogate(char) else char for char in text)


def _kept(char: str) -> str:
    if char in "\n\t":
        return char
    if _is_surrogate(char) or ord(char) & 0xFFFE == 0xFFFE:  # noqa: PLR2004 - the two last code points of each plane
        return _REPLACEMENT
    return "" if unicodedata.category(char) == "Cc" else char


def _is_surrogate(char: str) -> bool:
    return unicodedata.category(char) == "Cs"
