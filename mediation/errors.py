"""What can go wrong, in few words; a refusal by law or by rule is a value, not an exception."""

from dataclasses import dataclass, field
from typing import Any


class NotFound(Exception):  # noqa: N818 - named as the answer it leads to
    """What was asked for does not exist, or not for this person: the answer is the same."""


class NotAllowed(Exception):  # noqa: N818 - named as the answer it leads to
    """This person's roles do not allow this."""


class Tampered(Exception):  # noqa: N818 - names the finding
    """Something stored does not match its seal. The text names the place and never any content."""


class Conflict(Exception):  # noqa: N818 - named as the answer it leads to
    """Somebody changed the same thing meanwhile; nothing was saved."""


class AlreadyDone(Exception):  # noqa: N818 - named as the answer it leads to
    """This form was sent before and its work is done; nothing was done twice."""


@dataclass(frozen=True)
class Refusal:
    """Why something is refused: the reason, what to do about it, the legal basis and the values to fill in."""

    reason: str
    remedy: str = ""
    basis: str = ""
    values: dict[str, Any] = field(default_factory=dict)
