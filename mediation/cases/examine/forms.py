"""What is asked when somebody is examined, and about evidence: shape alone."""

from collections.abc import Iterable, Sequence
from datetime import date, time
from types import new_class
from typing import Any, cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from mediation.cases.examine.model import OWN_QUESTIONS, Answer, Evidence, Record, Signing, Stance, Witness
from mediation.cases.model import HearingState, Party
from mediation.law.grounds import EvidenceKind, Ground
from mediation.law.identity import Sex
from mediation.web.choices import ChoiceField, ChoicesField, ConfirmField, YesNoField
from mediation.web.fields import DateField, LongTextField, TextField, TimeField, too_long
from mediation.web.forms import BaseForm

ANSWER_MAXIMUM = 4000


class AnswerField(LongTextField):
    """The answer to one question; an error names the question by its number, not by its long text."""

    def __init__(self, label: str, *, number: int, **rest: Any) -> None:
        super().__init__(label, maximum=ANSWER_MAXIMUM, rows=3, **rest)
        self.number = number

    def find_problem(self) -> str | None:
        """Return the bound and what is there, when it is too long."""
        return too_long(_("Jawaban nomor %(number)s", number=self.number), len(self.data), self.maximum)


class MeetingForm(BaseForm):
    """When and where somebody is examined, by whom, and who sat beside."""

    on = DateField(_l("Tanggal pemeriksaan"), required=_l("Isi tanggal pemeriksaan."))
    at = TimeField(_l("Pukul"), required=_l("Isi pukul berapa pemeriksaan dimulai."), hint=_l("Contoh: 09.30"))
    place = TextField(_l("Tempat"), required=_l("Isi tempat pemeriksaan."), maximum=200,
                      hint=_l("Contoh: Ruang Konseling lantai 2"))
    second_examiner = TextField(_l("Pemeriksa kedua"), maximum=150)
    companion = TextField(_l("Pendamping"), maximum=200,
                          hint=_l("Nama dan hubungannya dengan yang diperiksa. Setiap orang boleh didampingi."))

    def meeting(self) -> dict[str, Any]:
        """Return the part of a record that this form holds; only for a valid form."""
        return {name: self[name].data for name in ("on", "at", "place", "second_examiner", "companion")}


class WitnessForm(MeetingForm):
    """Who a witness is, then the meeting."""

    name = TextField(_l("Nama saksi"), required=_l("Isi nama saksi."), maximum=150)
    sex = ChoiceField(_l("Jenis kelamin"), choices=Sex, required=_l("Pilih jenis kelamin."), inline=True,
                      hint=_l("Menentukan sapaan dalam berita acara."))
    occupation = TextField(_l("Pekerjaan"), maximum=150)
    relation = TextField(_l("Hubungan dengan pemohon atau pasangannya"), maximum=150,
                         required=_l("Isi hubungan saksi dengan pemohon atau pasangannya."),
                         hint=_l("Contoh: kakak kandung pemohon, tetangga, rekan kerja"))
    town = TextField(_l("Kabupaten atau kota tempat tinggal"), maximum=100, hint=_l("Tanpa alamat lengkap."))

    def witness(self) -> Witness:
        """Return who the witness is; only for a valid form."""
        return Witness(self.name.data, self.sex.data, self.occupation.data, self.relation.data, self.town.data)


class SpouseView(BaseForm):
    """What the other party says about the request itself, for the superior's own use."""

    knows_request = YesNoField(_l("Apakah ia sudah mengetahui permohonan ini?"))
    stance = ChoiceField(_l("Pendapatnya tentang permohonan"), choices=Stance,
                         hint=_l("Pendapat pasangan didengar dan ditimbang. Pendapat itu bukan syarat."))
    stance_reason = LongTextField(_l("Pertimbangan yang disampaikannya"), maximum=2000, rows=3)
    claims = ChoicesField(_l("Alasan yang ia ajukan sendiri"), choices=Ground,
                          hint=_l("Hanya bila ia sendiri mengemukakannya. Kosongkan bila tidak ada."))
    claim_facts = LongTextField(_l("Kejadian yang ia sampaikan untuk alasan itu"), maximum=4000, rows=4)

    def view(self) -> dict[str, Any]:
        """Return the part of a record that this form holds; only for a valid form."""
        names = ("knows_request", "stance", "stance_reason", "claims", "claim_facts")
        return {name: self[name].data for name in names}


