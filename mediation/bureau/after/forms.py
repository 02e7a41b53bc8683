"""What is asked after the decision: shape alone. What is final is shown once more before it counts."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from mediation.bureau.after.model import LineState, Receiver, Referral, SpouseCopy, Way
from mediation.cases.model import Challenge, CourtOutcome, Party, Ruling
from mediation.law.identity import Sex
from mediation.web.choices import ChoiceField, ChoicesField
from mediation.web.fields import DateField, LongTextField, TextField
from mediation.web.forms import CheckedForm


class HandOverForm(CheckedForm):
    """To whom the decision was handed over, as what, when, where and how."""

    on = DateField(_l("Tanggal penyerahan"), required=_l("Isi tanggal penyerahannya."))
    receiver = ChoiceField(_l("Yang menerima"), choices=Receiver, required=_l("Pilih siapa yang menerima."))
    name = TextField(_l("Nama penerima"), maximum=150, hint=_l("Hanya bila bukan pegawai yang bersangkutan"))
    sex = ChoiceField(_l("Jenis kelamin penerima"), choices=Sex, inline=True)
    position = TextField(_l("Jabatan atau hubungan penerima"), maximum=150)
    way = ChoiceField(_l("Cara penyerahan"), choices=Way, required=_l("Pilih cara penyerahannya."))
    place = TextField(_l("Tempat"), maximum=200, required=_l("Isi tempat penyerahannya."))
    spouse = ChoiceField(
        _l("Salinan untuk pasangan"), choices=SpouseCopy, required=_l("Pilih salah satu."),
        hint=_l("Hanya melalui cara yang aman baginya. Bila ragu, tanyakan dahulu kepada atasan langsung."),
    )
    spouse_on = DateField(_l("Disampaikan kepada pasangan pada"))
    spouse_way = ChoiceField(_l("Cara penyampaian kepada pasangan"), choices=Way)
    note = LongTextField(_l("Catatan"), maximum=1000, rows=3)

    def ask(self, *, spouse: bool) -> None:
        """Ask about a copy for the spouse only where the agency gives one."""
        if not spouse:
            del self.spouse, self.spouse_on, self.spouse_way

    def validate(self, extra_validators: object = None) -> bool:
        """Add to the usual checks what the answers themselves make necessary."""
        valid: bool = super().validate(extra_validators)
        wanted = []
        if self.receiver.data not in {None, Receiver.EMPLOYEE}:
            wanted += [(self.name, _("Isi nama penerima.")), (self.sex, _("Pilih jenis kelaminnya."))]
        if "spouse" in self and self["spouse"].data is SpouseCopy.GIVEN:
            wanted += [(self["spouse_on"], _("Isi tanggalnya.")), (self["spouse_way"], _("Pilih caranya."))]
        for field, said in wanted:
            if field.is_blank() and not field.errors:
                self.problem(said, field)
                valid = False
        return valid

    def given(self) -> dict[str, Any]:
        """Return what was filled in, by the names that the service knows; only for a valid form."""
        other = self.receiver.data is not Receiver.EMPLOYEE
        told = {
            "on": self.on.data, "receiver": self.receiver.data, "way": self.way.data, "place": self.place.data,
            "note": self.note.data, "name": self.name.data if other else "", "sex": self.sex.data if other else None,
            "position": self.position.data if other else "",
        }
        return told | self._of_spouse()

    def _of_spouse(self) -> dict[str, Any]:
        if "spouse" not in self:
            return {}
        gave = self["spouse"].data is SpouseCopy.GIVEN
        return {
            "spouse": self["spouse"].data, "spouse_on": self["spouse_on"].data if gave else None,
            "spouse_way": self["spouse_way"].data if gave else None,
        }


class CourtForm(CheckedForm):
    """How it ended before the court."""

    outcome = ChoiceField(_l("Hasil"), choices=CourtOutcome, required=_l("Pilih hasilnya."))
    court = TextField(_l("Pengadilan"), maximum=150, required=_l("Isi nama pengadilannya."),
                      hint=_l("Contoh: Pengadilan Agama Contoh"))
    number = TextField(_l("Nomor perkara"), maximum=80, required=_l("Isi nomor perkaranya."))
    on = DateField(_l("Tanggal putusan atau penetapan"), required=_l("Isi tanggal putusannya."))
    final_on = DateField(
        _l("Perceraian berlaku sejak"),
        hint=_l("Hanya bila bercerai: hari putusan berkekuatan hukum tetap (BHT); pada cerai talak, hari ikrar talak. "
                "Dari hari ini dihitung 1 bulan untuk melapor."),
    )
    note = LongTextField(_l("Catatan"), maximum=1000, rows=3)

    def validate(self, extra_validators: object = None) -> bool:
        """Ask from when a divorce counts."""
        valid: bool = super().validate(extra_validators)
        if self.outcome.data is CourtOutcome.DIVORCED and self.final_on.is_blank():
            self.problem(_("Isi sejak kapan perceraian berlaku."), self.final_on)
            return False
        return valid

    def given(self) -> dict[str, Any]:
        """Return what was filled in, by the names that the service knows; only for a valid form."""
        return _of(self, "outcome", "court", "number", "on", "final_on", "note")


class DivorceForm(CheckedForm):
    """The employee's report of the divorce."""

    on = DateField(_l("Laporan diterima pada"), required=_l("Isi kapan laporannya diterima."))
    deed_number = TextField(_l("Nomor akta cerai"), maximum=80, required=_l("Isi nomor akta cerainya."))
    deed_on = DateField(_l("Tanggal akta cerai"), required=_l("Isi tanggal akta cerainya."))
    note = LongTextField(_l("Catatan"), maximum=1000, rows=3)

    def given(self) -> dict[str, Any]:
        """Return what was filled in, by the names that the service knows; only for a valid form."""
        return _of(self, "on", "deed_number", "deed_on", "note")


