"""The command that shows the program with made-up data, on this machine alone."""

import json
import os
import signal
import socket
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from waitress.server import create_server

from mediation.accounts.model import ROLE_LABELS
from mediation.app import create_app
from mediation.audit import outside
from mediation.cli.opening import OWNER_ONLY_FOLDER, OWNER_ONLY_UMASK, StartRefused, open_checked, refusals_shown
from mediation.demo.making import Demo, demo_settings, make
from mediation.language import mark
from mediation.settings import Settings
from mediation.transaction import Premises

HOST = "127.0.0.1"
_PORTS_TRIED = 50
_THREADS = 8
# This server would put what is longer into a temporary file, in clear: nothing is longer.
_IN_MEMORY = 128 * 1024 * 1024
_LOOK_AGAIN = 1.0  # seconds; a wait without end would not hear Ctrl-C on every system
_ACCOUNTS_FILE = "accounts.json"

_NO_PORT = mark("Tidak ada porta kosong mulai dari {port}. Pilih yang lain dengan --port.")
_NOT_EMPTY = mark("Folder {folder} berisi hal lain. Pilih folder kosong, atau folder peragaan yang dahulu disimpan.")
_HEAD = mark("Peragaan dengan DATA CONTOH; semua orang dan peristiwanya rekaan.")
_COLUMNS = (mark("Nama akun"), mark("Kata sandi"), mark("Peran"), mark("Nama"))
_STOP = mark("Hentikan dengan Ctrl-C.")


@dataclass(frozen=True)
class Account:
    """Somebody to sign in as."""

    sign_in: str
    password: str
    role: str
    name: str
    position: str


@click.command()
@click.option("--port", type=click.IntRange(1, 65_535), default=8000, show_default=True, help="First port to try.")
@click.option("--json", "as_json", is_flag=True, help="Print address and accounts as one JSON object.")
@click.option(
    "--keep",
    type=click.Path(path_type=Path, file_okay=False),
    help="Make it in this folder and leave it there; a kept one is served again.",
)
def demo(port: int, *, as_json: bool, keep: Path | None) -> None:
    """Serve made-up cases on 127.0.0.1 until Ctrl-C."""
    os.umask(OWNER_ONLY_UMASK)
    # A polite end cleans up as Ctrl-C does.
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, lambda *_: sys.exit(0))
    with refusals_shown(), _folder(keep) as folder, _listening(port) as listener:
        address = f"http://{HOST}:{listener.getsockname()[1]}"
        settings = demo_settings(folder, address)
        serving = _Serving(settings, listener)
        try:
            accounts = _prepared(settings, serving.begin)
            click.echo(_as_json(address, accounts) if as_json else _as_table(address, accounts))
            sys.stdout.flush()
            serving.wait()
        finally:
            serving.end()


class _Serving:
    """The server, beside the telling of the stories: its first page is there before the accounts are printed."""

    def __init__(self, settings: Settings, listener: socket.socket) -> None:
        """Take what to serve and where."""
        self._settings, self._listener = settings, listener
        self._endings: list[Callable[[], None]] = []
        self._thread: threading.Thread | None = None

    def begin(self, premises: Premises) -> None:
        """Serve `premises` from now on."""
        app = create_app(self._settings, premises)
        server = create_server(
            app, sockets=[self._listener], threads=_THREADS, ident="",
            inbuf_overflow=_IN_MEMORY, outbuf_overflow=_IN_MEMORY, max_request_body_size=_IN_MEMORY,
        )
        self._endings = [server.close, premises.engines.dispose]
        self._thread = threading.Thread(target=server.run, daemon=True)
        self._thread.start()

    def wait(self) -> None:
        """Wait until the server ends, by itself or by Ctrl-C."""
        with suppress(KeyboardInterrupt):
            while self._thread is not None and self._thread.is_alive():
                self._thread.join(_LOOK_AGAIN)

    def end(self) -> None:
        """Close the server and its database."""
        for ending in self._endings:
            ending()


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is None:
        with tempfile.TemporaryDirectory(prefix="mediation-demo-") as temporary:
            yield Path(temporary)
        return
    folder = keep.absolute()
    folder.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
    if any(folder.iterdir()) and not (folder / _ACCOUNTS_FILE).is_file():
        raise StartRefused(_NOT_EMPTY.format(folder=folder))
    yield folder


@contextmanager
def _listening(first: int) -> Iterator[socket.socket]:
    """Hold the first free port from `first` on, so that nobody takes it meanwhile."""
    for port in range(first, min(first + _PORTS_TRIED, 65_536)):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except OSError:
            listener.close()
            continue
        with listener:
            yield listener
        return
    raise StartRefused(_NO_PORT.format(port=first))


def _prepared(settings: Settings, ready: Callable[[Premises], None]) -> list[Account]:
    """Return the accounts of the demonstration that was kept in this folder, else of a new one; call `ready` early."""
    kept = settings.instance / _ACCOUNTS_FILE
    if kept.is_file():
        accounts = [Account(**each) for each in json.loads(kept.read_text(encoding="utf-8"))]
        ready(open_checked(settings, demo=True))
        return accounts
    made = make(settings, datetime.now(ZoneInfo("Asia/Jakarta")).date(), ready)
    outside.begin(made.staff.premises.outfitted(settings))
    accounts = _accounts(made)
    kept.write_text(json.dumps([asdict(each) for each in accounts], ensure_ascii=False), encoding="utf-8")
    return accounts


def _accounts(made: Demo) -> list[Account]:
    return [
        Account(
            sign_in=colleague.person.sign_in,
            password=made.password,
            role=", ".join(ROLE_LABELS[role] for role in sorted(colleague.person.roles)),
            name=colleague.person.name,
            position=colleague.person.position,
        )
        for colleague in made.staff.everybody
    ]


def _as_json(address: str, accounts: Sequence[Account]) -> str:
    return json.dumps({"address": address, "accounts": [asdict(each) for each in accounts]}, ensure_ascii=False)


def _as_table(address: str, accounts: Sequence[Account]) -> str:
    rows = [_COLUMNS, *((each.sign_in, each.password, each.role, each.name) for each in accounts)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_COLUMNS))]
    lines = ["  " + "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)) for row in rows]
    lines.insert(1, "  " + "  ".join("-" * width for width in widths))
    return "\n".join(["", _HEAD, "", f"  {address}", "", *(line.rstrip() for line in lines), "", _STOP])
