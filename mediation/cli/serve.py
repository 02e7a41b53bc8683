"""The command that serves for real: gunicorn, two workers of four threads, behind the agency's own proxy."""

import os
from pathlib import Path
from typing import Any

import click
from gunicorn.app.base import BaseApplication

from mediation.app import create_app
from mediation.cli.opening import OWNER_ONLY_UMASK, open_checked, opened, settings_of
from mediation.settings import Settings

_WORKERS = 2
_THREADS = 4
_SECONDS_FOR_A_REQUEST = 60


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
    with opened(instance):
        # Opened and closed again: a refusal is shown here, once, and not by each worker.
        settings = settings_of(instance)
    Server(settings).run()