class SalaryForm(CheckedForm):
    """The statement on sharing pay, as the employee wrote it."""

    on = DateField(_l("Tanggal surat pernyataan"), required=_l("Isi tanggal suratnya."))
    content = LongTextField(
        _l("Isi pernyataan"), maximum=2000, rows=5, required=_l("Tuliskan isi pernyataannya."),
        hint=_l("Dengan kata-kata dalam surat itu: kepada siapa, bagian apa, sejak kapan, dan bagaimana diserahkan"),
    )

    def given(self) -> dict[str, Any]:
        """Return what was filled in, by the names that the service knows; only for a valid form."""
        return _of(self, "on", "content")


class LineForm(CheckedForm):
    """What became of one line of the follow-up."""

    state = ChoiceField(_l("Keadaan"), choices=LineState, required=_l("Pilih keadaannya."))
    on = DateField(_l("Pada tanggal"), required=_l("Isi tanggalnya."))
    done_by = TextField(_l("Dikerjakan oleh"), maximum=150, required=_l("Isi siapa yang mengerjakannya."),
                        hint=_l("Nama atau jabatan"))
    note = LongTextField(_l("Catatan"), maximum=1000, rows=3)

    def given(self) -> dict[str, Any]:
        """Return what was filled in, by the names that the service knows; only for a valid form."""
        return _of(self, "state", "on", "done_by", "note")


