"""The real server in a process of its own, on an office of the run; asked over loopback as a browser asks it."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import uuid4

_HOST = "127.0.0.1"
_PATIENCE = 20.0  # seconds until a server that does not answer counts as broken
_COMMAND = "from mediation.cli import main; main()"
_WITH_PLAIN = "from bench.serving import main; main()"


class NotServed(Exception):  # noqa: N818 - named as what happened
    """The server did not start or did not answer as it should."""


class Server:
    """A started server: use it in a `with` statement. `plain` adds the plaintext ways that measures compare with."""

    def __init__(self, folder: Path, *, plain: bool = False) -> None:
        """Serve the office in `folder` at a free port."""
        self.port = _free_port()
        command = _WITH_PLAIN if plain else _COMMAND
        self._environment = {
            **os.environ, "MEDIATION_INSTANCE": str(folder), "MEDIATION_LISTEN": f"{_HOST}:{self.port}",
            "MEDIATION_ADDRESS": f"http://{_HOST}:{self.port}", "MEDIATION_LOG": str(folder / "server.log"),
        }
        self._arguments = [sys.executable, "-c", command, "serve"]
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """Start, and wait for the first page; `seconds` tells how long that took."""
        began = time.perf_counter()
        self._process = subprocess.Popen(  # noqa: S603 - our own command
            self._arguments, env=self._environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        while not self._answers():
            if self._process.poll() is not None or time.perf_counter() - began > _PATIENCE:
                self.__exit__(None, None, None)
                raise NotServed
            time.sleep(0.01)
        self.seconds = time.perf_counter() - began
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None,
    ) -> None:
        """End the server and its workers."""
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()

    def ask(self, method: str, path: str, cookie: str = "", body: bytes = b"", kind: str = "") -> tuple[int, bytes]:
        """Return status and body of one request on a connection of its own."""
        headers = {"Cookie": cookie} if cookie else {}
        if kind:
            headers["Content-Type"] = kind
        connection = http.client.HTTPConnection(_HOST, self.port, timeout=60)
        try:
            connection.request(method, path, body or None, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def workers(self) -> list[int]:
        """Return the process ids of the workers."""
        if self._process is None:
            return []
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        return [int(child) for child in children.read_text(encoding="ascii").split()]

    def largest(self) -> float:
        """Return the resident memory of the largest worker in MB."""
        return max(_resident(worker) for worker in self.workers())

    def _answers(self) -> bool:
        try:
            return self.ask("GET", "/masuk")[0] == http.client.OK
        except OSError:
            return False


def multipart(fields: Mapping[str, str], name: str, file: tuple[str, str, bytes]) -> tuple[bytes, str]:
    """Return body and content type of a form with one file: its name, its media type and its bytes."""
    edge = uuid4().hex
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n' for key, value in fields.items()
    ]
    parts.append(
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="{file[0]}"\r\n'
        f"Content-Type: {file[1]}\r\n\r\n",
    )
    return "".join(parts).encode() + file[2] + f"\r\n--{edge}--\r\n".encode(), f"multipart/form-data; boundary={edge}"


def _resident(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((_HOST, 0))
        return int(found.getsockname()[1])
