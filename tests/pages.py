"""A reader of pages for tests: what a person sees and can send, and the checks that every page of the house meets."""

import base64
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol, Self
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient
from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import TestResponse, stream_encode_multipart

from mediation.accounts import sessions
from mediation.accounts.model import Stage
from mediation.app import create_app
from mediation.settings import Settings
from mediation.transaction import Premises
from mediation.web.navigation import TITLES
from tests.builders import Office, Someone

ADDRESS = "http://127.0.0.1:8000"
TRADE = ("cerai", "mediasi", "kdrt", "kekerasan", "skrining")
_SILENT = frozenset({"script", "style", "head", "title"})
Sent = Mapping[str, "str | Iterable[str]"]


@dataclass
class Form:
    """One form of a page: where it goes, what stands in it, and its buttons."""

    action: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[str] = field(default_factory=list)
    offered: dict[str, list[str]] = field(default_factory=dict)

    @property
    def names(self) -> set[str]:
        """Return the names of everything that can be filled in."""
        return {name for name, _value in self.fields} | set(self.offered)


class _Reader(HTMLParser):
    """Collects forms, links, ids and the words of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.headings: list[str] = []
        self.title = ""
        self.words: list[str] = []
        self.faults: list[str] = []
        self._open: list[str] = []
        self._textarea: tuple[str, list[str]] | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        if any(name.startswith("on") or name == "style" for name in given):
            self.faults.append(f"inline script or style on <{tag}>")
        if tag not in {"input", "meta", "link", "br", "hr", "img", "path"}:
            self._open.append(tag)
        begin = _BEGIN.get(tag)
        if begin:
            begin(self, given)

    def begin_a(self, given: dict[str, str]) -> None:
        self.links.append(given.get("href", ""))

    def begin_form(self, given: dict[str, str]) -> None:
        if not given.get("action"):
            self.faults.append("a form without an action")
        self.forms.append(Form(given.get("action", ""), given.get("method", "get")))

    def begin_h1(self, _given: dict[str, str]) -> None:
        self.headings.append("")

    def begin_input(self, given: dict[str, str]) -> None:
        name, kind = given.get("name", ""), given.get("type", "text")
        if not self.forms or not name:
            return
        if kind in {"radio", "checkbox"}:
            self.forms[-1].offered.setdefault(name, []).append(given.get("value", ""))
        if kind not in {"radio", "checkbox"} or "checked" in given:
            self.forms[-1].fields.append((name, given.get("value", "")))

    def begin_textarea(self, given: dict[str, str]) -> None:
        self._textarea = (given.get("name", ""), [])

    def begin_select(self, given: dict[str, str]) -> None:
        self._select = given.get("name", "")

    def begin_option(self, given: dict[str, str]) -> None:
        self.forms[-1].offered.setdefault(self._select, []).append(given.get("value", ""))
        if "selected" in given:
            self.forms[-1].fields.append((self._select, given.get("value", "")))

    def begin_button(self, _given: dict[str, str]) -> None:
        if self.forms:
            self.forms[-1].buttons.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._textarea:
            name, parts = self._textarea
            self.forms[-1].fields.append((name, "".join(parts).removeprefix("\n")))
            self._textarea = None
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if "title" in self._open and "svg" not in self._open:
            self.title += data
        if self._textarea is not None:
            self._textarea[1].append(data)
        if "h1" in self._open:
            self.headings[-1] += data
        if "button" in self._open and self.forms and self.forms[-1].buttons:
            self.forms[-1].buttons[-1] += data
        if not _SILENT & set(self._open):
            self.words.append(data)


_BEGIN: Mapping[str, Callable[[_Reader, dict[str, str]], None]] = {
    "a": _Reader.begin_a,
    "form": _Reader.begin_form,
    "h1": _Reader.begin_h1,
    "input": _Reader.begin_input,
    "textarea": _Reader.begin_textarea,
    "select": _Reader.begin_select,
    "option": _Reader.begin_option,
    "button": _Reader.begin_button,
}


@dataclass
class Page:
    """An answer as a person sees it."""

    response: TestResponse
    reader: _Reader
    visitor: "Visitor"
    path: str

    @property
    def status(self) -> int:
        """Return the status."""
        return self.response.status_code

    @property
    def text(self) -> str:
        """Return all words, with single spaces."""
        return " ".join(" ".join(self.reader.words).split())

    @property
    def html(self) -> str:
        """Return the source."""
        return self.response.get_data(as_text=True)

    @property
    def heading(self) -> str:
        """Return the one heading."""
        return " ".join(self.reader.headings[0].split()) if self.reader.headings else ""

    def form(self, having: str = "") -> Form:
        """Return the form of the content: the first POST form that has a field called `having`."""
        ours = [form for form in self.reader.forms if form.method == "post" and "submit_key" in form.names]
        return next(form for form in ours if not having or having in form.names)

    def send(self, given: Sent, *, having: str = "", follow: bool = True) -> "Page":
        """Fill in `given` over what stands in the form, and send it."""
        form = self.form(having)
        sent: MultiDict[str, str] = MultiDict(pair for pair in form.fields if pair[0] not in given)
        for name, value in given.items():
            sent.setlist(name, [value] if isinstance(value, str) else list(value))
        return self.visitor.post(form.action, sent, follow=follow)

    def confirm(self, given: Sent, *, having: str = "") -> "Page":
        """Fill in a form for what is final, see the answers once more, and confirm them."""
        shown = self.send(given, having=having)
        assert "Periksa isian Anda" in shown.text, shown.text
        return shown.send({"step": "sure"})


class Attachment(str):
    """A file to send: the text is its name."""

    __slots__ = ("body",)
    body: bytes

    def __new__(cls, name: str, body: bytes) -> Self:
        made = super().__new__(cls, name)
        made.body = body
        return made


def sendable(data: Any) -> dict[str, Any]:
    """Return `data` as the client takes it: with files, encoded here, because the client would use temporary files."""
    pairs = list(MultiDict(data).items(multi=True)) if isinstance(data, Mapping) else []
    if not any(isinstance(value, Attachment) for _name, value in pairs):
        return {"data": data}
    parts: MultiDict[str, Any] = MultiDict(
        (name, FileStorage(BytesIO(value.body), str(value)) if isinstance(value, Attachment) else value)
        for name, value in pairs
    )
    stream, _length, boundary = stream_encode_multipart(parts, use_tempfile=False)
    return {"data": stream.read(), "content_type": f"multipart/form-data; boundary={boundary}"}


def check(page: Page) -> None:
    """Hold a page to the house checks."""
    reader, where = page.reader, page.path
    titles = {str(title) for title in TITLES}
    assert len(reader.headings) == 1, f"{where}: {len(reader.headings)} headings"
    assert len(reader.ids) == len(set(reader.ids)), f"{where}: ids twice: {sorted(_twice(reader.ids))}"
    assert not reader.faults, f"{where}: {reader.faults}"
    name = reader.title.strip().removeprefix("Galat: ").partition(" - ")[0]
    assert name in titles, f"{where}: the title {name!r} is not on the neutral list"
    assert not any(word in where.casefold() for word in TRADE), f"{where} names the trade"


def _twice(ids: list[str]) -> Iterator[str]:
    return (each for each in ids if ids.count(each) > 1)


@dataclass
class Visitor:
    """Somebody at a browser without script."""

    client: FlaskClient
    app: Flask

    def get(self, path: str) -> Page:
        """Open a page, following redirects."""
        return self._read(self.client.get(path, base_url=ADDRESS, follow_redirects=True), path)

    def post(self, path: str, data: Any, *, follow: bool = True) -> Page:
        """Send a form."""
        answer = self.client.post(path, **sendable(data), base_url=ADDRESS, follow_redirects=follow)
        return self._read(answer, path)

    def _read(self, answer: TestResponse, path: str) -> Page:
        reader = _Reader()
        if answer.mimetype == "text/html":
            reader.feed(answer.get_data(as_text=True))
        seen = urlsplit(answer.request.path).path if answer.history else path
        page = Page(answer, reader, self, seen)
        if answer.mimetype == "text/html" and answer.status_code not in {301, 302, 303}:
            check(page)
        return page


class _Compiled(BytecodeCache):
    """Templates compiled once for all tests of a run: it takes longer than the pages themselves."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


class Place(Protocol):
    """Where an application can stand: a folder and an opened installation."""

    @property
    def folder(self) -> Path:
        """Return where it keeps its files."""

    @property
    def premises(self) -> Premises:
        """Return the opened installation."""


def application(place: Place) -> Flask:
    """Return the application of a place."""
    settings = Settings.from_env({"MEDIATION_ADDRESS": ADDRESS, "MEDIATION_AGENCY": "Dinas Contoh"}, place.folder)
    app = create_app(settings, place.premises)
    app.config["TESTING"] = True
    app.jinja_env.bytecode_cache = _COMPILED
    return app


def arrive(place: Office, who: Someone | None = None, app: Flask | None = None) -> Visitor:
    """Return somebody who has signed in, the supervisor unless told."""
    someone = who or place.supervisor
    with place.premises.writing(someone.person.actor, someone.key) as transaction:
        secret = sessions.start(transaction, someone.person, someone.key, Stage.OPEN)
        transaction.commit()
    opened = app or application(place)
    client = opened.test_client()
    with client.session_transaction(base_url=ADDRESS) as kept:
        kept["s"] = base64.b64encode(secret).decode()
    return Visitor(client, opened)