class RecordForm(MeetingForm):
    """An examination record. Its questions are added by `record_form`."""

    asked: tuple[tuple[str, str], ...] = ()

    def answers(self) -> tuple[Answer, ...]:
        """Return the questions that were answered or left open, in the order of asking."""
        made = (
            Answer(question, text, self[f"answer_{question}"].data, bool(self[f"unknown_{question}"].data))
            for question, text in self.asked
        )
        return tuple(answer for answer in made if answer.said or answer.unknown)

    def extra(self) -> tuple[Answer, ...]:
        """Return the questions that the examiner added, each with its answer."""
        numbers = range(1, OWN_QUESTIONS + 1)
        pairs = ((self[f"own_question_{n}"].data, self[f"own_answer_{n}"].data) for n in numbers)
        return tuple(Answer("", asked, said, unknown=not said) for asked, said in pairs if asked)

    def validate(self, extra_validators: object = None) -> bool:
        """Add to the usual checks that an own answer has its question."""
        valid: bool = super().validate(extra_validators)
        for number in range(1, OWN_QUESTIONS + 1):
            if self[f"own_answer_{number}"].data and not self[f"own_question_{number}"].data:
                self.problem(_("Tulis pertanyaan tambahan nomor %(number)s.", number=number),
                             self[f"own_question_{number}"])
                valid = False
        return valid

    def record(self, party: Party, examiner: str) -> Record:
        """Return the record that was filled in; only for a valid form."""
        witness = self.witness() if isinstance(self, WitnessForm) else None
        view = self.view() if isinstance(self, SpouseView) else {}
        return Record(
            party=party, examiner=examiner, witness=witness, answers=self.answers(), extra=self.extra(),
            **self.meeting(), **view,
        )


def record_form(party: Party, asked: Sequence[tuple[str, str]]) -> type[RecordForm]:
    """Return the form for a record of `party` with the questions `asked`, each an id and the words read aloud."""
    extra: tuple[type, ...] = {Party.WITNESS: (WitnessForm,), Party.SPOUSE: (SpouseView,)}.get(party, ())
    fields: dict[str, Any] = {"asked": tuple(asked)}
    for number, (question, text) in enumerate(asked, start=1):
        fields[f"answer_{question}"] = AnswerField(text, number=number)
        fields[f"unknown_{question}"] = ConfirmField(
            _l("Belum tahu, pertanyaan nomor %(number)s", number=number), text=_l("Belum tahu; tanyakan lagi nanti"),
        )
    for number in range(1, OWN_QUESTIONS + 1):
        fields[f"own_question_{number}"] = TextField(
            _l("Pertanyaan tambahan %(number)s", number=number), maximum=500)
        fields[f"own_answer_{number}"] = AnswerField(
            _l("Jawaban pertanyaan tambahan %(number)s", number=number), number=number)
    bases = (*extra, RecordForm)
    # `new_class` asks the class of the bases, which collects the fields; `type` would not.
    return cast("type[RecordForm]", new_class("RecordForm", bases, exec_body=lambda body: body.update(fields)))


def filled(record: Record) -> dict[str, Any]:
    """Return what a form shows of a stored record."""
    names = ("on", "at", "place", "second_examiner", "companion", "knows_request", "stance", "stance_reason",
             "claims", "claim_facts")
    data = {name: getattr(record, name) for name in names}
    if record.witness:
        data |= {name: getattr(record.witness, name) for name in ("name", "sex", "occupation", "relation", "town")}
    for answer in record.answers:
        data[f"answer_{answer.question}"] = answer.said
        data[f"unknown_{answer.question}"] = answer.unknown
    for number, answer in enumerate(record.extra, start=1):
        data[f"own_question_{number}"] = answer.asked
        data[f"own_answer_{number}"] = answer.said
    return data


