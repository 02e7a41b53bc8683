from enum import StrEnum
from typing import Any

import pytest
from flask import Flask

from mediation.web.choices import ChoiceField, ChoicesField, ConfirmField, YesNoField
from mediation.web.forms import BaseForm


class Outcome(StrEnum):
    CONTINUE = "continue"
    RECONCILED = "reconciled"

    @property
    def label(self) -> str:
        return {"continue": "Dilanjutkan", "reconciled": "Rukun kembali"}[self.value]


class SampleForm(BaseForm):
    outcome = ChoiceField("Hasil", choices=Outcome, required="Pilih hasil")
    place = ChoiceField("Tempat", choices=[("a", "Aula", "Lantai 2"), ("b", "Ruang B")], select=True)
    who = ChoicesField("Yang hadir", choices=[("p", "Pemohon"), ("s", "Pasangan")])
    safe = YesNoField("Aman?", required="Jawab")
    sure = ConfirmField("Pernyataan", text="Isian ini benar.", required="Beri tanda")


FULL = {"outcome": "continue", "safe": "tidak", "sure": "ya"}


def _form(site: Flask, **typed: Any) -> SampleForm:
    with site.test_request_context("/", method="POST", data=FULL | typed):
        form = SampleForm()
        form.validate()
        return form


def test_what_was_chosen_becomes_members_and_answers(site: Flask) -> None:
    form = _form(site, who=["s", "p", "s"], place="b")

    assert form.outcome.data is Outcome.CONTINUE
    assert (form.who.data, form.place.data, form.safe.data, form.sure.data) == (("p", "s"), "b", False, True)
    assert form.errors_for_summary() == []


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"outcome": "lain"}, "Pilih hasil"),
        ({"safe": "mungkin"}, "Jawab"),
        ({"sure": ""}, "Beri tanda"),
        ({"place": "c"}, "Pilih salah satu jawaban yang tersedia."),
        ({"who": ["p", "z"]}, "Pilih salah satu jawaban yang tersedia."),
    ],
)
def test_what_is_not_offered_is_refused(site: Flask, typed: dict[str, Any], error: str) -> None:
    assert [problem.text for problem in _form(site, **typed).errors_for_summary()] == [error]


def test_an_optional_choice_may_stay_open(site: Flask) -> None:
    form = _form(site, place="")

    assert (form.place.data, form.errors) == (None, {})


@pytest.mark.usefixtures("asked")
def test_stored_choices_are_drawn_chosen_and_the_first_option_bears_the_field_s_id() -> None:
    form = SampleForm(data={"outcome": Outcome.RECONCILED, "who": ["s"], "safe": False})

    assert [(option.id, option.chosen) for option in form.outcome.options] == [
        ("outcome", False),
        ("outcome-2", True),
    ]
    assert [option.chosen for option in form.who.options] == [False, True]
    assert [option.chosen for option in form.safe.options] == [False, True]


def test_choices_may_be_offered_after_the_form_was_made(site: Flask) -> None:
    with site.test_request_context("/", method="POST", data=FULL | {"place": "z"}):
        form = SampleForm()
        form.place.choices = [("z", "Ruang Z")]

        assert form.validate()
        assert form.place.data == "z"
