"""One line to syslog, over the machine's own socket or UDP: for the log and for checkpoints."""

import socket
from typing import Final

_FACILITY_LOCAL0: Final = 16 << 3
NOTICE: Final = 5
ERROR: Final = 3
_SECONDS = 2.0
_MOST_BYTES = 2_000  # of one line: what is longer, some receivers cut


def send(place: str, text: str, severity: int = NOTICE) -> None:
    """Send `text` (one line) to `place`, a socket's path or `host:port`; raises OSError when it cannot be handed over.

    Over UDP nobody says whether it arrived.
    """
    line = " ".join(text.split("\n")).encode()[:_MOST_BYTES]
    message = b"<%d>mediation: %s" % (_FACILITY_LOCAL0 | severity, line)
    with _connected(place) as channel:
        channel.send(message)


def _connected(place: str) -> socket.socket:
    if place.startswith("/"):
        return _opened(socket.AF_UNIX, place)
    host, _, port = place.rpartition(":")
    family, _, _, _, address = socket.getaddrinfo(host.strip("[]"), int(port), type=socket.SOCK_DGRAM)[0]
    return _opened(family, address)


def _opened(family: int, address: object) -> socket.socket:
    channel = socket.socket(family, socket.SOCK_DGRAM)
    try:
        channel.settimeout(_SECONDS)
        channel.connect(address)  # type: ignore[arg-type]  # a path, or what getaddrinfo gave
    except BaseException:
        channel.close()
        raise
    return channel
