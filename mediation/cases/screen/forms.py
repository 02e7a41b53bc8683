"""What is asked when somebody is screened: shape alone. The questions are the same for both sides."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, cast

from flask_babel import lazy_gettext as _l

from mediation.cases.model import Party
from mediation.cases.screen.bank import Answer, ScreeningQuestion, screening_questions, screening_version
from mediation.cases.screen.model import ChosenSex, LetterDay, Referral, Response, Screener, Screening
from mediation.law.identity import Sex
from mediation.web.choices import ChoiceField, ConfirmField, YesNoField
from mediation.web.fields import DateField, LongTextField, TextField, WordedField
from mediation.web.forms import BaseForm

_ANSWER = _l("Pilih salah satu jawaban.")


def letter_day_field() -> DateField:
    """Return the field for the day of the letter to the other side."""
    return DateField(_l("Hari surat kepada pasangan keluar"), required=_l("Isi hari surat keluar."),
                     hint=_l("Program menahan surat itu sampai hari itu tiba."))


def told_field() -> ConfirmField:
    """Return the box that says the applicant was told."""
    return ConfirmField(_l("Sudah disampaikan"), text=_l("Saya sudah menyampaikan hari itu kepada pemohon, sendirian."),
                        required=_l("Sampaikan dahulu kepada pemohon, lalu centang."))


class LetterDayForm(BaseForm):
    """The day of the letter to the other side, and when the applicant was told."""

    letter_day = letter_day_field()
    told_on = DateField(_l("Tanggal Anda menyampaikannya kepada pemohon"),
                        required=_l("Isi tanggal Anda menyampaikannya."))
    told = told_field()

    def letter(self) -> LetterDay:
        """Return what was filled in; only for a valid form."""
        return LetterDay(cast("date", self.letter_day.data), cast("date", self.told_on.data))


class AnnotateForm(BaseForm):
    """A note to what was recorded before."""

    text = LongTextField(_l("Catatan tambahan"), required=_l("Tulis catatannya."), maximum=2000, rows=4)


@dataclass(frozen=True)
class Asked:
    """One question as the page draws it: the question with its two fields."""

    question: ScreeningQuestion
    answer: WordedField
    note: WordedField


class ScreenForm(BaseForm):
    """Where and by whom, the questions, the judgement and the offer of help; `form_for` makes the fields."""

    def asked(self) -> Iterator[Asked]:
        """Yield the questions with their fields, in the order of asking."""
        for question in screening_questions():
            yield Asked(question, self[_answer(question)], self[_note(question)])

    def has(self, name: str) -> bool:
        """Tell whether this side is asked for `name`."""
        return name in self

    def demand(self) -> None:
        """Demand the reason when whoever asked is not trained, or not whom the person chose."""
        chosen, sex = self._given("chosen"), self["sex"].data
        unsuited = bool(chosen and sex and not chosen.suits(sex))
        if self.has("why_other") and (unsuited or self["trained"].data is False):
            self["why_other"].required = _l("Tuliskan mengapa tidak dapat oleh orang yang terlatih atau yang dipilih.")

    def screening(self) -> Screening:
        """Return what was filled in; only for a valid form."""
        return Screening(
            on=self["on"].data, place=self["place"].data, screener=self._screener(), wording=screening_version(),
            responses=tuple(
                Response(asked.question.id, asked.answer.data, asked.note.data) for asked in self.asked()
            ),
            judged=bool(self["judged"].data), reason=self["reason"].data, referral=self["referral"].data,
            referral_note=self["referral_note"].data,
        )

    def told_day(self) -> date | None:
        """Return the day of the letter that the applicant was told; None where it is not asked."""
        day: date | None = self._given("letter_day")
        return day

    def _screener(self) -> Screener:
        return Screener(
            self["name"].data, self["sex"].data, bool(self["trained"].data), self._given("chosen"),
            self._given("why_other") or "",
        )

    def _given(self, name: str) -> Any:  # noqa: ANN401 - what the field holds
        return self[name].data if name in self else None


def _answer(question: ScreeningQuestion) -> str:
    return f"{question.id.lower()}_jawaban"


def _note(question: ScreeningQuestion) -> str:
    return f"{question.id.lower()}_catatan"


Fields = dict[str, WordedField]


@lru_cache(maxsize=4)
def form_for(party: Party, *, letter: bool) -> type[ScreenForm]:
    """Return the form for `party`; with `letter` it asks for the day of the letter too.

    The fields are made in the order of the page, in which the error summary names them.
    """
    fields = {**(_choice() if party is Party.SPOUSE else {}), **_circumstances()}
    if party is Party.SPOUSE:
        fields |= _why_other()
    fields |= {"alone": _alone(), **_questions(), **_judgement()}
    if letter:
        fields |= {"letter_day": letter_day_field(), "told": told_field()}
    return type("ScreenFormOfSide", (ScreenForm,), fields)


def _choice() -> Fields:
    return {"chosen": ChoiceField(
        _l("Dengan siapa orang ini lebih suka berbicara?"), choices=ChosenSex, inline=True,
        required=_l("Tanyakan dengan siapa orang ini lebih suka berbicara, lalu pilih."),
        hint=_l("Tanyakan lebih dahulu. Bila dapat, biarkan orang yang dipilihnya yang bertanya."),
    )}


def _circumstances() -> Fields:
    return {
        "on": DateField(_l("Tanggal percakapan"), required=_l("Isi tanggal percakapan.")),
        "place": TextField(_l("Tempat"), required=_l("Isi tempat percakapan."), maximum=200,
                           hint=_l("Ruang tertutup, tanpa orang lain yang dapat mendengar")),
        "name": TextField(_l("Siapa yang bertanya"), required=_l("Isi nama orang yang bertanya."), maximum=150),
        "sex": ChoiceField(_l("Jenis kelamin orang yang bertanya"), choices=Sex, inline=True,
                           required=_l("Pilih jenis kelamin orang yang bertanya.")),
        "trained": YesNoField(_l("Apakah orang itu terlatih untuk percakapan ini?"),
                              required=_l("Pilih apakah orang itu terlatih.")),
    }


def _why_other() -> Fields:
    return {"why_other": TextField(
        _l("Bila pilihan itu tidak dapat dipenuhi, atau yang bertanya tidak terlatih: mengapa?"), maximum=300,
    )}


def _alone() -> WordedField:
    return ConfirmField(_l("Sendirian"), text=_l("Percakapan berlangsung sendirian, tanpa pihak lain."),
                        required=_l("Percakapan ini harus berlangsung sendirian. Centang bila demikian."))


def _questions() -> Fields:
    fields: Fields = {}
    for number, question in enumerate(screening_questions(), start=1):
        fields[_answer(question)] = ChoiceField(
            _l(question.text), choices=Answer,
            required=_l("Pertanyaan %(number)s: pilih salah satu jawaban.", number=number),
        )
        fields[_note(question)] = TextField(_l("Catatan untuk pertanyaan %(number)s", number=number), maximum=500)
    return fields


def _judgement() -> Fields:
    return {
        "judged": YesNoField(
            _l("Menurut Anda, apakah keduanya perlu dijaga terpisah?"),
            required=_l("Pilih apakah keduanya perlu dijaga terpisah."),
            hint=_l("Bila ragu, pilih ya. Jawaban yang menandakan bahaya tetap berlaku walaupun "
                    "Anda memilih tidak."),
        ),
        "reason": LongTextField(_l("Pertimbangan Anda"), required=_l("Tuliskan pertimbangan Anda."),
                                maximum=2000, rows=4),
        "referral": ChoiceField(_l("Bantuan pendamping, dokter, psikolog, atau lembaga perlindungan"),
                                choices=Referral, required=_l("Pilih apakah bantuan sudah ditawarkan.")),
        "referral_note": TextField(_l("Catatan tentang bantuan"), maximum=300,
                                   hint=_l("Misalnya lembaga yang dihubungi")),
    }
