"""Files that are sent: they stay in memory, never in a temporary file, and large ones come few at a time.

A view that takes a large file says `@takes_file`. Every other one keeps the small limit of the application.
"""

import ctypes
from collections.abc import Callable
from io import BytesIO
from threading import BoundedSemaphore
from typing import IO, Any, TypeVar

from flask import Flask, Request, current_app, g, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import ServiceUnavailable

from mediation.web.guards import to_door, visitor

FILE_MOST = 20 * 1024 * 1024  # bytes of one file; "20 MB" for people
AT_ONCE = 2  # large requests in one worker
# What is read, and thrown away, so that a browser gets a clear answer: it shows none before it has sent everything.
_REQUEST_MOST = 256 * 1024 * 1024
_AT_A_TIME = 64 * 1024
_MMAP_THRESHOLD, _LARGE_BLOCK = -3, 128 * 1024  # M_MMAP_THRESHOLD of mallopt(3); bytes, a piece of a stream too
_PATIENCE = 5.0  # seconds that a large request waits for its turn

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])


class Held(BytesIO):
    """A file that was sent, in memory; what is longer than `FILE_MOST` is counted and not kept."""

    def __init__(self) -> None:
        super().__init__()
        self.size = 0

    @property
    def too_large(self) -> bool:
        """Whether more was sent than is kept."""
        return self.size > FILE_MOST

    def write(self, data: Any, /) -> int:  # noqa: ANN401 - the library's protocol
        """Keep `data`, or let go of everything when it is too much."""
        self.size += len(data)
        if not self.too_large:
            return super().write(data)
        if self.tell():
            self.seek(0)
            self.truncate()
        return len(data)


class MemoryRequest(Request):
    """A request whose files never touch the disk: the library would spool them there, in clear."""

    def _get_file_stream(self, *_told: object, **_more: object) -> IO[bytes]:
        return Held()


class TooBusy(ServiceUnavailable):
    """As many large files as may be are being received: this one comes a moment later."""


def takes_file(view: View) -> View:
    """Let `view` receive a file of up to `FILE_MOST` bytes."""
    view.takes_file = True  # type: ignore[attr-defined]  # read by `_admit`
    return view


def register(app: Flask, *, patience: float = _PATIENCE) -> None:
    """Receive files of `app` in memory. Must come before whatever reads the form first: the token's check does."""
    app.request_class = MemoryRequest
    app.extensions["upload_slots"] = BoundedSemaphore(AT_ONCE)
    app.config.setdefault("UPLOAD_PATIENCE", patience)
    _give_back_memory()
    app.before_request(_admit)
    app.teardown_request(_leave)


def _admit() -> ResponseReturnValue | None:
    """Raise the limit for a known visitor at a view that takes a file, when it is the request's turn."""
    length = request.content_length or 0
    if length <= current_app.config["MAX_CONTENT_LENGTH"] or not _takes_file():
        return None
    if visitor() is None:
        _let_pass(length)
        return to_door("accounts.sign_in", request.path)
    slots: BoundedSemaphore = current_app.extensions["upload_slots"]
    if not slots.acquire(timeout=current_app.config["UPLOAD_PATIENCE"]):
        _let_pass(length)
        raise TooBusy
    g.upload_slot = slots
    request.max_content_length = _REQUEST_MOST
    return None


def _let_pass(length: int) -> None:
    """Read what is being sent, a little at a time, and keep nothing of it."""
    stream, left = request.environ["wsgi.input"], min(length, _REQUEST_MOST)
    while left > 0 and (part := stream.read(min(left, _AT_A_TIME))):
        left -= len(part)


def most() -> str:
    """Return how much may be sent to this view, as people read it."""
    return "20 MB" if _takes_file() else "2 MB"


def _takes_file() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    return request.method == "POST" and getattr(view, "takes_file", False)


def _leave(_error: BaseException | None) -> None:
    slots: BoundedSemaphore | None = g.pop("upload_slot", None)
    if slots is None:
        return
    request.close()
    slots.release()


def _give_back_memory() -> None:
    """Let the C library return large blocks to the system as soon as they are free.

    It begins so and gives it up after the first large block: then each thread keeps what its largest file needed.
    """
    tune = getattr(ctypes.CDLL(None), "mallopt", None)  # glibc and musl have it
    if tune is not None:
        tune(_MMAP_THRESHOLD, _LARGE_BLOCK)
