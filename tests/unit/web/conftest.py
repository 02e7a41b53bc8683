"""A small program of its own with the frame and the forms of the real one, and sample pages of all components."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, flash, render_template, request
from flask_babel import Babel
from flask_wtf import CSRFProtect
from jinja2 import FileSystemLoader

from mediation.web import filters, headers, navigation
from tests.unit.web.samples import DoorForm, QuestionsForm, SessionForm

ROOT = Path(__file__).parents[3]
SAMPLES = Path(__file__).parent / "pages"
LINKS = navigation.Links("/", "/profil", "/keluar", "/sembunyi", "/bantuan")
BANNER = navigation.Banner("Belum ada cadangan.", href="/bantuan", link_text="Cara membuat cadangan")
CASE = {"number": "0012/2026", "names": "Nama Pemohon <Contoh>", "href": "/berkas"}


def _frame() -> navigation.Frame:
    items = (navigation.Item("Beranda", "/"), navigation.Item("Daftar", "/daftar", count=2))
    shown = navigation.mark_current(items, request.path)
    return navigation.Frame("Pemerintah Contoh", "Nama <Contoh>", shown, LINKS, demo=True, banners=(BANNER,))


def _form_page() -> str:
    form = SessionForm(data={"text": "Kedua pihak hadir."}, version=3)
    form.validate_on_submit()
    return render_template("form.html", form=form, case_banner=CASE)


def _questions_page() -> str:
    form = QuestionsForm()
    form.validate_on_submit()
    return render_template("questions.html", form=form, case_banner=CASE)


def _door_page() -> str:
    form = DoorForm()
    form.validate_on_submit()
    return render_template("door.html", form=form)


def _check_page() -> str:
    flash("Konsep tersimpan.", "success")
    return render_template("check.html")


def _save_draft() -> tuple[str, int]:
    return "", 204


@pytest.fixture
def site() -> Flask:
    site = Flask("contoh", static_folder=str(ROOT / "mediation/static"))
    site.jinja_loader = FileSystemLoader([ROOT / "templates", SAMPLES])
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


@pytest.fixture
def sampler(site: Flask) -> Flask:
    """The program with its sample pages."""
    site.add_url_rule("/", "desk", lambda: render_template("desk.html"))
    site.add_url_rule("/berkas", "case", lambda: render_template("case.html"))
    site.add_url_rule("/keadaan", "states", lambda: render_template("states.html"))
    site.add_url_rule("/periksa", "check", _check_page)
    site.add_url_rule("/formulir", "form", _form_page, methods=["GET", "POST"])
    site.add_url_rule("/tanya", "questions", _questions_page, methods=["GET", "POST"])
    site.add_url_rule("/masuk", "door", _door_page, methods=["GET", "POST"])
    site.add_url_rule("/sembunyi", "hide", _door_page, methods=["POST"])
    site.add_url_rule("/konsep", "draft", _save_draft, methods=["POST"])
    return site
