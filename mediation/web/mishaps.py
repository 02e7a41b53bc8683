"""Pages for when something cannot be done: each says what happened and what to do, and shows what was typed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge, SecurityError

from mediation.errors import AlreadyDone, Conflict, NotAllowed, NotFound, Tampered
from mediation.web import logs, uploads
from mediation.web.drafting import Pairs, typed_pairs
from mediation.web.guards import LateFormLost, Visitor, visitor

_WORTH_SHOWING = 20  # characters; shorter answers are typed again more quickly than found in a list
_FORGED_HOST = "<!doctype html><html lang='id'><title>Berkas</title><h1>Alamat ini tidak dilayani.</h1></html>"

Tell = Callable[[Visitor | None], None]


@dataclass(frozen=True)
class Ledger:
    """Who records, each in a unit of work of its own, that a request was refused or that tampering was seen."""

    refused: Tell
    tampered: Tell


def register(app: Flask, ledger: Ledger) -> None:
    """Answer every exception of `app` with a page of ours."""
    app.extensions["ledger"] = ledger
    handlers: dict[type[Exception], Callable[[Any], ResponseReturnValue]] = {
        NotFound: _not_found,
        NotAllowed: _not_allowed,
        Conflict: _conflict,
        AlreadyDone: _already_done,
        Tampered: _tampered,
        CSRFError: _stale,
        LateFormLost: _late,
        SecurityError: _forged_host,
        RequestEntityTooLarge: _too_large,
        HTTPException: _other,
        Exception: _unexpected,
    }
    for kind, handler in handlers.items():
        app.register_error_handler(kind, handler)


def known_visitor() -> Visitor | None:
    """Return who asks, None too when that cannot be told because the directory is damaged."""
    try:
        return visitor()
    except Tampered:
        return None


def _page(name: str, status: int, **context: Any) -> ResponseReturnValue:
    # Another's page and an absent one give the same answer: nothing round it repeats the address.
    g.mishap = True
    found = known_visitor()
    layout = "signed_in" if found and not found.locked else "signed_out"
    return render_template(f"errors/{name}.html", layout=f"layouts/{layout}.html", **context), status


def _not_found(_error: Exception) -> ResponseReturnValue:
    # Another's case and an absent one leave the same entry: it does not say what was asked for.
    _tell_refused()
    return _page("not_found", 404)


def _tell_refused() -> None:
    # The unit of work that was refused is rolled back by now: this entry is one of its own. Whoever is not signed in
    # leaves none, so that nobody outside can fill the trail.
    found = known_visitor()
    if found:
        _ledger().refused(found)


def _not_allowed(_error: Exception) -> ResponseReturnValue:
    _tell_refused()
    return _page("not_allowed", 403)


def _conflict(_error: Exception) -> ResponseReturnValue:
    return _page("conflict", 409, typed=_typed())


def _already_done(_error: Exception) -> ResponseReturnValue:
    flash(_("Formulir ini sudah dikirim sebelumnya. Tidak ada yang dikerjakan dua kali."), "info")
    case = (request.view_args or {}).get("case")
    return redirect(url_for("desk.case", case=case) if case else url_for("accounts.home"))


def _tampered(error: Exception) -> ResponseReturnValue:
    _ledger().tampered(known_visitor())
    logs.unexpected(error, request.endpoint or "", request.method)
    return _page("tampered", 500, typed=_typed())


def _stale(_error: Exception) -> ResponseReturnValue:
    _tell_refused()
    return _page("stale", 400, typed=_typed())


def _late(_error: Exception) -> ResponseReturnValue:
    return _page("late", 413, typed=_typed())


def _forged_host(_error: Exception) -> ResponseReturnValue:
    # No address can be built for a host that is not ours, so no page of ours either.
    return _FORGED_HOST, 400


def _too_large(_error: Exception) -> ResponseReturnValue:
    return _page("too_large", 413, most=uploads.most())


def _other(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status < 400:  # noqa: PLR2004 - a redirect, such as to the address with the slash
        return error.get_response()
    if status == 404:  # noqa: PLR2004 - HTTP
        return _page("not_found", 404)
    return _page("unusable", status, said=_SAID.get(status, _SAID[400]))


def _unexpected(error: Exception) -> ResponseReturnValue:
    number = logs.unexpected(error, request.endpoint or "", request.method)
    return _page("unexpected", 500, number=number, typed=_typed())


def _typed() -> Pairs:
    """Return what was typed at some length, so that it can be copied from the page."""
    pairs = typed_pairs(request.form.items(multi=True))
    return [(name, value) for name, value in pairs if len(value) >= _WORTH_SHOWING]


def _ledger() -> Ledger:
    ledger: Ledger = current_app.extensions["ledger"]
    return ledger


_SAID = {
    400: _l("Permintaan ini tidak dapat dibaca. Kembali ke halaman sebelumnya, muat ulang, lalu coba lagi."),
    405: _l("Halaman ini tidak dapat dibuka langsung. Mulai lagi dari Beranda."),
    503: _l("Beberapa berkas besar sedang diterima. Tunggu sebentar, kembali ke halaman sebelumnya, lalu kirim lagi."),
    414: _l("Alamat ini terlalu panjang. Mulai lagi dari Beranda."),
}
