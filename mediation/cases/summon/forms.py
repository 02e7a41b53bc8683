"""What is asked about a summons: shape alone."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from flask_babel import lazy_gettext as _l

from mediation.cases.summon.model import Answer, Delivery, Presence, Purpose, Service
from mediation.law.deadlines import Caution
from mediation.web.choices import ChoiceField, ConfirmField
from mediation.web.fields import DateField, HiddenField, LongTextField, TextField, TimeField
from mediation.web.forms import BaseForm


class PlanForm(BaseForm):
    """Day, time, place, purpose and way of delivery; a reason when there is something to look at again."""

    on = DateField(_l("Hari panggilan"), required=_l("Isi hari panggilan."))
    at = TimeField(_l("Jam"), required=_l("Isi jam panggilan."), hint=_l("Contoh: 09.30, menurut waktu setempat"))
    place = TextField(_l("Tempat"), required=_l("Isi tempat pertemuan."), maximum=200,
                      hint=_l("Ruang yang tertutup dan tenang, misalnya Ruang Konseling lantai 2"))
    purpose = ChoiceField(_l("Keperluan"), choices=Purpose, required=_l("Pilih keperluan panggilan."))
    delivery = ChoiceField(_l("Surat akan disampaikan"), choices=Delivery,
                           required=_l("Pilih cara surat disampaikan."))
    reason = LongTextField(_l("Alasan Anda tetap memilih ini"), maximum=1000, rows=3)
    seen = HiddenField()

    def planned(self) -> dict[str, Any]:
        """Return what was filled in, by the names that the service knows; only for a valid form."""
        asked = (self.on, self.at, self.place, self.purpose, self.delivery, self.reason)
        return {field.name: field.data for field in asked}

    def ask_reason(self, cautions: Iterable[Caution]) -> None:
        """Demand a reason for `cautions`: one that was written before they were shown does not count."""
        shown = " ".join([str(self.on.data), *(caution.rule_id for caution in cautions)])[:100]
        met = self.seen.data == shown
        self.seen.data = shown
        self.reason.required = _l("Tuliskan alasan Anda tetap memilih ini, atau ubah isiannya.")
        if not met and self.reason.data:
            self.reason.check = lambda _typed: str(_l("Ada catatan baru di bawah ini. Baca, lalu kirim lagi."))


class ReasonForm(BaseForm):
    """A reason, and nothing else."""

    reason = LongTextField(_l("Alasan"), required=_l("Tuliskan alasannya."), maximum=1000, rows=4)


class ServeForm(BaseForm):
    """Proof of delivery."""

    how = ChoiceField(_l("Cara penyampaian"), choices=Delivery, required=_l("Pilih cara surat disampaikan."))
    on = DateField(_l("Tanggal sampai"), required=_l("Isi tanggal surat sampai."))
    handed_to = TextField(_l("Diterima oleh"), required=_l("Isi nama penerima surat."), maximum=150,
                          hint=_l("Nama orang yang menerima surat itu"))
    relation = TextField(_l("Hubungan penerima dengan orang yang dipanggil"), maximum=100,
                         hint=_l("Misalnya: orangnya sendiri, ibu, rekan kerja"),
                         required=_l("Isi hubungan penerima dengan orang yang dipanggil."))
    note = LongTextField(_l("Catatan"), maximum=1000, rows=3, hint=_l("Misalnya nomor resi atau tanda terima"))

    def service(self) -> Service:
        """Return what was filled in; only for a valid form."""
        on = cast("date", self.on.data)
        return Service(self.how.data, on, self.handed_to.data, self.relation.data, self.note.data)


class AttendForm(BaseForm):
    """Who came, or that nobody did."""

    presence = ChoiceField(_l("Kehadiran"), choices=Presence, required=_l("Pilih bagaimana kehadirannya."))
    companion = TextField(_l("Nama pendamping"), maximum=150)
    companion_relation = TextField(_l("Hubungan pendamping dengan yang dipanggil"), maximum=100,
                                   hint=_l("Misalnya: kakak, pengacara, rekan kerja"))
    reason = LongTextField(_l("Alasan tidak hadir"), maximum=1000, rows=3,
                           hint=_l("Tulis seperti yang disampaikan, dan melalui siapa"))

    def demand(self) -> None:
        """Demand what the chosen answer needs."""
        if self.presence.data is Presence.ACCOMPANIED:
            self.companion.required = _l("Isi nama pendamping.")
            self.companion_relation.required = _l("Isi hubungan pendamping dengan yang dipanggil.")
        if self.presence.data is Presence.EXCUSED:
            self.reason.required = _l("Isi alasan tidak hadir, atau pilih “tanpa keterangan”.")

    def answer(self) -> Answer:
        """Return what was filled in and fits the chosen presence; only for a valid form."""
        accompanied = self.presence.data is Presence.ACCOMPANIED
        excused = self.presence.data is Presence.EXCUSED
        return Answer(
            self.presence.data,
            companion=self.companion.data if accompanied else "",
            companion_relation=self.companion_relation.data if accompanied else "",
            reason=self.reason.data if excused else "",
        )


class CloseForm(ReasonForm):
    """Stop calling: the reason, and the word that it was considered."""

    sure = ConfirmField(_l("Kepastian"), text=_l("Saya sudah mempertimbangkan memanggil sekali lagi."),
                        required=_l("Centang bila sudah Anda pertimbangkan."))