class SignForm(BaseForm):
    """Whether the person signed on paper, when, and why not."""

    state = ChoiceField(_l("Tanda tangan"), required=_l("Pilih apakah yang diperiksa menandatangani."), choices=(
        (HearingState.SIGNED, _l("Sudah ditandatangani di atas kertas")),
        (HearingState.REFUSED, _l("Menolak menandatangani"), _l("Berita acara tetap sah dengan catatan penolakan.")),
    ))
    reason = LongTextField(_l("Alasan menolak"), maximum=1000, rows=3,
                           hint=_l("Tulis dengan kata-katanya. Bila ia tidak mau menyebutkan, tulis demikian."))
    on = DateField(_l("Tanggal"), required=_l("Isi tanggal tanda tangan atau penolakan."))
    at = TimeField(_l("Pukul"), required=_l("Isi pukul tanda tangan atau penolakan."))

    def demand(self) -> None:
        """Demand the reason of a refusal."""
        if self.state.data is HearingState.REFUSED:
            self.reason.required = _l("Isi alasan menolak menandatangani.")

    def signing(self) -> Signing:
        """Return how the record was closed; only for a valid form."""
        reason = self.reason.data if self.state.data is HearingState.REFUSED else ""
        # A valid form has both: they are required.
        return Signing(self.state.data, cast("date", self.on.data), cast("time", self.at.data), reason)


class EvidenceForm(BaseForm):
    """A piece of evidence, described; the paper itself stays where it is kept."""

    kind = ChoiceField(_l("Jenis bukti"), select=True, required=_l("Pilih jenis bukti."))
    about = LongTextField(_l("Uraian singkat"), required=_l("Tulis apa isi bukti ini."), maximum=2000, rows=3,
                          hint=_l("Apa yang tertulis atau tampak, tanpa menilainya."))
    number = TextField(_l("Nomor"), maximum=100, hint=_l("Nomor surat atau laporan, bila ada"))
    on = DateField(_l("Tanggal bukti"))
    issuer = TextField(_l("Dikeluarkan oleh"), maximum=200, hint=_l("Contoh: Kepala Desa Sukamaju, RSUD"))
    kept = TextField(_l("Disimpan di"), required=_l("Isi tempat bukti disimpan."), maximum=200,
                     hint=_l("Contoh: map rahasia di lemari terkunci"))
    brought_by = ChoiceField(_l("Dibawa oleh"), choices=Party, required=_l("Pilih siapa yang membawa bukti ini."),
                             inline=True)
    grounds = ChoicesField(_l("Berkaitan dengan alasan"), hint=_l("Boleh lebih dari satu."))
    violent = ConfirmField(_l("Cedera atau ancaman"), text=_l("Bukti ini menunjukkan cedera atau ancaman"))

    def offer(self, kinds: Iterable[EvidenceKind], grounds: Iterable[Ground]) -> None:
        """Offer the kinds of evidence and the grounds that fit the case."""
        self.kind.choices = [(kind.code, kind.label) for kind in kinds]
        self.grounds.choices = tuple(grounds)

    def evidence(self, own_ground: Ground | None) -> Evidence:
        """Return what was described; `own_ground` is what this kind bears on when nothing was ticked."""
        usual = (own_ground,) if own_ground else ()
        return Evidence(
            kind=self.kind.data, about=self.about.data, number=self.number.data, on=self.on.data,
            issuer=self.issuer.data, kept=self.kept.data, grounds=self.grounds.data or usual,
            brought_by=self.brought_by.data, marked_violent=bool(self.violent.data),
        )
