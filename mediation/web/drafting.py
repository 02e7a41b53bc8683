"""Forms that remember: autosaved drafts and late forms come back into the page they were typed in.

A view needs one line and its template one argument:

    form = load_form(SessionForm, version=sitting.version)              # in place of SessionForm(version=…)
    {% call post_form(form, autosave=autosave_address()) %}             # saves while somebody types

Nothing else: when the form's `submit_key` is claimed (`transaction.once(form.key)`), its draft no longer counts.
A service that does not claim the key is followed by `discard()`.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from flask import Flask, current_app, flash, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from mediation.web.filters import pukul
from mediation.web.forms import BaseForm

_NEVER_KEPT = frozenset({"csrf_token", "submit_key"})
_SECRET_PARTS = ("password", "recovery_code")
_PRIVATE_HALF = "AGE-SECRET-KEY-"  # pasted by mistake where its public half was asked for

AnyForm = TypeVar("AnyForm", bound=BaseForm)
Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Kept:
    """What was typed, as it was sent, and when it was kept."""

    pairs: Pairs
    at: datetime
    zone: str = "WIB"


class DraftBox(Protocol):
    """Where drafts lie; `accounts` provides it."""

    def load(self, place: str) -> Kept | None:
        """Return the visitor's draft for `place`, or None."""

    def discard(self, place: str) -> None:
        """Forget the visitor's draft for `place`."""


def register(app: Flask, box: DraftBox) -> None:
    """Give every view `load_form`, and every template `autosave_address()`."""
    app.extensions["drafts"] = box
    app.jinja_env.globals["autosave_address"] = autosave_address


def load_form(form_class: type[AnyForm], place: str = "", **given: Any) -> AnyForm:
    """Return the form for this request: what is sent now, else what was kept for this page, else `given`.

    `place` is the path of the page, that of the request when empty.
    """
    if request.method != "GET":
        return form_class(**given)
    kept = _box().load(place or request.path)
    if kept is None:
        return form_class(**given)
    form = form_class(formdata=MultiDict(kept.pairs), **given)
    flash(_("Isian Anda tersimpan %(time)s dan ditampilkan lagi.", time=pukul(kept.at, kept.zone)), "info")
    return form


def discard(place: str = "") -> None:
    """Forget the visitor's draft for `place`, the request's path when empty."""
    _box().discard(place or request.path)


def autosave_address(place: str = "") -> str:
    """Return where a form on this page saves what is typed."""
    return url_for("accounts.save_draft", tempat=place or request.path)


def typed_pairs(pairs: Iterable[tuple[str, str]]) -> Pairs:
    """Return what may be kept of a form: no token, no key, no password, no private half of a key."""
    return [
        (name, value) for name, value in pairs
        if name not in _NEVER_KEPT and not _is_secret(name) and _PRIVATE_HALF not in value.upper()
    ]


def to_text(pairs: Pairs) -> str:
    """Return `pairs` as the text of a draft."""
    return json.dumps(pairs, ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> Pairs:
    """Return the pairs that `to_text` wrote."""
    return [(str(name), str(value)) for name, value in json.loads(text)]


def _is_secret(name: str) -> bool:
    return any(part in name.casefold() for part in _SECRET_PARTS)


def _box() -> DraftBox:
    box: DraftBox = current_app.extensions["drafts"]
    return box
