"""What the administrator types about people, units and letterheads."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from mediation.accounts.model import CHOSEN_LEAVINGS, ROLE_LABELS, Capacity, Leaving, Zone
from mediation.law.identity import Employment, Sex
from mediation.law.ranks import PPPK_GRADES, RANKS
from mediation.permissions import Role
from mediation.reports.blocks import Kind
from mediation.reports.letterhead import NUMBER_SLOTS, USUAL_PATTERN, unknown_slots
from mediation.web.choices import ChoiceField, ChoicesField, ConfirmField
from mediation.web.fields import FileField, HiddenField, LongTextField, NipField, TextField
from mediation.web.forms import BaseForm

NOTHING = ""
_GRADES = [
    (NOTHING, _l("Tidak diisi")),
    *((rank.grade, rank.words) for rank in RANKS),
    *((grade, _l("PPPK golongan %(grade)s", grade=grade)) for grade in PPPK_GRADES),
]
_CAPACITIES = [(capacity.value, capacity.label) for capacity in Capacity]


class PersonForm(BaseForm):
    """A person: how one signs in, what one may do, and how one signs letters."""

    name = TextField(_l("Nama lengkap dan gelar"), required=_l("Isi nama lengkap."), maximum=150)
    sign_in = TextField(
        _l("Nama akun"),
        required=_l("Isi nama akun."),
        maximum=60,
        hint=_l("Dipakai untuk masuk: NIP atau nama pendek. Huruf besar dan spasi tidak berpengaruh."),
    )
    roles = ChoicesField(
        _l("Peran"),
        required=_l("Pilih paling sedikit satu peran."),
        choices=[(role, ROLE_LABELS[role]) for role in Role],
        hint=_l("Satu peran, atau atasan langsung bersama satu peran lain. Administrator tidak merangkap."),
    )
    unit = ChoiceField(
        _l("Unit kerja"), select=True, hint=_l("Atasan langsung perlu unit kerja dan NIP untuk menerima permohonan."),
    )
    sex = ChoiceField(
        _l("Jenis kelamin"), required=_l("Pilih jenis kelamin."), choices=list(Sex), inline=True,
        hint=_l("Menentukan sapaan dalam surat, dan siapa yang dapat diminta menanyai orang tentang keamanannya."),
    )
    employment = ChoiceField(
        _l("Status kepegawaian"), required=_l("Pilih status kepegawaian."), choices=list(Employment), inline=True,
    )
    digits = NipField(_l("NIP atau NI PPPK"), hint=_l("18 angka; dicetak di bawah tanda tangan."))
    grade = ChoiceField(_l("Pangkat dan golongan"), select=True, choices=_GRADES)
    position = TextField(
        _l("Jabatan"), maximum=200, hint=_l("Seperti tertulis di atas tanda tangan, misalnya Kepala Sekolah."),
    )
    capacity = ChoiceField(_l("Menandatangani sebagai"), choices=_CAPACITIES)
    on_behalf_of = TextField(
        _l("Atas nama jabatan"), maximum=200, hint=_l("Hanya untuk a.n.: jabatan yang diwakili."),
    )
    trained = ConfirmField(
        _l("Pelatihan"), text=_l("Sudah dilatih menanyai orang tentang keamanannya"),
    )


class UnitForm(BaseForm):
    """A unit, where it belongs and who supervises it."""

    name = TextField(_l("Nama unit"), required=_l("Isi nama unit."), maximum=200)
    parent = ChoiceField(_l("Unit induk"), select=True)
    supervisor = ChoiceField(
        _l("Atasan langsung"), select=True, hint=_l("Hanya orang yang berperan atasan langsung."),
    )
    zone = ChoiceField(_l("Zona waktu"), required=_l("Pilih zona waktu."), choices=list(Zone))


class ConfirmForm(BaseForm):
    """A button alone: the page says what follows."""


class CompareForm(BaseForm):
    """How the fingerprint that somebody read aloud compares with the one on the page."""

    outcome = ChoiceField(
        _l("Sidik yang ia bacakan"), required=_l("Bandingkan sidiknya dahulu, lalu pilih."),
        choices=[
            ("same", _l("Sama, kelima kelompok hurufnya")),
            ("different", _l("Berbeda, walau hanya satu huruf")),
        ],
    )


class ComparedForm(BaseForm):
    """The button under the answers to check: `seen` carries how the fingerprints compared."""

    seen = HiddenField(required=_l("Bandingkan sidiknya dahulu, lalu pilih."))

    @property
    def same(self) -> bool:
        """Whether the fingerprint that was read aloud was the one on the page."""
        return bool(self.seen.data == "same")


class LeavingForm(BaseForm):
    """Why somebody is to hold the group's key no longer."""

    reason = ChoiceField(
        _l("Alasan"), required=_l("Pilih alasannya."), choices=CHOSEN_LEAVINGS,
        hint=_l("Tercatat dalam jejak dan terlihat oleh semua anggota."),
    )


