"""What is asked about the decision, by its kind: shape alone. Nothing asks for the spouse's consent."""

from datetime import date
from typing import Any, cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from mediation.agency.model import PositionKind
from mediation.bureau.decide.model import Ending, Refused, SalaryStatement, Substance
from mediation.cases.model import DecisionKind
from mediation.law.refusals import RefusalGround
from mediation.web.choices import Choice, ChoiceField
from mediation.web.fields import DateField, LongTextField, TextField
from mediation.web.forms import BaseForm, CheckedForm

_LINE_MOST = 2000


class KindForm(BaseForm):
    """How the case ends, and for what an official decides, the employee's kind of position."""

    kind = ChoiceField(_l("Hasil"), required=_l("Pilih hasilnya."))
    position = ChoiceField(
        _l("Jenis jabatan pegawai"), choices=PositionKind,
        hint=_l("Menentukan pejabat yang memutus. Tidak perlu bila berkas ditutup tanpa keputusan Pejabat"),
    )

    def offer(self, kinds: tuple[DecisionKind, ...]) -> None:
        """Offer these kinds alone."""
        self.kind.choices = [Choice(kind, kind.label) for kind in kinds]

    def validate(self, extra_validators: object = None) -> bool:
        """Add to the usual checks that a decision of the official needs the kind of position."""
        valid: bool = super().validate(extra_validators)
        if self.kind.data is not None and self.kind.data.by_official and self.position.data is None:
            self.problem(_("Pilih jenis jabatannya."), self.position)
            return False
        return valid


class _Prepared(CheckedForm):
    """What every prepared decision can give."""

    def substance(self) -> Substance:
        """Return what was written; only for a valid form."""
        raise NotImplementedError


class _ByOfficial(_Prepared):
    considering = LongTextField(
        _l("Pertimbangan (Menimbang)"), required=_l("Tulis paling sedikit satu pertimbangan."), maximum=6000, rows=7,
        hint=_l("Satu pertimbangan pada setiap baris, dengan kata-kata Anda sendiri. Urutan huruf dan “bahwa” "
                "ditambahkan pada naskah"),
    )
    initials = LongTextField(
        _l("Paraf"), maximum=600, rows=3,
        hint=_l("Jabatan yang memaraf naskah, satu pada setiap baris, dari yang rendah ke yang tinggi"),
    )

    def substance(self) -> Substance:
        """Return the reasons and who initials."""
        return Substance(considering=lines(self.considering.data), initials=lines(self.initials.data))


class PermitForm(_ByOfficial):
    """The permit; of a male permanent employee, what he stated about sharing pay."""

    salary = LongTextField(
        _l("Pernyataan pegawai tentang pembagian gaji"), maximum=_LINE_MOST, rows=4,
        hint=_l("Salin dari surat pernyataannya. Program tidak menghitung bagian siapa pun"),
    )
    salary_on = DateField(_l("Tanggal surat pernyataan"))

    def without_salary(self) -> None:
        """Ask nothing about pay: the rule names male permanent employees alone."""
        del self.salary, self.salary_on

    def substance(self) -> Substance:
        """Return the reasons, who initials, and the statement if there is one."""
        told = super().substance()
        words = self["salary"].data.strip() if "salary" in self else ""
        stated = SalaryStatement(words, self["salary_on"].data) if words else None
        return Substance(told.considering, salary=stated, initials=told.initials)


