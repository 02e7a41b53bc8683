"""A browser without script over a real socket, for tests of a served process. It answers as Flask's client does."""

import http.client
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit

from flask import Request
from werkzeug.datastructures import Headers, MultiDict
from werkzeug.test import EnvironBuilder, TestResponse

_MOST_REDIRECTS = 5
_URLENCODED = "application/x-www-form-urlencoded"


class Wire:
    """Keeps its cookies; `base_url` of a call has no say."""

    def __init__(self, address: str) -> None:
        self.address = urlsplit(address)
        self.cookies: SimpleCookie = SimpleCookie()

    def get(self, path: str, *, follow_redirects: bool = False, **_base_url: str) -> TestResponse:
        """Open a page."""
        return self._ask("GET", path, b"", follow_redirects=follow_redirects)

    def post(
        self, path: str, *, data: Any, content_type: str = _URLENCODED, follow_redirects: bool = False,
        **_base_url: str,
    ) -> TestResponse:
        """Send a form; one with files comes encoded."""
        body = data if isinstance(data, bytes) else urlencode(list(MultiDict(data).items(multi=True))).encode()
        return self._ask("POST", path, body, follow_redirects=follow_redirects, kind=content_type)

    def _ask(
        self, method: str, path: str, body: bytes, *, follow_redirects: bool, kind: str = _URLENCODED,
    ) -> TestResponse:
        history: list[TestResponse] = []
        while True:
            answer = self._once(method, path, body, tuple(history), kind)
            where = answer.headers.get("Location")
            if not follow_redirects or not where or len(history) >= _MOST_REDIRECTS:
                return answer
            history.append(answer)
            parts = urlsplit(where)
            method, body, path = "GET", b"", f"{parts.path}?{parts.query}" if parts.query else parts.path

    def _once(self, method: str, path: str, body: bytes, history: Any, kind: str) -> TestResponse:
        connection = http.client.HTTPConnection(str(self.address.hostname), int(self.address.port or 80), timeout=60)
        try:
            connection.request(method, path, body or None, self._headers(method, kind))
            answer = connection.getresponse()
            content, headers = answer.read(), Headers(answer.getheaders())
        finally:
            connection.close()
        for cookie in headers.getlist("Set-Cookie"):
            self.cookies.load(cookie)
        request = EnvironBuilder(path, method=method).get_request(Request)
        return TestResponse([content], f"{answer.status} {answer.reason}", headers, request, history=history)

    def _headers(self, method: str, kind: str) -> dict[str, str]:
        kept = "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookies.items() if morsel.value)
        form = {"Content-Type": kind} if method == "POST" else {}
        return form | ({"Cookie": kept} if kept else {})
