import base64
import hashlib
import re
from pathlib import Path

import pytest
from flask import Flask

TEMPLATES = Path(__file__).parents[3] / "templates"
EXPECTED = (
    "default-src 'none'; script-src 'self' '{}'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)


@pytest.fixture
def page(site: Flask) -> Flask:
    site.add_url_rule("/", "page", lambda: "isi")
    return site


def test_the_policy_allows_the_one_inline_script_of_the_page_template(page: Flask) -> None:
    inline = re.findall(r"<script>(.*?)</script>", (TEMPLATES / "layouts/base.html").read_text(), re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(inline[0].encode()).digest()).decode()

    policy = page.test_client().get("/").headers["Content-Security-Policy"]

    assert len(inline) == 1
    assert policy == EXPECTED.format(f"sha256-{digest}")


def test_no_template_holds_another_script_style_or_handler() -> None:
    found = [
        (path.relative_to(TEMPLATES).as_posix(), match)
        for path in TEMPLATES.rglob("*.html")
        for match in re.findall(r"<script>|<style|\sstyle=|\son[a-z]+=|javascript:", path.read_text())
    ]

    assert found == [("layouts/base.html", "<script>")]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Referrer-Policy", "no-referrer"),
        ("X-Content-Type-Options", "nosniff"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cache-Control", "no-store"),
    ],
)
@pytest.mark.parametrize("path", ["/", "/tidak-ada"])
def test_every_answer_bears_the_headers_errors_too(page: Flask, path: str, name: str, value: str) -> None:
    assert page.test_client().get(path).headers[name] == value


def test_the_camera_and_the_place_are_nobody_s_business(page: Flask) -> None:
    allowed = page.test_client().get("/").headers["Permissions-Policy"]

    assert "camera=()" in allowed
    assert "geolocation=()" in allowed


def test_only_versioned_files_are_kept_by_the_browser(page: Flask) -> None:
    kept = []
    for path in ("/static/app.css?v=1", "/static/app.css", "/static/tidak-ada?v=1"):
        with page.test_client().get(path) as answer:
            kept.append(answer.headers["Cache-Control"].split(",")[0])

    assert kept == ["public", "no-cache", "no-cache"]


def test_https_is_remembered_and_http_on_loopback_is_not_forced(page: Flask) -> None:
    client = page.test_client()

    assert "Strict-Transport-Security" not in client.get("/").headers
    assert "Strict-Transport-Security" in client.get("/", base_url="https://contoh.test").headers
