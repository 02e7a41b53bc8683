"""Who may enter: closed unless a view says otherwise, in one line above the function.

`@open_to_all` opens a view to everybody, `@needs(Permission.X)` to signed-in people whose roles allow X. A view with
neither is closed to all. What a view does, it does in `reading()` or `writing()`: one unit of work by the visitor.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, TypeVar
from urllib.parse import urlsplit

from flask import Flask, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from mediation.clock import local_day
from mediation.errors import NotAllowed
from mediation.permissions import Actor, Permission
from mediation.transaction import Premises, Transaction
from mediation.vault.keys import PrivateKey

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])

# Flask's own view of style, font and script files.
STATIC = "static"
_RETURN = "ke"  # the query's name for the page to come back to


@dataclass(frozen=True)
class Visitor:
    """Who asks. `detour` is the endpoint that must be visited first, empty when all is done.

    A locked visitor is known but has no key: the next page asks for the password.
    """

    actor: Actor
    session: bytes = field(repr=False)
    identity: PrivateKey | None = field(default=None, repr=False)
    locked: bool = False
    detour: str = ""
    zone: str = "WIB"

    # What Flask-Login asks of a user.
    is_active = True
    is_anonymous = False

    @property
    def is_authenticated(self) -> bool:
        """Whether the visitor holds an open session."""
        return not self.locked

    def get_id(self) -> str:
        """Return the person's id."""
        return str(self.actor.id)


class LateForms(Protocol):
    """Keeps what a locked visitor sends, until the password was given."""

    def keep_late(self, visitor: Visitor) -> bool:
        """Keep the form of this request for the page that it came from; False when that cannot be done."""


class LateFormLost(Exception):  # noqa: N818 - names what happened
    """A form came after the session was locked and could not be kept: the answer shows what was typed."""


def open_to_all(view: View) -> View:
    """Open `view` to everybody, signed in or not."""
    view.open_to_all = True  # type: ignore[attr-defined]  # read by `stand_guard` and by the test of all routes
    return view


def needs(permission: Permission) -> Callable[[View], View]:
    """Open the view to signed-in people whose roles allow `permission`."""

    def mark_view(view: View) -> View:
        view.needs = permission  # type: ignore[attr-defined]  # as above
        return view

    return mark_view


def register(app: Flask, late_forms: LateForms) -> None:
    """Stand guard before every view of `app`."""
    app.before_request(lambda: stand_guard(late_forms))


def stand_guard(late_forms: LateForms) -> ResponseReturnValue | None:
    """Let the request through, send it to the door, or raise NotAllowed."""
    if request.routing_exception is not None or request.endpoint in {None, STATIC}:
        return None
    view = current_app.view_functions[request.endpoint]
    if getattr(view, "open_to_all", False):
        return None
    permission = getattr(view, "needs", None)
    if permission is None:
        raise NotAllowed
    return _check(permission, late_forms)


def visitor() -> Visitor | None:
    """Return who asks, locked or not; None when nobody is known."""
    return current_user if isinstance(current_user._get_current_object(), Visitor) else None  # noqa: SLF001 - how a proxy is asked


def present() -> Visitor:
    """Return who asks; raises NotAllowed unless the visitor holds an open session."""
    found = visitor()
    if found is None or found.locked:
        raise NotAllowed
    return found


def actor() -> Actor:
    """Return who asks, as the one who acts; raises NotAllowed without an open session."""
    return present().actor


def zone() -> str:
    """Return the time zone of the visitor's unit: WIB, WITA or WIT."""
    return present().zone


def today() -> date:
    """Return the day in the visitor's zone."""
    return local_day(premises().clock(), zone())


def premises() -> Premises:
    """Return the opened installation."""
    opened: Premises = current_app.extensions["premises"]
    return opened


def writing() -> AbstractContextManager[Transaction]:
    """Begin a unit of work by the visitor, one that may write: use it in a `with` statement."""
    found = present()
    return premises().writing(found.actor, found.identity, found.session)


def reading() -> AbstractContextManager[Transaction]:
    """Begin a unit of work by the visitor, one that only reads."""
    found = present()
    return premises().reading(found.actor, found.identity, found.session)


def way_back(default: str = "/") -> str:
    """Return the local page that the query names as the one to come back to, else `default`."""
    wanted = request.args.get(_RETURN, "")
    return wanted if is_local(wanted) else default


def is_local(address: str) -> bool:
    """Tell whether `address` is a path of this program, and nothing that a browser takes for another host."""
    if not address.startswith("/") or address.startswith(("//", "/\\")) or not address.isprintable():
        return False
    parts = urlsplit(address)
    return not parts.scheme and not parts.netloc and "\\" not in address


def to_door(endpoint: str, back: str) -> ResponseReturnValue:
    """Redirect to `endpoint`, which leads back to `back`."""
    return redirect(address_at_door(endpoint, back))


def address_at_door(endpoint: str, back: str) -> str:
    """Return the address of `endpoint` that leads back to `back`."""
    given: dict[str, Any] = {_RETURN: back} if back != "/" else {}
    return url_for(endpoint, **given)


def _check(permission: Permission, late_forms: LateForms) -> ResponseReturnValue | None:
    found = visitor()
    if found is None:
        return to_door("accounts.sign_in", _page())
    if found.locked:
        if request.method == "POST" and not late_forms.keep_late(found):
            raise LateFormLost
        return to_door("accounts.resume", _page())
    if found.detour and request.endpoint != found.detour and not _beside(found.detour):
        return redirect(url_for(found.detour))
    if not found.actor.may(permission):
        raise NotAllowed
    return None


def _beside(detour: str) -> bool:
    """Tell whether the view belongs to the detour: it names it in `@on_detour`."""
    view = current_app.view_functions[str(request.endpoint)]
    return detour in getattr(view, "detours", ())


def on_detour(*endpoints: str) -> Callable[[View], View]:
    """Let the view be visited while one of `endpoints` comes first."""

    def mark_view(view: View) -> View:
        view.detours = endpoints  # type: ignore[attr-defined]  # read by `_beside`
        return view

    return mark_view


def _page() -> str:
    """Return the page to come back to: one that can be asked for with GET."""
    rule = request.url_rule
    askable = rule is not None and rule.methods is not None and "GET" in rule.methods
    return request.full_path.rstrip("?") if askable else "/"
