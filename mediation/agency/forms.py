"""What the head types about the lines of the agency's lists. Each form reads an item and makes one."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l

from mediation.agency.model import (
    Conditions,
    CopyTo,
    Decision,
    Entry,
    Faith,
    FollowUp,
    Head,
    Item,
    KnownBy,
    Line,
    PositionKind,
    RetentionClass,
    Team,
    Track,
    with_evidence,
)
from mediation.law.grounds import Ground
from mediation.law.identity import EMPLOYEE_DIGITS, Employment, Sex
from mediation.law.ranks import PPPK_GRADES, RANKS
from mediation.web.choices import Choice, ChoiceField, ChoicesField, ConfirmField
from mediation.web.fields import DateField, LongTextField, NipField, NumberField, TextField
from mediation.web.forms import BaseForm

ALL = _l("Tidak memilih berarti semua.")
_MUST, _MAY = "wajib", "boleh"


class ItemForm(BaseForm):
    """What all lines share: a name, and a place in the list. `leading`: the fields that stand before its conditions."""

    leading: tuple[str, ...] = ("label", "hint", "needed", "known_by")

    label = TextField(_l("Nama"), required=_l("Isi namanya."), maximum=200)
    after = ChoiceField(_l("Letakkan sesudah"), select=True, required=_l("Pilih tempatnya dalam daftar."))

    @classmethod
    def filled(cls, item: Any) -> dict[str, Any]:  # noqa: ANN401 - each form has its own kind of item
        """Return the values with which the form shows `item`."""
        return {name: getattr(item, name) for name in cls.told() if hasattr(item, name)}

    @classmethod
    def told(cls) -> tuple[str, ...]:
        """Return the fields that bear the name of what they say about the item."""
        return ("label", "hint", "note")

    def item(self, old: Any) -> Any:  # noqa: ANN401 - as in `filled`
        """Return `old` as it now reads; an item without a code is new."""
        return replace(old, **{name: self[name].data for name in self.told() if name in self})

    def offer_places(self, items: tuple[Item, ...], code: str) -> None:
        """Offer the places between the other lines."""
        others = [Choice(each.code, f"{each.code} {each.label}") for each in items if each.code != code]
        self.after.choices = [Choice("", _l("Paling atas")), *others]


class ConditionedForm(ItemForm):
    """A line that concerns some cases only."""

    tracks = ChoicesField(_l("Jalur"), choices=Track)
    employments = ChoicesField(_l("Status kepegawaian"), choices=Employment)
    sexes = ChoicesField(_l("Jenis kelamin pegawai"), choices=Sex)
    faiths = ChoicesField(_l("Agama pegawai"), choices=Faith)
    grounds = ChoicesField(_l("Alasan yang diajukan"), choices=Ground)

    @classmethod
    def filled(cls, item: Any) -> dict[str, Any]:  # noqa: ANN401 - as in the base
        """Return the values with which the form shows `item`."""
        return {**super().filled(item), **vars(item.conditions)}

    def item(self, old: Any) -> Any:  # noqa: ANN401 - as in the base
        """Return `old` as it now reads."""
        conditions = Conditions(
            self.tracks.data, self.employments.data, self.faiths.data, self.sexes.data, self.grounds.data,
        )
        return replace(super().item(old), conditions=conditions)


class LineForm(ConditionedForm):
    """A line of the checklist."""

    label = TextField(_l("Nama dokumen"), required=_l("Isi nama dokumennya."), maximum=200)
    hint = LongTextField(
        _l("Petunjuk"), maximum=600, rows=3, hint=_l("Misalnya salinan atau asli, siapa yang mengesahkan."),
    )
    needed = ChoiceField(
        _l("Kelengkapan"), required=_l("Pilih wajib atau boleh ada."), inline=True,
        choices=[Choice(_MUST, _l("Wajib ada")), Choice(_MAY, _l("Boleh ada"))],
    )
    known_by = ChoiceField(
        _l("Apakah program mengetahuinya sendiri?"), select=True, choices=KnownBy, required=_l("Pilih salah satu."),
        hint=_l("Yang diketahui program ditandai sendiri; petugas tetap memutuskan."),
    )

    @classmethod
    def filled(cls, item: Line) -> dict[str, Any]:
        """Return the values with which the form shows `item`."""
        return super().filled(item) | {"needed": _MUST if item.required else _MAY, "known_by": item.known_by}

    def item(self, old: Any) -> Any:  # noqa: ANN401 - as in the base
        """Return `old` as it now reads; the kinds of evidence follow from the grounds."""
        known_by = self.known_by.data or KnownBy.NOTHING
        return with_evidence(replace(super().item(old), required=self.needed.data == _MUST, known_by=known_by))


class FollowUpForm(ConditionedForm):
    """Something to see to after a divorce."""

    label = TextField(_l("Yang diselesaikan"), required=_l("Isi apa yang diselesaikan."), maximum=200)
    hint = LongTextField(
        _l("Petunjuk"), maximum=600, rows=3, hint=_l("Siapa yang mengerjakannya, dan menurut aturan apa."),
    )


class RetentionForm(ItemForm):
    """How long closed files are kept."""

    years = NumberField(
        _l("Lama penyimpanan (tahun)"), minimum=1, maximum=100,
        hint=_l("Kosongkan bila mengikuti jadwal retensi arsip (JRA) instansi."),
    )
    note = LongTextField(_l("Keterangan"), maximum=600, rows=3)

    @classmethod
    def told(cls) -> tuple[str, ...]:
        """Return the fields that bear the name of what they say."""
        return (*super().told(), "years")


class TeamForm(ItemForm):
    """An examining or advising team."""

    label = TextField(
        _l("Nama tim"), required=_l("Isi nama tim."), maximum=200,
        hint=_l("Seperti ditulis dalam surat dan keputusan."),
    )
    note = LongTextField(_l("Tugasnya"), maximum=600, rows=3)


class CopyForm(ItemForm):
    """Somebody who gets a copy of a decree."""

    label = TextField(
        _l("Penerima"), required=_l("Isi penerimanya."), maximum=200,
        hint=_l("Jabatan, seperti dicetak pada kaki surat; bukan nama orang."),
    )
    outcomes = ChoicesField(_l("Untuk keputusan"), choices=Decision, hint=ALL)
    note = LongTextField(_l("Keterangan"), maximum=600, rows=3, hint=_l("Untuk biro sendiri; tidak dicetak."))

    @classmethod
    def told(cls) -> tuple[str, ...]:
        """Return the fields that bear the name of what they say."""
        return (*super().told(), "outcomes")


_GRADES = [
    Choice("", _l("Tidak dibatasi")),
    *(Choice(rank.grade, rank.words) for rank in RANKS),
    *(Choice(grade, _l("PPPK golongan %(grade)s", grade=grade)) for grade in PPPK_GRADES),
]


def _wrong_number(typed: str) -> str | None:
    if typed.isascii() and typed.isdigit() and len(typed) == EMPLOYEE_DIGITS:
        return None
    return str(_l("NIP terdiri atas 18 angka."))


class EntryForm(ItemForm):
    """Who decides for whom, and how the decree is signed."""

    label = TextField(
        _l("Nama baris"), required=_l("Isi nama barisnya."), maximum=200,
        hint=_l("Untuk biro sendiri, misalnya “Golongan IV” atau “Guru”."),
    )
    employments = ChoicesField(_l("Status kepegawaian"), choices=Employment)
    grade_from = ChoiceField(
        _l("Golongan paling rendah"), select=True, choices=_GRADES, required=_l("Pilih golongan, atau tidak dibatasi."),
    )
    grade_to = ChoiceField(
        _l("Golongan paling tinggi"), select=True, choices=_GRADES, required=_l("Pilih golongan, atau tidak dibatasi."),
    )
    positions = ChoicesField(_l("Jenis jabatan"), choices=PositionKind)
    unit = ChoiceField(
        _l("Unit kerja"), select=True, required=_l("Pilih unit, atau seluruh instansi."),
        hint=_l("Berlaku juga bagi unit di bawahnya."),
    )
    since = DateField(_l("Berlaku sejak"), hint=_l("Kosongkan bila sejak semula."))
    until = DateField(_l("Berlaku sampai"), hint=_l("Hari terakhir. Kosongkan bila belum ditentukan."))
    title = LongTextField(
        _l("Jabatan yang memutus"), required=_l("Isi jabatan yang memutus."), maximum=200, rows=2,
        hint=_l("Seperti dalam kepala keputusan, misalnya BUPATI CONTOH."),
    )
    block = LongTextField(
        _l("Baris di atas tanda tangan"), required=_l("Isi baris di atas tanda tangan."), maximum=300, rows=3,
        hint=_l("Satu baris setiap jabatan, misalnya “a.n. BUPATI CONTOH”, lalu “SEKRETARIS DAERAH,”."),
    )
    name = TextField(_l("Nama penanda tangan"), required=_l("Isi nama penanda tangan."), maximum=150)
    rank = TextField(_l("Pangkat dan golongan penanda tangan"), maximum=100,
                     hint=_l("Kosongkan bagi bupati, wali kota, gubernur, atau menteri."))
    digits = NipField(_l("NIP penanda tangan"), check=_wrong_number)
    head = ChoiceField(_l("Kop keputusan"), required=_l("Pilih kopnya."), choices=Head)
    needs_recommendation = ConfirmField(
        _l("Rekomendasi"), text=_l("Perlu surat rekomendasi kepala biro sebelum diputus"),
    )

    @classmethod
    def told(cls) -> tuple[str, ...]:
        """Return the fields that bear the name of what they say."""
        return ("label", "employments", "grade_from", "grade_to", "positions", "since", "until", "name", "rank",
                "digits", "head")

    @classmethod
    def filled(cls, item: Entry) -> dict[str, Any]:
        """Return the values with which the form shows `item`."""
        return super().filled(item) | {
            "title": "\n".join(item.title), "block": "\n".join(item.block),
            "unit": str(item.unit or ""), "needs_recommendation": item.needs_recommendation,
        }

    def item(self, old: Any) -> Any:  # noqa: ANN401 - as in the base
        """Return `old` as it now reads; what was filled in is an example no longer."""
        return replace(
            super().item(old), unit=UUID(self.unit.data) if self.unit.data else None,
            grade_from=self.grade_from.data or "", grade_to=self.grade_to.data or "",
            title=_lines(self.title.data), block=_lines(self.block.data),
            needs_recommendation=bool(self.needs_recommendation.data), example=False,
        )


def _lines(typed: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in typed.splitlines() if line.strip())


class RetireForm(BaseForm):
    """Why a line is used no longer."""

    reason = LongTextField(
        _l("Mengapa tidak dipakai lagi?"), required=_l("Isi alasannya."), maximum=500, rows=3,
        hint=_l("Terbaca dalam daftar dan riwayat. Jangan menulis tentang orang atau berkas."),
    )


class SureForm(BaseForm):
    """A button alone: the page says what follows."""


FORMS: dict[type[Item], type[ItemForm]] = {
    Line: LineForm, Entry: EntryForm, RetentionClass: RetentionForm, Team: TeamForm, FollowUp: FollowUpForm,
    CopyTo: CopyForm,
}
