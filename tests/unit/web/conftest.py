"""A small program of its own, with the frame and the forms of the real one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import Babel
from flask_wtf import CSRFProtect

from mediation.web import filters, headers, navigation

ROOT = Path(__file__).parents[3]
LINKS = navigation.Links("/", "/profil", "/keluar", "/sembunyi", "/bantuan")


def _frame() -> navigation.Frame:
    items = (navigation.Item("Beranda", "/", current=True), navigation.Item("Daftar", "/daftar", count=2))
    return navigation.Frame("Pemerintah Contoh", "Nama <Contoh>", items, LINKS, demo=True)


@pytest.fixture
def site() -> Flask:
    site = Flask("contoh", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "mediation/static"))
    site.secret_key = "hanya-untuk-uji"
    site.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    Babel(site, default_locale="id")
    CSRFProtect(site)
    filters.register(site)
    headers.register(site)
    navigation.register(site, _frame)
    return site


@pytest.fixture
def asked(site: Flask) -> Iterator[None]:
    """Stand inside a request that shows a page."""
    with site.test_request_context("/"):
        yield
