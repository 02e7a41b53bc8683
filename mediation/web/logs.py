"""What is logged: that something went wrong and where in the code, never what somebody typed or what was stored.

An exception's text may quote values, so it is not logged; its kind, the place in our code and a number are. The person
sees the number and can name it to the administrator.
"""

import secrets
import sys
import traceback
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any, TextIO, cast

import structlog

import mediation

_ALLOWED = frozenset({"event", "level", "timestamp", "number", "kind", "place", "endpoint", "method", "status"})
_PACKAGE = Path(mediation.__file__).parent


class _Stderr:
    """Standard error as it is when something is written: servers and tests put another in its place."""

    def write(self, text: str) -> None:
        sys.stderr.write(text)

    def flush(self) -> None:
        sys.stderr.flush()


def configure(destination: str) -> None:
    """Write the log as JSON lines to `destination`: "stderr" or the full path of a file."""
    stream = _Stderr() if destination == "stderr" else Path(destination).open("a", encoding="utf-8")  # noqa: SIM115 - open as long as the program
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            only_allowed,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.WriteLoggerFactory(file=cast("TextIO", stream)),
        cache_logger_on_first_use=False,
    )


def only_allowed(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Return `event` with the keys of the list alone."""
    return {name: value for name, value in event.items() if name in _ALLOWED}


def unexpected(error: BaseException, endpoint: str, method: str) -> str:
    """Log that `error` came up, without its text; returns the number to tell the person."""
    number = secrets.token_hex(4)
    structlog.get_logger().error(
        "unexpected", number=number, kind=type(error).__name__, place=_place(error), endpoint=endpoint, method=method,
    )
    return number


def _place(error: BaseException) -> str:
    """Return the last line of our own code on the way to `error`."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_PACKAGE)]
    if not ours:
        return ""
    last = ours[-1]
    return f"{Path(last.filename).relative_to(_PACKAGE)}:{last.lineno}"
