"""What is asked about a failure of protection, about a letter, and about the agency itself: shape alone."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from mediation.clock import ZONES
from mediation.inspection.duties.model import (
    Closing,
    Controller,
    Correction,
    DataKind,
    Facts,
    Finding,
    Handling,
    Notice,
    Span,
    Way,
    Whom,
)
from mediation.law.identity import Sex
from mediation.reports.duty_facts import Reader
from mediation.web.choices import ChoiceField, ChoicesField, ConfirmField
from mediation.web.fields import DateField, LongTextField, NumberField, TextField, TimeField
from mediation.web.forms import BaseForm, CheckedForm

_NO_NAMES = _l("Jangan menulis nama orang, NIP, alamat, atau nomor berkas.")


class RecordForm(CheckedForm):
    """What is known of a failure of protection."""

    known_on = DateField(_l("Diketahui pada"), required=_l("Isi tanggal kejadian diketahui."))
    known_at = TimeField(
        _l("Diketahui pukul"), required=_l("Isi pukul berapa kejadian diketahui."),
        hint=_l("Dari saat ini dihitung 3 x 24 jam"),
    )
    span = ChoiceField(_l("Kapan terjadi"), choices=Span, required=_l("Pilih apa yang diketahui tentang waktunya."))
    since_on = DateField(_l("Terjadi pada, atau sejak"))
    since_at = TimeField(_l("Terjadi pukul"), hint=_l("Bila tidak pasti, isi perkiraannya"))
    what = LongTextField(
        _l("Apa yang terjadi"), maximum=2000, rows=4, required=_l("Tuliskan apa yang terjadi."), hint=_NO_NAMES,
    )
    how = LongTextField(
        _l("Bagaimana terjadinya"), maximum=2000, rows=4,
        hint=_l("Boleh kosong selama belum diketahui; suratnya baru dapat dicetak sesudah diisi. %(names)s",
                names=_NO_NAMES),
    )
    kinds = ChoicesField(_l("Jenis data yang terdampak"), choices=DataKind, required=_l("Pilih jenis datanya."))
    people = NumberField(_l("Banyaknya orang yang terdampak"), hint=_l("Kosongkan bila belum diketahui"))
    risks = LongTextField(_l("Akibat yang mungkin bagi mereka"), maximum=2000, rows=3, hint=_NO_NAMES)

    def validate(self, extra_validators: object = None) -> bool:
        """Ask when it happened, where that is known."""
        valid: bool = super().validate(extra_validators)
        if self.span.data in {Span.AT, Span.SINCE}:
            for field, said in ((self.since_on, _("Isi tanggal terjadinya.")), (self.since_at, _("Isi pukulnya."))):
                if field.is_blank() and not field.errors:
                    self.problem(said, field)
                    valid = False
        return valid

    def facts(self, zone: str) -> Facts:
        """Return what was filled in, as clocks in `zone` show it; only for a valid form."""
        known = self.span.data is not Span.UNKNOWN
        return Facts(
            span=self.span.data, since=_moment(self.since_on.data, self.since_at.data, zone) if known else None,
            known=_moment(self.known_on.data, self.known_at.data, zone), what=self.what.data, how=self.how.data,
            data=tuple(self.kinds.data), people=self.people.data, risks=self.risks.data,
        )


class CorrectForm(RecordForm):
    """What is known now, and why it differs."""

    reason = LongTextField(
        _l("Mengapa diperbaiki"), maximum=500, rows=2, required=_l("Tuliskan mengapa catatan diperbaiki."),
        hint=_l("Catatan lama tetap terbaca di riwayat."),
    )

    def correction(self, zone: str) -> Correction:
        """Return what was filled in; only for a valid form."""
        return Correction(self.facts(zone), self.reason.data)


class HandleForm(BaseForm):
    """What was done."""

    text = LongTextField(
        _l("Apa yang dilakukan"), maximum=2000, rows=4, required=_l("Tuliskan apa yang dilakukan."), hint=_NO_NAMES,
    )
    on = DateField(_l("Dilakukan pada"), required=_l("Isi tanggalnya."))
    at = TimeField(_l("Pukul"), required=_l("Isi pukulnya."))

    def handling(self, zone: str) -> Handling:
        """Return what was filled in; only for a valid form."""
        return Handling(_moment(self.on.data, self.at.data, zone), self.text.data)


class NoticeForm(CheckedForm):
    """A notice that was sent."""

    whom = ChoiceField(_l("Yang diberi tahu"), choices=Whom, required=_l("Pilih siapa yang diberi tahu."))
    everyone = ConfirmField(
        _l("Kelengkapan"), text=_l("Dengan ini semua orang yang datanya terdampak sudah diberi tahu"),
    )
    count = NumberField(_l("Banyaknya orang yang diberi tahu"), hint=_l("Hanya bagi orang yang datanya terdampak"))
    way = ChoiceField(_l("Cara menyampaikan"), choices=Way, required=_l("Pilih cara menyampaikannya."))
    on = DateField(_l("Disampaikan pada"), required=_l("Isi tanggal penyampaiannya."))
    at = TimeField(_l("Pukul"), required=_l("Isi pukul berapa disampaikan."))
    note = LongTextField(_l("Catatan"), maximum=500, rows=2, hint=_NO_NAMES)

    def notice(self, zone: str) -> Notice:
        """Return what was filled in; only for a valid form."""
        persons = self.whom.data is Whom.PERSON
        return Notice(
            self.whom.data, _moment(self.on.data, self.at.data, zone), self.way.data,
            everyone=persons and bool(self.everyone.data), count=self.count.data if persons else None,
            note=self.note.data,
        )


class CloseForm(CheckedForm):
    """How it ends, and what was learnt."""

    finding = ChoiceField(_l("Hasil"), choices=Finding, required=_l("Pilih hasilnya."))
    lesson = LongTextField(
        _l("Pelajaran"), maximum=2000, rows=4, required=_l("Tuliskan apa yang diubah agar tidak terulang."),
        hint=_l("Apa yang diubah agar tidak terulang, atau mengapa ini bukan kegagalan. %(names)s", names=_NO_NAMES),
    )

    def closing(self) -> Closing:
        """Return what was filled in; only for a valid form."""
        return Closing(self.finding.data, self.lesson.data)


class ReportForm(BaseForm):
    """What a letter takes from nowhere else."""

    number = TextField(
        _l("Nomor surat"), maximum=80, hint=_l("Menurut agenda surat; bila kosong, tersedia garis untuk menulisnya"),
    )


class ReaderForm(ReportForm):
    """To whom a letter goes: for one print alone."""

    name = TextField(_l("Nama penerima"), maximum=150, required=_l("Isi nama penerima."))
    sex = ChoiceField(_l("Jenis kelamin"), choices=Sex, inline=True, required=_l("Pilih jenis kelaminnya."))
    address = LongTextField(
        _l("Alamat pada surat"), maximum=300, rows=3,
        hint=_l("Boleh kosong. Bila alamat itu dapat dibaca orang yang ditakuti penerima, serahkan langsung."),
    )

    def reader(self) -> Reader:
        """Return what was filled in; only for a valid form."""
        return Reader(self.name.data, self.sex.data, self.address.data)


class ControllerForm(BaseForm):
    """The agency as controller of the data, in its own words."""

    officer = TextField(
        _l("Pejabat pelindungan data"), required=_l("Isi jabatan atau nama pejabat pelindungan data."),
        hint=_l("Contoh: Kepala Bidang Data dan Informasi BKPSDM"),
    )
    officer_contact = TextField(
        _l("Kontak pejabat itu"), required=_l("Isi kontaknya."),
        hint=_l("Telepon dan surel kantor; dimuat dalam surat"),
    )
    signer_office = TextField(_l("Jabatan penanda tangan surat"), required=_l("Isi jabatan penanda tangan."))
    signer = TextField(_l("Nama penanda tangan"), hint=_l("Bila kosong, tersedia garis untuk menulisnya"))
    signer_number = TextField(_l("NIP penanda tangan"), maximum=30, width="20", digits=True)
    authority = TextField(
        _l("Lembaga yang diberi tahu"), hint=_l("Jabatan yang dituju surat kepada lembaga pelindungan data pribadi"),
    )
    authority_place = TextField(_l("Tempat lembaga itu"), hint=_l("Contoh: Jakarta"))
    name = TextField(_l("Nama pengendali data"), hint=_l("Bila kosong, nama instansi pada kop surat"))
    address = TextField(_l("Alamat pengendali data"), hint=_l("Bila kosong, alamat pada kop surat"))

    def controller(self) -> Controller:
        """Return what was filled in; only for a valid form."""
        return Controller(**{name: self[name].data for name in Controller.__dataclass_fields__})


def _moment(on: Any, at: Any, zone: str) -> datetime:  # noqa: ANN401 - a valid form's day and time
    return datetime.combine(on, at, ZONES[zone])
