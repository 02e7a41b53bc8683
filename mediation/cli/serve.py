"""The command that serves for real: gunicorn, two workers of four threads, behind the agency's own proxy."""

import logging
import os
import sys
from pathlib import Path
from typing import Any

import click
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

import mediation
from mediation.app import create_app
from mediation.audit import outside
from mediation.cli.opening import OWNER_ONLY_UMASK, open_checked, opened, settings_of
from mediation.settings import Settings
from mediation.web import logs

_WORKERS = 2
_THREADS = 4
_SECONDS_FOR_A_REQUEST = 60


class _FromServer(logging.Handler):
    """What the server beneath says: where it listens is shown, a problem is logged without its words."""

    def emit(self, record: logging.LogRecord) -> None:
        # Its words may quote an address, which holds the id of a case.
        if record.levelno < logging.WARNING:
            sys.stderr.write(f"{record.getMessage()}\n")
            return
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else record.levelname
        logs.tell("server", kind=kind, place=f"{record.module}.py:{record.lineno}")


class _ServerLog(Logger):
    """The server's own log, put into ours."""

    def setup(self, cfg: Any) -> None:  # noqa: ANN401 - the server's configuration
        super().setup(cfg)
        self.error_log.handlers = [_FromServer()]


class Server(BaseApplication):
    """Gunicorn on these settings. Each worker opens the database itself: a connection does not survive a fork."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        """Take gunicorn's own settings from here alone, not from its command line or environment."""
        host, port = self._settings.listen
        chosen: dict[str, Any] = {
            "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
            "workers": _WORKERS,
            "threads": _THREADS,
            "worker_class": "gthread",
            "timeout": _SECONDS_FOR_A_REQUEST,
            "umask": OWNER_ONLY_UMASK,
            # No access log: addresses hold case ids. No forwarded headers before ours are counted.
            "accesslog": None,
            "logger_class": _ServerLog,
            "on_exit": lambda _server: logs.tell("stopped"),
            "forwarded_allow_ips": "",
            "limit_request_line": 4094,
            "control_socket_disable": True,
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Any:  # noqa: ANN401 - a WSGI application
        """Open the database and return the application, once in each worker."""
        return create_app(self._settings, open_checked(self._settings))


@click.command()
@click.pass_obj
def serve(instance: Path) -> None:
    """Serve the installation; refuses to start, naming the remedy, when something is not as it must be."""
    os.umask(OWNER_ONLY_UMASK)
    with opened(instance) as premises:
        # Opened and closed again: a refusal is shown here, once, and not by each worker.
        settings = settings_of(instance)
        outside.begin(premises)
    logs.tell("started", version=mediation.__version__)
    Server(settings).run()
