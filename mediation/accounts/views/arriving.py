"""Cookies and who they stand for. The session cookie holds a random secret and the token against forged forms."""

import base64
import binascii
from collections.abc import Callable

from flask import Flask, Request, Response, current_app, g, request, session
from flask_login import LoginManager

from mediation.accounts import sessions
from mediation.accounts.attempts import Origin
from mediation.accounts.model import Stage
from mediation.accounts.sessions import Presence
from mediation.accounts.store import units
from mediation.vault.sessions import new_secret, session_id
from mediation.web.guards import Visitor, premises

_SECRET = "s"  # noqa: S105 - the name under which it stands in the cookie
_TOKEN = "csrf_token"  # noqa: S105 - as above, Flask-WTF's name
_DEVICE_KEPT = 400 * 24 * 3600  # seconds; browsers keep no cookie for longer
# The first decides itself whether there was new input; the second asks again by itself while an export is made.
_QUIET = frozenset({"accounts.save_draft", "exporting.export"})
_DETOURS = {Stage.ENROLLING: "accounts.new_password", Stage.CODE: "accounts.recovery_code", Stage.OPEN: ""}


def register(app: Flask, welcome: Callable[[Presence], None]) -> None:
    """Let Flask-Login ask here who a request comes from; it keeps nothing in the cookie itself.

    `welcome` is told of everybody who has just signed in.
    """
    app.extensions["welcome"] = welcome
    manager = LoginManager()
    # No name of the visitor in every template: an error page must not ask again for what just failed.
    manager.init_app(app, add_context_processor=False)
    manager.session_protection = None
    manager.request_loader(load_visitor)
    app.after_request(_leave_device_cookie)


def load_visitor(asked: Request) -> Visitor | None:
    """Return who sent this request, or None; raises Tampered."""
    secret = _decoded(session.get(_SECRET))
    if not secret:
        return None
    presence = sessions.arrive(premises(), secret, noted=asked.endpoint not in _QUIET)
    if presence is None or presence.locked:
        premises().memories.drop(session_id(secret))
    return _visitor(presence) if presence else None


def begin(secret: bytes, *, same_person: bool = False) -> None:
    """Put a new session into the cookie. When the same person goes on, open pages keep their token."""
    token = session.get(_TOKEN) if same_person else None
    session.clear()
    session[_SECRET] = base64.b64encode(secret).decode()
    if token:
        session[_TOKEN] = token
    presence = sessions.arrive(premises(), secret, noted=False)
    if presence and presence.stage is Stage.OPEN:
        current_app.extensions["welcome"](presence)


def leave() -> None:
    """Empty the cookie."""
    session.clear()


def origin() -> Origin:
    """Return where this request comes from; a device without a cookie of its own gets one with the answer."""
    device = _decoded(request.cookies.get(_device_cookie()))
    if not device:
        device = g.new_device = new_secret()
    return Origin(request.remote_addr or "", device)


def _visitor(presence: Presence) -> Visitor:
    return Visitor(
        actor=presence.person.actor,
        session=presence.session,
        identity=presence.identity,
        locked=presence.locked,
        detour=_DETOURS[presence.stage],
        zone=_zone(presence),
    )


def _zone(presence: Presence) -> str:
    if presence.person.unit is None:
        return "WIB"
    with premises().reading() as transaction:
        return units.get(transaction, presence.person.unit).zone


def _leave_device_cookie(response: Response) -> Response:
    device = g.pop("new_device", None)
    if device:
        response.set_cookie(
            _device_cookie(),
            base64.b64encode(device).decode(),
            max_age=_DEVICE_KEPT,
            secure=current_app.config["SESSION_COOKIE_SECURE"],
            httponly=True,
            samesite="Strict",
        )
    return response


def _device_cookie() -> str:
    return str(current_app.config["DEVICE_COOKIE_NAME"])


def _decoded(text: str | None) -> bytes:
    """Return the 32 bytes that a cookie carries, none when it is not ours."""
    try:
        secret = base64.b64decode(text or "", validate=True)
    except (binascii.Error, ValueError):
        return b""
    return secret if len(secret) == len(new_secret()) else b""
