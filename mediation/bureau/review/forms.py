"""What is asked in the bureau's review: shape alone."""

from datetime import date, time
from typing import Any, cast

from flask_babel import lazy_gettext as _l

from mediation.bureau.review.model import BureauSession, Memo, Statement, WithdrawalLetter
from mediation.cases.examine.forms import ANSWER_MAXIMUM
from mediation.cases.examine.model import Answer, Witness
from mediation.cases.mediate.forms import SessionForm
from mediation.cases.model import DecisionKind, Party
from mediation.law.identity import Sex
from mediation.web.choices import ChoiceField, YesNoField
from mediation.web.fields import DateField, LongTextField, TextField, TimeField
from mediation.web.forms import BaseForm, CheckedForm

QUESTIONS = 6


class TalkForm(BaseForm):
    """When and where somebody was heard at the bureau, and up to six questions with their answers."""

    on = DateField(_l("Tanggal"), required=_l("Isi tanggalnya."))
    at = TimeField(_l("Pukul"), required=_l("Isi pukul berapa dimulai."), hint=_l("Contoh: 09.30"))
    place = TextField(_l("Tempat"), required=_l("Isi tempatnya."), maximum=200,
                      hint=_l("Ruang yang tertutup dan tenang"))
    companion = TextField(_l("Pendamping"), maximum=200,
                          hint=_l("Nama dan hubungannya. Setiap orang boleh didampingi."))
    notes = LongTextField(_l("Catatan Anda sendiri"), maximum=4000, rows=3,
                          hint=_l("Hanya Anda yang dapat membacanya. Tidak pernah masuk ke dalam dokumen."))

    def statement(self, party: Party, taken_by: str, witness: Witness | None = None) -> Statement:
        """Return what was said; only for a valid form."""
        return Statement(
            party=party, on=cast("date", self.on.data), at=cast("time", self.at.data), place=self.place.data,
            taken_by=taken_by, answers=self.answers(), companion=self.companion.data, witness=witness,
        )

    def answers(self) -> tuple[Answer, ...]:
        """Return the questions that were put, with their answers."""
        pairs = ((self[f"q{n}"].data.strip(), self[f"a{n}"].data.strip()) for n in range(1, QUESTIONS + 1))
        return tuple(Answer("", asked, said) for asked, said in pairs if asked)

    @property
    def pairs(self) -> list[tuple[Any, Any]]:
        """The fields of question and answer, in order."""
        return [(self[f"q{n}"], self[f"a{n}"]) for n in range(1, QUESTIONS + 1)]


for _number in range(1, QUESTIONS + 1):
    _first = _number == 1
    setattr(TalkForm, f"q{_number}", TextField(
        _l("Pertanyaan %(number)s", number=_number), maximum=500,
        required=_l("Tulis paling sedikit satu pertanyaan.") if _first else None,
    ))
    setattr(TalkForm, f"a{_number}", LongTextField(
        _l("Jawaban %(number)s", number=_number), maximum=ANSWER_MAXIMUM, rows=3,
        required=_l("Tulis jawabannya.") if _first else None,
    ))


class StatementForm(TalkForm):
    """A further statement; for a side that was never spoken with alone, whether that was done just now."""

    name = TextField(_l("Nama saksi"), maximum=150, required=_l("Isi nama saksi."))
    sex = ChoiceField(_l("Jenis kelamin"), choices=Sex, inline=True, required=_l("Pilih jenis kelamin."))
    relation = TextField(_l("Hubungan dengan pemohon atau pasangannya"), maximum=150,
                         required=_l("Isi hubungan saksi dengan pemohon atau pasangannya."))
    alone = YesNoField(
        _l("Apakah orang ini sudah Anda ajak bicara sendirian lebih dahulu?"),
        required=_l("Pilih ya atau tidak."),
        hint=_l("Sebelum keterangan pertama, tanyakan sendirian apakah ia merasa aman."),
    )
    danger = YesNoField(
        _l("Apakah ada tanda bahaya bagi salah satu pihak?"), required=_l("Pilih ya atau tidak."),
        hint=_l("Bila ya, sejak sekarang kedua pihak tidak lagi dipanggil pada hari yang sama. Alasannya tidak "
                "dicatat di sini."),
    )

    def only(self, party: Party, *, screened: bool) -> None:
        """Ask only what this person needs to be asked."""
        if party is not Party.WITNESS:
            del self.name, self.sex, self.relation
        if party is Party.WITNESS or screened:
            del self.alone

    def witness(self) -> Witness | None:
        """Return who the witness is; None for a side."""
        if "name" not in self:
            return None
        return Witness(self["name"].data, self["sex"].data, relation=self["relation"].data)

    def given(self, party: Party, taken_by: str) -> dict[str, Any]:
        """Return what was filled in, by the names that the service knows; only for a valid form."""
        return {
            "statement": self.statement(party, taken_by, self.witness()), "notes": self.notes.data,
            "screens": bool("alone" in self and self["alone"].data), "flagged": bool(self.danger.data),
        }