class SupportForm(CheckedForm):
    """What the supervisor keeps supportive at the workplace."""

    workload = LongTextField(
        _l("Beban kerja dan waktu"), maximum=2000, rows=4, required=_l("Tuliskan bagaimana beban kerjanya diatur."),
        hint=_l("Misalnya: izin pada hari sidang, tugas yang dikurangi sementara, jadwal yang tidak berubah mendadak"),
    )
    confidentiality = LongTextField(
        _l("Kerahasiaan di tempat kerja"), maximum=2000, rows=4,
        required=_l("Tuliskan bagaimana kerahasiaannya dijaga."),
        hint=_l("Siapa yang perlu tahu, apa yang dikatakan bila ada yang bertanya"),
    )
    referrals = ChoicesField(_l("Rujukan yang ditawarkan"), choices=Referral,
                             hint=_l("Boleh lebih dari satu. Pegawai bebas menerima atau menolak."))
    referral_note = TextField(_l("Keterangan rujukan"), maximum=300)
    talk_on = DateField(_l("Berbicara lagi pada"))
    note = LongTextField(
        _l("Hal lain"), maximum=1000, rows=3,
        hint=_l("Biro kepegawaian dapat membaca rencana ini. Jangan menulis isi percakapan sendirian "
                "atau alamat aman."),
    )

    def given(self) -> dict[str, Any]:
        """Return what was filled in, by the names that the service knows; only for a valid form."""
        return _of(self, "workload", "confidentiality", "referrals", "referral_note", "talk_on", "note")


class ChallengeForm(CheckedForm):
    """An objection, an appeal or a suit against the decision."""

    party = ChoiceField(_l("Diajukan oleh"), choices=(Party.APPLICANT, Party.SPOUSE), inline=True,
                        required=_l("Pilih siapa yang mengajukan."))
    way = ChoiceField(_l("Jalur"), choices=Challenge, required=_l("Pilih jalurnya."))
    on = DateField(_l("Tanggal pengajuan"), required=_l("Isi tanggal pengajuannya."))
    number = TextField(_l("Nomor"), maximum=80, hint=_l("Nomor surat atau nomor perkara; kosongkan bila belum ada"))
    before = TextField(_l("Ditujukan kepada"), maximum=150, required=_l("Isi kepada siapa diajukan."),
                       hint=_l("Contoh: Bupati Contoh, atau PTUN Contoh"))
    note = LongTextField(_l("Catatan"), maximum=1000, rows=3)

    def given(self) -> dict[str, Any]:
        """Return what was filled in, by the names that the service knows; only for a valid form."""
        return _of(self, "party", "way", "on", "number", "before", "note")


class RulingForm(CheckedForm):
    """How the challenge ended, by a ruling that stands."""

    ruling = ChoiceField(_l("Hasil"), choices=Ruling, required=_l("Pilih hasilnya."))
    on = DateField(
        _l("Tanggal"), required=_l("Isi tanggalnya."),
        hint=_l("Hari putusan yang tidak dapat dilawan lagi, atau hari pengajuannya dicabut"),
    )
    number = TextField(_l("Nomor putusan atau surat"), maximum=80)
    note = LongTextField(_l("Catatan"), maximum=2000, rows=4)

    def given(self) -> dict[str, Any]:
        """Return what was filled in, by the names that the service knows; only for a valid form."""
        return _of(self, "ruling", "on", "number", "note")


class ReopenForm(CheckedForm):
    """Why the case goes back to the finding."""

    reason = LongTextField(
        _l("Alasan"), maximum=2000, rows=5, required=_l("Tuliskan alasannya."),
        hint=_l("Apa yang menurut putusan harus ditinjau lagi. Atasan langsung membacanya."),
    )


class PointerForm(CheckedForm):
    """Where the discipline file lies."""

    number = TextField(_l("Nomor berkas disiplin"), maximum=80, required=_l("Isi nomornya."))
    office = TextField(_l("Kantor yang menyimpannya"), maximum=150, required=_l("Isi kantornya."))
    on = DateField(_l("Tanggal berkas itu dibuka"), required=_l("Isi tanggalnya."))

    def given(self) -> dict[str, Any]:
        """Return what was filled in, by the names that the service knows; only for a valid form."""
        return _of(self, "number", "office", "on")


def _of(form: CheckedForm, *names: str) -> dict[str, Any]:
    return {name: form[name].data for name in names}