class RemovalForm(BaseForm):
    """The button under the answers to check: `seen` carries the reason."""

    seen = HiddenField(required=_l("Pilih alasannya."))

    @property
    def reason(self) -> Leaving | None:
        """Return the reason that was checked, None for a word that nobody could choose."""
        return next((one for one in CHOSEN_LEAVINGS if one == self.seen.data), None)


def _slots_known(pattern: str) -> str | None:
    unknown = unknown_slots(pattern)
    if not unknown:
        return None
    known = ", ".join(f"[[{name}]]" for name in NUMBER_SLOTS)
    return str(_("Bagian [[%(unknown)s]] tidak dikenal. Yang tersedia: %(known)s.", unknown=unknown[0], known=known))


class LetterheadForm(BaseForm):
    """The agency's words for its documents."""

    owner = TextField(
        _l("Pemerintah daerah atau instansi induk"), required=_l("Isi baris pertama kop."), maximum=200,
        hint=_l("Baris pertama kop, misalnya PEMERINTAH KABUPATEN CONTOH."),
    )
    name = LongTextField(
        _l("Nama instansi atau unit"), required=_l("Isi nama instansi."), maximum=400, rows=2,
        hint=_l("Satu atau dua baris; baris terakhir dicetak paling besar."),
    )
    address = TextField(_l("Alamat"), required=_l("Isi alamat."), maximum=300)
    contact = TextField(_l("Telepon, laman, surel, kode pos"), maximum=300)
    town = TextField(
        _l("Tempat surat"), required=_l("Isi tempat surat."), maximum=100,
        hint=_l("Dicetak di depan tanggal surat."),
    )
    emblem = FileField(
        _l("Lambang"), accept=".png,.jpg,.jpeg",
        hint=_l("PNG atau JPEG, paling besar 1 MB. Kosongkan bila tidak berubah."),
    )
    no_emblem = ConfirmField(_l("Tanpa lambang"), text=_l("Hapus lambang yang sekarang"))
    addressee_title = TextField(
        _l("Laporan ditujukan kepada"), maximum=300,
        hint=_l("Jabatan penerima laporan, misalnya Bupati Contoh melalui Kepala BKPSDM."),
    )
    addressee_place = TextField(_l("Tempat penerima"), maximum=100)
    pppk_basis = LongTextField(
        _l("Dasar bagi PPPK"), maximum=2000, rows=4,
        hint=_l(
            "Peraturan instansi Anda yang mengatur izin bagi PPPK, satu per baris. "
            "Tanpa ini laporan PPPK tidak dapat diterbitkan.",
        ),
    )
    pattern = TextField(
        _l("Pola nomor surat"), required=_l("Isi pola nomor surat."), maximum=100, default=USUAL_PATTERN,
        check=_slots_known,
        hint=_l("Bagian dalam kurung siku ganda diisi program: [[kode]], [[urut]], [[unit]], [[bulan]], [[tahun]]."),
    )
    unit_code = TextField(_l("Kode unit dalam nomor"), maximum=40, width="20")
    summons_code = TextField(_l("Kode klasifikasi surat panggilan"), maximum=40, width="20")
    record_code = TextField(_l("Kode klasifikasi berita acara"), maximum=40, width="20")
    report_code = TextField(_l("Kode klasifikasi laporan"), maximum=40, width="20")


# Which field of the letterhead holds the classification code of which document.
CODE_FIELDS = {
    Kind.SUMMONS: "summons_code",
    Kind.EXAMINATION_RECORD: "record_code",
    Kind.MEDIATION_REPORT: "report_code",
}