class BureauSessionForm(SessionForm):
    """The bureau's own mediation, or the sitting of a team."""

    team = ChoiceField(_l("Tim"), select=True, hint=_l("Kosongkan bila mediasi dilakukan oleh biro sendiri"))
    members = LongTextField(_l("Anggota yang hadir"), maximum=1000, rows=3, hint=_l("Satu nama pada setiap baris"))

    def bureau_session(self, mediator: str) -> BureauSession:
        """Return the session that was filled in; only for a valid form."""
        return BureauSession(self.session(mediator), self.team.data or "", _lines(self.members.data))


class MemoForm(CheckedForm):
    """The five parts of the memo and the recommendation."""

    issue = LongTextField(_l("Persoalan"), required=_l("Tulis persoalannya."), maximum=4000, rows=4,
                          hint=_l("Apa yang diminta, oleh siapa, dan apa yang harus diputuskan"))
    facts = LongTextField(_l("Fakta"), required=_l("Tulis faktanya."), maximum=8000, rows=8,
                          hint=_l("Satu fakta pada setiap baris, dengan menyebut dari dokumen mana"))
    analysis = LongTextField(_l("Analisis"), required=_l("Tulis analisisnya."), maximum=8000, rows=8)
    conclusion = LongTextField(_l("Kesimpulan"), required=_l("Tulis kesimpulannya."), maximum=4000, rows=4)
    advice = LongTextField(_l("Saran"), required=_l("Tulis sarannya."), maximum=4000, rows=4)
    recommendation = ChoiceField(_l("Rekomendasi"), required=_l("Pilih rekomendasinya."), choices=(
        DecisionKind.PERMIT, DecisionKind.REFUSAL, DecisionKind.RECONCILED, DecisionKind.WITHDRAWN,
        DecisionKind.LAPSED,
    ))

    def memo(self, on: date, by: str) -> Memo:
        """Return the memo; only for a valid form."""
        return Memo(on, by, self.issue.data, _lines(self.facts.data), self.analysis.data, self.conclusion.data,
                    self.advice.data, self.recommendation.data)


class DeferralForm(CheckedForm):
    """Why the decision waits, for what, until when."""

    reasons = LongTextField(_l("Alasan"), required=_l("Tuliskan alasannya."), maximum=4000, rows=5)
    awaited = LongTextField(_l("Yang ditunggu"), maximum=1000, rows=3, hint=_l("Satu hal pada setiap baris"))
    until = DateField(_l("Ditangguhkan sampai"), required=_l("Isi sampai kapan."))

    def given(self) -> dict[str, Any]:
        """Return what was filled in, by the names that the service knows; only for a valid form."""
        return {"reasons": self.reasons.data, "awaited": _lines(self.awaited.data), "until": self.until.data}


class WithdrawalForm(CheckedForm):
    """The applicant's letter of withdrawal."""

    on = DateField(_l("Tanggal surat pencabutan"), required=_l("Isi tanggal suratnya."))
    number = TextField(_l("Nomor surat"), maximum=80, width="20", hint=_l("Kosongkan bila surat itu tidak bernomor"))
    note = LongTextField(_l("Catatan"), maximum=1000, rows=3,
                         hint=_l("Pemohon tidak harus menyebut alasan. Tulis hanya yang tertulis dalam suratnya"))

    def letter(self, by: str) -> WithdrawalLetter:
        """Return the letter; only for a valid form."""
        return WithdrawalLetter(cast("date", self.on.data), self.number.data, by, self.note.data)


class WithdrawalHearingForm(TalkForm):
    """What the applicant said alone about the withdrawal."""

    free = YesNoField(
        _l("Apakah pemohon menyatakan pencabutan ini kehendaknya sendiri?"), required=_l("Pilih ya atau tidak."),
        hint=_l("Bila tidak, permohonan tidak dicabut dan berkas tetap berjalan."),
    )


def _lines(typed: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in typed.splitlines() if line.strip())
