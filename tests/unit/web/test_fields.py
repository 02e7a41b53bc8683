from datetime import date, time
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from mediation.web.fields import (
    DateField,
    LongTextField,
    NipField,
    NumberField,
    PasswordField,
    TextField,
    TimeField,
    read_date,
)
from mediation.web.forms import BaseForm


class SampleForm(BaseForm):
    place = TextField("Tempat", required="Isi tempat", maximum=10)
    when = DateField("Tanggal sesi", required="Isi tanggal sesi")
    at = TimeField("Jam mulai", required="Isi jam mulai")
    text = LongTextField("Uraian", maximum=4000)
    number = NumberField("Jumlah anak", maximum=20)
    nip = NipField("NIP", check=lambda digits: None if len(digits) == 18 else "NIP harus 18 angka")
    password = PasswordField("Kata sandi")


FULL = {"place": "Ruang 2", "when": ["20", "11", "2026"], "at": ["10", "15"]}


def _form(site: Flask, **typed: Any) -> SampleForm:
    with site.test_request_context("/", method="POST", data=FULL | typed):
        form = SampleForm()
        form.validate()
        return form


def test_what_was_typed_becomes_values(site: Flask) -> None:
    form = _form(site, number="1.2", nip="19860926 201505.1-001")

    assert (form.place.data, form.when.data, form.at.data) == ("Ruang 2", date(2026, 11, 20), time(10, 15))
    assert (form.number.data, form.nip.data, form.nip.shown) == (
        12,
        "198609262015051001",
        "19860926 201505 1 001",
    )


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"place": " \t"}, "Isi tempat"),
        ({"place": "x" * 11}, "Tempat paling banyak 10 huruf; sekarang 11."),
        ({"text": "x" * 4120}, "Uraian paling banyak 4.000 huruf; sekarang 4.120."),
        ({"when": ["", "", ""]}, "Isi tanggal sesi"),
        ({"when": ["31", "2", "2026"]}, "Tanggal sesi harus tanggal yang ada, misalnya 20 11 2026."),
        ({"when": ["20", "", "2026"]}, "Tanggal sesi harus tanggal yang ada, misalnya 20 11 2026."),
        ({"when": ["20", "11", "26"]}, "Tanggal sesi harus tanggal yang ada, misalnya 20 11 2026."),
        ({"when": ["٢٠", "١١", "2026"]}, "Tanggal sesi harus tanggal yang ada, misalnya 20 11 2026."),
        ({"at": ["24", "00"]}, "Jam mulai harus jam yang ada, misalnya 10.15."),
        ({"at": ["10", ""]}, "Jam mulai harus jam yang ada, misalnya 10.15."),
        ({"number": "dua"}, "Jumlah anak harus angka dari 0 sampai 20."),
        ({"number": "9" * 5000}, "Jumlah anak harus angka dari 0 sampai 20."),
        ({"nip": "123"}, "NIP harus 18 angka"),
    ],
)
def test_one_field_gives_one_error_in_indonesian(site: Flask, typed: dict[str, Any], error: str) -> None:
    form = _form(site, **typed)

    assert [problem.text for problem in form.errors_for_summary()] == [error]


def test_nonsense_stays_where_it_was_typed(site: Flask) -> None:
    form = _form(site, when=["besok", "", "2026"], at=["pagi"], number="banyak", place="x" * 50)

    assert form.when.typed == ["besok", "", "2026"]
    assert form.at.typed == ["pagi", ""]
    assert (form.number.shown, form.place.shown) == ("banyak", "x" * 50)


def test_a_date_without_its_parts_or_with_too_many_does_not_break_the_page(site: Flask) -> None:
    form = _form(site, when=["1"] * 50, at=["10"])

    assert (form.when.typed, form.at.typed) == (["1", "1", "1"], ["10", ""])


@pytest.mark.usefixtures("asked")
def test_a_lone_surrogate_in_any_field_becomes_the_sign_for_it() -> None:
    names = ("place", "when", "at", "text", "number", "nip", "password")
    form = SampleForm(formdata=MultiDict(dict.fromkeys(names, "\ud800")))
    form.validate()

    assert (form.place.shown, form.text.data, form.nip.shown, form.password.data) == ("\ufffd",) * 4
    assert (form.when.typed[0], form.at.typed[0], form.number.shown) == ("\ufffd",) * 3


def test_an_error_leads_to_the_first_input(site: Flask) -> None:
    form = _form(site, when=["", "", ""], place="")

    assert [problem.href for problem in form.errors_for_summary()] == ["#place", "#when-hari"]


def test_a_password_is_kept_as_typed_and_never_shown_again(site: Flask) -> None:
    form = _form(site, password="  rahasia \u202e")

    assert (form.password.data, form.password.shown) == ("  rahasia \u202e", "")


@pytest.mark.usefixtures("asked")
def test_stored_values_stand_in_the_fields() -> None:
    form = SampleForm(data={"when": date(2026, 3, 1), "at": time(8, 5), "number": 0, "text": None})

    assert (form.when.typed, form.at.typed) == (["1", "3", "2026"], ["08", "05"])
    assert (form.number.shown, form.text.shown) == ("0", "")


@pytest.mark.usefixtures("asked")
def test_a_field_that_was_not_sent_keeps_what_it_held() -> None:
    form = SampleForm(formdata=MultiDict({"place": "Aula"}), data={"text": "Lama", "when": date(2026, 3, 1)})

    assert (form.place.data, form.text.data, form.when.data) == ("Aula", "Lama", date(2026, 3, 1))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("20 11 2026", date(2026, 11, 20)),
        ("20/11/2026", date(2026, 11, 20)),
        ("2026-11-20", date(2026, 11, 20)),
        ("20 November 2026", date(2026, 11, 20)),
        ("20 Nov 2026", date(2026, 11, 20)),
        ("29 2 2028", date(2028, 2, 29)),
        ("29 2 2027", None),
        ("20 0 2026", None),
        ("20 xx 2026", None),
        ("20 n 2026", None),
        ("20 11 1899", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_people_write_it(typed: str, day: date | None) -> None:
    assert read_date(typed) == day
