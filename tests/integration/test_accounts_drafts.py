"""Drafts and late forms: nothing that was typed is lost, nothing of it can be read by others."""

import re

import pytest
import sqlalchemy as sa
from flask import redirect, render_template_string
from flask.typing import ResponseReturnValue

from mediation import audit
from mediation.accounts.drafts import LONGEST_TEXT, MOST
from mediation.accounts.tables import draft
from mediation.accounts.tables import session as session_table
from mediation.audit.tables import entry
from mediation.permissions import Permission
from mediation.web.drafting import load_form
from mediation.web.fields import LongTextField
from mediation.web.forms import BaseForm
from mediation.web.guards import needs, writing
from tests.builders import PASSWORD
from tests.doors import Door, door, is_at, press
from tests.pages import Visitor

__all__ = ["door"]

NOTE = "/catatan"
TYPED = "Yang diketik dengan susah payah."

PAGE = """{% extends "layouts/signed_in.html" %}{% from "components/field.html" import field %}
{% from "components/post_form.html" import post_form %}{% set title = "Formulir" %}
{% block content %}{% call post_form(form, autosave=autosave_address()) %}{{ field(form.text) }}{% endcall %}
{% endblock %}"""


class NoteForm(BaseForm):
    """One text."""

    text = LongTextField("Catatan", required="Isi catatan", maximum=1_000_000)


@needs(Permission.SELF_MANAGE)
def note() -> ResponseReturnValue:
    """Take a note, as any room's page does."""
    form = load_form(NoteForm)
    if form.validate_on_submit():
        with writing() as transaction:
            transaction.once(form.key)
            transaction.commit()
        return redirect("/profil")
    return render_template_string(PAGE, form=form)


@pytest.fixture
def visitor(door: Door) -> Visitor:
    door.app.add_url_rule(NOTE, "note", note, methods=["GET", "POST"])
    return door.enrolled("kepala")


def text_on(visitor: Visitor) -> str:
    return dict(visitor.get(NOTE).form("text").fields)["text"]


def autosave(visitor: Visitor, text: str, place: str = NOTE) -> int:
    page = visitor.get(NOTE)
    found = re.search(r'data-autosave="([^"]+)"', page.html)
    assert found
    address = found[1].replace("&amp;", "&").replace("catatan", place.strip("/"))
    sent = {**dict(page.form("text").fields), "text": text}
    return visitor.post(address, sent).status


def test_what_is_typed_comes_back_into_the_page(visitor: Visitor) -> None:
    assert autosave(visitor, TYPED) == 204

    assert text_on(visitor) == TYPED
    assert "Isian Anda tersimpan" in visitor.get(NOTE).text


def test_a_draft_is_sealed(door: Door, visitor: Visitor) -> None:
    autosave(visitor, TYPED)
    door.premises.engines.write.dispose()

    stored = b"".join(path.read_bytes() for path in door.folder.iterdir() if path.is_file())

    assert TYPED.encode() not in stored


def test_a_draft_is_gone_when_its_form_was_done(visitor: Visitor) -> None:
    sent = {**dict(visitor.get(NOTE).form("text").fields), "text": TYPED}
    visitor.post("/konsep?tempat=" + NOTE, sent)
    assert text_on(visitor) == TYPED

    visitor.post(NOTE, sent)

    assert text_on(visitor) == ""


def test_an_autosave_that_comes_after_its_form_was_done_keeps_nothing(visitor: Visitor) -> None:
    sent = {**dict(visitor.get(NOTE).form("text").fields), "text": TYPED}
    visitor.post(NOTE, sent)

    assert visitor.post("/konsep?tempat=" + NOTE, sent).status == 204
    assert text_on(visitor) == ""


def test_an_autosave_with_new_input_counts_as_use_and_one_without_does_not(door: Door, visitor: Visitor) -> None:
    autosave(visitor, TYPED)
    sent = {**dict(visitor.get(NOTE).form("text").fields), "text": TYPED + " Lagi."}
    for _ in range(3):
        door.clock.forward(minutes=10)
        sent["text"] += " Lagi."
        assert visitor.post("/konsep?tempat=" + NOTE, sent).status == 204

    for _ in range(2):
        door.clock.forward(minutes=8)
        answer = visitor.post("/konsep?tempat=" + NOTE, sent).status
    assert answer == 401


