"""Forms of the sample pages: every kind of field once."""

from enum import StrEnum

from mediation.web.choices import ChoiceField, ChoicesField, ConfirmField, YesNoField
from mediation.web.fields import (
    DateField,
    FileField,
    LongTextField,
    NipField,
    NumberField,
    PasswordField,
    TextField,
    TimeField,
)
from mediation.web.forms import BaseForm


class Outcome(StrEnum):
    CONTINUE = "continue"
    RECONCILED = "reconciled"

    @property
    def label(self) -> str:
        return {"continue": "Dilanjutkan", "reconciled": "Rukun kembali"}[self.value]

    @property
    def hint(self) -> str:
        return "Tentukan tanggal berikutnya." if self is Outcome.CONTINUE else ""


class SessionForm(BaseForm):
    place = TextField("Tempat", required="Isi tempat", hint="Contoh: Ruang Konseling lantai 2")
    when = DateField("Tanggal sesi", required="Isi tanggal sesi", hint="Contoh: 20 11 2026")
    at = TimeField("Jam mulai", required="Isi jam mulai")
    outcome = ChoiceField("Hasil sesi ini", choices=Outcome, required="Pilih hasil sesi")
    who = ChoicesField("Yang hadir", choices=[("p", "Pemohon"), ("w", "Pendamping", "Tulis namanya.")])
    mode = ChoiceField("Cara bertemu", choices=[("a", "Tatap muka"), ("b", "Daring")], select=True)
    safe = YesNoField("Aman dihubungi di alamat ini?", required="Jawab apakah aman")
    number = NumberField("Jumlah anak", maximum=20)
    nip = NipField("NIP", required="Isi NIP", hint="18 angka")
    text = LongTextField("Ringkasan", maximum=300, required="Isi ringkasan")
    emblem = FileField("Lambang daerah", accept=".png")
    sure = ConfirmField("Pernyataan", text="Isian ini benar.", required="Beri tanda pernyataan")


class QuestionsForm(BaseForm):
    q1 = LongTextField("Sejak kapan keadaan ini dirasakan, dan bagaimana mulanya?", required="Isi jawaban 1")
    u1 = ConfirmField("Belum tahu", text="Belum tahu, ditanyakan lagi nanti")
    q2 = LongTextField("Apakah keluarga sudah pernah membantu merukunkan?")
    q3 = ChoiceField("Merasa aman selama ini?", choices=[("y", "Ya"), ("t", "Tidak")], inline=True)


class DoorForm(BaseForm):
    nip = TextField("Nama akun", required="Isi nama akun", autocomplete="username")
    pw = PasswordField("Kata sandi", required="Isi kata sandi")
