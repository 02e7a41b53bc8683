"""Every text that people see goes through gettext."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

import pytest
from jinja2 import Environment

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
ENVIRONMENT = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
SEEN_ATTRIBUTES: Final = {"alt", "aria-label", "aria-description", "placeholder", "title", "label"}
NOT_READ: Final = {"script", "style"}
LETTERS = re.compile(r"[A-Za-z]{2,}")
# A literal in an expression that reads like a sentence: a capital, then small letters.
SENTENCE = re.compile(r"^[A-Z][a-z]+(?:[ ,.?!:].*)?$", re.DOTALL)
# A block or macro may hold attributes or class names alone, to be put inside a tag elsewhere.
MARKUP = re.compile(r'[\w-]+="[^"]*"|\b(?:m|govuk)-[\w-]+')
MARKING: Final = {"_", "gettext", "ngettext", "_l"}


class _Texts(HTMLParser):
    """Collects the texts of a page that a person would see, with their lines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in NOT_READ:
            self._open.append(tag)
        for name, value in attrs:
            if name in SEEN_ATTRIBUTES and value and LETTERS.search(value):
                self.found.append((self.getpos()[0], value))

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if not self._open and LETTERS.search(MARKUP.sub("", data)):
            self.found.append((self.getpos()[0], data.strip()))


def bare_texts(source: str) -> list[str]:
    """Return "line: text" for each text of a template that does not go through gettext."""
    parser = _Texts()
    parser.feed("".join(_outside(source)))
    parser.close()
    return [f"{line}: {text}" for line, text in [*parser.found, *_literals(source)]]


def _outside(source: str) -> Iterator[str]:
    """Yield what stands outside of Jinja's marks and of {% trans %}, keeping the lines."""
    in_block = in_trans = False
    for _, kind, value in ENVIRONMENT.lex(source):
        if kind == "block_begin":
            in_block = True
        elif kind == "block_end":
            in_block = False
        elif in_block and kind == "name" and value in ("trans", "endtrans"):
            in_trans = value == "trans"
        yield value if kind == "data" and not in_trans else "\n" * value.count("\n")


def _literals(source: str) -> Iterator[tuple[int, str]]:
    before: list[str] = ["", ""]
    for line, kind, value in ENVIRONMENT.lex(source):
        if kind == "whitespace":
            continue
        marked = before[-1] == "(" and before[-2] in MARKING
        if kind == "string" and not marked and SENTENCE.match(value[1:-1]):
            yield line, value
        before.append(value)


def templates() -> list[Path]:
    return sorted(path for path in TEMPLATES.rglob("*.html") if "preview" not in path.parts)


@pytest.mark.parametrize("path", templates(), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_a_template_holds_no_text_outside_gettext(path: Path) -> None:
    found = bare_texts(path.read_text(encoding="utf-8"))

    assert found == [], 'Remedy: write {{ _("…") }} or {% trans %}…{% endtrans %} round each of these texts'


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>Simpan</p>", ["1: Simpan"]),
        ('<p>{{ _("Simpan") }}</p>', []),
        ("<p>{% trans %}Simpan{% endtrans %}</p>", []),
        ("\n{% trans n=1 %}Satu{% pluralize %}Dua{% endtrans %}<b>Tiga</b>", ["2: Tiga"]),
        ('<nav aria-label="Menu utama"></nav>', ["1: Menu utama"]),
        ('<nav aria-label="{{ _("Menu utama") }}" class="govuk menu"></nav>', []),
        ("{{ button('Simpan dan lanjut') }}", ["1: 'Simpan dan lanjut'"]),
        ("{{ button(_('Simpan dan lanjut'), kind='primary') }}", []),
        ("<script>document.write('Halo')</script>{# Catatan #}", []),
        ("<p>·&nbsp;–</p>", []),
    ],
)
def test_the_lint_itself_sees_what_it_must(source: str, expected: list[str]) -> None:
    assert bare_texts(source) == expected