def test_a_form_sent_after_the_session_was_locked_comes_back_after_the_password(door: Door, visitor: Visitor) -> None:
    page = visitor.get(NOTE)
    door.clock.forward(minutes=20)
    page = page.send({"text": TYPED})
    assert is_at(page) == "/lanjut"

    page = page.send({"password": PASSWORD})

    assert is_at(page) == NOTE
    assert dict(page.form("text").fields)["text"] == TYPED


def test_a_hidden_screen_keeps_what_the_page_saves_meanwhile(visitor: Visitor) -> None:
    page = visitor.get(NOTE)
    press(page, "/kunci")

    sent = {**dict(page.form("text").fields), "text": TYPED}
    assert visitor.post("/konsep?tempat=" + NOTE, sent).status == 401

    visitor.get(NOTE).send({"password": PASSWORD})
    assert text_on(visitor) == TYPED


def test_nothing_is_kept_for_a_visitor_who_signed_out(door: Door, visitor: Visitor) -> None:
    page = visitor.get(NOTE)
    press(page, "/keluar")

    answer = visitor.post(NOTE, {**dict(page.form("text").fields), "text": TYPED})

    assert answer.status == 400
    assert TYPED in answer.text
    with door.premises.engines.read.connect() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(draft)).scalar_one() == 0


def test_drafts_are_bounded_in_number_and_size(door: Door, visitor: Visitor) -> None:
    for number in range(MOST + 5):
        assert autosave(visitor, TYPED, f"/catatan{number}") == 204
    assert autosave(visitor, "x" * (LONGEST_TEXT + 1)) == 413

    with door.premises.engines.read.connect() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(draft)).scalar_one() == MOST


@pytest.mark.parametrize("place", ["//jahat.example", "https://jahat.example", ""])
def test_a_draft_needs_a_place_of_this_program(visitor: Visitor, place: str) -> None:
    sent = dict(visitor.get(NOTE).form("text").fields)

    assert visitor.post("/konsep?tempat=" + place, sent).status == 400


def test_a_locked_session_holds_no_key(door: Door, visitor: Visitor) -> None:
    press(visitor.get(NOTE), "/kunci")

    with door.premises.engines.read.connect() as connection:
        kept = connection.execute(sa.select(session_table.c.stored)).scalars().all()
    assert kept == [None]


def test_a_session_row_of_another_does_not_open(door: Door, visitor: Visitor) -> None:
    door.enrolled("auditor")
    with door.premises.engines.write.begin() as connection:
        first, second = connection.execute(sa.select(session_table.c.id, session_table.c.stored)).all()
        for one, other in ((first, second), (second, first)):
            connection.execute(sa.update(session_table).where(session_table.c.id == one.id).values(stored=other.stored))

    page = visitor.get("/profil")

    assert page.status == 500
    assert "tidak cocok dengan segelnya" in page.text
    assert "Kepala Biro Contoh" not in page.text


def test_tampering_is_told_to_the_trail(door: Door, visitor: Visitor) -> None:
    with door.premises.engines.write.begin() as connection:
        connection.execute(sa.update(session_table).values(stored=bytes(100)))

    visitor.get("/profil")

    with door.premises.engines.read.connect() as connection:
        told = connection.execute(sa.select(entry.c.action)).scalars().all()
    assert audit.Action.TAMPERING_SEEN.value in told


def test_a_role_that_does_not_allow_it_is_refused_and_told_to_the_trail(door: Door, visitor: Visitor) -> None:
    page = visitor.get("/kelola/orang")

    with door.premises.engines.read.connect() as connection:
        told = connection.execute(sa.select(entry.c.action).order_by(entry.c.seq.desc()).limit(1)).scalar()
    assert page.status == 403
    assert told == audit.Action.REQUEST_REFUSED.value


def test_a_late_form_that_cannot_be_kept_is_shown(door: Door, visitor: Visitor) -> None:
    page = visitor.get(NOTE)
    door.clock.forward(minutes=20)

    page = page.send({"text": TYPED + "x" * LONGEST_TEXT})

    assert page.status == 413
    assert TYPED in page.text
