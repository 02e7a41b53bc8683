"""What is asked about a party's request and its answer: shape alone."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from mediation.bureau.requests.model import Answer, Channel, PartyRequest, Wanted
from mediation.cases.model import Party
from mediation.law.identity import Sex
from mediation.web.choices import ChoiceField
from mediation.web.fields import DateField, LongTextField, TextField, TimeField
from mediation.web.forms import CheckedForm


class LogForm(CheckedForm):
    """Who asks for what, and when it came in."""

    party = ChoiceField(_l("Yang meminta"), choices=Party, inline=True, required=_l("Pilih siapa yang meminta."))
    name = TextField(_l("Nama saksi"), maximum=150, hint=_l("Hanya bila yang meminta seorang saksi"))
    sex = ChoiceField(_l("Jenis kelamin saksi"), choices=Sex, inline=True)
    wanted = ChoiceField(_l("Yang diminta"), choices=Wanted, required=_l("Pilih yang diminta."))
    asked = TextField(
        _l("Tepatnya"), maximum=300, required=_l("Tuliskan apa yang diminta."),
        hint=_l("Contoh: salinan berita acara keterangannya tanggal 20 November 2026"),
    )
    channel = ChoiceField(_l("Cara menyampaikan"), choices=Channel, inline=True,
                          required=_l("Pilih cara menyampaikannya."))
    on = DateField(_l("Diterima pada"), required=_l("Isi tanggal diterimanya."))
    at = TimeField(_l("Pukul"), required=_l("Isi pukul berapa diterima."),
                   hint=_l("Dari saat ini dihitung 3 x 24 jam"))

    def validate(self, extra_validators: object = None) -> bool:
        """Ask who a witness is."""
        valid: bool = super().validate(extra_validators)
        if self.party.data is Party.WITNESS:
            for field, said in ((self.name, _("Isi nama saksi.")), (self.sex, _("Pilih jenis kelaminnya."))):
                if field.is_blank() and not field.errors:
                    self.problem(said, field)
                    valid = False
        return valid

    def given(self) -> dict[str, Any]:
        """Return what was filled in, by the names that the service knows; only for a valid form."""
        witness = self.party.data is Party.WITNESS
        told = {name: self[name].data for name in ("party", "wanted", "asked", "channel", "on", "at")}
        return told | {"name": self.name.data if witness else "", "sex": self.sex.data if witness else None}


class AnswerForm(CheckedForm):
    """The answer, in words that the letter takes over."""

    answer = ChoiceField(_l("Jawaban"), choices=Answer, required=_l("Pilih jawabannya."))
    words = LongTextField(
        _l("Uraian jawaban"), maximum=2000, rows=5, required=_l("Tuliskan jawabannya."),
        hint=_l("Dimuat dalam surat jawaban. Jangan menyebut apa pun tentang pihak lain atau keterangannya."),
    )
    supplement = LongTextField(
        _l("Catatan tambahan"), maximum=4000, rows=5,
        hint=_l("Perbaikan berdiri di samping catatan lama; yang sudah ditandatangani tidak diubah."),
    )
    enclosures = LongTextField(_l("Yang dilampirkan"), maximum=1000, rows=3, hint=_l("Satu dokumen pada setiap baris"))
    on = DateField(_l("Dijawab pada"), required=_l("Isi tanggal jawabannya."))
    at = TimeField(_l("Pukul"), required=_l("Isi pukul berapa dijawab."))

    def ask(self, request: PartyRequest) -> None:
        """Ask for a supplement only where a correction was asked for."""
        if request.wanted is not Wanted.CORRECTION:
            del self.supplement

    def validate(self, extra_validators: object = None) -> bool:
        """Ask what is corrected, where a correction is granted."""
        valid: bool = super().validate(extra_validators)
        granted = self.answer.data in {Answer.GRANTED, Answer.PARTLY}
        if granted and "supplement" in self and self["supplement"].is_blank():
            self.problem(_("Tuliskan catatan tambahannya."), self["supplement"])
            return False
        return valid

    def given(self) -> dict[str, Any]:
        """Return what was filled in, by the names that the service knows; only for a valid form."""
        return {
            "answer": self.answer.data, "words": self.words.data, "on": self.on.data, "at": self.at.data,
            "enclosures": tuple(line.strip() for line in self.enclosures.data.splitlines() if line.strip()),
            "supplement": self["supplement"].data if "supplement" in self else "",
        }
