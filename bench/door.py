"""A visitor who has signed in, at the program's own door, without a network between."""

import base64
import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

from flask import Flask
from werkzeug.test import EnvironBuilder, run_wsgi_app

from bench.base import ADDRESS, Office
from mediation.accounts import sessions
from mediation.accounts.model import Stage
from mediation.app import create_app
from mediation.demo.staff import Colleague
from mediation.vault.sessions import session_id

_OK = 200
_MOVED = 302
_HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')
_NAME = re.compile(r'name="([^"]*)"')
_VALUE = re.compile(r'value="([^"]*)"')


class WrongAnswer(Exception):  # noqa: N818 - named as what came
    """A page answered otherwise than it should: what is measured is not what was meant."""


class Door:
    """One signed-in visitor of one application."""

    def __init__(self, office: Office, who: Colleague, app: Flask | None = None) -> None:
        """Sign `who` in, at the application given or a new one."""
        self.office = office
        self.app = app or create_app(office.settings, office.premises)
        with office.writing(who) as transaction:
            secret = sessions.start(transaction, who.person, who.identity, Stage.OPEN)
            transaction.commit()
        self.session = session_id(secret)
        signer = self.app.session_interface.get_signing_serializer(self.app)  # type: ignore[attr-defined]  # Flask's own
        kept = signer.dumps({"s": base64.b64encode(secret).decode()})
        self.cookie = f"{self.app.config['SESSION_COOKIE_NAME']}={kept}"

    def get(self, path: str) -> bytes:
        """Return the page; raises WrongAnswer unless it is there."""
        return self._ask("GET", path, _OK)

    def hidden(self, path: str) -> dict[str, str]:
        """Return the hidden fields of the page at `path`: token, key and version."""
        return hidden_in(self.get(path).decode())

    def post(self, path: str, fields: Mapping[str, str], wanted: int = _MOVED) -> bytes:
        """Send a form, hidden fields and all; raises WrongAnswer unless it was taken."""
        return self._ask("POST", path, wanted, urlencode(fields).encode())

    def _ask(self, method: str, path: str, wanted: int, body: bytes = b"") -> bytes:
        builder = EnvironBuilder(
            path, base_url=ADDRESS, method=method, headers=[("Cookie", self.cookie)], input_stream=BytesIO(body),
            content_type="application/x-www-form-urlencoded" if body else None, content_length=len(body),
        )
        answer, status, headers = run_wsgi_app(self.app, builder.get_environ(), buffered=True)
        self._remember(headers)
        content = b"".join(answer)
        if not status.startswith(str(wanted)):
            raise WrongAnswer(f"{method} {path}: {status}, not {wanted}")
        return content

    def _remember(self, headers: Any) -> None:  # noqa: ANN401 - werkzeug's headers
        for line in headers.getlist("Set-Cookie"):
            if line.startswith(f"{self.app.config['SESSION_COOKIE_NAME']}="):
                self.cookie = line.split(";")[0]


def hidden_in(page: str) -> dict[str, str]:
    """Return the hidden fields of a page."""
    found = {}
    for field in _HIDDEN.findall(page):
        name, value = _NAME.search(field), _VALUE.search(field)
        if name:
            found[name[1]] = value[1] if value else ""
    return found
