"""What is logged: that something happened and where in the code, never what somebody typed or what was stored.

Of a request: which page of the program, method, status and how long; never its address, which may hold a case's id,
nor who asked from where, which the trail tells to those who may read it. An exception's text may quote values, so it is
not logged; its kind, the place in our code and a number are. The person sees the number and can name it.
"""

import os
import re
import secrets
import sys
import time
import traceback
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any, Final, TextIO, cast

import structlog
from flask import Flask, Response, g, request

import mediation
from mediation import syslog

STDERR, SYSLOG = "stderr", "syslog"
ALLOWED: Final = frozenset({
    "event", "level", "timestamp", "number", "kind", "place", "endpoint", "method", "status", "milliseconds", "size",
    "rows", "bytes", "version",
})
# Names, numbers and places in the code have this shape. What people write has not, but for single words.
_SHAPE = re.compile(r"[A-Za-z0-9_.:/+-]{0,80}", re.ASCII)
# Long digits are a person's number, four groups of hex a row's.
_NUMBERS = re.compile(r"\d{9,}|[0-9a-f]{8}-[0-9a-f]{4}-")
_PACKAGE = Path(mediation.__file__).parent


class _Stderr:
    """Standard error as it is when something is written: servers and tests put another in its place."""

    def write(self, text: str) -> None:
        sys.stderr.write(text)

    def flush(self) -> None:
        sys.stderr.flush()


class _File:
    """A file as a stream of lines, opened for each: it can be moved away meanwhile. A full disk breaks no act."""

    def __init__(self, path: str) -> None:
        self._path = path

    def write(self, text: str) -> None:
        try:
            file = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                os.write(file, text.encode())
            finally:
                os.close(file)
        except OSError:
            sys.stderr.write(text)

    def flush(self) -> None:
        """Do nothing: each line is written as it comes."""


class _Syslog:
    """Syslog as a stream of lines; what it does not take goes to standard error, so that nothing is lost unseen."""

    def __init__(self, place: str) -> None:
        self._place = place

    def write(self, text: str) -> None:
        for line in text.splitlines():
            try:
                syslog.send(self._place, line, syslog.ERROR if '"level": "error"' in line else syslog.NOTICE)
            except OSError:
                sys.stderr.write(f"{line}\n")

    def flush(self) -> None:
        """Do nothing: each line is sent as it comes."""


def configure(destination: str, place: str = "") -> None:
    """Write the log as JSON lines to `destination`: "stderr", the full path of a file, or "syslog" at `place`."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            only_allowed,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.WriteLoggerFactory(file=cast("TextIO", _stream(destination, place))),
        cache_logger_on_first_use=False,
    )


def _stream(destination: str, place: str) -> object:
    if destination == STDERR:
        return _Stderr()
    if destination == SYSLOG:
        return _Syslog(place)
    return _File(destination)


def only_allowed(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Return `event` with the keys of the list alone, and a mark in place of every value that is no word or number."""
    return {name: value if _plain(name, value) else "?" for name, value in event.items() if name in ALLOWED}


def _plain(name: str, value: object) -> bool:
    if isinstance(value, bool | int | float) or name == "timestamp":
        return True
    return isinstance(value, str) and bool(_SHAPE.fullmatch(value)) and not _NUMBERS.search(value)


def register(app: Flask) -> None:
    """Log each request to `app`, but for its own static files: page, method, status and how long it took."""

    @app.before_request
    def _begin() -> None:
        g.began = time.perf_counter()

    @app.after_request
    def _told(response: Response) -> Response:
        if request.endpoint != "static":
            took = round((time.perf_counter() - g.get("began", time.perf_counter())) * 1000)
            structlog.get_logger().info(
                "request", endpoint=request.endpoint or "", method=_method(), status=response.status_code,
                milliseconds=took,
            )
        return response


def _method() -> str:
    """Return the method; whoever asks may invent one of his own words."""
    return request.method if request.method in ("GET", "HEAD", "POST", "OPTIONS") else "other"


def tell(event: str, **facts: int | str) -> None:
    """Log `event` with `facts`, of which those on the list are kept (`ALLOWED`)."""
    structlog.get_logger().info(event, **facts)


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
