"""What is asked about a mediation session: shape alone."""

from datetime import date, time
from typing import cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from mediation.cases.mediate.model import Session
from mediation.cases.model import Outcome, Party, SittingMode
from mediation.web.choices import ChoiceField, ChoicesField
from mediation.web.fields import DateField, LongTextField, TextField, TimeField
from mediation.web.forms import BaseForm

_NEEDS_TERMS = {
    Outcome.RECONCILED: _l("Tulis apa yang disepakati untuk rukun kembali."),
    Outcome.WITHDRAWN: _l("Tulis bagaimana dan oleh siapa permohonan dicabut."),
}


class SessionForm(BaseForm):
    """One session, held together or with one side."""

    on = DateField(_l("Tanggal sesi"), required=_l("Isi tanggal sesi."))
    at = TimeField(_l("Pukul"), required=_l("Isi pukul berapa sesi dimulai."), hint=_l("Contoh: 09.30"))
    place = TextField(_l("Tempat"), required=_l("Isi tempat sesi."), maximum=200,
                      hint=_l("Contoh: Ruang Konseling lantai 2"))
    mode = ChoiceField(_l("Cara"), required=_l("Pilih bersama atau terpisah."), choices=(
        (SittingMode.TOGETHER, SittingMode.TOGETHER.label, _l("Kedua pihak duduk bersama.")),
        (SittingMode.APART, SittingMode.APART.label, _l("Setiap pihak ditemui sendiri.")),
    ))
    present = ChoicesField(_l("Yang hadir"), choices=(Party.APPLICANT, Party.SPOUSE),
                           required=_l("Pilih siapa yang hadir."))
    applicant_companion = TextField(_l("Pendamping pemohon"), maximum=200, hint=_l("Nama dan hubungannya"))
    spouse_companion = TextField(_l("Pendamping pasangan"), maximum=200, hint=_l("Nama dan hubungannya"))
    second_mediator = TextField(_l("Mediator kedua"), maximum=150)
    applicant_points = LongTextField(_l("Pokok keterangan pemohon"), maximum=4000, rows=5)
    spouse_points = LongTextField(_l("Pokok keterangan pasangan"), maximum=4000, rows=5)
    advice = LongTextField(_l("Nasihat yang diberikan"), maximum=4000, rows=4,
                           required=_l("Tulis nasihat yang diberikan."))
    options = LongTextField(_l("Pilihan yang dibicarakan"), maximum=4000, rows=4,
                            hint=_l("Jalan keluar yang dibahas dan tanggapan atasnya"))
    caucus = LongTextField(_l("Catatan pembicaraan terpisah"), maximum=4000, rows=4,
                           hint=_l("Hanya Anda yang dapat membacanya. Tidak pernah masuk ke dalam surat atau laporan."))
    outcome = ChoiceField(_l("Hasil sesi"), choices=Outcome, required=_l("Pilih hasil sesi."))
    terms = LongTextField(_l("Isi kesepakatan atau pencabutan"), maximum=4000, rows=4,
                          hint=_l("Diisi bila rukun kembali atau permohonan dicabut."))
    reason = LongTextField(_l("Mengapa dihentikan"), maximum=2000, rows=3,
                           hint=_l("Diisi bila mediasi dihentikan."))
    next_on = DateField(_l("Tanggal sesi berikutnya"), hint=_l("Diisi bila mediasi dilanjutkan."))

    def hold_apart(self) -> None:
        """Offer no joint session, and ask for one side alone."""
        self.present.hint = _l("Pilih satu pihak. Pihak lain mempunyai sesi sendiri pada hari lain.")
        self.mode.choices = ((SittingMode.APART, SittingMode.APART.label),)
        if self.mode.data is None:
            self.mode.data = SittingMode.APART

    def demand(self) -> None:
        """Demand what each side present said, and what the chosen outcome needs."""
        if Party.APPLICANT in self.present.data:
            self.applicant_points.required = _l("Tulis pokok keterangan pemohon.")
        if Party.SPOUSE in self.present.data:
            self.spouse_points.required = _l("Tulis pokok keterangan pasangan.")
        outcome = self.outcome.data
        self.terms.required = _NEEDS_TERMS.get(outcome)
        if outcome is Outcome.STOPPED:
            self.reason.required = _l("Tulis mengapa mediasi dihentikan.")
        if outcome is Outcome.CONTINUE:
            self.next_on.required = _l("Isi tanggal sesi berikutnya.")
            self.next_on.check = self._later

    def _later(self, day: date) -> str | None:
        if self.on.data is None or day > self.on.data:
            return None
        return str(_("Tanggal sesi berikutnya harus sesudah tanggal sesi ini."))

    def session(self, mediator: str) -> Session:
        """Return the session that was filled in, without what does not fit its outcome; only for a valid form."""
        outcome = self.outcome.data
        return Session(
            # A valid form has day and time: they are required.
            on=cast("date", self.on.data), at=cast("time", self.at.data), place=self.place.data,
            mode=self.mode.data, present=self.present.data, outcome=outcome, mediator=mediator,
            second_mediator=self.second_mediator.data, applicant_companion=self.applicant_companion.data,
            spouse_companion=self.spouse_companion.data, applicant_points=self.applicant_points.data,
            spouse_points=self.spouse_points.data, advice=self.advice.data, options=self.options.data,
            terms=self.terms.data if outcome in _NEEDS_TERMS else "",
            reason=self.reason.data if outcome is Outcome.STOPPED else "",
            next_on=self.next_on.data if outcome is Outcome.CONTINUE else None,
        )
