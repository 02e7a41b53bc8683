"""The server with one page more: it takes a file as the real page does, and only copies it."""

import os
from pathlib import Path
from typing import Any

from flask import Flask, request
from flask.typing import ResponseReturnValue

from mediation.cli.serve import Server
from mediation.permissions import Permission
from mediation.settings import INSTANCE_VARIABLE, Settings
from mediation.web.guards import needs
from mediation.web.uploads import takes_file

PLAIN = "/polos"


class PlainServer(Server):
    """The real server, and the plain copy beside it."""

    def load(self) -> Any:  # noqa: ANN401 - a WSGI application
        """Return the application with the plain copy."""
        app = super().load()
        add_plain(app, Path(os.environ[INSTANCE_VARIABLE]) / "copies")
        return app


def add_plain(app: Flask, folder: Path) -> None:
    """Let `app` take a file at PLAIN, behind the same guard, and copy it into `folder` to last."""
    folder.mkdir(exist_ok=True)

    @needs(Permission.CASE_WORK)
    @takes_file
    def copy() -> ResponseReturnValue:
        with (folder / request.form["submit_key"]).open("wb") as target:
            target.write(request.files["file"].stream.read())
            target.flush()
            os.fsync(target.fileno())
        return "", 204

    app.add_url_rule(PLAIN, "bench.copy", copy, methods=["POST"])


def main() -> None:
    """Serve the office that the environment names."""
    settings = Settings.from_env(os.environ, Path(os.environ[INSTANCE_VARIABLE]))
    PlainServer(settings).run()
