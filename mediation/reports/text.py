"""Typed text made fit for print: what XML cannot hold and what turns the reading direction is taken out. Pure."""

import re
import unicodedata

# Control characters but tab and newline, and the two code points that XML refuses.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
# Marks that turn, embed or isolate a reading direction, and the byte-order mark.
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n?|\u2028|\u2029|\x85|\x0b|\x0c")


def clean(text: str) -> str:
    """Return `text` in NFC with plain line ends and no control or direction marks; lone surrogates become U+FFFD."""
    ends = _LINE_ENDS.sub("\n", text)
    bare = _DIRECTIONS.sub("", _CONTROLS.sub("", ends))
    return unicodedata.normalize("NFC", _SURROGATES.sub("\ufffd", bare))


def line(text: str) -> str:
    """Return `text` cleaned, on one line, with single spaces."""
    return " ".join(clean(text).split())


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs that were typed: one for each line that says something."""
    return tuple(part.strip() for part in clean(text).split("\n") if part.strip())


def sentence(text: str) -> str:
    """Return `text` on one line, closed by a full stop unless it closes itself."""
    words = line(text)
    return words if not words or words[-1] in ".?!…:;" else f"{words}."


def clause(text: str) -> str:
    """Return `text` on one line without a closing stop, to go on within a sentence."""
    return line(text).rstrip(" .;,")
