"""The headers of every answer: what the browser may do with it, and that it keeps nothing."""

import base64
import hashlib

from flask import Flask, Response, g, request

# The one inline script of the program. It stands literally in layouts/base.html, where a test compares it.
INLINE_SCRIPT = 'document.documentElement.classList.add("js")'
_HASH = base64.b64encode(hashlib.sha256(INLINE_SCRIPT.encode()).digest()).decode()

POLICY = "; ".join(
    (
        "default-src 'none'",
        f"script-src 'self' 'sha256-{_HASH}'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        # Papers alone may be framed, and they stand in their sandbox.
        "frame-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)

# What somebody once sent is shown as if it came from nowhere: no script, no form, no way to the program's own pages.
SANDBOX = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"

HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()",
}

_STATIC = "public, max-age=31536000, immutable"
_YEAR = "max-age=31536000"
_FAILED = 400


def register(app: Flask) -> None:
    """Put the headers on every answer of `app`, errors included."""
    app.after_request(_guard)


def sandbox(response: Response) -> Response:
    """Return `response` as one that the browser shows in a sandbox."""
    g.in_sandbox = True
    return response


def _guard(response: Response) -> Response:
    response.headers.update(HEADERS)
    if g.get("in_sandbox"):
        response.headers["Content-Security-Policy"] = SANDBOX
        response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response.headers["Cache-Control"] = _keeping(response)
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = _YEAR
    return response


def _keeping(response: Response) -> str:
    """Only style, font and script may be kept: pages before sign-in lead to pages after it."""
    if request.endpoint != "static":
        return "no-store"
    unchanging = "v" in request.args or request.path.endswith(".woff2")
    return _STATIC if unchanging and response.status_code < _FAILED else "no-cache"