class RefusalForm(_ByOfficial):
    """The refusal: ground, article and letter, reasons, and how to object."""

    ground = ChoiceField(_l("Dasar penolakan"), choices=RefusalGround, required=_l("Pilih dasar penolakannya."))
    article = TextField(
        _l("Pasal dan huruf"), required=_l("Isi pasal dan hurufnya."), maximum=200,
        hint=_l("Periksa dahulu pada naskah peraturannya"),
    )
    reasons = LongTextField(
        _l("Alasan penolakan"), required=_l("Tulis alasannya."), maximum=6000, rows=7,
        hint=_l("Sebutkan keterangan dan bukti yang dipertimbangkan"),
    )
    object_to = TextField(
        _l("Keberatan diajukan kepada"), required=_l("Isi kepada siapa keberatan diajukan."), maximum=200,
    )
    court = TextField(
        _l("Pengadilan tata usaha negara"), maximum=200,
        hint=_l("Nama pengadilan yang berwenang. Kosongkan bila tidak disebut namanya"),
    )
    object_terms = LongTextField(
        _l("Cara dan jangka waktu keberatan"), maximum=_LINE_MOST, rows=3,
        hint=_l("Menurut peraturan instansi Anda. Program tidak mengisi jangka waktunya"),
    )

    def substance(self) -> Substance:
        """Return the reasons, the ground with its article, and how to object."""
        told = super().substance()
        refused = Refused(
            self.ground.data, self.article.data, self.reasons.data, self.object_to.data, self.court.data,
            self.object_terms.data,
        )
        return Substance(told.considering, refused, initials=told.initials)


class CertificateForm(_ByOfficial):
    """The certificate for an employee who is sued; its track comes later."""


class EndingForm(_Prepared):
    """How a file ended without the official: since when, and the paper that shows it."""

    on = DateField(_l("Tanggal berakhirnya"), required=_l("Isi tanggalnya."))
    proof = TextField(
        _l("Surat yang membuktikannya"), maximum=200, hint=_l("Contoh: surat pernyataan bersama, surat pencabutan"),
    )
    proof_number = TextField(_l("Nomor surat itu"), maximum=80, width="20")
    proof_on = DateField(_l("Tanggal surat itu"))

    def substance(self) -> Substance:
        """Return how the file ended."""
        return Substance(ending=self.ending())

    def ending(self, cause: str = "") -> Ending:
        """Return the ending, with why it lapsed."""
        return Ending(
            cast("date", self.on.data), self.proof.data, self.proof_number.data, self.proof_on.data, cause,
        )


class LapsedForm(EndingForm):
    """How a request lapsed, and why."""

    cause = LongTextField(
        _l("Mengapa permohonan gugur"), required=_l("Tulis mengapa permohonan gugur."), maximum=500, rows=3,
        hint=_l("Contoh: pemohon pindah ke instansi lain"),
    )

    def substance(self) -> Substance:
        """Return how and why the request lapsed."""
        return Substance(ending=self.ending(self.cause.data))


FORMS: dict[DecisionKind, type[_Prepared]] = {
    DecisionKind.PERMIT: PermitForm,
    DecisionKind.REFUSAL: RefusalForm,
    DecisionKind.CERTIFICATE: CertificateForm,
    DecisionKind.RECONCILED: EndingForm,
    DecisionKind.WITHDRAWN: EndingForm,
    DecisionKind.LAPSED: LapsedForm,
}


class TakeBackForm(CheckedForm):
    """Why a prepared decision is taken back."""

    reason = LongTextField(_l("Alasan"), required=_l("Tulis alasannya."), maximum=1000, rows=3)


class ConfirmationForm(CheckedForm):
    """What stands on the signed paper, and for how long the file is kept."""

    number = TextField(
        _l("Nomor pada naskah bertanda tangan"), required=_l("Salin nomornya dari naskah."), maximum=80, width="20",
    )
    decided_on = DateField(_l("Tanggal pada naskah"), required=_l("Isi tanggal yang tertera pada naskah."))
    retention = ChoiceField(_l("Kelas retensi arsip"), required=_l("Pilih kelas retensinya."))
    without_copy = TextField(
        _l("Mengapa salinan bertanda tangan belum dilampirkan"), maximum=300,
        hint=_l("Kosongkan bila pindaiannya sudah dilampirkan"),
    )
    note = LongTextField(_l("Catatan"), maximum=1000, rows=3)

    def given(self) -> dict[str, Any]:
        """Return what was filled in, by the names that the service knows; only for a valid form."""
        return {
            "number": self.number.data, "decided_on": self.decided_on.data, "retention": self.retention.data,
            "without_copy": self["without_copy"].data if "without_copy" in self else "", "note": self.note.data,
        }


def lines(text: str) -> tuple[str, ...]:
    """Return the lines of `text` that say something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
