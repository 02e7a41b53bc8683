from uuid import UUID, uuid4

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from mediation.errors import Refusal
from mediation.web.fields import TextField
from mediation.web.forms import BaseForm, Problem


class SampleForm(BaseForm):
    place = TextField("Tempat", required="Isi tempat")


@pytest.mark.usefixtures("asked")
def test_each_rendering_has_a_key_of_its_own() -> None:
    assert SampleForm().key != SampleForm().key


def test_a_form_that_comes_back_with_errors_keeps_its_key_and_version(site: Flask) -> None:
    key = uuid4()
    with site.test_request_context("/", method="POST", data={"submit_key": str(key), "version": "7"}):
        form = SampleForm()
        form.validate()

    assert (form.key, form.expected_version) == (key, 7)


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("sent", ["", "x", "\ud800", "0" * 5000])
def test_a_broken_key_or_version_breaks_nothing(sent: str) -> None:
    form = SampleForm(formdata=MultiDict({"submit_key": sent, "version": sent + "-"}))
    form.validate()

    assert isinstance(form.key, UUID)
    assert form.submit_key.data == str(form.key)
    assert form.expected_version is None


@pytest.mark.usefixtures("asked")
def test_after_both_texts_were_shown_the_form_carries_the_new_version_and_a_fresh_key() -> None:
    form = SampleForm(version=3)
    before = form.key
    form.renew(4)

    assert form.expected_version == 4
    assert form.key != before


@pytest.mark.usefixtures("asked")
def test_a_refusal_is_shown_with_its_remedy_and_basis() -> None:
    form = SampleForm()
    form.refuse(Refusal("Belum %(days)s hari.", "Pilih tanggal lain.", "Pasal 5 ayat (2) PP 45/1990", {"days": 7}))

    assert form.errors_for_summary() == [
        Problem("Belum 7 hari. Pilih tanggal lain. Dasar: Pasal 5 ayat (2) PP 45/1990.")
    ]


@pytest.mark.usefixtures("asked")
def test_a_problem_found_later_leads_to_its_field() -> None:
    form = SampleForm()
    form.problem("Tempat itu sudah dipakai.", form.place)

    assert form.errors_for_summary() == [Problem("Tempat itu sudah dipakai.", "#place")]


def test_a_missing_token_is_said_in_indonesian_and_what_was_typed_stays(site: Flask) -> None:
    site.config["WTF_CSRF_ENABLED"] = True
    with site.test_request_context("/", method="POST", data={"place": "Aula"}):
        form = SampleForm()

        assert not form.validate()
        assert [problem.text for problem in form.errors_for_summary()] == [
            "Halaman ini sudah tidak berlaku. Isian Anda masih ada; kirim sekali lagi."
        ]
        assert form.place.shown == "Aula"
